"""How the matters of a plan's table of meetings are to be reported: in writing, orally, or not said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from rsplan.plan.folding import fold
from rsplan.plan.grids import Grid

_WAY = re.compile(r"\((?P<way>muntlig|skriftlig)[^)]*\)\.?", re.IGNORECASE)


class MeetingPlan(Struct, frozen=True):
    """How many matters are to be reported orally and in writing; ``unstated`` are those that do not say, with place."""

    oral: int
    written: int
    unstated: tuple[tuple[str, str], ...]


def meeting_plan(grids: Sequence[Grid]) -> MeetingPlan | None:
    """The count over every table that says of its matters whether they are oral; None where no table does.

    In such a table, the rows of the same label as those that say so ("Uppföljning och fördjupning") hold matters. One
    ends where it has said how; what is left of a cell is one matter that has not.
    """
    ways: list[str] = []
    unstated: list[tuple[str, str]] = []
    for grid in grids:
        rows = list(zip(grid.rows, grid.places, strict=True))
        labels = {fold(row[0]) for row, _ in rows if any(map(_WAY.search, row[1:]))}
        for row, places in rows:
            for text, place in zip(row[1:], places[1:], strict=True) if fold(row[0]) in labels else ():
                found = [match["way"].lower() for match in _WAY.finditer(text)]
                rest = _WAY.split(text)[-1].strip(" .,;")
                ways += found
                if found and rest:
                    unstated.append((place, rest))
    return MeetingPlan(ways.count("muntlig"), ways.count("skriftlig"), tuple(unstated)) if ways else None
