"""Hold the pages of generated documents against what a reader must be spared: broken words, overflow, a lost legend.

    python scripts/page_matrix.py [--short] [--font FONT] [--without FONT] [--part 1/4]

Every template of fonts × sizes × pages × columns is filled with data of 0, 1, 29, 60 and 300 items, some with words of
40 letters, and drawn by LibreOffice; the positions of the words in the PDF (``pdftotext -bbox``) tell what came of it:
a word outside its page or over another, a broken one, a lost legend or name. ``--without`` hides a font from
LibreOffice, as on a machine that lacks it. Exit 1 on a fault.
"""

from __future__ import annotations

import argparse
import io
import itertools
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from docx import Document
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from msgspec.structs import replace
from page_measures import Page, Word, pages

from rsplan.documents.pdf.conversion import to_pdfs
from rsplan.documents.word.render import packaged_template, render_report
from rsplan.plan.period import Tertial
from rsplan.report.report import Column, Group, Report, Row, Status, Table
from rsplan.runs.project_report import project_report, settings_for

SAMPLE = Path(__file__).parent.parent / "data" / "sample"
FONTS = ("Calibri", "Arial", "Verdana", "Times New Roman", "DejaVu Sans", "Finns Inte")
SIZES = (9.5, 10.5)
# Width, height and margins in millimetres, and how many columns the text has.
PAGES = {
    "A4": (210, 297, 30, 1),
    "A4 with wide margins": (210, 297, 45, 1),
    "A4 landscape": (297, 210, 25, 1),
    "A4 landscape in two columns": (297, 210, 20, 2),
    "A5": (148, 210, 15, 1),
}
_BETWEEN = 567  # twips between columns
_AT_ONCE = 3  # LibreOffice has its time for so many
COUNTS = (0, 1, 29, 60, 300)
BARS = 60  # that a chart has at most
UNIT = "Kommunikationsavdelningen"
_DECIDER = "Regionfullmäktige"
LONGEST = "informationssäkerhetsklassificeringsarbe"
STATES = ("Planerade", "Pågående enligt plan", "Försenade", "Genomförda")


@dataclass(frozen=True)
class Case:
    """One document of the matrix."""

    font: str
    size: float
    page: str
    count: int

    def __str__(self) -> str:
        return f"{self.font} {self.size}, {self.page}, {self.count} items"


def cases(*, short: bool) -> list[Case]:
    """The matrix; in short two of its hardest documents."""
    if short:
        return [Case("Verdana", 10.5, "A4 with wide margins", 29), Case("Arial", 9.5, "A4 landscape", 60)]
    return [Case(*each) for each in itertools.product(FONTS, SIZES, PAGES, COUNTS)]


def template(case: Case) -> bytes:
    """The packaged template in another font, size and page."""
    document = Document(str(packaged_template("rapport.docx")))
    for style in document.styles.element.iter(qn("w:rFonts")):
        for name in list(style.attrib):
            del style.attrib[name]
        for name in ("ascii", "hAnsi", "cs"):
            style.set(qn(f"w:{name}"), case.font)
    document.styles["Tabelltext"].font.size = Pt(case.size)
    width, height, margin, columns = PAGES[case.page]
    for section in document.sections:
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.left_margin = section.right_margin = Mm(margin)
        cols = section._sectPr.makeelement(qn("w:cols"), {qn("w:num"): str(columns), qn("w:space"): str(_BETWEEN)})
        section._sectPr.find(qn("w:pgMar")).addnext(cols)
        _fit_tables(document, Mm(width - 2 * margin).twips, columns)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _fit_tables(document: DocxDocument, text: int, columns: int) -> None:
    """Make the template's own tables as wide as a column, as its owner would."""
    for table in document.element.body.iter(qn("w:tbl")):
        grid = [int(one.get(qn("w:w"))) for one in table.iter(qn("w:gridCol"))]
        share = (text - (columns - 1) * _BETWEEN) / columns / sum(grid)
        for name in ("w:gridCol", "w:tcW", "w:tblW"):
            for one in table.iter(qn(name)):
                one.set(qn("w:w"), str(int(int(one.get(qn("w:w"))) * share)))


def report_of(count: int) -> Report:
    """The sample's report with so many assignments and units."""
    settings = settings_for(SAMPLE, Tertial.APRIL, 2025).but(documents=("report",))
    report = project_report(settings, settings.date or date(2025, 5, 12))
    return replace(report, tables={**report.tables, "assignments": _items(count), "activities_by_unit": _counts(count)})


def _items(count: int) -> Table:
    columns = (Column("Uppdrag", width=6), Column("Beslutad av", width=2), Column("Status", "status", 2))
    status = Status("yellow", "Delvis uppfyllt", "◊")
    rows = tuple(Row((f"{LONGEST} nummer {n}", _DECIDER, status)) for n in range(count))
    return Table("assignments", "Uppdrag", columns if count else (), (Group("", rows),))


def _counts(count: int) -> Table:
    names = ("planned", "ongoing", "delayed", "completed")
    states = (Column(one, "number", 2, one.lower()) for one in STATES)
    columns = (Column("Enhet", width=5), *states, Column("Summa", "number", 2))
    facts = ("", *(f"x.{name}" for name in names), "x")
    rows = tuple(Row((f"{UNIT} {n}", 1, n, 3, 2, n + 6), facts) for n in range(count))
    return Table("activities_by_unit", "Aktiviteter per enhet", columns if count else (), (Group("", rows),))


def faults(pdf: bytes, case: Case) -> list[str]:
    """What is wrong with the pages, each as a clause."""
    found = []
    whole = {word for state in STATES for word in state.split()} | {
        _DECIDER,
        "Beslutad",
        "Uppfyllt",
        "Summa",
    }
    words: list[str] = []
    for number, page in enumerate(pages(pdf), start=1):
        for word in page.words:
            words.append(word.text)
            if min(word.left, word.top) < -0.5 or word.right > page.width + 0.5 or word.bottom > page.height + 0.5:
                found.append(f'"{word.text}" runs over the edge of page {number}')
        found += [
            f'"{one.text}" and "{other.text}" stand over each other on page {number}' for one, other in over(page)
        ]
    begun = {word for word in whole for part in set(words) if 3 <= len(part) < len(word) and word.startswith(part)}
    # A text, unlike a heading and a status, may be divided with a hyphen where its column has no room.
    divided = {word for word in (_DECIDER,) for part in words if part.endswith("-") and word.startswith(part[:-1])}
    # Without items the words stand in prose alone, where they may be divided.
    found += [f'"{word}" is broken' for word in sorted(begun - divided) if case.count and word not in words]
    if case.count and any(words.count(word) < 2 for word in ("Planerade", "Genomförda")):
        found.append("the legend of a chart is lost")
    # A table may divide a name, with a hyphen; a chart may not, and each has every name.
    found += [
        f'"{part}" is broken' for part in sorted(set(words)) if UNIT.startswith(part) and 3 <= len(part) < len(UNIT)
    ]
    named, wanted = sum(word.startswith(UNIT[:5]) for word in words), case.count + min(case.count, BARS)
    if named < wanted:
        found.append(f"{wanted - named} names of units are lost")
    return found


def over(page: Page) -> Iterator[tuple[Word, Word]]:
    """Words that stand over each other: more than a third of the smaller is covered."""
    words = sorted((word for word in page.words if len(word.text) > 1), key=lambda word: word.top)
    for at, one in enumerate(words):
        for other in words[at + 1 :]:
            if other.top >= one.bottom:
                break
            across = min(one.right, other.right) - max(one.left, other.left)
            down = min(one.bottom, other.bottom) - max(one.top, other.top)
            least = min((each.right - each.left) * (each.bottom - each.top) for each in (one, other))
            if across > 0 and down > 0 and across * down > least / 3:
                yield one, other


def hide(font: str, folder: Path) -> None:
    """Let no program that is started from here find a font."""
    written = folder / "fonts.conf"
    pattern = f'<pattern><patelt name="family"><string>{font}</string></patelt></pattern>'
    written.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<include>/etc/fonts/fonts.conf</include><selectfont><rejectfont>{pattern}</rejectfont></selectfont></fontconfig>",
        encoding="utf-8",
    )
    os.environ["FONTCONFIG_FILE"] = str(written)


def tried(matrix: Sequence[Case]) -> list[str]:
    """The faults of some cases, each with its case."""
    reports = {count: report_of(count) for count in {case.count for case in matrix}}
    made = []
    with tempfile.TemporaryDirectory() as folder:
        for number, case in enumerate(matrix):
            path = Path(folder, f"mall-{number}.docx")
            path.write_bytes(template(case))
            made.append(render_report(reports[case.count], path).data)
    drawn = to_pdfs(made)
    return [f"{case}: {fault}" for case, one in zip(matrix, drawn, strict=True) for fault in faults(one.data, case)]


def main() -> int:
    """Try the matrix, a few documents at a time, and tell the faults."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="only one of the hardest documents")
    parser.add_argument("--font", choices=FONTS, help="only the documents in a font")
    parser.add_argument("--without", metavar="FONT", help="hide a font, Carlito for one")
    parser.add_argument("--part", default="1/1", metavar="K/N", help="only the K:th of N parts")
    chosen = parser.parse_args()
    number, parts = map(int, chosen.part.split("/"))
    every = [case for case in cases(short=chosen.short) if chosen.font in (None, case.font)]
    matrix = every[number - 1 :: parts]
    with tempfile.TemporaryDirectory() as folder:
        if chosen.without:
            hide(chosen.without, Path(folder))
        told = []
        for at in range(0, len(matrix), _AT_ONCE):
            told += (found := tried(matrix[at : at + _AT_ONCE]))
            print(*found, sep="\n", end="\n" if found else "", flush=True)
    print(f"{len(matrix)} documents, {len(told)} faults")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
