"""``rsplan summary``: the figures in the terminal and for other programs."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from conftest import SAMPLE

FIGURES = [
    # period, assignments (green, yellow, red, no data), indicators, activities (planned, ongoing, delayed, completed)
    ("2025-april", (2, 27, 0, 0), (4, 4, 6, 3), (43, 216, 12, 23)),
    ("2024-april", (2, 35, 1, 0), (7, 3, 8, 5), (47, 164, 10, 10)),
    ("2021-augusti", (4, 12, 1, 0), (10, 5, 6, 13), (0, 0, 0, 0)),
]


def as_json(done) -> dict:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(("slug", "assignments", "indicators", "activities"), FIGURES, ids=[row[0] for row in FIGURES])
def test_the_published_figures_come_out_of_the_exports(rsplan, slug, assignments, indicators, activities) -> None:
    year, tertial = slug.split("-")
    found = as_json(rsplan("summary", "--tertial", tertial, "--year", year, "--project", SAMPLE, "--format", "json"))
    assert (found["board"], found["year"], found["period"]) == ("Regionstyrelsen", int(year), tertial)
    for kind, figures in (("assignments", assignments), ("indicators", indicators)):
        assert tuple(found[kind][name] for name in ("green", "yellow", "red", "no_data")) == figures
        assert found[kind]["total"] == sum(figures)
    assert tuple(found["activities"][name] for name in ("planned", "ongoing", "delayed", "completed")) == activities
    assert found["activities"]["total"] == sum(activities)


def test_bare_files_need_no_project(rsplan) -> None:
    files = sorted((SAMPLE / "exports" / "2024-april").glob("*.xlsx"))
    found = as_json(rsplan("summary", *files, "--format", "json"))
    assert (found["year"], found["period"]) == (2024, "april")
    assert found["assignments"]["decided_by"] == {"Regionfullmäktige": 30, "Regionstyrelsen": 8}


def test_a_bare_file_that_tells_the_year_lacks_only_the_tertial(rsplan, tmp_path: Path) -> None:
    """What the file says need not be said again."""
    (tmp_path / "uppdrag.csv").write_text("Plan 2025\n\nUppdrag;Status\nFörsta;Grön\n", encoding="utf-8")
    bare = rsplan("summary", "uppdrag.csv", cwd=tmp_path)
    assert bare.returncode == 0
    assert "Filerna säger inte vilken tertial de gäller" in bare.stdout
    assert "--year" not in bare.stdout
    assert as_json(rsplan("summary", "uppdrag.csv", "--format", "json", cwd=tmp_path))["period"] is None
    done = rsplan("summary", "uppdrag.csv", "--tertial", "april", "--format", "json", cwd=tmp_path)
    found = as_json(done)
    assert (found["year"], found["period"]) == (2025, "april")


def test_one_file_alone_gives_its_own_kind(rsplan) -> None:
    found = as_json(rsplan("summary", SAMPLE / "exports" / "2025-april" / "nyckeltal.xlsx", "--format", "json"))
    assert (found["indicators"]["total"], found["assignments"]["total"], found["activities"]["total"]) == (17, 0, 0)


def test_the_year_defaults_to_the_newest_with_exports_for_the_tertial(rsplan, sample: Path) -> None:
    assert as_json(rsplan("summary", "--tertial", "T3", "--format", "json", cwd=sample))["year"] == 2024


def test_without_a_tertial_the_newest_period_is_shown(rsplan, sample: Path) -> None:
    found = as_json(rsplan("summary", "--format", "json", cwd=sample / "texts"))
    assert (found["year"], found["period"]) == (2025, "augusti")


@pytest.mark.parametrize("by", ["goal-area", "unit", "decided-by"])
def test_the_groups_add_up_to_the_whole(rsplan, by: str) -> None:
    found = as_json(rsplan("summary", "--tertial", "april", "--project", SAMPLE, "--by", by, "--format", "json"))
    for kind in ("assignments", "indicators", "activities"):
        parts = [group[kind] for group in found["groups"] if kind in group]
        for status in parts[0] if parts else ():
            assert sum(part[status] for part in parts) == found[kind][status], (kind, status)
    assert len(found["groups"]) > 1


def test_csv_holds_the_same_figures_and_nothing_else(rsplan) -> None:
    done = rsplan("summary", "--tertial", "april", "--project", SAMPLE, "--by", "unit", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert {"group": "", "kind": "activities", "status": "delayed", "count": "12"} in rows
    delayed = [
        int(row["count"]) for row in rows if row["group"] and (row["kind"], row["status"]) == ("activities", "delayed")
    ]
    assert sum(delayed) == 12


@pytest.mark.parametrize("columns", ["40", "80", "120"])
@pytest.mark.parametrize("by", ["goal-area", "unit"])
def test_the_table_fits_the_terminal(rsplan, columns: str, by: str) -> None:
    done = rsplan("summary", "--tertial", "april", "--project", SAMPLE, "--by", by, COLUMNS=columns)
    assert done.returncode == 0
    assert "Pågående enligt plan" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= int(columns)


def test_the_table_shows_every_figure_and_the_bars_grow_with_them(rsplan) -> None:
    done = rsplan("summary", "--tertial", "april", "--project", SAMPLE)
    bars = {line.split()[0]: line.count("█") for line in done.stdout.splitlines() if "%" in line}
    assert bars["Pågående"] > bars["Planerad"] > bars["Genomförd"] > bars["Försenad"]
    assert "Regionstyrelsen 2025, efter april" in done.stdout
    assert "\x1b[" not in done.stdout


def test_an_unknown_status_is_counted_as_unknown_and_named_with_its_cell(rsplan, sample: Path) -> None:
    import openpyxl

    path = sample / "exports" / "2025-april" / "uppdrag.xlsx"
    book = openpyxl.load_workbook(path)
    book["Uppdrag"]["E6"] = "Halvfärdig"
    book.save(path)
    found = as_json(rsplan("summary", "--tertial", "april", "--format", "json", cwd=sample))
    assert (found["assignments"]["unknown"], found["assignments"]["total"]) == (1, 29)
    [finding] = [entry for entry in found["findings"] if entry["code"] == "RSP201"]
    assert (finding["file"], finding["sheet"], finding["cell"]) == ("uppdrag.xlsx", "Uppdrag", "E6")
    assert finding["value"] == "Halvfärdig"
    assert rsplan("summary", "--tertial", "april", "--strict", cwd=sample).returncode == 1


def test_a_projects_own_word_is_known(rsplan, sample: Path) -> None:
    import openpyxl

    path = sample / "exports" / "2025-april" / "uppdrag.xlsx"
    book = openpyxl.load_workbook(path)
    was = book["Uppdrag"]["E6"].value
    book["Uppdrag"]["E6"] = "Halvfärdig"
    book.save(path)
    settings = sample / "rsplan.toml"
    text = settings.read_text(encoding="utf-8").replace("[vocabulary]", f'[vocabulary]\n"Halvfärdig" = "{was}"')
    settings.write_text(text, encoding="utf-8")
    found = as_json(rsplan("summary", "--tertial", "april", "--strict", "--format", "json", cwd=sample))
    assert (found["assignments"]["green"], found["assignments"]["yellow"]) == (2, 27)


@pytest.mark.parametrize("line", [("summary", "-q"), ("-q", "summary"), ("--quiet", "summary")])
def test_quiet_leaves_the_figures(rsplan, tmp_path: Path, line: tuple[str, str]) -> None:
    (tmp_path / "uppdrag.csv").write_text("Uppdrag;Status\nFörsta;Grön\nAndra;Hm\n", encoding="utf-8")
    assert "RSP201" in rsplan("summary", "uppdrag.csv", cwd=tmp_path).stdout
    quiet = rsplan(*line, "uppdrag.csv", cwd=tmp_path)
    assert quiet.returncode == 0
    assert "RSP201" not in quiet.stdout + quiet.stderr
    assert "2" in quiet.stdout
