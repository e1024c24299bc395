"""Tables that nobody asks for are not made; those of a document are made once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import SAMPLE

import rsplan.report.composing
from rsplan.plan.period import Tertial
from rsplan.report.report import MadeTables, Table
from rsplan.runs.summary import summarise_project


def test_tables_are_made_when_the_first_is_asked_for_and_only_once() -> None:
    asked: list[str] = []

    def make() -> Iterator[Table]:
        asked.append("made")
        yield from (Table(name, "", (), ()) for name in ("assignments", "indicators"))

    tables = MadeTables(make)
    assert not asked
    assert list(tables) == ["assignments", "indicators"]
    assert tables["indicators"].id == "indicators"
    assert (len(tables), tables.get("units"), asked) == (2, None, ["made"])


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
