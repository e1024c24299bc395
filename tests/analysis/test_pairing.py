"""Which item of one plan is which of another: by id, by name, because somebody declared it; never by likeness."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.analysis.pairing import Pairing, folded_pairs, pair_items
from rsplan.plan.model import Kind

FIELDS = ("id", "title", "status", "unit", "goal_area")
Row = tuple[str, ...]


def frame(rows: Sequence[Row]) -> pd.DataFrame:
    """Rows of id, title and, where they are given, status, unit and goal area."""
    padded = [(*row, *("green", "", "")[len(row) - 2 :]) for row in rows]
    made = pd.DataFrame(padded, columns=list(FIELDS)) if rows else pd.DataFrame(columns=list(FIELDS))
    return made.assign(unit_path=made["unit"], parent="")


def paired(before: Sequence[Row], now: Sequence[Row], kind: Kind = Kind.ASSIGNMENTS, *, same_plan: bool = True,
           same: dict[str, str] | None = None) -> Pairing:  # fmt: skip
    return pair_items(frame(before), frame(now), kind, same_plan=same_plan, same=folded_pairs(same or {}))


KOER, VAGAR = ("U1", "Korta köerna"), ("U2", "Bygga vägar")


@pytest.mark.parametrize(
    ("before", "now", "pairs"),
    [
        ([KOER, VAGAR], [KOER, VAGAR], [(0, 0), (1, 1)]), ([KOER, VAGAR], [VAGAR, KOER], [(0, 1), (1, 0)]),
        ([KOER], [("u1", "KORTA KÖERNA")], [(0, 0)]), ([KOER], [("U1", "Korta vårdköerna")], []),
        ([KOER], [("U9", "Korta köerna")], []), ([("", "Korta köerna")], [KOER], [(0, 0)]),
        ([KOER], [("", "Korta köerna")], [(0, 0)]), ([("", "Korta köerna")], [("", "Korta köerna")], [(0, 0)]),
        ([("", "Korta köerna")], [("", "Korta köer")], []), ([], [KOER], []), ([KOER], [], []),
    ],
    ids=["the same", "other order", "folded", "same id other name", "same name other id", "id came", "id went",
         "no ids", "alike only", "all new", "all gone"],
)  # fmt: skip
def test_within_a_plan_id_and_name_make_an_item_itself(
    before: list[Row], now: list[Row], pairs: list[tuple[int, int]]
) -> None:
    assert list(paired(before, now).pairs) == pairs


@pytest.mark.parametrize(
    ("before", "now", "pairs"),
    [
        ([KOER], [("X7", "Korta köerna")], [(0, 0)]), ([KOER], [("U1", "Bygga vägar")], []),
        ([KOER], [("X7", "KORTA  köerna")], [(0, 0)]), ([KOER], [("X7", "Korta köer")], []),
    ],
)  # fmt: skip
def test_between_plans_the_name_alone_does(before: list[Row], now: list[Row], pairs: list[tuple[int, int]]) -> None:
    assert list(paired(before, now, same_plan=False).pairs) == pairs


def test_an_id_that_stands_on_something_else_now_is_told_and_pairs_nothing() -> None:
    found = paired([KOER], [("U1", "Måla hus")])
    assert (found.pairs, found.gone, found.new, found.reused) == ((), (0,), (0,), ((0, 0),))
    assert paired([KOER], [("U1", "Måla hus")], same_plan=False).reused == ()


@pytest.mark.parametrize(
    ("same", "pairs"),
    [
        ({}, []), ({"U1": "X7"}, [(0, 0)]), ({"u1": "x7"}, [(0, 0)]), ({"U1": "M", "M": "X7"}, [(0, 0)]),
        ({"U1": "M", "M": "U1"}, []), ({"X7": "U1"}, []), ({"U1": "U1"}, []),
    ],
    ids=["nothing", "a pair", "folded", "over two plans", "a circle", "the other way", "itself"],
)  # fmt: skip
def test_what_somebody_has_declared_is_the_same_whatever_it_is_called(
    same: dict[str, str], pairs: list[tuple[int, int]]
) -> None:
    for same_plan in (True, False):
        assert list(paired([KOER], [("X7", "Måla hus")], same_plan=same_plan, same=same).pairs) == pairs


def test_what_is_declared_goes_before_what_has_the_same_name() -> None:
    found = paired([KOER], [("X7", "Korta köerna"), ("X8", "Måla hus")], same_plan=False, same={"U1": "X8"})
    assert (found.pairs, found.new) == (((0, 1),), (0,))


def test_what_is_alike_is_proposed_and_never_counted() -> None:
    found = paired([("U1", "Korta köerna till vården")], [("X7", "Korta köerna till sjukvården")], same_plan=False)
    assert (found.pairs, found.proposed) == ((), ((0, 0),))
    assert paired([("", "Korta köerna till vården")], [("X7", "Korta köerna till sjukvården")]).proposed == ()
    assert paired([KOER], [("X7", "Måla hus")]).proposed == ()


def test_the_proposed_are_each_others_most_alike() -> None:
    before = [("A", "Minska kostnaderna för inhyrd personal 2024")]
    now = [("B", "Minska kostnaderna för inhyrd personal 2025"), ("C", "Minska kostnaden för inhyrd personal 2024")]
    ((_, chosen),) = paired(before, now, same_plan=False).proposed
    assert len(paired(before, [now[chosen]], same_plan=False).proposed) == 1


def test_an_activity_is_followed_up_by_each_unit_on_its_own() -> None:
    before = [("A1", "Utbilda", "ongoing", "HR"), ("A1", "Utbilda", "planned", "IT")]
    now = [("A1", "Utbilda", "completed", "IT"), ("A1", "Utbilda", "delayed", "Miljö")]
    found = paired(before, now, Kind.ACTIVITIES)
    assert (found.pairs, found.gone, found.new) == (((1, 0),), (0,), (1,))
    assert len(paired(before, now, Kind.ASSIGNMENTS).pairs) == 2


def test_of_items_of_one_name_those_of_one_goal_area_then_of_one_status_find_each_other() -> None:
    before = [("", "Samverka", "red", "", "Vård"), ("", "Samverka", "green", "", "Trafik")]
    now = [("", "Samverka", "green", "", "Vård"), ("", "Samverka", "red", "", "Trafik")]
    assert paired(before, now).pairs == ((0, 0), (1, 1))
    elsewhere = [("", "Samverka", "green", "", "Skola"), ("", "Samverka", "red", "", "Kultur")]
    assert paired(before, elsewhere).pairs == ((0, 1), (1, 0))


ROWS = st.lists(
    st.tuples(st.sampled_from(["", "U1", "U2", "U3"]), st.sampled_from(["Köer", "Vägar", "Köer till vården"]),
              st.sampled_from(["green", "red"]), st.sampled_from(["", "HR"]), st.sampled_from(["", "Vård"])),
    max_size=6,
)  # fmt: skip


@examples(25)
@given(ROWS, ROWS, st.sampled_from(list(Kind)), st.booleans())
def test_every_item_is_paired_gone_or_new_and_never_twice(
    before: list[Row], now: list[Row], kind: Kind, same_plan: bool
) -> None:
    found = paired(before, now, kind, same_plan=same_plan)
    assert sorted([*(old for old, _ in found.pairs), *found.gone]) == list(range(len(before)))
    assert sorted([*(new for _, new in found.pairs), *found.new]) == list(range(len(now)))
    assert {old for old, _ in (*found.reused, *found.proposed)} <= set(found.gone)
    assert {new for _, new in (*found.reused, *found.proposed)} <= set(found.new)


@examples(18)
@given(ROWS, st.sampled_from(list(Kind)), st.booleans())
def test_a_plan_beside_itself_has_nothing_gone_or_new(rows: list[Row], kind: Kind, same_plan: bool) -> None:
    found = paired(rows, rows, kind, same_plan=same_plan)
    assert (found.gone, found.new) == ((), ())
    assert all(rows[old][2] == rows[new][2] for old, new in found.pairs)


@examples(18)
@given(ROWS, ROWS, st.booleans())
def test_the_order_of_rows_changes_no_flow(before: list[Row], now: list[Row], same_plan: bool) -> None:
    def flows(one: list[Row], other: list[Row]) -> list[tuple[str, str]]:
        found = paired(one, other, same_plan=same_plan)
        return sorted((one[old][2], other[new][2]) for old, new in found.pairs)

    assert flows(before, now) == flows(before[::-1], now) == flows(before, now[::-1])
