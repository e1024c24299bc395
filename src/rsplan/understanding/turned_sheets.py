"""Sheets that lie on their side: an item a column, with its headings in a column at the left.

Such a sheet is turned and read as any other, where it is plain: it has no table as it stands, and turned it has one
with known headings of name and status, all of whose rows are items. Addresses stay those of the file
(``Sheet.cell``). What only the looks of cells tell is turned with them; where that cannot be done the sheet is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from rsplan.findings import codes
from rsplan.findings.finding import finding
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.period import Period
from rsplan.reading.looks import Area, Looks
from rsplan.reading.workbook import Sheet, Workbook
from rsplan.understanding.cell_texts import cell_text, column_texts
from rsplan.understanding.headings import heading_key
from rsplan.understanding.tables import SheetTable, tables_of

_FEWEST_ITEMS, _FEWEST_STATUSES = 3, 3
_LAST_ROW = 60


def turned_tables(workbook: Workbook, sheet: Sheet, words: Vocabulary, period: Period | None) -> list[SheetTable]:
    """The one table of a sheet that lies on its side, of the turned sheet; none where it may be anything else."""
    looks = sheet.looks
    if statuses_across(sheet, words) is None or sheet.hidden_rows or looks.hidden_columns or looks.conditions:
        return []
    tables = tables_of(workbook, turned(sheet), words, period)
    if len(tables) != 1 or not _is_plain(tables[0]):
        return []
    table = tables[0]
    value = table.header.texts[table.header.title or 0]
    said = finding(
        codes.SHEET_TURNED, file=workbook.name, sheet=sheet.name, cell=table.header.cell(table.header.title or 0),
        value=value, count=len(table.rows),
    )  # fmt: skip
    return [replace(table, findings=(said, *table.findings))]


def statuses_across(sheet: Sheet, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """The first status of a row that begins with a status heading: a table that lies on its side."""
    for row in range(min(_LAST_ROW, max(map(len, sheet.columns), default=0))):
        texts = [cell_text(column[row]) for column in sheet.columns]
        at = next((at for at, text in enumerate(texts) if text), len(texts))
        rest = texts[at + 1 :]
        if at < len(texts) and vocabulary.columns.get(heading_key(texts[at])) == "status":
            first = next((to for to, text in enumerate(rest, at + 1) if vocabulary.any_status(text)), None)
            if first is not None and sum(map(bool, map(vocabulary.any_status, rest))) >= _FEWEST_STATUSES:
                return row, first
    return None


def lies_across(sheet: Sheet, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """The first status (row and column from 0) of the only row of statuses, whatever heads it, in a sheet none of whose
    columns has two: a table that lies on its side, with headings that nobody knows."""
    found: list[tuple[int, int]] = []
    for row in range(min(_LAST_ROW, sheet.height)):
        filled = [(at, text) for at, value in enumerate(sheet.row(row)) if (text := cell_text(value))]
        told = [(at, text) for at, text in filled[1:] if vocabulary.any_status(text)]
        heads = filled and not vocabulary.any_status(filled[0][1])
        several = len(told) > len({text for _, text in told}) and len(told) >= _FEWEST_STATUSES
        if heads and several and len(told) * 5 >= len(filled[1:]) * 4:
            found.append((row, told[0][0]))
    if len(found) != 1 or any(_two_statuses(column, vocabulary) for column in sheet.columns):
        return None
    return found[0]


def _two_statuses(column: Sequence[object], vocabulary: Vocabulary) -> bool:
    return sum(vocabulary.any_status(text) is not None for text in column_texts(column) if text) > 1


def _is_plain(table: SheetTable) -> bool:
    """True for a table with names and statuses of which each row is an item."""
    header = table.header
    told = header.title is not None and "status" in header.fields and not header.view
    return told and len(table.rows) >= _FEWEST_ITEMS and not any(entry.rows for entry in table.set_aside)


def turned(sheet: Sheet) -> Sheet:
    """The sheet with its rows as columns; its cells keep their addresses in the file."""
    return replace(
        sheet,
        columns=sheet.rows,
        merges=tuple(_turned_areas(sheet.merges)),
        looks=_turned_looks(sheet.looks),
        turned=True,
    )


def _turned_areas(areas: Iterable[Area]) -> list[Area]:
    return [(left, top, right, bottom) for top, left, bottom, right in areas]


def _turned_looks(looks: Looks) -> Looks:
    return Looks(
        cells={(column, row): look for (row, column), look in looks.cells.items()},
        rows=looks.columns,
        columns=looks.rows,
        pictures=_turned_areas(looks.pictures),
        unread=looks.unread,
        bold={(column, row) for row, column in looks.bold},
        part_struck={(column, row): left for (row, column), left in looks.part_struck.items()},
    )
