"""What the texts of a column look like: names, classes, measures."""

from __future__ import annotations

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.understanding.column_content import holds_classes, holds_names, holds_numbers

NAMES = ["Korta köerna", "Stärka hälsan", "Bygga vägar", "Måla taken"]
UNITS = ["HR", "IT", "HR", "IT", "HR", "HR"]


@pytest.mark.parametrize(
    ("texts", "names", "numbers", "classes"),
    [
        (NAMES, True, False, False), (UNITS, False, False, True), (["1", "2", "3"], False, True, False),
        (["", "", ""], False, False, False), ([], False, False, False), (["Grön", "Grön", "Gul"], True, False, False),
        (["Grön"] * 3, False, False, True), (["2025-01-01", "2025-02-01", "2025-03-01"], False, True, False),
        (["2025-01"] * 4, False, True, False), (["1/4 2025", "x", "y"], False, False, False),
        (["50 %"] * 4, False, True, True), (["50"] * 4, False, True, False), (["-", "-", "–"], False, False, False),
        (["-", "12", "–"], False, True, False), (["ca 12", "13"], False, True, False),
        (["80,5 %", "79 %"], False, True, False), ([*NAMES, "12"], False, False, False),
        ([*NAMES * 1, *[""] * 20], True, False, False), (["x" * 61] * 4, False, False, False),
        (["x" * 60] * 4, False, False, True), (["HR", "HR"], False, False, False),
        (["Minska 5 %", "Öka 3 st", "Nå 12"], True, True, False),
    ],
)  # fmt: skip
def test_a_column_is_told_by_what_stands_in_it(texts: list[str], names: bool, numbers: bool, classes: bool) -> None:
    assert (holds_names(texts), holds_numbers(texts), holds_classes(texts)) == (names, numbers, classes)


def test_thirteen_different_texts_are_no_classes_and_twelve_may_be() -> None:
    assert holds_classes([f"Enhet {letter}" for letter in "ABCDEFGHIJKL"] * 2)
    assert not holds_classes([f"Enhet {letter}" for letter in "ABCDEFGHIJKLM"] * 2)


TEXTS = st.lists(st.sampled_from(["", "Grön", "Gul", "12", "3,5 %", "-", "Korta köerna", "2025-04-01"]), max_size=10)


@examples(60)
@given(TEXTS, st.randoms(use_true_random=False))
def test_neither_the_order_of_cells_nor_blank_cells_change_what_a_column_holds(
    texts: list[str], chance: object
) -> None:
    other = [*texts, "", ""]
    chance.shuffle(other)  # type: ignore[attr-defined]
    for holds in (holds_names, holds_numbers, holds_classes):
        assert holds(other) is holds(texts)


@examples(60)
@given(TEXTS)
def test_no_column_holds_both_names_and_classes(texts: list[str]) -> None:
    assert not (holds_names(texts) and holds_classes(texts))
