"""The cells of a sheet by their places: what stands in and around them, and the sheet without some of them.

Knows no meanings. What stands beside a table is looked for among the first and the last rows of its sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from msgspec.structs import replace

from rsplan.findings.finding import Finding, finding
from rsplan.plan.folding import fold
from rsplan.reading.workbook import Sheet, Workbook
from rsplan.understanding.cell_texts import cell_text

_TOP, _BOTTOM, _WIDEST = 400, 60, 120
Place = tuple[int, int]


class Cells:
    """The cells of a sheet in which something may stand beside its tables: those of its first and last rows."""

    def __init__(self, sheet: Sheet) -> None:
        self._columns = sheet.columns[:_WIDEST]
        height = sheet.height
        self.rows = [*range(min(height, _TOP)), *range(max(_TOP, height - _BOTTOM), height)]
        self._among = frozenset(self.rows)
        self.width = len(self._columns)

    def text(self, row: int, column: int) -> str:
        """A cell's text; blank outside the sheet."""
        if not 0 <= column < self.width or not 0 <= row < len(self._columns[column]):
            return ""
        return cell_text(self._columns[column][row])

    def has(self, place: Place) -> bool:
        """True for one of these cells."""
        return place[1] < self.width and place[0] in self._among

    def where(self, wanted: Callable[[object], bool]) -> Iterator[Place]:
        """The places with a wanted value, column by column, from the top."""
        for column, values in enumerate(self._columns):
            told = {value for value in {values[row] for row in self.rows} - {None} if wanted(value)}
            if told:
                yield from ((row, column) for row in self.rows if values[row] in told)

    def is_alone(self, row: int, left: int, right: int) -> bool:
        """True where the cells beside these are blank."""
        return not self.text(row, left - 1) and not self.text(row, right + 1)

    def is_only_one(self, row: int, column: int) -> bool:
        """True where the row has nothing else."""
        return not any(self.text(row, at) for at in range(self.width) if at != column)

    def heading_above(self, row: int, column: int) -> str:
        """The folded text above a cell."""
        return fold(self.text(row - 1, column)).rstrip(": ")


def with_values(sheet: Sheet, values: Mapping[Place, object]) -> Sheet:
    """The sheet with other values in some cells; the same sheet where there are none."""
    columns = list(sheet.columns)
    for (row, column), value in values.items():
        if columns[column] is sheet.columns[column]:
            columns[column] = list(sheet.columns[column])
        columns[column][row] = value
    return replace(sheet, columns=columns) if values else sheet


def blanked(sheet: Sheet, places: Iterable[Place]) -> Sheet:
    """The sheet without the values of some cells; the same sheet where there are none."""
    return with_values(sheet, dict.fromkeys(places))


def without_blocks(
    workbook: Workbook, blocks_in: Callable[[Sheet], Iterable[Sequence[Place]]], code: str, shown: int
) -> tuple[Workbook, list[Finding]]:
    """The workbook without the blocks of cells of its sheets, and a finding of a code at the first cell of each on a
    sheet that is seen, with the texts of the first cells that are ``shown``."""
    sheets, said = [], []
    for sheet in workbook.sheets:
        blocks = list(blocks_in(sheet))
        sheets.append(blanked(sheet, chain.from_iterable(blocks)))
        for places in blocks if not sheet.hidden else ():
            value = ", ".join(cell_text(sheet.columns[column][row]) for row, column in places[:shown])
            cell = sheet.cell(*places[0])
            said.append(finding(code, file=workbook.name, sheet=sheet.name, cell=cell, value=value))
    return replace(workbook, sheets=tuple(sheets)), said
