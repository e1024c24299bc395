"""Which row of a sheet is a header, and which column holds what by its heading. Knows headings, not items.

Nothing is assumed of the layout: title rows may stand above a header, columns come in any order, a sheet may hold
several tables below each other or side by side. A header is a row that names an item ("Uppdrag", "Aktivitet_Namn",
"Namn") and at least one more known column.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TypeVar, cast

from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.folding import ascii_fold, fold, fold_many
from rsplan.plan.model import Kind
from rsplan.understanding.flat_headings import composed, flat_view

MOST_SPECIFIC = (Kind.ACTIVITIES, Kind.INDICATORS, Kind.ASSIGNMENTS)
IGNORED = "ignored"
_LONGEST_HEADING = 50
_HEAD, _MANY = 2_000, 20_000
_DIGITS = frozenset("0123456789")
_SURELY_A_HEADER = 4
_MARKS = "¹²³⁴:* "
# "Status april 2025", "Målvärde 2025", "Status (T1)": the heading with the period that it tells.
_PERIOD = re.compile(
    r"[\s,(–-]*(?:\b(?:per|t[123]|tertial [123]|apr|aug|dec|januari|april|augusti|december|20\d\d(?:-\d\d){0,2})\b"
    r"[\s,)–-]*)+$"
)
_Key = TypeVar("_Key", bound=Hashable)
Columns = Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True)
class Header:
    """A recognised header row (from 0) with the columns (from 0) of its fields, all in ``left`` ≤ column < ``right``.

    ``fields`` maps field → column, ``kinds`` the columns headed by a kind's name; ``view`` is filled for an export
    view: (level, property) → column. ``doubled`` maps a column whose meaning is already taken to the column that has
    it, ``unknown`` a column to a heading that means nothing, ``texts`` every column with a heading to its text.
    ``dated`` has the columns of a field that each tell a period of their own, "Status T1", "Status T2".
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


def find_headers(columns: Columns, vocabulary: Vocabulary) -> list[Header]:
    """The headers of a sheet given by its columns, from the top, from the left."""
    headers: list[Header] = []
    for index in sorted(_rows_with_headings(columns, vocabulary)):
        found = _headers_in(index, [column[index] for column in columns], vocabulary)
        headers += [header for header in found if not headers or _is_clear(header)]
    return headers


def _is_clear(header: Header) -> bool:
    """True for a header that can be told from an item below another header: most of its texts are headings."""
    known = len(header.fields) + len(header.kinds) + len(header.view)
    named = header.title is not None and "status" in header.fields
    return len(header.unknown) < known + named


def _rows_with_headings(columns: Columns, vocabulary: Vocabulary) -> set[int]:
    rows: set[int] = set()
    for column in columns:
        # An id ends in a digit and no heading does, except one that tells its period beside plain ones.
        texts = cast("list[str]", [value for value in set(_searched(column)) if value.__class__ is str])
        short = [text for text in texts if len(text) <= _LONGEST_HEADING and text[-1:] not in _DIGITS]
        for text, key in fold_many(short).items():
            known = key.rstrip(_MARKS)
            if (
                known in vocabulary.headings
                or composed(known, vocabulary)
                or text.endswith(("¹", "²", "³"))
                or "_" in key
            ):
                rows.update(_positions(column, text))
    return rows


def _searched(column: Sequence[object]) -> Sequence[object]:
    """The part of a column to look for headings in. Thousands of rows that are all different are names or ids: a table
    further down is found by its other headings.
    """
    head = column[:_HEAD]
    return head if len(column) > _MANY and len(set(head)) * 5 > _HEAD * 4 else column


def _positions(column: Sequence[object], value: object) -> Iterator[int]:
    at = -1
    while True:
        try:
            at = column.index(value, at + 1)
        except ValueError:
            return
        yield at


def _headers_in(index: int, row: Sequence[object], vocabulary: Vocabulary) -> list[Header]:
    """The headers of one row: several where tables stand side by side with a blank column between, each by itself."""
    parts = [header for left, right in _runs(row) if (header := read_header(index, row, left, right, vocabulary))]
    if len(parts) > 1 and all("status" in part.fields for part in parts):
        return [part for part in parts if part.title is not None]
    whole = read_header(index, row, 0, len(row), vocabulary)
    return [whole] if whole and not _is_data(whole, row, vocabulary) else []


def _is_data(header: Header, row: Sequence[object], vocabulary: Vocabulary) -> bool:
    """True for an item that happens to hold a few words that are headings too: it has a status, or numbers."""
    if header.view or len(header.columns) >= _SURELY_A_HEADER:
        return False
    others = sum(value is not None and not isinstance(value, str) for value in row)
    return others > len(header.texts) or any(vocabulary.any_status(text) for text in header.unknown.values())


def _runs(row: Sequence[object]) -> list[tuple[int, int]]:
    filled = [isinstance(value, str) and bool(value.strip()) for value in row]
    runs = [list(part) for has, part in groupby(range(len(row)), key=lambda at: filled[at]) if has]
    return [(part[0], part[-1] + 1) for part in runs]


def read_header(index: int, row: Sequence[object], left: int, right: int, vocabulary: Vocabulary) -> Header | None:
    """The row as a header, None if it names no item or nothing besides it.

    A row with a status and two more known headings is a header even without an item's name: its ``title`` is then
    None, and the table is refused with its place rather than passed over.
    """
    fields: dict[str, int] = {}
    kinds: dict[Kind, int] = {}
    view: dict[tuple[str, str], int] = {}
    unknown: dict[int, str] = {}
    doubled: dict[int, int] = {}
    texts = {at: value.strip() for at in range(left, right) if isinstance(value := row[at], str) and heading_key(value)}
    for column, text in texts.items():
        name = heading_key(text)
        if pair := view_pair(text, vocabulary):
            doubled.update(_put(view, pair, column))
        elif name in vocabulary.kind_names:
            doubled.update(_put(kinds, vocabulary.kind_names[name], column))
        elif meaning := vocabulary.columns.get(name):
            if meaning != IGNORED:
                doubled.update(_put(fields, meaning, column))
        else:
            unknown[column] = text
    flat = None if view else flat_view({at: heading_key(text) for at, text in texts.items()}, vocabulary)
    if flat:
        view, unknown, doubled = flat, {}, {}
    if view:
        unknown |= {
            column: text for column, text in texts.items() if column not in view.values() and column not in doubled
        }
        return _if_header(Header(index, left, right, {}, {}, view, unknown, doubled, texts))
    dated = _add_dated(fields, unknown, vocabulary)
    return _if_header(Header(index, left, right, fields, kinds, {}, unknown, doubled, texts, dated))


def _if_header(header: Header) -> Header | None:
    return header if _is_header(header) else None


def _is_header(header: Header) -> bool:
    if header.view:
        named = any(level in tuple(Kind) and prop == "title" for level, prop in header.view)
        return named and len(header.view) > 1
    known = len(header.fields) + len(header.kinds) + len(header.dated)
    if len(header.unknown) > 3 * known:
        return False
    if header.title is None:
        return known >= 3 and "status" in {*header.fields, *header.dated}
    return known >= 2


def _add_dated(fields: dict[str, int], unknown: dict[int, str], vocabulary: Vocabulary) -> dict[str, tuple[int, ...]]:
    """Headings that tell their period, "Status april 2025": taken where a single column can be meant, else returned."""
    dated: dict[str, list[int]] = {}
    for column, text in unknown.items():
        plain = undated(text)
        meaning = vocabulary.columns.get(plain) if plain else "status"
        if meaning and meaning not in fields and (plain or text[:1].isalpha()):
            dated.setdefault(meaning, []).append(column)
    for meaning, columns in dated.items():
        if len(columns) == 1 and undated(unknown[columns[0]]):
            del unknown[columns[0]]
            if meaning != IGNORED:
                fields[meaning] = columns[0]
    return {meaning: tuple(columns) for meaning, columns in dated.items() if len(columns) > 1 and meaning != IGNORED}


def heading_key(text: str) -> str:
    """A heading as the vocabulary keeps it: folded, without a trailing colon, asterisk or footnote sign."""
    return fold(text.rstrip(_MARKS)).rstrip(_MARKS)


def undated(text: str) -> str:
    """A heading without the period that it tells."""
    return _PERIOD.sub("", heading_key(text)).strip()


def _put(table: dict[_Key, int], key: _Key, column: int) -> dict[int, int]:
    if key in table:
        return {column: table[key]}
    table[key] = column
    return {}


def view_pair(text: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """The level and the property that a heading of an export view names, else None."""
    if "_" not in text:
        return None
    level, _, name = re.sub(r"\s+", "", ascii_fold(text)).partition("_")
    if level not in vocabulary.levels:
        return None
    prop = vocabulary.properties.get(name) or vocabulary.properties.get(name.replace("_", ""))
    return (vocabulary.levels[level], prop) if prop else None
