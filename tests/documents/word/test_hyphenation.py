"""Words are hyphenated where Swedish patterns say, and cut where a column has no room."""

from __future__ import annotations

import re
from functools import cache

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from pyphen import Pyphen

from rsplan.documents.office.typefaces import letters
from rsplan.documents.word.hyphenation import places_of, split_to_fit


@cache
def oracle() -> Pyphen:
    return Pyphen(lang="sv_SE", left=0, right=0)


def handbook_words() -> set[str]:
    return set(re.findall(r"[^\W\d_]{4,}", (ROOT / "docs" / "handbok.md").read_text(encoding="utf-8")))


def test_every_word_of_the_handbook_breaks_where_pyphen_breaks_it() -> None:
    words = handbook_words()
    assert len(words) > 1_000
    assert [word for word in words if list(places_of(word)) != list(oracle().positions(word))] == []


@given(st.text(st.sampled_from("abcdeéfghijklmnopqrstuvwxyzåäöüABCÅ-.1 "), max_size=40))
def test_any_text_breaks_where_pyphen_breaks_it(text: str) -> None:
    assert list(places_of(text)) == list(oracle().positions(text))


@given(st.text(st.sampled_from("abdegiklmnoprstuvåäö -"), max_size=80), st.integers(2_000, 12_000))
def test_no_piece_of_a_word_is_wider_than_its_room_and_no_letter_is_lost(text: str, room: int) -> None:
    widths = letters("Calibri")
    pieces = split_to_fit(text, widths, room)
    assert "".join(pieces) == text
    broken = "\u00ad".join(pieces).replace("-", "- ").split()
    assert all(widths.width_of(piece) <= room for word in broken for piece in word.split("\u00ad"))


@pytest.mark.parametrize(
    ("word", "room", "pieces"),
    [
        ("kompetensförsörjningsplaner", 11_500, ["kompetens", "försörjnings", "planer"]),
        ("digitaliseringsavdelningen", 9_500, ["digitaliserings", "avdelningen"]),
        ("kommunikationsavdelningen", 7_500, ["kommunikations", "avdelningen"]),
        # A part that has no room is divided too, and then the word is wherever it may be.
        ("digitaliseringsavdelningen", 5_000, ["digi", "ta", "li", "se", "rings", "av", "del", "ningen"]),
    ],
)
def test_a_compound_breaks_where_its_parts_are_joined_if_they_have_room(
    word: str, room: int, pieces: list[str]
) -> None:
    found = split_to_fit(word, letters("Calibri"), room)
    assert found == pieces
