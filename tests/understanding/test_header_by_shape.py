"""Which row has the headings by its shape alone, where no word of it is known."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from rsplan.reading.workbook import Sheet
from rsplan.understanding.header_by_shape import counts_rows, header_row, headings_of

Rows = Sequence[Sequence[object]]
BODY = [["Köer", "bra", "HR"], ["Vägar", "trögt", "IT"], ["Hälsa", "bra", "HR"]]


def sheet(rows: Rows) -> Sheet:
    width = max(map(len, rows), default=0)
    return Sheet.of_rows("Blad1", [[*row, *[None] * (width - len(row))] for row in rows])


@pytest.mark.parametrize(
    ("rows", "row"),
    [
        ([["Vad", "Hur", "Vem"], *BODY], 0), ([["Läget i maj"], [None], ["Vad", "Hur", "Vem"], *BODY], 2),
        ([["Vad", "Hur", None, "Var"], *([*row, "Piteå"] for row in BODY)], 0),
        ([["Läget", "2025"], ["Vad", "Hur", "Vem"], *BODY], 1),
        ([["Vad", "Vad", "Vem"], *BODY], 1), ([["Vad", 3, "Vem"], *BODY], 1),
        ([["Vad"], ["Köer"], ["Vägar"]], None), ([["Vad", "Hur"], ["Köer", "bra"]], None), ([], None),
        ([["En mycket lång text som berättar om bladet och som ingen rubrik är", "Hur"], ["a", "b"], ["c", "d"],
        ["e", "f"]], 1),
    ],
    ids=["at the top", "below a title", "one without a heading", "below a title of two texts", "twice the same",
         "a number among them", "one column",
         "one row below", "nothing", "too long a text"],
)  # fmt: skip
def test_the_header_is_the_first_row_of_most_short_texts_with_rows_below(rows: Rows, row: int | None) -> None:
    assert header_row(sheet(rows)) == row


def test_the_headings_of_a_row_are_told_by_column() -> None:
    assert headings_of(sheet([[None, "Vad ", "Hur"], *[[None, *row[:2]] for row in BODY]]), 0) == {1: "Vad", 2: "Hur"}


@pytest.mark.parametrize(
    ("rows", "counts"),
    [
        ([["Enhet", "Grön", "Gul"], ["HR", 3, 4], ["IT", 1, 0]], True), ([["Enhet", "Antal"], ["HR", 3],
        ["IT", 1]], True),
        ([["Enhet", "Poäng"], ["HR", 3], ["IT", 1]], False), ([["Enhet", "Chef", "Nr"], ["HR", "A", 3],
        ["IT", "B", 1]], False),
        ([["Status", "Antal"], ["Grön", "3"], ["Gul", "1"]], True), ([["Enhet", "Grön", "Gul"], ["HR", 3.5, 4],
        ["IT", 1, 0]], False),
        ([["Enhet", "Läge", "Antal uppdrag"], ["HR", "bra", 3], ["HR", "bra", 1], ["HR", "illa", 2],
        ["IT", "illa", 0]], True),
    ],
    ids=["a pivot table", "a count", "points", "a register", "a count in words", "decimals", "classes and a count"],
)  # fmt: skip
def test_a_table_of_counts_has_whole_numbers_and_no_names(rows: Rows, counts: bool) -> None:
    assert counts_rows(sheet(rows), 0) is counts
