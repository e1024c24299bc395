"""A sheet that lies on its side is turned where it is plain, and every address stays that of the file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font
from tables_support import VOCABULARY, cells, change, counts, grid, read, write

from rsplan.findings.finding import ExportError
from rsplan.plan.model import Kind
from rsplan.understanding.turned_sheets import lies_across

Rows = list[list[object]]
LYING: Rows = [
    ["Uppdrag", "Korta köerna", "Stärka hälsan", "Minska resorna", "Bygga bron"],
    ["Enhet", "HR", "IT", "HR", "IT"],
    ["Status", "Uppfyllt", "Delvis uppfyllt", "Inte uppfyllt", "Uppfyllt"],
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bok.xlsx"


def turned(rows: Sequence[Sequence[object]]) -> Rows:
    return [list(row) for row in zip(*rows, strict=True)]


def test_a_lying_sheet_gives_the_figures_of_the_same_sheet_upright(path: Path) -> None:
    lying, upright = read(write(path, LYING)), read(write(path.with_name("rak.xlsx"), turned(LYING)))
    assert counts(lying, "assignments") == counts(upright, "assignments")
    assert list(lying.assignments["unit"]) == list(upright.assignments["unit"]) == ["HR", "IT", "HR", "IT"]
    assert (cells(lying, "RSP297"), cells(upright, "RSP297")) == (["A1"], [])


def test_every_address_is_the_cell_of_the_file(path: Path) -> None:
    plan = read(write(path, LYING))
    page = load_workbook(path).active
    for field in ("title", "unit"):
        for at, text in enumerate(plan.assignments[field]):
            assert page[plan.address(Kind.ASSIGNMENTS, at, field).cell].value == text
    assert [plan.address(Kind.ASSIGNMENTS, at).cell for at in range(4)] == ["B3", "C3", "D3", "E3"]


def test_a_strange_status_is_said_at_its_cell_in_the_file(path: Path) -> None:
    rows = [LYING[0], LYING[1], [*LYING[2][:2], "Hyfsat", *LYING[2][3:]]]
    assert cells(read(write(path, rows)), "RSP201") == ["C3"]


def test_what_is_struck_out_is_seen_in_a_lying_sheet_too(path: Path) -> None:
    def strike(book: object) -> None:
        book.active["D3"].font = Font(strike=True)  # type: ignore[attr-defined]

    plan = read(change(write(path, LYING), strike))
    assert [entry.cell for entry in plan.findings if entry.code not in ("RSP297",)] == ["D3"]


def test_a_lying_sheet_without_a_known_heading_of_names_is_refused_with_its_cell(path: Path) -> None:
    with pytest.raises(ExportError, match=r"blad Blad1, cell A1.*\"Vad\" = \"uppdrag\""):
        read(write(path, [["Vad", *LYING[0][1:]], *LYING[1:]]))


def test_a_lying_sheet_with_a_column_of_sums_is_refused_with_its_cell(path: Path) -> None:
    rows = [[*LYING[0], "Summa"], [*LYING[1], None], [*LYING[2], "4"]]
    with pytest.raises(ExportError, match=r"blad Blad1, cell B3"):
        read(write(path, rows))


def test_a_hidden_column_keeps_a_lying_sheet_from_being_turned(path: Path) -> None:
    def hide(book: object) -> None:
        book.active.column_dimensions["C"].hidden = True  # type: ignore[attr-defined]

    with pytest.raises(ExportError, match="har statusord men ingen rubrikrad"):
        read(change(write(path, LYING), hide))


STRANGE: Rows = [
    ["Vad vi satsar på", "Korta köerna", "Stärka hälsan", "Minska resorna", "Bygga bron"],
    ["Vem håller i det", "HR", "IT", "HR", "IT"],
    ["Var är vi nu då", "Klar", "Pågår", "Försenad", "Klar"],
]


def test_a_lying_sheet_of_strange_headings_is_refused_with_the_lines_that_teach_it(path: Path) -> None:
    with pytest.raises(ExportError, match="cell A1") as refused:
        read(write(path, STRANGE))
    for line in ('"Vad vi satsar på" = "aktivitet"', '"Var är vi nu då" = "status"'):
        assert f"Skriv {line} under [columns]" in str(refused.value)


@pytest.mark.parametrize(
    "rows",
    [
        turned(STRANGE),
        [*STRANGE, ["Läget i mars", "Klar", "Klar", "Pågår", "Klar"]],
        [["Klar", "Klar", "Pågår", "Klar"], ["a", "b", "c", "d"]],
        [["Vad", "a", "b", "c"], ["Läge", "Klar", "Pågår", "Försenad"]],
        [["Sak", "Läge", "Form", "Tid"], ["Måla", "Klar", "Pågår", "Klar"], ["Riva", "Klar", "Klar", "Pågår"]],
    ],
    ids=["upright", "two rows of statuses", "no heading", "each once", "a matrix"],
)
def test_other_sheets_do_not_lie(rows: Rows) -> None:
    assert lies_across(grid(rows).sheets[0], VOCABULARY) is None
