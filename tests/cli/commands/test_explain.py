"""rsplan explain leads from a figure to the cells that it was counted from."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

from openpyxl import load_workbook

Run = Callable[..., CompletedProcess[str]]


def test_explain_lists_the_rows_behind_a_figure_with_their_cells(rsplan: Run, sample: Path) -> None:
    files = sorted((sample / "exports" / "2025-april").glob("*.xlsx"))
    done = rsplan("explain", "activities.delayed", *files, "--format", "json")
    answer = json.loads(done.stdout)
    assert (answer["fact"], answer["value"], len(answer["rows"])) == ("activities.delayed", 12, 12)
    page = load_workbook(sample / "exports" / "2025-april" / "aktiviteter.xlsx")["Aktiviteter"]
    for row in answer["rows"]:
        assert (row["file"], row["sheet"], page[row["cell"]].value) == ("aktiviteter.xlsx", "Aktiviteter", "Försenad")
        assert page[f"C{row['cell'][1:]}"].value == row["title"]
        assert page[f"D{row['cell'][1:]}"].value == row["unit"]


def test_explain_reads_the_project_where_no_file_is_named(rsplan: Run, sample: Path) -> None:
    done = rsplan(
        "explain",
        "assignments.by_decider.regionstyrelsen.green",
        "--tertial",
        "1",
        "--year",
        "2025",
        "--format",
        "csv",
        cwd=sample,
    )
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert len(rows) == 1
    assert rows[0]["status_text"] == "Uppfyllt"


def test_a_distinct_activity_is_explained_by_all_its_follow_ups(rsplan: Run, sample: Path) -> None:
    done = rsplan(
        "explain", "activities.distinct", "--tertial", "april", "--year", "2025", "--format", "json", cwd=sample
    )
    answer = json.loads(done.stdout)
    assert (answer["value"], len(answer["rows"]), answer["counts"]) == (262, 294, "distinct")
    table = rsplan("explain", "activities.distinct", "--tertial", "april", "--year", "2025", cwd=sample)
    assert "262 olika aktiviteter med 294 uppföljningar" in table.stdout


def test_the_table_fits_the_terminal(rsplan: Run, sample: Path) -> None:
    done = rsplan("explain", "activities.delayed", cwd=sample)
    assert done.returncode == 0
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_an_unknown_figure_is_a_usage_error_with_the_nearest_names(rsplan: Run, sample: Path) -> None:
    done = rsplan("explain", "activities.delayd", cwd=sample)
    assert done.returncode == 2
    assert "Menades activities.delayed" in done.stderr


def test_a_family_is_explained_by_its_total(rsplan: Run, sample: Path) -> None:
    done = rsplan("explain", "indicators", "--format", "json", cwd=sample)
    assert json.loads(done.stdout)["fact"] == "indicators.total"


def test_every_figure_can_be_listed(rsplan: Run, sample: Path) -> None:
    files = sorted((sample / "exports" / "2025-april").glob("*.xlsx"))
    done = rsplan("explain", "--list", *files, "--format", "json")
    facts = json.loads(done.stdout)
    assert facts["activities.total"] == {"value": 294, "label": "aktiviteter"}
    assert rsplan("explain", cwd=sample).returncode == 2


def test_the_summary_says_which_verification_was_done(rsplan: Run, sample: Path) -> None:
    assert "Kontroll: alla celler jämförda med en andra läsare" in rsplan("summary", cwd=sample).stdout.replace(
        "\n", " "
    )
    verified = json.loads(rsplan("summary", "--format", "json", cwd=sample).stdout)["verified"]
    assert len(verified) == 3
    assert verified[0].startswith("aktiviteter.xlsx: ")
