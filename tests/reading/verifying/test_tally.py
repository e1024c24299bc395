"""A column's tally: how many cells of which kind and value, the same however the cells came."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.reading.verifying.tally import (
    DATE,
    MOST_DIFFERENT,
    NUMBER,
    TEXT,
    TRUTH,
    Tally,
    different_texts,
    disagreements,
    folded,
    key,
    unescaped,
)


def tally(*columns: list[object]) -> dict[int, object]:
    made = Tally()
    for at, values in enumerate(columns):
        made.add_column(at, values)
    return made.columns()  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("value", "kind", "stand_in"),
    [("Grön", TEXT, "Grön"), (" Nära\nvård ", TEXT, "Nära vård"), (3, NUMBER, 3.0), (3.0, NUMBER, 3.0),
     (True, TRUTH, "\x01True"), (date(2025, 5, 12), DATE, None), ("_x0041_", TEXT, "A")],
)  # fmt: skip
def test_a_value_has_a_kind_and_a_stand_in(value: object, kind: str, stand_in: object) -> None:
    assert key(value) == (kind, stand_in)


def test_cells_are_counted_by_kind_and_by_value_and_blank_ones_are_none() -> None:
    assert tally(["Grön", "Grön", None, " ", "Gul", 3, 3.0, True])[0] == (
        {TEXT: 3, NUMBER: 2, TRUTH: 1}, {"Grön": 2, "Gul": 1, 3.0: 2, "\x01True": 1},
    )  # fmt: skip
    assert tally([None, "", "  "]) == {}


def test_of_too_many_different_values_the_kinds_are_counted_only() -> None:
    many: list[object] = [f"Uppdrag {at}" for at in range(MOST_DIFFERENT + 1)]
    assert tally([*many, 7, None, "  "])[0] == ({TEXT: MOST_DIFFERENT + 1, NUMBER: 1}, None)
    assert tally(many[:-1])[0] == ({TEXT: MOST_DIFFERENT}, dict.fromkeys(many[:-1], 1))


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        ([["Grön", "Gul"]], [["Gul", "Grön"]], []), ([["Grön", "Gul"]], [["Grön", "Grön"]], [0]),
        ([["Grön"]], [["Grön"], ["Ny"]], [1]), ([["Grön"], [3]], [["Grön"], ["3"]], [1]), ([[3]], [[3.0]], []),
        ([["Grön", None]], [["Grön", " "]], []), ([[True, 1]], [[1, True]], []), ([[True, 1]], [[True, True]], [0]),
        ([[True]], [[1]], [0]), ([["a\nb"]], [["a b"]], []), ([[3, 4]], [[3, 5]], [0]),
    ],
)  # fmt: skip
def test_two_readings_differ_in_the_columns_that_hold_other_things(
    first: list[list[object]], second: list[list[object]], differ: list[int]
) -> None:
    assert disagreements(tally(*first), tally(*second)) == differ  # type: ignore[arg-type]


def test_a_date_is_a_number_to_the_second_reader() -> None:
    one, other = tally([date(2025, 5, 12), "Grön"]), tally([45789, "Grön"])
    assert disagreements(one, other) == []  # type: ignore[arg-type]
    assert disagreements(one, tally([45789, "Gul"])) == [0]  # type: ignore[arg-type]
    assert disagreements(one, tally([45789, 45790, "Grön"])) == [0]  # type: ignore[arg-type]


VALUES = st.one_of(st.none(), st.booleans(), st.integers(0, 4), st.sampled_from(["Grön", " Grön", "Gul", "  ", ""]))


@examples(60)
@given(st.lists(VALUES, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_tally(values: list[object], chance: object) -> None:
    shuffled = list(values)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert tally(shuffled) == tally(values)
    assert disagreements(tally(values), tally(shuffled)) == []  # type: ignore[arg-type]


@examples(60)
@given(st.lists(VALUES, min_size=1, max_size=8), st.data())
def test_one_status_that_is_another_is_always_seen(values: list[object], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(values) - 1))
    changed = [*values[:at], "Röd", *values[at + 1 :]]
    assert disagreements(tally(values), tally(changed)) == [0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "plain", "one_line"),
    [("_x000D_", "\r", ""), ("a_x000D_\nb", "a\r\nb", "a b"), ("_x00", "_x00", "_x00"), ("  a  b ", "  a  b ", "a b"),
     ("_x0041__x0042_", "AB", "AB"), ("fil_xlsx_x", "fil_xlsx_x", "fil_xlsx_x")],
)  # fmt: skip
def test_escaped_characters_are_the_characters(text: str, plain: str, one_line: str) -> None:
    assert (unescaped(text), folded(text)) == (plain, one_line)


@examples(30)
@given(st.lists(st.sampled_from(["a", "b", "", None, 3]), max_size=20))
def test_the_different_texts_of_a_column_are_all_there(values: list[object]) -> None:
    assert set(different_texts(values)) == {value for value in values if isinstance(value, str)} - (
        {""} if set(map(type, values)) <= {str, type(None)} else set()
    )
