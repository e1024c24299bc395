"""The computed sentences: as published, and right for every count."""

from __future__ import annotations

import re
import tomllib
from datetime import date

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from rsplan.analysis.facts import Fact
from rsplan.analysis.patterns import WordingError
from rsplan.analysis.sentences import compose_sentences
from rsplan.plan.model import STATUSES, Kind
from rsplan.plan.period import Period, Tertial
from rsplan.report.composing import wording_gaps
from rsplan.report.report import About

WORDINGS = ROOT / "templates" / "ordval"
UNKNOWN = dict.fromkeys(Kind, "okänd status")
COUNTS = st.integers(0, 5000)


def wording(name: str) -> dict:
    return tomllib.loads((WORDINGS / f"{name}.toml").read_text(encoding="utf-8"))


def about(year: int, tertial: Tertial) -> About:
    period = Period(year, tertial)
    own = {"council_plan": "regionplan och budget {year}–{year_after_next}"}
    return About(
        "Region Norr", "Regionstyrelsen", "", "regionstyrelsens plan", year, period, "", date(year, 5, 1), **own
    )


def facts(**families: dict[str, int]) -> dict[str, Fact]:
    """Facts of counts by family and status, with totals; every status is there, as in a real report."""
    table: dict[str, int] = {}
    for kind in Kind:
        given_counts = families.get(kind.value, {})
        counts = {status.value: given_counts.get(status.value, 0) for status in STATUSES[kind]}
        table |= {f"{kind}.{status}": count for status, count in counts.items()}
        table[f"{kind}.total"] = sum(counts.values())
        if kind is Kind.ACTIVITIES:
            table |= {f"activities.shown.{name}": count for name, count in counts.items()}
            table["activities.shown.total"] = sum(counts.values())
    deciders = families.get("deciders", {})
    table |= {f"assignments.by_decider.{name}": count for name, count in deciders.items()}
    table["indicators.financial"] = families.get("financial", {}).get("total", 0)
    return {name: Fact(name, value, Kind(name.split(".")[0]), "") for name, value in table.items()}


def no_names(fact: Fact) -> list[str]:  # noqa: ARG001
    return []


def sentences(name: str, year: int, tertial: Tertial, **families: dict[str, int]) -> dict[str, str]:
    composed = compose_sentences(
        wording(name)["sentences"], facts(**families), wording_gaps(about(year, tertial)), UNKNOWN, no_names
    )
    return {key: sentence.text for key, sentence in composed.items()}


def test_the_sentences_of_2025_are_those_of_the_published_report() -> None:
    said = sentences(
        "2025", 2025, Tertial.APRIL,
        assignments={"green": 2, "yellow": 27},
        deciders={"regionfullmaktige": 24, "regionstyrelsen": 5},
        indicators={"green": 4, "yellow": 4, "red": 6, "no_data": 3},
        financial={"total": 8},
        activities={"planned": 43, "ongoing": 216, "delayed": 12, "completed": 23},
    )  # fmt: skip
    assert said["assignments"] == "två av uppdragen är uppfyllda och 27 delvis uppfyllda"
    assert said["indicators"].endswith("är fyra gröna, fyra gula, sex röda och tre har ingen data")
    assert said["activities"].endswith("var 23 genomförda, 216 pågående enligt plan, 43 planerade och 12 försenade")
    assert said["assignments_total"] == "planen innehåller totalt 29 uppdrag"
    assert said["assignments_deciders"] == (
        "av dem har 24 tilldelats från regionfullmäktige i regionplan och budget 2025–2027 "
        "och fem är regionstyrelsens egna"
    )
    assert (
        said["indicators_total"]
        == "planen innehåller också 17 kortsiktiga nyckeltal varav åtta är de finansiella målen"
    )
    assert said["activities_total"].endswith("har brutits ner till 294 aktiviteter för verksamheten")


def test_the_sentences_of_2024_say_helt_in_another_order_and_what_cannot_be_measured_by_itself() -> None:
    said = sentences(
        "2024", 2024, Tertial.APRIL,
        assignments={"green": 2, "yellow": 35, "red": 1},
        indicators={"green": 7, "yellow": 3, "red": 8, "no_data": 5},
        activities={"planned": 47, "ongoing": 164, "delayed": 10, "completed": 10},
    )  # fmt: skip
    assert said["assignments"] == "två av uppdragen är helt uppfyllda, 35 delvis uppfyllda och ett inte uppfyllt"
    assert said["indicators"] == "av nyckeltalen är sju helt uppfyllda, tre delvis uppfyllda och åtta inte uppfyllda"
    assert said["indicators_unmeasured"] == "fem av nyckeltalen har inte gått att mäta"
    assert said["activities"].endswith(
        "47 av de aktiviteterna planerade, 164 är pågående enligt plan, tio är försenade och tio är genomförda"
    )


@pytest.mark.parametrize(
    ("tertial", "counts", "expected"),
    [
        (
            Tertial.AUGUSTI,
            {"green": 4, "yellow": 12, "red": 1},
            "fyra tillfredsställande, målet uppnått, 12 inte helt tillfredsställande, pågående aktiviteter i rätt "
            "riktning och ett otillfredsställande, målen inte uppnådda",
        ),
        (
            Tertial.APRIL,
            {"green": 4, "yellow": 11, "red": 2},
            "fyra tillfredsställande, målet uppnått, 11 inte helt tillfredsställande, pågående aktiviteter i rätt "
            "riktning och två otillfredsställande, målen inte uppnådda",
        ),
    ],
)
def test_the_sentences_of_2021_use_the_long_words(tertial: Tertial, counts: dict[str, int], expected: str) -> None:
    assert sentences("2021", 2021, tertial, assignments=counts)["assignments"] == expected


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({}, "planen har inga uppdrag"),
        ({"green": 1}, "uppdraget är uppfyllt"),
        ({"no_data": 1}, "uppdraget har ingen data"),
        ({"green": 1, "red": 1}, "ett av uppdragen är uppfyllt och ett inte uppfyllt"),
        ({"red": 12}, "12 av uppdragen är inte uppfyllda"),
        ({"yellow": 10, "no_data": 2}, "tio av uppdragen är delvis uppfyllda och två har ingen data"),
        ({"green": 3, "unknown": 1}, "tre av uppdragen är uppfyllda och ett har okänd status"),
        ({"green": 1200, "yellow": 1}, "1\u00a0200 av uppdragen är uppfyllda och ett delvis uppfyllt"),
    ],
)
def test_empty_classes_are_left_out_and_words_agree(counts: dict[str, int], expected: str) -> None:
    assert sentences("2025", 2025, Tertial.APRIL, assignments=counts)["assignments"] == expected


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"delayed": 1}, "efter april månad var aktiviteten försenad"),
        ({"completed": 1, "delayed": 2}, "efter april månad var en genomförd och två försenade"),
        ({"ongoing": 11, "paused": 1}, "efter april månad var 11 pågående enligt plan och en pausad"),
        ({}, "efter april månad finns inga aktiviteter att redovisa"),
    ],
)
def test_activities_are_of_common_gender(counts: dict[str, int], expected: str) -> None:
    assert sentences("2025", 2025, Tertial.APRIL, activities=counts)["activities"] == expected


_WORDS = dict(zip(["två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio"], range(2, 11), strict=True))


def numbers_in(text: str) -> list[int]:
    found = re.findall(r"(?<![\w–])(en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|\d[\d\u00a0]*)(?![\w–])", text)
    return [
        1 if word in ("en", "ett") else _WORDS[word] if word in _WORDS else int(word.replace("\u00a0", ""))
        for word in found
    ]


@pytest.mark.parametrize("name", ["2025", "2024", "2021"])
@given(green=COUNTS, yellow=COUNTS, red=COUNTS, no_data=COUNTS, unknown=st.integers(0, 3))
def test_the_numbers_in_a_sentence_add_up_to_the_whole(name, green, yellow, red, no_data, unknown) -> None:
    counts = {"green": green, "yellow": yellow, "red": red, "no_data": no_data, "unknown": unknown}
    text = sentences(name, 2025, Tertial.APRIL, assignments=counts)["assignments"]
    total = sum(counts.values())
    if total == 1 and name != "2021":
        assert text.startswith("uppdraget ")
    else:
        assert sum(numbers_in(text)) == total


@given(planned=COUNTS, ongoing=COUNTS, delayed=COUNTS, completed=COUNTS, cancelled=st.integers(0, 2))
def test_every_count_of_activities_agrees_with_its_word(planned, ongoing, delayed, completed, cancelled) -> None:
    counts = {
        "planned": planned,
        "ongoing": ongoing,
        "delayed": delayed,
        "completed": completed,
        "cancelled": cancelled,
    }
    text = sentences("2025", 2025, Tertial.APRIL, activities=counts)["activities"]
    for state, one, many in (
        ("delayed", "försenad", "försenade"),
        ("completed", "genomförd", "genomförda"),
        ("planned", "planerad", "planerade"),
    ):
        word = re.search(rf"\b({one}|{many})\b", text)
        assert (word is not None) == (counts[state] > 0)
        if word:
            assert word.group(0) == (one if counts[state] == 1 else many)
    assert not re.search(r"\bett\b", text)


def test_an_unknown_fact_in_a_wording_is_named() -> None:
    pattern = {"slut": {"text": "planen har {activities.finished} aktiviteter"}}
    with pytest.raises(WordingError, match=r"slut.*activities\.finished"):
        compose_sentences(pattern, facts(), {}, UNKNOWN, no_names)


def test_a_wording_cannot_reach_into_objects() -> None:
    with pytest.raises(WordingError):
        compose_sentences({"x": {"text": "{year.__class__}"}}, facts(), {"year": 2025}, UNKNOWN, no_names)


def test_a_decider_that_the_wording_does_not_name_is_not_lost() -> None:
    said = sentences(
        "2025", 2025, Tertial.APRIL, assignments={"green": 7}, deciders={"regionfullmaktige": 4, "regionstyrelsen": 2}
    )  # fmt: skip
    assert said["assignments_deciders"].endswith(
        "två är regionstyrelsens egna och ett saknar uppgift om vem som har beslutat"
    )
