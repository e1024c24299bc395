"""Read .ods straight from its XML: for the documents that calamine does not accept. Lives in the child process."""

from __future__ import annotations

from datetime import datetime

from rsplan.findings import codes
from rsplan.reading.formats.ods.content_xml import TableScan, tables
from rsplan.reading.raw_sheet import RawSheet
from rsplan.reading.refusal import RefusedError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_AREA = 10_000_000


def read_ods(data: bytes) -> Iterator[RawSheet]:
    """The tables of a document in their order."""
    for table in tables(data):
        yield RawSheet(
            table.name, _rows(table), hidden=table.hidden, hidden_rows=table.hidden_rows, filtered=table.filtered
        )


def _rows(table: TableScan) -> list[list[object]]:
    height = max((row for row, _ in table.cells), default=-1) + 1
    width = max((column for _, column in table.cells), default=-1) + 1
    if height * width > MOST_AREA:
        raise RefusedError(codes.FAR_OFF_CELL, rows=height, columns=width)
    rows: list[list[object]] = [[None] * width for _ in range(height)]
    for (row, column), value in table.cells.items():
        rows[row][column] = value
    for row, column in table.dates:
        rows[row][column] = _date(str(rows[row][column]))
    return rows


def _date(text: str) -> object:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return moment if "T" in text else moment.date()
