"""Boxes beside a table that count its statuses, "Planerad 4, Pågående 7, Summa 17". Their rows are no items.

A box is two columns, a status and a number, each status once, with a blank column to the left and the rows of something
else beyond it. Its cells are left out of the sheet, and it is said. Knows status words, not tables.
"""

from __future__ import annotations

from collections.abc import Iterator

from rsplan.findings import codes
from rsplan.findings.finding import Finding
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.folding import fold
from rsplan.reading.workbook import Sheet, Workbook
from rsplan.understanding.sheet_cells import Cells, Place, without_blocks
from rsplan.understanding.totals import begins_as_total

_FEWEST, _MOST = 2, 14
_HEADINGS = ("antal", "count", "st", "#")


def without_count_boxes(workbook: Workbook, vocabulary: Vocabulary) -> tuple[Workbook, list[Finding]]:
    """The workbook without the cells of the boxes, and one finding for each of them on a sheet that is seen."""
    return without_blocks(workbook, lambda sheet: _boxes_in(sheet, vocabulary), codes.COUNTS_BESIDE, shown=2)


def _boxes_in(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[list[Place]]:
    """The cells of each box, from its first status on, with the heading above it."""
    cells = Cells(sheet)
    run: list[Place] = []
    for place in [*cells.where(lambda value: _is_status(value, vocabulary)), None]:
        if place and _counts(cells, place) and (not run or place == (run[-1][0] + 1, run[-1][1])):
            run.append(place)
            continue
        if _is_box(cells, run):
            yield _whole(cells, run)
        run = [place] if place and _counts(cells, place) else []


def _is_status(value: object, vocabulary: Vocabulary) -> bool:
    return isinstance(value, str) and fold(value).rstrip(":") in vocabulary.status_words


def _counts(cells: Cells, place: Place) -> bool:
    """True for a text with a whole number to the right of it and nothing to the left."""
    row, column = place
    return column > 1 and cells.text(row, column + 1).isdigit() and not cells.text(row, column - 1)


def _is_box(cells: Cells, run: list[Place]) -> bool:
    words = {fold(cells.text(*place)) for place in run}
    beside = [any(cells.text(row, at) for at in range(column - 1)) for row, column in run]
    if not _FEWEST <= len(run) <= _MOST or len(words) < len(run) or not all(beside):
        return False
    above = fold(cells.text(run[0][0] - 1, run[0][1] + 1))
    return not above or above.startswith(_HEADINGS)


def _whole(cells: Cells, run: list[Place]) -> list[Place]:
    """A box with its total and its heading, where it has any."""
    top, column = run[0]
    places = [(row, at) for row, _ in run for at in (column, column + 1)]
    below = run[-1][0] + 1
    if begins_as_total(cells.text(below, column)) and cells.text(below, column + 1).isdigit():
        places += [(below, column), (below, column + 1)]
    above = [(top - 1, at) for at in (column, column + 1) if cells.text(top - 1, at)]
    return places + (above if not cells.text(top - 1, column - 1) else [])
