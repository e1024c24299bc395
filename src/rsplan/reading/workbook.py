"""A workbook as values: sheets of cells with their places, whatever file format they came from.

The joint between the readers (which know formats) and the tables (which know headings). Plain picklable data only:
a workbook crosses a process boundary.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Self

from msgspec import Struct, field

from rsplan.findings.finding import Finding
from rsplan.plan.address import cell_name as cell_name
from rsplan.plan.address import column_letter as column_letter
from rsplan.reading.looks import Look, Looks


class Sheet(Struct, frozen=True):
    """One sheet. ``columns[0]`` is column A and ``columns[c][0]`` spreadsheet row 1: nothing is cropped at the top or
    left. All columns are equally long.

    Cells are text, numbers (whole numbers as ``int``), dates, booleans or None for empty. ``merges`` are (first row,
    first column, last row, last column), ``hidden_rows`` are row indexes: all from 0. ``looks`` is what a person sees
    beside the values: fills, fonts, what is struck out, hidden columns, outline levels, pictures. ``legend`` is what a
    legend beside its tables says that signs mean (folded sign → words), once that has been found. ``turned`` is True
    for a sheet that lay on its side and has been turned: its columns are the rows of the file.
    """

    name: str
    columns: list[list[object]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    filtered: bool = False
    merges: tuple[tuple[int, int, int, int], ...] = ()
    looks: Looks = field(default_factory=Looks)
    legend: Mapping[str, str] = field(default_factory=dict)
    turned: bool = False

    @classmethod
    def of_rows(cls, name: str, rows: Sequence[Sequence[object]], **more: Any) -> Self:
        """The sheet that has these rows, all of equal length."""
        return cls(name, list(map(list, zip(*rows, strict=True))), **more)

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.columns[0]) if self.columns else 0

    def look(self, row: int, column: int) -> Look:
        """How a cell looks by its own format; what conditional formats change is told by ``conditions.Shown``."""
        return self.looks.at(row, column)

    def row(self, at: int) -> list[object]:
        """The cells of one row."""
        return [column[at] for column in self.columns]

    def cell(self, row: int, column: int) -> str:
        """The address in the file of the cell at a row and a column from 0."""
        return cell_name(column, row) if self.turned else cell_name(row, column)

    def column_name(self, column: int) -> str:
        """What a column from 0 is called in the file: by its letters, or the number of the row that it was."""
        return str(column + 1) if self.turned else column_letter(column)

    @property
    def rows(self) -> list[list[object]]:
        """The cells row by row, made anew each time."""
        return list(map(list, zip(*self.columns, strict=True)))


class Doubt(Struct, frozen=True):
    """A cell whose value the two readers do not agree on. ``row`` and ``column`` from 0.

    A count that depends on such a cell is refused; elsewhere it is a finding only.
    """

    sheet: str
    row: int
    column: int
    first: str
    second: str
    reason: str


class Workbook(Struct, frozen=True):
    """One file as read: its name, format, content hash, sheets in their order, and what the reading left in doubt.

    ``verified`` says in Swedish which second check was made, empty where none was. ``encoding`` for text formats.
    """

    name: str
    format: str
    sha256: str
    size: int
    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    verified: str = ""
    encoding: str = ""
