"""A line that says that the rows below it are given up holds for them, and no other line does."""

from __future__ import annotations

import pytest
from tables_support import VOCABULARY, aside, cells, codes, counts, grid

from rsplan.understanding.given_up_sections import says_given_up
from rsplan.understanding.plan import read_plan

HEADINGS = ["Målområde", "Uppdrag", "Status", "Kommentar"]
ITEMS = [["Vård", "Korta köerna", "Grön"], ["Vård", "Stärka hälsan", "Gul"], ["Klimat", "Resa mindre", "Röd"]]
LAST = ["Klimat", "Cykla mer", "Grön"]
SURE = ["Uppdrag som utgår", "UTGÅR (2 st)", "Avslutade och borttagna uppdrag", "Utgående uppdrag",
        "Följande mål utgår", "Strukna enligt beslut i KS 2025-03-01", "Uppdrag som har utgått", "Avförda"]  # fmt: skip
UNSURE = ["Ej aktuella uppdrag", "Uppdrag som inte längre följs upp", "Flyttade till nästa års plan", "Vilande",
          "Ersatta uppdrag", "Utgår från planen"]  # fmt: skip


def read(*rows):
    return read_plan([grid([list(row) for row in rows])], VOCABULARY)


@pytest.mark.parametrize("line", SURE)
@pytest.mark.parametrize("place", [0, 1])
def test_rows_below_such_a_line_are_left_out_and_told_with_their_cell(line: str, place: int) -> None:
    plan = read(HEADINGS, *ITEMS, [], [""] * place + [line], LAST)
    assert counts(plan, "assignments") == {"total": 3, "green": 1, "yellow": 1, "red": 1}
    assert cells(plan, "RSP286") == ["B7"]


@pytest.mark.parametrize("line", UNSURE)
def test_rows_below_a_line_that_may_say_so_are_counted_and_told(line: str) -> None:
    plan = read(HEADINGS, *ITEMS, [line], LAST)
    assert (counts(plan, "assignments")["total"], cells(plan, "RSP253")) == (4, ["B6"])


@pytest.mark.parametrize(
    "text",
    ["Utgår från patientens behov", "Utgående från mål 1", "Avbrutna vårdkedjor", "Inställda resor", "Strukna köer",
     "Uppdrag som utgår är markerade med grått", "Nära vård", "Pågår", "Avslutade", "Färre avbrutna studier", "", "–"],
)  # fmt: skip
def test_another_line_says_nothing_of_it(text: str) -> None:
    assert says_given_up(text) is None


def test_activities_below_it_are_cancelled_but_those_that_are_done() -> None:
    rows = [["Resa", "Pågår"], ["Cykla", "Klar"]]
    plan = read(["Aktivitet", "Status"], ["Korta", "Pågår"], ["Borttagna aktiviteter"], *rows)
    assert counts(plan, "activities") == {"total": 3, "ongoing": 1, "cancelled": 1, "completed": 1}
    assert cells(plan, "RSP285") == ["A4"]


@pytest.mark.parametrize("rows", [[["Uppdrag som utgår"], HEADINGS, LAST], [["Utgår", "Cykla mer", "Grön"]]])
def test_the_line_may_be_a_title_of_a_table_or_a_group_of_each_row(rows: list[list[str]]) -> None:
    plan = read(HEADINGS, *ITEMS, [], *rows)
    assert (counts(plan, "assignments")["total"], len(cells(plan, "RSP286"))) == (3, 1)


def test_the_next_heading_ends_it_and_headings_right_below_it_are_in_doubt() -> None:
    rows = [["Utgår"], LAST, ["Nära vård"], ["Vård", "Ta emot snabbt", "Grön"]]
    plan = read(HEADINGS, *ITEMS, *rows)
    assert (counts(plan, "assignments")["total"], cells(plan, "RSP286"), cells(plan, "RSP253")) == (4, ["B6"], [])
    plan = read(HEADINGS, *ITEMS, ["Utgår"], ["Mål 1"], LAST, ["Mål 2"], ["Vård", "Ta emot snabbt", "Grön"])
    assert (counts(plan, "assignments")["total"], cells(plan, "RSP253")) == (5, ["B7"])


def test_the_line_may_have_a_comment_and_rows_below_it_no_status() -> None:
    plan = read(HEADINGS, *ITEMS, ["Uppdrag som utgår", "", "", "Beslut i mars"], LAST[:2])
    assert (counts(plan, "assignments")["total"], cells(plan, "RSP286")) == (3, ["B6"])
    assert aside(plan) == {"mellanrubrik": 1, "utgår": 1}


def test_no_long_line_is_slow() -> None:
    for text in ("uppdrag " * 12, "och " * 24 + "x", "utgår och " * 9 + "x", "inte " * 19, "1" * 99, "är, " * 24):
        assert says_given_up(text) in (None, False)


def test_a_line_with_nothing_below_it_is_no_item() -> None:
    plan = read(["Aktivitet", "Status"], ["Korta", "Pågår"], ["Resa", "Klar"], [], ["Utgår"])
    assert (counts(plan, "activities")["total"], codes(plan)) == (2, ["RSP225"])
