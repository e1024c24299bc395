"""A copy of a table that a person has written in is theirs; what has grown old in it is told."""

from __future__ import annotations

from collections.abc import Mapping

from living_support import matrix

from rsplan.documents.living.check import check
from rsplan.documents.living.document import open_document
from rsplan.documents.office.package import Package
from rsplan.report.report import Report

UNITS, MANY = "activities_by_unit", "många ändringar"


def retyped(package: Package) -> None:
    """The table of units once more, with last year's figures in one column."""
    made = matrix.deepcopy(matrix.table(package, UNITS))
    for number, row in enumerate(matrix.rows(made)[1:]):
        matrix.say(matrix.cell_paragraph(row, 3), str(9_000 + number))
    matrix.paragraph_with(package, "Sammantaget kan").addnext(made)


def test_a_copy_that_has_grown_old_is_left_and_told_once(written: bytes, reports: Mapping[str, Report]) -> None:
    data = matrix.edited(written, matrix.Edit("kopia", retyped), in_word=True)
    for report, expected in ((reports[MANY], 1), (reports["inget"], 0)):
        done = matrix._refreshed(data, report)
        assert [entry.code for entry in done.findings].count("RSP531") == expected
        checked = check(open_document(data, "x"), report, {}, ())
        assert [entry.code for entry in checked.findings].count("RSP531") == expected
        assert "9003" in matrix.all_text(done.data or data)
