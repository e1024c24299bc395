"""One status in several columns: a cross below the colour that holds, or one column a board."""

from __future__ import annotations

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.understanding.shared_status import are_marks, marked, never_together, together

GREEN_RED = ("Grön", "Röd")


@pytest.mark.parametrize(
    ("green", "red", "told"),
    [
        ("x", "", "Grön"), ("X", "", "Grön"), ("", "✓", "Röd"), ("", "☒", "Röd"), ("☐", "☑", "Röd"),
        ("ja", "nej", "Grön"),
        ("Ja", "Nej", "Grön"), ("true", "false", "Grön"), ("-", "x", "Röd"), ("–", "•", "Röd"), ("", "", ""),
        ("nej", "-", ""), ("x", "x", "Grön / Röd"), ("kanske", "", "Grön: kanske"), ("3", "", "Grön: 3"),
        ("x", "osäkert", "Grön / Röd: osäkert"), ("XX", "", "Grön"), (" x ", "", "Grön"),
    ],
)  # fmt: skip
def test_each_row_tells_the_heading_that_is_marked_and_loses_nothing(green: str, red: str, told: str) -> None:
    assert marked(dict(zip(GREEN_RED, ([green], [red]), strict=True))) == [told]


@pytest.mark.parametrize(
    ("columns", "marks"),
    [
        ([["x", ""], ["", "x"]], True), ([["ja", "nej"], ["nej", "ja"]], True), ([["", ""], ["", ""]], False),
        ([["nej"], ["-"]], False), ([["1", "0"]], False), ([["x", "Grön"]], False), ([["x", "2"]], False),
        ([["☑", "☐"], ["☐", "☑"]], True), ([], False), ([["X", "✔"]], True),
    ],
)  # fmt: skip
def test_crosses_are_crosses_and_nothing_else(columns: list[list[str]], marks: bool) -> None:
    assert are_marks(columns) is marks


CELLS = st.sampled_from(["", "Grön", "Gul", "Röd"])
TWO = st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6)


@examples(40)
@given(TWO)
def test_columns_never_filled_together_say_one_text_a_row(rows: list[tuple[str, str]]) -> None:
    one, other = map(list, zip(*rows, strict=True))
    assert never_together([one, other]) is never_together([other, one]) is not any(all(row) for row in rows)
    if never_together([one, other]):
        assert together([one, other]) == together([other, one]) == [first or second for first, second in rows]
    else:
        assert any(" / " in text for text in together([one, other]))


@examples(40)
@given(st.lists(st.lists(st.sampled_from(["x", "", "-"]), min_size=3, max_size=3), min_size=1, max_size=6))
def test_the_order_of_rows_changes_no_mark(rows: list[list[str]]) -> None:
    def read(rows: list[list[str]]) -> list[str]:
        return marked(dict(zip(("Grön", "Gul", "Röd"), map(list, zip(*rows, strict=True)), strict=True)))

    assert read(rows[::-1]) == read(rows)[::-1]
    assert [text.count("/") + 1 if text else 0 for text in read(rows)] == [row.count("x") for row in rows]
