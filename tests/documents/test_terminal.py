"""The summary by group: every status is there, however narrow the terminal."""

from __future__ import annotations

import re

import pytest
from conftest import SAMPLE

from rsplan.documents.console import PlainConsole
from rsplan.documents.terminal import print_summary
from rsplan.plan.model import STATUSES, Kind
from rsplan.plan.period import Tertial
from rsplan.report.report import Report
from rsplan.runs.summary import summarise_project


@pytest.fixture(scope="module")
def report() -> Report:
    return summarise_project(SAMPLE, Tertial.APRIL, 2025)


@pytest.mark.parametrize("by", ["goal-area", "unit", "decided-by"])
@pytest.mark.parametrize("width", [30, 40, 80, 120])
def test_no_status_is_left_out_at_any_width(
    report: Report, by: str, width: int, capsys: pytest.CaptureFixture[str]
) -> None:
    print_summary(report, by, PlainConsole(width=width))  # type: ignore[arg-type]
    shown = capsys.readouterr().out
    groups = shown.split("Aktiviteter:")[1]
    used = [status for status in STATUSES[Kind.ACTIVITIES] if report.facts[f"activities.{status}"].value]
    words = {"planned": "planerad", "ongoing": "pågår", "delayed": "försenad", "completed": "genomförd"}
    if by == "unit":
        assert all(words[status] in groups for status in used)
        for name in set(report.plan.activities["unit"]):
            assert name.replace(" ", "")[:8] in re.sub(r"\s", "", groups)
    assert all(word in groups for word in ("grön", "gul"))
    assert max(map(len, shown.splitlines())) <= width
