"""Two readings of a sheet beside each other: what only looks different is no difference."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.reading.verifying.differences import (
    GARBLED,
    ONLY_FIRST,
    ONLY_SECOND,
    OTHER_VALUE,
    blank,
    days_of,
    differences,
    garbled,
    number,
    same,
)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (3, 3.0), (3, "3"), (0.1 + 0.2, 0.3), ("Grön", "Grön"), ("Grön ", "Grön"), ("Rad\nett", "Rad ett"),
        ("Rad\r\nett", "Rad_x000D_\nett"), ("_x0041_", "A"), (None, ""), (None, "  "), ("", "\n"), (True, 1),
        (date(2025, 5, 12), 45789), (datetime(2025, 5, 12, 12), 45789.5), (time(12), 0.5), (timedelta(days=2), 2),
        (timedelta(hours=36), "P1DT12H"), (date(2025, 5, 12), "2025-05-12"),
        (datetime(2025, 5, 12), "2025-05-12T00:00:00"),
        (datetime(2025, 5, 12, 8, 30, 0, 400_000), 45789.354166666664), ("3,5", "3,5"), (-0.0, 0),
    ],
)  # fmt: skip
def test_two_values_that_mean_the_same_are_the_same_either_way(first: object, second: object) -> None:
    assert same(first, second)
    assert same(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Grön", "Gul"), ("Grön", "grön"), ("Grön", None), ("Grön", ""), (3, 4), (3, None), (0, None), (0, ""),
        (3, "tre"),
        ("Grön", 3), (date(2025, 5, 12), 45790), (datetime(2025, 5, 12, 8, 30), 45789), ("NaraVard", "Nara Vard"),
        (1_000_000, 1_000_001), (time(12), time(12, 0, 2)), (False, None), ("a_x0042_", "aC"),
    ],
)  # fmt: skip
def test_two_values_that_mean_different_things_are_not(first: object, second: object) -> None:
    assert not same(first, second)
    assert not same(second, first)


@pytest.mark.parametrize(
    ("value", "from_1904", "stored"),
    [
        (date(1900, 3, 1), False, 61.0), (date(1904, 1, 2), True, 1.0), (datetime(2025, 5, 12, 6), False, 45789.25),
        (time(6), False, 0.25), (timedelta(days=1, hours=12), False, 1.5), ("3.5", False, 3.5), ("tre", False, None),
        (True, False, 1.0), ("2025-05-12", False, 45789.0), ("PT12H", False, 0.5), ("", False, None),
    ],
)  # fmt: skip
def test_a_cell_stores_a_number_for_a_date(value: object, from_1904: bool, stored: float | None) -> None:
    assert number(value, from_1904=from_1904) == stored


@pytest.mark.parametrize(
    ("text", "days"),
    [("P1D", 1.0), ("PT24H", 1.0), ("P1DT12H", 1.5), ("-P2D", -2.0), ("PT30M", 30 / 1440), ("PT1.5S", 1.5 / 86_400),
     ("PT1,5S", 1.5 / 86_400), ("P", 0.0), ("1D", None), ("P1Y", None), ("PT", 0.0)],
)  # fmt: skip
def test_a_duration_is_a_number_of_days(text: str, days: float | None) -> None:
    assert days_of(text) == days


@pytest.mark.parametrize("value", [None, "", " ", "\t\n"])
def test_white_space_is_an_empty_cell(value: object) -> None:
    assert blank(value)
    assert not any(map(blank, (0, False, "x", "0")))


COLUMNS = [["Uppdrag", "Köer", None], ["Status", "Grön", " "]]


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, []), ({(1, 1): "Gul"}, [(1, 1, "Grön", "Gul", OTHER_VALUE)]),
        ({(1, 1): ""}, [(1, 1, "Grön", "", ONLY_FIRST)]),
        ({(1, 1): None}, [(1, 1, "Grön", "", ONLY_FIRST)]), ({(2, 1): "Röd"}, [(2, 1, " ", "Röd", ONLY_SECOND)]),
        ({(2, 0): "Ny"}, [(2, 0, "", "Ny", ONLY_SECOND)]), ({(9, 9): "bortom"}, [(9, 9, "", "bortom", ONLY_SECOND)]),
        ({(9, 9): None}, []),
    ],
)  # fmt: skip
def test_a_cell_that_only_one_reader_sees_or_that_they_see_differently_is_named(
    changed: dict[tuple[int, int], object], found: list[tuple[object, ...]]
) -> None:
    cells = {(row, column): value for column, values in enumerate(COLUMNS) for row, value in enumerate(values)}
    assert list(differences(COLUMNS, cells | changed)) == found


def test_a_cell_that_the_second_reader_lacks_is_told_unless_it_leaves_it_out_on_purpose() -> None:
    cells = {(0, 0): "Uppdrag", (1, 0): "Köer", (0, 1): "Status"}
    assert list(differences(COLUMNS, cells)) == [(1, 1, "Grön", "", ONLY_FIRST)]
    assert list(differences(COLUMNS, cells, covered={(1, 1)})) == []


def test_a_text_that_no_spreadsheet_can_hold_is_garbled() -> None:
    assert list(garbled([["ok", "U\x00p\x00p"], [3, None]])) == [(1, 0, "U\x00p\x00p", "Upp", GARBLED)]
    assert list(garbled([["ok"], [None]])) == []


VALUES = st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.text("aÅ _x0041\n", max_size=6), st.dates())


@examples(50)
@given(VALUES, VALUES)
def test_sameness_is_of_both_and_of_oneself(first: object, second: object) -> None:
    assert same(first, first)
    assert same(first, second) == same(second, first)


@examples(40)
@given(st.lists(st.lists(VALUES, min_size=3, max_size=3), min_size=1, max_size=3))
def test_a_sheet_does_not_differ_from_itself(columns: list[list[object]]) -> None:
    cells = {(row, column): value for column, values in enumerate(columns) for row, value in enumerate(values)}
    assert list(differences(columns, cells)) == []
    assert list(differences(columns, {place: value for place, value in cells.items() if not blank(value)})) == []
