"""Which texts add rows up, and which are names that only begin so."""

from __future__ import annotations

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.understanding.totals import begins_as_total, counts_rows, looks_like_total, totals_among

SUMS = [
    "Summa", "SUMMA", "summa:", "Summa uppdrag", "Summa Nära vård", "Delsumma", "Delsumma Nära vård", "Total", "Totalt",
    "Totalt:", "Totalt antal", "Totalt antal: 12", "Totalt antal uppdrag", "Totalt antal uppdrag: 12 st", "Antal",
    "Antal rader: 12", "Antal aktiviteter 1 200", "Antal:", "Total summa", "Totalt 12",
]  # fmt: skip
NAMES = [
    "Antal vårdplatser", "Antal vårdplatser ska öka", "Totalförsvar", "Totalförsvarets behov", "Summera läget",
    "Antalet anställda ska minska", "Totalt nöjda patienter", "Antal dagar till vård", "Delsystem", "En summa", "", " ",
    "Total kvalitetsledning", "Antal uppdrag som klarats", "Antal uppdrag",
]  # fmt: skip


@pytest.mark.parametrize("text", SUMS)
def test_a_row_that_begins_so_adds_up(text: str) -> None:
    assert looks_like_total(text)
    assert begins_as_total(text)


@pytest.mark.parametrize("text", NAMES)
def test_a_name_is_no_sum_though_it_begins_as_one(text: str) -> None:
    assert not looks_like_total(text)


@pytest.mark.parametrize(
    ("text", "begins"),
    [("Antal vårdplatser", True), ("Totalförsvar", True), ("Vård i tid", False), ("en Summa", False), ("Sum", False)],
)
def test_what_may_be_either_begins_as_a_sum(text: str, begins: bool) -> None:
    assert begins_as_total(text) is begins


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("12 uppdrag", True), ("Antal rader: 12", True), ("Totalt antal uppdrag 12 st", True), ("3 av 12", False),
        ("Summa 12", True), ("varav 3 försenade", True), ("12 uppdrag varav 3 ej uppfyllda", True), ("Totalt", True),
        ("uppdrag", False), ("12 vårdplatser", False), ("Pågående", False), ("12", True), ("", False),
        ("Alla uppdrag i mål", False), ("Totalt 12 aktiviteter, 4 planerade", True),
        ("Uppdrag 12 ska vara klart", False),
    ],
)  # fmt: skip
def test_a_count_of_rows_is_told_in_words_of_counting_only(text: str, counts: bool) -> None:
    assert counts_rows(text) is counts


@examples(40)
@given(st.lists(st.sampled_from([*SUMS, *NAMES, "Korta köerna", "totalt"]), max_size=8))
def test_the_quick_look_at_a_column_finds_the_sums_that_the_cells_are(texts: list[str]) -> None:
    assert set(totals_among(texts)) == {text for text in texts if looks_like_total(text)}
