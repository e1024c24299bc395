"""Counts add up, whatever the plan holds, and every figure leads back to as many rows as it says."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st
from tables_support import VOCABULARY, read

from rsplan.analysis.counts import count_facts, counted, unique_slugs, with_shown
from rsplan.analysis.distinct import ROLL_UP_ORDER, distinct_states
from rsplan.analysis.facts import facts_by_id, rows_behind
from rsplan.plan.model import FIELDS, STATUSES, ActivityState, Horizon, Kind, Plan

NAMES = st.sampled_from(["", "Vård", "vard", "Miljö & klimat", "Å", "A > B", "Övrigt"])
PATHS = st.sampled_from(["", "A", "A > B", "A > B > C", "D", "D > B"])


@st.composite
def frames(draw: st.DrawFn, kind: Kind) -> pd.DataFrame:
    count = draw(st.integers(0, 12))
    rows = []
    for at in range(count):
        row = dict.fromkeys(FIELDS[kind], "")
        row |= {"goal_area": draw(NAMES), "unit": draw(NAMES), "unit_path": draw(PATHS), "title": f"T{at}"}
        row |= {"status": draw(st.sampled_from([status.value for status in STATUSES[kind]]))}
        row |= {"key": draw(st.sampled_from("abcdef"))}
        if "decided_by" in row:
            row["decided_by"] = draw(NAMES)
        if "horizon" in row:
            row["horizon"] = draw(st.sampled_from([horizon.value for horizon in Horizon]))
        rows.append(row | {"source": 0, "row": at + 2})
    frame = pd.DataFrame(rows, columns=[*FIELDS[kind], "source", "row"])
    return frame.astype({"source": int, "row": int})


plans = st.tuples(*(frames(kind) for kind in Kind)).map(lambda each: Plan(*each))


@examples(25)
@given(plans)
def test_every_figure_is_the_number_of_the_rows_behind_it(plan: Plan) -> None:
    facts = facts_by_id(count_facts(plan, VOCABULARY))
    for fact in facts.values():
        rows = rows_behind(plan, fact)
        distinct = any(column == "distinct" for column, _ in fact.where)
        if isinstance(fact.value, Decimal):
            # A share is of the rows that it counts, a measure of the one row that tells it.
            assert len(rows) == (facts["indicators.by_sex.both"].value if fact.id.endswith(".share") else 1), fact.id
            continue
        found = plan.frame(fact.kind)["key"].iloc[rows].nunique() if distinct else len(rows)
        assert found == fact.value, fact


@examples(25)
@given(plans)
def test_the_parts_sum_to_the_whole(plan: Plan) -> None:
    facts = facts_by_id(count_facts(plan, VOCABULARY))
    for kind in Kind:
        whole = facts[f"{kind}.total"].value
        assert whole == len(counted(plan, kind))
        assert whole == sum(facts[f"{kind}.{status}"].value for status in STATUSES[kind])
        for family, column in (("by_goal_area", "goal_area"), ("by_unit", "unit"), ("by_decider", "decided_by")):
            groups = [name for name in facts if name.startswith(f"{kind}.{family}.") and name.count(".") == 2]
            assert not groups or sum(facts[name].value for name in groups) == whole
            for name in groups:
                assert facts[name].value == sum(facts[f"{name}.{status}"].value for status in STATUSES[kind])
            filled = column in plan.frame(kind) and (counted(plan, kind)[column] != "").any()
            assert bool(groups) == bool(filled)
    states = [facts[f"activities.distinct.{state}"].value for state in ActivityState]
    assert sum(states) == facts["activities.distinct"].value == plan.activities["key"].nunique()


def rolled_up(states: Iterable[str]) -> str:
    """The state of one activity, said as the handbook says it: what the counting of many at once is held against."""
    found = set(states)
    begun_and_not_begun = {ActivityState.PLANNED, ActivityState.COMPLETED}
    if begun_and_not_begun <= found and found <= begun_and_not_begun | {ActivityState.CANCELLED}:
        return ActivityState.ONGOING.value
    return next(state.value for state in ROLL_UP_ORDER if state in found)


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(list(ActivityState))), min_size=1))
def test_many_activities_are_rolled_up_as_each_by_itself(rows: list[tuple[str, ActivityState]]) -> None:
    frame = pd.DataFrame([(key, state.value) for key, state in rows], columns=["key", "status"])
    expected = {key: rolled_up(state.value for other, state in rows if other == key) for key, _ in rows}
    assert distinct_states(frame).to_dict() == expected


@pytest.mark.parametrize(
    ("states", "rolled"),
    [
        (["ongoing"], "ongoing"),
        (["completed", "completed"], "completed"),
        (["completed", "planned"], "ongoing"),
        (["completed", "planned", "cancelled"], "ongoing"),
        (["completed", "delayed"], "delayed"),
        (["planned", "ongoing"], "ongoing"),
        (["completed", "cancelled"], "completed"),
        (["cancelled", "cancelled"], "cancelled"),
        (["paused", "completed"], "paused"),
        (["paused", "ongoing"], "ongoing"),
        (["unknown", "completed", "delayed"], "unknown"),
    ],
)
def test_the_state_of_an_activity_is_the_gravest_of_its_units(states: list[str], rolled: str) -> None:
    assert distinct_states(pd.DataFrame({"key": "a", "status": states}))["a"] == rolled
    assert rolled_up(states) == rolled


def test_a_document_that_counts_distinct_activities_shows_those() -> None:
    frame = pd.DataFrame([("a", "ongoing"), ("a", "delayed"), ("b", "planned")], columns=["key", "status"])
    blank = {kind: pd.DataFrame(columns=[*FIELDS[kind], "source", "row"]) for kind in Kind}
    activities = frame.assign(**{name: "" for name in FIELDS[Kind.ACTIVITIES] if name not in frame}, source=0, row=1)
    plan = Plan(blank[Kind.ASSIGNMENTS], blank[Kind.INDICATORS], activities)
    facts = facts_by_id(count_facts(plan, VOCABULARY))
    assert with_shown(facts, distinct=True)["activities.shown.delayed"].value == 1
    assert with_shown(facts, distinct=True)["activities.shown.total"].value == 2
    assert with_shown(facts, distinct=False)["activities.shown.total"].value == 3


def test_names_that_fold_to_one_slug_keep_apart() -> None:
    assert unique_slugs(["Vård", "vard", "", "vård_2", "VÅRD"]) == {
        "Vård": "vard", "vard": "vard_2", "": "utan_namn", "vård_2": "vard_2_2", "VÅRD": "vard_3",
    }  # fmt: skip


@given(st.lists(st.text(max_size=4), unique=True))
def test_no_two_names_share_a_slug(names: list[str]) -> None:
    slugs = unique_slugs(names)
    assert len(set(slugs.values())) == len(names)


def test_every_figure_of_the_sample_leads_to_its_rows(sample: Path) -> None:
    plan = read(*sorted((sample / "exports" / "2025-april").glob("*.xlsx")))
    facts = facts_by_id(count_facts(plan, VOCABULARY))
    for fact in facts.values():
        rows = rows_behind(plan, fact)
        distinct = any(column == "distinct" for column, _ in fact.where)
        if isinstance(fact.value, Decimal):
            # A share is of the rows that it counts, a measure of the one row that tells it.
            assert len(rows) == (facts["indicators.by_sex.both"].value if fact.id.endswith(".share") else 1), fact.id
            continue
        assert fact.value == (plan.activities["key"].iloc[rows].nunique() if distinct else len(rows)), fact.id
