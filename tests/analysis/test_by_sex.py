"""The outcomes of women and men as facts, and which indicators lack them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables_support import VOCABULARY, read, write

from rsplan.analysis.by_sex import BySex, has_columns_by_sex, outcomes_by_sex, share_divided, unread_outcomes
from rsplan.analysis.counts import count_facts
from rsplan.analysis.facts import Fact, facts_by_id, rows_behind, written
from rsplan.analysis.measures import read_measure
from rsplan.language.swedish import digits
from rsplan.plan.model import Kind, Plan

HEAD = ["Id", "Nyckeltal", "Typ", "Utfall", "Utfall Kvinnor/Flickor", "Utfall Män/Pojkar", "Status"]
ROWS = [
    ["N1", "Sjuktal", "Kortsiktigt", "5,6 %", "6,1 %", "3,9 %", "Röd"],
    ["N2", "Hälsosamtal", "Kortsiktigt", "40", "22", "18", "Gul"],
    ["N3", "Soliditet", "Finansiellt", "-36 %", None, None, "Gul"],
    ["N4", "Nöjdhet", "Kortsiktigt", None, None, None, "Ingen data"],
    ["N5", "Löner", "Kortsiktigt", "92 %", "91 %", "ej mätt", "Gul"],
    ["N6", "Fallskador", "Kortsiktigt", "12", "20", "30", "Gul"],
    ["N7", "Medellivslängd", "Långsiktigt", "83", "84", "82", "Ingen data"],
]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return read(write(tmp_path_factory.mktemp("kon") / "nyckeltal.xlsx", [HEAD, *ROWS]))


@pytest.fixture(scope="module")
def facts(plan: Plan) -> dict[str, Fact]:
    return facts_by_id(count_facts(plan, VOCABULARY))


def test_those_with_both_outcomes_are_divided_and_the_share_is_of_all(plan: Plan, facts: dict[str, Fact]) -> None:
    named = {
        name: [plan.indicators["id"].iloc[at] for at in rows_behind(plan, facts[f"indicators.by_sex.{name}"])]
        for name in ("both", "without")
    }
    assert named == {"both": ["N1", "N2", "N6"], "without": ["N3", "N4", "N5"]}
    assert facts["indicators.by_sex.both"].count + facts["indicators.by_sex.without"].count == 6
    assert written(facts["indicators.by_sex.share"]) == "50\u00a0%"


@pytest.mark.parametrize(
    ("name", "value", "cell"),
    [
        ("n1.actual_women", "6,1\u00a0%", "E2"), ("n1.actual_men", "3,9\u00a0%", "F2"),
        ("n1.sex_difference", "2,2\u00a0procentenheter", "E2"), ("n2.sex_difference", "4", "E3"),
        ("n7.sex_difference", "2", "E8"),
    ],
)  # fmt: skip
def test_each_outcome_and_the_difference_is_a_fact_of_its_cell(
    plan: Plan, facts: dict[str, Fact], name: str, value: str, cell: str
) -> None:
    fact = facts[f"indicators.by_key.{name}"]
    (row,) = rows_behind(plan, fact)
    assert (written(fact), plan.address(Kind.INDICATORS, row, fact.field).cell) == (value, cell)


def test_what_is_not_told_of_both_has_no_difference(facts: dict[str, Fact]) -> None:
    assert not {f"indicators.by_key.{key}.sex_difference" for key in ("n3", "n4", "n5")} & set(facts)


def test_an_outcome_outside_both_and_their_sum_does_not_fit(plan: Plan) -> None:
    assert [one.id for one in outcomes_by_sex(plan) if not one.fits_whole] == ["N6"]


def test_a_word_that_is_no_number_and_not_no_data_is_named(plan: Plan) -> None:
    found = outcomes_by_sex(plan)
    assert [(one.id, field, text) for one, field, text in unread_outcomes(found, VOCABULARY)] == [
        ("N5", "actual_men", "ej mätt")
    ]


def test_an_export_without_such_columns_divides_nothing(tmp_path: Path) -> None:
    plan = read(write(tmp_path / "n.xlsx", [["Id", "Nyckeltal", "Utfall", "Status"], ["N1", "Sjuktal", 5, "Röd"]]))
    assert not has_columns_by_sex(plan)
    assert share_divided(outcomes_by_sex(plan)) == 0
    assert share_divided([]) is None


def of(whole: str, women: str, men: str) -> BySex:
    return BySex(0, "N1", "x", (whole, women, men), read_measure(whole), read_measure(women), read_measure(men))


@given(
    st.decimals(0, 100, places=1), st.decimals(0, 100, places=1), st.integers(1, 5000), st.integers(1, 5000),
    st.integers(0, 2),
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_a_weighted_mean_always_fits_however_it_is_rounded(
    women: Decimal, men: Decimal, many: int, few: int, decimals: int
) -> None:
    whole = (women * many + men * few) / (many + few)
    assert of(f"{digits(whole, decimals)} %", f"{digits(women, 1)} %", f"{digits(men, 1)} %").fits_whole
    assert of(digits(women + men, 1), digits(women, 1), digits(men, 1)).fits_whole


def test_a_bound_or_another_unit_is_not_held_against_the_whole() -> None:
    assert of("<5 %", "6 %", "7 %").fits_whole
    assert of("5 dagar", "6 %", "7 %").fits_whole
    assert not of("4 %", "6 %", "7 %").fits_whole
