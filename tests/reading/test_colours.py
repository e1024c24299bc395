"""A colour as six digits, however a workbook or a page writes it."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.reading.colours import PALETTE, Colours, shown_fill, shown_ink, theme_colours, tinted, written


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#00b050", "00B050"), (" #00B050 ", "00B050"), ("#0b5", "00BB55"), ("#00b050ff", "00B050"),
        ("00b050", "00B050"),
        ("rgb(0, 176, 80)", "00B050"), ("rgb(0 176 80)", "00B050"), ("RGB(0,176,80)", "00B050"),
        ("rgb(0%, 100%, 20%)", "00FF33"),
        ("rgba(255,0,0,0.5)", "FF0000"), ("rgba(255,0,0,0)", ""), ("rgb(300,0,0)", "FF0000"), ("red", "FF0000"),
        ("DarkRed", "8B0000"), ("transparent", ""), ("", ""), ("#12", ""), ("okänd", ""), ("rgb(1,2)", ""),
        ("#gggggg", ""),
    ],
)  # fmt: skip
def test_a_colour_of_a_page_is_six_digits_or_nothing(text: str, colour: str) -> None:
    assert written(text) == colour


@pytest.mark.parametrize(
    ("attributes", "colour"),
    [
        ({"rgb": "FF00B050"}, "00B050"), ({"rgb": "00b050"}, "00B050"), ({"rgb": "skräp"}, ""), ({"indexed": "10"},
        PALETTE[10]),
        ({"indexed": "2"}, "FF0000"), ({"indexed": "999"}, ""), ({"indexed": "64"}, ""), ({"theme": "0"}, "FFFFFF"),
        ({"theme": "1"}, "000000"), ({"theme": "4"}, "4F81BD"), ({"theme": "99"}, ""), ({"auto": "1"}, ""), ({}, ""),
        ({"theme": "0", "tint": "-0.5"}, "808080"), ({"theme": "1", "tint": "0.5"}, "808080"),
        ({"rgb": "FFFF0000", "tint": "x"}, "FF0000"),
    ],
)  # fmt: skip
def test_a_colour_of_a_workbook_is_direct_by_the_palette_or_by_the_theme(
    attributes: dict[str, str], colour: str
) -> None:
    assert Colours().of(ElementTree.Element("color", attributes)) == colour
    assert Colours().of(None) == ""


def test_a_theme_gives_its_own_colours_and_offices_where_it_has_none() -> None:
    scheme = '<t xmlns:a="x"><a:clrScheme><a:lt1><a:sysClr val="window" lastClr="fefefe"/></a:lt1>{}</a:clrScheme></t>'
    own = theme_colours(scheme.format('<a:accent1><a:srgbClr val="00b050"/></a:accent1>').encode())
    usual = theme_colours(b"")
    assert (own[0], own[4]) == ("FEFEFE", "00B050")
    assert list(own[5:]) == list(usual[5:])
    assert Colours(theme=own).of(ElementTree.Element("color", {"theme": "4"})) == "00B050"


@pytest.mark.parametrize(
    ("colour", "fill", "ink"), [("FFFFFF", "", "FFFFFF"), ("000000", "000000", ""), ("FF0000",) * 3, ("", "", "")]
)
def test_white_is_no_fill_and_black_no_ink(colour: str, fill: str, ink: str) -> None:
    assert (shown_fill(colour), shown_ink(colour)) == (fill, ink)


CHANNELS = st.tuples(*[st.integers(0, 255)] * 3)


@examples(60)
@given(CHANNELS, st.floats(-1, 1))
def test_a_tint_makes_lighter_above_zero_and_darker_below(channels: tuple[int, int, int], tint: float) -> None:
    colour = "{:02X}{:02X}{:02X}".format(*channels)
    made = tinted(colour, tint)
    light = max(channels) + min(channels)
    parts = [int(made[at : at + 2], 16) for at in (0, 2, 4)]
    changed = max(parts) + min(parts) - light
    assert changed >= -2 if tint > 0 else changed <= 2
    assert tinted(colour, 0) == colour
    assert (tinted(colour, -1), tinted(colour, 1)) == ("000000", "FFFFFF")


@examples(60)
@given(CHANNELS)
def test_every_way_of_writing_one_colour_is_that_colour(channels: tuple[int, int, int]) -> None:
    colour = "{:02X}{:02X}{:02X}".format(*channels)
    forms = (f"#{colour}", f"#{colour.lower()}80", colour, "rgb({}, {}, {})".format(*channels))
    assert {written(form) for form in forms} == {colour}
