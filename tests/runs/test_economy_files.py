"""The economy of a project, as its documents and commands tell it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from conftest import SAMPLE, addresses
from docx.oxml.ns import qn

from rsplan.findings.finding import ExportError, RsplanError
from rsplan.plan.period import Tertial
from rsplan.report.report import Report
from rsplan.runs.economy_files import names_economy, project_economy
from rsplan.runs.project_report import report_at_its_date, settings_for
from rsplan.runs.report import make_documents
from rsplan.runs.summary import summarise_project


@pytest.fixture(scope="module")
def august() -> Report:
    return report_at_its_date(settings_for(SAMPLE, Tertial.AUGUSTI, 2021))


def test_the_memo_of_2021_says_both_deviations_from_facts(august: Report) -> None:
    assert august.facts["economy.deviation"].value == august.facts["previous.economy.deviation"].value == 26
    (memo,) = make_documents(settings_for(SAMPLE, Tertial.AUGUSTI, 2021), date(2021, 9, 27), ["memo"]).documents
    body = docx.Document(BytesIO(memo.data)).element.body
    said = "".join(text.text or "" for text in body.iter(qn("w:t"))).replace("\u00a0", " ")
    assert "Vårdval och Regiondirektör hade en positiv budgetavvikelse på 26 miljoner kronor." in said
    assert "har per 31 augusti en positiv budgetavvikelse på 26 miljoner kronor, efter justeringen" in said
    assert "26 miljoner" not in (SAMPLE / "texts" / "2021-augusti" / "tjansteskrivelse.md").read_text("utf-8")


def test_a_sum_is_explained_by_its_cells_and_the_file_is_among_the_inputs(august: Report) -> None:
    assert not addresses(august, "economy.deviation")
    cells = august.facts["economy.deviation"].cells
    assert [cell.cell for cell in cells] == ["C5", "D5", "C6", "D6", "C7", "D7"]
    assert {cell.file for cell in cells} == {"economy/regionstyrelsen-2021.csv"} < {file.name for file in august.inputs}


def test_the_measures_of_the_plan_of_2025_add_up_as_they_stand() -> None:
    report = summarise_project(SAMPLE, Tertial.APRIL, 2025, names="economy")
    sums = [report.facts[f"economy.measures.year_{year}.planned"].value for year in (2025, 2026, 2027)]
    assert sums == [Decimal("20.8"), Decimal("29.9"), Decimal("35.7")]
    assert report.tables["economy_measures"].total is not None
    assert report.tables["economy_measures"].total.cells == ("Summa", "20,8", "29,9", "35,7")


def test_a_workbook_tells_the_same_as_a_csv(sample: Path) -> None:
    path = sample / "economy" / "regionstyrelsen-2021.csv"
    rows = [line.split(";") for line in path.read_text("utf-8").splitlines()]
    told = project_economy(sample)[0].results
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([float(text.replace(",", ".")) if text[:1].isdigit() else text for text in row])
    path.unlink()
    book.save(path.with_suffix(".xlsx"))
    again = project_economy(sample)[0].results
    assert [(one.unit, one.period, one.deviation) for one in again] == [
        (one.unit, one.period, one.deviation) for one in told
    ]


def test_a_fault_stops_what_names_the_economy_and_nothing_else(sample: Path) -> None:
    (sample / "economy" / "regionstyrelsen-2021.csv").write_text("Enhet;Belopp\nA;5\n", encoding="utf-8")
    with pytest.raises(ExportError, match=r"economy/regionstyrelsen-2021.csv.*cell A1: tabellen saknar"):
        summarise_project(sample, Tertial.AUGUSTI, 2021, names="economy.deviation")
    assert summarise_project(sample, Tertial.AUGUSTI, 2021).facts["assignments.total"].value == 17


def test_a_file_that_leads_out_of_the_project_is_refused(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "annat.csv").write_text("Enhet;Period\n", encoding="utf-8")
    (sample / "economy" / "annat.csv").symlink_to(tmp_path / "annat.csv")
    with pytest.raises(RsplanError, match=r"annat\.csv"):
        project_economy(sample)


@pytest.mark.parametrize(
    "text", ["{{ economy.deviation }}", "sentences.previous.budget_deviation", "tables.economy_units"]
)
def test_a_text_that_names_it_is_seen(text: str) -> None:
    assert names_economy(["annat", text])
    assert not names_economy(["ekonomi", "macroeconomy"])
