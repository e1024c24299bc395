"""A misspelt status: the word that was meant or none, and never another one."""

from __future__ import annotations

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.language.statuswords.column import read_column
from rsplan.language.statuswords.lexicon import Part, lexicon_of
from rsplan.language.vocabulary import load_vocabulary
from rsplan.plan.model import Kind

VOCABULARY = load_vocabulary()
KINDS = (Kind.ACTIVITIES, Kind.ASSIGNMENTS)
LETTERS = "abcdefghijklmnoprstuvyåäö"


def meaning(kind: Kind, text: str) -> str:
    reading = read_column(kind, [text], VOCABULARY)[text]
    return reading.meaning if reading else ""


def words(kind: Kind) -> list[str]:
    phrases = lexicon_of(kind, VOCABULARY).phrases.items()
    concepts = {
        phrase[0] for phrase, roles in phrases if len(phrase) == 1 and any(r.part is Part.CONCEPT for r in roles)
    }
    return sorted(word for word in concepts | {*VOCABULARY.words[VOCABULARY.family(kind)]} if word.isalpha())


WORDS = {kind: words(kind) for kind in KINDS}


@st.composite
def slips(draw: st.DrawFn) -> tuple[Kind, str, str]:
    """A kind, one of its words, and the word with a letter wrong, missing, added, or changed with the next."""
    kind = draw(st.sampled_from(KINDS))
    word = draw(st.sampled_from(WORDS[kind]))
    at = draw(st.integers(0, len(word) - 1))
    letter = draw(st.sampled_from(LETTERS))
    made = [word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]]  # fmt: skip
    return kind, word, draw(st.sampled_from(made))


@given(slips())
@examples(150)
def test_no_slip_makes_another_status_of_a_word(slip: tuple[Kind, str, str]) -> None:
    kind, word, said = slip
    read = read_column(kind, [said], VOCABULARY).get(said)
    if read and any(rule.startswith("felskrivet") for rule in read.rules):
        assert read.meaning == meaning(kind, word)
        assert read.judged


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (Kind.ACTIVITIES, "Pågåede", "ongoing"), (Kind.ACTIVITIES, "Försened", "delayed"),
        (Kind.ACTIVITIES, "Gemomförd", "completed"), (Kind.ACTIVITIES, "Avsultad", "completed"),
        (Kind.ACTIVITIES, "Pågåår", "ongoing"), (Kind.ACTIVITIES, "Pågåend", "ongoing"),
        (Kind.ACTIVITIES, "Genomfördd", "completed"), (Kind.ACTIVITIES, "Ej påbörjd", "planned"),
        (Kind.ACTIVITIES, "Inte avsultad", "ongoing"),
        (Kind.ASSIGNMENTS, "Uppfylt", "green"), (Kind.ASSIGNMENTS, "Otillfredställande", "red"),
        (Kind.ASSIGNMENTS, "Tillfredställande", "green"),
    ],
)  # fmt: skip
def test_one_slip_inside_a_word_is_mended_and_said(kind: Kind, text: str, expected: str) -> None:
    reading = read_column(kind, [text], VOCABULARY)[text]
    assert reading is not None
    assert (reading.meaning, reading.judged) == (expected, True)
    assert any(rule.startswith("felskrivet") for rule in reading.rules)


@pytest.mark.parametrize(
    "text",
    ["Avslutas", "Försenas", "Påbörjar", "oförsenad", "ofullföljd", "Delvid uppfyllt", "Inet påbörjad",
     "Genomförx", "Påbörjaf", "Avslut"],
)  # fmt: skip
def test_another_ending_a_negation_and_a_degree_are_never_mended(text: str) -> None:
    assert meaning(Kind.ACTIVITIES, text) == ""


def test_a_word_of_the_project_is_a_rival_as_any_other() -> None:
    own = load_vocabulary({"Pågåenda": "paused"})
    assert read_column(Kind.ACTIVITIES, ["Pågående", "Pågåenda"], own)["Pågåenda"].meaning == "paused"  # type: ignore[union-attr]
