"""The objects of an export view, where one object stands on several rows. Knows levels, not statuses."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rsplan.findings import codes
from rsplan.findings.finding import Finding
from rsplan.plan.folding import fold
from rsplan.plan.model import Kind
from rsplan.understanding.headings import MOST_SPECIFIC
from rsplan.understanding.row_kinds import cell_finding
from rsplan.understanding.tables import SheetTable


def _deepest(table: SheetTable) -> Kind:
    return next(kind for kind in MOST_SPECIFIC if (kind, "title") in table.header.view)


def same_rows(table: SheetTable, level: Kind) -> list[Finding]:
    """Rows of an export view that say nothing new: an object comes again beside other things, not by itself.

    Said once a table, with its deepest level.
    """
    if level is not _deepest(table):
        return []
    first: dict[tuple[str, ...], int] = {}
    texts = zip(*(table.columns[f"{level}.{prop}"] for level, prop in table.header.view), strict=True)
    column = table.header.view[_deepest(table), "title"]
    found = []
    for row, cells in zip(table.rows, texts, strict=True):
        other = first.setdefault(cells, row)
        if other != row:
            found.append(cell_finding(table, codes.SAME_ROW_TWICE, row, column, other=other + 1))
    return found


def first_of_each_object(columns: Mapping[str, list[str]], level: Kind) -> list[bool]:
    """True for the first row of each object. Without an id it is known by its name and what it belongs to."""
    belongs = columns["parent"] if level is Kind.ACTIVITIES else columns["goal_area"]
    units = columns["unit"] if level is Kind.ACTIVITIES else [""] * len(belongs)
    seen: set[tuple[str, ...]] = set()
    first = []
    for identity, title, parent, unit, status in zip(
        columns["identity"], columns["title"], belongs, units, columns["status_text"], strict=True
    ):
        key = (identity, fold(title), "" if identity else fold(parent), fold(unit), fold(status))
        first.append(key not in seen)
        seen.add(key)
    return first


def nearest_parent(table: SheetTable, names: Callable[[list[str], Kind], list[str]]) -> list[str]:
    """What each activity of a view belongs to: the indicator on its row, else the assignment."""
    indicators, assignments = (
        names(table.values(f"{kind}.title"), kind) for kind in (Kind.INDICATORS, Kind.ASSIGNMENTS)
    )
    return [indicator or assignment for indicator, assignment in zip(indicators, assignments, strict=True)]
