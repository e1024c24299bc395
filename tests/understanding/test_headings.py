"""Headings that nobody has listed: what a refusal says of them, and how they are understood from their parts."""

from __future__ import annotations

from pathlib import Path

import pytest
from tables_support import cells, change, codes, counts, read, write

from rsplan.findings.finding import ExportError
from rsplan.language.vocabulary import load_vocabulary
from rsplan.plan.period import Period, Tertial


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "export.xlsx"


# --- Refusals ------------------------------------------------------------------------------------------------------


def test_a_refusal_names_the_heading_that_may_be_the_status_and_the_line_to_paste(path: Path) -> None:
    rows = [[f"Aktivitet {at}", ("0 %", "50 %", "100 %")[at % 3], "2025-12-31"] for at in range(9)]
    with pytest.raises(ExportError, match=r'cell B1: .*rubriken "Färdiggrad" \("0 %", "50 %", "100 %"\)') as refused:
        read(write(path, [["Aktivitet", "Färdiggrad", "Slutdatum"], *rows]))
    assert '"Färdiggrad" = "status"' in str(refused.value.findings[0].hint)


def test_a_table_where_nothing_looks_like_a_status_says_that_there_is_none(path: Path) -> None:
    rows = [[f"Uppdrag {at}", f"Vård {at}"] for at in range(9)]
    with pytest.raises(ExportError, match="har ingen kolumn för status"):
        read(write(path, [["Uppdrag", "Målområde"], *rows]))


def test_a_refusal_for_want_of_names_points_at_the_column_that_has_them(path: Path) -> None:
    rows = [["Vård", f"Minska sak {at}", "Grön", at] for at in range(9)]
    with pytest.raises(ExportError, match=r'cell B1: .*"Målområde", "Status", "Utfall"') as refused:
        read(write(path, [["Målområde", "Xyzzy", "Status", "Utfall"], *rows]))
    assert '"Xyzzy" = "namn"' in str(refused.value)


# --- By their parts ------------------------------------------------------------------------------------------------

UPPDRAG = [["Korta köerna", "Grön"], ["Stärka hälsan", "Gul"], ["Resa mindre", "Röd"]]
AKTIVITETER = [["Utbilda alla", "Klar"], ["Mäta mer", "Pågår"], ["Bygga om", "Försenad"]]
FÄRG = ("Grön", "Gul", "Röd")
FÄRGER = {"total": 3, "green": 1, "yellow": 1, "red": 1}
LÄGEN = {"total": 3, "completed": 1, "ongoing": 1, "delayed": 1}


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (["Nämndens uppdrag", "Status"], "assignments"), (["Uppdrag från KF", "Bedömning (färg)"], "assignments"),
        (["RF-uppdrag", "Måluppf."], "assignments"), (["Uppdrag", "Bedömt läge"], "assignments"),
        (["Mål/uppdrag", "Status 2025"], "assignments"),
        (["Kortsiktiga nyckeltal", "Status\n(grön/gul/röd)"], "indicators"),
        (["Styrtal", "Status T1"], "indicators"), (["Resultatindikator", "Nyckeltalets status"], "indicators"),
        (["Namn", "Nyckeltalets status"], "indicators"), (["Assignment name", "Status"], "assignments"),
    ],
)  # fmt: skip
def test_a_table_headed_in_other_words_is_read_and_each_heading_said(path: Path, head: list[str], kind: str) -> None:
    plan = read(write(path, [head, *UPPDRAG]))
    assert counts(plan, kind) == FÄRGER
    assert set(codes(plan)) <= {"RSP274", "RSP275"}


@pytest.mark.parametrize(
    "head",
    [
        ["Aktivitetens namn", "Status"], ["Aktivi-\ntet", "Sta-\ntus"], ["Aktivitetsbenämning", "Aktivitetsstatus"],
        ["Åtgärd", "Status"], ["Verksamhetens aktiviteter", "Läge (T1)"], ["Activity", "Status"],
    ],
)  # fmt: skip
def test_activities_are_named_in_other_words_too(path: Path, head: list[str]) -> None:
    assert counts(read(write(path, [head, *AKTIVITETER])), "activities") == LÄGEN


def test_the_most_specific_kind_names_the_rows_also_by_its_parts(path: Path) -> None:
    rows = [[f"Uppdrag {at}", *row] for at, row in enumerate(AKTIVITETER)]
    plan = read(write(path, [["Uppdrag", "Aktivitetsbenämning", "Status"], *rows]))
    assert counts(plan, "activities") == LÄGEN
    assert set(plan.activities["parent"]) == {"Uppdrag 0", "Uppdrag 1", "Uppdrag 2"}


def test_a_known_heading_is_never_displaced(path: Path) -> None:
    rows = [[*row, "Åtgärda köerna", "HR"] for row in UPPDRAG]
    plan = read(write(path, [["Uppdrag", "Status", "Åtgärd", "Ansv. enhet"], *rows]))
    assert counts(plan, "assignments") == FÄRGER
    assert set(plan.assignments["unit"]) == {"HR"}


def test_a_heading_by_its_parts_is_said_with_its_rule_and_the_line_that_teaches_it(path: Path) -> None:
    plan = read(write(path, [["Nämndens uppdrag", "Ansv. enhet", "Status"], *([a, "HR", b] for a, b in UPPDRAG)]))
    said = {entry.code: entry for entry in plan.findings}
    assert (said["RSP274"].cell, said["RSP275"].cell) == ("A1", "B1")
    assert 'läses som namn på uppdrag: ägare "nämndens", slag "uppdrag"' in said["RSP274"].message
    assert '"Ansv. enhet" = "enhet"' in said["RSP275"].hint
    taught = load_vocabulary(None, {"Nämndens uppdrag": "uppdrag", "Ansv. enhet": "enhet"})
    plan = read(path, vocabulary=taught)
    assert counts(plan, "assignments") == FÄRGER
    assert codes(plan) == []


def test_a_name_by_its_parts_needs_names_below_it(path: Path) -> None:
    rows = [["Samma text", status] for status in ("Grön", "Gul", "Röd", "Grön")]
    with pytest.raises(ExportError):
        read(write(path, [["Nämndens uppdrag", "Status"], *rows]))


def test_two_names_that_are_equally_good_are_refused_with_both(path: Path) -> None:
    rows = [[name, f"{name} i regionen", status] for name, status in UPPDRAG]
    with pytest.raises(
        ExportError, match=r'cell A1: .*"Nämndens uppdrag" \(A1: .* och "Uppdrag från RF" \(B1: .* är namnet'
    ):
        read(write(path, [["Nämndens uppdrag", "Uppdrag från RF", "Status"], *rows]))


def test_two_statuses_that_are_equally_good_are_refused_with_both(path: Path) -> None:
    rows = [[*row, "Grön"] for row in UPPDRAG]
    with pytest.raises(
        ExportError, match=r'"Nämndens bedömning" \(B1: .* och "Enhetens bedömning" \(C1: .* är statusen'
    ):
        read(write(path, [["Uppdrag", "Nämndens bedömning", "Enhetens bedömning"], *rows]))


def test_of_statuses_by_their_parts_the_runs_period_is_read(path: Path) -> None:
    rows = [[*row, "Röd"] for row in UPPDRAG]
    plan = read(write(path, [["Uppdrag", "T1 bedömning", "T2 bedömning"], *rows]), expected=Period(2025, Tertial.APRIL))
    assert counts(plan, "assignments") == FÄRGER


@pytest.mark.parametrize("head", [["Uppdrag", "Klar?", "Status"], ["Uppdrag", "Antal aktiviteter", "Status"]])
def test_a_heading_with_a_strange_word_stays_unknown(path: Path, head: list[str]) -> None:
    plan = read(write(path, [head, *([a, "ja", b] for a, b in UPPDRAG)]))
    assert counts(plan, "assignments") == FÄRGER
    assert cells(plan, "RSP206") == ["B1"]


def test_a_column_of_statuses_is_never_taken_for_something_else(path: Path) -> None:
    rows = [[*row, "Grön"] for row in UPPDRAG]
    with pytest.raises(ExportError, match='cell C1: kolumnen "Status motivering" har statusar'):
        read(write(path, [["Uppdrag", "Status", "Status motivering"], *rows]))


def test_items_whose_words_are_headings_are_no_header(path: Path) -> None:
    rows = [
        ["Status för aktiviteter", "Grön", "Enheten"],
        ["Nämndens uppdrag", "Röd", "Bedömning"],
        ["Mål", "Gul", "HR"],
    ]
    plan = read(write(path, [["Uppdrag", "Status", "Enhet"], *rows]))
    assert counts(plan, "assignments") == FÄRGER
    assert codes(plan) == []


def test_a_property_of_another_kind_than_the_rows_is_not_theirs(path: Path) -> None:
    rows = [["U1", *row] for row in AKTIVITETER]
    plan = read(write(path, [["Uppdragets id", "Aktivitet", "Status"], *rows]))
    assert counts(plan, "activities") == LÄGEN
    assert cells(plan, "RSP206") == ["A1"]


# --- Words that head columns of two sorts --------------------------------------------------------------------------


def test_a_unit_of_measure_is_no_unit(path: Path) -> None:
    head = ["Nyckeltal", "Enhet", "Målvärde", "Utfall", "Status", "Ansvarig enhet"]
    rows = [
        [name, unit, 10, 9, status, "HR"] for (name, status), unit in zip(UPPDRAG, ("%", "mnkr", "ton"), strict=True)
    ]
    plan = read(write(path, [head, *rows]))
    assert counts(plan, "indicators") == FÄRGER
    assert set(plan.indicators["unit"]) == {"HR"}
    assert (codes(plan), cells(plan, "RSP278")) == (["RSP278"], ["B1"])
    rows = [[*row[:1], unit, *row[2:]] for row, unit in zip(rows, ("HR", "IT", "%"), strict=True)]
    assert set(read(write(path, [head, *rows])).indicators["unit"]) == {"HR", "IT", "%"}


def test_goals_are_the_names_where_nothing_else_is(path: Path) -> None:
    plan = read(write(path, [["Mål", "Status", "Kommentar"], *([a, b, "Bra"] for a, b in UPPDRAG)]))
    assert counts(plan, "assignments") == FÄRGER
    assert cells(plan, "RSP275") == ["A1"]


def test_a_text_of_activities_beside_assignments_names_none(path: Path) -> None:
    rows = [[a, text, b] for (a, b), text in zip(UPPDRAG, (None, "Rutin tas fram.", "Rutin tas fram."), strict=True)]
    plan = read(write(path, [["Uppdrag", "Aktiviteter", "Status"], *rows]))
    assert counts(plan, "assignments") == FÄRGER
    assert cells(plan, "RSP277") == ["B1"]
    colours = [[f"U{at}", *row] for at, row in enumerate(UPPDRAG)]
    with pytest.raises(ExportError):
        read(write(path, [["Uppdrag", "Aktivitet", "Status"], *(colours * 2)]))


# --- Headings below the first table --------------------------------------------------------------------------------


@pytest.mark.parametrize("gap", [0, 1])
@pytest.mark.parametrize("head", [["Aktivitetens namn", "Bedömt läge"], ["Åtgärd", "Akt. status"]])
def test_headings_among_the_items_begin_another_table(path: Path, head: list[str], gap: int) -> None:
    plan = read(write(path, [["Uppdrag", "Status"], *UPPDRAG, *[[]] * gap, head, *AKTIVITETER]))
    assert counts(plan, "assignments") == FÄRGER
    assert counts(plan, "activities") == LÄGEN


def test_a_second_table_that_only_its_parts_head_is_read(path: Path) -> None:
    first = [["Uppdrag", None, None, "Kommentar"], *([a, b, None, "x"] for a, b in UPPDRAG)]
    second = [["Kortsiktiga nyckeltal", None, "Utfall", "Kommentar"], *([f"Andel {a}", b, 4, "x"] for a, b in UPPDRAG)]
    plan = read(write(path, [*first, [], *second]))
    assert counts(plan, "assignments") == FÄRGER
    assert counts(plan, "indicators") == FÄRGER


# --- Over two rows -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("upper", "lower", "order"),
    [
        (["Uppdrag", "Uppföljning", None], [None, "Status", "Kommentar"], "nsx"),
        (["Uppdrag", "Bedömning", None, "Enhet"], [None, "Färg", "Text", None], "nsxx"),
        (["Uppdrag", "Status", "Status"], [None, "T1", "T2"], "nso"),
        (["Uppdrag", "Status", None], [None, "T1", "T2"], "nso"),
        (["Uppdrag", 2025, None, None], [None, "April", "Augusti", "December"], "nsoo"),
        (["Ansvarig", "Nämndens", "Status"], ["enhet", "uppdrag", "april"], "xns"),
        (["Uppdragets", "Uppdragets"], ["namn", "status"], "ns"),
        ([None, "Uppföljning T1", None], ["Uppdrag", "Status", "Kommentar"], "nsx"),
    ],
)
@pytest.mark.parametrize("merged", [False, True])
def test_a_heading_stands_over_two_rows(path: Path, upper: list, lower: list, order: str, merged: bool) -> None:
    def merge(book) -> None:
        for at, (top, sub) in enumerate(zip(upper, lower, strict=True), 1):
            if top and not sub:
                book.worksheets[0].merge_cells(start_row=1, end_row=2, start_column=at, end_column=at)

    items = [[{"n": name, "s": status, "x": "HR", "o": None}[key] for key in order] for name, status in UPPDRAG]
    made = write(path, [upper, lower, *items])
    plan = read(change(made, merge) if merged else made, expected=Period(2025, Tertial.APRIL))
    assert counts(plan, "assignments") == FÄRGER
    assert set(codes(plan)) <= {"RSP274", "RSP275"}


def test_a_flat_table_is_headed_over_two_rows(path: Path) -> None:
    heads = [["Uppdrag", None, "Aktivitet", None], ["Namn", "Status", "Namn", "Status"]]
    rows = [[*one, *other] for one, other in zip(UPPDRAG, AKTIVITETER, strict=True)]
    plan = read(write(path, [*heads, *rows]))
    assert (counts(plan, "assignments"), counts(plan, "activities")) == (FÄRGER, LÄGEN)


@pytest.mark.parametrize(
    "row", [["Enheten", None, None], ["Uppdrag från RF", None, "Verksamheten"], ["Korta köer", None, "HR"]]
)
def test_a_first_item_without_a_status_is_no_part_of_the_heading(path: Path, row: list) -> None:
    plan = read(write(path, [["Uppdrag", "Status", "Enhet"], row, *([a, b, "HR"] for a, b in UPPDRAG)]))
    assert counts(plan, "assignments")["total"] + len(cells(plan, "RSP225")) == 4


def test_titles_above_a_header_are_no_part_of_it(path: Path) -> None:
    titles = [["Aktiviteter", None, "April 2025"]]
    plan = read(write(path, [*titles, ["Namn", "Enhet", "Status"], *([a, "HR", b] for a, b in AKTIVITETER)]))
    assert counts(plan, "activities") == LÄGEN
    assert (plan.period, codes(plan)) == (Period(2025, Tertial.APRIL), [])


# --- One status in several columns ---------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["x", "X ", "✓", "ja"])
def test_a_cross_below_a_status_is_that_status(path: Path, mark: str) -> None:
    rows = [
        [name, *(mark if status == colour else None for colour in ("Grön", "Gul", "Röd"))] for name, status in UPPDRAG
    ]
    plan = read(write(path, [["Uppdrag", "Grön", "Gul", "Röd"], *rows]))
    assert counts(plan, "assignments") == FÄRGER
    assert cells(plan, "RSP264") == ["B1"]


def test_two_crosses_are_no_status_and_none_is_told(path: Path) -> None:
    rows = [["A", "x", None], ["B", "x", "x"], ["C", None, None], ["D", None, "x"]]
    plan = read(write(path, [["Aktivitet", "Pågår", "Klar"], *rows]))
    assert counts(plan, "activities") == {"total": 4, "ongoing": 1, "completed": 1, "unknown": 2}
    assert cells(plan, "RSP201") == ["B3"]
    assert cells(plan, "RSP211") == ["B4"]


def test_numbers_below_statuses_are_counts_and_no_crosses(path: Path) -> None:
    with pytest.raises(ExportError):
        read(write(path, [["Uppdrag", "Grön", "Gul"], ["A", 1, 2], ["B", 3, None]]))


def test_an_item_with_two_statuses_beside_it_is_no_heading(path: Path) -> None:
    rows = [["Uppdrag", "Grön", "Gul"], ["Stärka", "Gul", "Gul"]]
    plan = read(write(path, [["Uppdrag", "Status", "Föregående status"], *rows]))
    assert counts(plan, "assignments") == {"total": 2, "green": 1, "yellow": 1}


@pytest.mark.parametrize(
    "heading", ["Status föreg. period", "Status förra perioden", "Status vid årets början", "Föregående status"]
)
def test_what_an_earlier_follow_up_said_is_not_the_status(path: Path, heading: str) -> None:
    rows = [["Bygga", "Klar", "Pågår"], ["Måla", "Pågår", "Klar"], ["Riva", "Pågår", "Pågår"]]
    plan = read(write(path, [["Aktivitet", heading, "Status nu"], *rows]))
    assert counts(plan, "activities") == {"total": 3, "ongoing": 2, "completed": 1}
    assert cells(plan, "RSP206") == ["B1"]


def test_an_action_plan_that_asks_is_read(path: Path) -> None:
    rows = [["Bygga", "Chefen", "i höst", "Pågår"], ["Måla", "Läraren", "2025-05-01", "Klar"]]
    plan = read(write(path, [["Vad ska göras?", "Vem?", "När?", "Hur går det?"], *rows]))
    assert counts(plan, "activities") == {"total": 2, "ongoing": 1, "completed": 1}
    assert "A1" in cells(plan, "RSP275")


def test_of_one_status_column_a_board_each_row_has_its_own(path: Path) -> None:
    rows = [["A", "Grön", None, None], ["B", None, "Gul", None], ["C", None, None, "Röd"]]
    heads = ["Uppdrag", "Status RS", "Status HSN", "Status RUN"]
    plan = read(write(path, [heads, *rows]))
    assert counts(plan, "assignments") == FÄRGER
    assert cells(plan, "RSP264") == ["B1"]
    with pytest.raises(ExportError, match="Status RS"):
        read(write(path, [heads[:3], ["A", "Grön", "Röd"], ["B", None, "Gul"]]))


def test_a_table_on_its_side_is_refused_with_its_place(path: Path) -> None:
    across = [["Det vi gör", *(name for name, _ in UPPDRAG)], ["Status", *(status for _, status in UPPDRAG)]]
    with pytest.raises(ExportError, match=r'cell A1: bladet har statusord men .*Skriv "Det vi gör" = "uppdrag"'):
        read(write(path, across))
