"""The grammar of statuses held against a table that was written by reading, and not by its rules."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rsplan.language.statuswords.grammar import read_status
from rsplan.language.vocabulary import load_vocabulary
from rsplan.plan.model import Kind

VOCABULARY = load_vocabulary()
TABLE = tomllib.loads(Path(__file__).with_name("wordings_by_reading.toml").read_text(encoding="utf-8"))
KINDS = {"activities": Kind.ACTIVITIES, "fulfilment": Kind.ASSIGNMENTS}
UNREAD_OF_A_HUNDRED = 2


def read(kind: Kind, text: str) -> str:
    found = read_status(kind, text, VOCABULARY)
    return found.meaning if found else "unknown"


@pytest.mark.parametrize("family", sorted(TABLE))
def test_no_wording_is_read_as_what_no_careful_reader_takes_it_for(family: str) -> None:
    wrong = {
        text: read(KINDS[family], text)
        for meaning, texts in TABLE[family].items()
        for text in texts
        if read(KINDS[family], text) not in (meaning, "unknown")
    }
    assert wrong == {}


@pytest.mark.parametrize("family", sorted(TABLE))
def test_nearly_every_wording_is_read(family: str) -> None:
    told = [(meaning, text) for meaning, texts in TABLE[family].items() if meaning != "unknown" for text in texts]
    unread = [text for meaning, text in told if read(KINDS[family], text) != meaning]
    assert len(unread) * 100 <= UNREAD_OF_A_HUNDRED * len(told), unread


@pytest.mark.parametrize("family", sorted(TABLE))
def test_every_wording_stands_once(family: str) -> None:
    every = [text for texts in TABLE[family].values() for text in texts]
    assert sorted(every) == sorted(set(every))


# --- What holds for all of them -------------------------------------------------------------------------------------

TOLD = [
    (KINDS[family], text, meaning)
    for family, meanings in TABLE.items()
    for meaning, texts in meanings.items()
    if meaning != "unknown"
    for text in texts
]
DENIALS = ("inte", "ej", "icke", "Ej", "inte alls", "ikke")
AROUND = (
    *(
        "{} 2025-03-31",
        "{} (auto)",
        "2 - {}",
        "{}.",
        "• {}",
        "{} (oförändrad)",
        "  {} ",
        "Status: {}",
        "{}\u00a0",
        "b) {}",
    ),
)


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(TOLD), st.data())
def test_a_denial_anywhere_never_leaves_a_meaning_as_it_was(entry, data) -> None:
    kind, text, meaning = entry
    words = text.split(" ")
    at = data.draw(st.integers(0, len(words)))
    denied = " ".join([*words[:at], data.draw(st.sampled_from(DENIALS)), *words[at:]])
    assert read(kind, denied) != meaning, denied


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(TOLD), st.lists(st.sampled_from(AROUND), min_size=1, max_size=3, unique=True))
def test_what_stands_around_a_wording_never_gives_it_another_meaning(entry, around) -> None:
    kind, text, meaning = entry
    for pattern in around:
        text = pattern.format(text)
    assert read(kind, text) in (meaning, "unknown"), text


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(TOLD), st.data())
def test_a_slip_in_a_wording_gives_no_other_status_without_a_warning(entry, data) -> None:
    kind, text, meaning = entry
    at = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.sampled_from(["", *"adefnrst"]))
    slip = text[:at] + letter + text[at + 1 :]
    found = read_status(kind, slip, VOCABULARY)
    if found and found.meaning != meaning:
        assert found.judged or VOCABULARY.status(kind, slip), slip
