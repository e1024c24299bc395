"""Read xlsx, xlsm, xlsb, xls and ods with calamine, keeping every cell at its address. Lives in the child process."""

from __future__ import annotations

from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from rsplan.findings import codes
from rsplan.reading.raw_sheet import RawSheet
from rsplan.reading.refusal import RefusedError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


# It tries every format in turn, and says so of whatever goes wrong.
_NOT_RECOGNISED = "läsaren känner inte igen innehållet"


def read_calamine(data: bytes) -> Iterator[RawSheet]:
    """The sheets that hold cells, in their order. Chart and macro sheets hold none and are left out.

    Raises ``RefusedError`` at once for what calamine cannot open.
    """
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
    except PasswordError as error:
        raise RefusedError(codes.FILE_ENCRYPTED) from error
    except CalamineError as error:
        said = str(error)
        raise RefusedError(
            codes.FILE_DAMAGED, value=_NOT_RECOGNISED if said == "Cannot detect file format" else said
        ) from error
    return _sheets(workbook)


def _sheets(workbook: CalamineWorkbook) -> Iterator[RawSheet]:
    for number, about in enumerate(workbook.sheets_metadata):
        if about.typ is SheetTypeEnum.WorkSheet:
            yield _sheet(workbook.get_sheet_by_index(number), hidden=about.visible is not SheetVisibleEnum.Visible)


def _sheet(sheet: CalamineSheet, *, hidden: bool) -> RawSheet:
    merges = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
    # iter_rows gives the blank rows above the first cell, but not the blank columns to its left.
    left = sheet.start[1] if sheet.start else 0
    return RawSheet(sheet.name, sheet.iter_rows(), left=left, hidden=hidden, merges=merges)
