"""Pivots: counts that a program has made of a table, "Radetiketter" beside "Antal av Status". No table of items.

A pivot is known by what the programs call its parts, in Swedish and English, and by the numbers in it. Its cells are
no items, so the sheet is handed on without them. Knows texts and places, not statuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rsplan.findings import codes
from rsplan.findings.finding import Finding
from rsplan.plan.folding import fold
from rsplan.reading.workbook import Sheet, Workbook
from rsplan.understanding.sheet_cells import Cells, Place, without_blocks

_ROW_LABELS = frozenset({"radetiketter", "row labels"})
_ABOVE = frozenset(
    {"kolumnetiketter", "column labels", "(alla)", "(all)", "(flera objekt)", "(multiple items)", "data"}
)
_MEASURE = re.compile(
    r"(?:antal|summa|medel(?:värde)?|genomsnitt|max|min|count|sum|average)(?: av | of |: | - | – )(.{1,80})"
)
_TOTAL = frozenset({"totalsumma", "grand total", "summa totalt", "summa resultat", "total result", "totalt resultat"})
_NUMBER = re.compile(r"[-–]?\d[\d\s]*(?:[.,]\d+)?\s?%?")
_LONGEST, _MOST_ROWS, _FILTERS = 90, 400, 3


def without_pivots(workbook: Workbook) -> tuple[Workbook, list[Finding]]:
    """The workbook without the cells of its pivots, and one finding for each of them on a sheet that is seen."""
    return without_blocks(workbook, _pivots_in, codes.PIVOT, shown=1)


def _pivots_in(sheet: Sheet) -> Iterator[list[Place]]:
    """The cells of each pivot, the first being that of the row labels."""
    cells = Cells(sheet)
    taken: set[Place] = set()
    for row, column in cells.where(_may_begin):
        if (row, column) in taken:
            continue
        if fold(cells.text(row, column)) in _ROW_LABELS:
            places = _block(cells, row, column)
        else:
            places = _block(cells, row, column - 1) if _heads_counts(cells, row, column) else []
        if places:
            taken.update(places)
            yield places


def _may_begin(value: object) -> bool:
    if not isinstance(value, str) or len(value) > _LONGEST:
        return False
    key = fold(value)
    return key in _ROW_LABELS or _MEASURE.fullmatch(key) is not None


def _heads_counts(cells: Cells, row: int, column: int) -> bool:
    """True for a measure right of what it counts: "Status" beside "Antal av Status", with a total at the foot."""
    label, counted = fold(cells.text(row, column - 1)), _MEASURE.fullmatch(fold(cells.text(row, column)))
    if not label or not counted:
        return False
    last = _last_row(cells, row, column - 1)
    return counted[1] == label or fold(cells.text(last, column - 1)) in _TOTAL


def _block(cells: Cells, row: int, left: int) -> list[Place]:
    """The cells of the pivot whose row labels stand below a cell; empty where no numbers stand beside them."""
    last = _last_row(cells, row, left)
    right = left + 1
    while cells.text(row, right) and _counts(cells, range(row + 1, last + 1), right):
        right += 1
    if last == row or right == left + 1:
        return []
    places = [(at, column) for at in range(row, last + 1) for column in range(left, right) if cells.text(at, column)]
    return places + list(_above(cells, row, left, right))


def _last_row(cells: Cells, row: int, column: int) -> int:
    """The row of the total, or the last that has a label."""
    last = row
    while last - row < _MOST_ROWS and cells.text(last + 1, column):
        last += 1
        if fold(cells.text(last, column)) in _TOTAL:
            break
    return last


def _counts(cells: Cells, rows: range, column: int) -> bool:
    texts = [text for row in rows if (text := cells.text(row, column))]
    return bool(texts) and all(map(_NUMBER.fullmatch, texts))


def _above(cells: Cells, row: int, left: int, right: int) -> Iterator[Place]:
    """The cells above that belong to the pivot: the measure, the column labels, and what it is filtered by."""
    for at in range(row - 1, max(row - 2 - _FILTERS, -1), -1):
        keys = {fold(text) for column in range(left, right) if (text := cells.text(at, column))}
        if keys and not any(key in _ABOVE or _MEASURE.fullmatch(key) for key in keys):
            return
        yield from ((at, column) for column in range(left, right) if cells.text(at, column))
