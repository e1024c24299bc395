"""The project folder: what is found, what overrides what, and what a new one holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT, SAMPLE

from rsplan.cli.prompts import leave_open
from rsplan.findings.finding import ConfigurationError, MissingInputError
from rsplan.plan.period import Period, Tertial
from rsplan.project.settings import (
    PERIOD_KEYS,
    SCHEMA,
    choose_period,
    exports_of,
    find_project,
    load_settings,
    read_texts,
    read_wording,
    require_project,
)
from rsplan.reading.export_files import SUFFIXES
from rsplan.runs.init import Asked, begin_project
from rsplan.runs.project_report import template_folder
from rsplan.runs.summary import summarise_project

APRIL = Period(2025, Tertial.APRIL)


def test_a_project_is_found_from_any_folder_inside_it(sample: Path) -> None:
    assert find_project(sample / "texts" / "2025-april") == sample
    assert find_project(sample.parent) is None


def test_a_named_folder_without_settings_is_not_a_project(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match=r"rsplan\.toml"):
        require_project(tmp_path, tmp_path)


def test_what_a_period_says_outweighs_what_holds_for_all() -> None:
    april_2024 = load_settings(SAMPLE, Period(2024, Tertial.APRIL))
    assert april_2024.wording == "2024"
    assert april_2024.diarienummer == "RS/595/2023"
    assert load_settings(SAMPLE, APRIL).wording == "2025"
    assert load_settings(SAMPLE, Period(2021, Tertial.AUGUSTI)).documents == ("memo",)


def test_the_signatories_are_roles_in_their_order() -> None:
    assert load_settings(SAMPLE, APRIL).signatories == ("Regiondirektör", "Regionstabschef")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('[organistion]\nname = "x"', "organistion.*Menades organisation"),
        ("[organisation]\nname = 5", "organisation.*name.*text"),
        ("[periods.2025-maj]\n", "2025-maj.*ingen period"),
        ('[periods.2025-april]\ndate = "12 maj"', "date.*datum"),
        ('[documents]\nwrite = ["rapport"]', "rapport.*report, memo"),
        ('[plan]\ndecided = "1 oktober"', "plan.*decided.*datum"),
        ('[plan]\nrevised = ["1 oktober"]', "plan.*revised.*datum eller en lista"),
        ('[periods.2025-april]\nrevised = "maj"', "revised.*datum eller en lista"),
        ('[documents]\ncount_activities = "unika"', "unika.*follow-ups, distinct"),
        *(
            (f"[memo]\n{name} = ['a', 2]", f"{name} ska vara texter inom citattecken, inte 2")
            for name in ("changes", "attachments", "copies_to", "signatories")
        ),
        ("[memo]\nsignatories = [{ namn = 'x' }]", "signatories ska vara texter"),
    ],
)
def test_a_wrong_key_or_value_is_named(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "rsplan.toml").write_text(line, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=message):
        load_settings(tmp_path, APRIL)


@pytest.mark.parametrize("written", ["2024-12-10", "[2024-12-10]"])
def test_a_plan_may_have_been_revised_once_or_several_times(tmp_path: Path, written: str) -> None:
    lines = f"[plan]\nrevised = {written}\n[periods.2021-april]\nrevised = [2021-01-06, 2021-03-24]\n"
    (tmp_path / "rsplan.toml").write_text(lines, encoding="utf-8")
    assert load_settings(tmp_path, APRIL).revised == (date(2024, 12, 10),)
    assert load_settings(tmp_path, Period(2021, Tertial.APRIL)).revised == (date(2021, 1, 6), date(2021, 3, 24))


def test_a_settings_file_saved_by_notepad_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "rsplan.toml").write_bytes(b'\xef\xbb\xbf[organisation]\nboard = "N\xc3\xa4mnden"\n')
    assert load_settings(tmp_path, APRIL).board == "Nämnden"


def test_the_year_is_the_newest_that_has_exports_for_the_tertial() -> None:
    assert choose_period(SAMPLE, Tertial.DECEMBER, None) == Period(2024, Tertial.DECEMBER)
    assert choose_period(SAMPLE, Tertial.APRIL, 2021) == Period(2021, Tertial.APRIL)


def test_hidden_files_and_owner_files_are_no_exports(sample: Path) -> None:
    folder = sample / "exports" / "2025-april"
    for name in (".DS_Store", "~$uppdrag.xlsx", "läs mig.docx"):
        (folder / name).write_bytes(b"")
    names = [path.name for path in exports_of(load_settings(sample, APRIL))]
    assert names == ["aktiviteter.xlsx", "nyckeltal.xlsx", "uppdrag.xlsx"]


@pytest.mark.parametrize("suffix", sorted(SUFFIXES - {".xlsx"}))
def test_an_export_is_read_under_every_name_that_a_folder_takes_for_an_export(sample: Path, suffix: str) -> None:
    folder = sample / "exports" / "2025-april"
    (folder / "aktiviteter.xlsx").rename(folder / f"aktiviteter{suffix}")
    assert summarise_project(sample, Tertial.APRIL, 2025).facts["activities.total"].value == 294


@pytest.mark.parametrize("name", ["aktiviteter.xlsx.part", "aktiviteter", "aktiviteter.zip", "Aktiviteter.pdf"])
def test_what_lies_in_the_folder_and_is_not_read_is_said(sample: Path, name: str) -> None:
    folder = sample / "exports" / "2025-april"
    (folder / "aktiviteter.xlsx").rename(folder / name)
    found = {entry.code: entry for entry in summarise_project(sample, Tertial.APRIL, 2025).findings}
    assert found["RSP311"].file == name
    assert "2024-december/aktiviteter.xlsx" in found["RSP312"].message


def test_a_kind_that_earlier_periods_had_is_missed(sample: Path, rsplan) -> None:
    (sample / "exports" / "2025-april" / "nyckeltal.xlsx").unlink()
    found = [entry for entry in summarise_project(sample, Tertial.APRIL, 2025).findings if entry.code == "RSP312"]
    assert [entry.message.partition(",")[0] for entry in found] == ["periodens exporter har inga nyckeltal"]
    assert "RSP312" in rsplan("doctor", "--project", str(sample), "--tertial", "april", "--year", "2025").stdout


def test_a_section_without_text_and_a_text_without_section_are_findings(sample: Path) -> None:
    folder = sample / "texts" / "2025-april"
    (folder / "atgarder.md").unlink()
    (folder / "inledning.md").write_text(" \n", encoding="utf-8")
    (folder / "inleding.md").write_text("Felstavat namn.", encoding="utf-8")
    settings = load_settings(sample, APRIL)
    texts, findings = read_texts(settings, ["inledning", "atgarder"])
    assert "inledning" not in texts
    assert {(entry.code, entry.value) for entry in findings if entry.code == "RSP401"} == {
        ("RSP401", "inledning"),
        ("RSP401", "atgarder"),
    }
    assert "texts/2025-april/inleding.md" in {entry.file for entry in findings if entry.code == "RSP402"}


def test_an_organisations_own_wording_comes_before_the_packaged_one(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "ordval" / "2025.toml"
    own.parent.mkdir(parents=True)
    own.write_text('[headings]\nreport = "Egen rubrik"\n', encoding="utf-8")
    assert read_wording("2025", [tmp_path / "templates", template_folder()]).headings == {"report": "Egen rubrik"}


def test_a_new_project_says_the_computed_sentences_from_the_start(tmp_path: Path) -> None:
    asked = Asked(year=2025, tertial=Tertial.APRIL, wording="2025")
    begin_project(tmp_path / "ny", asked, [], leave_open, date(2025, 5, 12))
    settings = load_settings(tmp_path / "ny", APRIL)
    assert settings.wording == "2025"
    assert "{{ sentences.activities" in (settings.texts / "resultat.md").read_text(encoding="utf-8")
    assert settings.exports.is_dir()


def test_a_project_is_never_laid_over_another(rsplan, sample: Path) -> None:
    before = (sample / "rsplan.toml").read_bytes()
    done = rsplan("init", sample)
    assert done.returncode == 73
    assert "finns redan" in done.stderr
    assert (sample / "rsplan.toml").read_bytes() == before


def test_every_settings_key_is_in_the_handbook() -> None:
    handbook = (ROOT / "docs" / "handbok.md").read_text(encoding="utf-8")
    keys = [key for table in SCHEMA.values() for key in table] + list(PERIOD_KEYS)
    assert not [key for key in keys if f"`{key}`" not in handbook]
    assert not [table for table in SCHEMA if table != "periods" and f"[{table}]" not in handbook]


@pytest.mark.parametrize(
    ("written", "where"),
    [
        ("headings = 1", "[headings]"),
        ("[headings]\nreport = 1", "[headings] report"),
        ("sections = 1", "[[sections]]"),
        ("sections = [1]", "[[sections]]"),
        ('[[sections]]\nid = "a"', "[[sections]] heading"),
        ('[[sections]]\nheading = "A"', "[[sections]] id"),
        ('[[sections]]\nid = "a"\nheading = "A"\nfallback = 2', "[[sections]] fallback"),
        ("[status]\nassignments = true", "[status] assignments"),
        ('footnotes = ["a"]', "[footnotes]"),
        ('sentences = "a"', "[sentences]"),
    ],
)
def test_a_wording_that_is_none_is_refused_with_the_place(tmp_path: Path, written: str, where: str) -> None:
    (tmp_path / "ordval").mkdir()
    (tmp_path / "ordval" / "eget.toml").write_text(written)
    with pytest.raises(ConfigurationError) as refused:
        read_wording("eget", [tmp_path])
    assert (refused.value.code, f"eget.toml: {where} saknas" in str(refused.value)) == ("RSP646", True)
