"""Boards and periods that no heading names part the table all the same; what stands below a table is no item."""

from __future__ import annotations

import pytest
from tables_support import VOCABULARY, cells, codes, counts, grid

from rsplan.findings.finding import ExportError
from rsplan.plan.period import Period, Tertial
from rsplan.understanding.plan import read_plan

NAMES = ["Korta köerna", "Stärka hälsan", "Resa mindre", "Bygga bredband"]
STATUSES = ["Grön", "Gul", "Röd", "Grön"]
ITEMS = [list(row) for row in zip(NAMES, STATUSES, strict=True)]
BOARDS = ["Kommunstyrelsen", "Barn- och utbildningsnämnden"]
APRIL = Period(2025, Tertial.APRIL)


def read(rows, board: str = ""):
    return read_plan([grid(rows, "Uppdrag")], VOCABULARY, APRIL, board=board)


@pytest.mark.parametrize("names", [BOARDS, ["KS", "BUN"]])
def test_a_column_of_boards_parts_the_table_whatever_its_heading(names: list[str]) -> None:
    rows = [["Ansvarig", "Uppdrag", "Status"], *[[names[at % 2], *row] for at, row in enumerate(ITEMS)]]
    plan = read(rows, BOARDS[1])
    assert counts(plan, "assignments") == {"total": 2, "yellow": 1, "green": 1}
    with pytest.raises(ExportError) as refused:
        read(rows)
    assert [entry.code for entry in refused.value.findings if entry.severity.name == "ERROR"] == ["RSP256"]


def test_a_column_of_periods_parts_the_table_where_the_names_come_again() -> None:
    rows = [["Avser", "Uppdrag", "Status"], *[["T1 2025", *row] for row in ITEMS],
            *[["T1 2024", row[0], "Ingen data"] for row in ITEMS]]  # fmt: skip
    plan = read(rows)
    assert counts(plan, "assignments") == {"total": 4, "green": 2, "yellow": 1, "red": 1}
    assert cells(plan, "RSP291") == ["A1"]


def test_a_second_column_of_statuses_without_a_heading_is_refused() -> None:
    with pytest.raises(ExportError, match="utan rubrik"):
        read([["Uppdrag", "Status", None], *[[*row, "Ingen data" if at else "Röd"] for at, row in enumerate(ITEMS)]])


@pytest.mark.parametrize(
    ("below", "code"),
    [
        ([[], ["Färg", "Betydelse", None], ["Grön", "bra", None]], "RSP292"),
        ([[], ["Risk", None, "Status"], ["Brist", None, "Röd"]], "RSP296"),
        ([["Antal uppdrag", 4, None]], "RSP292"),
    ],
)
def test_what_stands_below_the_table_is_left_out_and_said(below, code: str) -> None:
    plan = read([["Uppdrag", "Enhet", "Status"], *[[name, "Norr", status] for name, status in ITEMS], *below])
    assert counts(plan, "assignments")["total"] == 4
    assert code in codes(plan)


def test_a_last_row_with_nothing_but_a_name_is_said() -> None:
    plan = read([["Uppdrag", "Status"], *ITEMS, ["Siffrorna är preliminära", None]])
    assert (counts(plan, "assignments")["total"], cells(plan, "RSP293")) == (5, ["A6"])


def test_bare_names_above_or_below_each_row_are_headings_or_go_on() -> None:
    above = [line for name, status in ITEMS for line in (["Område " + name, None], [name, status])]
    below = [line for name, status in ITEMS for line in ([name, status], ["och " + name, None])]
    for rows, code in ((above, "RSP225"), (below, "RSP294")):
        plan = read([["Uppdrag", "Status"], *rows])
        assert counts(plan, "assignments") == {"total": 4, "green": 2, "yellow": 1, "red": 1}
        assert code in codes(plan)


def test_a_short_list_with_numbered_or_cut_names_is_the_same_items() -> None:
    from rsplan.reading.workbook import Sheet, Workbook

    for short in ([f"{at}. {name}" for at, name in enumerate(NAMES, 1)], [f"{name[:8]}…" for name in NAMES]):
        lists = [["Uppdrag", "Status"], *map(list, zip(short, STATUSES, strict=True))]
        whole = [["Målområde", "Uppdrag", "Status"], *[["Vård", *row] for row in ITEMS]]
        book = Workbook(
            "b.xlsx", "xlsx", "0" * 64, 1, (Sheet.of_rows("Uppdrag", whole), Sheet.of_rows("Översikt", lists))
        )
        plan = read_plan([book], VOCABULARY, APRIL)
        assert counts(plan, "assignments")["total"] == 4
        assert "RSP259" in codes(plan)


@pytest.mark.parametrize("whole", ["Årsredovisning", "Årsbokslut 2025", "Bokslut", "Helår", "Årsrapport"])
def test_the_report_of_the_whole_year_is_that_of_december(whole: str) -> None:
    parts = [("Delårsrapport april", "Röd"), ("Delår 2", "Röd"), (whole, "Grön")]
    rows = [["Rapport", "Uppdrag", "Status"], *[[part, name, status] for part, status in parts for name in NAMES]]
    plan = read_plan([grid(rows)], VOCABULARY, Period(2025, Tertial.DECEMBER))
    assert counts(plan, "assignments") == {"total": 4, "green": 4}
    assert cells(plan, "RSP291") == ["A1"]
