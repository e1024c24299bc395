"""The list of remarks is as long as the exports make it, in a document that was written when it was not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from living_support import matrix

from rsplan.documents.living.document import open_document
from rsplan.documents.living.refresh import refresh
from rsplan.documents.living.text import visible_text
from rsplan.documents.office.ooxml import P, T
from rsplan.documents.office.package import Package
from rsplan.plan.period import Tertial
from rsplan.report.report import Report
from rsplan.runs.project_report import settings_for
from rsplan.runs.report import make_documents

SAID = "är grön, men"
CASE = matrix.Case("rsplan", matrix.EDITS[0], "anmärkningar")


def remarks(data: bytes) -> list[str]:
    """The remarks that a document lists."""
    return [line for line in matrix.all_text(data).split("\n") if SAID in line]


@pytest.fixture(scope="module")
def other(living_project: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, bytes]:
    """The report when every red indicator is said to be green, and a document that is written then."""
    changed = tmp_path_factory.mktemp("anm") / "prov"
    shutil.copytree(living_project, changed)
    matrix._statuses("nyckeltal", lambda _, status: "Grön" if status == "Röd" else None)(changed)
    return matrix.report_of(changed), matrix.written(changed)


def test_a_list_that_was_empty_is_filled_and_is_emptied_again(
    written: bytes, reports: dict[str, Report], other: tuple[Report, bytes]
) -> None:
    report, anew = other
    assert matrix.try_case(CASE, written, report, validate=True).faults == ()
    longer = matrix._refreshed(written, report).data
    assert remarks(longer) == remarks(anew) != []
    assert "Exporterna gav sex anmärkningar:" in matrix.all_text(longer)
    assert matrix.try_case(CASE, longer, reports["inget"], validate=False).faults == ()
    assert matrix.all_text(matrix._refreshed(longer, reports["inget"]).data) == matrix.all_text(written)


def test_a_remark_that_a_person_has_written_in_stays_and_is_told(
    reports: dict[str, Report], other: tuple[Report, bytes]
) -> None:
    def write(package: Package) -> None:
        line = next(one for one in package.tree(package.main).iter(P) if SAID in visible_text(one))
        next(line.iter(T)).text += " Rättat i maj."

    edited = matrix.edited(other[1], matrix.Edit("för hand", write), in_word=True)
    done = matrix._refreshed(edited, reports["inget"])
    assert [line for line in matrix.all_text(done.data).split("\n") if "Rättat i maj." in line]
    assert len(remarks(done.data)) == 1
    assert {"RSP504", "RSP511"} <= {entry.code for entry in done.findings}


def test_a_list_that_a_person_has_removed_does_not_come_back(written: bytes, other: tuple[Report, bytes]) -> None:
    def remove(package: Package) -> None:
        line = matrix.paragraph_with(package, "Exporterna gav inga")
        line.getparent().remove(line)

    done = matrix._refreshed(matrix.edited(written, matrix.Edit("för hand", remove)), other[0])
    assert remarks(done.data) == []
    assert "RSP511" in {entry.code for entry in done.findings}


def test_a_document_that_never_showed_a_list_does_not_miss_it(living_project: Path, reports: dict[str, Report]) -> None:
    settings = settings_for(living_project, Tertial.APRIL, 2025)
    memo = make_documents(settings, matrix.DAY, ["memo"], living_project / "ut").documents[0].data
    done = refresh(open_document(memo, "tjansteskrivelse.docx"), reports["inget"], matrix.DAY, tracked=False)
    assert (done.data, done.findings) == (None, ())
