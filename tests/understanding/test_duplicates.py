"""One row for each item over all tables: what says the same is set aside, what says another status is in doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st
from tables_support import VOCABULARY, aside, codes, counts, grid

from rsplan.plan.model import Plan
from rsplan.understanding.duplicates import DUPLICATE
from rsplan.understanding.plan import read_plan


def of_rows(rows: Sequence[Sequence[object]], head: Sequence[str]) -> Plan:
    return read_plan([grid([head, *rows])], VOCABULARY)


ASSIGNMENTS, ACTIVITIES = ["Id", "Uppdrag", "Status"], ["Id", "Aktivitet", "Enhet", "Status"]


@pytest.mark.parametrize(
    ("statuses", "figures", "again"),
    [
        (["Grön", "Grön"], {"total": 1, "green": 1}, 1), (["Grön", "Gul"], {"total": 1, "unknown": 1}, 1),
        (["Grön", "Uppfyllt"], {"total": 1, "green": 1}, 1), (["Grön", None], {"total": 1, "unknown": 1}, 1),
        (["Grön", "Grön", "Röd"], {"total": 1, "unknown": 1}, 2), ([None, None], {"total": 1, "no_data": 1}, 1),
        (["Gul", "Gul", "Gul"], {"total": 1, "yellow": 1}, 2),
    ],
)  # fmt: skip
def test_an_item_on_several_rows_is_counted_once_and_is_in_doubt_where_they_differ(
    statuses: list[str | None], figures: dict[str, int], again: int
) -> None:
    plan = of_rows([["U1", "Korta köerna", status] for status in statuses], ASSIGNMENTS)
    assert counts(plan, "assignments") == figures
    assert aside(plan) == {DUPLICATE: again}
    assert codes(plan)


@pytest.mark.parametrize(
    ("units", "total"), [(["HR", "IT"], 2), (["HR", "hr "], 1), (["HR", ""], 2), (["", ""], 1), (["HR", "HR", "IT"], 2)]
)
def test_an_activity_is_followed_up_once_by_each_unit(units: list[str], total: int) -> None:
    plan = of_rows([["A1", "Utbilda", unit, "Klar"] for unit in units], ACTIVITIES)
    assert counts(plan, "activities") == {"total": total, "completed": total}


def test_another_goal_area_is_another_detail_and_no_other_item() -> None:
    head = ["Id", "Uppdrag", "Målområde", "Status"]
    plan = of_rows(
        [["U1", "Köer", "Vård", "Grön"], ["U1", "Köer", "Hälsa", "Grön"], ["U2", "Gator", "Hälsa", "Gul"]], head
    )
    assert counts(plan, "assignments") == {"total": 2, "green": 1, "yellow": 1}
    (said,) = [str(entry) for entry in plan.findings if entry.cell == "C3"]
    assert "Hälsa" in said
    assert "Vård" in said


def test_two_files_with_one_item_name_both_places() -> None:
    books = [
        grid([ASSIGNMENTS, ["U1", "Köer", status]], file=file)
        for file, status in (("a.xlsx", "Grön"), ("b.xlsx", "Röd"))
    ]
    for order in (books, books[::-1]):
        plan = read_plan(order, VOCABULARY)
        assert counts(plan, "assignments") == {"total": 1, "unknown": 1}
        (said,) = [entry for entry in plan.findings if entry.cell == "C2"]
        assert said.file == order[1].name
        assert order[0].name in str(said)


ROWS = st.lists(
    st.tuples(st.sampled_from(["A1", "A2"]), st.just("Utbilda"), st.sampled_from(["HR", "IT"]),
              st.sampled_from(["Klar", "Pågår", "Försenad"])),
    min_size=1, max_size=7,
)  # fmt: skip


def states(rows: Sequence[Sequence[object]]) -> Counter[str]:
    """How many activities have each state; the facts of them would take ten times as long."""
    return Counter(of_rows(rows, ACTIVITIES).activities["status"])


@examples(15)
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_figure(rows: list[tuple[str, ...]], chance: object) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    found = states(rows)
    assert found == states(shuffled)
    told = {
        (identity, unit): {status for i, _, u, status in rows if (i, u) == (identity, unit)}
        for identity, _, unit, _ in rows
    }
    assert found.total() == len(told)
    assert found["unknown"] == sum(len(statuses) > 1 for statuses in told.values())


@examples(15)
@given(ROWS)
def test_every_row_told_twice_is_counted_as_it_was(rows: list[tuple[str, ...]]) -> None:
    assert states([*rows, *rows]) == states(rows)
