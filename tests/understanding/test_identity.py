"""What makes each item itself: its id and its name, and without an id what it belongs to and its name."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st
from tables_support import VOCABULARY, aside, cells, codes, counts, grid

from rsplan.plan.model import Plan
from rsplan.understanding.plan import read_plan

HEAD = ["Uppdrag", "Status", "Id"]


def of_rows(rows: Sequence[Sequence[object]], head: Sequence[str] = HEAD) -> Plan:
    return read_plan([grid([head, *rows])], VOCABULARY)


@pytest.mark.parametrize(
    ("rows", "total", "ids"),
    [
        ([["Köer", "Grön", "U1"], ["Vägar", "Gul", "U2"]], 2, ["U1", "U2"]),
        ([["Köer", "Grön", "U1"], ["Köer", "Grön", "u1"]], 1, ["U1"]),
        ([["Köer", "Grön", "U1"], ["KÖER ", "Grön", "U1"]], 1, ["U1"]),
        ([["Köer", "Grön", "U1"], ["Köer", "Grön", "U2"]], 2, ["U1", "U2"]),
        ([["Köer", "Grön", "U1"], ["Vägar", "Grön", "U1"]], 2, ["U1", "U1"]),
        ([["Köer", "Grön", None], ["Köer", "Grön", None]], 1, [""]),
        ([["Köer", "Grön", "U1"], ["Köer", "Grön", None]], 1, ["U1"]),
        ([["Köer", "Grön", 7], ["Vägar", "Grön", 8.0]], 2, ["7", "8"]),
    ],
    ids=["two", "one id in two cases", "one name in two cases", "two ids", "one id of two", "no ids",
     "an id is missing",
         "numbers"],
)  # fmt: skip
def test_an_id_and_a_name_together_are_an_item(rows: list[list[object]], total: int, ids: list[str]) -> None:
    plan = of_rows(rows)
    assert counts(plan, "assignments")["total"] == total
    assert list(plan.assignments["id"]) == ids


def test_an_id_of_two_things_is_said_at_each_of_the_later_ones_once() -> None:
    rows = [["Köer", "Grön", "U1"], ["Vägar", "Grön", "U1"], ["Hälsa", "Gul", "U1"], ["Skola", "Gul", "U2"]]
    plan = of_rows(rows)
    (code,) = [code for code in codes(plan) if cells(plan, code) == ["C3", "C4"]]
    said = [str(entry) for entry in plan.findings if entry.code == code]
    assert all("Köer" in text and "C2" in text for text in said)


def test_numbers_that_begin_again_are_no_ids() -> None:
    rows = [
        [f"Uppdrag {letter}", "Grön", number]
        for letter, number in zip("abcdefgh", [1, 2, 3, 4, 1, 2, 3, 4], strict=True)
    ]
    plan = of_rows(rows)
    assert list(plan.assignments["id"]) == [""] * 8
    assert counts(plan, "assignments")["total"] == 8


@pytest.mark.parametrize(("areas", "total"), [(["Vård", "Trafik"], 2), (["Vård", "vård "], 1)])
def test_without_an_id_a_name_is_itself_within_its_goal_area(areas: list[str], total: int) -> None:
    rows = [[area, "Samverka", "Grön"] for area in areas]
    plan = of_rows([*rows, ["Skola", "Undervisa", "Gul"]], ["Målområde", "Uppdrag", "Status"])
    assert counts(plan, "assignments")["total"] == total + 1


def test_without_an_id_an_activity_is_itself_within_what_it_belongs_to() -> None:
    rows = [["Köer", "Utbilda", "Pågår"], ["Vägar", "Utbilda", "Klar"], ["Köer", "UTBILDA", "Pågår"]]
    plan = of_rows(rows, ["Uppdrag", "Aktivitet", "Status"])
    assert counts(plan, "activities") == {"total": 2, "ongoing": 1, "completed": 1}


ROWS = st.lists(
    st.tuples(st.sampled_from(["Köer", "Vägar", "Hälsa"]), st.sampled_from(["Grön", "Gul"]), st.sampled_from(["U1",
     "U2", None])),
    min_size=1, max_size=6,
)  # fmt: skip


@examples(15)
@given(ROWS)
def test_no_row_is_lost_and_none_is_counted_twice(rows: list[tuple[object, ...]]) -> None:
    plan = of_rows(rows)
    assert len(plan.assignments) + sum(aside(plan).values()) == len(rows)
    assert plan.assignments["key"].is_unique
    assert all(ledger.balances for ledger in plan.ledgers)
