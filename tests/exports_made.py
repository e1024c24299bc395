"""Files for the tests of reading: ordinary, damaged and hostile ones, made on the spot by well-kept libraries."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

HEADER = ["Id", "Aktivitet", "Enhet", "Status", "Startdatum", "Antal"]
STATUSES = ["Planerad", "Pågående enligt plan", "Försenad", "Genomförd"]
WORKSHEET = "xl/worksheets/sheet1.xml"
SPREADSHEETML = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def table(rows: int = 12) -> list[list[object]]:
    """A header and some activities, with text, dates, numbers and empty cells."""
    return [
        list(HEADER),
        *[
            [
                f"{number:05d}",
                f"Öka tillgängligheten i vården {number} & mer",
                f"Enhet {number % 3}" if number % 4 else None,
                STATUSES[number % 4],
                date(2025, 1 + number % 12, 1),
                number,
            ]
            for number in range(1, rows + 1)
        ],
    ]


def xlsx(path: Path, rows: Sequence[Sequence[object]] | None = None, *, sheet: str = "Aktiviteter") -> Path:
    """A workbook as openpyxl writes it."""
    import openpyxl

    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in table() if rows is None else rows:
        page.append(list(row))
    book.save(path)
    return path


def xlsx_by_xlsxwriter(path: Path, rows: Sequence[Sequence[object]] | None = None, **options: object) -> Path:
    """A workbook as XlsxWriter writes it, closer to Excel's own bytes."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), options)
    page = book.add_worksheet("Aktiviteter")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for number, row in enumerate(table() if rows is None else rows):
        for column, value in enumerate(row):
            if isinstance(value, date):
                page.write_datetime(number, column, datetime(value.year, value.month, value.day), day)
            else:
                page.write(number, column, value)
    book.close()
    return path


def xls(path: Path, rows: Sequence[Sequence[object]] | None = None) -> Path:
    """A workbook of Excel 97, as xlwt writes it."""
    import xlwt

    book = xlwt.Workbook()
    page = book.add_sheet("Aktiviteter")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for number, row in enumerate(table() if rows is None else rows):
        for column, value in enumerate(row):
            if value is not None:
                page.write(number, column, value, day if isinstance(value, date) else xlwt.Style.default_style)
    book.save(str(path))
    return path


def ods(path: Path, rows: Sequence[Sequence[object]] | None = None) -> Path:
    """An OpenDocument spreadsheet, as odfpy writes it."""
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    document = OpenDocumentSpreadsheet()
    page = Table(name="Aktiviteter")
    for row in table() if rows is None else rows:
        line = TableRow()
        for value in row:
            if value is None:
                cell = TableCell()
            elif isinstance(value, date):
                cell = TableCell(valuetype="date", datevalue=value.isoformat())
            elif isinstance(value, int | float):
                cell = TableCell(valuetype="float", value=value)
            else:
                cell = TableCell(valuetype="string")
                cell.addElement(P(text=str(value)))
            line.addElement(cell)
        page.addElement(line)
    document.spreadsheet.addElement(page)
    document.save(str(path))
    return path


def csv_text(rows: Sequence[Sequence[object]] | None = None, delimiter: str = ";", line_end: str = "\r\n") -> str:
    """The table as a text file."""
    lines = [delimiter.join("" if value is None else str(value) for value in row) for row in rows or table()]
    return line_end.join([*lines, ""])


def html_page(rows: Sequence[Sequence[object]] | None = None, head: str = '<meta charset="utf-8">') -> str:
    """The table as a web system's ``.xls``."""
    lines = ("".join(f"<td>{'' if value is None else value}</td>" for value in row) for row in rows or table())
    body = "".join(f"<tr>{line}</tr>" for line in lines).replace("&", "&amp;")
    return f"<html><head>{head}</head><body><table>{body}</table></body></html>"


def repacked(
    source: Path,
    target: Path,
    changes: Mapping[str, bytes | None] | None = None,
    extra: Iterable[tuple[str | zipfile.ZipInfo, bytes]] = (),
) -> Path:
    """The archive with some parts replaced (None: left out) and some added, also twice the same."""
    changes = changes or {}
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = changes.get(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in extra:
            new.writestr(name, content)
    return target


def part(path: Path, name: str = WORKSHEET) -> bytes:
    """One part of an archive."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def xlsx_of_cells(path: Path, cells: str, after: str = "") -> Path:
    """A workbook whose one sheet consists of this XML in ``sheetData``, and this after it."""
    base = xlsx(path.with_suffix(".base"), [["x"]])
    sheet = f'<worksheet xmlns="{SPREADSHEETML}"><sheetData>{cells}</sheetData>{after}</worksheet>'
    repacked(base, path, {WORKSHEET: sheet.encode()})
    base.unlink()
    return path


def rows_of_xml(rows: Sequence[Sequence[object]], prefix: str = "") -> str:
    """Rows as the XML of a sheet, with inline texts."""
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = "".join(
            f'<{prefix}c r="{"ABCDEFGH"[column]}{number}" t="inlineStr"><{prefix}is><{prefix}t>{value}</{prefix}t>'
            f"</{prefix}is></{prefix}c>"
            for column, value in enumerate(row)
        )
        lines.append(f'<{prefix}row r="{number}">{cells}</{prefix}row>')
    return "".join(lines)


def protected(path: Path) -> Path:
    """A container as Excel makes it for a workbook with a password: an ``EncryptedPackage`` in it, no workbook."""
    path.write_bytes(container({"EncryptionInfo": b"\x04\x00\x04\x00" + bytes(5000), "EncryptedPackage": bytes(8192)}))
    return path


def container(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these streams, each padded to at least 4,096 bytes so that it lies in ordinary sectors."""
    size = 512
    fat: list[int] = []
    body = b""
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)]
    for number, (name, content) in enumerate(streams.items(), start=1):
        content = content.ljust(4096, b"\x00")
        content += bytes(-len(content) % size)
        first, count = len(fat), len(content) // size
        fat.extend([*range(first + 1, first + count), 0xFFFFFFFE])
        body += content
        sibling = number + 1 if number < len(streams) else 0xFFFFFFFF
        entries.append(_entry(name, 2, first, len(content), right=sibling))
    directory = b"".join(entries) + bytes(-len(b"".join(entries)) % size)
    directory_start = len(fat)
    count = len(directory) // size
    fat.extend([*range(directory_start + 1, directory_start + count), 0xFFFFFFFE])
    fat_sectors = (len(fat) + 129) // 128 + 1
    fat_start = len(fat)
    fat.extend([0xFFFFFFFD] * fat_sectors)
    fat.extend([0xFFFFFFFF] * (fat_sectors * 128 - len(fat)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, fat_sectors, directory_start, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    difat = [*range(fat_start, fat_start + fat_sectors)]
    header += struct.pack("<109I", *difat, *[0xFFFFFFFF] * (109 - len(difat)))
    return header + body + directory + struct.pack(f"<{len(fat)}I", *fat)


def _entry(name: str, kind: int, start: int, size: int, *, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF) -> bytes:
    text = name.encode("utf-16-le")
    head = text.ljust(64, b"\x00") + struct.pack("<HBB", len(text) + 2, kind, 1)
    return head + struct.pack("<III", 0xFFFFFFFF, right, child) + bytes(36) + struct.pack("<IQ", start, size)


def bomb(path: Path, size: int) -> Path:
    """A small workbook whose sheet is ``size`` bytes of spaces when it is unpacked."""
    base = xlsx(path.with_suffix(".base"), [["x"]])
    sheet = io.BytesIO()
    sheet.write(f'<worksheet xmlns="{SPREADSHEETML}"><sheetData>'.encode())
    sheet.write(b" " * size)
    sheet.write(b"</sheetData></worksheet>")
    repacked(base, path, {WORKSHEET: sheet.getvalue()})
    base.unlink()
    return path


def csv_file(path: Path, rows: Sequence[Sequence[object]] | None = None) -> Path:
    """The table as a text file in UTF-8."""
    path.write_bytes(csv_text(rows).encode())
    return path
