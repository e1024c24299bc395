"""What a person reads into blank cells: a group's name holds to the next, an item's name for further units."""

from __future__ import annotations

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st
from tables_support import VOCABULARY, codes, counts, grid

from rsplan.plan.model import Plan
from rsplan.understanding.group_cells import running_headings
from rsplan.understanding.plan import read_plan


@pytest.mark.parametrize(
    ("headings", "kept", "above"),
    [
        ({}, [0, 1], []), ({0: "Vård"}, [1, 2], ["Vård", "Vård"]), ({0: "Vård", 3: "Trafik"}, [1, 2, 4],
        ["Vård", "Vård", "Trafik"]),
        ({2: "Vård"}, [0, 1, 3], ["", "", "Vård"]), ({0: "Målområde 1: Nära vård"}, [1], ["Nära vård"]),
        ({0: "Perspektiv: Hälsa"}, [1], ["Hälsa"]), ({0: "Mål 3: Grön region"}, [1], ["Grön region"]),
        ({0: "A", 1: "B"}, [2], ["B"]), ({0: "Vård"}, [], []), ({0: "Målbild 2030"}, [1], ["Målbild 2030"]),
    ],
)  # fmt: skip
def test_a_heading_holds_for_the_items_below_it_to_the_next(
    headings: dict[int, str], kept: list[int], above: list[str]
) -> None:
    assert running_headings(headings, kept) == above


def areas(groups: list[str | None]) -> list[str]:
    rows = [["Målområde", "Uppdrag", "Status"], *([group, f"Uppdrag {at}", "Grön"] for at, group in enumerate(groups))]
    return list(read_plan([grid(rows)], VOCABULARY).assignments["goal_area"])


@pytest.mark.parametrize(
    ("groups", "read"),
    [
        (["Vård", None, "Trafik", None], ["Vård", "Vård", "Trafik", "Trafik"]),
        (["Vård", None, None, None], ["Vård"] * 4), (["Vård", "Trafik", None, None],
        ["Vård", "Trafik", "Trafik", "Trafik"]),
        (["Vård", "Vård", "Vård", "Vård", None, "Trafik"], ["Vård", "Vård", "Vård", "Vård", "", "Trafik"]),
        ([None, "Vård", None, "Trafik"], ["", "Vård", "Vård", "Trafik"]), ([None, None], ["", ""]),
        (["Vård", "Trafik", "Hälsa", "Skola", None], ["Vård", "Trafik", "Hälsa", "Skola", ""]),
    ],
    ids=["where it begins", "one group", "a group of one", "repeated on every row", "none above", "empty",
     "hardly any"],
)  # fmt: skip
def test_a_blank_group_cell_is_the_group_above_where_the_column_is_filled_so(
    groups: list[str | None], read: list[str]
) -> None:
    assert areas(groups) == read


@examples(20)
@given(st.lists(st.tuples(st.sampled_from(["Vård", "Trafik", "Hälsa"]), st.integers(2, 3)), min_size=2, max_size=4))
def test_a_column_filled_down_by_a_person_and_by_rsplan_is_the_same(parts: list[tuple[str, int]]) -> None:
    parts = [part for at, part in enumerate(parts) if not at or parts[at - 1][0] != part[0]]
    whole = [name for name, count in parts for _ in range(count)]
    begun = [name if not at else None for name, count in parts for at in range(count)]
    assert areas(begun) == whole


def follow_ups(rows: list[list[object]]) -> Plan:
    return read_plan([grid([["Aktivitet", "Enhet", "Status"], *rows])], VOCABULARY)


@pytest.mark.parametrize(
    ("rows", "titles"),
    [
        ([["Utbilda", "HR", "Klar"], [None, "IT", "Pågår"]], ["Utbilda", "Utbilda"]),
        ([["Utbilda", "HR", "Klar"], [None, "IT", "Pågår"], [None, "Miljö", "Klar"], ["Mäta", "HR", "Klar"]],
         ["Utbilda", "Utbilda", "Utbilda", "Mäta"]),
        ([["Utbilda", "HR", "Klar"], [None, "HR", "Pågår"]], ["Utbilda"]),
        ([["Utbilda", "HR", "Klar"], [None, None, "Pågår"]], ["Utbilda"]),
        ([[None, "HR", "Klar"], ["Utbilda", "IT", "Pågår"]], ["Utbilda"]),
    ],
    ids=["a further unit", "two", "the same unit", "no unit", "nothing above"],
)  # fmt: skip
def test_a_name_holds_for_further_units_below_it(rows: list[list[object]], titles: list[str]) -> None:
    plan = follow_ups(rows)
    assert list(plan.activities["title"]) == titles
    assert codes(plan)
    assert counts(plan, "activities")["total"] == len(titles)
