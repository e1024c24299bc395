"""The summary by group: every status is there, however narrow the terminal."""

from __future__ import annotations

import re
from pathlib import Path

import exports_made
import pytest
from conftest import SAMPLE

from rsplan.documents.console import PlainConsole
from rsplan.documents.terminal import print_summary
from rsplan.plan.model import STATUSES, Kind
from rsplan.plan.period import Tertial
from rsplan.report.report import Report
from rsplan.runs.summary import summarise_files, summarise_project


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


@pytest.mark.parametrize(("by", "said"), [("unit", "Enhet"), ("goal-area", "Målområde"), ("decided-by", "Beslutad av")])
def test_a_grouping_that_no_row_tells_is_said_and_no_empty_table(
    by: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["Uppdrag", "Status"], ["Minska väntetider", "Grön"], ["Stärk kvalitet", "Gul"], ["Ny plan", "Röd"]]
    report = summarise_files([exports_made.csv_file(tmp_path / "uppdrag.csv", rows)], Tertial.APRIL, 2025)
    print_summary(report, by, PlainConsole(width=80))  # type: ignore[arg-type]
    shown = capsys.readouterr().out
    assert f"{said}: ingen rad anger det." in shown
    assert "Summa" not in shown
