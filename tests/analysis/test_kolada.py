"""Kolada's values beside an indicator."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rsplan.analysis.facts import facts_by_id, written
from rsplan.analysis.kolada import kolada_facts, kolada_figures, newest, said_source, unit_in
from rsplan.plan.address import Address
from rsplan.plan.kolada import KoladaAnswers, KoladaFigure, KoladaValue, Sex

TITLE = {"U07417": "Väntande högst 90 dagar, andel (%)"}


def value(number: str | None, region: str, year: int = 2024, sex: Sex = Sex.ALL, kpi: str = "U07417") -> KoladaValue:
    place = Address("kolada/a.json", "", f"{kpi} {region} {year} {sex}")
    return KoladaValue(kpi, region, year, sex, None if number is None else Decimal(number), "", place)


def figures(*values: KoladaValue, groups: dict[str, list[str]] | None = None) -> list[KoladaFigure]:
    return kolada_figures(KoladaAnswers(values, TITLE), {"N25-01": "U07417"}, "0023", groups or {})


def test_the_region_and_the_country_are_told_unchanged_with_their_source() -> None:
    found = figures(value("78.3", "0023"), value("80", "0000"), value("77", "0023", sex=Sex.WOMEN))
    facts = facts_by_id(kolada_facts(found))
    assert {name.removeprefix("kolada.n25_01."): written(fact) for name, fact in facts.items()} == {
        "year": "2024", "region": "78,3\u00a0%", "country": "80\u00a0%", "region.women": "77\u00a0%",
    }  # fmt: skip
    assert all(fact.label.endswith("Källa: Kolada") for name, fact in facts.items() if not name.endswith("year"))
    assert [cell.cell for cell in facts["kolada.n25_01.country"].cells] == ["U07417 0000 2024 T"]


def test_a_group_is_the_unweighted_mean_of_those_with_a_value_and_says_so() -> None:
    values = [value("10", "0022"), value("13", "0023"), value(None, "0024")]
    (one,) = [one for one in figures(*values, groups={"Norr": ["0022", "0023", "0024", "0025"]}) if one.who == "Norr"]
    assert (one.value, one.members, one.of) == (Decimal(12), 2, 4)  # 11.5 with as many decimals as the members have
    assert said_source(one) == "eget ovägt medelvärde av 2 av 4 regioner, underlag från Kolada"
    assert "Källa: Kolada" not in said_source(one)
    assert not one.unchanged


def test_a_group_without_any_value_is_missing_and_no_fact() -> None:
    found = figures(value(None, "0022"), value("5", "0023"), groups={"Norr": ["0022"]})
    assert [one.value for one in found if one.who == "Norr"] == [None]
    assert set(facts_by_id(kolada_facts(found))) == {"kolada.n25_01.year", "kolada.n25_01.region"}


def test_zero_is_a_value() -> None:
    assert written(facts_by_id(kolada_facts(figures(value("0", "0023"))))["kolada.n25_01.region"]) == "0\u00a0%"


def test_the_newest_year_is_the_regions_not_the_countrys() -> None:
    found = figures(
        value("1", "0023", 2022), value("2", "0000", 2022), value(None, "0023", 2023), value("3", "0000", 2023)
    )
    assert {(one.who, one.year) for one in newest(found)} == {("region", 2022), ("country", 2022)}
    assert {one.year for one in newest(figures(value("3", "0000", 2023), value("2", "0000", 2021)))} == {2023}


@pytest.mark.parametrize(
    ("title", "unit"),
    [("Andel (%)", "%"), ("Kostnad, kr/inv", ""), ("Kostnad (kr per invånare)", "kr"), ("Antal (antal)", ""), ("", "")],
)
def test_a_unit_ends_the_name_of_a_measure(title: str, unit: str) -> None:
    assert unit_in(title) == unit


@given(st.lists(st.decimals(-1000, 1000, places=1) | st.none(), min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_a_mean_lies_between_its_members_and_missing_ones_move_nothing(numbers: list[Decimal | None]) -> None:
    ids = [f"{at:04}" for at in range(1, len(numbers) + 1)]
    values = [value(None if each is None else str(each), one) for one, each in zip(ids, numbers, strict=True)]
    told = [each for each in numbers if each is not None]
    (found,) = [one for one in figures(*values, groups={"G": ids}) if one.who == "G"]
    (alone,) = [one for one in figures(*values, groups={"G": [*ids, "0999"]}) if one.who == "G"]
    assert found.value == alone.value
    assert (found.value is None) == (not told)
    if found.value is not None:
        assert min(told) <= found.value <= max(told)
