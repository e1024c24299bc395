"""What a person reads into blank cells: the group whose name stands only where it begins, the heading between rows.

Knows columns and rows, not words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from rsplan.findings import codes
from rsplan.findings.finding import Finding
from rsplan.understanding.area import Area

_GROUP_LABEL = re.compile(r"^(?:målområde|strategi|perspektiv|mål)\s*\d*\s*:\s*", re.IGNORECASE)


def running_headings(headings: Mapping[int, str], kept: Sequence[int]) -> list[str]:
    """The heading above each item, the rows ``kept``; empty where there are no ``headings``, rows with their texts."""
    if not headings:
        return []
    current, running = "", {}
    for at in range(max(kept, default=-1) + 1):
        current = headings.get(at, current)
        running[at] = _GROUP_LABEL.sub("", current)
    return [running[at] for at in kept]


def filled_down(area: Area, columns: dict[str, list[str]], kept: Sequence[int]) -> Iterator[Finding]:
    """Fill the columns' blank cells: a group column filled only where the group begins holds for the rows below, and a
    name for further units. Yields what was filled."""
    for name, column in area.group_columns.items():
        if name in columns and _begins_groups(columns[name]):
            yield from _fill_down(area, columns[name], kept, column)
    yield from _fill_names(area, columns, kept)


def _fill_down(area: Area, texts: list[str], kept: Sequence[int], column: int) -> Iterator[Finding]:
    filled = []
    for at in range(1, len(texts)):
        if not texts[at] and texts[at - 1]:
            texts[at] = texts[at - 1]
            filled.append(at)
    if filled:
        first = filled[0]
        heading = area.header.texts.get(column, "")
        yield area.finding(
            codes.GROUP_CELLS_FILLED, kept[first], column, texts[first], heading=heading, count=len(filled)
        )


def _fill_names(area: Area, columns: dict[str, list[str]], kept: Sequence[int]) -> Iterator[Finding]:
    """An activity named once and followed up by several units: the rows below have a unit and a status only."""
    title, unit, status = (columns.get(name) for name in ("title", "unit", "status"))
    if title is None or unit is None or status is None or "" not in title or area.header.view:
        return
    rest = [columns[name] for name in ("key",) if name in columns]
    own_group = [area.column(at) for name, at in area.group_columns.items() if name in ("goal_area", "parent")]
    found = []
    for at in range(1, len(title)):
        blank = not title[at] and not any(texts[at] for texts in rest)
        grouped = any(texts[kept[at]] for texts in own_group)
        if blank and not grouped and unit[at] and status[at] and title[at - 1] and unit[at] != unit[at - 1]:
            title[at] = title[at - 1]
            for texts in rest:
                texts[at] = texts[at - 1]
            found.append(at)
    if found:
        first = found[0]
        yield area.finding(
            codes.NAMES_FILLED, kept[first], area.header.columns["title"], title[first], count=len(found)
        )


def _begins_groups(texts: list[str]) -> bool:
    """True for a column that is filled where its groups begin: a quarter or more is blank, and hardly any two filled
    cells in a row say the same. Where the value is repeated on every row, a blank cell is a missing value.
    """
    blank = texts.count("")
    if blank * 4 < len(texts) or blank == len(texts):
        return False
    repeats = sum(bool(above) and above == below for above, below in pairwise(texts))
    return repeats * 10 <= len(texts) - blank
