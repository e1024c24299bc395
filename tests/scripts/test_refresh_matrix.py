"""A short form of ``scripts/refresh_matrix.py``: every hand edit and every change of the exports at least once.

The whole matrix, with LibreOffice's saves and both validators on every file, is run with the script.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from itertools import cycle, islice

import pytest
from conftest import LONG
from living_support import matrix

from rsplan.documents.office.package import read_package
from rsplan.report.report import Report

# Each case refreshes and validates a document several times.
pytestmark = pytest.mark.sampled(7)

# Each edit meets one change, each change several edits; the pairs differ between the savers.
PAIRS = {
    "rsplan": list(zip(matrix.EDITS, islice(cycle(matrix.CHANGES), len(matrix.EDITS)), strict=True)),
    "python-docx": list(zip(matrix.EDITS[::6], list(matrix.CHANGES)[::-1], strict=False)),
}
VALIDATED = ("egen kolumn", "kontroll klistrad två gånger", "spårad ändring i kontroll", "orört")


@pytest.mark.parametrize(
    ("saver", "edit", "change"),
    [(saver, edit, change) for saver, pairs in PAIRS.items() for edit, change in pairs],
    ids=lambda value: getattr(value, "name", value),
)
def test_no_word_is_lost_no_figure_is_old_and_the_file_is_valid(
    saver: str, edit: object, change: str, written: bytes, reports: Mapping[str, Report]
) -> None:
    data = matrix.saved(written, [edit], [saver])[saver, edit.name]  # type: ignore[attr-defined]
    case = matrix.Case(saver, edit, change)
    validate = saver == "rsplan" and edit.name in VALIDATED  # type: ignore[attr-defined]
    assert matrix.try_case(case, data, reports[change], validate=validate).faults == ()


needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
# The script tries all.
EDITS = [edit for edit in matrix.EDITS if edit.name in ("överskriven siffra", "egen kolumn")][: 2 if LONG else 1]


@pytest.fixture(scope="module")
def libreoffices(written: bytes) -> Mapping[tuple[str, str], bytes]:
    """Edited reports as LibreOffice has saved them."""
    return matrix.saved(written, EDITS, ["LibreOffice"])


@needs_libreoffice
def test_the_same_holds_for_files_that_libreoffice_has_saved(libreoffices, reports: Mapping[str, Report]) -> None:
    for edit, change in zip(EDITS, ("många ändringar", "pausade aktiviteter"), strict=False):
        data = libreoffices["LibreOffice", edit.name]
        case = matrix.Case("LibreOffice", edit, change)
        assert matrix.try_case(case, data, reports[change], validate=False).faults == ()


@needs_libreoffice
def test_the_footnotes_keep_their_name_and_words_after_a_save_in_libreoffice_and_a_refresh(
    written: bytes, libreoffices, reports: Mapping[str, Report]
) -> None:
    saved = libreoffices["LibreOffice", EDITS[0].name]
    renewed = matrix._refreshed(saved, reports["många ändringar"]).data
    packages = [read_package(data, "rapport.docx") for data in (written, saved, renewed)]
    notes = [list(package.related(package.main, "footnotes")) for package in packages]
    assert notes == [["word/footnotes.xml"]] * 3
    words = [
        " ".join(" ".join(package.tree(part).itertext()).split())
        for package, (part,) in zip(packages, notes, strict=True)
    ]
    assert words[0]
    assert all(words[0] in each for each in words)


@needs_libreoffice
def test_pending_revisions_of_rsplan_survive_a_save_in_libreoffice(
    written: bytes, reports: Mapping[str, Report]
) -> None:
    tracked = matrix._refreshed(written, reports["många ändringar"], tracked=True).data
    saved = matrix.by_libreoffice({"spårad": tracked})["spårad"]
    again = matrix._refreshed(saved, reports["många ändringar"])
    assert again.changes == ()
    assert [entry for entry in again.findings if entry.code != "RSP505"] == []
    assert list(matrix._stale(saved, reports["många ändringar"], again)) == []
    assert "två av uppdragen är uppfyllda" in matrix.settled(saved, accept=False)
    assert "två av uppdragen är uppfyllda" not in matrix.settled(saved, accept=True)


# The script tries every specimen with every change; here some of each kind, some of them saved by another program.
MARKED = list(zip(matrix.MARKUP[::11], islice(cycle(matrix.CHANGES), 3, None)))  # noqa: B905 - the changes go round


@pytest.mark.parametrize(("edit", "change"), MARKED, ids=lambda value: getattr(value, "name", value))
def test_the_same_holds_for_the_markup_that_word_writes(
    edit: object, change: str, written: bytes, reports: dict[str, Report]
) -> None:
    data = matrix.saved(written, [edit], ["rsplan"])["rsplan", edit.name]  # type: ignore[attr-defined]
    assert matrix.try_case(matrix.Case("rsplan", edit, change), data, reports[change], validate=False).faults == ()
