"""Every shape of export that is read without configuration, each on a real file."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from tables_support import aside, cells, change, codes, counts, figures, read, write

from rsplan.findings.finding import ExportError
from rsplan.plan.model import Kind
from rsplan.plan.period import Period, Tertial

HEAD = ["Målområde", "Uppdrag", "Status", "Id"]
ROWS = [
    ["Vård", "Korta köerna", "Grön", "U1"],
    ["Vård", "Stärka hälsan", "Gul", "U2"],
    ["Miljö", "Resa mindre", "Röd", "U3"],
]
WHOLE = {"total": 3, "green": 1, "yellow": 1, "red": 1}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bok.xlsx"


def test_title_rows_stand_above_the_header(path: Path) -> None:
    titles = [["Regionstyrelsen – Uppdrag 2025"], ["Uppföljning per april 2025"], ["Uttag ur Stratsys 2026-05-05"], []]
    plan = read(write(path, [*titles, HEAD, *ROWS]))
    assert counts(plan, "assignments") == WHOLE
    assert (plan.board, plan.period) == ("Regionstyrelsen", Period(2025, Tertial.APRIL))
    assert codes(plan) == []


def test_columns_come_in_any_order(path: Path) -> None:
    order = [2, 0, 3, 1]
    plan = read(write(path, [[row[at] for at in order] for row in [HEAD, *ROWS]]))
    assert counts(plan, "assignments") == WHOLE
    assert figures(plan)["assignments.by_goal_area.vard"] == 2
    assert str(plan.address(Kind.ASSIGNMENTS, 1)) == "bok.xlsx, blad Blad1, cell A3"


@pytest.mark.parametrize(
    "head",
    [
        ["  MÅLOMRÅDE", "uppdrag ", "STATUS", "Id"],
        ["Målområde", "Uppdrag\u00a0", "\u00a0Status", "Internt\u00a0id"],
        ["Ma\u030alomra\u030ade", "Uppdrag", "Status", "Id"],
        ["Mål\u00adområde", "Upp\u200bdrag", "Status\ufeff", "Id"],
        ["Målområde:", "Uppdrag*", "Status¹", "Id²"],
        ["Mål-\nområde".replace("-\n", ""), "Uppdrag\n", "Sta\u00adtus", "Internt\nid"],
        ["Målområde", "Uppdrag", "Status april 2025", "Id"],
        ["Målområde", "Uppdrag", "Status (T1 2025)", "Id"],
    ],
)
def test_headings_have_odd_spacing_case_hard_spaces_and_line_breaks(path: Path, head: list[str]) -> None:
    plan = read(write(path, [head, *ROWS]))
    assert counts(plan, "assignments") == WHOLE
    assert figures(plan)["assignments.by_goal_area.miljo"] == 1
    assert codes(plan) == []


def test_several_tables_stand_below_each_other(path: Path) -> None:
    indicators = [
        ["Nyckeltal"],
        ["Nyckeltal", "Målvärde", "Status"],
        ["Sjukfrånvaro", "5 %", "Grön"],
        ["Soliditet", "30 %", "Röd"],
    ]
    activities = [["Aktiviteter"], ["Aktivitet", "Status"], ["Utbilda", "Försenad"], ["Anställa", "Klar"]]
    plan = read(write(path, [["Uppdrag"], HEAD, *ROWS, [], *indicators, [], *activities]))
    assert counts(plan, "assignments") == WHOLE
    assert counts(plan, "indicators") == {"total": 2, "green": 1, "red": 1}
    assert counts(plan, "activities") == {"total": 2, "delayed": 1, "completed": 1}
    assert codes(plan) == []


def test_tables_below_each_other_need_no_blank_row_between(path: Path) -> None:
    rows = [["Uppdrag"], ["Namn", "Status"], ["A", "Grön"], ["Nyckeltal"], ["Namn", "Status"], ["B", "Röd"]]
    plan = read(write(path, rows))
    assert counts(plan, "assignments") == {"total": 1, "green": 1}
    assert counts(plan, "indicators") == {"total": 1, "red": 1}


def test_a_table_whose_kind_nothing_tells_is_refused_with_its_place(path: Path) -> None:
    with pytest.raises(ExportError, match=r"cell A1: det framgår inte om tabellen innehåller uppdrag"):
        read(write(path, [["Namn", "Status"], ["A", "Grön"]]))


def test_tables_stand_side_by_side(path: Path) -> None:
    rows = [
        ["Uppdrag", "Status", None, "Nyckeltal", "Status"],
        ["Korta köerna", "Grön", None, "Sjukfrånvaro", "Röd"],
        ["Stärka hälsan", "Gul", None, None, None],
    ]
    plan = read(write(path, rows))
    assert counts(plan, "assignments") == {"total": 2, "green": 1, "yellow": 1}
    assert counts(plan, "indicators") == {"total": 1, "red": 1}
    assert str(plan.address(Kind.INDICATORS, 0)) == "bok.xlsx, blad Blad1, cell E2"


def test_several_sheets_are_read_in_any_order(path: Path) -> None:
    sheets = {
        "Aktiviteter": [["Namn", "Status"], ["Utbilda", "Försenad"]],
        "Uppdrag": [["Namn", "Status"], ["Korta köerna", "Grön"]],
        "Nyckeltal": [["Namn", "Status"], ["Sjukfrånvaro", "Röd"]],
    }
    plan = read(write(path, sheets))
    assert [counts(plan, kind) for kind in Kind] == [
        {"total": 1, "green": 1},
        {"total": 1, "red": 1},
        {"total": 1, "delayed": 1},
    ]


@pytest.mark.parametrize(
    ("file", "kind"), [("uppdrag_2025-april.xlsx", "assignments"), ("Mätetal T1.xlsx", "indicators")]
)
def test_the_kind_of_a_table_headed_namn_comes_from_the_file(tmp_path: Path, file: str, kind: str) -> None:
    plan = read(write(tmp_path / file, [["Namn", "Status"], ["Korta köerna", "Grön"]]))
    assert counts(plan, kind) == {"total": 1, "green": 1}


def test_merged_group_cells_hold_for_the_rows_they_cover(path: Path) -> None:
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet("Uppdrag")
    page.write_row(0, 0, HEAD)
    for at, row in enumerate([["", "A", "Grön", "U1"], ["", "B", "Gul", "U2"], ["Miljö", "C", "Röd", "U3"]], 1):
        page.write_row(at, 0, row)
    page.merge_range(1, 0, 2, 0, "Vård")
    book.close()
    plan = read(path)
    assert figures(plan)["assignments.by_goal_area.vard"] == 2
    assert codes(plan) == []


def test_an_activity_merged_over_its_units_is_one_activity_with_several_follow_ups(path: Path) -> None:
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet("Aktiviteter")
    for at, row in enumerate(
        [["Aktivitet", "Enhet", "Status"], ["", "HR", "Försenad"], ["", "IT", "Klar"], ["Anställa", "HR", "Klar"]]
    ):
        page.write_row(at, 0, row)
    page.merge_range(1, 0, 2, 0, "Utbilda")
    book.close()
    plan = read(path)
    assert counts(plan, "activities") == {"total": 3, "delayed": 1, "completed": 2}
    assert figures(plan)["activities.distinct"] == 2


def test_a_blank_group_cell_takes_the_group_above_and_says_so(path: Path) -> None:
    rows = [["Vård", "A", "Grön"], [None, "B", "Gul"], [None, "C", "Gul"], ["Miljö", "D", "Röd"], [None, "E", "Röd"]]
    plan = read(write(path, [["Målområde", "Uppdrag", "Status"], *rows]))
    assert figures(plan)["assignments.by_goal_area.vard"] == 3
    assert figures(plan)["assignments.by_goal_area.miljo"] == 2
    assert cells(plan, "RSP226") == ["A3"]


def test_a_blank_cell_in_a_column_that_repeats_its_group_is_a_missing_value(path: Path) -> None:
    rows = [
        ["Vård", "A", "Grön"],
        ["Vård", "B", "Gul"],
        [None, "C", "Gul"],
        ["Vård", "D", "Röd"],
        ["Miljö", "E", "Röd"],
    ]
    plan = read(write(path, [["Målområde", "Uppdrag", "Status"], *rows]))
    assert figures(plan)["assignments.by_goal_area.vard"] == 3
    assert cells(plan, "RSP212") == ["A4"]


def test_an_activity_named_once_above_its_units_is_one_activity(path: Path) -> None:
    rows = [["Utbilda", "HR", "Försenad"], [None, "IT", "Klar"], ["Anställa", "HR", "Klar"]]
    plan = read(write(path, [["Aktivitet", "Enhet", "Status"], *rows]))
    assert counts(plan, "activities") == {"total": 3, "delayed": 1, "completed": 2}
    assert figures(plan)["activities.distinct"] == 2
    assert cells(plan, "RSP227") == ["A3"]


@pytest.mark.parametrize(
    "foot",
    [
        ["Summa", None, 3],
        ["Totalt: 3"],
        [None, "Totalt antal", 3],
        ["Antal rader: 3"],
        ["Filter: År = 2025"],
        ["Tillämpade filter:\nÅr är 2025"],
        ["Källa: Stratsys"],
        ["Delsumma Miljö", None, 1],
    ],
)
def test_a_total_or_filter_row_at_the_foot_is_set_aside_and_said(path: Path, foot: list[object]) -> None:
    plan = read(write(path, [HEAD, *ROWS, foot]))
    assert counts(plan, "assignments") == WHOLE
    assert aside(plan) == {"summa eller fotnot": 1}
    assert codes(plan) == ["RSP208"]


def test_an_item_whose_name_begins_like_a_sum_is_counted(path: Path) -> None:
    rows = [
        ["Nyckeltal", "Målvärde", "Status"],
        ["Antal aktiviteter", "10", None],
        ["Totalt resandeindex", "5", "Grön"],
    ]
    plan = read(write(path, rows))
    assert counts(plan, "indicators") == {"total": 2, "green": 1, "no_data": 1}


def test_headings_between_the_rows_are_their_goal_areas(path: Path) -> None:
    rows = [
        ["Uppdrag", "Status", "Ansvarig enhet"],
        ["Målområde: Vård"],
        ["A", "Grön", "HR"],
        ["B", "Gul", "HR"],
        ["Målområde: Miljö"],
        ["C", "Röd", "IT"],
    ]
    book = write(path, rows)
    change(book, lambda opened: [opened["Blad1"].merge_cells(f"A{row}:C{row}") for row in (2, 5)])
    plan = read(book)
    assert counts(plan, "assignments") == WHOLE
    assert figures(plan)["assignments.by_goal_area.vard"] == 2
    assert cells(plan, "RSP209") == ["A2", "A5"]


def test_a_row_of_a_name_alone_is_read_as_heading_and_warned_of(path: Path) -> None:
    rows = [["Uppdrag", "Status", "Ansvarig enhet"], ["Vård"], ["A", "Grön", "HR"], ["B", "Gul", "HR"]]
    plan = read(write(path, rows))
    assert counts(plan, "assignments")["total"] == 2
    assert cells(plan, "RSP225") == ["B2"]


def test_a_hidden_sheet_is_left_out_and_reported(path: Path) -> None:
    write(path, {"Uppdrag": [HEAD, *ROWS], "Gammalt uppdrag": [HEAD, ["Vård", "X", "Grön", "U9"]]})
    change(path, lambda book: setattr(book["Gammalt uppdrag"], "sheet_state", "hidden"))
    plan = read(path)
    assert counts(plan, "assignments") == WHOLE
    assert [entry.sheet for entry in plan.findings if entry.code == "RSP216"] == ["Gammalt uppdrag"]


def test_hidden_rows_are_counted_and_reported(path: Path) -> None:
    write(path, [HEAD, *ROWS])

    def hide(book: object) -> None:
        book["Blad1"].row_dimensions[3].hidden = True  # type: ignore[index]

    plan = read(change(path, hide))
    assert counts(plan, "assignments") == WHOLE
    assert cells(plan, "RSP217") == ["A3"]


def test_the_flat_export_view_holds_three_kinds_with_the_colour_glued_to_the_name(path: Path) -> None:
    head = [
        "Malomrade_Namn",
        "Uppdrag_Namn",
        "Uppdrag_InterntID",
        "Nyckeltal_Namn",
        "Nyckeltal_InterntID",
        "Nyckeltal_Malvarde",
        "Aktivitet_Namn",
        "Aktivitet_InterntID",
        "Aktivitet_Enhet",
        "Aktivitet_Status",
    ]
    rows = [
        ["Vård", "GrönKorta köerna", 1, None, None, None, "Utbilda", 10, "HR", "Pågående"],
        ["Vård", "GrönKorta köerna", 1, None, None, None, "Utbilda", 10, "IT", "Försenad"],
        ["Vård", "GrönKorta köerna", 1, "RödVäntetid", 5, "30 %", "Anställa", 11, "HR", "Klar"],
        ["Miljö", "Inga dataResa mindre", 2, None, None, None, None, None, None, None],
    ]
    plan = read(write(path, [head, *rows]))
    assert counts(plan, "assignments") == {"total": 2, "green": 1, "no_data": 1}
    assert counts(plan, "indicators") == {"total": 1, "red": 1}
    assert counts(plan, "activities") == {"total": 3, "ongoing": 1, "delayed": 1, "completed": 1}
    assert figures(plan)["activities.distinct"] == 2
    assert list(plan.assignments["title"]) == ["Korta köerna", "Resa mindre"]
    assert list(plan.activities["parent"]) == ["Korta köerna", "Korta köerna", "Väntetid"]
    assert plan.indicators["goal_area"].tolist() == ["Vård"]


def test_one_object_with_two_statuses_in_the_export_view_is_counted_once_as_unknown(path: Path) -> None:
    head = ["Uppdrag_Namn", "Uppdrag_InterntID", "Uppdrag_Status"]
    plan = read(write(path, [head, ["A", 1, "Grön"], ["A", 1, "Röd"], ["B", 2, "Gul"]]))
    assert counts(plan, "assignments") == {"total": 2, "yellow": 1, "unknown": 1}
    assert cells(plan, "RSP204") == ["C3"]


def test_statuses_of_another_period_than_the_title_says_are_told(path: Path) -> None:
    title, head = ["Uppföljning per april 2025"], ["Uppdrag", "Målvärde 2030", "Status april 2024"]
    plan = read(write(path, [title, head, ["Korta köerna", "5", "Grön"]]))
    assert plan.period is not None
    assert plan.period.slug == "2025-april"
    assert cells(plan, "RSP301") == ["C2"]


def test_the_heading_of_the_statuses_tells_the_period_where_nothing_else_does(path: Path) -> None:
    plan = read(write(path, [["Uppdrag", "Status april 2025"], ["Korta köerna", "Grön"]]))
    assert plan.period is not None
    assert (plan.period.slug, cells(plan, "RSP301")) == ("2025-april", [])


def test_a_type_column_tells_the_kind_of_each_row(path: Path) -> None:
    rows = [
        ["Målområde", "Vård", None],
        ["Uppdrag", "Korta köerna", "Grön"],
        ["Nyckeltal", "Väntetid", "Röd"],
        ["Aktivitet", "Utbilda", "Försenad"],
        ["Aktivitet", "Anställa", "Klar"],
        ["Rubrik", "X", "Grön"],
    ]
    plan = read(write(path, [["Typ", "Namn", "Status"], *rows]))
    assert [counts(plan, kind) for kind in Kind] == [
        {"total": 1, "green": 1},
        {"total": 1, "red": 1},
        {"total": 2, "delayed": 1, "completed": 1},
    ]
    assert cells(plan, "RSP228") == ["A7"]


def test_headings_between_the_rows_tell_the_kind(path: Path) -> None:
    rows = [
        ["Namn", "Status", "Ansvarig enhet"],
        ["Uppdrag"],
        ["Korta köerna", "Grön", "HR"],
        ["Nyckeltal"],
        ["Väntetid", "Röd", "HR"],
        ["Aktiviteter"],
        ["Utbilda", "Försenad", "IT"],
    ]
    plan = read(write(path, rows))
    assert [counts(plan, kind) for kind in Kind] == [
        {"total": 1, "green": 1},
        {"total": 1, "red": 1},
        {"total": 1, "delayed": 1},
    ]


def test_a_tree_names_each_row_in_the_column_of_its_kind(path: Path) -> None:
    rows = [
        ["Målområde", "Uppdrag", "Aktivitet", "Enhet", "Status"],
        ["Vård", "Korta köerna", None, None, "Grön"],
        ["Vård", None, "Utbilda", "HR", "Försenad"],
        ["Vård", None, "Utbilda", "IT", "Klar"],
        ["Miljö", "Resa mindre", None, None, "Gul"],
        ["Miljö", None, "Cykla", "IT", "Planerad"],
    ]
    plan = read(write(path, rows))
    assert counts(plan, "assignments") == {"total": 2, "green": 1, "yellow": 1}
    assert counts(plan, "activities") == {"total": 3, "delayed": 1, "completed": 1, "planned": 1}
    assert plan.activities["parent"].tolist() == ["Korta köerna", "Korta köerna", "Resa mindre"]
    assert all(ledger.balances for ledger in plan.ledgers)


def test_the_model_of_2021_is_read(tmp_path: Path) -> None:
    goals = write(
        tmp_path / "a.xlsx",
        [
            ["Strategi", "Resultatmål", "Bedömning"],
            ["Nära vård", "A", "Tillfredsställande, målet uppnått"],
            ["Nära vård", "B", "Inte helt tillfredsställande, pågående aktiviteter i rätt riktning"],
            ["Ekonomi", "C", "Otillfredsställande, målen inte uppnådda"],
        ],
    )
    measures = write(
        tmp_path / "b.xlsx",
        [
            ["Strategi", "Mätetal", "Mål", "Resultat", "Status"],
            ["Ekonomi", "D", 90, 85, "Gul"],
            ["Ekonomi", "E", 5, 7, "Röd"],
        ],
    )
    plan = read(goals, measures)
    assert counts(plan, "assignments") == WHOLE
    assert counts(plan, "indicators") == {"total": 2, "yellow": 1, "red": 1}
    assert plan.indicators[["target", "actual"]].to_numpy().tolist() == [["90", "85"], ["5", "7"]]


def test_a_column_of_numbers_headed_aktiviteter_names_no_activities(path: Path) -> None:
    plan = read(write(path, [["Uppdrag", "Aktiviteter", "Status"], ["A", 3, "Grön"], ["B", 0, "Röd"]]))
    assert counts(plan, "assignments") == {"total": 2, "green": 1, "red": 1}
    assert counts(plan, "activities") == {}


def test_the_header_is_repeated_at_each_page(path: Path) -> None:
    plan = read(write(path, [HEAD, *ROWS[:2], HEAD, ROWS[2]]))
    assert counts(plan, "assignments") == WHOLE


def test_statuses_without_a_header_row_are_refused_with_their_place(path: Path) -> None:
    rows = [["A", "Grön"], ["B", "Gul"], ["C", "Gul"]]
    with pytest.raises(ExportError, match="blad Blad1, cell B1: bladet har statusord men ingen rubrikrad"):
        read(write(path, rows))


def test_a_legend_beside_the_table_is_no_table(path: Path) -> None:
    plan = read(
        write(
            path,
            {
                "Uppdrag": [HEAD, *ROWS],
                "Förklaring": [["Grön", "Uppfyllt"], ["Gul", "Delvis uppfyllt"], ["Röd", "Inte uppfyllt"]],
            },
        )
    )
    assert counts(plan, "assignments") == WHOLE
    assert codes(plan) == ["RSP230"]


def test_comments_and_names_in_html_become_text(path: Path) -> None:
    head = ["Uppdrag", "Status", "Kommentar"]
    plan = read(
        write(
            path,
            [
                head,
                ["<p>Korta k&ouml;erna</p>", "Grön", "<ul><li>Ett</li><li>Två &amp; tre</li></ul>"],
                ["Mål <16% & mer", "Gul", None],
            ],
        )
    )
    assert plan.assignments["title"].tolist() == ["Korta köerna", "Mål <16% & mer"]
    assert plan.assignments["comment"].tolist() == ["Ett Två & tre", ""]


def test_counts_beside_a_table_do_not_hide_its_header(path: Path) -> None:
    rows = [["Uppdrag", "Status", None, "Antal", 3], ["A", "Grön", None, "Varav klara", 1], ["B", "Gul"], ["C", "Röd"]]
    assert counts(read(write(path, rows)), "assignments") == {"total": 3, "green": 1, "yellow": 1, "red": 1}


def test_notes_below_a_blank_row_are_no_items(path: Path) -> None:
    rows = [
        ["Uppdrag", "Status"],
        ["A", "Grön"],
        ["B", "Gul"],
        ["C", "Röd"],
        [None],
        ["* Osäkert"],
        ["1) Beror på avtal"],
    ]
    assert counts(read(write(path, rows)), "assignments") == {"total": 3, "green": 1, "yellow": 1, "red": 1}


@pytest.mark.parametrize(
    "headings", [("Jan", "Feb", "Mar", "Apr"), ("Delår 1", "Delår 2"), ("Status kvartal 4", "April")]
)
def test_columns_headed_by_periods_alone_give_the_runs(path: Path, headings: tuple[str, ...]) -> None:
    mine = next(at for at, text in enumerate(headings) if text in ("Apr", "April", "Delår 1"))
    rows = [
        ["Uppdrag", *headings],
        *[[name, *("Röd" if at != mine else "Grön" for at in range(len(headings)))] for name in "ABC"],
    ]
    plan = read(write(path, rows), expected=Period(2025, Tertial.APRIL))
    assert counts(plan, "assignments") == {"total": 3, "green": 3}


def test_another_table_right_below_the_items_is_not_counted(path: Path) -> None:
    rows = [["Uppdrag", "Status", "Enhet"], ["A", "Grön", "X"], ["B", "Röd", "Y"], ["C", "Grön", "X"]]
    plan = read(write(path, [*rows, ["Risk", "Status", "Ägare"], ["D", "Gul", "Z"], ["E", "Röd", "X"]]))
    assert counts(plan, "assignments") == {"total": 3, "green": 2, "red": 1}
    assert cells(plan, "RSP296") == ["B5"]


def test_a_status_that_is_overwritten_by_its_heading_ends_no_table(path: Path) -> None:
    rows = [["Id", "Uppdrag", "Status"], ["U1", "A", "Grön"], ["U2", "B", "Status"], ["U3", "C", "Röd"]]
    plan = read(write(path, rows))
    assert counts(plan, "assignments") == {"total": 3, "green": 1, "red": 1, "unknown": 1}
    assert cells(plan, "RSP201") == ["C3"]
