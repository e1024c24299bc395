"""Which tables of a document are rsplan's: also one whose headings are gone, and not one whose rows are all struck."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from living_support import matrix

from rsplan.documents.living.check import check
from rsplan.documents.living.document import open_document
from rsplan.documents.office.ooxml import SDT, element, qname
from rsplan.documents.office.package import Package
from rsplan.report.report import Report

ASSIGNMENTS, UNITS, MANY = "assignments", "activities_by_unit", "många ändringar"
Edit = Callable[[Package], None]


def without_headings(name: str, *, marked: bool) -> Edit:
    def make(package: Package) -> None:
        table = matrix.table(package, name)
        first = matrix.rows(table)[0]
        first.getparent().remove(first)
        control = next(table.iterancestors(SDT))
        if not marked:
            control.getparent().replace(control, table)

    return make


def struck(package: Package) -> None:
    """Every row of the table of units is deleted with changes tracked."""
    for number, row in enumerate(matrix.rows(matrix.table(package, UNITS))):
        properties = row.find(qname("w:trPr"))
        if properties is None:
            properties = element("trPr")
            row.insert(0, properties)
        mark = element("del", id=str(9_000 + number))
        mark.set(qname("w:author"), "Någon")
        properties.append(mark)


@pytest.mark.parametrize(("name", "marked"), [(UNITS, False), (ASSIGNMENTS, True)])
def test_a_table_whose_headings_were_deleted_is_renewed(
    name: str, marked: bool, written: bytes, reports: Mapping[str, Report]
) -> None:
    data = matrix.edited(written, matrix.Edit("utan rubriker", without_headings(name, marked=marked)), in_word=True)
    after = matrix._refreshed(data, reports[MANY]).data
    assert after is not None
    whole = matrix._refreshed(written, reports[MANY]).data
    assert rows_below(after, name) == rows_below(whole, name)
    assert check(open_document(after, "x"), reports[MANY], {}, ()).differences == ()
    assert matrix._refreshed(after, reports[MANY]).data is None


def rows_below(data: bytes | None, name: str) -> list[list[str]]:
    """The rows of a table below its headings."""
    assert data is not None
    table = matrix.table(matrix.read_package(data, "x"), name)
    rows = [[matrix.visible_text(cell) for cell in row.iter(matrix.TC)] for row in matrix.rows(table)]
    return [row for row in rows if row[-1] not in ("Summa", "Status")]


def test_a_table_whose_rows_are_all_struck_is_gone_and_nothing_in_it_changes(
    written: bytes, reports: Mapping[str, Report]
) -> None:
    data = matrix.edited(written, matrix.Edit("struken", struck), in_word=True)
    done = matrix._refreshed(data, reports[MANY])
    assert "RSP502" in [entry.code for entry in done.findings]
    assert "RSP507" not in [entry.code for entry in done.findings]
    assert done.data is not None
    assert struck_rows(done.data) == struck_rows(data)


def struck_rows(data: bytes) -> list[bytes]:
    rows = matrix.read_package(data, "x").tree("word/document.xml").iter(matrix.TR)
    return [matrix.etree.tostring(row) for row in rows if row.find(f"{qname('w:trPr')}/{qname('w:del')}") is not None]
