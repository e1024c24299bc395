"""The objects of an export view, where one object stands on several rows: counted once, and never mixed up."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st
from tables_support import VOCABULARY, counts, grid

from rsplan.findings import codes
from rsplan.plan.model import Kind, Plan
from rsplan.understanding.plan import read_plan
from rsplan.understanding.view_items import first_of_each_object

HEAD = [
    "Uppdrag_Namn",
    "Uppdrag_Status",
    "Nyckeltal_Namn",
    "Nyckeltal_Status",
    "Aktivitet_Namn",
    "Aktivitet_Status",
    "Aktivitet_Enhet",
]


def plan_of(rows: Sequence[Sequence[object]]) -> Plan:
    return read_plan([grid([HEAD, *rows])], VOCABULARY)


ROWS: list[list[object]] = [
    ["Köer", "Grön", None, None, "Anställa", "Klar", "HR"], ["Köer", "Grön", None, None, "Anställa", "Pågår", "IT"],
    ["Köer", "Grön", "Väntetid", "Gul", "Mäta", "Klar", "HR"], ["Vägar", "Röd", None, None, None, None, None],
]  # fmt: skip


def test_an_object_on_several_rows_is_counted_once_and_an_activity_once_a_unit() -> None:
    plan = plan_of(ROWS)
    assert counts(plan, "assignments") == {"total": 2, "green": 1, "red": 1}
    assert counts(plan, "indicators") == {"total": 1, "yellow": 1}
    assert counts(plan, "activities") == {"total": 3, "completed": 2, "ongoing": 1}


def test_an_activity_belongs_to_the_indicator_on_its_row_else_to_the_assignment() -> None:
    assert list(plan_of(ROWS).activities["parent"]) == ["Köer", "Köer", "Väntetid"]


def test_one_row_twice_is_said_and_counted_once() -> None:
    plan = plan_of([*ROWS, ROWS[1]])
    assert counts(plan, "activities")["total"] == 3
    (said,) = [entry for entry in plan.findings if entry.code == codes.SAME_ROW_TWICE]
    assert (said.cell, "3" in str(said)) == ("E6", True)


COLUMNS = ("identity", "title", "goal_area", "parent", "unit", "status_text")


@pytest.mark.parametrize(
    ("level", "one", "other", "same"),
    [
        (Kind.ASSIGNMENTS, ("U1", "Köer", "Vård", "", "", "Grön"), ("U1", "KÖER", "Trafik", "", "", "grön"), True),
        (Kind.ASSIGNMENTS, ("", "Köer", "Vård", "", "", "Grön"), ("", "Köer", "Trafik", "", "", "Grön"), False),
        (Kind.ASSIGNMENTS, ("U1", "Köer", "", "", "", "Grön"), ("U2", "Köer", "", "", "", "Grön"), False),
        (Kind.ASSIGNMENTS, ("U1", "Köer", "", "", "", "Grön"), ("U1", "Köer", "", "", "", "Gul"), False),
        (Kind.ASSIGNMENTS, ("U1", "Köer", "", "", "HR", "Grön"), ("U1", "Köer", "", "", "IT", "Grön"), True),
        (Kind.ACTIVITIES, ("A1", "Gå", "", "Köer", "HR", "Klar"), ("A1", "Gå", "", "Köer", "IT", "Klar"), False),
        (Kind.ACTIVITIES, ("", "Gå", "", "Köer", "HR", "Klar"), ("", "Gå", "", "Vägar", "HR", "Klar"), False),
        (Kind.ACTIVITIES, ("A1", "Gå", "", "Köer", "HR", "Klar"), ("A1", "Gå", "", "Vägar", "hr ", "Klar"), True),
    ],
)  # fmt: skip
def test_an_object_is_known_by_its_id_or_by_its_name_and_what_it_belongs_to(
    level: Kind, one: tuple[str, ...], other: tuple[str, ...], same: bool
) -> None:
    columns = {name: [one[at], other[at]] for at, name in enumerate(COLUMNS)}
    assert first_of_each_object(columns, level) == [True, not same]


@examples(15)
@given(st.permutations(range(4)), st.integers(0, 3))
def test_neither_the_order_nor_the_number_of_rows_changes_what_is_counted(order: list[int], again: int) -> None:
    plan = plan_of([*(ROWS[at] for at in order), ROWS[again]])
    assert [len(plan.frame(kind)) for kind in Kind] == [2, 1, 3]
    assert sorted(plan.activities["status"]) == ["completed", "completed", "ongoing"]
