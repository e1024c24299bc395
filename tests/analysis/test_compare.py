"""What has changed between two periods: flows that add up, whatever the order of the rows and the names of the ids."""

from __future__ import annotations

from functools import cache

import pandas as pd
import pytest
from conftest import SAMPLE
from hypothesis import given, settings
from hypothesis import strategies as st

from rsplan.analysis.compare import Changes, compare_plans
from rsplan.analysis.pairing import folded_pairs
from rsplan.plan.model import FIELDS, STATUSES, Horizon, Kind, Plan, Source
from rsplan.plan.period import Period
from rsplan.report.comparing import Compared, counts_in, plans_differ, status_shares
from rsplan.runs.compare import compare_periods

LETTERS = {"title": "A", "status": "B", "key": "C"}


@cache
def compared(now: str, against: str | None = None) -> Compared:
    period = Period.parse(now)
    return compare_periods(SAMPLE, period.tertial, period.year, Period.parse(against) if against else None)


def flows(changes: Changes, kind: Kind) -> dict[tuple[str, str], int]:
    return {(flow.before, flow.now): len(flow.pairs) for flow in changes.kinds[kind].flows}


def balances(changes: Changes) -> bool:
    """For every status: before + in - out + added - removed = after."""
    for kind, found in changes.kinds.items():
        frames = changes.before.frame(kind)["status"], changes.now.frame(kind)["status"]
        for status in map(str, STATUSES[kind]):
            came = sum(frames[1].iloc[at] == status for at in found.pairing.new)
            went = sum(frames[0].iloc[at] == status for at in found.pairing.gone)
            account = found.before[status] + found.into(status) - found.out_of(status) + came - went
            if account != found.now[status]:
                return False
    return True


@pytest.mark.parametrize(
    ("now", "kind", "expected"),
    [
        ("2021-augusti", Kind.ASSIGNMENTS, {("red", "yellow"): 1}),
        (
            "2021-augusti",
            Kind.INDICATORS,
            {("no_data", "green"): 2, ("red", "yellow"): 1, ("no_data", "red"): 1},
        ),
        ("2025-augusti", Kind.ASSIGNMENTS, {("yellow", "green"): 3}),
        (
            "2025-augusti",
            Kind.INDICATORS,
            {("red", "yellow"): 1, ("no_data", "yellow"): 1, ("yellow", "green"): 1},
        ),
        (
            "2025-augusti",
            Kind.ACTIVITIES,
            {("ongoing", "completed"): 79, ("ongoing", "delayed"): 13, ("planned", "ongoing"): 27,
             ("delayed", "completed"): 10},
        ),
    ],
)  # fmt: skip
def test_the_flows_within_a_plan(now: str, kind: Kind, expected: dict[tuple[str, str], int]) -> None:
    assert flows(compared(now).changes, kind) == expected


@pytest.mark.parametrize(
    ("now", "kind", "before", "after"),
    [
        ("2021-augusti", Kind.ASSIGNMENTS, "4/11/2/0", "4/12/1/0"),
        ("2021-augusti", Kind.INDICATORS, "8/4/6/16", "10/5/6/13"),
        ("2025-augusti", Kind.ACTIVITIES, "43/216/12/23", "16/151/15/112"),
    ],
)
def test_the_counts_before_and_after(now: str, kind: Kind, before: str, after: str) -> None:
    found = compared(now).changes.kinds[kind]
    sides = [
        "/".join(str(counts[str(status)]) for status in STATUSES[kind][:4]) for counts in (found.before, found.now)
    ]
    assert sides == [before, after]


def test_thirty_indicators_of_2021_are_unchanged() -> None:
    found = compared("2021-augusti").changes.kinds[Kind.INDICATORS]
    assert len(found.pairing.pairs) - sum(len(flow.pairs) for flow in found.flows) == 30


def test_the_budget_deviation_of_2021_is_the_same_both_times() -> None:
    found = compared("2021-augusti").changes
    frames = [plan.indicators for plan in (found.before, found.now)]
    told = [frame.loc[frame["id"] == "M21-27", "actual"].item() for frame in frames]
    assert told == ["26", "26"]
    rewritten = {found.now.indicators["id"].iloc[each.pair[1]] for each in found.kinds[Kind.INDICATORS].rewritten}
    assert "M21-27" not in rewritten


def test_twelve_were_delayed_and_ten_of_them_finished_yet_fifteen_are() -> None:
    found = compared("2025-augusti").changes.kinds[Kind.ACTIVITIES]
    assert (found.before["delayed"], found.out_of("delayed"), found.into("delayed"), found.now["delayed"]) == (
        12, 10, 13, 15,
    )  # fmt: skip


@pytest.mark.parametrize("now", ["2021-augusti", "2025-augusti"])
def test_every_status_adds_up(now: str) -> None:
    assert balances(compared(now).changes)


APRILS = ("2025-april", "2024-april")


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        (Kind.ASSIGNMENTS, "2/35/1/0", "2/27/0/0"),
        (Kind.INDICATORS, "7/3/8/5", "4/4/6/3"),
        (Kind.ACTIVITIES, "47/164/10/10", "43/216/12/23"),
    ],
)
def test_april_against_april(kind: Kind, before: str, after: str) -> None:
    found = compared(*APRILS).changes.kinds[kind]
    sides = [
        "/".join(str(counts[str(status)]) for status in STATUSES[kind][:4]) for counts in (found.before, found.now)
    ]
    assert sides == [before, after]


def test_between_plans_shares_are_compared_to_one_decimal() -> None:
    found = compared(*APRILS).changes.kinds[Kind.ACTIVITIES]
    shares = [status_shares(counts) for counts in (found.before, found.now)]
    told = {name: tuple(str(side[name]) for side in shares) for name in ("completed", "delayed", "planned")}
    assert told == {"completed": ("4.3", "7.8"), "delayed": ("4.3", "4.1"), "planned": ("20.3", "14.6")}


def test_plans_that_differ_are_said_to() -> None:
    found = compared(*APRILS)
    told = plans_differ(found.changes.before, found.changes.now, found.vocabulary)
    assert "Planerna är olika: 38 respektive 29 uppdrag och 23 respektive 17 nyckeltal" in told
    assert not found.changes.same_plan


@pytest.mark.parametrize(("kind", "same"), [(Kind.ASSIGNMENTS, 1), (Kind.INDICATORS, 10)])
def test_between_plans_only_the_same_title_is_the_same(kind: Kind, same: int) -> None:
    found = compared(*APRILS).changes
    ids = [set(plan.frame(kind)["id"]) for plan in (found.before, found.now)]
    assert not ids[0] & ids[1]
    assert len(found.kinds[kind].pairing.pairs) == same


def test_what_is_alike_is_proposed_and_never_counted() -> None:
    found = compared(*APRILS)
    proposed = [(old.title, new.title) for old, new, _ in found.proposals(Kind.ASSIGNMENTS)]
    assert any("miljö- och klimatpåverkan" in old and "miljö- och klimatpåverkan" in new for old, new in proposed)
    dental = [pair for pair in proposed if ("tandvård" in pair[0]) != ("tandvård" in pair[1])]
    assert not dental
    for old, new, line in found.proposals(Kind.ASSIGNMENTS):
        assert line == f'"{old.key}" = "{new.key}"'


# Rules that hold for all plans


def frame(kind: Kind, rows: list[tuple[str, str, str, str]]) -> pd.DataFrame:
    made = []
    for at, (own, title, unit, status) in enumerate(rows):
        row = dict.fromkeys(FIELDS[kind], "")
        told = {"id": own, "title": title, "unit": unit, "unit_path": unit, "status": status}
        made.append({**row, **told, "key": f"{own}\x1f{title}", "source": 0, "row": at + 2})
    return pd.DataFrame(made, columns=[*FIELDS[kind], "source", "row"])


def plan_of(activities: list[tuple[str, str, str, str]], assignments: list[tuple[str, str, str, str]] = ()) -> Plan:  # type: ignore[assignment]
    indicators = frame(Kind.INDICATORS, [])
    indicators["horizon"] = Horizon.SHORT_TERM.value
    sources = (Source("a.xlsx", "A", LETTERS),)
    return Plan(frame(Kind.ASSIGNMENTS, list(assignments)), indicators, frame(Kind.ACTIVITIES, activities), sources)


STATES = [status.value for status in STATUSES[Kind.ACTIVITIES]]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["", "A1", "a2", "A3"]), st.sampled_from(["Öva", "öva ", "Utbilda", "Se över"]),
        st.sampled_from(["", "IT", "HR"]), st.sampled_from(STATES),
    ),
    max_size=9,
)  # fmt: skip


@given(before=ROWS, now=ROWS, same_plan=st.booleans())
@settings(max_examples=40, deadline=None)
def test_flows_add_up_and_turn_round_with_the_periods(
    before: list[tuple[str, str, str, str]], now: list[tuple[str, str, str, str]], same_plan: bool
) -> None:
    there = compare_plans(plan_of(before), plan_of(now), same_plan=same_plan)
    back = compare_plans(plan_of(now), plan_of(before), same_plan=same_plan)
    assert balances(there)
    turned = {(new, old): count for (old, new), count in flows(back, Kind.ACTIVITIES).items()}
    assert turned == flows(there, Kind.ACTIVITIES)
    mine, theirs = there.kinds[Kind.ACTIVITIES].pairing, back.kinds[Kind.ACTIVITIES].pairing
    assert (len(mine.gone), len(mine.new)) == (len(theirs.new), len(theirs.gone))


@given(before=ROWS, now=ROWS, data=st.data(), same_plan=st.booleans())
@settings(max_examples=40, deadline=None)
def test_the_order_of_rows_makes_no_difference(
    before: list[tuple[str, str, str, str]], now: list[tuple[str, str, str, str]], data: st.DataObject, same_plan: bool
) -> None:
    first = compare_plans(plan_of(before), plan_of(now), same_plan=same_plan)
    shuffled = [data.draw(st.permutations(rows)) for rows in (before, now)]
    second = compare_plans(plan_of(shuffled[0]), plan_of(shuffled[1]), same_plan=same_plan)
    assert flows(first, Kind.ACTIVITIES) == flows(second, Kind.ACTIVITIES)
    sizes = [
        tuple(map(len, (each.pairing.gone, each.pairing.new)))
        for each in (first.kinds[Kind.ACTIVITIES], second.kinds[Kind.ACTIVITIES])
    ]
    assert sizes[0] == sizes[1]


@given(before=ROWS, now=ROWS)
@settings(max_examples=40, deadline=None)
def test_ids_may_be_called_anything(
    before: list[tuple[str, str, str, str]], now: list[tuple[str, str, str, str]]
) -> None:
    first = compare_plans(plan_of(before), plan_of(now), same_plan=True)
    other = [[(own and f"X-{own}-9", *rest) for own, *rest in rows] for rows in (before, now)]
    second = compare_plans(plan_of(other[0]), plan_of(other[1]), same_plan=True)  # type: ignore[arg-type]
    assert flows(first, Kind.ACTIVITIES) == flows(second, Kind.ACTIVITIES)
    assert first.kinds[Kind.ACTIVITIES].pairing.pairs == second.kinds[Kind.ACTIVITIES].pairing.pairs


@given(rows=ROWS, same_plan=st.booleans())
@settings(max_examples=40, deadline=None)
def test_nothing_has_changed_in_a_plan_beside_itself(rows: list[tuple[str, str, str, str]], same_plan: bool) -> None:
    assert not compare_plans(plan_of(rows), plan_of(rows), same_plan=same_plan).any


# What is the same


@pytest.mark.parametrize(
    ("before", "now", "same", "pairs", "reused"),
    [
        pytest.param(("A1", "Öva", "IT"), ("A1", "Öva", "IT"), {}, 1, 0, id="id and title"),
        pytest.param(("A1", "Öva", "IT"), ("a1", "ÖVA", "it"), {}, 1, 0, id="spelled otherwise"),
        pytest.param(("A1", "Öva", "IT"), ("A1", "Öva", "HR"), {}, 0, 0, id="another unit"),
        pytest.param(("A1", "Öva", "IT"), ("A2", "Öva", "IT"), {}, 0, 0, id="another id"),
        pytest.param(("A1", "Öva", "IT"), ("", "Öva", "IT"), {}, 1, 0, id="an id that is missing"),
        pytest.param(("A1", "Öva", "IT"), ("A1", "Öva mer", "IT"), {}, 0, 1, id="another title"),
        pytest.param(("A1", "Öva", "IT"), ("A1", "Öva mer", "IT"), {"A1": "A1"}, 1, 0, id="declared to be itself"),
        pytest.param(("A1", "Öva", "IT"), ("A9", "Träna", "IT"), {"A1": "A9"}, 1, 0, id="declared"),
        pytest.param(
            ("A1", "Öva", "IT"), ("A9", "Träna", "IT"), {"A1": "A5", "A5": "A9"}, 1, 0, id="over a third plan"
        ),
    ],
)
def test_what_is_the_same_within_a_plan(
    before: tuple[str, str, str], now: tuple[str, str, str], same: dict[str, str], pairs: int, reused: int
) -> None:
    plans = [plan_of([(*item, "ongoing")]) for item in (before, now)]
    found = compare_plans(plans[0], plans[1], same_plan=True, same=folded_pairs(same)).kinds[Kind.ACTIVITIES].pairing
    assert (len(found.pairs), len(found.reused)) == (pairs, reused)
    assert (len(found.gone), len(found.new)) == (1 - pairs, 1 - pairs)


def test_an_id_on_another_kind_is_gone_and_new() -> None:
    before = plan_of([("X1", "Öva", "", "ongoing")])
    now = plan_of([], [("X1", "Öva", "", "green")])
    found = compare_plans(before, now, same_plan=True)
    assert [(each.before[0], each.now[0]) for each in found.other_kinds] == [(Kind.ACTIVITIES, Kind.ASSIGNMENTS)]
    assert balances(found)


def test_the_year_before_stands_beside_the_period_before() -> None:
    found = compared("2025-augusti")
    assert found.year_before is not None
    name, plan = found.year_before
    assert name == "augusti 2024"
    assert sum(counts_in(plan, Kind.ASSIGNMENTS).values()) == len(plan.assignments) == 38


def test_shares_of_nothing_are_none() -> None:
    assert status_shares({"green": 0}) == {}
