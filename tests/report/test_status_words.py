"""What a document calls each status: one word for it everywhere, as the wording chooses."""

from __future__ import annotations

import pytest
from tables_support import VOCABULARY

from rsplan.plan.model import STATUSES, Kind
from rsplan.report.status_words import key_of_symbols, status_words
from rsplan.report.wording import Wording


def words(kind: Kind, **wording: object) -> dict[str, str]:
    return {member: word.one for member, word in status_words(kind, Wording(**wording), VOCABULARY).items()}  # type: ignore[arg-type]


def sentence(*classes: dict[str, str], **more: object) -> dict[str, object]:
    return {"s": {"of": "assignments", "classes": list(classes), **more}}


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("style", ["colour", "word"])
def test_every_status_has_a_word_with_a_capital_in_either_style(kind: Kind, style: str) -> None:
    found = status_words(kind, Wording(styles={kind.value: style}), VOCABULARY)
    assert list(found) == [str(status.value) for status in STATUSES[kind]]
    assert all(word.one[:1].isupper() and word.many[:1].isupper() for word in found.values())
    assert len({word.one for word in found.values()}) == len(found)


def test_colours_are_usual_for_indicators_and_words_for_the_others() -> None:
    assert (
        words(Kind.INDICATORS)["green"] == words(Kind.ASSIGNMENTS, styles={"assignments": "colour"})["green"] == "Grön"
    )
    assert words(Kind.ASSIGNMENTS)["green"] != "Grön"
    assert words(Kind.ACTIVITIES, styles={"activities": "colour"}) == words(Kind.ACTIVITIES)


@pytest.mark.parametrize(
    ("sentences", "green"),
    [
        (sentence({"fact": "green", "one": "helt uppfyllt"}), "Helt uppfyllt"),
        (sentence({"fact": "green", "one": "uppfyllt helt", "label": "helt uppfyllt"}), "Helt uppfyllt"),
        (sentence({"fact": "green", "one": "har nåtts"}, complete=False), None),
        (sentence({"fact": "green", "one": "har nåtts"}, most=2), None),
        ({"s": {"of": "indicators", "classes": [{"fact": "green", "one": "nått"}]}}, None), ({"s": "en mening"}, None),
        ({}, None),
    ],
)  # fmt: skip
def test_a_table_says_what_the_sentences_of_its_kind_say(sentences: dict[str, object], green: str | None) -> None:
    assert words(Kind.ASSIGNMENTS, sentences=sentences)["green"] == (green or words(Kind.ASSIGNMENTS)["green"])
    colours = words(Kind.ASSIGNMENTS, sentences=sentences, styles={"assignments": "colour"})
    assert colours["green"] == "Grön"


def test_the_key_of_symbols_tells_those_that_are_sure_and_the_doubtful_where_it_occurs() -> None:
    found = status_words(Kind.INDICATORS, Wording(), VOCABULARY)
    plain, doubtful = key_of_symbols([found], {"green"}), key_of_symbols([found], {"green", "unknown"})
    assert found["green"].one in plain
    assert found["unknown"].one not in plain
    assert doubtful.startswith(plain) or not found["unknown"].symbol
