"""Count what stands in the worksheets of an xlsx file, straight from their XML: the independent check of calamine.

There are two ways through a sheet: ``sheet_quick`` for cells as all common writers write them, ``sheet_slow`` for all
others. Both give contents to ``sheet_count.Count``. Lives in the child process.
"""

from __future__ import annotations

from rsplan.reading.formats.xlsx.package import WorkbookParts
from rsplan.reading.formats.xlsx.sheet_count import UNVALUED, Count, SheetScan, Texts
from rsplan.reading.formats.xlsx.sheet_quick import scan_quickly
from rsplan.reading.formats.xlsx.sheet_slow import scan_slowly, walk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rsplan.reading.formats.xlsx.sheet_count import Content


def scans(data: bytes) -> tuple[list[SheetScan], bool]:
    """A scan of every worksheet in the order of the workbook, and whether the workbook counts its days from 1904."""
    package = WorkbookParts(data)
    texts = Texts(*package.shared_texts())
    found = []
    for name, part in package.sheets():
        if package.has(part):
            scan = scan_quickly(package, part, Count(texts, name)) or scan_slowly(package, part, Count(texts, name))
            # A filter that hides nothing leaves nothing out; one of a table stands in the table's own part.
            scan.filtered = bool(scan.hidden_rows) and (scan.filtered or package.filters_in_tables(part))
            found.append(scan)
    return found, package.from_1904


def cells(data: bytes, name: str) -> tuple[dict[tuple[int, int], object], bool]:
    """Every filled cell of a sheet as text, float or bool, and whether the workbook counts its days from 1904."""
    package = WorkbookParts(data)
    texts = Texts(*package.shared_texts())
    found: dict[tuple[int, int], object] = {}

    def keep(row: int, column: int, content: Content) -> None:
        if texts.kind_of(content) not in ("", UNVALUED):
            found[row, column] = texts.value_of(content)

    part = next((part for sheet, part in package.sheets() if sheet == name), "")
    if package.has(part):
        with package.open(part) as stream:
            walk(stream, keep, SheetScan(name))
    return found, package.from_1904
