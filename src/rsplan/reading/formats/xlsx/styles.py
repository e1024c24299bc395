"""The looks of the sheets of an xlsx file, from its styles and the sheets' own XML, without any reader of values.

After ECMA-376 part 1, 18.3 and 18.8. Cells of plain style are passed over in the bytes, so that a large sheet costs
little more than unpacking it. Lives in the child process.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from rsplan.reading.colours import PALETTE, Colours, local, shown_fill, shown_ink, theme_colours
from rsplan.reading.formats.xlsx.conditions import conditions_of
from rsplan.reading.formats.xlsx.package import WorkbookParts
from rsplan.reading.formats.xlsx.sheet_quick import column_number
from rsplan.reading.formats.xlsx.struck_runs import StruckRuns
from rsplan.reading.looks import PLAIN, Look, Looks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from rsplan.reading.looks import Area

SYMBOL_FONTS = ("wingdings", "webdings", "symbol", "marlett")
_ROOT = re.compile(rb"<((?:[\w.-]+:)?worksheet)[\s>]")
_ROWS_BEGIN = re.compile(rb"<(?:[\w.-]+:)?sheetData(?=[\s/>])")
_ROWS_END = re.compile(rb"<(?:/(?:[\w.-]+:)?sheetData\s*|(?:[\w.-]+:)?sheetData[^<>]*/)>")
_EMPTY = ElementTree.Element("worksheet")
_PIECE = re.compile(rb"<(?:[\w.-]+:)?(?:(row)|c)(?=[\s/>])([^>]*)>")
_REFERENCE = re.compile(rb'\sr="([A-Z]*)([0-9]+)"')
_STYLE = re.compile(rb'\ss="([0-9]+)"')
_LEVEL = re.compile(rb'\soutlineLevel="([1-7])"')
_CUSTOM = re.compile(rb'\scustomFormat="(?:1|true)"')
_MARKED = rb'<c r="([A-Z]+)([0-9]+)"(?: [^<>]*)? s="(%s)"'
# A row with a look or a level, or a cell that is not named as nearly all programs name it.
_TELLING = (b"customFormat=", b"outlineLevel=", b"<row>", b"<c>", b"<c\n", b"<c\r", b"<c\t")
_MOST_COLUMNS = 16_384


class Styles:
    """The styles of a workbook: the look of each cell format by its number, and of each differential format; ``bold``
    are the numbers of the formats with a bold font.
    """

    def __init__(self, package: WorkbookParts) -> None:
        styles = package.related("styles")
        root = ElementTree.fromstring(styles) if styles else ElementTree.Element("styleSheet")
        parts = {local(part): part for part in root}
        custom = [element.get("rgb", "")[-6:].upper() for element in root.iter() if local(element) == "rgbColor"]
        theme = theme_colours(package.related("theme"))
        self._colours = Colours([*custom, *PALETTE[len(custom) :]] if custom else PALETTE, theme)
        fills = [self._fill(fill) for fill in parts.get("fills", ())]
        fonts = [self._font(font) for font in parts.get("fonts", ())]
        self.formats = [self._format(entry, fills, fonts) for entry in parts.get("cellXfs", ())]
        heavy = {str(at) for at, font in enumerate(parts.get("fonts", ())) if _is_on(font, "b")}
        self.bold = frozenset(
            b"%d" % at for at, entry in enumerate(parts.get("cellXfs", ())) if entry.get("fontId") in heavy
        )
        self.differential = [self._differential(entry) for entry in parts.get("dxfs", ())]

    def differential_of(self, element: ElementTree.Element) -> Look:
        """The look of a differential format that stands within a rule."""
        return self._differential(element)

    def _fill(self, fill: ElementTree.Element) -> Look:
        for kind in fill:
            if local(kind) == "gradientFill":
                return Look(doubt="tonad fyllning")
            if kind.get("patternType") == "solid":
                return Look(shown_fill(self._colours.of(_child(kind, "fgColor"))))
        return PLAIN

    def _font(self, font: ElementTree.Element) -> Look:
        name = _child(font, "name")
        said = (name.get("val") or "").lower() if name is not None else ""
        symbols = next((each for each in SYMBOL_FONTS if said.startswith(each)), "")
        return Look(ink=shown_ink(self._colours.of(_child(font, "color"))), font=symbols, strike=_is_on(font, "strike"))

    def _format(self, entry: ElementTree.Element, fills: list[Look], fonts: list[Look]) -> Look:
        fill, font = _at(fills, entry.get("fillId")), _at(fonts, entry.get("fontId"))
        alignment = _child(entry, "alignment")
        said = alignment.get("indent", "0") if alignment is not None else "0"
        indent = int(said) if said.isdecimal() and len(said) < 4 else 0
        return Look(fill.fill, font.ink, font.font, font.strike, indent, doubt=fill.doubt)

    def _differential(self, entry: ElementTree.Element) -> Look:
        """In a rule's own format a solid fill is its background colour. 18.8.14"""
        fill, font = Look(), PLAIN
        for part in entry:
            if local(part) == "font":
                font = self._font(part)
            for kind in part if local(part) == "fill" else ():
                if local(kind) == "gradientFill":
                    fill = Look(doubt="tonad fyllning")
                elif kind.get("patternType", "solid") != "none":
                    colour = _child(kind, "bgColor")
                    fill = Look(self._colours.of(_child(kind, "fgColor") if colour is None else colour))
        return Look(fill.fill, font.ink, font.font, font.strike, doubt=fill.doubt)


def looks_of(data: bytes) -> dict[str, Looks]:
    """The looks of every worksheet by its name."""
    package = WorkbookParts(data)
    styles, struck = Styles(package), StruckRuns(package)
    return {name: _looks(package, part, styles, struck) for name, part in package.sheets() if package.has(part)}


def _looks(package: WorkbookParts, part: str, styles: Styles, struck: StruckRuns) -> Looks:
    looks = Looks()
    portions = package.portions(part)
    first = next(portions)
    begins, closing = _ROWS_BEGIN.search(first), _closing_tag(first)
    head = first[: begins.start()] if begins else first
    _take_columns(ElementTree.fromstring(head + closing) if begins else _EMPTY, styles, looks)
    sheet, last = _Cells(looks, styles, struck), first
    sheet.take(first[begins.end() :] if begins else b"")
    for last in portions:
        sheet.take(last)
    ends = _ROWS_END.search(last)
    whole = ElementTree.fromstring(head + last[ends.end() :]) if begins and ends else _EMPTY
    looks.conditions = conditions_of(whole, (styles.differential, styles.differential_of))
    looks.pictures = list(_pictures(package, part, whole))
    return looks


def _closing_tag(start: bytes) -> bytes:
    root = _ROOT.search(start)
    return b"</" + (root[1] if root else b"worksheet") + b">"


def _take_columns(root: ElementTree.Element, styles: Styles, looks: Looks) -> None:
    for element in root.iter():
        if local(element) != "col":
            continue
        first, last = (_whole(element.get(name)) for name in ("min", "max"))
        columns = range(max(first, 1) - 1, min(last, _MOST_COLUMNS))
        if element.get("hidden") in ("1", "true") or element.get("width") == "0":
            looks.hidden_columns.update(columns)
        if (look := _at(styles.formats, element.get("style"))) != PLAIN:
            looks.columns.update(dict.fromkeys(columns, look))


class _Cells:
    """Goes through the rows of a sheet, and keeps the looks of cells and rows that are not plain."""

    def __init__(self, looks: Looks, styles: Styles, struck: StruckRuns) -> None:
        self._looks, self._formats, self._bold, self._struck = looks, styles.formats, styles.bold, struck
        self._row = self._column = -1
        marked = sorted({*self._bold, *(b"%d" % at for at, look in enumerate(self._formats) if look != PLAIN)})
        self._marked = re.compile(_MARKED % b"|".join(marked)) if marked else None

    def take(self, portion: bytes) -> None:
        """The next rows of the sheet."""
        for piece in _PIECE.finditer(portion, self._take_marked(portion) if self._is_sparse(portion) else 0):
            is_row, attributes = piece.groups()
            place = _REFERENCE.search(attributes)
            style = _STYLE.search(attributes)
            number = style[1] if style else b"0"
            look = _at(self._formats, number)
            if is_row:
                self._take_row(attributes, place, look)
            else:
                self._take_cell(place, look)
                if number in self._bold:
                    self._looks.bold.add((self._row, self._column))
        for row, column, left in self._struck.cells(portion):
            self._looks.strike(row, column, left=left)

    def _is_sparse(self, portion: bytes) -> bool:
        """Whether only cells with a look of their own tell something: no row or column has one, every cell its name."""
        if self._looks.columns or self._looks.rows or any(map(portion.__contains__, _TELLING)):
            return False
        return 0 < portion.count(b"<c ") == portion.count(b'<c r="')

    def _take_marked(self, portion: bytes) -> int:
        """Where the last cell begins: from there on all is gone through, since what follows may have no names."""
        for column, row, style in self._marked.findall(portion) if self._marked else ():
            cell, look = (int(row) - 1, column_number(column)), _at(self._formats, style)
            if look != PLAIN:
                self._looks.cells[cell] = look
            if style in self._bold:
                self._looks.bold.add(cell)
        return portion.rindex(b'<c r="')

    def _take_row(self, attributes: bytes, place: re.Match[bytes] | None, look: Look) -> None:
        self._row, self._column = int(place[2]) - 1 if place else self._row + 1, -1
        if level := _LEVEL.search(attributes):
            self._looks.levels[self._row] = int(level[1])
        if look != PLAIN and _CUSTOM.search(attributes):
            self._looks.rows[self._row] = look

    def _take_cell(self, place: re.Match[bytes] | None, look: Look) -> None:
        if place and place[1]:
            self._row, self._column = int(place[2]) - 1, column_number(place[1])
        else:
            self._column += 1
        # A plain cell in a row or column that is not: it has its own look.
        if look != PLAIN or self._row in self._looks.rows or self._column in self._looks.columns:
            self._looks.cells[self._row, self._column] = look


def _pictures(package: WorkbookParts, part: str, root: ElementTree.Element) -> Iterator[Area]:
    """The cells that the pictures and shapes of a sheet cover, or begin in. 20.5.2"""
    if not any(local(element) == "drawing" for element in root):
        return
    for drawing in package.related_to(part, "drawing"):
        for anchor in ElementTree.fromstring(drawing):
            corners = [_corner(corner) for name in ("from", "to") if (corner := _child(anchor, name)) is not None]
            if corners and any(local(each) in ("pic", "sp", "grpSp") for each in anchor):
                yield (*corners[0], *max(corners[-1], corners[0]))


def _corner(corner: ElementTree.Element) -> tuple[int, int]:
    said = {local(each): each.text for each in corner}
    return _whole(said.get("row")), _whole(said.get("col"))


def _child(element: ElementTree.Element, name: str) -> ElementTree.Element | None:
    return next((child for child in element if local(child) == name), None)


def _is_on(element: ElementTree.Element, name: str) -> bool:
    found = _child(element, name)
    return found is not None and found.get("val", "1") not in ("0", "false", "none")


def _at(looks: list[Look], number: str | bytes | None) -> Look:
    """The look of a number; a plain one where there is none of it."""
    at = int(number) if number and number.isdigit() and len(number) < 9 else 0
    return looks[at] if at < len(looks) else PLAIN


def _whole(text: str | None) -> int:
    return int(text) if text and text.strip().isdecimal() and len(text) < 9 else 0
