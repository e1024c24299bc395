"""Which row of a sheet is a header, and which column holds what by its heading. Knows headings, not items.

Nothing is assumed of the layout: title rows may stand above a header, columns come in any order, a sheet may hold
several tables below each other or side by side. A header is a row that names an item ("Uppdrag", "Aktivitet_Namn",
"Namn") and at least one more known column. Where no exact word decides, a row is a header by headings understood from
their parts: it then holds no status and no number, and names stand below its name.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar, cast

from msgspec.structs import replace

from rsplan.language.statuswords.column import read_column
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.folding import fold_many
from rsplan.plan.model import Kind
from rsplan.understanding.cell_texts import cell_text
from rsplan.understanding.column_content import holds_names
from rsplan.understanding.flat_headings import flat_view
from rsplan.understanding.headings import IGNORED, MARKS, Columns, Header, heading_key, undated, view_pair
from rsplan.understanding.shared_status import are_marks
from rsplan.understanding.two_rows import joined

if TYPE_CHECKING:
    from rsplan.language.headingwords.reading import HeadingReading

_LONGEST_HEADING = 50
_HEAD, _MANY = 2_000, 20_000
_DIGITS = frozenset("0123456789")
_SURELY_A_HEADER = 4
_LONGEST_COMPOSED, _SHORT = 90, 30
_LAST_HEADER, _SEARCHED = 200, 200
_NAMES = ("title", "description")
_STATUSES = ("status", "follow_up")
_Key = TypeVar("_Key", bound=Hashable)


def find_headers(columns: Columns, vocabulary: Vocabulary) -> list[Header]:
    """The headers of a sheet given by its columns, from the top, from the left."""
    read = Readings(vocabulary)
    headers = _headers_at(sorted(_rows_with_headings(columns, vocabulary)), columns, vocabulary, read)
    if not headers:
        return _headers_at(range(min(_height(columns), _LAST_HEADER)), columns, vocabulary, read)
    for index in _headings_among_items(headers, columns, vocabulary, read):
        headers += [header for header in _headers_in(index, columns, vocabulary, read) if _is_clear(header)]
    return sorted(headers, key=lambda header: (header.row, header.left))


def _height(columns: Columns) -> int:
    return max(map(len, columns), default=0)


def _headers_at(rows: Iterable[int], columns: Columns, vocabulary: Vocabulary, read: Readings) -> list[Header]:
    """The headers of these rows, each by itself or together with the row below or above it."""
    headers: list[Header] = []
    used = -1
    for index in rows:
        if index <= used:
            continue
        found = _headers_in(index, columns, vocabulary, read)
        if len(found) < 2 and (two := _over_two_rows(index, found, columns, vocabulary, read)):
            found, used = [two], two.row
        headers += [header for header in found if not headers or _is_clear(header)]
    return headers


def _over_two_rows(
    index: int, found: Sequence[Header], columns: Columns, vocabulary: Vocabulary, read: Readings
) -> Header | None:
    """The heading that a row makes with the one below it, or above, where that tells more than the row by itself."""
    for upper in (index, index - 1):
        if upper < 0 or (upper < index and not found) or not _may_be_joined(upper, columns, vocabulary):
            continue
        lower = _headers_in(upper + 1, columns, vocabulary, read) if upper == index else found
        single = max(map(_told, (*found, *lower)), default=(0, False))
        header = _joined_header(upper, columns, vocabulary, read, titled=bool(lower))
        if header and _told(header) > single and (found or _is_complete(header)):
            return replace(header, above=1)
    return None


def _may_be_joined(upper: int, columns: Columns, vocabulary: Vocabulary) -> bool:
    """True for two rows of short texts, none of them a plain status."""
    if upper + 1 >= _height(columns):
        return False
    plain = [value for column in columns for value in column[upper : upper + 2] if isinstance(value, str)]
    return not any(len(text) > _LONGEST_HEADING or heading_key(text) in vocabulary.status_words for text in plain)


def _joined_header(
    upper: int, columns: Columns, vocabulary: Vocabulary, read: Readings, *, titled: bool
) -> Header | None:
    """Two rows as one header. Above a header that is one by itself (``titled``) a period is a title's, no heading's."""
    above, below = ([column[row] for column in columns] for row in (upper, upper + 1))
    if titled and any(undated(text) != heading_key(text) for text in above if isinstance(text, str)):
        return None

    def understood(text: str) -> bool:
        return _is_heading(text, vocabulary, read) or undated(text) == ""

    row = joined(above, below, understood)
    header = read_header(upper + 1, row, 0, len(row), vocabulary, read) if row else None
    return header if header and _is_supported(header, columns) else None


def _told(header: Header) -> tuple[int, bool]:
    """How many columns a header tells, and whether it tells the kind."""
    columns = {*header.fields.values(), *header.kinds.values(), *header.view.values(), *header.readings}
    columns |= {at for several in header.dated.values() for at in several}
    kinds = {reading.kind for reading in header.readings.values() if reading.kind and not reading.weak}
    return len(columns), bool(header.kinds or header.view or kinds)


def _is_complete(header: Header) -> bool:
    """True for a header with names and statuses."""
    named = header.title is not None or bool(header.view or _named_by_parts(header))
    return named and bool(header.view or "status" in header.dated or _has_status(header))


def _headings_among_items(
    headers: Sequence[Header], columns: Columns, vocabulary: Vocabulary, read: Readings
) -> list[int]:
    """The rows below a header that have a heading where a status and a name should be: another table begins there."""
    found: set[int] = set()
    known = {header.row for header in headers}
    for header in headers:
        status, title = header.fields.get("status"), header.title
        if status is None or title is None:
            continue
        below = columns[status][header.row + 1 :]
        strange = {text for text in set(below) if isinstance(text, str) and _is_strange(text, vocabulary)}
        headings = {text for text in strange if _is_heading(text, vocabulary, read)}
        rows = [at for at, text in enumerate(below, header.row + 1) if text in headings]
        found |= {at for at in rows if _is_heading(columns[title][at], vocabulary, read)}
    return sorted(found - known)


def _is_strange(text: str, vocabulary: Vocabulary) -> bool:
    return len(text) <= _LONGEST_HEADING and heading_key(text) not in vocabulary.status_words


def _is_heading(value: object, vocabulary: Vocabulary, read: Readings) -> bool:
    return isinstance(value, str) and (heading_key(value) in vocabulary.headings or read(value) is not None)


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


def _is_clear(header: Header) -> bool:
    """True for a header that can be told from an item below another header: most of its texts are headings."""
    known = len(header.fields) + len(header.kinds) + len(header.view) + len(header.readings)
    named = header.title is not None and "status" in header.fields
    return len(header.unknown) - len(header.readings) < known + named


def _rows_with_headings(columns: Columns, vocabulary: Vocabulary) -> set[int]:
    rows: set[int] = set()
    for column in columns:
        # An id ends in a digit and no heading does, except one that tells its period beside plain ones.
        texts = cast("list[str]", [value for value in set(_searched(column)) if value.__class__ is str])
        short = [text for text in texts if len(text) <= _LONGEST_HEADING and text[-1:] not in _DIGITS]
        for text, key in fold_many(short).items():
            if key.rstrip(MARKS) in vocabulary.headings or text.endswith(("¹", "²", "³")) or "_" in key:
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


def _headers_in(index: int, columns: Columns, vocabulary: Vocabulary, read: Readings) -> list[Header]:
    """The headers of one row: several where tables stand side by side with a blank column between, each by itself."""
    row = [column[index] for column in columns]
    parts = [header for left, right in _runs(row) if (header := read_header(index, row, left, right, vocabulary, read))]
    parts = [kept for part in parts if (kept := _without_counts(part, columns)) and _is_supported(kept, columns)]
    if len(parts) > 1 and all(_has_status(part) for part in parts):
        return [part for part in parts if part.title is not None or _named_by_parts(part)]
    whole = _without_counts(read_header(index, row, 0, len(row), vocabulary, read), columns)
    if whole is None or _is_data(whole, row, vocabulary) or not _is_supported(whole, columns):
        # Counts or a legend beside a header make the row as a whole look like an item's.
        return [part for part in parts if part.title is not None and "status" in part.fields][:1]
    return [whole]


def _without_counts(header: Header | None, columns: Columns) -> Header | None:
    """The header without choices that are none: "Klart", "Pågår" over numbers, beside a column of statuses."""
    if header is None or not header.choices or "status" not in header.fields or _are_choices(header, columns):
        return header
    unknown = {**header.unknown, **{at: header.texts[at] for at in header.choices}}
    return replace(header, unknown=unknown, choices=())


def _has_status(header: Header) -> bool:
    return "status" in header.fields or any(reading.field in _STATUSES for reading in header.readings.values())


def _are_choices(header: Header, columns: Columns) -> bool:
    """True where crosses stand below headings that are statuses: they are no statuses of an item."""
    below = slice(header.row + 1, header.row + _SEARCHED)
    return are_marks([[cell_text(value) for value in columns[at][below]] for at in header.choices])


def _named_by_parts(header: Header) -> list[int]:
    """The columns whose headings name an item by their parts."""
    return [at for at, reading in header.readings.items() if reading.field in _NAMES]


def _is_supported(header: Header, columns: Columns) -> bool:
    """True for a header that exact words make, and for one whose name by its parts has names below it."""
    if header.choices and not _are_choices(header, columns):
        return False
    if header.view or _is_header(header):
        return True
    named = [at for at in (header.title,) if at is not None] or _named_by_parts(header)
    below = [[cell_text(value) for value in columns[at][header.row + 1 : header.row + _SEARCHED]] for at in named]
    return any(map(holds_names, below))


def _is_data(header: Header, row: Sequence[object], vocabulary: Vocabulary) -> bool:
    """True for an item that happens to hold a few words that are headings too: it has a status, or numbers."""
    if header.view or len(header.columns) + len(header.readings) >= _SURELY_A_HEADER:
        return False
    others = sum(value is not None and not isinstance(value, str) for value in row)
    if others > len(header.texts):
        return True
    return not _heads_statuses(header) and any(vocabulary.any_status(text) for text in header.unknown.values())


def _runs(row: Sequence[object]) -> list[tuple[int, int]]:
    filled = [isinstance(value, str) and bool(value.strip()) for value in row]
    runs = [list(part) for has, part in groupby(range(len(row)), key=lambda at: filled[at]) if has]
    return [(part[0], part[-1] + 1) for part in runs]


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
    exact = _is_header(header)
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
        return _is_all_headings(header) or _heads_statuses(header) or bool(header.choices)
    return True


def _heads_statuses(header: Header) -> bool:
    """True for a row with the heading of the statuses and another: "Genomfört" beside them is a heading as well."""
    return "status" in header.fields and len(header.columns) > 1


def _is_all_headings(header: Header) -> bool:
    """True for many short texts without a digit: one of them may be a status word and a heading, "Försenad"."""
    short = (len(text) <= _SHORT and _DIGITS.isdisjoint(text) for text in header.texts.values())
    return len(header.texts) > _SURELY_A_HEADER and all(short)


def _is_composed(header: Header) -> bool:
    """True for a row that is a header by headings understood from their parts: it names an item, and a status or two
    more columns."""
    readings = header.readings.values()
    known = len(header.fields) + len(header.kinds) + len(header.dated) + len(readings) + bool(header.choices)
    named = header.title is not None or _named_by_parts(header)
    most = 3 * known if header.title is not None and _has_status(header) else known
    if not named or known < 2 or len(header.unknown) - len(readings) > most:
        return False
    return known > 2 or bool(header.choices) or "status" in header.dated or _has_status(header)


def _is_header(header: Header) -> bool:
    """True for a row that exact words make a header."""
    known = len(header.fields) + len(header.kinds) + len(header.dated) + bool(header.choices)
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


def _put(table: dict[_Key, int], key: _Key, column: int) -> dict[int, int]:
    if key in table:
        return {column: table[key]}
    table[key] = column
    return {}
