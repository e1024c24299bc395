"""The records of an .xls workbook, read independently of calamine: kinds of cells, texts, errors, hidden rows.

After [MS-XLS], for Excel 97 and later (BIFF8) and Excel 5 (BIFF5). Lives in the child process.
"""

from __future__ import annotations

import re
from struct import calcsize, unpack_from

from rsplan.findings import codes
from rsplan.reading.formats.xls.looks import BookLooks, SheetLooks
from rsplan.reading.formats.xls.struck_runs import runs_of, strike_runs
from rsplan.reading.looks import Looks
from rsplan.reading.refusal import RefusedError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from rsplan.reading.formats.xls.struck_runs import Runs

BOF, EOF, FILEPASS = 0x0809, 0x000A, 0x002F
BOUNDSHEET, SST, CONTINUE, DATEMODE = 0x0085, 0x00FC, 0x003C, 0x0022
ROW, FILTERMODE, STRING = 0x0208, 0x009B, 0x0207
NUMBER, RK, MULRK, BOOLERR, FORMULA, LABELSST = 0x0203, 0x027E, 0x00BD, 0x0205, 0x0006, 0x00FD
LABEL, RSTRING = 0x0204, 0x00D6
CODEPAGE, FORMAT, XF = 0x0042, 0x041E, 0x00E0
_BIFF8 = 0x0600
_HIDDEN_ROW = 0x20
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
# The Mac's code pages; all others bear the name of their number. [MS-XLS] 2.4.52
_CODE_PAGES = {10000: "mac_roman", 10006: "mac_greek", 10007: "mac_cyrillic", 10029: "mac_latin2", 10081: "mac_turkish"}
_CODE_PAGES |= {32768: "mac_roman", 32769: "cp1252", 1200: "utf-16-le"}
_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_NO_DATE_PART = re.compile(r"""\[[^\]]*\]|"[^"]*"|\\.|_.""")
_BOFS = {0x0009: "Excel 2", 0x0209: "Excel 3", 0x0409: "Excel 4"}


def records(stream: bytes, offset: int = 0) -> Iterator[tuple[int, int, bytes]]:
    """The records from an offset on: number, offset, content. Ends where the stream does, also within a record."""
    end = len(stream)
    while offset + 4 <= end:
        number, size = unpack_from("<HH", stream, offset)
        yield number, offset, stream[offset + 4 : offset + 4 + size]
        offset += 4 + size


def refuse_unreadable(stream: bytes) -> None:
    """Raise ``RefusedError`` for a workbook that is encrypted, too old, or does not begin as one."""
    for position, (number, _, _) in enumerate(records(stream)):
        if position == 0:
            if version := _BOFS.get(number):
                raise RefusedError(codes.OLD_EXCEL, version=version)
            if number != BOF:
                raise RefusedError(codes.FILE_DAMAGED, value="arbetsboken saknar början")
        if number == FILEPASS:
            raise RefusedError(codes.FILE_ENCRYPTED)
        if number == EOF:
            return


class SheetRecords:
    """One worksheet: its filled cells (text, number or bool), the places of dates, and its errors. All from 0."""

    def __init__(self, name: str, *, hidden: bool = False) -> None:
        self.name = name
        self.hidden = hidden
        self.cells: dict[tuple[int, int], object] = {}
        self.dates: set[tuple[int, int]] = set()
        self.errors: dict[tuple[int, int], str] = {}
        self.hidden_rows: list[int] = []
        self.filtered = False
        self.looks = Looks()


def sheets(stream: bytes) -> tuple[list[SheetRecords], bool]:
    """The worksheets of a workbook's stream, and whether it counts its days from 1904."""
    book = _Book(stream)
    return [_sheet(book, sheet, offset) for sheet, offset in book.sheets], book.from_1904


class _Book:
    """The workbook's own records: its sheets' places, shared texts, code page, and which formats are dates."""

    def __init__(self, stream: bytes) -> None:
        self.stream = stream
        self.version, self.from_1904 = 0, False
        self.sheets: list[tuple[SheetRecords, int]] = []
        self.texts: list[str] = []
        self.runs: dict[int, Runs] = {}
        self._code_page = "cp1252"
        self._formats: list[int] = []
        self._date_formats = set(_DATE_FORMATS)
        self.looks = BookLooks()
        shared: list[bytes] = []
        for number, _, content in records(stream):
            if number == SST or (number == CONTINUE and shared):
                shared.append(content)
                continue
            if shared:
                entries, shared = _shared_texts(shared), []
                self.texts = [text for text, _ in entries]
                if self.looks.any_strikes:
                    self.runs = {at: runs_of(runs, "HH") for at, (_, runs) in enumerate(entries) if runs}
            if number == EOF:
                break
            self._take(number, content)

    def is_date(self, style: int) -> bool:
        """True for the style (XF) of a cell that shows its number as a date or time."""
        return style < len(self._formats) and self._formats[style] in self._date_formats

    def narrow(self, content: bytes) -> str:
        """Text in the code page of the workbook, as Excel 5 writes it."""
        return content.decode(self._code_page, "replace")

    def string(self, content: bytes) -> str:
        """A text with its length before it."""
        length = unpack_from("<H", content)[0]
        if self.version < _BIFF8:
            return self.narrow(content[2 : 2 + length])
        return content[3:].decode("utf-16-le" if content[2] & 1 else "latin-1", "replace")[:length]

    def _take(self, number: int, content: bytes) -> None:
        self.looks.take(number, content, self._short_string)
        if number == BOF:
            self.version = self.looks.version = unpack_from("<H", content)[0]
        elif number == BOUNDSHEET and content[5] == 0:
            offset = unpack_from("<I", content)[0]
            self.sheets.append((SheetRecords(self._short_string(content[6:]), hidden=bool(content[4] & 3)), offset))
        elif number == DATEMODE:
            self.from_1904 = content[:1] == b"\x01"
        elif number == CODEPAGE:
            self._set_code_page(unpack_from("<H", content)[0])
        elif number == XF:
            self._formats.append(unpack_from("<H", content, 2)[0])
        elif number == FORMAT:
            self._take_format(content)

    def _short_string(self, content: bytes) -> str:
        length = content[0]
        if self.version < _BIFF8:
            return self.narrow(content[1 : 1 + length])
        wide = content[1] & 1
        return content[2 : 2 + length * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")

    def _set_code_page(self, number: int) -> None:
        name = _CODE_PAGES.get(number, f"cp{number}")
        try:
            "".encode(name)
        except LookupError:
            return  # as Windows does, which the workbook was read with
        self._code_page = name

    def _take_format(self, content: bytes) -> None:
        said = self.string(content[2:]) if self.version >= _BIFF8 else self._short_string(content[2:])
        if re.search("[dmyhs]", _NO_DATE_PART.sub("", said), re.IGNORECASE):
            self._date_formats.add(unpack_from("<H", content)[0])


def _sheet(book: _Book, sheet: SheetRecords, offset: int) -> SheetRecords:
    depth = 0
    formula: tuple[int, int] | None = None
    looks = SheetLooks(book.looks)
    sheet.looks = looks.looks
    for number, _, content in records(book.stream, offset):
        if number == BOF:
            depth += 1  # charts within the sheet are workbooks within the workbook
        elif number == EOF:
            depth -= 1
            if depth <= 0:
                break
        elif depth == 1:
            looks.take(number, content)
            formula = _take(book, sheet, number, content, formula)
    return sheet


def _take(
    book: _Book, sheet: SheetRecords, number: int, content: bytes, formula: tuple[int, int] | None
) -> tuple[int, int] | None:
    """One record. Gives the place of a formula whose text comes in the next."""
    if number == STRING and formula:
        sheet.cells[formula] = book.string(content)
    elif number == ROW:
        if unpack_from("<I", content, 12)[0] & _HIDDEN_ROW:
            sheet.hidden_rows.append(unpack_from("<H", content)[0])
    elif number == FILTERMODE:
        sheet.filtered = True
    elif number == MULRK:
        row, first = unpack_from("<HH", content)
        for place in range((len(content) - 6) // 6):
            style, packed = unpack_from("<HI", content, 4 + 6 * place)
            _take_number(book, sheet, (row, first + place), style, _rk(packed))
    elif number in (NUMBER, RK, BOOLERR, FORMULA, LABELSST, LABEL, RSTRING):
        return _take_cell(book, sheet, number, content)
    return formula if number not in (STRING, ROW) else None


def _take_cell(book: _Book, sheet: SheetRecords, number: int, content: bytes) -> tuple[int, int] | None:
    row, column, style = unpack_from("<HHH", content)
    place = (row, column)
    if number == NUMBER:
        _take_number(book, sheet, place, style, unpack_from("<d", content, 6)[0])
    elif number == RK:
        _take_number(book, sheet, place, style, _rk(unpack_from("<I", content, 6)[0]))
    elif number == LABELSST:
        index = unpack_from("<I", content, 6)[0]
        sheet.cells[place] = text = _shared_text(book, index)
        if index in book.runs:
            strike_runs(sheet.looks, book.looks, place, style, text, book.runs[index])
    elif number == BOOLERR:
        _take_result(sheet, place, content[7] + 1, content[6])
    elif number == FORMULA:
        return _take_formula(book, sheet, place, style, content)
    else:
        sheet.cells[place] = text = book.string(content[6:])
        if number == RSTRING and book.version < _BIFF8 and book.looks.any_strikes:
            strike_runs(sheet.looks, book.looks, place, style, text, runs_of(content[9 + len(text) :], "BB"))
    return None


def _shared_text(book: _Book, index: int) -> str:
    if index >= len(book.texts):
        raise RefusedError(codes.FILE_DAMAGED, value=f"delad text nummer {index} finns inte")
    return book.texts[index]


def _take_number(book: _Book, sheet: SheetRecords, place: tuple[int, int], style: int, value: float) -> None:
    sheet.cells[place] = value
    if book.is_date(style):
        sheet.dates.add(place)


def _take_formula(
    book: _Book, sheet: SheetRecords, place: tuple[int, int], style: int, content: bytes
) -> tuple[int, int] | None:
    if content[12:14] != b"\xff\xff":
        _take_number(book, sheet, place, style, unpack_from("<d", content, 6)[0])
        return None
    if content[6] == 0:
        return place
    if content[6] in (1, 2):
        _take_result(sheet, place, content[6], content[8])
    return None


def _take_result(sheet: SheetRecords, place: tuple[int, int], kind: int, value: int) -> None:
    if kind == 1:
        sheet.cells[place] = bool(value)
    else:
        sheet.errors[place] = _ERRORS.get(value, "#FEL")


def _rk(packed: int) -> float:
    """A number in 30 bits: an integer or the upper half of a float, perhaps in hundredths. [MS-XLS] 2.5.217"""
    if packed & 2:
        value = float((packed >> 2) - (1 << 30 if packed & 0x80000000 else 0))
    else:
        value = unpack_from("<d", b"\x00\x00\x00\x00" + (packed & 0xFFFFFFFC).to_bytes(4, "little"))[0]
    return value / 100 if packed & 1 else value


def _shared_texts(segments: list[bytes]) -> list[tuple[str, bytes]]:
    """The table of shared texts, each with its runs. [MS-XLS] 2.4.265: a text may be cut, and changes its width where
    it goes on."""
    reader = _Segments(segments)
    _, count = reader.unpack("<II")
    texts: list[tuple[str, bytes]] = []
    try:
        for _ in range(count):
            texts.append(reader.text())  # noqa: PERF401 - those before the end are kept
    except IndexError:
        return texts  # some writers count more than they write
    return texts


class _Segments:
    """The content of a record and of those that continue it, read in order."""

    def __init__(self, segments: list[bytes]) -> None:
        self._segments = segments
        self._number = self._at = 0

    def unpack(self, layout: str) -> tuple[int, ...]:
        return unpack_from(layout, self._bytes(calcsize(layout)))

    def text(self) -> tuple[str, bytes]:
        length, flags = self.unpack("<HB")
        runs = self.unpack("<H")[0] if flags & 8 else 0
        extension = self.unpack("<I")[0] if flags & 4 else 0
        parts = []
        while length:
            width = 1 + (flags & 1)
            available = (len(self._segments[self._number]) - self._at) // width
            taken = min(length, available)
            parts.append(self._bytes(taken * width).decode("utf-16-le" if width > 1 else "latin-1", "replace"))
            length -= taken
            if length:
                self._number, self._at = self._number + 1, 1
                flags = self._segments[self._number][0]
        formats = self._bytes(runs * 4)
        self._bytes(extension)
        return "".join(parts), formats

    def _bytes(self, size: int) -> bytes:
        parts = []
        while size:
            segment = self._segments[self._number]
            part = segment[self._at : self._at + size]
            parts.append(part)
            self._at += len(part)
            size -= len(part)
            if size:
                self._number, self._at = self._number + 1, 0
        return b"".join(parts)
