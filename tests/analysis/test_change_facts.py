"""Flows and moved outcomes are figures that a text can name, with the rows behind them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import SAMPLE, addresses

from rsplan.analysis.facts import written
from rsplan.documents.living.expressions import Current
from rsplan.documents.word.template_check import template_fields
from rsplan.findings.finding import ConfigurationError
from rsplan.plan.period import Period
from rsplan.project.settings import load_settings
from rsplan.report.report import Report, Status
from rsplan.runs.other_periods import EVERY_PERIOD
from rsplan.runs.project_report import project_report


def report_of(slug: str, root: Path = SAMPLE, names: str = EVERY_PERIOD) -> Report:
    settings = load_settings(root, Period.parse(slug))
    return project_report(settings, date(settings.period.year, 9, 1), names=names)


@pytest.fixture(scope="module")
def august() -> Report:
    return report_of("2025-augusti")


@pytest.fixture(scope="module")
def april() -> Report:
    return report_of("2025-april")


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("activities.ongoing_to_completed", 79),
        ("activities.ongoing_to_delayed", 13),
        ("activities.planned_to_ongoing", 27),
        ("activities.delayed_to_completed", 10),
        ("activities.completed_to_delayed", 0),
        ("activities.moved", 129),
        ("assignments.yellow_to_green", 3),
        ("indicators.no_data_to_yellow", 1),
        ("assignments.added", 0),
        ("assignments.removed", 0),
    ],
)
def test_a_flow_is_a_figure_with_its_rows(august: Report, name: str, count: int) -> None:
    fact = august.facts[f"change.{name}"]
    assert fact.count == count
    found = addresses(august, fact.id)
    assert len(found) == count
    frame = august.plan.frame(fact.kind)
    last = name.rpartition("_to_")[2]
    if "_to_" in name:
        assert {frame["status"].iloc[at] for at in fact.rows or ()} <= {last}


def test_net_changes_are_what_flows_in_and_out(august: Report) -> None:
    facts = {name: fact.count for name, fact in august.facts.items() if name.startswith("change.activities.")}
    for status in ("planned", "ongoing", "delayed", "completed"):
        came = sum(count for name, count in facts.items() if name.endswith(f"_to_{status}"))
        went = sum(count for name, count in facts.items() if name.startswith(f"change.activities.{status}_to_"))
        assert facts[f"change.activities.{status}"] == came - went


def test_an_outcome_that_moved_is_a_figure_with_its_cell(august: Report) -> None:
    fact = august.facts["change.indicators.by_key.n25_08.actual"]
    assert (fact.value, written(fact)) == (Decimal(-3), "−3\u00a0procentenheter")
    assert [address.cell for address in addresses(august, fact.id)] == ["F13"]
    assert written(august.facts["previous.indicators.by_key.n25_08.actual"]) == "−31\u00a0%"


def test_texts_and_fields_know_the_flows(august: Report) -> None:
    current = Current(august)
    assert current.text("change.activities.ongoing_to_delayed | ord") == "13"
    fields = dict(template_fields(august))
    assert fields["change.activities.delayed_to_completed"] == "10"
    assert fields["change.indicators.by_key.n25_08.actual"] == "−3\u00a0procentenheter"


def test_shares_are_told_to_one_decimal_too(april: Report) -> None:
    names = ("share", "year_before.share")
    told = [written(april.facts[f"{name}.activities.completed.one_decimal"]) for name in names]
    assert told == ["7,8\u00a0%", "4,3\u00a0%"]


def test_the_report_has_one_table_of_flows_and_one_of_the_items(august: Report) -> None:
    flows = august.tables["flows"]
    assert sum(int(str(row.cells[2])) for row in flows.rows) == 3 + 3 + 129
    assert all(august.facts[row.facts[2]].count == row.cells[2] for row in flows.rows)
    assert "april 2025" in flows.caption
    assert "augusti 2025" in flows.caption
    items = august.tables["changed_items"]
    assert len(items.rows) == 3 + 3 + 13
    assert all(isinstance(row.cells[3], Status) for row in items.rows)


def test_the_chart_of_two_periods_shows_shares_of_one_plan_too(august: Report) -> None:
    for kind in ("assignments", "indicators", "activities"):
        for row in august.tables[f"{kind}_by_period"].rows:
            assert 98 <= sum(int(str(cell)) for cell in row.cells[1:-1]) <= 102


def test_between_plans_there_are_no_flows(april: Report) -> None:
    assert april.tables["flows"].rows == april.tables["changed_items"].rows == ()
    assert not [name for name in april.facts if "_to_" in name]


def test_the_sentences_of_another_period_are_in_its_own_wording(april: Report) -> None:
    assert "helt uppfyllda" in april.sentences["year_before.assignments"].text
    assert "helt" not in april.sentences["assignments"].text


def test_a_declared_pair_makes_a_flow_of_what_was_gone_and_new(sample: Path) -> None:
    from openpyxl import load_workbook

    path = sample / "exports" / "2025-augusti" / "uppdrag.xlsx"
    book = load_workbook(path)
    sheet = book["Uppdrag"]
    row = next(cell.row for cell in sheet["G"] if cell.value == "U25-05")
    sheet[f"B{row}"] = "Ett helt annat namn"
    book.save(path)
    before = report_of("2025-augusti", sample, "change.assignments.added")
    assert (before.facts["change.assignments.added"].count, before.facts["change.assignments.removed"].count) == (1, 1)
    assert addresses(before, "change.assignments.removed")[0].file == "2025-april/uppdrag.xlsx"
    settings = sample / "rsplan.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + '\n[same]\n"U25-05" = "U25-05"\n', encoding="utf-8")
    after = report_of("2025-augusti", sample, "change.assignments.added")
    assert (after.facts["change.assignments.added"].count, after.facts["change.assignments.removed"].count) == (0, 0)


def test_a_doubled_pair_stops_the_report_too(sample: Path) -> None:
    settings = sample / "rsplan.toml"
    lines = '\n[same]\n"U24-05" = "U25-05"\n"U24-06" = "U25-05"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + lines, encoding="utf-8")
    with pytest.raises(ConfigurationError, match="U24-06"):
        report_of("2025-augusti", sample, "")
