"""A template's own table with a loop over its rows, whose columns have no room for a word."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import SAMPLE
from word_support import template

from rsplan.documents.office.ooxml import child, qname
from rsplan.documents.office.package import read_package
from rsplan.documents.word.render import render_report
from rsplan.findings import codes
from rsplan.plan.period import Tertial
from rsplan.report.report import Report
from rsplan.runs.project_report import report_at_its_date, settings_for

FONTS = ("Calibri", "Arial", "Verdana", "Times New Roman", "DejaVu Sans", "Finns Inte")


@pytest.fixture(scope="module")
def report() -> Report:
    return report_at_its_date(settings_for(SAMPLE, Tertial.APRIL, 2025).but(documents=("report",)))


def looped(
    folder: Path, first: int, second: int, *, heading: str = "Nyckeltal", run: str = "", hyphenates: bool = False
) -> Path:
    """A template with a table of two columns, so wide in twentieths of a point, whose rows are the indicators."""

    def row(*texts: str) -> str:
        cells = (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f"<w:p><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p></w:tc>"
            for text, width in zip(texts, (first, second), strict=True)
        )
        return f"<w:tr>{''.join(cells)}</w:tr>"

    grid = f'<w:tblPr/><w:tblGrid><w:gridCol w:w="{first}"/><w:gridCol w:w="{second}"/></w:tblGrid>'
    rows = (
        row(heading, "Läge"), row("{%tr for row in tables.indicators.rows %}", ""),
        row("{{ row.title }}", "{{ row.status }}"), row("{%tr endfor %}", ""),
    )  # fmt: skip
    made = template(folder, f"<w:tbl>{grid}{''.join(rows)}</w:tbl><w:p/>")
    package = read_package(made.read_bytes(), made.name)
    settings = package.tree(next(package.related(package.main, "settings")))
    child(settings, "autoHyphenation").set(qname("w:val"), str(int(hyphenates)))  # type: ignore[union-attr]
    made.write_bytes(package.write())
    return made


def told(path: Path, report: Report) -> list[str]:
    return [one.message for one in render_report(report, path).findings if one.code == codes.COLUMN_TOO_NARROW]


def test_a_word_without_room_is_told_with_its_column_and_a_width_that_holds_it(tmp_path: Path, report: Report) -> None:
    (message,) = told(looped(tmp_path, 1_400, 3_000), report)
    assert 'kolumnen "Nyckeltal" är för smal för "Bruttokostnadsutveckling" och 17 ord till' in message
    least = next(
        one.hint
        for one in render_report(report, tmp_path / "mall.docx").findings
        if one.code == codes.COLUMN_TOO_NARROW
    )
    width = int(least.split("minst ")[1].split(" ")[0])
    assert told(looped(tmp_path, round(width * 56.7) + 1, 3_000), report) == []
    assert told(looped(tmp_path, round((width - 2) * 56.7), 3_000), report)


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("half_points", [16, 19, 21, 28])
def test_no_font_and_size_hides_it(font: str, half_points: int, tmp_path: Path, report: Report) -> None:
    look = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/><w:sz w:val="{half_points}"/>'
    assert told(looped(tmp_path, 1_100, 3_000, run=look), report)
    assert told(looped(tmp_path, 6_000, 3_000, run=look), report) == []


@pytest.mark.parametrize(
    ("first", "second", "heading", "columns"),
    [(1_400, 3_000, "Mått", []), (4_000, 500, "Mått", ["Läge"]), (1_400, 3_000, "Nyckeltalsbeskrivningen", ["Nyckel"])],
)
def test_where_the_template_hyphenates_headings_and_statuses_are_told(
    first: int, second: int, heading: str, columns: list[str], tmp_path: Path, report: Report
) -> None:
    found = told(looped(tmp_path, first, second, heading=heading, hyphenates=True), report)
    assert len(found) == len(columns)
    assert all(f'kolumnen "{column}' in message for column, message in zip(columns, found, strict=True))


def test_a_table_that_has_lost_all_its_rows_has_no_columns(tmp_path: Path, report: Report) -> None:
    rows = "".join(
        f"<w:tr><w:tc><w:tcPr/><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc></w:tr>"
        for text in ("{%tr for row in copies_to[:0] %}", "{{ row }}", "{%tr endfor %}")
    )
    assert told(template(tmp_path, f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl><w:p/>"), report) == []
