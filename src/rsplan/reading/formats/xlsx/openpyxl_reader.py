"""Read an xlsx file a second time, with openpyxl: values to verify by.

Full mode: ``read_only`` trusts the sheet's own word for its size. Lives in the child process.
"""

from __future__ import annotations

import sys
import warnings
from io import BytesIO

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# openpyxl looks for them and needs none to read cells; importing them takes longer than reading an export.
_UNNEEDED = ("numpy", "PIL", "lxml")


class SecondReading:
    """One sheet as openpyxl reads it. ``errors`` are the cells that hold an error value, with its text."""

    def __init__(self, sheet: Any) -> None:
        self.name: str = sheet.title
        self.values: dict[tuple[int, int], object] = {}
        self.errors: dict[tuple[int, int], str] = {}
        self.covered: set[tuple[int, int]] = set()
        for (row, column), cell in sheet._cells.items():
            place = (row - 1, column - 1)
            if type(cell).__name__ == "MergedCell":
                self.covered.add(place)
                continue
            if cell.data_type == "e":
                self.errors[place] = str(cell.value)
            elif cell.value is not None:
                self.values[place] = cell.value


def _import_openpyxl() -> None:
    """Import openpyxl as if what it can do without were not installed."""
    hidden = [name for name in _UNNEEDED if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        import openpyxl  # noqa: F401
    finally:
        for name in hidden:
            del sys.modules[name]


def read_openpyxl(data: bytes) -> tuple[list[SecondReading], bool]:
    """The worksheets, and whether the workbook counts its days from 1904. Raises whatever openpyxl raises."""
    _import_openpyxl()
    import openpyxl
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(BytesIO(data), data_only=True, keep_links=False)
    readings = [SecondReading(sheet) for sheet in book.worksheets]
    return readings, book.epoch == CALENDAR_MAC_1904
