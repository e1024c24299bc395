"""Sheets that lie on their side: an item a column, with its headings in a column at the left.

Such a sheet is turned and read as any other, where it is plain: it has no table as it stands, and turned it has one
with known headings of name and status, all of whose rows are items. Addresses stay those of the file
(``Sheet.cell``). What only the looks of cells tell is turned with them; where that cannot be done the sheet is not.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from rsplan.findings import codes
from rsplan.findings.finding import finding
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.period import Period
from rsplan.reading.looks import Area, Looks
from rsplan.reading.workbook import Sheet, Workbook
from rsplan.understanding.sheet_findings import statuses_across
from rsplan.understanding.tables import SheetTable, tables_of

_FEWEST_ITEMS = 3


def turned_tables(workbook: Workbook, sheet: Sheet, words: Vocabulary, period: Period | None) -> list[SheetTable]:
    """The one table of a sheet that lies on its side, of the turned sheet; none where it may be anything else."""
    looks = sheet.looks
    if statuses_across(sheet, words) is None or sheet.hidden_rows or looks.hidden_columns or looks.conditions:
        return []
    tables = tables_of(workbook, _turned(sheet), words, period)
    if len(tables) != 1 or not _is_plain(tables[0]):
        return []
    table = tables[0]
    value = table.header.texts[table.header.title or 0]
    said = finding(
        codes.SHEET_TURNED, file=workbook.name, sheet=sheet.name, cell=table.header.cell(table.header.title or 0),
        value=value, count=len(table.rows),
    )  # fmt: skip
    return [replace(table, findings=(said, *table.findings))]


def _is_plain(table: SheetTable) -> bool:
    """True for a table with names and statuses of which each row is an item."""
    header = table.header
    told = header.title is not None and "status" in header.fields and not header.view
    return told and len(table.rows) >= _FEWEST_ITEMS and not any(entry.rows for entry in table.set_aside)


def _turned(sheet: Sheet) -> Sheet:
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
        part_struck={(column, row) for row, column in looks.part_struck},
    )
