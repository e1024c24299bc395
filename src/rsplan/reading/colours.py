"""A colour as RRGGBB, however a workbook writes it: direct, by a palette, by the theme with a tint.

Knows how colours are written, not what they mean. Lives in the child process.
"""

from __future__ import annotations

import colorsys
import re
from xml.etree import ElementTree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# The theme's twelve colours are listed dark first, but numbered light first. ECMA-376 part 1, 18.8.3 and 20.1.6.2
_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
_OFFICE = (
    *("FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646"),
    *("0000FF", "800080"),
)
# The palette of Excel 97, numbered from 8; 0 to 7 are its first eight again. ECMA-376 part 1, 18.8.27
_EXCEL_97 = tuple(
    re.findall(
        "......",
        "000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF800000008000000080808000800080008080C0C0C0808080"
        "9999FF993366FFFFCCCCFFFF660066FF80800066CCCCCCFF000080FF00FFFFFF0000FFFF8000808000000080800000FF"
        "00CCFFCCFFFFCCFFCCFFFF9999CCFFFF99CCCC99FFFFCC993366FF33CCCC99CC00FFCC00FF9900FF6600666699969696"
        "003366339966003300333300993300993366333399333333",
    )
)
PALETTE = (*_EXCEL_97[:8], *_EXCEL_97)
WHITE, BLACK = "FFFFFF", "000000"
_RGB = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")
# The names that web pages and OpenDocument use of the CSS colours, as far as statuses have them.
_NAMES = {
    "white": "FFFFFF", "black": "000000", "red": "FF0000", "green": "008000", "lime": "00FF00", "yellow": "FFFF00",
    "orange": "FFA500", "blue": "0000FF", "gray": "808080", "grey": "808080", "silver": "C0C0C0", "maroon": "800000",
    "olive": "808000", "navy": "000080", "purple": "800080", "teal": "008080", "aqua": "00FFFF", "cyan": "00FFFF",
    "fuchsia": "FF00FF", "magenta": "FF00FF", "darkred": "8B0000", "crimson": "DC143C", "firebrick": "B22222",
    "tomato": "FF6347", "orangered": "FF4500", "salmon": "FA8072", "lightcoral": "F08080", "pink": "FFC0CB",
    "gold": "FFD700", "darkorange": "FF8C00", "khaki": "F0E68C", "lightyellow": "FFFFE0", "darkgreen": "006400",
    "forestgreen": "228B22", "seagreen": "2E8B57", "limegreen": "32CD32", "lightgreen": "90EE90",
    "palegreen": "98FB98", "yellowgreen": "9ACD32", "greenyellow": "ADFF2F", "springgreen": "00FF7F",
    "lightgray": "D3D3D3", "lightgrey": "D3D3D3", "darkgray": "A9A9A9", "darkgrey": "A9A9A9", "dimgray": "696969",
    "gainsboro": "DCDCDC", "whitesmoke": "F5F5F5", "lightblue": "ADD8E6", "skyblue": "87CEEB", "steelblue": "4682B4",
    "royalblue": "4169E1", "dodgerblue": "1E90FF", "darkblue": "00008B", "indianred": "CD5C5C", "coral": "FF7F50",
}  # fmt: skip
_FUNCTION = re.compile(
    r"rgba?\(\s*([\d.]+)(%?)\s*[,\s]\s*([\d.]+)%?\s*[,\s]\s*([\d.]+)%?(?:\s*[,/]\s*([\d.]+%?))?\s*\)"
)


class Colours:
    """The colours of one workbook: its palette, and its theme."""

    def __init__(self, palette: Sequence[str] = PALETTE, theme: Sequence[str] = _OFFICE) -> None:
        self._palette, self._theme = palette, theme

    def of(self, element: ElementTree.Element | None) -> str:
        """The colour of a ``CT_Color``; empty for none and for automatic ones."""
        if element is None:
            return ""
        return tinted(self._base(element), _number(element.get("tint", "0")))

    def _base(self, element: ElementTree.Element) -> str:
        if (said := element.get("rgb")) is not None:
            found = _RGB.fullmatch(said)
            return found[1].upper() if found else ""
        for name, colours in (("theme", self._theme), ("indexed", self._palette)):
            said = element.get(name, "")
            if said.isdecimal() and len(said) < 4 and int(said) < len(colours):
                return colours[int(said)]
        return ""


def theme_colours(xml: bytes) -> Sequence[str]:
    """The theme's colours in the order of their numbers; Office's own where there is no theme."""
    if not xml:
        return _OFFICE
    schemes = (element for element in ElementTree.fromstring(xml).iter() if local(element) == "clrScheme")
    by_name = {local(element): element for element in next(schemes, ())}
    return [_theme_colour(by_name.get(name, ())) or _OFFICE[at] for at, name in enumerate(_THEME_ORDER)]


def _theme_colour(choices: Iterable[ElementTree.Element]) -> str:
    for choice in choices:
        found = _RGB.fullmatch(choice.get("lastClr") or choice.get("val") or "")
        return found[1].upper() if found else ""
    return ""


def tinted(colour: str, tint: float) -> str:
    """A colour made darker (below 0) or lighter (above). ECMA-376 part 1, 18.8.19"""
    if not tint or not colour:
        return colour
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    channels = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), saturation)
    return "".join(f"{round(channel * 255):02X}" for channel in channels)


def written(text: str) -> str:
    """A colour as CSS and OpenDocument write it: ``#rrggbb``, ``#rgb``, ``rgb(…)``, a name. Empty for anything else."""
    said = text.strip().lower()
    if re.fullmatch("#[0-9a-f]{6}(?:[0-9a-f]{2})?", said):
        return said[1:7].upper()
    if re.fullmatch("#[0-9a-f]{3,4}", said):
        return "".join(letter * 2 for letter in said[1:4]).upper()
    if found := _FUNCTION.fullmatch(said):
        if found[5] and float(found[5].rstrip("%")) == 0:
            return ""
        scale = 2.55 if found[2] else 1.0
        return "".join(f"{min(255, round(float(found[at]) * scale)):02X}" for at in (1, 3, 4))
    if re.fullmatch("[0-9a-f]{6}", said):
        return said.upper()  # bgcolor without its sign, as browsers take it
    return _NAMES.get(said, "")


def shown_fill(colour: str) -> str:
    """A fill as a look has it: white is none."""
    return "" if colour == WHITE else colour


def shown_ink(colour: str) -> str:
    """A font's colour as a look has it: black is none."""
    return "" if colour == BLACK else colour


def local(element: ElementTree.Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
