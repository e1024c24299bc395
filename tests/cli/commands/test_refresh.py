"""``rsplan refresh`` as a user runs it: new figures, the same words, and a copy of what was there."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run
from living_support import matrix

from rsplan.documents.living.document import open_document
from rsplan.documents.living.text import visible_text
from rsplan.runs.project_report import template_folder

WRITTEN = "Sekreteraren skrev om hela stycket, ord för ord."


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, living_project: Path, written: bytes) -> Path:
    """A project with its report written, made once and copied by every test."""
    folder = Path(shutil.copytree(living_project, tmp_path_factory.mktemp("skriven") / "prov"))
    target = folder / "reports" / "2025-april" / "rapport.docx"
    target.parent.mkdir(parents=True)
    target.write_bytes(written)
    return folder


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Path:
    """A copy of that project."""
    return Path(shutil.copytree(made, tmp_path / "prov"))


@pytest.fixture
def report(project: Path) -> Path:
    """Its Word report."""
    return project / "reports" / "2025-april" / "rapport.docx"


def rewrite(report: Path, *edits: Callable[..., None]) -> None:
    """Edit a report by hand."""
    package = matrix.read_package(report.read_bytes(), report.name)
    for edit in edits:
        edit(package)
    report.write_bytes(package.write())


def reword(package: object) -> None:
    matrix.say(matrix.paragraph_with(package, "Syftet med den här rapporten"), WRITTEN)


def comments(report: Path) -> str:
    with zipfile.ZipFile(report) as archive:
        return archive.read("word/comments.xml").decode() if "word/comments.xml" in archive.namelist() else ""


def test_new_figures_go_into_an_edited_report_and_the_words_stay(project: Path, report: Path, rsplan: Run) -> None:
    rewrite(report, reword)
    before = report.read_bytes()
    matrix.CHANGES["ett uppdrag blev uppfyllt"](project)
    done = rsplan("refresh", report)
    assert done.returncode == 0, done.stderr
    text = matrix.all_text(report.read_bytes())
    assert WRITTEN in text
    assert "tre av uppdragen är uppfyllda och 26 delvis uppfyllda" in text
    assert '"två av uppdragen är uppfyllda' in done.stderr
    assert report.with_name("rapport.bak.docx").read_bytes() == before
    assert rsplan("check", report).returncode == 0


def test_a_second_copy_gets_the_next_free_name(project: Path, report: Path, rsplan: Run) -> None:
    for number, change in enumerate(("ett uppdrag blev uppfyllt", "många ändringar"), start=1):
        matrix.CHANGES[change](project)
        assert rsplan("refresh", report).returncode == 0
        copies = sorted(path.name for path in report.parent.glob("*.bak*"))
        assert copies == ["rapport.bak.docx", "rapport.bak2.docx"][:number]


def test_nothing_is_written_when_the_document_already_agrees(report: Path, rsplan: Run) -> None:
    rewrite(report, reword)
    before = report.read_bytes()
    done = rsplan("refresh", report)
    assert done.returncode == 0
    assert "inget skrevs" in done.stderr
    assert report.read_bytes() == before
    assert not list(report.parent.glob("*.bak*"))


def test_a_template_that_is_another_since_is_told(project: Path, report: Path, rsplan: Run) -> None:
    (project / "templates").mkdir()
    own = project / "templates" / "rapport.docx"
    shutil.copyfile(template_folder() / "rapport.docx", own)
    assert "RSP538" not in rsplan("refresh", report).stderr
    with zipfile.ZipFile(own, "a") as package:
        package.writestr("word/ny.xml", "<ny/>")
    done = rsplan("refresh", report)
    assert done.returncode == 0
    assert "RSP538 rapport.docx: mallen är inte densamma" in done.stderr


def test_what_is_changed_both_by_hand_and_in_the_exports_is_left_with_a_comment(
    project: Path, report: Path, rsplan: Run
) -> None:
    rewrite(report, lambda package: matrix.say(matrix.control(package, "activities.delayed|ord"), "sjuttiosju"))
    matrix.CHANGES["en försening kvar"](project)
    done = rsplan("refresh", report, "--strict")
    assert done.returncode == 1
    assert "RSP501" in done.stderr
    for text in ("sjuttiosju", "12"):
        assert text in comments(report) or text in done.stderr
    assert "sjuttiosju" in matrix.all_text(report.read_bytes())
    assert 'w:author="rsplan"' in comments(report)
    checked = rsplan("check", report)
    assert checked.returncode == 1
    assert "sjuttiosju" in checked.stdout


def test_a_comment_of_rsplan_is_renewed_and_not_repeated(project: Path, report: Path, rsplan: Run) -> None:
    rewrite(report, lambda package: matrix.say(matrix.control(package, "activities.delayed|ord"), "sjuttiosju"))
    for change in ("en försening kvar", "alla förseningar borta"):
        matrix.CHANGES[change](project)
        rsplan("refresh", report)
    assert comments(report).count("<w:comment ") == 1
    assert "noll" in comments(report)


def test_tracked_changes_can_be_accepted_or_rejected(project: Path, report: Path, rsplan: Run) -> None:
    rewrite(report, reword)
    before = report.read_bytes()
    matrix.CHANGES["många ändringar"](project)
    plain = report.with_name("utan.docx")
    assert rsplan("refresh", report, "--output", plain).returncode == 0
    assert report.read_bytes() == before
    assert rsplan("refresh", report, "--tracked").returncode == 0
    tracked = report.read_bytes()
    assert matrix.settled(tracked, accept=True) == matrix.settled(plain.read_bytes(), accept=True)
    assert matrix.settled(tracked, accept=False) == matrix.settled(before, accept=False)
    assert b'w:date="2025-05-12T00:00:00Z"' in matrix.read_package(tracked, "x").raw["word/document.xml"]
    assert rsplan("check", report).returncode == 0


def test_a_new_column_can_be_accepted_or_rejected(project: Path, report: Path, rsplan: Run) -> None:
    """A status that comes into use gives the table of units one column more, each cell a revision."""
    before = report.read_bytes()
    matrix.CHANGES["pausade aktiviteter"](project)
    plain = report.with_name("utan.docx")
    assert rsplan("refresh", report, "--output", plain).returncode == 0
    done = rsplan("refresh", report, "--tracked")
    assert done.returncode == 0, done.stderr
    assert "kolumnen Pausade" in done.stderr
    tracked = report.read_bytes()
    table = matrix.table(matrix.read_package(tracked, "x"), matrix.UNITS)
    inserted = [mark for mark in table.iter(f"{matrix.W}cellIns") if mark.get(f"{matrix.W}author") == "rsplan"]
    assert len(inserted) == len(list(table.iter(matrix.TR)))
    assert matrix.settled(tracked, accept=True) == matrix.settled(plain.read_bytes(), accept=True)
    assert matrix.settled(tracked, accept=False) == matrix.settled(before, accept=False)
    assert list(matrix._invalid(before, tracked)) == []
    again = rsplan("refresh", report, "--tracked")
    assert (again.returncode, report.read_bytes()) == (0, tracked), again.stderr


def test_figures_that_go_with_a_struck_row_are_not_missed(project: Path, report: Path, rsplan: Run) -> None:
    matrix.CHANGES["enhet bytte namn"](project)
    done = rsplan("refresh", report, "--tracked")
    assert done.returncode == 0, done.stderr
    assert "finns inte i exporten längre" not in done.stderr
    assert comments(report) == ""


def test_the_rows_of_a_person_are_empty_in_a_new_column(project: Path, report: Path, rsplan: Run) -> None:
    def own_row(package: object) -> None:
        table = matrix.table(package, matrix.UNITS)
        row = matrix.rows(table)[3]
        copy = matrix.deepcopy(row)
        row.addnext(copy)
        for number in range(len(list(copy.iter(matrix.TC)))):
            matrix.say(matrix.cell_paragraph(copy, number), f"eget {number}")

    rewrite(report, own_row)
    matrix.CHANGES["pausade aktiviteter"](project)
    assert rsplan("refresh", report).returncode == 0
    table = matrix.table(matrix.read_package(report.read_bytes(), "x"), matrix.UNITS)
    (texts,) = (
        [visible_text(cell) for cell in row.iter(matrix.TC)]
        for row in matrix.rows(table)
        if "eget 0" in visible_text(row)
    )
    assert sorted(texts) == ["", *(f"eget {number}" for number in range(len(texts) - 1))]


def test_the_same_inputs_give_the_same_bytes_in_every_time_zone(project: Path, report: Path, rsplan: Run) -> None:
    rewrite(report, reword, lambda package: matrix.say(matrix.control(package, "activities.delayed"), "77"))
    matrix.CHANGES["många ändringar"](project)
    made = set()
    for number, zone in enumerate(("Pacific/Kiritimati", "America/Los_Angeles")):
        for flags in ((), ("--tracked",)):
            target = report.with_name(f"ut{number}{len(flags)}.docx")
            assert rsplan("refresh", report, "--output", target, *flags, TZ=zone).returncode == 0
            made.add((flags, target.read_bytes()))
    assert len(made) == 2


@pytest.mark.parametrize("owner", ["~$pport.docx", "~$rapport.docx", ".~lock.rapport.docx#"])
def test_a_document_that_is_open_is_not_touched(project: Path, report: Path, rsplan: Run, owner: str) -> None:
    matrix.CHANGES["många ändringar"](project)
    before = report.read_bytes()
    report.with_name(owner).write_bytes(b"")
    done = rsplan("refresh", report)
    assert done.returncode == 75
    assert "öppen" in done.stderr
    assert report.read_bytes() == before


def test_the_project_is_found_from_the_document_or_named(project: Path, report: Path, rsplan: Run) -> None:
    away = project.parent / "skrivbord" / "rapport.docx"
    away.parent.mkdir()
    away.write_bytes(report.read_bytes())
    lost = rsplan("refresh", away)
    assert lost.returncode == 66
    assert "--project" in lost.stderr
    assert rsplan("refresh", away, "--project", project).returncode == 0


def test_a_document_of_another_board_is_refused(project: Path, report: Path, rsplan: Run) -> None:
    settings = project / "rsplan.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('board = "Regionstyrelsen"', 'board = "Kulturnämnden"'), encoding="utf-8")
    done = rsplan("refresh", report)
    assert done.returncode == 2
    assert "Kulturnämnden" in done.stderr
    assert "Regionstyrelsen" in done.stderr


def test_report_does_not_overwrite_what_a_person_has_edited(project: Path, report: Path, rsplan: Run) -> None:
    rewrite(report, reword)
    before = report.read_bytes()
    arguments = ("report", "--tertial", "april", "--year", "2025", "--document", "report", "--project", project)
    refused = rsplan(*arguments)
    assert refused.returncode == 73
    assert "rsplan refresh" in refused.stderr
    assert report.read_bytes() == before
    assert rsplan(*arguments, "--overwrite").returncode == 0
    assert report.with_name("rapport.bak.docx").read_bytes() == before
    assert WRITTEN not in matrix.all_text(report.read_bytes())


def test_report_replaces_what_nobody_has_edited(project: Path, report: Path, rsplan: Run) -> None:
    arguments = ("report", "--tertial", "april", "--year", "2025", "--document", "report", "--project", project)
    matrix.CHANGES["många ändringar"](project)
    assert rsplan(*arguments).returncode == 0
    matrix.CHANGES["alla förseningar borta"](project)
    assert rsplan("refresh", report).returncode == 0
    assert open_document(report.read_bytes(), report.name).untouched
    matrix.CHANGES["nytt uppdrag"](project)
    assert rsplan(*arguments).returncode == 0
    assert [path.name for path in report.parent.glob("*.bak*")] == ["rapport.bak.docx"]


def test_a_refreshed_report_with_a_persons_words_is_still_theirs(project: Path, report: Path, rsplan: Run) -> None:
    rewrite(report, reword)
    matrix.CHANGES["många ändringar"](project)
    assert rsplan("refresh", report).returncode == 0
    assert not open_document(report.read_bytes(), report.name).untouched
    arguments = ("report", "--tertial", "april", "--year", "2025", "--document", "report", "--project", project)
    assert rsplan(*arguments).returncode == 73


def test_data_is_replaced_as_long_as_it_is_what_rsplan_wrote(project: Path, rsplan: Run) -> None:
    arguments = ("report", "--tertial", "april", "--year", "2025", "--document", "data", "--project", project)
    data = project / "reports" / "2025-april" / "uppgifter.json"
    assert rsplan(*arguments).returncode == 0
    matrix.CHANGES["många ändringar"](project)
    assert rsplan(*arguments).returncode == 0
    data.write_text(data.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    matrix.CHANGES["nytt uppdrag"](project)
    assert rsplan(*arguments).returncode == 73


def test_an_untouched_cell_gets_the_colour_of_its_new_status(project: Path, report: Path, rsplan: Run) -> None:
    matrix.CHANGES["ett uppdrag blev uppfyllt"](project)
    assert rsplan("refresh", report).returncode == 0
    package = matrix.read_package(report.read_bytes(), "x")
    row = matrix.rows(matrix.table(package, matrix.ASSIGNMENTS))[2]
    cell = list(row.iter(matrix.TC))[-1]
    assert visible_text(cell) == "● Uppfyllt"
    assert matrix.child(cell, "tcPr", "shd").get(f"{matrix.W}fill") == "D1EAD9"


def test_a_lone_figure_that_becomes_one_is_told_where_the_words_around_it_are_a_persons(
    project: Path, report: Path, rsplan: Run
) -> None:
    matrix.CHANGES["en försening kvar"](project)
    done = rsplan("refresh", report)
    assert "Just nu finns en försenade aktiviteter" in matrix.all_text(report.read_bytes())
    assert "RSP505" in done.stderr
    assert "kontrollera att orden stämmer" in done.stderr.lower()
