"""``rsplan template``: the fields that a template may use, and what is wrong with one."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from conftest import SAMPLE

from rsplan.runs.project_report import template_folder

RAPPORT = template_folder() / "rapport.docx"


def with_text(target: Path, text: str) -> Path:
    """The packaged report template with a paragraph more."""
    added = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p><w:sectPr".encode()
    with zipfile.ZipFile(RAPPORT) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            data = source.read(name)
            copy.writestr(name, data.replace(b"<w:sectPr", added, 1) if name == "word/document.xml" else data)
    return target


def test_the_fields_are_listed_in_groups_with_what_they_are_and_their_values(rsplan) -> None:
    done = rsplan("template", "fields", "--project", SAMPLE, "--tertial", "april", "--year", "2025")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    rows = {first: rest for line in lines if line.startswith("  ") for first, _, rest in [line.strip().partition("  ")]}
    assert re.fullmatch(r"12 +aktiviteter: försenad", rows["activities.delayed"].strip())
    assert rows["sentences.assignments"].strip() == "två av uppdragen är uppfyllda och 27 delvis uppfyllda"
    assert rows["assignments.by_decider.NAMN"].strip().startswith("per beslutsfattare, 2 namn: regionfullmaktige")
    assert "12 rader med title, goal_area, unit" in rows["tables.activities_deviating"]
    headings = [line for line in lines if line and not line.startswith(" ")]
    assert headings[:4] == ["Ärendet", "Uppdrag", "Nyckeltal", "Aktiviteter"]
    assert len(lines) < 250


def test_the_fields_below_a_name_are_listed_each_with_its_value(rsplan) -> None:
    options = ("--project", SAMPLE, "--tertial", "april", "--year", "2025")
    done = rsplan("template", "fields", "assignments.by_decider", *options)
    assert re.search(r"assignments\.by_decider\.regionfullmaktige +24 ", done.stdout)
    unknown = rsplan("template", "fields", "assignments.by_nobody", *options)
    assert unknown.returncode == 2
    assert "RSP424" in unknown.stderr


def test_the_packaged_templates_have_no_faults(rsplan) -> None:
    for name in ("rapport.docx", "tjansteskrivelse.docx"):
        done = rsplan("template", "check", template_folder() / name)
        told = f"{name}: inga fel.\nPrövad med 0, 1 och 300 poster av varje slag.\n"
        assert (done.returncode, done.stdout) == (0, told), done.stderr


def test_an_unknown_field_is_named_with_the_nearest_that_exists(rsplan, tmp_path: Path) -> None:
    done = rsplan("template", "check", with_text(tmp_path / "egen.docx", "{{ activities.delaid }}"))
    assert done.returncode == 1
    for word in ("egen.docx", "activities.delaid", "activities.delayed"):
        assert word in done.stderr


def test_a_broken_tag_is_named_with_the_text_around_it(rsplan, tmp_path: Path) -> None:
    done = rsplan("template", "check", with_text(tmp_path / "egen.docx", "Efter {{ period.month är allt klart"))
    assert done.returncode == 1
    assert "period.month är allt klart" in done.stderr


def test_what_stops_every_run_is_said_once_and_what_stops_some_with_how_many_items(rsplan, tmp_path: Path) -> None:
    options = ("--project", SAMPLE, "--tertial", "april", "--year", "2025")
    every = rsplan("template", "check", with_text(tmp_path / "egen.docx", "{{ indicators }}"), *options)
    assert every.returncode == 1
    assert len(re.findall(r"^RSP\d", every.stderr, re.MULTILINE)) == 1
    assert "RSP725 egen.docx: brödtexten" in every.stderr
    some = rsplan("template", "check", with_text(tmp_path / "egen.docx", "{{ 1 // (activities.total - 1) }}"), *options)
    assert some.returncode == 0
    assert "med 1 post av varje slag stoppas körningen" in some.stderr
    few = rsplan("template", "check", with_text(tmp_path / "egen.docx", "{{ 1 // (activities.total // 2) }}"), *options)
    assert "med 0 och 1 post av varje slag stoppas körningen" in few.stderr


def test_a_group_of_the_project_is_a_field_inside_it(rsplan, tmp_path: Path) -> None:
    template = with_text(tmp_path / "egen.docx", "{{ activities.by_unit.hr_avdelningen.delayed }}")
    newest = rsplan("template", "check", template, "--project", SAMPLE)
    assert newest.returncode == 0
    assert "Prövad med uppföljningen augusti 2025 och med 0, 1 och 300 poster av varje slag." in newest.stdout


def test_a_field_that_an_earlier_period_lacks_is_told_where_that_period_is_asked_for(rsplan, tmp_path: Path) -> None:
    template = with_text(tmp_path / "egen.docx", "{{ activities.by_unit.medicintekniska_avdelningen.delayed }}")
    assert rsplan("template", "check", template, "--project", SAMPLE).returncode == 0
    earlier = rsplan("template", "check", template, "--project", SAMPLE, "--tertial", "april", "--year", "2024")
    assert earlier.returncode == 1
    assert "medicintekniska_avdelningen" in earlier.stderr
    assert "Prövad" not in earlier.stdout


def test_a_missing_template_says_so(rsplan) -> None:
    done = rsplan("template", "check", "saknas.docx")
    assert done.returncode == 66
    assert "saknas.docx" in done.stderr


def test_a_template_that_another_reader_cannot_open_is_said(rsplan, tmp_path: Path) -> None:
    broken = tmp_path / "egen.docx"
    with zipfile.ZipFile(RAPPORT) as source, zipfile.ZipFile(broken, "w") as copy:
        for name in source.namelist():
            data = source.read(name)
            wrong = data.replace(b"footnotes.xml", b"fotnoter.xml") if name == "word/_rels/document.xml.rels" else data
            copy.writestr(name, wrong)
    done = rsplan("template", "check", broken)
    assert done.returncode in (1, 2)
    assert "egen.docx" in done.stderr
