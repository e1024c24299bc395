"""Which row of a sheet is a header, and which column holds what. Knows headings, not items.

Nothing is assumed of the layout: title rows may stand above a header, columns come in any order, a sheet may hold
several tables below each other. A header is a row that names an item ("Uppdrag", "Aktivitet_Namn", "Namn") and at
least one more known column.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from rsplan.exports.grid import Sheet
from rsplan.model import Kind
from rsplan.vocabulary import Vocabulary, ascii_fold, fold

_MOST_SPECIFIC = (Kind.ACTIVITIES, Kind.INDICATORS, Kind.ASSIGNMENTS)
_LONGEST_HEADING = 60
IGNORED = "ignored"
_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Header:
    """A recognised header row (from 0) with the columns (from 0) of its fields.

    ``fields`` maps field → column; ``kinds`` the columns headed by a kind's name; ``view`` is filled for an export view:
    (level, property) → column. ``unknown`` and ``doubled`` are columns whose headings mean nothing or come twice.
    """

    row: int
    fields: Mapping[str, int]
    kinds: Mapping[Kind, int] = field(default_factory=dict)
    view: Mapping[tuple[str, str], int] = field(default_factory=dict)
    unknown: Mapping[int, str] = field(default_factory=dict)
    doubled: Mapping[int, int] = field(default_factory=dict)

    @property
    def title(self) -> int | None:
        """The column of the item's name: that of the most specific kind, else of a general heading."""
        for kind in _MOST_SPECIFIC:
            if kind in self.kinds:
                return self.kinds[kind]
        return self.fields.get("title")

    @property
    def kind(self) -> Kind | None:
        """The kind that a heading names; the more general kinds beside it are what the item belongs to."""
        return next((kind for kind in _MOST_SPECIFIC if kind in self.kinds), None)

    @property
    def columns(self) -> dict[str, int]:
        """Field → column with the title and the parent in their places."""
        columns = dict(self.fields)
        title = self.title
        if title is not None:
            columns["title"] = title
        for kind in reversed(_MOST_SPECIFIC):
            if kind in self.kinds and kind is not self.kind:
                columns.setdefault("parent", self.kinds[kind])
        return columns


def find_headers(sheet: Sheet, vocabulary: Vocabulary) -> list[Header]:
    """The header rows of a sheet, from the top."""
    known = {text for text in _short_texts(sheet.rows) if _means_something(text, vocabulary)}
    if not known:
        return []
    headers: list[Header] = []
    for index, row in enumerate(sheet.rows):
        if known.isdisjoint(row):
            continue
        header = read_header(index, row, vocabulary)
        if header is not None and not _is_data(header, headers):
            headers.append(header)
    return headers


def _is_data(header: Header, before: Sequence[Header]) -> bool:
    """True for an item that happens to be named by headings: it stands under a header with none of its own places."""
    if not before:
        return False
    return len(header.fields) + len(header.kinds) + len(header.view) < 3


def _short_texts(rows: Iterable[Sequence[object]]) -> set[str]:
    seen: set[object] = set()
    for row in rows:
        seen.update(row)
    return {value for value in seen if isinstance(value, str) and len(value) <= _LONGEST_HEADING}


def read_header(index: int, row: Sequence[object], vocabulary: Vocabulary) -> Header | None:
    """The row as a header, None if it names no item or nothing besides it.

    A row with a status and two more known headings is a header even without an item's name: its ``title`` is then
    None, and the table is refused with its place rather than passed over.
    """
    fields: dict[str, int] = {}
    kinds: dict[Kind, int] = {}
    view: dict[tuple[str, str], int] = {}
    unknown: dict[int, str] = {}
    doubled: dict[int, int] = {}
    for column, value in enumerate(row):
        if not isinstance(value, str) or not value.strip():
            continue
        name = heading_key(value)
        if pair := _view_pair(value, vocabulary):
            doubled.update(_put(view, pair, column))
        elif name in vocabulary.kind_names:
            doubled.update(_put(kinds, vocabulary.kind_names[name], column))
        elif name in vocabulary.columns:
            if vocabulary.columns[name] != IGNORED:
                doubled.update(_put(fields, vocabulary.columns[name], column))
        else:
            unknown[column] = value.strip()
    if view:
        named = any(level in tuple(Kind) and prop == "title" for level, prop in view)
        return Header(index, fields, kinds, view, unknown, doubled) if named else None
    header = Header(index, fields, kinds, {}, unknown, doubled)
    known = len(fields) + len(kinds)
    if len(unknown) > 3 * known:
        return None
    if header.title is None:
        return header if known >= 3 and "status" in fields else None
    return header if known >= 2 else None


def heading_key(text: str) -> str:
    """A heading as the vocabulary keeps it: folded, without a trailing colon, asterisk or footnote sign."""
    return fold(text).rstrip(":*¹²³ ")


def _put(table: dict[_Key, int], key: _Key, column: int) -> dict[int, int]:
    if key in table:
        return {column: table[key]}
    table[key] = column
    return {}


def _means_something(text: str, vocabulary: Vocabulary) -> bool:
    name = heading_key(text)
    return name in vocabulary.columns or name in vocabulary.kind_names or _view_pair(text, vocabulary) is not None


def _view_pair(text: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    level, separator, name = re.sub(r"[\s\u00a0]+", "", ascii_fold(text)).partition("_")
    if not separator or level not in vocabulary.levels:
        return None
    prop = vocabulary.properties.get(name) or vocabulary.properties.get(name.replace("_", ""))
    return (vocabulary.levels[level], prop) if prop else None
