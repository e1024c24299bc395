"""The conditional formats of a sheet of an xlsx file as ``looks.Condition``, also those of Excel 2010 (extLst).

After ECMA-376 part 1, 18.3.1.18 and [MS-XLSX] 2.6.4. Lives in the child process.
"""

from __future__ import annotations

import re

from rsplan.reading.formats.colours import local
from rsplan.reading.looks import PLAIN, Condition

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree import ElementTree

    from rsplan.reading.formats.xlsx.styles import Styles
    from rsplan.reading.looks import Area

_CORNER = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_TRUE = ("1", "true")
# The colours of the icons, from the lowest value on. 18.18.42; sets of one colour say nothing and are left out.
ICONS = {
    **dict.fromkeys(
        ("3Arrows", "3Flags", "3TrafficLights1", "3TrafficLights2", "3Signs", "3Symbols", "3Symbols2", "3Triangles"),
        ("red", "yellow", "green"),
    ),
    "4Arrows": ("red", "yellow", "yellow", "green"),
    "4TrafficLights": ("black", "red", "yellow", "green"),
    "4RedToBlack": ("black", "grey", "red", "red"),
    "5Arrows": ("red", "yellow", "yellow", "yellow", "green"),
}
NO_COLOUR = "no colour"
_NO_LOOK = ("colorScale", "dataBar")  # they say how much, not which


def conditions_of(root: ElementTree.Element, styles: Styles) -> list[Condition]:
    """The rules of a sheet in the order in which they hold."""
    found = [rule for element in root.iter() if local(element) == "conditionalFormatting"
             for rule in _rules(element, styles)]  # fmt: skip
    return sorted(found, key=lambda rule: rule.priority)


def _rules(element: ElementTree.Element, styles: Styles) -> Iterator[Condition]:
    said = element.get("sqref") or next((child.text for child in element if local(child) == "sqref"), "") or ""
    areas = tuple(area for text in said.split() if (area := area_of(text)))
    for rule in element:
        if local(rule) == "cfRule" and areas and rule.get("type") not in _NO_LOOK:
            yield _rule(rule, areas, styles)


def _rule(rule: ElementTree.Element, areas: tuple[Area, ...], styles: Styles) -> Condition:
    number = rule.get("dxfId", "")
    look = styles.differential[int(number)] if number.isdecimal() and int(number) < len(styles.differential) else PLAIN
    own = next((child for child in rule if local(child) == "dxf"), None)
    icons = next((child for child in rule if local(child) == "iconSet"), None)
    priority = rule.get("priority", "0")
    return Condition(
        areas,
        rule.get("type", ""),
        int(priority) if priority.lstrip("-").isdecimal() else 0,
        rule.get("stopIfTrue") in _TRUE,
        rule.get("operator", ""),
        tuple(child.text or "" for child in rule if local(child) in ("formula", "f")),
        rule.get("text", ""),
        look if own is None else styles.differential_of(own),
        () if icons is None else _icons(icons),
        () if icons is None else tuple(_limits(icons)),
    )


def _icons(icons: ElementTree.Element) -> tuple[str, ...]:
    """The colours from the lowest value on; sets that Excel 2010 lets a user put together name each icon."""
    own = [child for child in icons if local(child) == "cfIcon"]
    if own:
        return tuple(_icon(child.get("iconSet", ""), child.get("iconId", "")) for child in own)
    count = sum(local(child) == "cfvo" for child in icons)
    colours = ICONS.get(icons.get("iconSet", "3TrafficLights1"), (NO_COLOUR,) * count)
    return colours[::-1] if icons.get("reverse") in _TRUE else colours


def _icon(name: str, number: str) -> str:
    colours = ICONS.get(name, ())
    return colours[int(number)] if number.isdecimal() and int(number) < len(colours) else NO_COLOUR


def _limits(icons: ElementTree.Element) -> Iterator[tuple[str, str, bool]]:
    for child in icons:
        if local(child) == "cfvo":
            inner = next((each.text for each in child if local(each) == "f"), None)
            yield child.get("type", ""), child.get("val") or inner or "", child.get("gte", "1") in _TRUE


def area_of(text: str) -> Area | None:
    """An area of cells from its reference, "D6:D21" or "D6"; None for anything else."""
    first, _, last = text.upper().partition(":")
    corners = [_CORNER.fullmatch(corner) for corner in (first, last or first)]
    if corners[0] is None or corners[1] is None:
        return None
    (left, top), (right, bottom) = ((column_of(corner[1]), int(corner[2]) - 1) for corner in corners if corner)
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)


def column_of(letters: str) -> int:
    """The column of its letters, from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
