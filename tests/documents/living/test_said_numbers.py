"""What a text says, whoever wrote it: its numbers in figures or words, each with what it counts."""

from __future__ import annotations

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.documents.living.said_numbers import bare, number_words, numbers, plain, same, says_the_same
from rsplan.language.swedish import cardinal, digits


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("12", ("12",)), ("tolv", ("12",)), ("Tolv uppdrag", ("12",)), ("1 294 rader", ("1294",)),
        ("1\u202f294\u2009000", ("1294000",)), ("3,5 procent", ("3,5",)), ("007", ("7",)), ("0", ("0",)),
        ("noll", ("0",)), ("en av tre", ("3",)), ("ett av tre", ("3",)), ("år 2025", ()), ("1999", ()),
        ("2125", ("2125",)),
        ("§ 145", ()), ("§145", ()), ("RS/27/2025", ()), ("27/2025", ()), ("T1", ()), ("12:an", ("12",)),
        ("tjugofem", ("25",)), ("tolvan", ()), ("tretton 13", ("13", "13")), ("niohundranittionio", ("999",)),
        ("1 2345", ("1", "2345")), ("", ()), ("inga", ()), ("12 av 17 (71 %)", ("12", "17", "71")),
        ("två och tre", ("2", "3")), ("HSN-3", ("3",)),
    ],
)  # fmt: skip
def test_a_text_states_its_numbers_in_order(text: str, stated: tuple[str, ...]) -> None:
    assert numbers(text) == stated


@pytest.mark.parametrize("number", [0, 2, 7, 12, 13, 20, 21, 31, 99, 100, 101, 112, 120, 200, 345, 999])
def test_a_number_in_words_is_the_number_in_figures(number: int) -> None:
    for gender in ("t", "n"):
        assert numbers(f"Av uppdragen är {cardinal(number, gender)} klara") == (str(number),)
    assert number_words()[cardinal(number, "n")] == number


@examples(40)
@given(st.integers(0, 10**7).filter(lambda number: not 1900 <= number <= 2099))
def test_what_rsplan_writes_as_a_number_is_stated_as_that_number(number: int) -> None:
    assert numbers(f"Summan är {digits(number)} kronor") == (str(number),)


@pytest.mark.parametrize(
    ("edited", "computed", "agrees"),
    [
        ("Tolv av sjutton uppdrag är klara", "12 av 17 uppdrag är klara", True),
        ("Av 17 uppdrag är 12 klara", "12 av 17 uppdrag är klara", False),
        ("17 uppdrag, varav 12 klara", "12 klara av 17 uppdrag", True),
        ("12 uppdrag, varav 17 klara", "12 klara av 17 uppdrag", False),
        ("fyra gröna, sex röda och två gula", "4 gröna, 6 röda och 2 gula", True),
        ("sex röda, två gula och fyra gröna", "4 gröna, 6 röda och 2 gula", True),
        ("sex gula, två röda och fyra gröna", "4 gröna, 6 röda och 2 gula", False),
        ("4 gröna och 6 röda", "4 gröna, 6 röda och 2 gula", False),
        ("4 gröna, 6 röda, 2 gula och 3 grå", "4 gröna, 6 röda och 2 gula", False),
        ("Alla är klara", "12 av 12 är klara", False), ("Alla är klara", "Alla är klara", False),
        ("ingen är klar", "noll är klara", False), ("5 försenade", "fem försenade", True),
        ("6 försenade", "fem försenade", False), ("ett av fem är klart", "1 av 5 är klara", True),
        ("en av fem är klar", "1 av 5 är klara", True), ("Fem! Av uppdragen är fem klara", "5 är klara", False),
        ("Utfallet blev 3,5 procent", "3,5 procent", True), ("Utfallet blev 3,6 procent", "3,5 procent", False),
        ("Utfallet blev 35 procent", "3,5 procent", False), ("1294 vårdtillfällen", "1\u00a0294 vårdtillfällen", True),
    ],
)  # fmt: skip
def test_words_of_a_persons_own_agree_where_each_number_counts_what_it_counted(
    edited: str, computed: str, agrees: bool
) -> None:
    assert says_the_same(edited, computed) is agrees


COUNTS = st.lists(st.integers(2, 99), min_size=3, max_size=3, unique=True)
STATES = ("gröna", "gula", "röda")


@examples(40)
@given(COUNTS, st.permutations(range(3)), st.booleans())
def test_the_order_of_clauses_is_a_persons_and_a_swap_of_numbers_never_agrees(
    counts: list[int], order: list[int], in_words: bool
) -> None:
    def said(pairs: list[tuple[int, str]]) -> str:
        return " och ".join(f"{cardinal(count, 'n') if in_words else count} {state}" for count, state in pairs)

    computed = " och ".join(f"{count} {state}" for count, state in zip(counts, STATES, strict=True))
    pairs = list(zip(counts, STATES, strict=True))
    assert says_the_same(said([pairs[at] for at in order]), computed)
    swapped = list(zip([counts[at] for at in order], STATES, strict=True))
    assert says_the_same(said(swapped), computed) is (list(order) == [0, 1, 2])


@pytest.mark.parametrize(
    ("one", "other", "are_same"),
    [
        ("12 uppdrag", "12\u00a0uppdrag", True), ("  12  uppdrag ", "12 uppdrag", True),
        ("12\nuppdrag", "12 uppdrag", True),
        ("mål\u2060värde", "målvärde", True), ("Ma\u030al", "Mål", True), ("12 Uppdrag", "12 uppdrag", False),
        ("12 uppdrag.", "12 uppdrag", False), ("tolv", "12", False), ("", " ", True), ("1 200", "1200", False),
    ],
)  # fmt: skip
def test_two_texts_are_the_same_but_for_spaces(one: str, other: str, are_same: bool) -> None:
    assert same(one, other) is same(other, one) is are_same
    assert (plain(one) == plain(other)) is are_same


@pytest.mark.parametrize(
    ("text", "status"),
    [("◐ Delvis uppfyllt", "delvis uppfyllt"), ("●\u00a0Uppfyllt", "uppfyllt"), ("Uppfyllt", "uppfyllt"), ("○", ""),
     ("– Ej mätt", "ej mätt"), ("", "")],
)  # fmt: skip
def test_a_status_is_compared_without_its_symbol(text: str, status: str) -> None:
    assert bare(text) == status
    assert bare(bare(text)) == bare(text)
