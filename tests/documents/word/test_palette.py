"""Colours of statuses: seen on white paper, told apart in grey and by the colour-blind, in the theme's own hues."""

from __future__ import annotations

from itertools import pairwise

import pytest
from lxml import etree

from rsplan.documents.office.ooxml import qname
from rsplan.documents.office.package import Package, read_package
from rsplan.documents.word.palette import INK, PAPER, Palette, contrast, luminance, palette_of
from rsplan.documents.word.render import packaged_template

# As the statuses may stand beside each other in a bar.
FULFILMENT = ("green", "yellow", "red", "no_data")
STATES = ("planned", "ongoing", "delayed", "completed")
THEMES = {
    "packaged": (),
    "Office": ("4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5", "70AD47"),
    "all blue": ("0B2E59", "1D4E89", "3A78BF", "6FA3DC", "A9C9EC", "DCE9F8"),
    "grey": ("333333", "555555", "777777", "999999", "BBBBBB", "DDDDDD"),
    "pale": ("FFEEEE", "EEFFEE", "EEEEFF", "FFFFEE", "FFEEFF", "EEFFFF"),
}


def template(colours: tuple[str, ...]) -> Package:
    """The packaged template with other accents."""
    package = read_package(packaged_template("rapport.docx").read_bytes(), "rapport.docx")
    theme = package.tree(next(package.related(package.main, "theme")))
    for number, colour in enumerate(colours, start=1):
        slot = next(theme.iter(qname(f"a:accent{number}")))
        slot[:] = [etree.fromstring(f'<a:srgbClr xmlns:a="{slot.nsmap["a"]}" val="{colour}"/>')]
    return package


def palette(name: str) -> Palette:
    """The palette of a theme."""
    return palette_of(template(THEMES[name]))


def as_deuteranope(colour: str) -> str:
    """A colour as one without green cones sees it (Viénot, Brettel and Mollon 1999, in linear light)."""
    red, green, blue = (((int(colour[at : at + 2], 16) / 255 + 0.055) / 1.055) ** 2.4 for at in (0, 2, 4))
    mixed = 0.29275 * red + 0.70725 * green
    parts = (mixed, mixed, max(0.0, -0.02234 * red + 0.02234 * green + blue))
    return "".join(f"{round(max(0.0, min(1.0, 1.055 * part ** (1 / 2.4) - 0.055)) * 255):02X}" for part in parts)


@pytest.mark.parametrize("theme", THEMES)
def test_every_bar_is_seen_on_paper_and_its_figure_can_be_read(theme: str) -> None:
    for look in (*palette(theme).bars.values(), palette(theme).other):
        assert contrast(look.fill, PAPER) >= 3
        assert contrast(look.label, PAPER if look.pattern else look.fill) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("family", [FULFILMENT, STATES])
@pytest.mark.parametrize("seen", [str, as_deuteranope], ids=["in grey", "deuteranopia"])
def test_bars_that_may_stand_side_by_side_are_told_apart(theme: str, family: tuple[str, ...], seen) -> None:
    bars = [palette(theme).bars[status] for status in family]
    plain = sorted(luminance(seen(bar.fill)) for bar in bars if not bar.pattern)
    assert all((lighter + 0.05) / (darker + 0.05) > 1.4 for darker, lighter in pairwise(plain))
    assert sum(bool(bar.pattern) for bar in bars) <= 1


@pytest.mark.parametrize("theme", THEMES)
def test_text_on_cells_is_easily_read(theme: str) -> None:
    colours = palette(theme)
    assert min(contrast(INK, tint) for tint in (*colours.tints.values(), colours.group)) > 10


def test_the_hues_are_the_themes_where_it_has_them() -> None:
    office, blue, packaged = palette("Office"), palette("all blue"), palette("packaged")
    assert office.bars["green"] != packaged.bars["green"]
    assert office.bars["ongoing"] != packaged.bars["ongoing"] != blue.bars["ongoing"]
    assert blue.bars["red"] == packaged.bars["red"]
