"""The colour of a cell's solid fill as RRGGBB, however the workbook writes it: direct, by the palette, by the theme.

Lives in the child process.
"""

from __future__ import annotations

import colorsys
from xml.etree import ElementTree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

# The theme's twelve colours are listed dark first, but numbered light first. ECMA-376 part 1, 18.8.3 and 20.1.6.2
_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
_NAMESPACE = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_BACKGROUND = "FFFFFF"


def fill_colours(book: Any) -> Callable[[int], str]:
    """A function from a fill's number to its colour; empty for no fill, patterns, and white."""
    palette = list(book._colors) if getattr(book, "_colors", None) else _standard_palette()
    theme = _theme(book.loaded_theme)
    known: dict[int, str] = {}

    def colour_of(number: int) -> str:
        if number not in known:
            fill = book._fills[number]
            solid = getattr(fill, "patternType", None) == "solid"
            known[number] = _resolved(fill.fgColor, palette, theme) if solid else ""
        return known[number]

    return colour_of


def _standard_palette() -> list[str]:
    from openpyxl.styles.colors import COLOR_INDEX

    return list(COLOR_INDEX)


def _resolved(colour: Any, palette: list[str], theme: list[str]) -> str:
    base = ""
    if colour.type == "rgb":
        base = str(colour.rgb)[-6:]
    elif colour.type == "indexed" and colour.indexed < len(palette):
        base = str(palette[colour.indexed])[-6:]
    elif colour.type == "theme" and colour.theme < len(theme):
        base = theme[colour.theme]
    found = tinted(base, float(colour.tint or 0)) if len(base) == 6 else ""
    return "" if found == _BACKGROUND else found


def _theme(xml: bytes | None) -> list[str]:
    """The theme's colours in the order of their numbers; Office's own where the workbook has no theme."""
    if not xml:
        return ["FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646"]
    scheme = ElementTree.fromstring(xml).find(f".//{_NAMESPACE}clrScheme")
    colours = {element.tag.removeprefix(_NAMESPACE): element for element in (scheme if scheme is not None else ())}
    return [_theme_colour(colours.get(name)) for name in _THEME_ORDER]


def _theme_colour(element: ElementTree.Element | None) -> str:
    for choice in element if element is not None else ():
        return choice.get("lastClr") or choice.get("val") or ""
    return ""


def tinted(colour: str, tint: float) -> str:
    """A colour made darker (below 0) or lighter (above). ECMA-376 part 1, 18.8.19"""
    if not tint:
        return colour.upper()
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    channels = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), saturation)
    return "".join(f"{round(channel * 255):02X}" for channel in channels)
