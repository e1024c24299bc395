"""Which of the cells that the two readers disagree on a count depends on. Knows tables, not readers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding
from rsplan.plan.model import OF_SEX
from rsplan.reading.workbook import Doubt, Workbook, cell_name
from rsplan.understanding.tables import SheetTable

# Fields that are shown, but that no count depends on.
_SHOWN = ("comment", "forecast", "target", "actual", *OF_SEX, "direction", "start", "end")


def doubt_findings(workbook: Workbook, tables: Sequence[SheetTable]) -> Iterator[Finding]:
    """One finding a doubt: an error where a count depends on the cell, a warning elsewhere."""
    for doubt in workbook.doubts:
        counts = any(_depends(table, doubt, tables) for table in tables if table.sheet.name == doubt.sheet)
        yield finding(
            codes.READERS_DISAGREE if counts else codes.READERS_DISAGREE_ASIDE,
            file=workbook.name,
            sheet=doubt.sheet,
            cell=cell_name(doubt.row, doubt.column),
            value=doubt.first,
            second=doubt.second,
            reason=doubt.reason,
        )


def _depends(table: SheetTable, doubt: Doubt, tables: Sequence[SheetTable]) -> bool:
    """True for a cell of the header or of any row below it, also one that was set aside: what the other reader sees
    may make it an item. Rows below the last table are rows that one reader did not see."""
    header = table.header
    row, column = (doubt.column, doubt.row) if table.sheet.turned else (doubt.row, doubt.column)
    last = not any(other.sheet is table.sheet and other.header.row >= table.end for other in tables)
    below = header.row < row and (row < table.end or last)
    if header.first_row <= row <= header.row:
        return header.left <= column < header.right
    counted = {at for field, at in header.columns.items() if field not in _SHOWN} | set(header.kinds.values())
    counted |= {at for (_, prop), at in header.view.items() if prop not in _SHOWN}
    return below and column in counted
