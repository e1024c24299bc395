"""Where a value stands: one cell of one file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Address:
    """One cell of one export."""

    file: str
    sheet: str
    cell: str

    def __str__(self) -> str:
        return f"{self.file}, blad {self.sheet}, cell {self.cell}"
