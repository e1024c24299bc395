"""A finding of many cells says how many there are, and the first of them."""

from __future__ import annotations

import pytest

from rsplan.understanding.several_cells import where


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["B2"], ""), (["B2", "B4"], " (2 celler: B2, B4)"),
        (["B2", "B3", "B4", "B5", "B6"], " (5 celler: B2, B3, B4, B5 …)"),
    ],
)  # fmt: skip
def test_the_first_cells_are_named_where_there_are_several(cells: list[str], said: str) -> None:
    assert where(cells) == said
