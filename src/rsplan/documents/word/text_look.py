"""What a style's text looks like once everything that it builds on is counted: its font, its size, its weight.

The order is Word's: the document's defaults, then the styles from the base up (ECMA-376 part 1, 17.7.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from rsplan.documents.office.ooxml import Element, child, element, is_on, wattr, whole_number
from rsplan.documents.office.package import Package
from rsplan.documents.office.themes import theme_font
from rsplan.documents.office.typefaces import WIDEST, Letters, letters
from rsplan.documents.word.styles import Stylebook

_USUAL_FONT, _USUAL_HALF_POINTS = "Times New Roman", 20  # what Word shows where nothing is said
_DEEPEST = 20
_USUAL_MARGIN = 115  # 0.08 inches, Word's own


class TextLook(Struct, frozen=True):
    """The look of a style's text. ``size`` is in points."""

    font: str
    size: float
    bold: bool

    @property
    def letters(self) -> Letters:
        """The widths of its letters."""
        return letters(self.font, bold=self.bold)

    @property
    def widest(self) -> Letters:
        """The widths of its letters where they are widest: in its font, or in what stands in for a missing one."""
        return _widest(self.font, bold=self.bold)


@cache
def _widest(font: str, *, bold: bool) -> Letters:
    own, other = letters(font, bold=bold), letters(WIDEST, bold=bold)
    return Letters({letter: max(width, own[letter]) for letter, width in other.items()})


def text_look(styles: Stylebook, style_id: str) -> TextLook:
    """The look of a paragraph style."""
    font, half_points, bold = _USUAL_FONT, _USUAL_HALF_POINTS, False
    for properties in _run_properties(styles, style_id):
        font = _font(properties, styles.package) or font
        half_points = whole_number(wattr(child(properties, "sz")), half_points) or half_points
        mark = child(properties, "b")
        bold = bold if mark is None else is_on(mark)
    return TextLook(font, half_points / 2, bold)


def side_margins(styles: Stylebook, style_id: str, *own: Element | None) -> int:
    """What a table style leaves beside the text of a cell, left and right together, in twentieths of a point; ``own``
    are the margins of a table and of a cell, which win over the style's."""
    left = right = _USUAL_MARGIN
    for margins in (*(child(style, "tblPr", "tblCellMar") for style in _chain(styles, style_id)), *own):
        if margins is not None:
            left = whole_number(wattr(_one_of(margins, "left", "start"), "w"), left)
            right = whole_number(wattr(_one_of(margins, "right", "end"), "w"), right)
    return left + right


def _run_properties(styles: Stylebook, style_id: str) -> Iterator[Element]:
    root = styles.package.tree(styles.part)
    defaults = child(root, "docDefaults", "rPrDefault", "rPr")
    for found in (defaults, *(child(style, "rPr") for style in _chain(styles, style_id))):
        yield element("rPr") if found is None else found


def _chain(styles: Stylebook, style_id: str) -> list[Element]:
    """A style and what it builds on, the base first."""
    chain: list[Element] = []
    while (style := styles.by_id.get(style_id)) is not None and len(chain) < _DEEPEST:
        chain.insert(0, style)
        style_id = wattr(child(style, "basedOn")) or ""
    return chain


def _font(properties: Element, package: Package) -> str:
    named = child(properties, "rFonts")
    theme = wattr(named, "asciiTheme") or wattr(named, "hAnsiTheme")
    return (theme_font(package, theme) if theme else "") or wattr(named, "ascii") or wattr(named, "hAnsi") or ""


def _one_of(parent: Element, *names: str) -> Element | None:
    return next((found for name in names if (found := child(parent, name)) is not None), None)
