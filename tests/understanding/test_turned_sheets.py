"""A sheet that lies on its side is turned where it is plain, and every address stays that of the file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font
from tables_support import cells, change, counts, read, write

from rsplan.findings.finding import ExportError
from rsplan.plan.model import Kind

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
    with pytest.raises(ExportError, match=r"blad Blad1, cell B3"):
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
