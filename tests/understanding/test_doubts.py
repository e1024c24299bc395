"""A cell that the two readers disagree on stops the run where a count depends on it, and nowhere else."""

from __future__ import annotations

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st
from tables_support import VOCABULARY, grid

from rsplan.findings.catalogue import Severity
from rsplan.reading.workbook import Doubt, cell_name
from rsplan.understanding.doubts import doubt_findings
from rsplan.understanding.tables import tables_of

ROWS = [
    ["Uppföljning", None, None, None, None], ["Uppdrag", "Status", "Enhet", "Kommentar", "Övrigt"],
    ["Korta köerna", "Grön", "HR", "Bra", "x"], [None, None, None, None, None], ["Summa", 1, None, None, None],
]  # fmt: skip


def severity(row: int, column: int, sheet: str = "Blad1") -> Severity:
    book = grid(ROWS, doubts=(Doubt(sheet, row, column, "Grön", "Gul", "läsarna ser olika värden"),))
    (found,) = doubt_findings(book, tables_of(book, book.sheets[0], VOCABULARY, None))
    assert (found.sheet, found.value) == (sheet, "Grön")
    assert "Gul" in str(found)
    return found.severity


@pytest.mark.parametrize(
    ("row", "column", "stops"),
    [
        (2, 0, True), (2, 1, True), (2, 2, True), (2, 3, False), (2, 4, False), (1, 0, True), (1, 4, True),
        (0, 0, False),
        (3, 1, True), (4, 1, True), (9, 1, True), (9, 4, False), (2, 9, False),
    ],
    ids=["a name", "a status", "a unit", "a comment", "what is not read", "a heading", "another heading", "a title",
         "a blank row", "a sum", "below the table", "beside what is read", "outside the sheet"],
)  # fmt: skip
def test_a_count_depends_on_headings_and_on_what_is_counted_in_any_row_below(
    row: int, column: int, stops: bool
) -> None:
    assert (severity(row, column) is Severity.ERROR) is stops


def test_another_sheet_is_no_tables() -> None:
    assert severity(2, 1, "Blad2") is not Severity.ERROR


@examples(20)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=5, unique=True))
def test_every_doubt_is_said_once_with_its_own_weight(places: list[tuple[int, int]]) -> None:
    doubts = tuple(Doubt("Blad1", row, column, "a", "b", "skäl") for row, column in places)
    book = grid(ROWS, doubts=doubts)
    found = list(doubt_findings(book, tables_of(book, book.sheets[0], VOCABULARY, None)))
    told = {cell: entry.severity for entry in found for cell in entry.cells}
    assert told == {cell_name(row, column): severity(row, column) for row, column in places}
    assert sum(len(entry.cells) for entry in found) == len(places)


def test_the_same_doubt_in_a_column_is_one_line_and_blank_values_are_no_disagreement() -> None:
    doubts = tuple(Doubt("Blad1", row, 1, "", "", "formel utan sparat resultat") for row in (2, 3, 4))
    book = grid(ROWS, doubts=doubts)
    (found,) = doubt_findings(book, tables_of(book, book.sheets[0], VOCABULARY, None))
    assert (found.code, found.cell, found.cells) == ("RSP566", "B3", ("B3", "B4", "B5"))
    assert '""' not in found.message
