"""Which of the cells that the two readers disagree on a count depends on. Knows tables, not readers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding
from rsplan.plan.model import OF_SEX
from rsplan.reading.workbook import Doubt, Workbook, cell_name
from rsplan.understanding.several_cells import where
from rsplan.understanding.tables import SheetTable

# Fields that are shown, but that no count depends on.
_SHOWN = ("comment", "forecast", "target", "actual", *OF_SEX, "direction", "start", "end")


def doubt_findings(workbook: Workbook, tables: Sequence[SheetTable]) -> Iterator[Finding]:
    """What the readers disagree on, the same values in the same column once: an error where a count depends on it, a
    warning elsewhere."""
    alike: dict[tuple[bool, str, int, str, str, str], list[str]] = {}
    for doubt in workbook.doubts:
        counts = any(_depends(table, doubt, tables) for table in tables if table.sheet.name == doubt.sheet)
        key = (counts, doubt.sheet, doubt.column, doubt.first, doubt.second, doubt.reason)
        alike.setdefault(key, []).append(cell_name(doubt.row, doubt.column))
    for (counts, sheet, _, first, second, reason), cells in alike.items():
        code = codes.READERS_DISAGREE_ASIDE
        if counts:
            code = codes.READERS_DISAGREE if first != second else codes.CELL_WITHOUT_VALUE
        said = finding(
            code, file=workbook.name, sheet=sheet, cell=cells[0], value=first, second=second, reason=reason,
            where=where(cells) if len(cells) > 1 else "",
        )  # fmt: skip
        yield replace(said, cells=tuple(cells))


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
