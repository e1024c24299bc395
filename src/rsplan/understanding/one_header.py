"""One row as a header: which column holds what by its heading. Knows headings, not what stands below them.

A header names an item ("Uppdrag", "Aktivitet_Namn", "Namn") and at least one more known column. Where no exact word
decides, a row is a header by headings understood from their parts.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from rsplan.language.statuswords.column import read_column
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.model import Kind
from rsplan.understanding.flat_headings import flat_view
from rsplan.understanding.headings import IGNORED, Header, heading_key, undated, view_pair

if TYPE_CHECKING:
    from rsplan.language.headingwords.reading import HeadingReading

DIGITS = frozenset("0123456789")
SURELY_A_HEADER = 4
_LONGEST_COMPOSED, _SHORT = 90, 30
_NAMES = ("title", "description")
_STATUSES = ("status", "follow_up", "status_or_comment")
_Key = TypeVar("_Key", bound=Hashable)


class Readings:
    """Headings understood from their parts, each text once. The grammar is imported by the first that asks."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._known: dict[str, HeadingReading | None] = {}

    def __call__(self, text: str) -> HeadingReading | None:
        from rsplan.language.headingwords.reading import question, read_heading

        if text not in self._known:
            self._known[text] = read_heading(text, self._vocabulary) or question(text, self._vocabulary)
        return self._known[text]


def read_header(
    index: int, row: Sequence[object], left: int, right: int, vocabulary: Vocabulary, read: Readings
) -> Header | None:
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
    if view:
        return _of_view(Header(index, left, right, {}, {}, view, unknown, doubled, texts))
    dated = _add_dated(fields, unknown, vocabulary)
    choices = _choices(unknown, vocabulary)
    unknown = {column: text for column, text in unknown.items() if column not in choices}
    header = Header(index, left, right, fields, kinds, {}, unknown, doubled, texts, dated, choices=choices)
    return _with_readings(header, row, vocabulary, read)


def _choices(unknown: Mapping[int, str], vocabulary: Vocabulary) -> tuple[int, ...]:
    """The columns headed by a status each, two or more that mean different things to one kind of item."""
    if not any(heading_key(text) in vocabulary.status_words for text in unknown.values()):
        return ()
    for kind in (Kind.ASSIGNMENTS, Kind.ACTIVITIES):
        read = read_column(kind, unknown.values(), vocabulary)
        meant = {column: reading.meaning for column, text in unknown.items() if (reading := read.get(text))}
        plain = all(column in meant for column, text in unknown.items() if heading_key(text) in vocabulary.status_words)
        if plain and len(meant) > 1 and len(set(meant.values())) == len(meant):
            return tuple(meant)
    return ()


def _of_view(header: Header) -> Header | None:
    used = {*header.view.values(), *header.doubled}
    unknown = {column: text for column, text in header.texts.items() if column not in used}
    named = any(level in tuple(Kind) and prop == "title" for level, prop in header.view)
    return replace(header, unknown=unknown) if named and len(header.view) > 1 else None


def _with_readings(header: Header, row: Sequence[object], vocabulary: Vocabulary, read: Readings) -> Header | None:
    """The header with what the parts of its unknown headings say; None where the row is none even so."""
    exact = is_header(header)
    if not exact and not _may_be_header(header, row, vocabulary):
        return None
    readings = {column: found for column, text in header.unknown.items() if (found := read(text))}
    header = replace(header, readings=readings)
    if flat := flat_view(header, vocabulary, read):
        return _of_view(replace(header, fields={}, kinds={}, view=flat, doubled={}, dated={}, readings={}))
    return header if exact or _is_composed(header) else None


def _may_be_header(header: Header, row: Sequence[object], vocabulary: Vocabulary) -> bool:
    """True for a row of several short texts and nothing else: it may be a header."""
    if len(header.texts) < 2 or any(value is not None and not isinstance(value, str) for value in row):
        return False
    texts = header.texts.values()
    if any(len(text) > _LONGEST_COMPOSED for text in texts):
        return False
    # Most rows that are none have a plain status: they are told before anything is taken apart.
    if any(heading_key(text) in vocabulary.status_words for text in texts) or any(map(vocabulary.any_status, texts)):
        return _is_all_headings(header) or heads_statuses(header) or bool(header.choices)
    return True


def heads_statuses(header: Header) -> bool:
    """True for a row with the heading of the statuses and another: "Genomfört" beside them is a heading as well."""
    return "status" in header.fields and len(header.columns) > 1


def _is_all_headings(header: Header) -> bool:
    """True for many short texts without a digit: one of them may be a status word and a heading, "Försenad"."""
    short = (len(text) <= _SHORT and DIGITS.isdisjoint(text) for text in header.texts.values())
    return len(header.texts) > SURELY_A_HEADER and all(short)


def _is_composed(header: Header) -> bool:
    """True for a row that is a header by headings understood from their parts: it names an item, and a status or two
    more columns."""
    readings = header.readings.values()
    known = len(header.fields) + len(header.kinds) + len(header.dated) + len(readings) + bool(header.choices)
    named = header.title is not None or named_by_parts(header)
    strange = len(header.unknown) - len(readings)
    most = 3 * known if has_status(header) else known
    if not named or known < 2 or strange > most:
        return False
    told = known > 2 or bool(header.choices) or "status" in header.dated or has_status(header)
    return told or (not strange and len(header.texts) > known)


def is_header(header: Header) -> bool:
    """True for a row that exact words make a header."""
    known = len(header.fields) + len(header.kinds) + len(header.dated) + bool(header.choices)
    if len(header.unknown) > 3 * known:
        return False
    if header.title is None:
        return known >= 3 and "status" in {*header.fields, *header.dated}
    return known >= 2


def named_by_parts(header: Header) -> list[int]:
    """The columns whose headings name an item by their parts."""
    return [at for at, reading in header.readings.items() if reading.field in _NAMES]


def has_status(header: Header) -> bool:
    return "status" in header.fields or any(reading.field in _STATUSES for reading in header.readings.values())


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


def _put(table: dict[_Key, int], key: _Key, column: int) -> dict[int, int]:
    if key in table:
        return {column: table[key]}
    table[key] = column
    return {}
