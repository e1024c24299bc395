"""``rsplan init`` begins a project from exports in one step, for any board, and says nothing of another's plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tables_support import write

from rsplan.cli.prompts import accept_worked_out
from rsplan.findings.finding import CannotCreateError, ConfigurationError
from rsplan.plan.period import Period, Tertial
from rsplan.project.settings import load_settings
from rsplan.runs.init import Asked, Begun, begin_project
from rsplan.runs.project_report import project_report
from rsplan.runs.summary import summarise_project

TODAY = date(2026, 11, 28)
GOALS = [
    ["Älvdala kommun, Barn- och utbildningsnämnden"],
    ["Delårsuppföljning augusti 2025"],
    ["Övergripande mål", "Nämndens uppdrag", "Uppdragsgivare", "Bedömning"],
    *(["Trygg skola", f"Höja resultaten {n}", who, said] for n, (who, said) in enumerate([
        ("Kommunfullmäktige", "Målet uppnås"), ("Kommunfullmäktige", "Målet uppnås delvis"),
        ("Barn- och utbildningsnämnden", "Bedöms ej uppnås"), ("Kommunstyrelsen", "Målet uppnås"),
    ])),
]  # fmt: skip
ACTIVITIES = [["Aktivitet", "Skola", "Status"], *([f"Sak {n}", "Norra", f"{1 + n % 2} - Klar"] for n in range(4))]


def begun(root: Path, *exports: Path, **asked: object) -> Begun:
    return begin_project(root, Asked(**asked), exports, accept_worked_out, TODAY)  # type: ignore[arg-type]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    exports = [write(tmp_path / "mal.xlsx", GOALS), write(tmp_path / "aktiviteter.xlsx", ACTIVITIES)]
    begun(tmp_path / "bun", *exports)
    return tmp_path / "bun"


def test_the_exports_tell_what_the_project_is_about_and_are_found_there(project: Path) -> None:
    settings = load_settings(project, Period(2025, Tertial.AUGUSTI))
    assert (settings.organisation, settings.board) == ("Älvdala kommun", "Barn- och utbildningsnämnden")
    assert (settings.full_council, settings.plan_name) == ("Kommunfullmäktige", "barn- och utbildningsnämndens plan")
    report = summarise_project(project, None, None)
    assert (report.facts["assignments.total"].value, report.facts["activities.total"].value) == (4, 4)
    assert [entry for entry in report.findings if entry.code in ("RSP271", "RSP272", "RSP274", "RSP275")] == []


def test_the_words_of_a_new_project_are_those_of_any_board(project: Path) -> None:
    settings = load_settings(project, Period(2025, Tertial.AUGUSTI))
    report = project_report(settings, TODAY)
    said = [sentence.text for sentence in report.sentences.values()]
    said += [part.heading + part.fallback for part in report.sections]
    text = " ".join([*said, (project / "rsplan.toml").read_text(encoding="utf-8")]).casefold()
    for foreign in ("region", "styrelsens möten", "beslutats av annan", "kortsiktig"):
        assert foreign not in text
    assert report.sentences["assignments_deciders"].text.endswith("ett har beslutats av kommunstyrelsen")


def test_what_the_user_says_outweighs_the_files_and_a_missing_period_is_asked_for(tmp_path: Path) -> None:
    path = write(tmp_path / "aktiviteter.xlsx", ACTIVITIES)
    with pytest.raises(ConfigurationError, match="Perioden framgår inte av filerna"):
        begun(tmp_path / "a", path)
    assert not (tmp_path / "a").exists()
    made = begun(tmp_path / "a", path, board="Socialnämnden", year=2024, tertial=Tertial.DECEMBER)
    assert made.begin.period == Period(2024, Tertial.DECEMBER)
    assert (tmp_path / "a" / "exports" / "2024-december" / "aktiviteter.xlsx").read_bytes() == path.read_bytes()
    with pytest.raises(CannotCreateError):
        begun(tmp_path / "a", path, year=2024, tertial=Tertial.APRIL)


def test_a_placeholder_that_is_left_is_a_finding(tmp_path: Path) -> None:
    path = write(tmp_path / "aktiviteter.xlsx", ACTIVITIES)
    begun(tmp_path / "a", path, year=2025, tertial=Tertial.APRIL)
    report = project_report(load_settings(tmp_path / "a", Period(2025, Tertial.APRIL)), TODAY)
    left = [entry.message for entry in report.findings if entry.code == "RSP649"]
    assert left == [
        '[organisation] name är inte ifylld: där står "…".',
        '[organisation] board är inte ifylld: där står "…".',
    ]


def test_quotes_and_backslashes_in_a_name_stay_a_name(tmp_path: Path) -> None:
    name = 'Kommunen "Norr" \\ Söder'
    begun(tmp_path / "a", name=name, board="Nämnd", year=2025, tertial=Tertial.APRIL)
    assert load_settings(tmp_path / "a", Period(2025, Tertial.APRIL)).organisation == name
