"""Headings between the rows are the rows' statuses where a table has no other; what is no status is told as unknown."""

from __future__ import annotations

import pytest
from tables_support import VOCABULARY, aside, cells, codes, counts, grid

from rsplan.findings.finding import ExportError
from rsplan.plan.model import Plan
from rsplan.understanding.plan import read_plan

HEADINGS = ["Aktivitet", "Ansvarig", "Slutdatum"]


def items(*names: str) -> list[list[str]]:
    return [[name, "Chefen", "2025-12-31"] for name in names]


def read(*rows: list[str], head: list[str] = HEADINGS) -> Plan:
    return read_plan([grid([head, *rows])], VOCABULARY)


@pytest.mark.parametrize(
    ("done", "going", "planned"),
    [
        ("Klara", "Pågår", "Ej påbörjade"),
        ("Klara aktiviteter (2 st)", "Pågående aktiviteter:", "Planerade"),
        ("GENOMFÖRDA", "PÅGÅENDE", "PLANERADE"),
    ],
)
@pytest.mark.parametrize("blank", [[], [[]]])
def test_the_headings_are_the_statuses_and_it_is_told(
    done: str, going: str, planned: str, blank: list[list[str]]
) -> None:
    rows = [[done], *blank, *items("Bygga", "Måla"), *blank, [going], *items("Resa"), *blank, [planned], *items("Gå")]
    plan = read(*rows)
    assert counts(plan, "activities") == {"total": 4, "completed": 2, "ongoing": 1, "planned": 1}
    assert (codes(plan), cells(plan, "RSP584"), aside(plan)["mellanrubrik"]) == (["RSP584"], ["A2"], 3)
    assert not any(plan.activities["parent"])


def test_goals_and_their_items_may_stand_below_them() -> None:
    rows = [["Uppfyllda"], ["Vård", "Bygga", "Chef"], ["Inte uppfyllda"], ["Klimat", "Måla", "Chef"]]
    plan = read(*rows, head=["Mål", "Uppdrag", "Ansvarig"])
    assert counts(plan, "assignments") == {"total": 2, "green": 1, "red": 1}
    assert set(plan.assignments["goal_area"]) == {"Vård", "Klimat"}


def test_a_group_above_a_status_is_a_heading_and_one_above_items_is_an_unknown_status() -> None:
    rows = [["Mål 1"], ["Klara"], *items("Bygga"), ["Mål 2"], ["Pågår"], *items("Måla"), ["Övrigt"], [], *items("Resa")]
    plan = read(*rows)
    assert counts(plan, "activities") == {"total": 3, "completed": 1, "ongoing": 1, "unknown": 1}
    assert cells(plan, "RSP201") == ["A10"]


@pytest.mark.parametrize(
    "rows",
    [
        [["Klara"], *items("Bygga", "Måla")],
        [["Mål 1"], *items("Bygga"), ["Mål 2"], *items("Måla")],
        [*items("Resa"), ["Klara"], *items("Bygga"), ["Pågår"], *items("Måla")],
        [["Klara"], *items("Bygga"), ["Pågår"], *items("Måla"), ["Försenade", "2"], *items("Resa")],
    ],
)
def test_headings_that_do_not_tell_every_row_its_status_are_not_taken(rows: list[list[str]]) -> None:
    with pytest.raises(ExportError, match="status"):
        read(*rows)


def test_sums_and_notes_at_the_foot_are_no_statuses() -> None:
    plan = read(["Klara"], *items("Bygga"), ["Pågår"], *items("Måla"), [], ["Totalt: 2"], ["Källa: verksamheten"])
    assert (counts(plan, "activities")["total"], aside(plan)["summa eller fotnot"]) == (2, 2)


def test_the_headings_are_told_in_their_order() -> None:
    words = ["Klara", "Pågår", "Försenade", "Pausade", "Avbrutna", "Ej påbörjade"]
    plan = read(*(row for at, word in enumerate(words) for row in ([word], *items(f"A {at}", f"B {at}", f"C {at}"))))
    assert ", ".join(f'"{word}"' for word in words) in plan.findings[0].message


def test_a_lone_name_below_them_is_counted_and_told() -> None:
    plan = read(["Klara"], *items("Bygga", "Gå"), ["Pågår"], *items("Måla"), ["Upprätta en plan"])
    assert (counts(plan, "activities")["total"], cells(plan, "RSP293")) == (4, ["A7"])
    plan = read(["Klara"], *items("Bygga", "Gå"), ["Pågår"], *items("Måla"), [], ["Upprättad av en handläggare"])
    assert (counts(plan, "activities")["total"], codes(plan)) == (3, ["RSP225", "RSP584"])
