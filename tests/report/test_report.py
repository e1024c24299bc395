"""A report holds what its documents are made from, and makes no table that nobody asks for."""

from __future__ import annotations

import pytest
from conftest import SAMPLE

import rsplan.report.composing
from rsplan.plan.period import Tertial
from rsplan.report.report import Table
from rsplan.runs.summary import summarise_project


def test_a_summary_makes_no_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> list[Table]:
        raise AssertionError("a table was made")

    monkeypatch.setattr(rsplan.report.composing, "tables_of", refuse)
    report = summarise_project(SAMPLE, Tertial.APRIL, 2025)
    assert report.facts["assignments.total"].value == sum(
        report.facts[f"assignments.{status}"].value for status in ("green", "yellow", "red", "unknown")
    )
    with pytest.raises(AssertionError, match="a table was made"):
        len(report.tables)
