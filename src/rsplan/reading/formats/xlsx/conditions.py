"""The conditional formats of a sheet of an xlsx file as ``looks.Condition``, also those of Excel 2010 (extLst).

After ECMA-376 part 1, 18.3.1.18 and [MS-XLSX] 2.6.4. Lives in the child process.
"""

from __future__ import annotations

from rsplan.reading.cell_references import area_of
from rsplan.reading.colours import local
from rsplan.reading.icon_sets import ICONS, NO_COLOUR
from rsplan.reading.looks import PLAIN, Condition

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from xml.etree import ElementTree

    from rsplan.reading.looks import Area, Look

    # The differential formats of the workbook, and what gives one that stands within a rule.
    Differential = tuple[Sequence[Look], Callable[[ElementTree.Element], Look]]

_TRUE = ("1", "true")
_NO_LOOK = ("colorScale", "dataBar")  # they say how much, not which


def conditions_of(root: ElementTree.Element, styles: Differential) -> list[Condition]:
    """The rules of a sheet in the order in which they hold."""
    found = [rule for element in root.iter() if local(element) == "conditionalFormatting"
             for rule in _rules(element, styles)]  # fmt: skip
    return sorted(found, key=lambda rule: rule.priority)


def _rules(element: ElementTree.Element, styles: Differential) -> Iterator[Condition]:
    said = element.get("sqref") or next((child.text for child in element if local(child) == "sqref"), "") or ""
    areas = tuple(area for text in said.split() if (area := area_of(text)))
    for rule in element:
        if local(rule) == "cfRule" and areas and rule.get("type") not in _NO_LOOK:
            yield _rule(rule, areas, styles)


def _rule(rule: ElementTree.Element, areas: tuple[Area, ...], styles: Differential) -> Condition:
    number = rule.get("dxfId", "")
    listed, read_own = styles
    look = listed[int(number)] if number.isdecimal() and int(number) < len(listed) else PLAIN
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
        look if own is None else read_own(own),
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
