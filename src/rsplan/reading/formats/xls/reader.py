"""Read .xls straight from its records: for the workbooks that calamine does not accept. Lives in the child process."""

from __future__ import annotations

from datetime import datetime, timedelta

from rsplan.reading.formats.xls import records
from rsplan.reading.formats.xls.ole import Container
from rsplan.reading.raw_sheet import RawSheet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}


def read_records(data: bytes) -> Iterator[RawSheet]:
    """The worksheets of a workbook in their order."""
    sheets, from_1904 = records.sheets(Container(data).workbook())
    for sheet in sheets:
        rows = _rows(sheet, _EPOCHS[from_1904])
        yield RawSheet(sheet.name, rows, hidden=sheet.hidden, hidden_rows=sheet.hidden_rows, filtered=sheet.filtered)


def _rows(sheet: records.SheetRecords, epoch: datetime) -> list[list[object]]:
    """The rows: at most 65,536 of 256 cells, which is the format's limit."""
    height = max((row for row, _ in sheet.cells), default=-1) + 1
    width = max((column for _, column in sheet.cells), default=-1) + 1
    rows: list[list[object]] = [[None] * width for _ in range(height)]
    for (row, column), value in sheet.cells.items():
        dated = (row, column) in sheet.dates and isinstance(value, float)
        rows[row][column] = _moment(float(str(value)), epoch) if dated else value
    return rows


def _moment(days: float, epoch: datetime) -> object:
    """A date, a moment, or a time of day, as calamine gives them."""
    try:
        moment = epoch + timedelta(seconds=round(days * 86_400))
    except OverflowError:
        return days
    if 0 <= days < 1:
        return moment.time()
    return moment.date() if days.is_integer() else moment
