"""The same items told in two tables that know different things of them: counted once, from the one that knows more."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tables_support import VOCABULARY, aside, counts, grid

from rsplan.plan.model import Plan
from rsplan.understanding.plan import read_plan
from rsplan.understanding.same_names import TOLD_ELSEWHERE

Rows = Sequence[Sequence[object]]
FULL = [["Id", "Uppdrag", "Målområde", "Status"], ["U1", "Korta köerna", "Vård", "Grön"],
["U2", "Bygga vägar", "Trafik", "Gul"],
        ["U3", "Stärka hälsan", "Vård", "Röd"]]  # fmt: skip


def of_tables(*tables: Rows) -> Plan:
    return read_plan([grid(rows, file=f"{at}.xlsx") for at, rows in enumerate(tables)], VOCABULARY)


def short(*rows: tuple[str, str]) -> Rows:
    return [["Uppdrag", "Status"], *rows]


SUMMARY = short(("Korta köerna", "Grön"), ("Bygga vägar", "Gul"), ("Stärka hälsan", "Röd"))


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    "names",
    [
        ("Korta köerna", "Bygga vägar", "Stärka hälsan"), ("KORTA KÖERNA", "bygga  vägar", "Stärka hälsan"),
        ("1. Korta köerna", "2. Bygga vägar", "3. Stärka hälsan"), ("Korta kö…", "Bygga v...", "Stärka häl…"),
    ],
    ids=["as they are", "other case", "numbered", "cut short"],
)  # fmt: skip
def test_a_summary_beside_the_list_adds_nothing(names: tuple[str, ...], turned: bool) -> None:
    less = short(*zip(names, ("Grön", "Gul", "Röd"), strict=True))
    plan = of_tables(*([less, FULL] if turned else [FULL, less]))
    assert counts(plan, "assignments") == {"total": 3, "green": 1, "yellow": 1, "red": 1}
    assert aside(plan)[TOLD_ELSEWHERE] == 3
    assert list(plan.assignments["id"]) == ["U1", "U2", "U3"]


def test_a_summary_that_says_another_status_leaves_the_item_in_doubt() -> None:
    plan = of_tables(FULL, short(("Korta köerna", "Röd"), ("Bygga vägar", "Gul")))
    assert counts(plan, "assignments") == {"total": 3, "unknown": 1, "yellow": 1, "red": 1}
    assert any("Korta köerna" in str(entry) for entry in plan.findings)


@pytest.mark.parametrize(
    ("rows", "total"),
    [
        ((("Måla hus", "Grön"), ("Gräva", "Gul")), 5), ((("Korta köerna", "Grön"), ("Måla hus", "Gul"),
        ("Gräva", "Gul")), 6),
        ((("Korta köerna", "Grön"), ("Bygga vägar", "Gul"), ("Måla hus", "Gul")), 4), ((("Korta", "Grön"),
        ("Bygga", "Gul")), 5),
    ],
    ids=["other items", "one of three", "two of three", "beginnings that are not cut"],
)  # fmt: skip
def test_only_what_most_of_the_smaller_table_tells_again_is_told_again(
    rows: Sequence[tuple[str, str]], total: int
) -> None:
    assert counts(of_tables(FULL, short(*rows)), "assignments")["total"] == total


def test_items_of_one_name_in_two_goal_areas_are_two() -> None:
    one = [
        ["Id", "Uppdrag", "Målområde", "Status"],
        ["U1", "Samverka", "Vård", "Grön"],
        ["U2", "Utveckla", "Vård", "Gul"],
    ]
    other = [["Uppdrag", "Målområde", "Status"], ["Samverka", "Trafik", "Röd"], ["Utveckla", "Trafik", "Röd"]]
    assert counts(of_tables(one, other), "assignments")["total"] == 4


def test_three_tables_of_the_same_are_one() -> None:
    plan = of_tables(SUMMARY, FULL, short(("Korta köerna", "Grön"), ("Stärka hälsan", "Röd")))
    assert counts(plan, "assignments")["total"] == 3
    assert sum(aside(plan).values()) == 5
