"""Which rows below a header are items at first sight: they have a name and a status, and add no others up.

Knows texts of sums, not what a status means.
"""

from __future__ import annotations

from collections.abc import Collection

from rsplan.understanding.area import Area
from rsplan.understanding.totals import begins_as_total, counts_rows, is_of_which, looks_like_total, totals_among


def sums_of_groups(area: Area) -> set[int]:
    """The rows that add a group up by what stands left of the names, "Delsumma Barn och unga", and that count in the
    place of a name: "5 st"."""
    if area.header.title is None:
        return set()
    found: set[int] = set()
    names = area.column(area.header.title)
    for column in area.group_columns.values():
        texts = area.column(column)
        if any(map(begins_as_total, set(texts))):
            found |= {at for at, text in enumerate(texts) if begins_as_total(text) and _adds_up(text, names[at])}
    return found


def _adds_up(group: str, name: str) -> bool:
    """True for a sum in the place of a group beside a count: "Mål 1" of "Totalförsvar" is an item."""
    if not counts_rows(name):
        return False
    return looks_like_total(group) or (group.casefold().startswith("totalt ") and name[0].isdigit())


def clear_rows(area: Area, counted: Collection[int]) -> list[bool]:
    """True for each row that has both a name and a status, and does not look like a sum. ``counted`` are the rows that
    add a group up."""
    header = area.header
    if header.view:
        named = [
            area.column(at) for (level, prop), at in header.view.items() if prop == "title" and level != "goal_area"
        ]
        return [any(texts) for texts in zip(*named, strict=True)]
    title, status = header.title, header.fields.get("status")
    if title is None or status is None:
        return [False] * area.count
    names, states = area.column(title), area.column(status)
    totals = {*totals_among(names), *_counts_of_statuses(names, states)}
    sums = {text for text in set(states) if begins_as_total(text) and not area.vocabulary.any_status(text)}
    if not totals and not sums and not counted and "" not in names and "" not in states:
        return [True] * area.count
    pairs = zip(names, states, strict=True)
    plain = [bool(name and state) and name not in totals and state not in sums for name, state in pairs]
    return [is_clear and at not in counted for at, is_clear in enumerate(plain)] if counted else plain


def _counts_of_statuses(names: list[str], states: list[str]) -> set[str]:
    """Names of rows that count others, "Antal gröna" with 3 for a status, where no other row has a number for one."""
    numbers = {text for text in set(states) if text.isdigit()}
    if not numbers:
        return set()
    counted = [at for at, text in enumerate(states) if text in numbers]
    found = {names[at] for at in counted}
    counts = all(begins_as_total(name) or is_of_which(name) for name in found)
    return found if counts and any(map(begins_as_total, found)) else set()
