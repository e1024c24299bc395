"""What templates can do with a value, Swedish where the text is; what makes no sense is refused in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.documents.templating.filters import FILTERS, plain_text
from rsplan.documents.templating.refusals import BadTagError
from rsplan.documents.templating.values import Figure, Rate, Words

HARD = "\u00a0"


def figure(value: int, gender: str = "n") -> Figure:
    return Figure(value, "activities.total", (), gender=gender)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Nära vård", "Nära vård"), (12, "12"), (None, ""), (True, "ja"), (False, "nej"), (date(2025, 5, 12),
        "2025-05-12"), (2.5, "2,5"),
        (Words("två av fem", "sentences.a", ()), "två av fem"), (figure(1294), f"1{HARD}294"), ("", ""),
        (Rate(Decimal("7.8"), "share", (), text="7,8 %"), "7,8 %"),
    ],
)  # fmt: skip
def test_a_value_stands_in_a_text_as_swedish_has_it(value: object, text: str) -> None:
    assert plain_text(value) == text


@pytest.mark.parametrize("value", [["a"], {"a": 1}, object(), ("a",)])
def test_a_list_has_no_text_of_its_own(value: object) -> None:
    with pytest.raises(BadTagError, match="lista"):
        plain_text(value)


@pytest.mark.parametrize(
    ("name", "value", "arguments", "text"),
    [
        ("ord", 0, (), "noll"), ("ord", 1, (), "ett"), ("ord", 1, ("en",), "en"), ("ord", figure(1), (), "en"),
        ("ord", figure(1, "t"), (), "ett"),
        ("ord", 10, (), "tio"), ("ord", 11, (), "11"), ("ord", 11, ("ett", 12), "elva"), ("ord", 1294, (),
        f"1{HARD}294"),
        ("stor", "två av", (), "Två av"), ("stor", figure(1), (), "En"), ("stor", figure(12), (), "Tolv"),
        ("stor", "", (), ""),
        ("procent", 12, (), f"12{HARD}%"), ("procent", 12.5, (1,), f"12,5{HARD}%"), ("kronor", 3, (), f"3{HARD}kronor"),
        ("kronor", 2.5, ("mkr", 1), f"2,5{HARD}mkr"), ("siffror", 1200, (), f"1{HARD}200"), ("siffror", 2.5, (2,),
        "2,50"), ("siffror", -3, (), "−3"),
        ("datum", date(2025, 5, 1), (), "den 1 maj 2025"), ("böj", 1, ("uppdrag är", "uppdrag är alla"), "uppdrag är"),
        ("böj", 0, ("rad", "rader"), "rader"), ("böj", 2, ("rad", "rader"), "rader"), ("genitiv", "Regionen", (),
        "Regionens"),
        ("genitiv", "Nämndens", (), "Nämndens"), ("lista", ["a", "b", "c"], (), "a, b och c"), ("lista", ["a", "b"],
        ("eller",), "a eller b"),
        ("lista", [], (), ""), ("lista", ["a"], (), "a"), ("join", [1, 2], ("; ",), "1; 2"),
        ("replace", "a-b-c", ("-", " "), "a b c"),
    ],
)  # fmt: skip
def test_a_filter_gives_swedish(name: str, value: object, arguments: tuple[object, ...], text: str) -> None:
    assert plain_text(FILTERS[name](value, *arguments)).replace("\u2060", "") == text


@pytest.mark.parametrize(
    ("name", "value", "arguments", "said"),
    [
        ("ord", "tre", (), "tal"), ("ord", -1, (), "antal"), ("ord", 2.5, (), "antal"), ("ord", True, (), "tal"),
        ("ord", 1, ("den",), "genus"),
        ("procent", "12", (), "procent"), ("kronor", None, (), "kronor"), ("siffror", [1], (), "siffror"),
        ("datum", "2025-05-01", (), "datum"),
        ("datum", 2025, (), "datum"), ("böj", "1", ("rad", "rader"), "böj"), ("siffror", 10**40, (), "siffror"),
        ("replace", "a", ("", "b"), "replace"),
        ("replace", "a" * 100_000, ("a", "b" * 10_000), "replace"), ("lista", [["a"]], (), "lista"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_by_its_name(
    name: str, value: object, arguments: tuple[object, ...], said: str
) -> None:
    with pytest.raises(BadTagError, match=said):
        FILTERS[name](value, *arguments)


@examples(40)
@given(st.integers(0, 10**6))
def test_a_count_is_agreed_with_and_begins_a_sentence_in_words_or_figures(count: int) -> None:
    assert plain_text(FILTERS["böj"](count, "rad", "rader")) == ("rad" if count == 1 else "rader")
    said = plain_text(FILTERS["ord"](count))
    assert (said.isalpha() or said == "noll") is (count <= 10)
    assert plain_text(FILTERS["siffror"](count)).replace(HARD, "") == str(count)


@examples(30)
@given(st.lists(st.text("abÅ", min_size=1, max_size=4), max_size=6))
def test_a_list_names_every_item_once_and_in_order(items: list[str]) -> None:
    text = plain_text(FILTERS["lista"](items))
    assert [part for part in text.replace(" och ", ", ").split(", ") if part] == items
