"""Cells that a person has merged over several rows: what becomes of them when a row comes in between or goes."""

from __future__ import annotations

from rsplan.documents.living.table_grid import Cell, line_of
from rsplan.documents.office.ooxml import Element, child, element, qname, wattr


def goes_on(cell: Cell | None) -> bool:
    """Whether a cell is the lower part of the one above: Word shows nothing of what it says."""
    merged = child(cell.element, "tcPr", "vMerge") if cell is not None else None
    return merged is not None and wattr(merged) != "restart"


def stand_alone(cell: Element) -> None:
    """A new cell is not merged with others."""
    properties = child(cell, "tcPr")
    merged = child(properties, "vMerge") if properties is not None else None
    if properties is not None and merged is not None:
        properties.remove(merged)


def fit_in(row: Element, below: Element | None) -> None:
    """A new row is part of the merged cells that reach over its place, and begins none."""
    under = line_of(below) if below is not None else None
    for cell in line_of(row).cells:
        stand_alone(cell.element)
        if under is not None and goes_on(under.at(cell.column)):
            properties = _properties(cell.element)
            properties.insert(sum(found.tag in _BEFORE for found in properties), element("vMerge"))


def hand_over(row: Element, below: Element | None) -> None:
    """Merged cells that begin in a row that goes begin in the next one."""
    under = line_of(below) if below is not None else None
    for cell in line_of(row).cells:
        lower = under.at(cell.column) if under is not None else None
        if lower is not None and goes_on(lower) and not goes_on(cell):
            child(lower.element, "tcPr", "vMerge").set(qname("w:val"), "restart")  # type: ignore[union-attr]


_BEFORE = frozenset(qname(f"w:{name}") for name in ("cnfStyle", "tcW", "gridSpan", "hMerge"))


def _properties(cell: Element) -> Element:
    found = child(cell, "tcPr")
    if found is None:
        found = element("tcPr")
        cell.insert(0, found)
    return found
