"""A heading that asks whether something is done, and what its answers mean."""

from __future__ import annotations

import pytest

from rsplan.language.statuswords.column import asks_for_status, read_column
from rsplan.language.vocabulary import load_vocabulary
from rsplan.plan.model import Kind

VOCABULARY = load_vocabulary()


def read(kind: Kind, heading: str, *texts: str) -> list[str]:
    found = read_column(kind, texts, VOCABULARY, heading)
    return [reading.meaning if reading else "" for text in texts if (reading := found[text]) or True]


@pytest.mark.parametrize(
    "heading",
    ["Målet uppnått?", "Är målet uppnått?", "Uppnås målet 2025?", "Uppdraget genomfört?", "Följs direktivet?",
     "Målet nått (ja/nej)", "Uppfyllt? (ja/delvis/nej)", "Når vi målet?"],
)  # fmt: skip
def test_yes_says_what_is_asked_no_denies_it_and_a_degree_grades_it(heading: str) -> None:
    said = read(Kind.ASSIGNMENTS, heading, "Ja", "Delvis", "Nej", "Nej, inte ännu", "Till stor del")
    assert said == ["green", "yellow", "red", "red", "yellow"]


def test_what_is_not_done_of_an_activity_may_be_anything() -> None:
    assert read(Kind.ACTIVITIES, "Klar?", "Ja", "Nej", "Delvis") == ["completed", "", "ongoing"]
    assert read(Kind.ACTIVITIES, "Genomförd?", "JA", "nej", "vet ej") == ["completed", "", ""]


@pytest.mark.parametrize(
    "heading", ["Avstämd?", "Försenad?", "Ej klar?", "Påbörjad?", "Status", "Hur går det?", "", "?"]
)
def test_a_question_of_anything_else_has_no_answers(heading: str) -> None:
    assert not asks_for_status(heading, VOCABULARY)
    assert read(Kind.ACTIVITIES, heading, "Ja", "Nej") == ["", ""]


def test_every_answer_says_by_which_rule_it_was_read() -> None:
    reading = read_column(Kind.INDICATORS, ["Nej"], VOCABULARY, "Målet uppnått?")["Nej"]
    assert reading is not None
    assert reading.judged
    assert reading.rules == ('svaret på frågan i rubriken: "inte målet uppnått"',)
