"""From a sheet to its tables: columns of cells with their rows, every row kept or set aside with a reason.

Fills what a person reads into a merged or blank group cell. Knows layout, not statuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise

from rsplan.exports.grid import Sheet, Workbook, cell_name
from rsplan.exports.headings import Header, find_headers
from rsplan.findings import Finding, finding
from rsplan.model import SetAside
from rsplan.vocabulary import Vocabulary, fold

_GROUP_FIELDS = ("goal_area", "parent", "unit", "decided_by")
_BLANK_ROW = "tom rad"
_FOOTER_ROW = "summa eller fotnot under tabellen"
_HEADING_ROW = "mellanrubrik"
_TOTAL = re.compile(
    r"^(?:del)?(?:summa|totalt?|antal)\b[^a-zåäö]*(?:(?:uppdrag|nyckeltal|aktiviteter|rader|poster|mål)\b.{0,12})?$"
)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a sheet. ``rows`` are the sheet's row indexes (from 0) of its items; ``columns`` field → cell texts.

    All columns are as long as ``rows``. ``read`` counts every row below the header down to the next table or the
    sheet's last filled row; ``set_aside`` accounts for those that are not in ``rows``.
    """

    workbook: Workbook
    sheet: Sheet
    header: Header
    rows: list[int]
    columns: Mapping[str, list[str]]
    read: int
    set_aside: tuple[SetAside, ...]
    findings: tuple[Finding, ...] = ()

    def cell(self, position: int, column: int) -> str:
        """The address of a column (from 0) in the item at ``position``."""
        return cell_name(self.rows[position], column)


def tables_of(workbook: Workbook, sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Table]:
    """The tables of a visible sheet, from the top."""
    headers = find_headers(sheet, vocabulary)
    ends = [*(header.row for header in headers[1:]), _last_filled(sheet.rows) + 1][: len(headers)]
    for header, end in zip(headers, ends, strict=True):
        yield _table(workbook, sheet, header, end, vocabulary)


def title_rows(sheet: Sheet, header_row: int) -> Iterator[tuple[int, int, str]]:
    """The texts above a header as (row, column, text), from 0."""
    for index, row in enumerate(sheet.rows[:header_row]):
        for column, value in enumerate(row):
            if isinstance(value, str) and value.strip():
                yield index, column, value.strip()


def cell_text(value: object) -> str:
    """A cell as text: whole numbers without decimals, decimals with a comma, dates as 2025-05-12, spaces collapsed."""
    if value is None:
        return ""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value).replace(".", ",")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _last_filled(rows: Sequence[Sequence[object]]) -> int:
    for index in range(len(rows) - 1, -1, -1):
        if any(value is not None and value != "" for value in rows[index]):
            return index
    return -1


def _table(workbook: Workbook, sheet: Sheet, header: Header, end: int, vocabulary: Vocabulary) -> Table:
    indexes = list(range(header.row + 1, end))
    body = sheet.rows[header.row + 1 : end]
    used = sorted({*header.columns.values(), *header.view.values(), *header.kinds.values()})
    texts = {column: [cell_text(row[column]) if column < len(row) else "" for row in body] for column in used}
    _fill_merged(texts, sheet, header.row + 1, end)
    kept, aside, findings = _sort_out(workbook, sheet, header, indexes, body, texts, vocabulary)
    group = _running_headings(aside.get(_HEADING_ROW, {}), indexes) if _HEADING_ROW in aside else None
    columns = {field: [texts[column][at] for at in kept] for field, column in header.columns.items()}
    columns |= {f"{level}.{prop}": [texts[column][at] for at in kept] for (level, prop), column in header.view.items()}
    if group is not None:
        columns["goal_area"] = [group[at] for at in kept]
    _fill_blank_groups(columns, header)
    return Table(
        workbook,
        sheet,
        header,
        [indexes[at] for at in kept],
        columns,
        len(indexes),
        tuple(SetAside(reason, tuple(indexes[at] + 1 for at in found)) for reason, found in aside.items()),
        tuple(findings),
    )


def _fill_merged(texts: dict[int, list[str]], sheet: Sheet, start: int, end: int) -> None:
    """A merged cell's text holds for all the rows that it covers."""
    for top, left, bottom, right in sheet.merges:
        if bottom == top or top < start or left not in texts or right - left > 0:
            continue
        column = texts[left]
        for row in range(top + 1, min(bottom, end - 1) + 1):
            column[row - start] = column[row - start] or column[top - start]


def _sort_out(
    workbook: Workbook,
    sheet: Sheet,
    header: Header,
    indexes: list[int],
    body: Sequence[Sequence[object]],
    texts: Mapping[int, list[str]],
    vocabulary: Vocabulary,
) -> tuple[list[int], dict[str, dict[int, str]], list[Finding]]:
    """Positions of items, and those set aside: reason → position → text."""
    kept: list[int] = []
    aside: dict[str, dict[int, str]] = {}
    findings: list[Finding] = []
    title, status = header.title, header.fields.get("status")
    for at, row in enumerate(body):
        if title is not None and texts[title][at] and (status is None or texts[status][at]):
            first_text = texts[title][at]
            if not _looks_like_total(first_text):
                kept.append(at)
                continue
        filled = [(column, cell_text(value)) for column, value in enumerate(row) if cell_text(value)]
        reason = _reason(filled, header, vocabulary)
        if reason is None:
            kept.append(at)
            continue
        aside.setdefault(reason, {})[at] = filled[0][1] if filled else ""
        if reason == _FOOTER_ROW:
            where = cell_name(indexes[at], filled[0][0])
            findings.append(finding("RSP208", file=workbook.name, sheet=sheet.name, cell=where, value=filled[0][1]))
        if reason == _HEADING_ROW:
            where = cell_name(indexes[at], filled[0][0])
            findings.append(finding("RSP209", file=workbook.name, sheet=sheet.name, cell=where, value=filled[0][1]))
    return kept, aside, findings


def _looks_like_total(text: str) -> bool:
    return bool(_TOTAL.match(fold(text)))


def _reason(filled: list[tuple[int, str]], header: Header, vocabulary: Vocabulary) -> str | None:
    """Why a row is no item, None if it is one."""
    if not filled:
        return _BLANK_ROW
    first_text = filled[0][1]
    key = fold(first_text)
    known_status = False
    if (status := header.fields.get("status")) is not None:
        known_status = any(
            column == status and any(text_known in words for words in vocabulary.words.values())
            for column, text in filled
            for text_known in (fold(text),)
        )
    if known_status:
        return None
    if _looks_like_total(first_text) or (len(filled) <= 2 and key.startswith(vocabulary.footer)):
        return _FOOTER_ROW
    grouped = "goal_area" in header.fields or header.view
    if len(filled) == 1 and not grouped and len(header.columns) >= 3:
        return _HEADING_ROW
    return None


def _running_headings(headings: Mapping[int, str], indexes: list[int]) -> list[str]:
    """The heading row above each position, the group that its items belong to."""
    current = ""
    running = []
    for at in range(len(indexes)):
        current = headings.get(at, current)
        running.append(re.sub(r"^(?:målområde|strategi|perspektiv)\s*:?\s+", "", current, flags=re.IGNORECASE))
    return running


def _fill_blank_groups(columns: dict[str, list[str]], header: Header) -> None:
    """A group column filled only where the group begins holds for the rows below.

    It is known by its look: the first row is filled, and no two filled cells in a row say the same. A column that
    repeats its value on every row is not such a one, so a blank cell in it is a missing value, and stays blank. Only
    columns that stand left of the item's name, or that name what it belongs to, are read that way.
    """
    title = header.columns.get("title", 0)
    names = [field for field in _GROUP_FIELDS if field in header.columns]
    names += [name for name in columns if name.endswith(".title") and name != f"{_deepest(header)}.title"]
    for name in names:
        column = columns[name]
        left = name in ("goal_area", "parent") or "." in name or header.columns.get(name, title) < title
        if left and column and column[0] and "" in column and not _repeats(column):
            _fill_down(column)


def _repeats(column: Sequence[str]) -> bool:
    return any(above and above == below for above, below in pairwise(column))


def _deepest(header: Header) -> str:
    levels = [level for level, _ in header.view]
    return next((level for level in ("activities", "indicators", "assignments") if level in levels), "")


def _fill_down(column: list[str]) -> None:
    for at in range(1, len(column)):
        column[at] = column[at] or column[at - 1]
