"""Which row of a sheet is a header, and which column holds what by its heading. Knows headings, not items.

Nothing is assumed of the layout: title rows may stand above a header, columns come in any order, a sheet may hold
several tables below each other or side by side. A header is a row that names an item ("Uppdrag", "Aktivitet_Namn",
"Namn") and at least one more known column. Where no exact word decides, a row is a header by headings understood from
their parts: it then holds no status and no number, and names stand below its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import cast

from msgspec.structs import replace

from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.folding import fold_many
from rsplan.understanding.cell_texts import cell_text
from rsplan.understanding.column_content import holds_dates, holds_names
from rsplan.understanding.headings import MARKS, Columns, Header, heading_key, undated
from rsplan.understanding.one_header import (
    DIGITS,
    SURELY_A_HEADER,
    Readings,
    has_status,
    heads_statuses,
    is_header,
    named_by_parts,
    read_header,
)
from rsplan.understanding.shared_status import are_marks
from rsplan.understanding.two_rows import choices_below, joined

_LONGEST_HEADING = 50
_HEAD, _MANY = 2_000, 20_000
_LAST_HEADER, _SEARCHED = 200, 200
_UNTRUE = frozenset({"falskt", "false", "nej", "no"})


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
    """True for two rows of short texts, none of them a plain status but those to choose from below "Status"."""
    if upper + 1 >= _height(columns):
        return False
    plain = [value for column in columns for value in column[upper : upper + 2] if isinstance(value, str)]
    if any(len(text) > _LONGEST_HEADING for text in plain):
        return False
    choices = _choices_of(upper, columns, vocabulary)
    told = {heading_key(text) for text in plain} & vocabulary.status_words
    return told <= {heading_key(text) for text in choices}


def _choices_of(upper: int, columns: Columns, vocabulary: Vocabulary) -> list[str]:
    """The statuses that stand below one heading "Status", a column each: crosses below them are the statuses."""
    above, below = ([column[row] for column in columns] for row in (upper, upper + 1))
    return choices_below(
        above,
        below,
        lambda text: vocabulary.columns.get(heading_key(text)) == "status",
        lambda text: heading_key(text) in vocabulary.status_words,
    )


def _joined_header(
    upper: int, columns: Columns, vocabulary: Vocabulary, read: Readings, *, titled: bool
) -> Header | None:
    """Two rows as one header. Above a header that is one by itself (``titled``) a period is a title's, no heading's."""
    above, below = ([column[row] for column in columns] for row in (upper, upper + 1))
    if titled and any(undated(text) != heading_key(text) for text in above if isinstance(text, str)):
        return None

    choices = _choices_of(upper, columns, vocabulary)

    def understood(text: str) -> bool:
        return text in choices or _is_heading(text, vocabulary, read) or undated(text) == ""

    row = joined(above, below, understood)
    header = read_header(upper + 1, row, 0, len(row), vocabulary, read) if row else None
    return header if header and _is_supported(header, columns) else None


def _told(header: Header) -> tuple[int, bool]:
    """How many columns a header tells, and whether it tells the kind."""
    columns = {*header.fields.values(), *header.kinds.values(), *header.view.values(), *header.readings}
    columns |= {*header.choices}
    columns |= {at for several in header.dated.values() for at in several}
    kinds = {reading.kind for reading in header.readings.values() if reading.kind and not reading.weak}
    return len(columns), bool(header.kinds or header.view or kinds)


def _is_complete(header: Header) -> bool:
    """True for a header with names and statuses."""
    named = header.title is not None or bool(header.view or named_by_parts(header))
    return named and bool(header.view or "status" in header.dated or has_status(header))


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
        short = [text for text in texts if len(text) <= _LONGEST_HEADING and text[-1:] not in DIGITS]
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
    states = _states_that_head(index, row, columns, vocabulary)
    # A heading that no figure depends on stands in for each: the row is told by the others.
    row = [vocabulary.field_label("end") if at in states else value for at, value in enumerate(row)]
    parts = [header for left, right in _runs(row) if (header := read_header(index, row, left, right, vocabulary, read))]
    parts = [kept for part in parts if (kept := _without_counts(part, columns)) and _is_supported(kept, columns)]
    if len(parts) > 1 and all(has_status(part) for part in parts):
        return [_as_written(part, states) for part in parts if part.title is not None or named_by_parts(part)]
    whole = _without_counts(read_header(index, row, 0, len(row), vocabulary, read), columns)
    if whole is None or _is_data(whole, row, vocabulary) or not _is_supported(whole, columns):
        # Counts or a legend beside a header make the row as a whole look like an item's.
        named = (part for part in parts if part.title is not None and "status" in part.fields)
        return [_as_written(part, states) for part in named][:1]
    return [_as_written(whole, states)]


def _states_that_head(index: int, row: Sequence[object], columns: Columns, vocabulary: Vocabulary) -> dict[int, str]:
    """The texts that are statuses and stand over dates, "Klart" over "2025-06-30", or over what is never so: they head
    something else than a choice."""
    states = {at: text for at, text in enumerate(row) if isinstance(text, str) and vocabulary.any_status(text)}
    below = slice(index + 1, index + _SEARCHED)
    texts = {at: [cell_text(value) for value in columns[at][below]] for at in states}
    return {at: text for at, text in states.items() if holds_dates(texts[at]) or _are_all_untrue(texts[at])}


def _are_all_untrue(below: Sequence[str]) -> bool:
    """True for what Planner says of tasks that are not late: "FALSKT" below "Försenad", on every row."""
    filled = {text.casefold() for text in below if text}
    return bool(filled) and filled <= _UNTRUE


def _as_written(header: Header, states: Mapping[int, str]) -> Header:
    return replace(header, texts={at: states.get(at, text) for at, text in header.texts.items()}) if states else header


def _without_counts(header: Header | None, columns: Columns) -> Header | None:
    """The header without choices that are none: "Klart", "Pågår" over numbers, beside a column of statuses."""
    if header is None or not header.choices or "status" not in header.fields or _are_choices(header, columns):
        return header
    unknown = {**header.unknown, **{at: header.texts[at] for at in header.choices}}
    return replace(header, unknown=unknown, choices=())


def _are_choices(header: Header, columns: Columns) -> bool:
    """True where crosses stand below headings that are statuses: they are no statuses of an item."""
    below = slice(header.row + 1, header.row + _SEARCHED)
    return are_marks([[cell_text(value) for value in columns[at][below]] for at in header.choices])


def _is_supported(header: Header, columns: Columns) -> bool:
    """True for a header that exact words make, and for one whose name by its parts has names below it."""
    if header.choices and not _are_choices(header, columns):
        return False
    if header.view or is_header(header):
        return True
    named = [*(at for at in (header.title,) if at is not None), *named_by_parts(header)]
    below = [[cell_text(value) for value in columns[at][header.row + 1 : header.row + _SEARCHED]] for at in named]
    return any(map(holds_names, below))


def _is_data(header: Header, row: Sequence[object], vocabulary: Vocabulary) -> bool:
    """True for an item that happens to hold a few words that are headings too: it has a status, or numbers."""
    if header.view or len(header.columns) + len(header.readings) >= SURELY_A_HEADER:
        return False
    others = sum(value is not None and not isinstance(value, str) for value in row)
    if others > len(header.texts):
        return True
    return not heads_statuses(header) and any(vocabulary.any_status(text) for text in header.unknown.values())


def _runs(row: Sequence[object]) -> list[tuple[int, int]]:
    filled = [isinstance(value, str) and bool(value.strip()) for value in row]
    runs = [list(part) for has, part in groupby(range(len(row)), key=lambda at: filled[at]) if has]
    return [(part[0], part[-1] + 1) for part in runs]
