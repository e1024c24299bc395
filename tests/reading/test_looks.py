"""What a person sees beside the values is read from every format: fills, fonts, strikes, what is hidden, pictures."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import exports_made as made
import openpyxl
import pytest
from openpyxl.drawing.image import Image as Picture
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.colors import Color
from PIL import Image
from tables_support import change

from rsplan.reading.exports import Unreadable, start_reading
from rsplan.reading.looks import PLAIN, Condition, Look, Looks
from rsplan.reading.workbook import Sheet, Workbook


def sheet_of(path: Path) -> Sheet:
    """The first sheet of a file as rsplan reads it."""
    with start_reading([path]) as reading:
        (book,) = reading.results()
    assert isinstance(book, Workbook), book
    return book.sheets[0]


def painted(path: Path, paint: Any) -> Sheet:
    """A small workbook with something done to its sheet."""
    made.xlsx(path, [["Uppdrag", "Status"], ["A", None], ["B", None], ["C", None]])
    return sheet_of(change(path, lambda book: paint(book.active)))


def test_what_is_struck_out_indented_or_written_in_colour_is_told(tmp_path: Path) -> None:
    def paint(page: Any) -> None:
        page["A2"].font = Font(strike=True)
        page["A3"].font = Font(name="Wingdings", color="FFFF0000")
        page["A4"].alignment = Alignment(indent=2)
        page["B4"].fill = PatternFill("solid", fgColor=Color(theme=9, tint=0.4))

    sheet = painted(tmp_path / "a.xlsx", paint)
    assert sheet.look(1, 0) == Look(strike=True)
    assert sheet.look(2, 0) == Look(ink="FF0000", font="wingdings")
    assert sheet.look(3, 0) == Look(indent=2)
    assert sheet.look(3, 1).fill == "FAC090"
    assert sheet.look(0, 0) == PLAIN


def test_hidden_columns_and_outline_levels_are_told(tmp_path: Path) -> None:
    def paint(page: Any) -> None:
        page.column_dimensions["B"].hidden = True
        page.row_dimensions[3].outlineLevel = 1
        page.row_dimensions[4].outlineLevel = 2

    looks = painted(tmp_path / "a.xlsx", paint).looks
    assert looks.hidden_columns == {1}
    assert looks.levels == {2: 1, 3: 2}


def test_a_picture_is_told_by_the_cells_that_it_covers(tmp_path: Path) -> None:
    pixels = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(pixels, "png")
    red = Picture(pixels)
    looks = painted(tmp_path / "a.xlsx", lambda page: page.add_image(red, "B3")).looks
    assert looks.pictures == [(2, 1, 2, 1)]


def test_a_row_and_a_column_give_their_look_to_cells_that_have_none(tmp_path: Path) -> None:
    cells = (
        '<row r="1" s="1" customFormat="1"><c r="A1" s="0"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>'
    )
    path = made.xlsx_of_cells(tmp_path / "a.xlsx", cells)
    fill = b'<fill><patternFill patternType="solid"><fgColor rgb="FF00B050"/></patternFill></fill>'
    styles = made.part(path, "xl/styles.xml").replace(b"</cellXfs>", b'<xf fillId="2"/></cellXfs>')
    styles = styles.replace(b"</fills>", fill + b"</fills>")
    sheet = made.part(path).replace(b"<sheetData>", b'<cols><col min="3" max="3" style="1"/></cols><sheetData>')
    changes: dict[str, bytes | None] = {"xl/styles.xml": styles, made.WORKSHEET: sheet}
    found = sheet_of(made.repacked(path, tmp_path / "b.xlsx", changes))
    assert found.look(0, 0) == PLAIN
    assert found.look(0, 1).fill == found.look(1, 2).fill == "00B050"
    assert found.look(1, 0) == found.look(1, 1) == PLAIN


@pytest.mark.parametrize(
    ("written", "otherwise"),
    [
        (rb'<c r="([A-Z]+[0-9]+)"( s="[0-9]+")', rb'<c\2 r="\1"'),
        (rb'<c r="[A-Z]+[0-9]+"', b"<c"),
        (rb'<c r="[A-Z]+[34]"', b"<c"),
        (rb'<row r="[0-9]+"[^>]*>', b"<row>"),
        (rb"<(/?)(row|c)(?=[ />])", rb"<\1\2\n"),
    ],
)
def test_a_cell_has_its_look_however_it_is_named(tmp_path: Path, written: bytes, otherwise: bytes) -> None:
    """Named cells are looked for in the bytes, others are gone through: both find the same."""

    def paint(page: Any) -> None:
        for place in ("A1", "B2", "A4", "B4"):
            page[place].fill = PatternFill("solid", fgColor="FF92D050")
        page["B3"].font = Font(strike=True)
        page["A2"].number_format = "0.0"

    looks = painted(tmp_path / "a.xlsx", paint).looks
    assert len(looks.cells) == 5
    sheet, count = re.subn(written, otherwise, made.part(tmp_path / "a.xlsx"))
    assert count
    path = made.repacked(tmp_path / "a.xlsx", tmp_path / "b.xlsx", {made.WORKSHEET: sheet})
    assert sheet_of(path).looks.cells == looks.cells


@pytest.mark.parametrize("limit", [0, 1 << 40])
def test_a_large_workbook_looks_as_a_small_one_does(tmp_path: Path, limit: int) -> None:
    from rsplan.reading.exports import Limits

    path = made.xlsx(tmp_path / "a.xlsx", [["Uppdrag", "Status"], *[[f"Uppdrag {at}", None] for at in range(50)]])

    def paint(book: openpyxl.Workbook) -> None:
        page: Any = book.active
        for row in range(2, 52):
            page.cell(row, 2).fill = PatternFill("solid", fgColor="FF92D050")

    change(path, paint)
    with start_reading([path], limits=Limits(large=limit, large_sheets=max(limit, 1))) as reading:
        (book,) = reading.results()
    assert isinstance(book, Workbook)
    assert {look.fill for look in book.sheets[0].looks.cells.values()} == {"92D050"}
    assert len(book.sheets[0].looks.cells) == 50


def test_looks_come_across_as_they_were() -> None:
    look = Look("00B050", "FF0000", "wingdings", strike=True, indent=3, icon="red", doubt="varför")
    condition = Condition(
        ((1, 2, 3, 4),), "cellIs", 2, stop=True, operator="equal", formulas=('"Grön"',), look=look, icons=("red",),
        limits=(("num", "2", True),),
    )  # fmt: skip
    cells = {(at, 1): look for at in range(50_000)}
    looks = Looks(cells, {7: look}, {2: PLAIN}, {3, 4}, {5: 1}, [(0, 0, 1, 1)], [condition], "därför")
    assert Looks.taken([*looks.messages()]) == looks


def test_the_looks_of_an_xls_are_told(tmp_path: Path) -> None:
    import xlwt

    book = xlwt.Workbook()
    book.set_colour_RGB(0x21, 0xED, 0x7D, 0x31)
    xlwt.add_palette_colour("amber", 0x21)
    page = book.add_sheet("Uppdrag")
    page.write(0, 0, "Uppdrag")
    page.write(1, 0, "A", xlwt.easyxf("font: struck_out on"))
    page.write(1, 1, None, xlwt.easyxf("pattern: pattern solid, fore_colour red"))
    page.write(2, 1, None, xlwt.easyxf("pattern: pattern solid, fore_colour amber"))
    page.write(3, 1, "l", xlwt.easyxf("font: name Wingdings, colour green; align: indent 2"))
    page.col(2).hidden = True
    page.row(2).level = 1
    book.save(str(tmp_path / "a.xls"))
    sheet = sheet_of(tmp_path / "a.xls")
    assert sheet.look(1, 0) == Look(strike=True)
    assert (sheet.look(1, 1).fill, sheet.look(2, 1).fill) == ("FF0000", "ED7D31")
    assert sheet.look(3, 1) == Look(ink="008000", font="wingdings", indent=2)
    assert sheet.looks.hidden_columns == {2}
    assert sheet.looks.levels == {2: 1}
    assert sheet.look(0, 0) == PLAIN


def test_text_struck_out_by_its_runs_in_an_xls_is_told(tmp_path: Path) -> None:
    import xlwt

    plain, struck = xlwt.easyfont(""), xlwt.easyfont("struck_out on")
    whole = xlwt.easyxf("font: struck_out on")
    book = xlwt.Workbook()
    page = book.add_sheet("Uppdrag")
    page.write(0, 0, "Uppdrag 😀")
    page.write_rich_text(1, 0, [("😀 Struken", struck)])
    page.write_rich_text(2, 0, [("Röd ", struck), ("Grön", plain)])
    page.write_rich_text(3, 0, ["Först ", ("sedan", struck)])
    page.write_rich_text(4, 0, ["Först ", ("inte", plain)], whole)
    page.write_rich_text(5, 0, [("Inte alls", plain)], whole)
    page.write_rich_text(6, 0, [("Allt", struck), (" ", plain)])
    page.write(7, 0, "Allt", whole)
    book.save(str(tmp_path / "a.xls"))
    sheet = sheet_of(tmp_path / "a.xls")
    assert [row for row in range(8) if sheet.look(row, 0).strike] == [1, 6, 7]
    assert sheet.looks.part_struck == {(2, 0): "Grön", (3, 0): "Först", (4, 0): "inte"}


# The parts of a document that its looks come from.
SPACES = {"office": "office", "table": "table", "text": "text", "style": "style", "number": "datastyle",
          "fo": "xsl-fo-compatible"}  # fmt: skip
DECLARED = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"' for name, urn in SPACES.items())
CONTENT = f"""<office:document-content {DECLARED}><office:automatic-styles>
 <style:style style:name="red" style:family="table-cell"><style:table-cell-properties fo:background-color="#ff0000"/>
 </style:style>
 <style:style style:name="child" style:family="table-cell" style:parent-style-name="red">
 <style:text-properties fo:color="#00b050" style:text-line-through-style="solid"/></style:style>
 <number:number-style style:name="N1"><style:map style:condition="value()&gt;=0" style:apply-style-name="N1P0"/>
 </number:number-style>
 <style:style style:name="by-value" style:family="table-cell">
 <style:map style:condition="cell-content()=&quot;X&quot;" style:apply-style-name="red"
  style:base-cell-address="Blad1.A1"/>
 </style:style></office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Blad1">
 <table:table-column table:default-cell-style-name="child"/><table:table-column table:visibility="collapse"/>
 <table:table-row><table:table-cell office:value-type="string"><text:p>A</text:p></table:table-cell>
 <table:table-cell table:style-name="red"/></table:table-row>
 <table:table-row-group><table:table-row table:default-cell-style-name="red">
 <table:table-cell office:value-type="string"><text:p>B</text:p></table:table-cell>
 <table:table-cell table:style-name="by-value" office:value-type="string">
 <text:p>X</text:p></table:table-cell></table:table-row></table:table-row-group>
 </table:table></office:spreadsheet></office:body></office:document-content>"""


def test_the_looks_of_an_ods_are_told_with_what_styles_inherit(tmp_path: Path) -> None:
    from rsplan.reading.shown import Shown

    path = made.ods(tmp_path / "a.ods", [["x"]])
    sheet = sheet_of(made.repacked(path, tmp_path / "b.ods", {"content.xml": CONTENT.encode()}))
    assert sheet.look(0, 0) == Look("FF0000", "00B050", strike=True)
    assert sheet.look(0, 1).fill == sheet.look(1, 0).fill == "FF0000"
    assert sheet.look(1, 1) == PLAIN
    assert Shown(sheet).at(1, 1).fill == "FF0000"
    assert sheet.looks.hidden_columns == {1}
    assert sheet.looks.levels == {1: 1}


def test_text_that_is_struck_by_its_runs_is_told_as_a_whole_or_in_part(tmp_path: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    page, line, plain = book.add_worksheet(), book.add_format({"font_strikeout": True}), book.add_format()
    page.write_rich_string(0, 0, line, "Helt ", line, "struket")
    page.write_rich_string(1, 0, line, "Röd ", plain, "Gul")
    page.write_rich_string(2, 0, plain, "Inget ", book.add_format({"bold": True}), "struket")
    book.close()
    looks = sheet_of(tmp_path / "a.xlsx").looks
    assert {place for place, look in looks.cells.items() if look.strike} == {(0, 0)}
    assert looks.part_struck == {(1, 0): "Gul"}


@pytest.mark.parametrize("end", ["</s:r>", "</s:r><s:t>slut</s:t>"])
def test_struck_runs_are_told_with_any_prefix_and_where_they_stand_in_the_sheet_itself(
    tmp_path: Path, end: str
) -> None:
    space = 'xmlns:s="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    run = f"<s:r><s:rPr><s:strike/></s:rPr><s:t>Struket</s:t>{end}"
    rows = f'<s:row r="1"><s:c r="A1" t="inlineStr"><s:is>{run}</s:is></s:c></s:row>'
    sheet_xml = f"<s:worksheet {space}><s:sheetData>{rows}</s:sheetData></s:worksheet>"
    made.xlsx(tmp_path / "a.xlsx", [["x"]])
    looks = sheet_of(
        made.repacked(tmp_path / "a.xlsx", tmp_path / "b.xlsx", {made.WORKSHEET: sheet_xml.encode()})
    ).looks
    assert (looks.part_struck == {}) is (end == "</s:r>")
    assert looks.at(0, 0).strike is (end == "</s:r>")


STRUCK_SPAN = (
    '<style:style style:name="T1" style:family="text"><style:text-properties style:text-line-through-style="solid"/>'
    '</style:style><style:style style:name="heavy" style:family="table-cell">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    "</office:automatic-styles>"
)


@pytest.mark.parametrize(
    ("text", "whole"), [('<text:span text:style-name="T1">B</text:span>', True),
                        ('<text:span text:style-name="T1">Röd</text:span> B', False)],
)  # fmt: skip
def test_struck_parts_and_bold_cells_of_an_ods_are_told(tmp_path: Path, text: str, whole: bool) -> None:
    content = CONTENT.replace("</office:automatic-styles>", STRUCK_SPAN).replace(
        '<table:table-cell office:value-type="string"><text:p>B</text:p>',
        f'<table:table-cell table:style-name="heavy" office:value-type="string"><text:p>{text}</text:p>',
    )
    path = made.ods(tmp_path / "a.ods", [["x"]])
    looks = sheet_of(made.repacked(path, tmp_path / "b.ods", {"content.xml": content.encode()})).looks
    assert looks.bold == {(1, 0)}
    assert (looks.at(1, 0).strike, looks.part_struck) == (whole, {} if whole else {(1, 0): "B"})


def test_bold_and_partly_struck_cells_of_a_web_page_are_told(tmp_path: Path) -> None:
    rows = (
        "<tr><td><b>A</b></td><td><s>Röd</s> Grön</td></tr><tr><td><b>B</b> och C</td><td>Grön</td></tr>"
        '<tr><td style="font-weight:700">D</td><td style="font-weight:400"><p>Grön</p></td></tr>'
    )
    (tmp_path / "a.xls").write_text(PAGE.format(head="", rows=rows), encoding="utf-8")
    looks = sheet_of(tmp_path / "a.xls").looks
    assert looks.bold - {(0, 0), (0, 1)} == {(1, 0), (3, 0)}
    assert looks.part_struck == {(1, 1): "Grön"}


@pytest.mark.parametrize(("applied", "fill", "doubt"), [("Röd 1", "FF0000", False), ("Okänd", "", True)])
def test_a_rule_of_an_ods_calls_its_style_by_the_name_that_people_see(
    tmp_path: Path, applied: str, fill: str, doubt: bool
) -> None:
    from rsplan.reading.shown import Shown

    rule = (
        '<calcext:conditional-formats><calcext:conditional-format calcext:target-range-address="Blad1.A2:Blad1.A2">'
        f'<calcext:condition calcext:apply-style-name="{applied}" calcext:value="formula-is(AND(1;1))"'
        ' calcext:base-cell-address="Blad1.A2"/></calcext:conditional-format></calcext:conditional-formats>'
    )
    content = (
        CONTENT.replace('style:name="red"', 'style:name="R_f6_d_5f_1" style:display-name="Röd 1"')
        .replace('table:default-cell-style-name="red"', "")
        .replace("</table:table>", f"{rule}</table:table>")
        .replace("<office:document-content", '<office:document-content xmlns:calcext="urn:calcext"')
    )
    path = made.ods(tmp_path / "a.ods", [["x"]])
    look = Shown(sheet_of(made.repacked(path, tmp_path / "b.ods", {"content.xml": content.encode()}))).at(1, 0)
    assert (look.fill, bool(look.doubt)) == (fill, doubt)


def test_a_rule_of_an_ods_may_use_a_function_of_several_values() -> None:
    from rsplan.reading.formats.ods.styles import condition

    rule = condition('formula-is(AND([.$D2]>=50;[.$D2]<>"a;b"))', ((1, 2, 8, 2),), "Blad1.C2", Look("FFC000"), 0)
    assert (rule.kind, rule.formulas) == ("expression", ('AND($D2>=50,$D2<>"a;b")',))


PAGE = """<html><head><style>.xl65 {{mso-style-parent:style0; background:#92D050; mso-pattern:black none;}}
 tr.late td.s, #one {{ background-color: rgb(255, 0, 0) }}</style>{head}</head><body><table>
 <col><col><col style="display:none"><tr><th>Uppdrag</th><th>Status</th></tr>{rows}</table></body></html>"""


@pytest.mark.parametrize(
    ("row", "look"),
    [
        ('<tr><td>A</td><td class="xl65"></td></tr>', Look("92D050")),
        ('<tr><td>A</td><td bgcolor="#FFC000"></td></tr>', Look("FFC000")),
        ('<tr class="late"><td>A</td><td class="s">&nbsp;</td></tr>', Look("FF0000")),
        ('<tr><td>A</td><td id="one" style="background: yellow none"></td></tr>', Look("FFFF00")),
        ('<tr bgcolor="red"><td>A</td><td></td></tr>', Look("FF0000")),
        ('<tr><td>A</td><td><div><span style="background:green"></span></div></td></tr>', Look("008000")),
        (
            '<tr><td>A</td><td><font color="red" face="Wingdings">l</font></td></tr>',
            Look(ink="FF0000", font="wingdings"),
        ),
        ("<tr><td>A</td><td><b><del>Grön</del></b></td></tr>", Look(strike=True)),
        ("<tr><td>A</td><td><s>Röd</s> Grön</td></tr>", PLAIN),
        (
            '<tr><td>A</td><td><s>Röd</s> <span style="text-decoration:line-through">nu</span></td></tr>',
            Look(strike=True),
        ),
        ('<tr><td>A</td><td style="text-decoration:line-through">Röd</td></tr>', Look(strike=True)),
    ],
)
def test_the_looks_of_a_web_page_are_told(row: str, look: Look, tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_text(PAGE.format(head="", rows=row), encoding="utf-8")
    sheet = sheet_of(tmp_path / "a.xls")
    assert sheet.look(1, 1) == look
    assert sheet.looks.hidden_columns == {2}


def test_pictures_on_a_web_page_are_their_words_or_cover_their_cell(tmp_path: Path) -> None:
    rows = '<tr><td>A</td><td><img alt="Grön" src="a.png"></td></tr><tr><td>B</td><td><img src="b.png"></td></tr>'
    (tmp_path / "a.xls").write_text(PAGE.format(head="", rows=rows), encoding="utf-8")
    sheet = sheet_of(tmp_path / "a.xls")
    assert sheet.columns[1][1] == "Grön"
    assert sheet.looks.pictures == [(2, 1, 2, 1)]


def test_colours_of_a_style_sheet_elsewhere_are_not_known(tmp_path: Path) -> None:
    page = PAGE.format(head='<link rel="stylesheet" href="a.css">', rows='<tr><td>A</td><td class="g"></td></tr>')
    (tmp_path / "a.xls").write_text(page, encoding="utf-8")
    assert "stilmall" in sheet_of(tmp_path / "a.xls").look(1, 1).doubt


def test_a_flat_ods_is_named_as_one_and_is_no_web_page(tmp_path: Path) -> None:
    flat = CONTENT.replace("office:document-content", "office:document")
    (tmp_path / "a.fods").write_text(flat, encoding="utf-8")
    with start_reading([tmp_path / "a.fods"]) as reading:
        (refused,) = reading.results()
    assert isinstance(refused, Unreadable)
    assert "fods" in refused.finding.message
