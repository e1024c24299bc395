"""Rows and columns that a person has copied, or made into text, stay as they are; what is old in them is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from living_support import matrix

from rsplan.documents.living.check import check
from rsplan.documents.living.copied_rows import old_rows_as_text
from rsplan.documents.living.document import open_document
from rsplan.documents.office.ooxml import Element, parse_fragment
from rsplan.documents.office.package import Package
from rsplan.documents.word.evidence import RowRecord, TableRecord
from rsplan.report.report import Report

ASSIGNMENTS, UNITS, MANY = "assignments", "activities_by_unit", "många ändringar"
HEAD = RowRecord("header", "header", ("Uppdrag", "Status"))


def copied_rows(package: Package) -> None:
    """The first rows of items once more, each below itself."""
    rows = [row for row in matrix.rows(matrix.table(package, ASSIGNMENTS)) if len(list(row.iter(matrix.TC))) > 1]
    for row in rows[1:7]:
        row.addnext(matrix.deepcopy(row))


def copied_column(package: Package) -> None:
    """The column of what is delayed once more, beside itself."""
    for row in matrix.rows(matrix.table(package, UNITS)):
        cell = list(row.iter(matrix.TC))[3]
        cell.addnext(matrix.deepcopy(cell))


def only_in_footnote(package: Package) -> None:
    """A copy of the table of assignments in a footnote."""
    note = next(one for one in package.tree("word/footnotes.xml") if matrix.visible_text(one).strip())
    note.append(matrix.deepcopy(matrix.table(package, ASSIGNMENTS)))
    note.append(parse_fragment("<w:p/>"))


@pytest.mark.parametrize(
    ("make", "code"), [(copied_rows, "RSP535"), (copied_column, "RSP535"), (only_in_footnote, "RSP531")]
)
def test_what_was_copied_is_told_when_it_grows_old_and_only_then(
    make: Callable[[Package], None], code: str, written: bytes, reports: Mapping[str, Report]
) -> None:
    data = matrix.edited(written, matrix.Edit("kopia", make), in_word=True)
    for change, told in ((MANY, True), ("inget", False)):
        done = matrix._refreshed(data, reports[change])
        assert (code in [entry.code for entry in done.findings]) is told
        checked = check(open_document(data, "x"), reports[change], {}, ())
        assert (code in [entry.code for entry in checked.findings]) is told


def test_of_two_equal_sentences_the_one_that_a_person_edits_is_found_again(
    written: bytes, reports: Mapping[str, Report]
) -> None:
    def make(package: Package) -> None:
        control = matrix.control(package, "sentences.activities|stor")
        paragraph = parse_fragment("<w:p/>")
        paragraph.append(matrix.deepcopy(control))
        matrix.say(paragraph, "Eget: 5 aktiviteter är försenade")
        matrix.paragraph_with(package, "Sammantaget kan").addnext(paragraph)

    data = matrix.edited(written, matrix.Edit("omskriven kopia", make), in_word=True)
    first = matrix._refreshed(data, reports[MANY])
    assert first.data is not None
    again = matrix._refreshed(first.data, reports[MANY])
    assert again.data is None
    assert [entry.code for entry in again.findings].count("RSP501") == 1


@pytest.mark.parametrize("between", ["\t", " ; ", " – ", "\n"])
def test_a_row_that_became_text_is_known_whatever_stands_between_its_cells(between: str) -> None:
    was = TableRecord("t", "T", (HEAD, RowRecord("row", "a", ("Vård i tid", "◊ Delvis uppfyllt"))))
    for status, told in (("● Uppfyllt", ["Vård i tid"]), ("◊ Delvis uppfyllt", [])):
        now = TableRecord("t", "T", (HEAD, RowRecord("row", "a", ("Vård i tid", status))))
        line: Element = parse_fragment("<w:p/>")
        texts = [("part", line, between.join(was.rows[1].cells)), ("part", line, "Vård i tid är delvis uppfyllt")]
        assert [row for _, _, row, _ in old_rows_as_text(texts, {"t": (was, now)})] == told
