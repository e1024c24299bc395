"""Areas of cells from their references, and the letters of columns."""

from __future__ import annotations

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.reading.cell_references import area_of, column_of
from rsplan.reading.workbook import cell_name, column_letter


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("A1", (0, 0, 0, 0)), ("D6:D21", (5, 3, 20, 3)), ("$D$6:$D$21", (5, 3, 20, 3)), ("d6:e7", (5, 3, 6, 4)),
        ("E7:D6", (5, 3, 6, 4)),
        ("AA10", (9, 26, 9, 26)), ("XFD1048576", (1_048_575, 16_383, 1_048_575, 16_383)), ("A1:B", None), ("", None),
        ("A", None), ("1", None),
        ("A1:B2:C3", None), ("Blad1!A1", None), ("A:A", None), ("ABCD1", None), ("A1 B2", None),
    ],
)  # fmt: skip
def test_a_reference_is_an_area_whichever_corner_comes_first(text: str, area: tuple[int, ...] | None) -> None:
    assert area_of(text) == area


@pytest.mark.parametrize(
    ("letters", "column"), [("A", 0), ("Z", 25), ("AA", 26), ("AZ", 51), ("BA", 52), ("ZZ", 701), ("AAA", 702)]
)
def test_the_letters_of_a_column_count_from_a(letters: str, column: int) -> None:
    assert column_of(letters) == column
    assert column_letter(column) == letters


@examples(60)
@given(st.integers(0, 1_000_000), st.integers(0, 16_383))
def test_the_name_of_a_cell_is_read_back(row: int, column: int) -> None:
    assert area_of(cell_name(row, column)) == (row, column, row, column)
