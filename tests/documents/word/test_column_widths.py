"""Columns hold their words: in any usual font and size, with the document's font and with what stands in for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from word_support import faults, find, paragraphs, root_of, small_report, template

from rsplan.documents.living.document import open_document
from rsplan.documents.living.refresh import refresh
from rsplan.documents.office.typefaces import letters
from rsplan.documents.word.column_widths import CellLook, Columns, columns_of
from rsplan.documents.word.render import packaged_template, render_report
from rsplan.documents.word.text_look import TextLook
from rsplan.report.report import Column, Group, Row, Status, Table

LONGEST = "informationssäkerhetsklassificeringsarbe"
HEADINGS = ("Enhet", "Planerade", "Pågående enligt plan", "Försenade", "Genomförda", "Summa")
TEXT_WIDTH = 8_220
END = "<w:r><w:t>Slut</w:t></w:r>"


def counts(*names: str) -> Table:
    """Counts of activities by unit, as the report has them."""
    columns = (Column(HEADINGS[0], width=5), *(Column(heading, "number", 2) for heading in HEADINGS[1:]))
    rows = tuple(Row((name, 1, 216, 12, 23, 294)) for name in names)
    return Table("activities_by_unit", "Aktiviteter per enhet", columns, (Group("", rows),))


def items(*titles: str) -> Table:
    """Assignments with who has decided them, and their status."""
    columns = (Column("Uppdrag", width=6), Column("Beslutad av", width=2), Column("Status", "status", 2))
    status = Status("yellow", "Delvis uppfyllt", "◊")
    rows = tuple(Row((title, "Regionfullmäktige", status)) for title in titles)
    return Table("assignments", "Uppdrag", columns, (Group("", rows),))


def look(font: str, size: float) -> CellLook:
    """The look of cells in a font."""
    plain = TextLook(font, size, bold=False)
    return CellLook(plain, TextLook(font, size, bold=True), plain, 170)


def too_narrow(table: Table, columns: Columns, cells: CellLook, *, font: str) -> list[str]:
    """The words of headings and statuses that a column has no room for in a font."""
    size = columns.size or cells.text.size
    broken = []
    for number, (column, width) in enumerate(zip(table.columns, columns.widths, strict=True)):
        words = set(column.heading.split())
        if column.kind == "status":
            words |= {word for row in table.rows for word in str(row.cells[number]).split()}
        room = width - cells.margins
        broken += [word for word in words if letters(font, bold=True).width_of(word) * size * 20 / 1000 > room]
    return broken


@pytest.mark.parametrize("size", [9.5, 10.5, 12.0])
@pytest.mark.parametrize("font", ["Calibri", "Arial", "Verdana", "Times New Roman", "DejaVu Sans", "Finns Inte"])
@pytest.mark.parametrize("table", [counts("Kommunikationsavdelningen"), counts(LONGEST), items(LONGEST), items("Vård")])
def test_no_heading_and_no_status_breaks(font: str, size: float, table: Table) -> None:
    cells = look(font, size)
    columns = columns_of(table, cells, TEXT_WIDTH)
    assert sum(columns.widths) == TEXT_WIDTH
    assert too_narrow(table, columns, cells, font=font) == []
    assert too_narrow(table, columns, cells, font="DejaVu Sans") == []


@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=6), st.integers(2_000, 14_000))
@settings(max_examples=40, deadline=None)
def test_any_words_in_any_width_keep_their_letters_and_fill_the_width(words: list[str], width: int) -> None:
    table = items(*words)
    columns = columns_of(table, look("Calibri", 9.5), width)
    assert sum(columns.widths) == width
    assert min(columns.widths) > 0
    assert ["".join(columns.pieces(0, word)) for word in words] == words


def test_a_word_of_forty_letters_breaks_between_its_parts_and_only_where_it_must() -> None:
    narrow = columns_of(items(LONGEST), look("Calibri", 9.5), 5_000)
    pieces = narrow.pieces(0, f"Nytt {LONGEST} 2025")
    assert len(LONGEST) == 40
    assert len(pieces) > 2
    assert pieces[0].startswith("Nytt infor")
    wide = columns_of(items("Vård i rimlig tid"), look("Calibri", 9.5), TEXT_WIDTH)
    assert wide.pieces(0, "Vård i rimlig tid") == ["Vård i rimlig tid"]


def test_the_text_is_set_smaller_only_where_the_table_has_no_room() -> None:
    assert columns_of(items("Vård"), look("Calibri", 9.5), TEXT_WIDTH).size is None
    assert columns_of(counts("Kommunikationsavdelningen"), look("Calibri", 9.5), 5_500).size == 7.5


@pytest.mark.parametrize(("size", "head", "number"), [(9.5, 14, 9.5), (14, 9.5, 14), (9.5, 9.5, 14), (14, 14, 14)])
def test_headings_and_figures_of_other_sizes_than_the_text_are_whole_too(
    size: float, head: float, number: float
) -> None:
    cells = CellLook(*(TextLook("Georgia", one, bold=one is head) for one in (size, head, number)), 170)
    table = counts("Kommunikationsavdelningen")
    columns = columns_of(table, cells, TEXT_WIDTH)
    for at, (column, width) in enumerate(zip(table.columns, columns.widths, strict=True)):
        for one, words in (
            (cells.head, column.heading.split()),
            (cells.number, [str(r.cells[at]) for r in table.rows]),
        ):
            points = cells.points(one, columns.size or size)
            if at or one is cells.head:
                assert one.letters.widest_of(words) * points * 20 / 1000 <= width - cells.margins, (column, one)


@given(st.sampled_from(["Calibri", "Arial", "Verdana", "Georgia"]), st.integers(14, 29), st.integers(5_000, 14_000))
@settings(max_examples=30, deadline=None)
def test_a_status_with_room_has_no_soft_hyphen_and_a_date_is_one_word(font: str, half: int, width: int) -> None:
    columns = (Column("Aktivitet", width=6), Column("Slut", width=2), Column("Status", "status", 2))
    row = Row(("Öva reservrutiner", "2025-04-30", Status("green", "Uppfyllt", "●")))
    table = Table("activities", "Aktiviteter", columns, (Group("", (row,)),))
    cells = look(font, half / 2)
    made = columns_of(table, cells, width)
    points = (made.size or half / 2) * 20 / 1000
    rooms = [one - cells.margins for one in made.widths]
    if cells.text.widest.width_of("Uppfyllt") * points <= rooms[2] - 126 and made.pieces(2, "Status") == ["Status"]:
        assert made.pieces(2, "● Uppfyllt") == ["● Uppfyllt"]
    assert cells.text.letters.width_of("2025-04-30") * points <= rooms[1] or made.size == 7


def test_smaller_text_is_a_style_which_every_program_shows_and_not_a_look_of_runs(tmp_path: Path) -> None:
    wide = replace(items("Vård"), id="assignments")
    narrow = replace(counts("Kommunikationsavdelningen"), id="activities_by_unit")
    small = small_report()
    report = replace(small, tables={**small.tables, "assignments": wide, "activities_by_unit": narrow})
    placed = "".join(paragraphs(f"{{{{p table('{name}') }}}}") for name in ("activities_by_unit", "assignments"))
    section = '<w:sectPr><w:pgSz w:w="6000" w:h="11906"/></w:sectPr>'
    data = render_report(report, template(tmp_path, f"{placed}<w:p><w:pPr>{section}</w:pPr>{END}</w:p>")).data
    assert find(root_of(data), "//w:tbl//w:r//w:sz") == []
    used = find(root_of(data), "(//w:tbl)[1]//w:pStyle/@w:val")
    styles = root_of(data, "word/styles.xml")
    sizes = {style: find(styles, f"//w:style[@w:styleId='{style}']/w:rPr/w:sz/@w:val") for style in used}
    assert len(sizes) == 3
    assert len({tuple(size) for size in sizes.values()}) == 1
    assert all(14 <= int(size[0]) < 19 for size in sizes.values())
    assert faults(data, tmp_path) == []


def test_soft_hyphens_are_no_part_of_the_text_that_is_renewed() -> None:
    report = small_report()
    table = replace(items(*[LONGEST + "te" * 10] * 3), id="assignments")
    report = replace(report, tables={**report.tables, "assignments": table})
    data = render_report(report, packaged_template("rapport.docx")).data
    assert find(root_of(data), "//w:tbl//w:softHyphen")
    renewed = refresh(open_document(data, "rapport.docx"), report, date(2025, 5, 12), tracked=False)
    assert renewed.changes == ()
    assert LONGEST + "te" * 10 in ["".join(find(cell, ".//w:t/text()")) for cell in find(root_of(data), "//w:tc")]
