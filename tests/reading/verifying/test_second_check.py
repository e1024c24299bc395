"""Two readers see each workbook: what they differ in is a doubt that names its cell, and what is the same is none."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import exports_made as made
import pytest
from conftest import examples
from hypothesis import assume, given
from hypothesis import strategies as st
from tables_support import read_exports

from rsplan.findings.finding import ExportError
from rsplan.language.vocabulary import load_vocabulary
from rsplan.reading.exports import Limits, start_reading
from rsplan.reading.formats.xlsx import package, sheet_quick
from rsplan.reading.formats.xlsx.sheet_count import Count, Texts
from rsplan.reading.formats.xlsx.sheet_slow import scan_slowly
from rsplan.reading.verifying.differences import differences, same
from rsplan.reading.verifying.tally import Tally, disagreements
from rsplan.reading.workbook import Doubt, Workbook


def read(path: Path, limits: Limits | None = None) -> Workbook:
    """The workbook in a file that must be readable."""
    with start_reading([path], limits=limits) as reading:
        result = reading.results()[0]
    assert isinstance(result, Workbook), result
    return result


def places(doubts: tuple[Doubt, ...]) -> dict[tuple[int, int], str]:
    """The doubts' reasons by cell."""
    return {(doubt.row, doubt.column): doubt.reason for doubt in doubts}


def large_rows(count: int = 4_000) -> list[list[object]]:
    """Rows enough for the check by tallies, too many for the check by every cell."""
    return made.table(count)


ERRORS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Status</t></is></c><c r="B1" t="e"><v>#N/A</v></c></row>'
    '<row r="2"><c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B2"><f>A1</f></c></row>'
    '<row r="3"><c r="A3" t="str"><f>""</f><v></v></c><c r="B3" t="str"><f>A1</f><v>Försenad</v></c></row>'
)


def test_error_cells_and_formulas_without_a_result_are_doubts(tmp_path: Path) -> None:
    book = read(made.xlsx_of_cells(tmp_path / "a.xlsx", ERRORS))
    assert places(book.doubts) == {
        (0, 1): "felvärde i cellen",
        (1, 0): "felvärde i cellen",
        (1, 1): "formel utan sparat resultat",
    }
    assert {(doubt.first, doubt.second) for doubt in book.doubts} == {("", "#N/A"), ("", "#DIV/0!"), ("", "")}
    assert book.sheets[0].rows == [["Status", None], [None, None], [None, "Försenad"]]


def test_they_are_doubts_in_a_large_sheet_too(tmp_path: Path) -> None:
    filler = made.rows_of_xml([["x"] * 8] * 8_000).partition('<row r="4">')
    book = read(made.xlsx_of_cells(tmp_path / "a.xlsx", ERRORS + filler[1] + filler[2]))
    assert len(book.sheets[0].rows) == 8_000
    assert set(places(book.doubts)) == {(0, 1), (1, 0), (1, 1)}
    assert "XML" in book.verified


def test_a_line_break_within_a_value_does_not_shift_the_shared_texts_in_silence(tmp_path: Path) -> None:
    plain = made.xlsx_by_xlsxwriter(tmp_path / "a.xlsx", [["noll"], ["ett"], ["två"]])
    broken = made.part(plain).replace(b"<v>1</v>", b"<v>\n1\n</v>")
    book = read(made.repacked(plain, tmp_path / "b.xlsx", {made.WORKSHEET: broken}))
    wrong = {} if book.sheets[0].rows[1] == ["ett"] else {(1, 0): "läsarna ser olika värden"}
    assert places(book.doubts) == wrong


@pytest.mark.parametrize("count", [12, 8_000])
def test_what_one_reader_would_misread_is_named_cell_by_cell(tmp_path: Path, count: int) -> None:
    """With a line break in every value calamine takes entry 0 for each: small or large, no cell passes in silence."""
    rows: list[list[object]] = [["noll"], *[[("ett", "två")[number % 2]] for number in range(count)]]
    plain = made.xlsx_by_xlsxwriter(tmp_path / "a.xlsx", rows)
    broken = made.part(plain).replace(b"<v>", b"<v>\n").replace(b"</v>", b"\n</v>")
    book = read(made.repacked(plain, tmp_path / "b.xlsx", {made.WORKSHEET: broken}))
    wrong = {(row, 0) for row, value in enumerate(book.sheets[0].rows) if value != rows[row]}
    assert set(places(book.doubts)) == wrong


def test_a_file_that_is_large_for_its_pictures_is_verified_cell_by_cell(tmp_path: Path) -> None:
    picture = random.Random(1).randbytes(2_000_000)
    plain = made.xlsx(tmp_path / "a.xlsx")
    book = read(made.repacked(plain, tmp_path / "b.xlsx", extra=[("xl/media/image1.png", picture)]))
    assert "openpyxl" in book.verified
    assert book.doubts == ()


LARGE = [["Status", "Enhet"], *[[f"läge {at % 3}", f"{at:x} unik {at * 7919}"] for at in range(9_000)]]
BESIDE = Limits(large=10_000, large_sheets=10_000)


@pytest.mark.parametrize("make", [made.xlsx, made.xlsx_by_xlsxwriter])
def test_a_large_file_is_verified_beside_its_reading(tmp_path: Path, make: Callable[..., Path]) -> None:
    path = make(tmp_path / "a.xlsx", LARGE)
    book = read(path, BESIDE)
    assert book.sheets[0].rows == LARGE
    assert "XML" in book.verified
    assert (book.doubts, book.findings) == ((), ())
    sheet = made.part(path)
    sheet = sheet.replace(b'<row r="3001"', b'<row r="3001" hidden="1"')
    sheet = sheet.replace(b"</row></sheetData>", b'<c r="C9001" t="e"><v>#N/A</v></c></row></sheetData>')
    book = read(made.repacked(path, tmp_path / "b.xlsx", {made.WORKSHEET: sheet}), BESIDE)
    assert book.sheets[0].hidden_rows == {3_000}
    assert places(book.doubts) == {(9_000, 2): "felvärde i cellen"}


def test_what_verification_finds_in_a_large_file_reaches_the_plan(tmp_path: Path) -> None:
    """The plan is begun before the file is verified, and made again where that leaves anything in doubt."""
    rows = [["Uppdrag", "Status"], *[[f"Uppdrag {at:x} om {at * 7919}", "Grön"] for at in range(9_000)]]
    path = made.xlsx_by_xlsxwriter(tmp_path / "a.xlsx", rows)
    plan = read_exports([path], load_vocabulary(), None, limits=BESIDE)
    assert len(plan.assignments) == 9_000
    assert all("XML" in note for note in plan.notes)
    assert not [entry for entry in plan.findings if entry.code == "RSP217"]
    sheet = made.part(path)
    hidden = sheet.replace(b'<row r="3001"', b'<row r="3001" hidden="1"')
    plan = read_exports([made.repacked(path, tmp_path / "b.xlsx", {made.WORKSHEET: hidden})], load_vocabulary(), None,
                        limits=BESIDE)  # fmt: skip
    assert [entry.cell for entry in plan.findings if entry.code == "RSP217"] == ["A3001"]
    start = sheet.index(b'<c r="B4501"')
    wrong = sheet[:start] + b'<c r="B4501" t="e"><v>#N/A</v></c>' + sheet[sheet.index(b"</c>", start) + 4 :]
    with pytest.raises(ExportError, match="B4501"):
        read_exports([made.repacked(path, tmp_path / "c.xlsx", {made.WORKSHEET: wrong})], load_vocabulary(), None,
                     limits=BESIDE)  # fmt: skip


def test_a_cell_that_one_reader_misreads_in_a_large_file_is_named(tmp_path: Path) -> None:
    """A line break within one value makes calamine take the first shared text for it."""
    plain = made.xlsx_by_xlsxwriter(tmp_path / "a.xlsx", LARGE)
    sheet = made.part(plain)
    end = sheet.index(b"</v>", sheet.index(b'r="A4501"'))
    broken = made.repacked(plain, tmp_path / "b.xlsx", {made.WORKSHEET: sheet[:end] + b"\n" + sheet[end:]})
    book = read(broken, BESIDE)
    wrong = {} if book.sheets[0].rows == LARGE else {(4_500, 0): "läsarna ser olika värden"}
    assert places(book.doubts) == wrong


def test_tallied_files_are_read_after_the_others_and_verified_by_their_xml_alone(tmp_path: Path) -> None:
    now, before = (made.xlsx(tmp_path / name, made.table(30)) for name in ("b.xlsx", "a.xlsx"))
    with start_reading([now], tallied=[before]) as reading:
        (first,), (second,) = reading.results([now]), reading.results([before])
        assert reading.results() == [first, second]
    assert isinstance(first, Workbook)
    assert isinstance(second, Workbook)
    assert first.sheets == second.sheets
    assert "openpyxl" in first.verified
    assert "XML" in second.verified


def test_a_web_page_is_read_by_the_process_that_has_read_a_workbook(tmp_path: Path) -> None:
    """Reading a workbook hides lxml from openpyxl, for which it is a cost, and from nothing else."""
    page = tmp_path / "b.xls"
    page.write_text("<html><table><tr><td>Status</td></tr><tr><td>Grön</td></tr></table></html>", encoding="utf-8")
    with start_reading([made.xlsx(tmp_path / "a.xlsx"), page]) as reading:
        workbook, table = reading.results()
    assert isinstance(workbook, Workbook)
    assert "openpyxl" in workbook.verified
    assert isinstance(table, Workbook)
    assert table.sheets[0].rows == [["Status"], ["Grön"]]


@pytest.mark.parametrize("make", [made.xlsx, made.xlsx_by_xlsxwriter])
@pytest.mark.parametrize("count", [0, 1, 300, 6_000])
def test_ordinary_files_leave_no_doubt(tmp_path: Path, make: object, count: int) -> None:
    assert callable(make)
    book = read(make(tmp_path / "a.xlsx", made.table(count)))
    assert book.doubts == ()
    assert book.findings == ()
    assert ("XML" if count > 5_000 else "openpyxl") in book.verified


def test_files_of_random_content_leave_no_doubt(tmp_path: Path) -> None:
    chance = random.Random(20250430)
    values: list[object] = [
        None, "", " ", "x", "  text  med  rum ", "två\nrader", "tre\r\nrader\r\n", "_x000D_", "_x0041_", "'=1+1",
        "00123", "1e5", "-34,8 %", "NaN", "#N/A i text", "å ä ö Å Ä Ö é €", "A\u0308", "\u00a0", "\u200b", "💚",
        "<b>&amp;</b>",
        0, 1, -1, 3.0, 3.14, 1e300, -1e-300, 123456789012345, 0.1 + 0.2, True, False,
        date(2025, 4, 30), date(1900, 3, 1), datetime(2025, 4, 30, 23, 59, 59), time(12, 30), timedelta(hours=30),
    ]  # fmt: skip
    paths = []
    for number in range(12):
        rows = [[chance.choice(values) for _ in range(7)] for _ in range(chance.randrange(1, 40))]
        paths.append(made.xlsx(tmp_path / f"{number}.xlsx", [["rubrik"] * 7, *rows]))
    with start_reading(paths) as reading:
        for result in reading.results():
            assert isinstance(result, Workbook), result
            assert result.doubts == ()


def test_merged_cells_that_one_reader_drops_are_no_doubt(tmp_path: Path) -> None:
    plain = made.xlsx(tmp_path / "a.xlsx", [["a", "b"], ["c", "d"]])
    sheet = made.part(plain).replace(
        b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>'
    )
    book = read(made.repacked(plain, tmp_path / "b.xlsx", {made.WORKSHEET: sheet}))
    assert book.doubts == ()
    assert book.sheets[0].rows == [["a", "b"], ["c", "d"]]


def test_a_wrong_dimension_loses_no_row(tmp_path: Path) -> None:
    plain = made.xlsx(tmp_path / "a.xlsx")
    sheet = made.part(plain).replace(b'<dimension ref="A1:F13"/>', b'<dimension ref="A1:F2"/>')
    assert sheet != made.part(plain)
    book = read(made.repacked(plain, tmp_path / "b.xlsx", {made.WORKSHEET: sheet}))
    assert len(book.sheets[0].rows) == 13
    assert book.doubts == ()


@pytest.mark.parametrize("prefix", ["", "x:"])
@pytest.mark.parametrize("single", [False, True])
def test_the_xml_is_understood_however_it_is_written(tmp_path: Path, prefix: str, single: bool) -> None:
    rows = [["Status", "Enhet"], *[[f"läge {number % 3}", f"unik {number}"] for number in range(16_000)]]
    base = made.xlsx(tmp_path / "base.xlsx", [["x"]])
    space = f"xmlns{':x' if prefix else ''}='{made.SPREADSHEETML}'"
    cells = made.rows_of_xml(rows, prefix)
    if single:
        cells = cells.replace('"', "'")
    sheet = f"<{prefix}worksheet {space}><{prefix}sheetData>{cells}</{prefix}sheetData></{prefix}worksheet>"
    book = read(made.repacked(base, tmp_path / "a.xlsx", {made.WORKSHEET: sheet.encode()}))
    assert book.sheets[0].rows == rows
    assert book.doubts == ()
    assert "XML" in book.verified


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_parts_in_another_encoding_are_understood(tmp_path: Path, encoding: str) -> None:
    plain = made.xlsx_by_xlsxwriter(tmp_path / "a.xlsx", [["Målområde"], ["Vård"], [None]])
    changes = {}
    for name in (made.WORKSHEET, "xl/sharedStrings.xml"):
        text = made.part(plain, name).decode().replace("UTF-8", encoding.upper())
        changes[name] = text.encode(encoding)
    book = read(made.repacked(plain, tmp_path / "b.xlsx", changes))
    assert (book.doubts, book.findings) == ((), ())
    assert book.sheets[0].rows == [["Målområde"], ["Vård"]]
    assert "openpyxl" in book.verified


def test_cells_without_references_are_understood(tmp_path: Path) -> None:
    cells = "<row><c t='inlineStr'><is><t>a</t></is></c><c><v>1</v></c></row><row><c t='e'><v>#N/A</v></c></row>"
    book = read(made.xlsx_of_cells(tmp_path / "a.xlsx", cells))
    assert book.sheets[0].rows[0] == ["a", 1]
    assert places(book.doubts) == {(1, 0): "felvärde i cellen"}


def test_strict_workbooks_are_verified_by_their_xml(tmp_path: Path) -> None:
    plain = made.xlsx(tmp_path / "a.xlsx")
    strict = (b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/")
    changes = {
        name: made.part(plain, name)
        .replace(strict[0] + b"spreadsheetml/2006/main", strict[1] + b"spreadsheetml/main")
        .replace(strict[0] + b"officeDocument/2006/relationships", strict[1] + b"officeDocument/relationships")
        for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels", made.WORKSHEET)
    }
    book = read(made.repacked(plain, tmp_path / "b.xlsx", changes))
    assert len(book.sheets[0].rows) == 13
    assert "XML" in book.verified
    assert book.doubts == ()


def test_errors_of_xls_and_ods_are_doubts(tmp_path: Path) -> None:
    import struct

    plain = made.xls(tmp_path / "a.xls", [["Status", 0.1234567], ["x", 1.25]])
    data = plain.read_bytes()
    number = struct.pack("<HHHH", 0x0203, 14, 0, 1)
    at = data.index(number)
    error = struct.pack("<HHHHHBB", 0x0205, 8, 0, 1, struct.unpack_from("<H", data, at + 8)[0], 0x2A, 1)
    blank = struct.pack("<HH", 0x00EF, 2) + bytes(2)  # fills the place of the longer record
    plain.write_bytes(data[:at] + error + blank + data[at + 18 :])
    book = read(plain)
    assert [(doubt.row, doubt.column, doubt.second, doubt.reason) for doubt in book.doubts] == [
        (0, 1, "#N/A", "felvärde i cellen")
    ]

    plain = made.ods(tmp_path / "a.ods", [["Status", "#N/A"]])
    content = made.part(plain, "content.xml").replace(
        b'<table:table-cell office:value-type="string"><text:p>#N/A', b'<table:table-cell table:formula="of:=NA()" '
        b'office:value-type="float" office:value="0" calcext:value-type="error" '
        b'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"><text:p>#N/A',
    )  # fmt: skip
    book = read(made.repacked(plain, tmp_path / "b.ods", {"content.xml": content}))
    assert [(doubt.row, doubt.column, doubt.second) for doubt in book.doubts] == [(0, 1, "#N/A")]


def test_mojibake_is_a_finding_with_its_cell(tmp_path: Path) -> None:
    broken = "Försenad".encode().decode("cp1252")
    path = tmp_path / "a.csv"
    path.write_text(f"Aktivitet;Status\nx;Planerad\ny;{broken}\nz;{broken}\n", encoding="utf-8")
    found = read(path).findings
    assert [entry.code for entry in found] == ["RSP154"]
    (finding,) = read(made.xlsx(tmp_path / "a.xlsx", [["Status"], ["F\ufffdrsenad"]])).findings
    assert (finding.code, finding.sheet, finding.cell) == ("RSP131", "Aktiviteter", "A2")


def test_swedish_portuguese_and_quotes_are_no_mojibake(tmp_path: Path) -> None:
    path = made.xlsx(tmp_path / "a.xlsx", [["São Paulo – ”citat”", "Åre", "Ãngström", "…"]])
    assert read(path).findings == ()


@pytest.mark.parametrize(("rows", "codes"), [(65_536, ["RSP130"]), (65_535, [])])
def test_a_number_of_rows_that_is_a_formats_limit_is_a_finding(tmp_path: Path, rows: int, codes: list[str]) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a;b\n" + "1;2\n" * (rows - 1), encoding="utf-8")
    found = read(path)
    assert len(found.sheets[0].rows) == rows
    assert [finding.code for finding in found.findings] == codes


def test_a_stray_cell_in_the_last_row_is_no_truncated_table(tmp_path: Path) -> None:
    cells = (
        made.rows_of_xml([["a", "b"]] * 3) + '<row r="65536"><c r="A65536" t="inlineStr"><is><t>x</t></is></c></row>'
    )
    book = read(made.xlsx_of_cells(tmp_path / "a.xlsx", cells))
    assert len(book.sheets[0].rows) == 65_536
    assert book.findings == ()
    blank = cells.replace("<t>x</t>", "<t> </t>")
    assert len(read(made.xlsx_of_cells(tmp_path / "b.xlsx", blank)).sheets[0].rows) == 3


def test_longer_rows_of_a_text_file_are_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a;b\n" + "1;2\n" * 30 + "1;två; tre\n", encoding="utf-8")
    (finding,) = read(path).findings
    assert (finding.code, finding.cell) == ("RSP153", "B32")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (3, 3.0, True),
        (3, "3", True),
        (3, 4, False),
        (None, "  ", True),
        (None, 0, False),
        ("", None, True),
        ("a", "a ", True),
        ("a\nb", "a\r\nb", True),
        ("a\nb", "a_x000D_\nb", True),
        ("_x000D_", "_x005F_x000D_", True),
        ("Försenad", "Forsenad", False),
        (True, 1, True),
        (True, 0, False),
        (date(2025, 1, 2), 45659, True),
        (datetime(2025, 1, 2, 12), 45659.5, True),
        (datetime(2025, 1, 2, 12), 45659.6, False),
        (time(12), 0.5, True),
        (timedelta(days=2), 2.0, True),
        ("PT288H00M00S", 12.0, True),
        (1.0000000000001, 1, True),
        (1.0001, 1, False),
        ("x", 1, False),
    ],
)
def test_what_only_looks_different_is_the_same(first: object, second: object, expected: bool) -> None:
    assert same(first, second) is expected
    assert same(second, first) is expected


def test_a_difference_names_the_cell_and_both_values() -> None:
    found = list(differences([["a", "b"], [None, 2]], {(0, 0): "a", (1, 0): "c", (0, 1): 5, (1, 1): 2.0}))
    assert found == [
        (1, 0, "b", "c", "läsarna ser olika värden"),
        (0, 1, "", "5", "bara den andra läsaren ser ett värde"),
    ]
    assert list(differences([["a"]], {})) == [(0, 0, "a", "", "bara den ena läsaren ser ett värde")]


def test_tallies_differ_when_one_cell_of_thousands_does() -> None:
    values: list[object] = ["Försenad" if number % 5 else "Planerad" for number in range(10_000)]
    other = list(values)
    other[4_321] = "Planerad"

    def tally(column: list[object]) -> Tally:
        made_of = Tally()
        made_of.add_column(0, column)
        return made_of

    assert disagreements(tally(values).columns(), tally(list(values)).columns()) == []
    assert disagreements(tally(values).columns(), tally(other).columns()) == [0]
    assert disagreements(tally(values).columns(), tally(values[1:]).columns()) == [0]
    unique: list[object] = [f"id {number}" for number in range(10_000)]
    assert disagreements(tally(unique).columns(), tally([*unique[1:], " "]).columns()) == [0]


def cell_xml(kind: str, place: str, number: int, prefix: str) -> str:
    """A cell as common writers write it; ``number`` tells it from its neighbours."""
    style = f' s="{number % 3}"' if number % 5 == 0 else ""
    value = f"<{prefix}v>{{}}</{prefix}v>"
    formula = f"<{prefix}f>A{number}*2</{prefix}f>"
    head, end = f'<{prefix}c r="{place}"{style}', f"</{prefix}c>"
    return {
        "index": f'{head} t="s">{value.format(number % 300)}{end}',
        "number": f"{head}>{value.format(number)}{end}",
        "decimal": f"{head}>{value.format(f'-{number}.5')}{end}",
        "power": f"{head}>{value.format(f'{number}E+20')}{end}",
        "truth": f'{head} t="b">{value.format(number % 2)}{end}',
        "inline": f'{head} t="inlineStr"><{prefix}is><{prefix}t>{number} &amp; åäö</{prefix}t></{prefix}is>{end}',
        "blank inline": f'{head} t="inlineStr"><{prefix}is><{prefix}t> </{prefix}t></{prefix}is>{end}',
        "text": f'{head} t="str">{formula}{value.format(f"text {number}")}{end}',
        "no text": f'{head} t="str">{formula}{value.format("")}{end}',
        "calculated": f"{head}>{formula}{value.format(number)}{end}",
        "unvalued": f"{head}>{formula}{end}",
        "error": f'{head} t="e">{value.format("#DIV/0!")}{end}',
        "styled": f'<{prefix}c r="{place}" s="{number}"/>',
        "valueless": f"{head}>{value.format('')}{end}",
        "none": "",
    }[kind]


PLAIN = ["index", "number", "decimal", "truth", "styled", "none"]
ODD = ["power", "inline", "blank inline", "text", "no text", "calculated", "unvalued", "error", "valueless"]


def sheet_xml_of(draw: random.Random, kinds: list[str], rows: int, odd: float, most: int, prefix: str) -> bytes:
    """A sheet whose columns are of these kinds, some cells being of another; at most ``most`` values a column."""
    lines = []
    row = 0
    for _ in range(rows):
        row += 1 if draw.random() < 0.98 else 3
        cells = "".join(
            cell_xml(
                draw.choice(PLAIN + ODD) if draw.random() < odd else kind,
                f"{'ABCDEFGHIJ'[column]}{row}",
                draw.randrange(most if column % 2 else 5),
                prefix,
            )
            for column, kind in enumerate(kinds)
        )
        hidden = ' hidden="1"' if draw.random() < odd / 3 else ""
        head = f'<{prefix}row r="{row}" spans="1:8"{hidden}'
        lines.append(f"{head}>{cells}</{prefix}row>\n" if cells else f"{head}/>")
        if draw.random() < odd / 3:
            row += 1
            lines.append(f'<{prefix}row r="{row}"/>')
    after = f'<{prefix}autoFilter ref="A1:B9"/><{prefix}mergeCell ref="A1:B2"/>' if draw.random() < 0.3 else ""
    body = f"<{prefix}sheetData>{''.join(lines)}</{prefix}sheetData>{after}"
    name = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    return f'<{prefix}worksheet {name}="{made.SPREADSHEETML}">{body}</{prefix}worksheet>'.encode()


class OneSheet:
    """As much of a package as a scan needs."""

    def __init__(self, sheet: bytes) -> None:
        self._sheet = sheet

    def open(self, _: str) -> BytesIO:
        return BytesIO(self._sheet)

    def portions(self, part: str) -> Iterator[bytes]:
        return package.portions_of(self.open(part))


@examples(50)
@given(
    seed=st.integers(0, 1 << 30),
    kinds=st.lists(st.sampled_from(PLAIN * 3 + ODD), min_size=1, max_size=8),
    rows=st.integers(1, 300),
    odd=st.sampled_from([0.0, 0.0, 0.002, 0.05]),
    most=st.sampled_from([3, 60, 1000]),
    portion=st.sampled_from([300, 5_000, 1 << 19]),
    may_be_blank=st.booleans(),
    prefix=st.sampled_from(["", "x:"]),
)
def test_the_quick_way_counts_what_the_slow_way_counts(
    seed: int, kinds: list[str], rows: int, odd: float, most: int, portion: int, may_be_blank: bool, prefix: str
) -> None:
    sheet = OneSheet(sheet_xml_of(random.Random(seed), kinds, rows, odd, most, prefix))
    shared = [b"<t>text %d</t>" % number if number % 7 or not may_be_blank else b"<t> </t>" for number in range(300)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(package, "_PORTION", portion)
        quick = sheet_quick.scan_quickly(sheet, "", Count(Texts(shared, may_be_blank), "Blad"))  # type: ignore[arg-type]
    slow = scan_slowly(sheet, "", Count(Texts(shared, may_be_blank), "Blad"))  # type: ignore[arg-type]
    assume(quick is not None)  # it gives up where nothing but empty rows follows
    assert quick.plain() == slow.plain()
    assert quick.merged_cells == slow.merged_cells


def test_rows_alike_but_for_digits_are_not_counted_where_a_reference_names_another_row() -> None:
    rows = [f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}"><v>{n * 2}</v></c></row>' for n in range(1, 41)]
    whole = "<worksheet><sheetData>{}</sheetData></worksheet>"
    texts = Texts([], False)
    straight = sheet_quick.scan_quickly(OneSheet(whole.format("".join(rows)).encode()), "", Count(texts, "Blad"))  # type: ignore[arg-type]
    assert straight is not None
    rows[19] = rows[19].replace('r="B20"', 'r="B21"')
    astray = OneSheet(whole.format("".join(rows)).encode())
    assert sheet_quick.scan_quickly(astray, "", Count(texts, "Blad")) is None  # type: ignore[arg-type]
