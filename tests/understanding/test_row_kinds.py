"""How the rows of a mixed table are told apart: by a type, by headings between them, by the column of the name."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tables_support import VOCABULARY, aside, cells, codes, counts, grid

from rsplan.plan.model import Plan
from rsplan.understanding.plan import read_plan
from rsplan.understanding.row_kinds import GOAL_ROW, UNKNOWN_KIND
from rsplan.understanding.table_items import OTHER_KIND

Rows = Sequence[Sequence[object]]


def plan_of(rows: Rows, **more: str) -> Plan:
    return read_plan([grid(rows, **more)], VOCABULARY)


def totals(plan: Plan) -> tuple[int, int, int]:
    """How many assignments, indicators and activities there are."""
    assignments, indicators, activities = (
        counts(plan, kind).get("total", 0) for kind in ("assignments", "indicators", "activities")
    )
    return assignments, indicators, activities


TYPED = ["Typ", "Namn", "Status"]


@pytest.mark.parametrize(
    ("types", "found", "left"),
    [
        (["Uppdrag", "Aktivitet", "Nyckeltal"], (1, 1, 1), set()),
        (["UPPDRAG", "uppdrag", "Aktiviteter"], (2, 0, 1), set()),
        (["Uppdrag", "Målområde", "Aktivitet"], (1, 0, 1), {GOAL_ROW}),
        (["Uppdrag", "Projekt", "Aktivitet"], (1, 0, 1), {UNKNOWN_KIND}),
        (["Uppdrag", "", "Aktivitet"], (1, 0, 1), {UNKNOWN_KIND}),
        (["Indikator", "Mätetal", "Uppdrag"], (1, 2, 0), set()),
    ],
)  # fmt: skip
def test_a_column_of_types_tells_the_kind_of_each_row(
    types: list[str], found: tuple[int, int, int], left: set[str]
) -> None:
    statuses = {"Aktivitet": "Pågår", "Aktiviteter": "Pågår"}
    rows = [
        [kind, name, statuses.get(kind, "Grön")] for kind, name in zip(types, ["Köer", "Vägar", "Hälsa"], strict=True)
    ]
    plan = plan_of([TYPED, *rows])
    assert totals(plan) == found
    assert set(aside(plan)) - {OTHER_KIND} == left


def test_a_type_that_is_not_known_is_said_with_its_cell() -> None:
    plan = plan_of([TYPED, ["Uppdrag", "Köer", "Grön"], ["Projekt", "Vägar", "Grön"], ["Aktivitet", "Gå", "Klar"]])
    assert any(cells(plan, code) == ["A3"] for code in codes(plan))


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([["Uppdrag", None], ["Köer", "Grön"], ["Aktiviteter", None], ["Anställa", "Klar"]], (1, 0, 1)),
        ([["Uppdrag:", None], ["Köer", "Grön"], ["Vägar", "Gul"], ["Nyckeltal", None], ["Väntetid", "Röd"]], (2, 1, 0)),
        ([["Nyckeltal", None], ["Väntetid", "Grön"], ["Sjukfrånvaro", "Gul"]], (0, 2, 0)),
    ],
    ids=["two kinds", "with a colon", "one kind"],
)  # fmt: skip
def test_headings_between_rows_that_name_a_kind_tell_it(rows: Rows, found: tuple[int, int, int]) -> None:
    assert totals(plan_of([["Benämning", "Status"], *rows])) == found


def test_rows_above_the_first_such_heading_have_the_kind_of_the_sheet_or_none() -> None:
    rows = [
        ["Benämning", "Status"],
        ["Köer", "Grön"],
        ["Aktiviteter", None],
        ["Anställa", "Klar"],
        ["Utbilda", "Pågår"],
    ]
    assert totals(plan_of(rows, name="Uppdrag")) == (1, 0, 2)


TREE = [
    ["Uppdrag", "Aktivitet", "Status"], ["Korta köerna", None, "Grön"], [None, "Anställa", "Klar"],
    [None, "Ringa", "Pågår"],
    ["Bygga vägar", None, "Gul"], [None, "Gräva", "Försenad"],
]  # fmt: skip


def test_a_tree_names_each_row_in_its_kinds_column_and_what_it_belongs_to() -> None:
    plan = plan_of(TREE)
    assert totals(plan) == (2, 0, 3)
    assert list(plan.activities["parent"]) == ["Korta köerna", "Korta köerna", "Bygga vägar"]


def test_names_of_a_kind_without_a_status_anywhere_are_headings() -> None:
    plan = plan_of([TREE[0], *([row[0], row[1], None if row[0] else row[2]] for row in TREE[1:])])
    assert totals(plan) == (0, 0, 3)
    assert sum(aside(plan).values()) == 2
    assert list(plan.activities["parent"]) == ["Korta köerna", "Korta köerna", "Bygga vägar"]


def test_columns_of_a_flat_table_are_no_tree() -> None:
    rows = [
        TREE[0],
        ["Korta köerna", "Anställa", "Klar"],
        ["Korta köerna", "Ringa", "Pågår"],
        ["Bygga", "Gräva", "Klar"],
    ]
    assert totals(plan_of(rows)) == (0, 0, 3)


@pytest.mark.parametrize("turn", [False, True])
def test_the_order_of_the_kinds_columns_changes_nothing_in_a_tree(turn: bool) -> None:
    rows = [[row[1], row[0], row[2]] for row in TREE] if turn else TREE
    plan = plan_of(rows)
    assert totals(plan) == (2, 0, 3)
    assert counts(plan, "activities") == {"total": 3, "completed": 1, "ongoing": 1, "delayed": 1}


def test_a_type_that_is_not_known_is_told_once_with_the_line_that_teaches_it() -> None:
    rows = [
        TYPED,
        *([kind, f"Sak {at}", "Grön"] for at, kind in enumerate(["Uppdrag", "Satsning", "Uppdrag", "Satsning"])),
    ]
    plan = plan_of(rows)
    said = [entry for entry in plan.findings if entry.code == "RSP228"]
    assert [(entry.cell, entry.cells) for entry in said] == [("A3", ("A3", "A5"))]
    assert '"Satsning" = "aktivitet"' in str(said[0].hint)
    taught = read_plan([grid(rows)], VOCABULARY.adding({}, {"Satsning": "uppdrag"}))
    assert (totals(taught), cells(taught, "RSP228")) == ((4, 0, 0), [])
