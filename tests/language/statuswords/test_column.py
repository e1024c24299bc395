"""What all the texts of a status column mean: known words first, then what the column tells of its letters."""

from __future__ import annotations

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st
from tables_support import VOCABULARY

from rsplan.language.statuswords.column import legend_words, means_statuses, nearest_status, read_column
from rsplan.plan.model import Kind

A, N, ACT = Kind.ASSIGNMENTS, Kind.INDICATORS, Kind.ACTIVITIES


def meanings(kind: Kind, *texts: str, heading: str = "", legend: dict[str, str] | None = None) -> list[str | None]:
    read = read_column(kind, texts, VOCABULARY, heading, legend or {})
    return [found.meaning if (found := read[text]) else None for text in texts]


@pytest.mark.parametrize(
    ("kind", "texts", "read"),
    [
        (A, ("Grön", "Gul", "Röd"), ["green", "yellow", "red"]), (N, ("G", "Y", "R"), ["green", "yellow", "red"]),
        (ACT, ("Pågår", "Klar"), ["ongoing", "completed"]), (A, ("Pågår", "Klar"), [None, None]),
        (ACT, ("Grön", "Röd"), [None, None]), (A, ("Grön", "Hm"), ["green", None]),
        (A, ("Grön 2025-04-30", "Gul (maj)"), ["green", "yellow"]), (A, ("1. Grön", "2. Gul"), ["green", "yellow"]),
    ],
)  # fmt: skip
def test_each_text_means_what_its_words_say_to_its_kind(
    kind: Kind, texts: tuple[str, ...], read: list[str | None]
) -> None:
    assert meanings(kind, *texts) == read


@pytest.mark.parametrize(
    ("legend", "texts", "read"),
    [
        ({"1": "planerad", "2": "pågående"}, ("1", "2"), ["planned", "ongoing"]), ({}, ("1", "2"), [None, None]),
        ({"k": "klar", "f": "försenad"}, ("K", "F", "k"), ["completed", "delayed", "completed"]),
        ({"1": "planerad"}, ("1", "3"), ["planned", None]), ({"1": "planerad"}, ("1", "Klar"),
        ["planned", "completed"]),
    ],
)  # fmt: skip
def test_a_legend_tells_what_numbers_and_letters_stand_for(
    legend: dict[str, str], texts: tuple[str, ...], read: list[str | None]
) -> None:
    assert meanings(ACT, *texts, legend=legend) == read


def test_a_legend_in_the_heading_is_one_too() -> None:
    heading = "Status (1 = planerad, 2 = pågående, 3 = klar)"
    assert meanings(ACT, "1", "2", "3", heading=heading) == ["planned", "ongoing", "completed"]


@pytest.mark.parametrize(
    ("texts", "all_are"),
    [(["Grön", "Gul"], True), (["Pågår", "Klar"], True), (["Grön", "Pågår"], False), (["Grön", "Hm"], False), (["HR"],
    False)],
)  # fmt: skip
def test_texts_are_statuses_where_all_are_those_of_one_kind(texts: list[str], all_are: bool) -> None:
    assert means_statuses(texts, VOCABULARY) is all_are


@pytest.mark.parametrize(
    ("kind", "text", "nearest"),
    [(ACT, "försennad", "försenad"), (A, "ej uppfyltt", "ej uppfyllt"), (A, "delvis upfyllt", "delvis uppfyllt"),
     (A, "grönn", "grön"), (A, "kommunalråd", None), (ACT, "oklar", None)],
)  # fmt: skip
def test_the_nearest_word_is_proposed_and_never_one_that_denies_it(kind: Kind, text: str, nearest: str | None) -> None:
    assert nearest_status(kind, text, VOCABULARY) == nearest


def test_what_may_stand_above_a_legend_is_folded() -> None:
    assert "teckenförklaring" in legend_words()
    assert all(word == word.casefold() for word in legend_words())


WORDS = st.lists(st.sampled_from(["Grön", "gul", "RÖD", "Uppfyllt", "Hm", "Grön (maj)", "", "ej uppfyllt"]), max_size=8)


@examples(30)
@given(WORDS, st.permutations(range(8)))
def test_neither_order_nor_repetition_changes_what_a_text_means(texts: list[str], order: list[int]) -> None:
    read = read_column(A, texts, VOCABULARY)
    turned = read_column(A, [texts[at] for at in order if at < len(texts)] * 2, VOCABULARY)
    assert read == turned
    assert set(read) == set(texts) - {""}
