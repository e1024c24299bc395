"""Doubtful rows as an Excel workbook that an analyst can work through. Knows cells, not where they came from.

Nothing in it is ever computed: a text that Excel could take for a formula is written as text, behind an apostrophe.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

# What makes Excel and others compute a text, also after it has gone through a csv file (OWASP, "CSV Injection").
_COMPUTED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LONGEST = 32_000
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def harmless(value: object) -> object:
    """A value as a cell may hold it: text that could be computed gets an apostrophe before it."""
    if value is None or isinstance(value, bool | int | float | datetime | date | time):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("\ufffd", str(value)).encode("utf-8", "replace").decode()[:_LONGEST]
    return f"'{text}" if text.startswith(_COMPUTED) else text


def table_workbook(
    title: str, headings: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[object]]
) -> bytes:
    """A workbook of one table, its header row frozen and filtered. The same input gives the same bytes."""
    book = Workbook(write_only=True)
    page = book.create_sheet(title)
    page.freeze_panes = "A2"
    for at, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(at)].width = width
    page.append([_cell(page, heading, bold=True) for heading in headings])
    count = 1
    for row in rows:
        page.append([_cell(page, value) for value in row])
        count += 1
    page.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{count}"
    book.properties.created = book.properties.modified = _EPOCH
    book.properties.creator = "rsplan"
    data = io.BytesIO()
    book.save(data)
    return _without_times(data.getvalue())


def _cell(page: WriteOnlyWorksheet, value: object, *, bold: bool = False) -> Any:
    safe = harmless(value)
    cell = WriteOnlyCell(page, value=None)
    cell.value = safe  # type: ignore[assignment]
    if isinstance(safe, str):
        cell.data_type = "s"
        cell.quotePrefix = True
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    if bold:
        cell.font = Font(bold=True)
    return cell


def _without_times(data: bytes) -> bytes:
    """The package with every member dated alike, and without the time of its making."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb">\d{4}-\d\d-\d\dT[\d:]+Z<", b">2000-01-01T00:00:00Z<", content)
            target.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
