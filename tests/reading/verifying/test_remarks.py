"""What a reader remarks about a sheet as it passes, in whatever portions it comes."""

from __future__ import annotations

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.findings import codes
from rsplan.reading.verifying import remarks
from rsplan.reading.verifying.remarks import Remarks


def looked_at(*portions: list[list[object]]) -> Remarks:
    made = Remarks()
    for columns in portions:
        made.look(columns)
    return made


@pytest.mark.parametrize(
    "text", ["FÃ¶rsenad", "PÃ¥gÃ¥r", "Ã„ldre", "Ã–ppen", "KlarÂ\xa0nu", "citat â€œxâ€", "tappad \ufffd bokstav", "Ãƒ¥"]
)
def test_broken_letters_are_remarked_with_the_first_cell_and_how_many(text: str) -> None:
    ((code, row, column, words),) = looked_at([["ok", "ok"], ["ok", text]], [["ok"], [text]]).found()
    assert (code, row, column) == (codes.BROKEN_LETTERS, 1, 1)
    assert words == {"value": text, "count": 2}


@pytest.mark.parametrize("text", ["Försenad", "Ã ensamt", "São Paulo", "â", "Â", "naïve", "", "ÃÃ"])
def test_letters_of_other_languages_are_not(text: str) -> None:
    assert looked_at([[text, None, 3]]).found() == []


CELLS = st.sampled_from([None, "", " ", "x", 3, False])


@examples(60)
@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=10), st.integers(1, 4))
def test_the_last_filled_row_is_the_same_in_any_portions(rows: list[list[object]], size: int) -> None:
    portions = [
        [list(column) for column in zip(*rows[at : at + size], strict=True)] for at in range(0, len(rows), size)
    ]
    filled = [at for at, row in enumerate(rows) if any(cell not in (None, "", " ") for cell in row)]
    assert looked_at(*portions).last == max(filled, default=-1)


@pytest.mark.parametrize(
    ("rows", "above", "full"), [(4, "x", True), (4, None, False), (3, "x", False), (5, "x", False)]
)
def test_a_sheet_that_ends_at_a_formats_limit_may_be_cut(
    rows: int, above: object, full: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remarks, "ROW_LIMITS", (4,))
    column: list[object] = ["x"] * rows
    column[-2] = above
    assert [code for code, *_ in looked_at([column]).found()] == ([codes.ROWS_AT_LIMIT] if full else [])


def test_an_endless_text_is_remembered_with_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remarks, "LONGEST_TEXT", 10)
    assert looked_at([["kort"], ["x" * 11]]).overlong == (0, 1, 11)
    assert looked_at([["x" * 9, "y" * 9]]).overlong is None
    assert looked_at([["kort"]], [["x" * 12]]).overlong == (1, 0, 12)
