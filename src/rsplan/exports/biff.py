"""The records of an .xls workbook, read independently of calamine: kinds of cells, texts, errors, hidden rows.

After [MS-XLS], for Excel 97 and later (BIFF8); of Excel 5 (BIFF5) everything but the texts' letters beyond ASCII.
Lives in the child process.
"""

from __future__ import annotations

from struct import calcsize, unpack_from

from rsplan.exports.refusal import RefusedError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

BOF, EOF, FILEPASS = 0x0809, 0x000A, 0x002F
BOUNDSHEET, SST, CONTINUE, DATEMODE = 0x0085, 0x00FC, 0x003C, 0x0022
ROW, FILTERMODE, STRING = 0x0208, 0x009B, 0x0207
NUMBER, RK, MULRK, BOOLERR, FORMULA, LABELSST = 0x0203, 0x027E, 0x00BD, 0x0205, 0x0006, 0x00FD
_LETTERED = (0x0204, 0x00D6)  # LABEL and RSTRING: texts in the code page of Excel 5
_BIFF8 = 0x0600
_HIDDEN_ROW = 0x20
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
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
                raise RefusedError("RSP112", version=version)
            if number != BOF:
                raise RefusedError("RSP118", value="arbetsboken saknar början")
        if number == FILEPASS:
            raise RefusedError("RSP108")
        if number == EOF:
            return


class SheetRecords:
    """One worksheet: its filled cells (text, number or bool), errors, and cells whose text is not compared. From 0."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.cells: dict[tuple[int, int], object] = {}
        self.errors: dict[tuple[int, int], str] = {}
        self.covered: set[tuple[int, int]] = set()
        self.hidden_rows: list[int] = []
        self.filtered = False


def sheets(stream: bytes) -> tuple[list[SheetRecords], bool]:
    """The worksheets of a workbook's stream, and whether it counts its days from 1904."""
    found: list[tuple[str, int]] = []
    texts: list[str] = []
    version, from_1904 = 0, False
    pending: list[bytes] = []
    for number, _, content in records(stream):
        if number != CONTINUE and pending:
            texts, pending = _shared_texts(pending), []
        if number == BOF:
            version = unpack_from("<H", content)[0]
        elif number == BOUNDSHEET and content[5] == 0:
            found.append((_sheet_name(content, version), unpack_from("<I", content)[0]))
        elif number == DATEMODE:
            from_1904 = content[:1] == b"\x01"
        elif number == SST or (number == CONTINUE and pending):
            pending.append(content)
        elif number == EOF:
            break
    return [_sheet(stream, name, offset, texts) for name, offset in found], from_1904


def _sheet_name(content: bytes, version: int) -> str:
    length = content[6]
    if version < _BIFF8:
        return content[7 : 7 + length].decode("cp1252", "replace")
    wide = content[7] & 1
    return content[8 : 8 + length * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")


def _sheet(stream: bytes, name: str, offset: int, texts: list[str]) -> SheetRecords:
    sheet = SheetRecords(name)
    depth = 0
    formula: tuple[int, int] | None = None
    for number, _, content in records(stream, offset):
        if number == BOF:
            depth += 1  # charts within the sheet are workbooks within the workbook
        elif number == EOF:
            depth -= 1
            if depth <= 0:
                break
        elif depth == 1:
            formula = _take(sheet, number, content, texts, formula)
    return sheet


def _take(
    sheet: SheetRecords, number: int, content: bytes, texts: list[str], formula: tuple[int, int] | None
) -> tuple[int, int] | None:
    """One record. Gives the place of a formula whose text comes in the next."""
    if number == STRING and formula:
        sheet.cells[formula] = _wide_string(content)
    elif number == ROW:
        if unpack_from("<I", content, 12)[0] & _HIDDEN_ROW:
            sheet.hidden_rows.append(unpack_from("<H", content)[0])
    elif number == FILTERMODE:
        sheet.filtered = True
    elif number == MULRK:
        row, first = unpack_from("<HH", content)
        for place in range((len(content) - 6) // 6):
            sheet.cells[row, first + place] = _rk(unpack_from("<I", content, 6 + 6 * place)[0])
    elif number in (NUMBER, RK, BOOLERR, FORMULA, LABELSST, *_LETTERED):
        return _take_cell(sheet, number, content, texts)
    return formula if number not in (STRING, ROW) else None


def _take_cell(sheet: SheetRecords, number: int, content: bytes, texts: list[str]) -> tuple[int, int] | None:
    place: tuple[int, int] = unpack_from("<HH", content)
    if number == NUMBER:
        sheet.cells[place] = unpack_from("<d", content, 6)[0]
    elif number == RK:
        sheet.cells[place] = _rk(unpack_from("<I", content, 6)[0])
    elif number == LABELSST:
        index = unpack_from("<I", content, 6)[0]
        if index >= len(texts):
            raise RefusedError("RSP118", value=f"delad text nummer {index} finns inte")
        sheet.cells[place] = texts[index]
    elif number == BOOLERR:
        _take_result(sheet, place, content[7] + 1, content[6])
    elif number == FORMULA:
        return _take_formula(sheet, place, content)
    else:
        sheet.covered.add(place)
    return None


def _take_formula(sheet: SheetRecords, place: tuple[int, int], content: bytes) -> tuple[int, int] | None:
    if content[12:14] != b"\xff\xff":
        sheet.cells[place] = unpack_from("<d", content, 6)[0]
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


def _wide_string(content: bytes) -> str:
    length, flags = unpack_from("<HB", content)
    return content[3:].decode("utf-16-le" if flags & 1 else "latin-1", "replace")[:length]


def _shared_texts(segments: list[bytes]) -> list[str]:
    """The table of shared texts. [MS-XLS] 2.4.265: a text may be cut, and changes its width where it goes on."""
    reader = _Segments(segments)
    _, count = reader.unpack("<II")
    return [reader.text() for _ in range(min(count, sum(map(len, segments)) // 3))]


class _Segments:
    """The content of a record and of those that continue it, read in order."""

    def __init__(self, segments: list[bytes]) -> None:
        self._segments = segments
        self._number = self._at = 0

    def unpack(self, layout: str) -> tuple[int, ...]:
        return unpack_from(layout, self._bytes(calcsize(layout)))

    def text(self) -> str:
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
        self._bytes(runs * 4 + extension)
        return "".join(parts)

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
