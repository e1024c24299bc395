"""A status that stands where a group begins is the group's; the items' own is read, and it is told."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tables_support import VOCABULARY, cells, codes, counts, grid

from rsplan.findings.finding import ExportError
from rsplan.plan.model import Plan
from rsplan.understanding.plan import read_plan

NAMES = ["Korta köerna", "Stärka hälsan", "Resa mindre", "Cykla mer", "Bada varmt", "Gå oftare"]
GOALS = ["Vård", None, None, "Klimat", None, None]
OF_GOALS = ["Grön", None, None, "Röd", None, None]
STATUSES = ["Gul", "Gul", "Röd", "Grön", "Röd", "Gul"]
FIGURES = {"total": 6, "green": 1, "yellow": 3, "red": 2}
MERGED = [(1, 0, 3, 0), (1, 1, 3, 1), (4, 0, 6, 0), (4, 1, 6, 1)]


def read(columns: dict[str, Sequence[str | None]], merges: Sequence[tuple[int, int, int, int]] = ()) -> Plan:
    rows = [list(columns), *map(list, zip(*columns.values(), strict=True))]
    return read_plan([grid(rows, merges=merges)], VOCABULARY)


@pytest.mark.parametrize("merges", [MERGED, []])
@pytest.mark.parametrize(
    ("goal", "theirs", "mine"),
    [
        ("Mål", "Måluppfyllelse", "Status"),
        ("Målområde", "Status", "Bedömning"),
        ("Målområde", "Bedömning av målet", "Uppdragets status"),
        ("Ledord", "Målets status", "Status"),
        ("Nämndmål", "Målets status", "Status"),
        ("Perspektiv", "Läget", "Status"),
    ],
)
def test_the_status_of_a_goal_beside_that_of_each_item_is_not_counted(
    goal: str, theirs: str, mine: str, merges: list[tuple[int, int, int, int]]
) -> None:
    plan = read({goal: GOALS, theirs: OF_GOALS, "Uppdrag": NAMES, mine: STATUSES}, merges)
    assert (counts(plan, "assignments"), cells(plan, "RSP582")) == (FIGURES, ["B1"])


def test_it_may_stand_right_of_the_items_own() -> None:
    plan = read({"Mål": GOALS, "Uppdrag": NAMES, "Status": STATUSES, "Måluppfyllelse": OF_GOALS})
    assert (counts(plan, "assignments"), cells(plan, "RSP582")) == (FIGURES, ["D1"])


def test_a_status_on_every_row_is_not_that_of_a_group() -> None:
    both = {"Mål": GOALS, "Måluppfyllelse": STATUSES[::-1], "Uppdrag": NAMES, "Status": STATUSES}
    with pytest.raises(ExportError, match="framgår inte"):
        read(both)


def test_where_no_column_has_a_status_on_every_row_none_is_taken_for_a_groups() -> None:
    plan = read({"Mål": GOALS, "Uppdrag": NAMES, "Status": OF_GOALS, "Måluppfyllelse": OF_GOALS[::-1]})
    assert "RSP582" not in codes(plan)


def test_the_status_of_an_activity_as_a_whole_is_not_that_of_each_unit() -> None:
    names, whole = ["Måla om", None, None, "Bygga", None, None], ["Klar", None, None, "Pågår", None, None]
    units, each = ["HR", "IT", "Miljö"] * 2, ["Klar", "Klar", "Pågår", "Pågår", "Planerad", "Klar"]
    plan = read({"Aktivitet": names, "Samlad status": whole, "Enhet": units, "Status": each})
    assert counts(plan, "activities") == {"total": 6, "completed": 3, "ongoing": 2, "planned": 1}
    assert cells(plan, "RSP582") == ["B1"]
