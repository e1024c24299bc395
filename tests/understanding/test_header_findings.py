"""What is said of headings and of what a column lacks: once, with the cells and the line to paste."""

from __future__ import annotations

from pathlib import Path

import pytest
from tables_support import VOCABULARY, cells, read, write

from rsplan.findings.finding import ExportError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "uppdrag.xlsx"


def test_a_table_without_statuses_shows_the_columns_that_nothing_reads_and_a_line_that_takes_one(path: Path) -> None:
    rows = [["Uppdrag", "Enhet", "Hur det går"], ["Korta köerna", "HR", "fint"], ["Stärka hälsan", "IT", "trögt nu"]]
    with pytest.raises(ExportError, match="ingen kolumn för status") as stopped:
        read(write(path, rows))
    said = str(stopped.value)
    assert '"Hur det går" (C1: "fint" och "trögt nu")' in said.replace('", "', '" och "')
    assert '"Hur det går" = "status"' in said


def test_a_table_without_any_other_column_asks_for_the_status_only(path: Path) -> None:
    with pytest.raises(ExportError, match=r"Ta med status i exporten\."):
        read(write(path, [["Uppdrag", "Enhet"], ["Korta köerna", "HR"], ["Stärka hälsan", "IT"]]))


def test_what_some_rows_lack_is_told_once_a_column(path: Path) -> None:
    rows = [
        ["Uppdrag", "Enhet", "Status"],
        ["A", "HR", "Grön"],
        ["B", None, "Gul"],
        ["C", "IT", "Gul"],
        ["D", None, "Röd"],
    ]
    plan = read(write(path, rows))
    said = [entry for entry in plan.findings if entry.code == "RSP212"]
    assert [entry.cells for entry in said] == [("B3", "B5")]
    assert said[0].message == "enhet saknas (2 celler: B3, B5). 2 rader räknas, men inte i någon grupp."
    taught = VOCABULARY.adding({}, {"Enhet": "används inte"})
    assert '"Enhet" = "används inte"' in str(said[0].hint)
    assert cells(read(path, vocabulary=taught), "RSP212") == []
