"""A short form of ``scripts/typed_edits.py``: one document that is typed in in LibreOffice, and its reader alone."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
import typed_edits
from living_support import matrix

from rsplan.report.report import Report

MANY = "många ändringar"


@pytest.fixture(scope="module")
def pair(written: bytes, reports: Mapping[str, Report]) -> typed_edits.Written:
    """The document as the exports were, and as they are, here by a refresh of one that nobody has touched."""
    return typed_edits.Written(written, matrix._refreshed(written, reports[MANY]).data)


def test_the_reader_sees_old_sentences_and_cells_and_none_in_a_renewed_document(pair: typed_edits.Written) -> None:
    old = list(map(str, pair.old(pair.was)))
    assert any(what.startswith("meningen") for what in old)
    assert any("kolumnen Status" in what for what in old)
    assert any("kolumnen Genomförda" in what for what in old)
    assert list(pair.old(pair.now)) == []


def test_the_reader_sees_a_row_twice_and_a_row_that_is_missing(
    written: bytes, reports: Mapping[str, Report], pair: typed_edits.Written
) -> None:
    twice = matrix.edited(
        written, matrix.Edit("två", lambda package: _twice(matrix.table(package, "activities_by_unit")))
    )
    assert [what for what in pair.repeated(written, twice) if "1 till" in what]
    assert list(pair.repeated(written, written)) == []
    with_new = matrix._refreshed(written, reports["nytt uppdrag"]).data
    missing = [what for _, what in typed_edits.Written(written, with_new).missing(written)]
    assert [what for what in missing if "Ett helt nytt uppdrag" in what]
    assert list(typed_edits.Written(written, with_new).missing(with_new)) == []


def _twice(table: matrix.Element) -> None:
    row = matrix.rows(table)[3]
    row.addnext(matrix.deepcopy(row))


@pytest.mark.skipif(not typed_edits.can_type(), reason="needs LibreOffice and a Python with uno")
def test_what_is_typed_in_libreoffice_is_kept_and_no_figure_is_old(
    written: bytes, reports: Mapping[str, Report], pair: typed_edits.Written
) -> None:
    (one,) = typed_edits.typed(written, ["ord i celler"])
    assert not one.failed
    assert len(one.words) == 4
    assert typed_edits.faults(one, MANY, reports[MANY], pair, validate=False) == []
