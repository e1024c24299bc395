"""The colours of statuses in a document's tables and charts: its theme's hues, at lightnesses that can be told apart.

A bar has a contrast of at least 3:1 to white paper (WCAG 2.2, 1.4.11), and so to the white gap beside it; bars that may
stand side by side differ in lightness by at least 1.4:1, so that they differ in grey print and to the colour-blind. The
figure on a bar has 4.5:1 (1.4.3).
"""

from __future__ import annotations

import colorsys
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from msgspec import Struct

from rsplan.documents.office.package import Package
from rsplan.documents.office.themes import theme_colour

INK, PAPER = "1A1A1A", "FFFFFF"

# Fills of cells in documents that were written before fills followed the theme.
EARLIER_TINTS: Mapping[str, str] = {
    "green": "D5EBDA", "yellow": "FFF3C9", "red": "F3CFC9", "no_data": "ECECEC", "unknown": "E3DDF0",
    "completed": "D5EBDA", "delayed": "F3CFC9",
}  # fmt: skip

# The hue that each colour is known by, in degrees, how far the theme's may be from it, and what serves otherwise.
_HUES = {
    "green": (135, 45, "3B7D4F"),
    "yellow": (45, 14, "D9A514"),
    "red": (8, 20, "B5392B"),
    "violet": (265, 40, "5B4B8A"),
}
_ACCENTS = tuple(f"accent{number}" for number in range(1, 7))
_GREY, _USUAL_ACCENT = "6B7A80", "1F4E5F"
_LEAST_SATURATION = 0.15

# Status → the colour that it has, the lightness of its bar (relative luminance), and a pattern where a status that is
# seldom seen would be too like another.
_BARS: Mapping[str, tuple[str, float, str]] = {
    "green": ("green", 0.145, ""),
    "yellow": ("yellow", 0.285, ""),
    "red": ("red", 0.06, ""),
    "no_data": ("grey", 0.20, "wdUpDiag"),
    "completed": ("accent", 0.022, ""),
    "delayed": ("red", 0.063, ""),
    "ongoing": ("accent", 0.145, ""),
    "planned": ("accent", 0.285, ""),
}
_OTHER = ("violet", 0.13, "wdDnDiag")

# Status → the colour of its cells, and their lightness.
_TINTS: Mapping[str, tuple[str, float]] = {
    "green": ("green", 0.77), "yellow": ("yellow", 0.88), "red": ("red", 0.68), "no_data": ("grey", 0.83),
    "unknown": ("violet", 0.74), "completed": ("green", 0.77), "delayed": ("red", 0.68),
}  # fmt: skip


class Bar(Struct, frozen=True):
    """How a status is drawn: its colour, that of the figure on it, and a pattern on white where one is needed."""

    fill: str
    label: str
    pattern: str = ""


class Palette(Struct, frozen=True):
    """A document's colours, six digits each: bars and cells by status, and what groups and heads are marked with."""

    bars: Mapping[str, Bar]
    other: Bar
    tints: Mapping[str, str]
    group: str

    def bar(self, status: str) -> Bar:
        """How a status is drawn."""
        return self.bars.get(status, self.other)


def palette_of(package: Package) -> Palette:
    """The colours of a document, by its theme."""
    return _palette(tuple(colour for name in _ACCENTS if (colour := theme_colour(package, name))))


@lru_cache(maxsize=16)
def _palette(theme: tuple[str, ...]) -> Palette:
    base = _base_colours(theme)
    return Palette(
        MappingProxyType({status: _bar(base, *told) for status, told in _BARS.items()}),
        _bar(base, *_OTHER),
        MappingProxyType({status: at_luminance(base[colour], light) for status, (colour, light) in _TINTS.items()}),
        at_luminance(base["accent"], 0.85),
    )


def _bar(base: Mapping[str, str], colour: str, light: float, pattern: str) -> Bar:
    fill = at_luminance(base[colour], light)
    ground = PAPER if pattern else fill
    return Bar(fill, max((INK, PAPER), key=lambda ink: contrast(ink, ground)), pattern)


def _base_colours(theme: Sequence[str]) -> dict[str, str]:
    told = {name: _nearest(theme, *wanted) for name, wanted in _HUES.items()}
    first = theme[0] if theme and _saturation(theme[0]) >= _LEAST_SATURATION else _USUAL_ACCENT
    return {**told, "accent": first, "grey": _GREY}


def _nearest(theme: Sequence[str], hue: int, within: int, usual: str) -> str:
    """The colour of the theme whose hue is nearest to one, if any is near enough."""
    coloured = [colour for colour in theme if _saturation(colour) >= _LEAST_SATURATION]
    best = min(coloured, key=lambda colour: _apart(_hue(colour), hue), default=usual)
    return best if _apart(_hue(best), hue) <= within else usual


def _apart(one: float, other: float) -> float:
    return abs((one - other + 180) % 360 - 180)


def _hue(colour: str) -> float:
    return colorsys.rgb_to_hls(*_shares(colour))[0] * 360


def _saturation(colour: str) -> float:
    return colorsys.rgb_to_hls(*_shares(colour))[2]


def _shares(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def at_luminance(colour: str, wanted: float) -> str:
    """The colour made lighter or darker, with its hue, until it has a relative luminance."""
    hue, _, saturation = colorsys.rgb_to_hls(*_shares(colour))
    low, high = 0.0, 1.0
    for _ in range(20):
        middle = (low + high) / 2
        if luminance(_digits(hue, middle, saturation)) < wanted:
            low = middle
        else:
            high = middle
    return _digits(hue, (low + high) / 2, saturation)


def _digits(hue: float, light: float, saturation: float) -> str:
    return "".join(f"{round(share * 255):02X}" for share in colorsys.hls_to_rgb(hue, light, saturation))


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in _shares(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
