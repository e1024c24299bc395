"""The tables of any Word file as texts."""

from __future__ import annotations

import io

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from rsplan.documents.office.document_tables import document_tables
from rsplan.documents.office.package import read_package
from rsplan.plan.grids import DocumentTables


def read(document: object) -> DocumentTables:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return document_tables(read_package(out.getvalue(), "prov.docx"))


def test_merged_cells_keep_their_columns() -> None:
    document = Document()
    document.add_paragraph("Åtgärdsplan")
    table = document.add_table(rows=3, cols=3)
    for row, texts in zip(table.rows, (("A", "B", "C"), ("1", "2", "3"), ("4", "5", "6")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2)).text = "B C"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "1 4"
    (grid,) = read(document).grids
    assert grid.heading == "Åtgärdsplan"
    assert grid.rows == (("A", "B C", ""), ("1 4", "2", "3"), ("", "5", "6"))
    assert grid.places[2][2] == "tabell 1, rad 3, kolumn 3"


def test_a_table_in_a_cell_is_a_table_of_its_own() -> None:
    document = Document()
    outer = document.add_table(rows=1, cols=2)
    outer.cell(0, 0).text = "ute"
    outer.cell(0, 1).add_table(rows=1, cols=1).cell(0, 0).text = "inne"
    assert [grid.rows for grid in read(document).grids] == [(("ute", ""),), (("inne",),)]


def test_what_a_tracked_change_deletes_is_not_seen_and_what_it_inserts_is() -> None:
    document = Document()
    table = document.add_table(rows=2, cols=1)
    gone, kept = table.rows
    gone.cells[0].text, kept.cells[0].text = "borta", "ny"
    properties = gone._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:del"))
    run = kept.cells[0].paragraphs[0].runs[0]._r
    inserted = OxmlElement("w:ins")
    run.addprevious(inserted)
    inserted.append(run)
    assert [grid.rows for grid in read(document).grids] == [(("ny",),)]


def test_rows_and_cells_in_content_controls_are_rows_and_cells() -> None:
    document = Document()
    table = document.add_table(rows=2, cols=2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = str(number)
    for element in (table.rows[1]._tr, table.rows[0].cells[1]._tc):
        control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        control.append(content)
        element.addprevious(control)
        content.append(element)
    (grid,) = read(document).grids
    assert grid.rows == (("0", "1"), ("2", "3"))


def test_an_absurd_span_takes_no_memory() -> None:
    document = Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    span = OxmlElement("w:gridSpan")
    span.set(qn("w:val"), "999999999")
    cell._tc.get_or_add_tcPr().append(span)
    (grid,) = read(document).grids
    assert len(grid.rows[0]) <= 1_000
