"""``rsplan audit`` as a user runs it, and what a report says of its colours."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from conftest import SAMPLE

from rsplan.documents.colour_audit import as_data, print_audit
from rsplan.documents.console import PlainConsole
from rsplan.plan.period import Tertial
from rsplan.runs.audit import audit_project
from rsplan.runs.summary import summarise_project

Run = Callable[..., subprocess.CompletedProcess[str]]


def recoloured(sample: Path, cell: str, word: str) -> None:
    path = sample / "exports" / "2025-april" / "nyckeltal.xlsx"
    book = openpyxl.load_workbook(path)
    book.active[cell] = word
    book.save(path)


def test_json_has_the_counts_and_every_row_with_its_cells(rsplan: Run) -> None:
    done = rsplan("audit", "--project", SAMPLE, "--tertial", "april", "--format", "json")
    found = json.loads(done.stdout)
    assert (done.returncode, found["period"], found["missing"]) == (0, "2025-april", [])
    assert found["counts"] == {"agrees": 12, "contradicts": 0, "partly_decidable": 2, "not_decidable": 0}
    one = next(one for one in found["indicators"] if one["id"] == "N25-08")
    assert (one["degree"], one["direction"], one["expected"]) == (73.8, "down", ["red"])
    assert one["target_cell"][0] != one["outcome_cell"][0] != one["cell"][0]


def test_csv_has_a_line_for_each_coloured_indicator(rsplan: Run) -> None:
    done = rsplan("audit", "--project", SAMPLE, "--tertial", "april", "--format", "csv")
    assert len(list(csv.DictReader(io.StringIO(done.stdout)))) == 14


def test_a_wrong_colour_is_a_finding_of_the_report_and_strict_stops(rsplan: Run, sample: Path) -> None:
    recoloured(sample, "G6", "Grön")
    done = rsplan("report", "--project", sample, "--tertial", "april", "--strict")
    assert done.returncode == 1
    assert "RSP340" in done.stderr
    assert "blad Nyckeltal, cell G6" in done.stderr
    told = rsplan("audit", "--project", sample, "--tertial", "april", COLUMNS="200").stdout
    assert "Färgen säger emot" in told
    assert "N25-01" in told


def test_missing_directions_are_toml_to_fill_in(rsplan: Run) -> None:
    done = rsplan("audit", SAMPLE / "exports" / "2025-april" / "nyckeltal.xlsx", "--missing")
    found = tomllib.loads(done.stdout)["indicators"]
    assert found["N25-01"] == {"direction": ""}
    assert "N25-06" not in found


def test_a_target_that_is_no_number_is_told_with_its_cell(rsplan: Run, sample: Path) -> None:
    recoloured(sample, "E6", "så många som möjligt")
    done = rsplan("summary", "--project", sample, "--tertial", "april", "--format", "json")
    (found,) = json.loads(done.stdout)["findings"]
    assert (found["code"], found["cell"], found["value"]) == ("RSP342", "E6", "så många som möjligt")


@pytest.fixture
def told_of_women_and_men(sample: Path) -> Path:
    path = sample / "exports" / "2025-april" / "nyckeltal.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.active
    for column, (head, outcomes) in enumerate({"Kvinnor": (62, 10), "Utfall män": (58, "okänt")}.items(), 12):
        sheet.cell(5, column, head)
        for row, value in enumerate(outcomes, 6):
            sheet.cell(row, column, value)
    book.save(path)
    return sample


def test_indicators_without_women_and_men_are_listed_with_the_share(
    told_of_women_and_men: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = audit_project(told_of_women_and_men, Tertial.APRIL, None)
    print_audit(found, PlainConsole(width=200))
    told = capsys.readouterr().out.replace("\u00a0", " ")
    assert "Kvinnor och män: 1 av 17 nyckeltal är uppdelade (5,9 %)" in told
    assert "utfall bara för kvinnor. (nyckeltal.xlsx, blad Nyckeltal, cell L7)" in told
    assert told.count("utan uppdelning") + told.count("utan utfall") == 15
    data = as_data(found)["by_sex"]
    assert (data["both"], data["without"], data["share"], len(data["indicators"])) == (1, 16, 5.9, 17)
    assert (data["indicators"][0]["difference"], data["indicators"][0]["cell"]) == (4, "L6")


def test_a_run_tells_an_outcome_of_a_sex_that_is_no_number_or_does_not_fit(told_of_women_and_men: Path) -> None:
    report = summarise_project(told_of_women_and_men, Tertial.APRIL, None)
    assert report.facts["indicators.by_sex.both"].value == 1
    told = {one.code: (one.cell, one.value) for one in report.findings if one.code in ("RSP362", "RSP363")}
    assert told == {"RSP362": ("M7", "okänt"), "RSP363": ("F6", "21 %")}


def test_without_such_columns_the_audit_says_so_once(capsys: pytest.CaptureFixture[str]) -> None:
    print_audit(audit_project(SAMPLE, Tertial.APRIL, 2025), PlainConsole(width=200))
    told = capsys.readouterr().out
    assert "Kvinnor och män: 0 av 17 nyckeltal" in told
    assert told.count("utan uppdelning") == 0
