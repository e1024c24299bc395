"""What a file is, is told from its content; every format gives the same table."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import exports_made as made
import pytest

from rsplan.reading.exports import Unreadable, start_reading
from rsplan.reading.workbook import Workbook

TABLE = made.table()
AS_TEXT = [[None if value is None else str(value) for value in row] for row in TABLE]


def read(path: Path) -> Workbook:
    """The workbook in a file that must be readable."""
    with start_reading([path]) as reading:
        result = reading.results()[0]
    assert isinstance(result, Workbook), result
    return result


def refused(path: Path) -> Unreadable:
    """Why a file is not read, which it must not be."""
    with start_reading([path]) as reading:
        result = reading.results()[0]
    assert isinstance(result, Unreadable), result
    assert result.finding.file == path.name
    assert result.finding.hint
    return result


def as_dates(rows: list[list[object]]) -> list[list[object]]:
    """Rows with moments at midnight as dates, which some formats do not tell apart."""
    return [[value.date() if isinstance(value, datetime) else value for value in row] for row in rows]


@pytest.mark.parametrize(
    ("make", "name", "kind"),
    [
        (made.xlsx, "a.xlsx", "xlsx"),
        (made.xlsx_by_xlsxwriter, "a.xlsx", "xlsx"),
        (made.xls, "a.xls", "xls"),
        (made.ods, "a.ods", "ods"),
        (made.xlsx, "wrongly_named.xls", "xlsx"),
        (made.xls, "wrongly_named.xlsx", "xls"),
        (made.ods, "wrongly_named.csv", "ods"),
    ],
)
def test_a_workbook_is_read_by_its_content_and_verified(
    tmp_path: Path, make: Callable[[Path], Path], name: str, kind: str
) -> None:
    path = tmp_path / name
    make(path.with_suffix("." + str(kind))).rename(path)
    book = read(path)
    assert book.format == kind
    assert as_dates(book.sheets[0].rows) == TABLE
    assert book.sheets[0].name == "Aktiviteter"
    assert book.size == path.stat().st_size
    assert "alla celler" in book.verified
    assert book.doubts == ()
    assert book.findings == ()


def test_leading_zeros_numbers_and_dates_keep_their_kind(tmp_path: Path) -> None:
    rows = [["00123", 3, 3.5, date(2025, 4, 30), True, "3"]]
    assert as_dates(read(made.xlsx(tmp_path / "a.xlsx", rows)).sheets[0].rows) == rows
    assert [type(value) for value in read(tmp_path / "a.xlsx").sheets[0].rows[0][:3]] == [str, int, float]


def test_nothing_is_cropped_at_the_top_or_left(tmp_path: Path) -> None:
    rows = [[None] * 3, [None] * 3, [None, None, "C3"]]
    assert read(made.xlsx(tmp_path / "a.xlsx", rows)).sheets[0].rows == rows


def test_a_macro_workbook_is_told_by_its_content_type(tmp_path: Path) -> None:
    plain = made.xlsx(tmp_path / "a.xlsx")
    types = made.part(plain, "[Content_Types].xml").replace(
        b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", b"vnd.ms-excel.sheet.macroEnabled.main+xml"
    )
    assert read(made.repacked(plain, tmp_path / "a.xlsm", {"[Content_Types].xml": types})).format == "xlsm"


def test_member_names_with_backslashes_are_read(tmp_path: Path) -> None:
    plain = made.xlsx(tmp_path / "a.xlsx")
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name.replace("/", "\\"), old.read(name))
    assert as_dates(read(tmp_path / "b.xlsx").sheets[0].rows) == TABLE


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_a_text_file_is_read_in_any_encoding_and_delimiter(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(made.csv_text(delimiter=delimiter).encode(encoding))
    book = read(path)
    assert book.format == "csv"
    assert book.sheets[0].rows == AS_TEXT
    assert book.encoding.startswith(encoding.removesuffix("-sig"))
    assert book.verified == ""


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman"])
def test_swedish_letters_of_dos_and_mac_are_recognised_and_stated(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(made.csv_text().encode(encoding))
    book = read(path)
    assert book.sheets[0].rows == AS_TEXT
    assert encoding.replace("_", "-") in book.encoding


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('a;b\r\n"1\n2";3\r\n', [["a", "b"], ["1\n2", "3"]]),
        ('a;b\n"säger ""ja""";3', [["a", "b"], ['säger "ja"', "3"]]),
        ("sep=,\na;b,c\n1;2,3\n", [["a;b", "c"], ["1;2", "3"]]),
        ("a\tb\rc\td\r", [["a", "b"], ["c", "d"]]),
        ("a;0,61;x, y\nb;0,55;z, v\n", [["a", "0,61", "x, y"], ["b", "0,55", "z, v"]]),
        ("Titel\n\na;b\n1;2\n3;4\n", [["Titel", None], [None, None], ["a", "b"], ["1", "2"], ["3", "4"]]),
        ('x "y";z\n1;2\n', [['x "y"', "z"], ["1", "2"]]),
        ("PK;MZ\n1;2\n", [["PK", "MZ"], ["1", "2"]]),
        ("MZ;b\n1;2\n", [["MZ", "b"], ["1", "2"]]),
        ("ID;Prioritet\n1;2\n", [["ID", "Prioritet"], ["1", "2"]]),
        ("a;b\n1;2\n\x1a", [["a", "b"], ["1", "2"]]),
    ],
)
def test_quotes_delimiters_and_line_ends_of_a_text_file(tmp_path: Path, text: str, rows: list[list[object]]) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode())
    assert read(path).sheets[0].rows == rows


def test_a_web_page_saved_as_xls_is_read_with_its_spans(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text(
        '<html><meta charset="utf-8"><table><tr><th>Mål<br>område</th><th colspan="2">Aktivitet &amp; mer</th></tr>'
        '<tr><td rowspan="2">Vård</td><td>x</td><td><p>rad 1</p><p>rad 2</p></td></tr>'
        '<tr style="display:none"><td>y</td><td> z\n z </td></tr></table></html>',
        encoding="utf-8",
    )
    book = read(path)
    assert book.format == "html"
    assert book.sheets[0].rows == [
        ["Mål\nområde", "Aktivitet & mer", None],
        ["Vård", "x", "rad 1\nrad 2"],
        [None, "y", "z z"],
    ]
    assert book.sheets[0].merges == ((0, 1, 0, 2), (1, 0, 2, 0))
    assert book.sheets[0].hidden_rows == {2}


def test_a_page_that_calls_windows_text_latin_1_is_read_as_browsers_do(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    page = made.html_page(
        [["Mål – 2025"], ["€"]], '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'
    )
    path.write_bytes(page.encode("cp1252"))
    assert read(path).sheets[0].rows == [["Mål – 2025"], ["€"]]


def test_each_table_of_a_page_is_a_sheet_and_layout_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text(
        "<table><tr><td><table><tr><td>1</td></tr></table></td><td><table><tr><td>2</td></tr></table></td></tr></table>"
    )
    assert [sheet.rows for sheet in read(path).sheets] == [[["1"]], [["2"]]]


def test_hidden_sheets_rows_filters_and_merges_are_told(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in TABLE:
        page.append(row)
    page.merge_cells("B2:B3")
    page.row_dimensions[4].hidden = True
    page.auto_filter.ref = "A1:F13"
    for state in ("hidden", "veryHidden"):
        book.create_sheet(state)["A1"] = "x"
        book[state].sheet_state = state
    book.save(tmp_path / "a.xlsx")
    found = read(tmp_path / "a.xlsx")
    assert [sheet.hidden for sheet in found.sheets] == [False, True, True]
    assert found.sheets[0].hidden_rows == {3}
    assert found.sheets[0].filtered
    assert found.sheets[0].merges == ((1, 1, 2, 1),)
    assert not found.sheets[1].filtered


def test_solid_fills_are_told_whichever_way_their_colour_is_written(tmp_path: Path) -> None:
    import openpyxl
    from openpyxl.styles import PatternFill
    from openpyxl.styles.colors import Color

    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    colours = [
        Color(rgb="FF92D050"),
        Color(theme=5),
        Color(theme=0, tint=-0.5),
        Color(indexed=10),
        Color(rgb="FFFFFFFF"),
    ]
    for row, colour in enumerate(colours, start=1):
        page.cell(row, 1, "x").fill = PatternFill("solid", fgColor=colour)
    page.cell(6, 1, "x").fill = PatternFill("lightGrid", fgColor="FF00FF00")
    book.save(tmp_path / "a.xlsx")
    fills = {place: look.fill for place, look in read(tmp_path / "a.xlsx").sheets[0].looks.cells.items()}
    assert fills == {(0, 0): "92D050", (1, 0): "C0504D", (2, 0): "808080", (3, 0): "FF0000"}


def test_hidden_sheets_and_rows_of_xls_and_ods(tmp_path: Path) -> None:
    import xlwt

    book = xlwt.Workbook()
    page = book.add_sheet("Synligt")
    for row in range(3):
        page.write(row, 0, f"rad {row}")
    page.row(1).hidden = True
    hidden = book.add_sheet("Dolt")
    hidden.write(0, 0, "x")
    hidden.visibility = 1
    book.save(str(tmp_path / "a.xls"))
    found = read(tmp_path / "a.xls")
    assert [(sheet.name, sheet.hidden) for sheet in found.sheets] == [("Synligt", False), ("Dolt", True)]
    assert found.sheets[0].hidden_rows == {1}

    plain = made.ods(tmp_path / "a.ods")
    content = made.part(plain, "content.xml").replace(
        b"<table:table-row>", b'<table:table-row table:visibility="filter">', 2
    )
    filtered = read(made.repacked(plain, tmp_path / "b.ods", {"content.xml": content})).sheets[0]
    assert filtered.hidden_rows == {0, 1}
    assert filtered.filtered


def test_files_are_given_back_in_their_order(tmp_path: Path) -> None:
    paths = [made.xlsx(tmp_path / "b.xlsx"), tmp_path / "saknas.xlsx", made.xls(tmp_path / "a.xls")]
    paths.append(paths[0])
    with start_reading(paths) as reading:
        results = reading.results()
    assert [result.name if isinstance(result, Workbook) else "-" for result in results] == [
"b.xlsx", "-", "a.xls", "b.xlsx",
    ]  # fmt: skip


def test_no_files_are_no_results() -> None:
    assert start_reading([]).results() == []
