"""Where a value stands: one cell of one file, and what a spreadsheet calls it."""

from __future__ import annotations

from msgspec import Struct


class Address(Struct, frozen=True):
    """One cell of one export."""

    file: str
    sheet: str
    cell: str

    def __str__(self) -> str:
        return f"{self.file}, blad {self.sheet}, cell {self.cell}"


def column_letter(index: int) -> str:
    """The letters of a column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, remainder = divmod(index - 1, 26)
        letters = chr(ord("A") + remainder) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """The address of a cell given by row and column from 0: (0, 0) is A1."""
    return f"{column_letter(column)}{row + 1}"
