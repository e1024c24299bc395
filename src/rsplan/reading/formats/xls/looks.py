"""The looks of the cells of an .xls workbook: its cell formats, fonts, palette, columns, and drawings.

After [MS-XLS] 2.4.353 (XF), 2.4.122 (Font), 2.4.188 (Palette), for Excel 97 and later and for Excel 5. Conditional
formats are written as tokens there and are not worked out: where they are is told. Lives in the child process.
"""

from __future__ import annotations

from struct import error, unpack_from

from rsplan.reading.colours import PALETTE, shown_fill, shown_ink
from rsplan.reading.looks import PLAIN, Condition, Look, Looks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

FONT, XF, PALETTE_RECORD = 0x0031, 0x00E0, 0x0092
COLINFO, ROW, BLANK, MULBLANK = 0x007D, 0x0208, 0x0201, 0x00BE
CONDFMT, CONDFMT12, DRAWING, OBJECT = 0x01B0, 0x0879, 0x00EC, 0x005D
_OF_BOOK = (FONT, XF, PALETTE_RECORD)
_CELLS = (0x0203, 0x027E, 0x0205, 0x0006, 0x00FD, 0x0204, 0x00D6, BLANK)
_MULRK = 0x00BD
_STRUCK, _SOLID, _BOLD = 0x08, 1, 600
_HIDDEN_COLUMN, _ROW_HAS_STYLE = 0x01, 0x80
_BIFF8 = 0x0600
_SYMBOL_FONTS = ("wingdings", "webdings", "symbol", "marlett")
# Pictures and shapes; notes, buttons and the arrows of filters have other numbers. 2.5.143
_SEEN_OBJECTS = (2, 3, 4, 5, 6, 8, 30)
_ANCHOR = b"\x10\xf0\x12\x00\x00\x00"


class BookLooks:
    """The fonts, formats and palette of a workbook."""

    def __init__(self) -> None:
        self.version = _BIFF8
        self._fonts: list[tuple[int, int, str]] = []
        self._heavy: list[bool] = []
        self._formats: list[tuple[int, int, int]] = []
        self._palette = list(PALETTE)
        self._known: dict[int, Look] = {}

    def take(self, number: int, content: bytes, short_string: Callable[[bytes], str]) -> None:
        """One record of the workbook's own."""
        try:
            if number == FONT:
                _, flags, colour, weight = unpack_from("<HHHH", content)
                self._heavy.append(weight >= _BOLD)
                self._fonts.append((flags, colour, short_string(content[14:]).lower()))
            elif number == XF:
                self._formats.append(self._format(content))
            elif number == PALETTE_RECORD:
                for at in range(min(unpack_from("<H", content)[0], 56)):
                    self._palette[8 + at] = content[2 + 4 * at : 5 + 4 * at].hex().upper()
        except (error, IndexError):
            return  # a record that is cut: what it says is not known, and the cells that use it are plain

    def _format(self, content: bytes) -> tuple[int, int, int]:
        """Font, colour of a solid fill (-1 for none), indent."""
        font = unpack_from("<H", content)[0]
        if self.version < _BIFF8:
            area = unpack_from("<I", content, 8)[0]
            return font, area & 0x7F if (area >> 16) & 0x3F == _SOLID else -1, 0
        pattern, colours = unpack_from("<I", content, 14)[0] >> 26, unpack_from("<H", content, 18)[0]
        return font, colours & 0x7F if pattern == _SOLID else -1, content[8] & 0x0F

    def look(self, style: int) -> Look:
        """The look of a cell format by its number."""
        if style not in self._known:
            self._known[style] = self._look(*self._formats[style]) if style < len(self._formats) else PLAIN
        return self._known[style]

    def is_bold(self, style: int) -> bool:
        """True for a cell format with a bold font."""
        at = _place_of_font(self._formats[style][0]) if style < len(self._formats) else -1
        return 0 <= at < len(self._heavy) and self._heavy[at]

    def font_of(self, style: int) -> int:
        """The number of the font of a cell format."""
        return self._formats[style][0] if style < len(self._formats) else 0

    def strikes(self, font: int) -> bool:
        """True for a font that strikes text out."""
        at = _place_of_font(font)
        return at < len(self._fonts) and bool(self._fonts[at][0] & _STRUCK)

    @property
    def any_strikes(self) -> bool:
        """True where some font of the workbook strikes text out."""
        return any(flags & _STRUCK for flags, _, _ in self._fonts)

    def _look(self, font: int, fill: int, indent: int) -> Look:
        at = _place_of_font(font)
        flags, colour, name = self._fonts[at] if at < len(self._fonts) else (0, -1, "")
        symbols = next((each for each in _SYMBOL_FONTS if name.startswith(each)), "")
        struck = bool(flags & _STRUCK)
        return Look(shown_fill(self._colour(fill)), shown_ink(self._colour(colour)), symbols, struck, indent)

    def _colour(self, index: int) -> str:
        return self._palette[index] if 0 <= index < len(self._palette) else ""


def _place_of_font(number: int) -> int:
    """Number 4 is left out of the list of fonts, for no reason that anybody remembers."""
    return number - 1 if number > 4 else number


class SheetLooks:
    """The looks of one sheet, as its records pass."""

    def __init__(self, book: BookLooks) -> None:
        self._book = book
        self._anchors: list[tuple[int, int, int, int]] = []
        self.looks = Looks()

    def take(self, number: int, content: bytes) -> None:
        """One record of the sheet."""
        if number in _CELLS:
            self._add(*unpack_from("<HHH", content))
        elif number in (MULBLANK, _MULRK):
            self._take_many(content, 2 if number == MULBLANK else 6)
        elif number == ROW:
            self._take_row(content)
        elif number == COLINFO:
            self._take_columns(content)
        elif number in (CONDFMT, CONDFMT12):
            self._take_condition(content[12:] if number == CONDFMT12 else content)
        elif number == DRAWING:
            self._take_drawing(content)
        elif number == OBJECT and unpack_from("<H", content, 4)[0] in _SEEN_OBJECTS:
            self.looks.pictures.extend(self._anchors[-1:])

    def _add(self, row: int, column: int, style: int) -> None:
        look = self._book.look(style)
        if look != PLAIN or row in self.looks.rows or column in self.looks.columns:
            self.looks.cells[row, column] = look
        if self._book.is_bold(style):
            self.looks.bold.add((row, column))

    def _take_many(self, content: bytes, size: int) -> None:
        row, first = unpack_from("<HH", content)
        for at in range((len(content) - 6) // size):
            self._add(row, first + at, unpack_from("<H", content, 4 + size * at)[0])

    def _take_row(self, content: bytes) -> None:
        row, flags = unpack_from("<H", content)[0], unpack_from("<I", content, 12)[0]
        if level := flags & 7:
            self.looks.levels[row] = level
        look = self._book.look((flags >> 16) & 0x0FFF) if flags & _ROW_HAS_STYLE else PLAIN
        if look != PLAIN:
            self.looks.rows[row] = look

    def _take_columns(self, content: bytes) -> None:
        first, last, _, style, flags = unpack_from("<HHHHH", content)
        columns = range(first, min(last, 255) + 1)
        if flags & _HIDDEN_COLUMN:
            self.looks.hidden_columns.update(columns)
        if (look := self._book.look(style)) != PLAIN:
            self.looks.columns.update(dict.fromkeys(columns, look))

    def _take_condition(self, content: bytes) -> None:
        count = min(unpack_from("<H", content, 12)[0], (len(content) - 14) // 8)
        places = [unpack_from("<HHHH", content, 14 + 8 * at) for at in range(count)]
        areas = tuple((top, left, bottom, right) for top, bottom, left, right in places)
        self.looks.conditions.append(Condition(areas, "tokens", len(self.looks.conditions)))

    def _take_drawing(self, content: bytes) -> None:
        at = content.find(_ANCHOR)
        while at >= 0 and at + 24 <= len(content):
            _, left, _, top, _, right, _, bottom, _ = unpack_from("<9H", content, at + 6)
            self._anchors.append((top, left, max(top, bottom), max(left, right)))
            at = content.find(_ANCHOR, at + 24)
