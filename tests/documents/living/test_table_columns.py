"""Copies of rows and cells, and a column put in between others: nothing stands in two places that may stand in one."""

from __future__ import annotations

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.documents.living.revisions import Revisions
from rsplan.documents.living.table_columns import copy_of, empty, insert_column, one_paragraph
from rsplan.documents.living.table_grid import Cell, align, line_of, lines_of
from rsplan.documents.living.text import visible_text
from rsplan.documents.office.ooxml import Element, child, parse_fragment, wattr
from rsplan.documents.word.evidence import RowRecord, TableRecord

HEAD, LINES = ("Enhet", "Klara", "Summa"), (("HR", "3", "4"), ("IT", "1", "2"))
RECORD = TableRecord("t", "T", (RowRecord("header", "h", HEAD), *(RowRecord("row", line[0], line) for line in LINES)))
WIDTHS = (4_000, 2_000, 2_000)
X = "<w:r><w:t>x</w:t></w:r>"


def cell(text: str, width: int = 2_000, span: int = 1) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}</w:tcPr>'
    return f"<w:tc>{properties}<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def table(*extra: str) -> Element:
    grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in WIDTHS)
    rows = ["".join(map(cell, line, WIDTHS)) for line in (HEAD, *LINES)]
    written = "".join(f"<w:tr>{line}</w:tr>" for line in [*rows, *extra])
    return parse_fragment(f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{written}</w:tbl>")


def put_in(one: Element, grid: int, revisions: Revisions | None = None) -> list[Element]:
    aligned = align((one,), RECORD)
    assert aligned is not None
    return insert_column((one,), aligned, grid, [1_000, 800, 800, 900], revisions)


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        ('<w:ins w:id="1" w:author="X"><w:r><w:t>ny</w:t></w:r></w:ins>', "ny"),
        ('<w:del w:id="1"><w:r><w:delText>bort</w:delText></w:r></w:del>', ""),
        (f'<w:bookmarkStart w:id="1" w:name="b"/>{X}<w:bookmarkEnd w:id="1"/>', "x"),
        (f'<w:commentRangeStart w:id="1"/>{X}<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>',
         "x"),
        ('<w:r><w:t>x</w:t><w:footnoteReference w:id="3"/></w:r>', "x"), (f"<w:r><w:drawing/></w:r>{X}", "x"),
        ("<w:hyperlink><w:r><w:t>länk</w:t></w:r></w:hyperlink>", "länk"),
    ],
    ids=["an insertion", "a deletion", "a bookmark", "a comment", "a note", "a picture", "a link"],
)  # fmt: skip
def test_a_copy_says_the_same_without_what_belongs_to_one_place(inner: str, said: str) -> None:
    original = parse_fragment(f'<w:tc w14:paraId="1A"><w:p w14:paraId="2B" w14:textId="3C">{inner}</w:p></w:tc>')
    made = copy_of(original)
    assert visible_text(made) == said == visible_text(original)
    names = {str(found.tag).rpartition("}")[2] for found in made.iter()}
    assert names <= {"tc", "p", "r", "t"}
    assert not any("w14" in str(name) or "wordml" in str(name) for found in made.iter() for name in found.attrib)


@examples(9)
@given(st.integers(0, 2))
def test_a_column_put_in_stands_in_every_row_and_leaves_the_table_as_wide(grid: int) -> None:
    one = table()
    added = put_in(one, grid)
    assert len(added) == 3
    assert [len(line.cells) for line in lines_of(one)] == [4, 4, 4]
    assert [line_of(line.element).cells[grid + 1].element for line in lines_of(one)] == added
    columns = child(one, "tblGrid")
    assert columns is not None
    widths = [int(wattr(each, "w") or 0) for each in columns]
    assert len(widths) == 4
    assert sum(widths) == sum(WIDTHS)
    for line in lines_of(one):
        assert [int(wattr(child(each.element, "tcPr", "tcW"), "w") or 0) for each in line.cells] == widths


def test_a_row_of_a_persons_gets_an_empty_cell_and_one_over_the_place_covers_one_more() -> None:
    own, over = "".join(map(cell, ("Egen", "7", "7"), WIDTHS)), cell("Egen rubrik", 8_000, span=3)
    one = table(own, over)
    put_in(one, 1)
    assert [[each.text for each in line.cells] for line in lines_of(one)][3:] == [
        ["Egen", "7", "", "7"],
        ["Egen rubrik"],
    ]
    assert [each.span for each in lines_of(one)[4].cells] == [4]


def test_a_tracked_column_remembers_the_widths_that_were() -> None:
    one = table()
    put_in(one, 0, Revisions([one], "2025-05-12"))
    grid = child(one, "tblGrid", "tblGridChange")
    assert grid is not None
    assert [wattr(each, "w") for each in grid.iter("{*}gridCol")] == [str(wide) for wide in WIDTHS]
    assert all(child(line.cells[0].element, "tcPr", "tcPrChange") is not None for line in lines_of(one))


def test_a_copied_cell_keeps_one_paragraph_and_may_be_emptied_in_its_format() -> None:
    look = "<w:rPr><w:b/></w:rPr>"
    first, second = f"<w:p><w:pPr/><w:r>{look}<w:t>a</w:t></w:r></w:p>", "<w:p><w:r><w:t>b</w:t></w:r></w:p>"
    one = parse_fragment(f"<w:tc>{first}{second}</w:tc>")
    one_paragraph(Cell(one, 0, 1))
    assert visible_text(one) == "a"
    empty(Cell(one, 0, 1))
    assert visible_text(one) == ""
    assert child(one, "p", "pPr", "rPr", "b") is not None
