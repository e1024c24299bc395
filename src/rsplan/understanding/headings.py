"""A header row as a value, and when two headings are the same. Knows headings, not rows or items."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, field

from rsplan.language.swedish import MONTHS
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.address import cell_name
from rsplan.plan.folding import MARKS as MARKS
from rsplan.plan.folding import ascii_fold
from rsplan.plan.folding import heading_key as heading_key
from rsplan.plan.model import Kind

if TYPE_CHECKING:
    from rsplan.language.headingwords.reading import HeadingReading

MOST_SPECIFIC = (Kind.ACTIVITIES, Kind.INDICATORS, Kind.ASSIGNMENTS)
IGNORED = "ignored"
# A period that ends a heading is told in no more signs.
_LONGEST_PERIOD = 120
# "Status april 2025", "Målvärde 2025", "Status (T1)": the heading with the period that it tells.
_PERIOD = re.compile(
    r"[\s,(–-]*(?:\b(?:per|t[123]|tertial [123]|delår [12]|halvår [12]|(?:kvartal|kv|q) ?[1-4]|"
    r"(?:28|29|30|31)/(?:0?[1-9]|1[0-2])|"
    rf"(?:{'|'.join(MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec)|20\d\d(?:-\d\d){{0,2}})\b"
    r"[\s,)–-]*)+$"
)
Columns = Sequence[Sequence[object]]


class Header(Struct, frozen=True):
    """A recognised header row (from 0) with the columns (from 0) of its fields, all in ``left`` ≤ column < ``right``.

    ``fields`` maps field → column, ``kinds`` the columns headed by a kind's name; ``view`` is filled for an export
    view: (level, property) → column. ``doubled`` maps a column whose meaning is already taken to the column that has
    it, ``unknown`` a column to a heading that means nothing, ``texts`` every column with a heading to its text.
    ``dated`` has the columns of a field that each tell a period of their own, "Status T1", "Status T2". ``readings``
    maps an unknown column to what its parts say; nothing is read so until its content has been held against it.
    ``above`` counts the rows above ``row`` that are part of the same heading. ``choices`` are columns headed by a
    status each, "Grön", "Gul", "Röd"; ``shared`` are columns that tell the status together, one on each row. ``units``
    are columns that each tell the status of a unit, with its name. ``turned`` is that of the sheet.
    """

    row: int
    left: int
    right: int
    fields: Mapping[str, int]
    kinds: Mapping[Kind, int] = field(default_factory=dict)
    view: Mapping[tuple[str, str], int] = field(default_factory=dict)
    unknown: Mapping[int, str] = field(default_factory=dict)
    doubled: Mapping[int, int] = field(default_factory=dict)
    texts: Mapping[int, str] = field(default_factory=dict)
    dated: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    readings: Mapping[int, HeadingReading] = field(default_factory=dict)
    above: int = 0
    choices: tuple[int, ...] = ()
    shared: tuple[int, ...] = ()
    units: Mapping[int, str] = field(default_factory=dict)
    turned: bool = False

    def cell(self, column: int) -> str:
        """The address in the file of a column's heading."""
        return cell_name(column, self.row) if self.turned else cell_name(self.row, column)

    @property
    def first_row(self) -> int:
        """The first row of a heading over several."""
        return self.row - self.above

    @property
    def title(self) -> int | None:
        """The column of the item's name: that of the most specific kind, else of a general heading."""
        for kind in MOST_SPECIFIC:
            if kind in self.kinds:
                return self.kinds[kind]
        return self.fields.get("title")

    @property
    def kind(self) -> Kind | None:
        """The kind that a heading names; the more general kinds beside it are what the item belongs to."""
        return next((kind for kind in MOST_SPECIFIC if kind in self.kinds), None)

    @property
    def columns(self) -> dict[str, int]:
        """Field → column with the title and the parent in their places."""
        columns = dict(self.fields)
        title = self.title
        if title is not None:
            columns["title"] = title
        for kind in reversed(MOST_SPECIFIC):
            if kind in self.kinds and kind is not self.kind:
                columns.setdefault("parent", self.kinds[kind])
        return columns

    @property
    def used(self) -> set[int]:
        """Every column that is read."""
        return {*self.columns.values(), *self.kinds.values(), *self.view.values()}


def undated(text: str) -> str:
    """A heading without the period that it tells."""
    key = heading_key(text)
    return (key[:-_LONGEST_PERIOD] + _PERIOD.sub("", key[-_LONGEST_PERIOD:])).strip()


def view_pair(text: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """The level and the property that a heading of an export view names, else None."""
    if "_" not in text:
        return None
    level, _, name = re.sub(r"\s+", "", ascii_fold(text)).partition("_")
    if level not in vocabulary.levels:
        return None
    prop = vocabulary.properties.get(name) or vocabulary.properties.get(name.replace("_", ""))
    return (vocabulary.levels[level], prop) if prop else None
