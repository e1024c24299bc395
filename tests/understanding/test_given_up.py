"""What a comment, a name or a status says is given up is never counted as going on without a word."""

from __future__ import annotations

import pytest
from tables_support import VOCABULARY, cells, codes, counts, grid

from rsplan.understanding.plan import read_plan

NAMES = ["Korta köerna", "Stärka hälsan", "Resa mindre"]


def read(rows):
    return read_plan([grid(rows)], VOCABULARY)


@pytest.mark.parametrize(
    "said",
    ["Utgår: {}", "(Utgår) {}", "{} (utgår)", "{} – UTGÅR", "{} - utgått", "UTGÅTT {}", "{} [struken]", "{}, utgår"],
)
def test_a_name_that_says_so_makes_an_activity_cancelled_and_leaves_an_assignment_out(said: str) -> None:
    name = said.format(NAMES[0])
    plan = read([["Aktivitet", "Status"], [name, "Pågår"], [NAMES[1], "Pågår"]])
    assert counts(plan, "activities") == {"total": 2, "ongoing": 1, "cancelled": 1}
    assert (codes(plan), cells(plan, "RSP285")) == (["RSP285"], ["A2"])
    plan = read([["Uppdrag", "Status"], [name, "Grön"], [NAMES[1], "Gul"]])
    assert counts(plan, "assignments") == {"total": 1, "yellow": 1}
    assert cells(plan, "RSP286") == ["A2"]


@pytest.mark.parametrize(
    "name", ["Utgå från patienten", "Avbrutna vårdkedjor följs upp", "Struken tid ersätts", "Ta bort onödiga möten"]
)
def test_a_name_about_something_else_is_an_item(name: str) -> None:
    plan = read([["Uppdrag", "Status"], [name, "Grön"], [NAMES[1], "Gul"]])
    assert (counts(plan, "assignments")["total"], codes(plan)) == (2, [])


def test_one_wording_of_a_comment_is_said_once_with_all_its_cells() -> None:
    rows = [[f"{name} {at}", "Pågår", "Utgår"] for at in range(3) for name in NAMES]
    plan = read([["Aktivitet", "Status", "Kommentar"], *rows])
    (said,) = [entry for entry in plan.findings if entry.code == "RSP285"]
    assert (len(said.cells), counts(plan, "activities")["cancelled"]) == (9, 9)


def test_a_status_that_says_so_leaves_an_assignment_out_unless_the_project_knows_the_word() -> None:
    from rsplan.language.vocabulary import load_vocabulary

    rows = [["Uppdrag", "Status"], [NAMES[0], "Utgår"], [NAMES[1], "Gul"]]
    assert counts(read(rows), "assignments") == {"total": 1, "yellow": 1}
    plan = read_plan([grid(rows)], load_vocabulary({"utgår": "ingen data"}))
    assert counts(plan, "assignments") == {"total": 2, "yellow": 1, "no_data": 1}


@pytest.mark.parametrize(
    "comment", ["Avslutat uppdrag, ska ej räknas", "Ska inte räknas", "Följs inte upp i år", "Ingår ej längre i planen"]
)
def test_a_comment_that_an_item_is_not_to_be_counted_is_said(comment: str) -> None:
    plan = read([["Uppdrag", "Status", "Kommentar"], [NAMES[0], "Grön", ""], [NAMES[1], "Gul", comment]])
    assert counts(plan, "assignments") == {"total": 2, "green": 1, "yellow": 1}
    assert cells(plan, "RSP253") == ["C3"]


@pytest.mark.parametrize(
    ("comment", "told"),
    [
        ("Flyttad till nästa års plan", True), ("Slås ihop med aktivitet 4", True), ("Överförd till nästa år", True),
        ("Sammanslagen med A3", True), ("Överfört till enheten", False), ("Flyttbara väggar har köpts in", False),
        ("Slagen av motionen", False),
    ],
)  # fmt: skip
def test_what_may_have_gone_elsewhere_is_told_and_counted(comment: str, told: bool) -> None:
    rows = [["Aktivitet", "Status", "Kommentar"], ["Måla", "Pågår", comment], ["Bygga", "Klar", None]]
    plan = read_plan([grid(rows)], VOCABULARY)
    assert counts(plan, "activities") == {"total": 2, "ongoing": 1, "completed": 1}
    assert cells(plan, "RSP253") == (["C2"] if told else [])
