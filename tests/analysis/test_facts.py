"""A figure is a number with its unit and its cells, whatever it counts or measures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from conftest import SAMPLE, addresses
from msgspec.structs import replace

from rsplan.analysis.facts import Fact, facts_by_id, rows_behind, written
from rsplan.documents import explanation
from rsplan.documents.living.expressions import Current
from rsplan.documents.word.evidence import Evidence
from rsplan.documents.word.evidence_of_report import fact_records
from rsplan.documents.word.evidence_xml import from_xml, to_xml
from rsplan.plan.model import Address, Kind
from rsplan.plan.period import Period
from rsplan.project.settings import load_settings
from rsplan.report.report import Report
from rsplan.runs.project_report import project_report

SPENT = Fact(
    "economy.saved", Decimal("20.8"), Kind.INDICATORS, "sparat", unit="Mkr", cells=(Address("e.csv", "e", "D7"),)
)


@pytest.fixture(scope="module")
def april() -> Report:
    return project_report(load_settings(SAMPLE, Period.parse("2025-april")), date(2025, 5, 12))


@pytest.mark.parametrize(
    ("name", "shown", "cell"),
    [
        ("n25_08.target", "−42\u00a0%", "E13"),
        ("n25_08.actual", "−31\u00a0%", "F13"),
        ("n25_08.difference", "11\u00a0procentenheter", "F13"),
        ("n25_15.target", "<16\u00a0%", "E20"),
    ],
)
def test_a_target_and_an_outcome_are_written_as_in_their_cell(april: Report, name: str, shown: str, cell: str) -> None:
    fact = april.facts[f"indicators.by_key.{name}"]
    assert written(fact) == shown
    assert [address.cell for address in addresses(april, fact.id)] == [cell]
    assert [row["cell"] for row in explanation.rows(april, fact.id)] == [cell]


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("indicators.by_key.n25_10.actual", "−33,9\u00a0%"),
        ("indicators.by_key.n25_10.actual - indicators.by_key.n25_10.target", "0,9"),
        ("indicators.by_key.n25_10.actual | siffror(0)", "−34"),
        ("indicators.by_key.n25_08.target.label", "Regionens koldioxidutsläpp från tjänsteresor och interna "
         "transporter inom alla verksamheter (minska jämfört med 2019): målvärde"),
    ],
)  # fmt: skip
def test_a_text_names_a_measure_and_reckons_with_it(april: Report, expression: str, text: str) -> None:
    assert Current(april).text(expression) == text


def test_what_is_no_number_is_no_figure(april: Report) -> None:
    assert "indicators.by_key.n25_09.target" not in april.facts  # "I jämförelse med riket"
    assert "indicators.by_key.n25_09.difference" not in april.facts


def test_a_figure_from_a_file_without_plan_items_leads_to_its_cells(april: Report) -> None:
    report = replace(april, facts={**april.facts, SPENT.id: SPENT})
    assert written(SPENT) == "20,8\u00a0Mkr"
    assert rows_behind(april.plan, SPENT) == []
    assert explanation.rows(report, SPENT.id)[0]["cell"] == "D7"
    (record,) = fact_records(report, [SPENT.id])
    evidence = Evidence("report", "1", "2025-april", "", "2025-05-12", "follow-ups", facts=(record,))
    assert from_xml(to_xml(evidence)).facts == (record,)


def test_two_figures_never_share_a_name() -> None:
    with pytest.raises(ValueError, match=r"economy\.saved"):
        facts_by_id([SPENT, SPENT])


def test_what_is_measured_is_not_taken_for_a_count() -> None:
    with pytest.raises(TypeError):
        _ = SPENT.count
