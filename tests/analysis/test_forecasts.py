"""The export's own forecasts: shown beside today's status, never in its place."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from rsplan.analysis.forecasts import forecasts
from rsplan.findings.finding import ExportError
from rsplan.runs.summary import summarise_files

HEADINGS = ("Prognos", "Prognos helår", "Prognos T3 2025", "Helårsprognos", "PROGNOS")


def export(folder: Path, heading: str, expected: tuple[str, str, str]) -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Nyckeltal"
    rows = [("N1", "Sjukfrånvaro", "5 %", "6 %", "Röd"), ("N2", "Soliditet", "30 %", "31 %", "Grön"),
            ("N3", "Frisktal", "70", "66", "Gul")]  # fmt: skip
    sheet.append(("Id", "Nyckeltal", "Målvärde", "Utfall", "Status", heading))
    for row, said in zip(rows, expected, strict=True):
        sheet.append((*row, said))
    path = folder / "nyckeltal.xlsx"
    workbook.save(path)
    return path


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("expected", [("Gul", "Grön", "Röd"), ("5,5 %", "31,5 %", ""), ("Försämras", "", "")])
def test_a_forecast_is_shown_as_written_and_counted_nowhere(
    heading: str, expected: tuple[str, str, str], tmp_path: Path
) -> None:
    report = summarise_files([export(tmp_path, heading, expected)], None, None)
    counts = [report.facts[f"indicators.{status}"].value for status in ("green", "yellow", "red")]
    assert counts == [1, 1, 1]
    found = forecasts(report.plan)
    assert [(one.id, one.text) for one in found] == [
        (f"N{at}", text) for at, text in enumerate(expected, start=1) if text
    ]
    assert found[0].status == "red"
    assert str(found[0].address) == "nyckeltal.xlsx, blad Nyckeltal, cell F2"


def test_a_forecast_beside_no_status_is_no_status(tmp_path: Path) -> None:
    path = export(tmp_path, "Prognos", ("Gul", "Grön", "Röd"))
    workbook = openpyxl.load_workbook(path)
    workbook["Nyckeltal"].delete_cols(5)
    workbook.save(path)
    with pytest.raises(ExportError, match="ingen kolumn för status"):
        summarise_files([path], None, None)
