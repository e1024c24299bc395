"""Sentences that name items, say what most of them are and where they are, right for every count."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from rsplan.analysis.facts import Fact
from rsplan.analysis.item_sentences import by_group, mostly, naming, whole_percent
from rsplan.language.swedish import capitalise, count_word
from rsplan.plan.model import Kind

WORDINGS = {
    name: tomllib.loads((ROOT / "templates" / "ordval" / f"{name}.toml").read_text(encoding="utf-8"))["sentences"]
    for name in ("2025", "2024", "2021")
}
STATES = ("completed", "ongoing", "planned", "delayed", "paused", "cancelled")
GRAMMAR = settings(max_examples=60, deadline=None)


def fact(fact_id: str, value: int, name: str = "") -> Fact:
    return Fact(fact_id, value, Kind(fact_id.split(".")[0]), "", (("goal_area", name), ("status", "red")))


def named(wording: str, sentence: str, count: int, titles: list[str] | None = None) -> str:
    pattern = WORDINGS[wording][sentence]
    key = f"{pattern['of']}.{pattern['names']}"
    given_titles = titles if titles is not None else [f"N{at}" for at in range(count)]
    return naming(sentence, pattern, {key: fact(key, count)}, {}, lambda _: given_titles).text


def states(wording: str, counts: dict[str, int]) -> str:
    facts = {f"activities.shown.{state}": fact(f"activities.shown.{state}", counts.get(state, 0)) for state in STATES}
    facts["activities.shown.total"] = fact("activities.shown.total", sum(counts.values()))
    return mostly("x", WORDINGS[wording]["activities_mostly"], facts, {}).text


def test_red_indicators_are_named() -> None:
    assert named("2025", "indicators_red", 1, ["Soliditet"]) == "ett nyckeltal är rött: Soliditet"
    assert named("2025", "indicators_red", 2, ["A", "B"]) == "två nyckeltal är röda: A och B"
    assert named("2025", "indicators_red", 2, ["Vård och omsorg.", "B"]).endswith("Vård och omsorg; B")
    assert named("2025", "indicators_red", 0) == "inget nyckeltal är rött"
    assert named("2025", "indicators_red", 30) == "30 nyckeltal är röda"
    assert named("2025", "activities_delayed", 1, ["Öva"]) == "en aktivitet är försenad: Öva"


@pytest.mark.parametrize("wording", WORDINGS)
@GRAMMAR
@given(count=st.integers(0, 400))
def test_names_agree_with_their_count(wording: str, count: int) -> None:
    for sentence in ("indicators_red", "indicators_green", "assignments_red", "activities_delayed"):
        text = named(wording, sentence, count)
        gender = WORDINGS[wording][sentence].get("gender", "t")
        assert text.startswith(count_word(count, gender)) == (count > 0)
        assert not re.search(r"[{}]|: *$", text)
        assert not capitalise(text, gender)[:1].isdigit()
        if sentence.startswith("activities") and count:
            assert ("aktiviteter är försenade" in text) == (count > 1)


def test_the_published_conclusion_follows_from_the_figures() -> None:
    counts = {"completed": 23, "ongoing": 216, "planned": 43, "delayed": 12}
    assert states("2025", counts) == "sammantaget är alltså det mesta pågående"


@pytest.mark.parametrize("wording", WORDINGS)
@GRAMMAR
@given(counts=st.fixed_dictionaries({state: st.integers(0, 9) for state in STATES}))
def test_most_is_more_than_half(wording: str, counts: dict[str, int]) -> None:
    text, total, most = states(wording, counts), sum(counts.values()), max(counts.values())
    leading = [state for state in STATES if counts[state] == most]
    assert text
    assert ("det mesta" in text) == (2 * most > total > most)
    assert ("allt " in text) == (0 < most == total)
    assert ("lika många" in text) == (len(leading) > 1 and total > 0)
    assert "{" not in text


@GRAMMAR
@given(counts=st.lists(st.integers(0, 6), max_size=6))
def test_where_they_are_begins_with_the_most(counts: list[int]) -> None:
    facts = {"indicators.red": fact("indicators.red", sum(counts))}
    facts |= {
        f"indicators.by_goal_area.a{at}.red": fact(f"indicators.by_goal_area.a{at}.red", count, f"Område {at}")
        for at, count in enumerate(counts)
    }
    sentence = by_group("x", WORDINGS["2025"]["indicators_red_areas"], facts, {})
    stated = [facts[each].count for each in sentence.facts[1:]]
    assert all(first >= second for first, second in pairwise(stated))
    assert len(stated) == min(3, sum(count > 0 for count in counts))
    assert sum(counts) or sentence.text == "inget nyckeltal är rött"
    assert "{" not in sentence.text


@GRAMMAR
@given(whole=st.integers(1, 5000), data=st.data())
def test_a_share_is_rounded_as_people_do(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    assert abs(whole_percent(part, whole) - 100 * part / whole) <= 0.5
    assert whole_percent(whole, whole) == 100
