"""When a word may be a slip of the keyboard for another: never one that says the opposite, never a right word."""

from __future__ import annotations

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.language.slips import LONGEST_MISSPELLING, candidates, is_slip, slips_of


@pytest.mark.parametrize(
    ("said", "meant"),
    [("försennad", "försenad"), ("pågåend", "pågående"), ("gönn", "grön"), ("upfyllt", "uppfyllt"),
    ("statsu", "status"), ("klar", "klar"),
     ("aktivitet", "aktiviteter"), ("tertial1", "tertiel1")],
)  # fmt: skip
def test_a_word_that_resembles_another_may_be_a_slip_for_it_either_way(said: str, meant: str) -> None:
    assert is_slip(said, meant)
    assert is_slip(meant, said)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("ouppfyllt", "uppfyllt"), ("oklar", "klar"), ("inaktiv", "aktiv"), ("uppfyllt", "ouppfyllt"), ("grön", "röd"),
        ("status2", "status3"),
        ("missnöjd", "nöjd"), ("ejklar", "klar"), ("gul", "kul"), ("uppdrag", "nyckeltal"),
        ("icke-uppfyllt", "uppfyllt"),
    ],
)  # fmt: skip
def test_a_word_denied_another_number_or_another_word_is_none(said: str, meant: str) -> None:
    assert not is_slip(said, meant)


@pytest.mark.parametrize(
    ("said", "meant", "right", "slip"),
    [
        ("delvis uppfyltt", "delvis uppfyllt", {"delvis"}, True),
        ("planerad slut", "planerad start", {"planerad", "slut", "start"}, False),
        ("ej uppfyltt", "uppfyllt", {"ej"}, False), ("ej uppfyltt", "ej uppfyllt", {"ej"}, True),
        ("uppfyllt", "ej uppfyllt", set(), False),
        ("upp fyllt", "uppfyllt", set(), True), ("planerade", "planerad", {"planerade"}, True),
        ("inte klart", "ej klart", set(), False),
        ("utan klart", "inte klart", set(), False), ("", "", set(), True),
    ],
)  # fmt: skip
def test_words_are_slips_for_others_each_for_its_own(said: str, meant: str, right: set[str], slip: bool) -> None:
    assert slips_of(said.split(), meant.split(), right) is slip


WORDS = ["grön", "gul", "röd", "uppfyllt", "delvis uppfyllt", "ej uppfyllt", "pågående", "försenad"]


@pytest.mark.parametrize(
    ("key", "first"),
    [("uppfylt", "uppfyllt"), ("delvis upfyllt", "delvis uppfyllt"), ("forsenad", "försenad"), ("pågånde", "pågående"),
    ("kvarstår", None),
     ("x" * (LONGEST_MISSPELLING + 1), None), ("", None)],
)  # fmt: skip
def test_the_likeliest_word_comes_first_and_a_long_text_is_no_slip(key: str, first: str | None) -> None:
    found = candidates(key, WORDS)
    assert (found[0] if found else None) == first
    assert set(found) <= set(WORDS)


@examples(60)
@given(st.text("abcdeåäö", min_size=2, max_size=8), st.sampled_from(["o", "in", "un", "non", "icke", "ej", "miss"]))
def test_no_word_is_a_slip_for_what_denies_it(word: str, prefix: str) -> None:
    assert not is_slip(prefix + word, word)
    assert not is_slip(word, prefix + word)
    assert is_slip(word, word)
