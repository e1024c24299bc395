"""Which items a board has to look at: the statuses that a wording names, the gravest first."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st
from tables_support import VOCABULARY, counts, grid

from rsplan.analysis.deviations import USUAL, deviating
from rsplan.plan.model import STATUSES, Kind, Plan
from rsplan.understanding.plan import read_plan

ASSIGNMENTS = ["Uppdrag", "Status"]
ACTIVITIES = ["Aktivitet", "Enhet", "Status", "Kommentar"]


def plan_of(head: Sequence[str], rows: Sequence[Sequence[object]]) -> Plan:
    return read_plan([grid([head, *rows])], VOCABULARY)


def told(plan: Plan, kind: Kind, *statuses: str, distinct: bool = False) -> list[tuple[str, str]]:
    frame = deviating(plan, kind, statuses or USUAL[kind], distinct=distinct)
    return list(zip(frame["title"], frame["status"], strict=True))


ROWS = [["A-köer", "Gul"], ["B-vägar", "Röd"], ["C-hälsa", "Grön"], ["D-skola", "Röd"], ["E-trafik", None]]


@pytest.mark.parametrize(
    ("statuses", "titles"),
    [
        (("red",), ["B-vägar", "D-skola"]), (("red", "yellow"), ["B-vägar", "D-skola", "A-köer"]),
        (("yellow", "red"), ["A-köer", "B-vägar", "D-skola"]), (("no_data",), ["E-trafik"]), (("unknown",), []),
        ((), []),
    ],
)  # fmt: skip
def test_the_gravest_come_first_then_the_order_of_the_export(statuses: tuple[str, ...], titles: list[str]) -> None:
    frame = deviating(plan_of(ASSIGNMENTS, ROWS), Kind.ASSIGNMENTS, statuses)
    assert list(frame["title"]) == titles


def test_the_usual_deviations_of_each_kind_are_statuses_of_that_kind() -> None:
    for kind in Kind:
        assert set(USUAL[kind]) <= set(STATUSES[kind])
    assert told(plan_of(ASSIGNMENTS, ROWS), Kind.ASSIGNMENTS) == [("B-vägar", "red"), ("D-skola", "red")]


def test_an_indicator_of_the_long_term_is_no_deviation() -> None:
    head = ["Nyckeltal", "Typ", "Utfall", "Status"]
    rows = [["Köer", "Kortsiktigt", 1, "Röd"], ["Hälsa", "Långsiktigt", 2, "Röd"], ["Trafik", "Finansiellt", 3, "Gul"]]
    assert told(plan_of(head, rows), Kind.INDICATORS) == [("Köer", "red"), ("Trafik", "yellow")]


FOLLOWED = [
    ["Utbilda alla", "HR", "Försenad", "Saknar lokal."], ["Utbilda alla", "IT", "Klar", "Gick bra."],
    ["Utbilda alla", "Miljö", "Försenad", "Saknar lokal."], ["Mäta mer", "HR", "Pågår", ""],
    ["Skriva om", "HR", "Planerad", "Börjar i höst."], ["Skriva om", "IT", "Klar", ""],
]  # fmt: skip


def test_an_activity_of_several_units_is_one_row_with_those_that_deviate() -> None:
    plan = plan_of(ACTIVITIES, FOLLOWED)
    assert told(plan, Kind.ACTIVITIES, "delayed") == [("Utbilda alla", "delayed")] * 2
    (row,) = deviating(plan, Kind.ACTIVITIES, ["delayed"], distinct=True).to_dict("records")
    assert (row["title"], row["unit"], row["comment"]) == (
        "Utbilda alla", "HR, Miljö", "HR: Saknar lokal. Miljö: Saknar lokal.",
    )  # fmt: skip


def test_where_only_the_roll_up_gives_a_status_every_unit_is_told() -> None:
    plan = plan_of(ACTIVITIES, FOLLOWED)
    found = deviating(plan, Kind.ACTIVITIES, ["ongoing"], distinct=True)
    assert list(zip(found["title"], found["unit"], found["comment"], strict=True)) == [
        ("Mäta mer", "HR", ""), ("Skriva om", "HR, IT", "HR: Börjar i höst."),
    ]  # fmt: skip


WORDS = st.sampled_from(["Grön", "Gul", "Röd", None])


@examples(15)
@given(st.lists(WORDS, min_size=1, max_size=8))
def test_as_many_deviate_as_the_figures_count(words: list[str | None]) -> None:
    plan = plan_of(ASSIGNMENTS, [[f"Uppdrag {letter}", word] for letter, word in zip("ABCDEFGH", words, strict=False)])
    figures = counts(plan, "assignments")
    for status in ("green", "yellow", "red", "no_data"):
        assert len(deviating(plan, Kind.ASSIGNMENTS, [status])) == figures.get(status, 0)
    every = deviating(plan, Kind.ASSIGNMENTS, ["red", "yellow", "green", "no_data", "unknown"])
    assert sorted(every["title"]) == sorted(plan.assignments["title"])
