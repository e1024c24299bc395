"""Try every hand edit against every change of the exports, on files saved by rsplan, LibreOffice and python-docx.

After each refresh: no word of a person's is lost, every paragraph outside the figures has its own bytes, no figure is
old unless it was told, both validators are content, a second refresh finds nothing to do, and ``check`` agrees.

    python scripts/refresh_matrix.py [--markup] [--quick] [--saver rsplan] [--every N --first K]

``--markup`` tries the specimens of ``word_markup.py`` instead of the hand edits; ``--quick`` is a short form.
"""

from __future__ import annotations

import argparse
import io
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import docx
import openpyxl
from lxml import etree
from ooxml_integrity import check as integrity
from openxml_audit import OpenXmlValidator

sys.path.insert(0, str(Path(__file__).parent))
import kept_things
from word_markup import SPECIMENS

from rsplan.documents.living.check import check
from rsplan.documents.living.controls import binding_key, find_controls
from rsplan.documents.living.document import Opened, open_document
from rsplan.documents.living.refresh import Refreshed, refresh
from rsplan.documents.living.table_search import find_tables, flat
from rsplan.documents.living.text import visible_text
from rsplan.documents.office.ooxml import NAMESPACES, SDT, TC, TR, Element, P, R, T, child, element, parse, qname
from rsplan.documents.office.package import Package, read_package
from rsplan.documents.word.chart_key import names_in_key
from rsplan.documents.word.seal import store_part
from rsplan.plan.period import Tertial
from rsplan.report.report import Report
from rsplan.runs.project_report import project_report, settings_for
from rsplan.runs.report import make_documents

SAMPLE = Path(__file__).parent.parent / "data" / "sample"
DAY = date(2025, 5, 12)
W = "{" + NAMESPACES["w"] + "}"
HUMAN = "Handskriven mening om läget"
ASSIGNMENTS, UNITS = "assignments", "activities_by_unit"  # a table of titles, and one of counts

# --- The document and what a person does to it ---------------------------------------------------------------------

LONE_FIGURES = """

Just nu finns {{ activities.delayed | ord('n') }} försenade aktiviteter, och {{ assignments.green }} uppdrag är klara.
"""


@dataclass(frozen=True, slots=True)
class Edit:
    """A change by hand. ``words`` are those that must be found afterwards."""

    name: str
    make: Callable[[Package], None]
    words: tuple[str, ...] = ()


def body(package: Package) -> Element:
    """The main part's body."""
    return package.tree(package.main)[0]


def controls(package: Package, text: str) -> list[Element]:
    """The figure controls whose title contains a text."""
    found = package.tree(package.main).iter(SDT)
    return [one for one in found if text in (child(one, "sdtPr", "alias").get(f"{W}val") or "")]


def control(package: Package, text: str) -> Element:
    """The first of them."""
    return controls(package, text)[0]


def paragraph_with(package: Package, text: str) -> Element:
    """The first paragraph of the body that says something."""
    return next(found for found in body(package).iter(P) if text in visible_text(found))


def plain_paragraph(text: str) -> Element:
    """A paragraph of a person's."""
    run = element("r", element("t"))
    run[0].text = text
    return element("p", run)


def table(package: Package, name: str) -> Element:
    """A table of the body that rsplan has made, by its name among the tables of the report."""
    opened = open_document(package.write(), "x")
    return find_tables(package.tree(package.main), opened.evidence.tables)[name][0][0]


def rows(found: Element) -> list[Element]:
    """A table's rows."""
    return list(found.iter(TR))


def cell_paragraph(row: Element, column: int) -> Element:
    """The paragraph of a cell."""
    return next(list(row.iter(TC))[column].iter(P))


def say(paragraph: Element, text: str) -> None:
    """Type over a paragraph or a control."""
    runs = [run for run in paragraph.iter(R) if run.find(T) is not None]
    for run in runs[1:]:
        run.getparent().remove(run)
    for found in runs[0].findall(T)[1:]:
        runs[0].remove(found)
    runs[0].find(T).text = text


def untouched(package: Package) -> None:
    """Nothing."""


def reworded_prose(package: Package) -> None:
    say(paragraph_with(package, "Syftet med den här rapporten"), f"{HUMAN}, omskriven.")


def added_paragraphs(package: Package) -> None:
    for text in ("Det ekonomiska läget följs upp", "Planen innehåller totalt"):
        paragraph_with(package, text).addnext(plain_paragraph(f"{HUMAN}, tillagd efter {text}."))


def reworded_sentence(package: Package) -> None:
    found = control(package, "sentences.indicators|stor")
    say(found, f"{HUMAN}: fyra gröna, fyra gula och sex röda, medan tre har ingen data")


def figure_typed_over(package: Package) -> None:
    say(control(package, "sentences.activities|stor"), f"{HUMAN}: 999 var försenade")


def lone_figure_typed_over(package: Package) -> None:
    say(control(package, "activities.delayed|ord"), "sjuttiosju")


def control_deleted(package: Package) -> None:
    found = control(package, "sentences.indicators_total")
    found.getparent().remove(found)


def control_unwrapped(package: Package) -> None:
    found = control(package, "sentences.indicators_total")
    parent, content = found.getparent(), child(found, "sdtContent")
    at = parent.index(found)
    parent[at : at + 1] = list(content)


def control_pasted_twice(package: Package) -> None:
    found = control(package, "sentences.activities|stor")
    target = paragraph_with(package, "Sammantaget kan konstateras")
    target.append(element("r", element("t")))
    target.append(deepcopy(found))
    target.append(deepcopy(found))


def section_deleted(package: Package) -> None:
    inside = False
    for block in list(body(package)):
        if block.tag == P and "Resultat för uppdrag" in visible_text(block):
            inside = True
        elif block.tag == P and "Arbete med åtgärder" in visible_text(block):
            return
        if inside:
            block.getparent().remove(block)


def paragraph_moved(package: Package) -> None:
    moved = paragraph_with(package, "En analys av aktiviteterna")
    paragraph_with(package, "Syftet med den här rapporten").addnext(moved)


def runs_split_and_bold(package: Package) -> None:
    for found in controls(package, "sentences."):
        run = next(found.iter(R))
        text = run.find(T).text
        half = len(text) // 2
        second = deepcopy(run)
        run.find(T).text, second.find(T).text = text[:half], text[half:]
        second.insert(0, element("rPr", element("b")))
        run.addnext(second)
        run.addnext(element("proofErr", type="spellEnd"))


def inserted_prose_pending(package: Package) -> None:
    target = paragraph_with(package, "Det ekonomiska läget följs upp")
    run = element("r", element("t"))
    run[0].text = f" {HUMAN}, spårad."
    target.append(_revision("ins", run))


def deleted_prose_pending(package: Package) -> None:
    target = paragraph_with(package, "Det ekonomiska läget följs upp")
    run = next(target.iter(R))
    struck = _revision("del")
    run.addprevious(struck)
    struck.append(run)
    for text in run.iter(T):
        text.tag = f"{W}delText"


def control_pending(package: Package) -> None:
    found = control(package, "sentences.activities|stor")
    run = next(found.iter(R))
    struck = _revision("del")
    run.addprevious(struck)
    struck.append(run)
    for text in run.iter(T):
        text.tag = f"{W}delText"
    made = element("r", element("t"))
    made[0].text = f"{HUMAN} med 888 aktiviteter"
    struck.addnext(_revision("ins", made))


def control_pasted_as_insertion(package: Package) -> None:
    found = deepcopy(control(package, "sentences.activities|stor"))
    run = next(found.iter(R))
    inserted = _revision("ins")
    run.addprevious(inserted)
    inserted.append(run)
    paragraph_with(package, "Sammantaget kan konstateras").append(found)


def _revision(kind: str, *inner: Element) -> Element:
    made = element(kind, *inner)
    _revision.number = getattr(_revision, "number", 9_000) + 1
    for key, value in (("id", str(_revision.number)), ("author", "Sekreteraren"), ("date", "2025-05-10T08:00:00Z")):
        made.set(f"{W}{key}", value)
    return made


def commented(package: Package) -> None:
    from docx import Document

    document = Document(io.BytesIO(package.write()))
    paragraph = next(p for p in document.paragraphs if "Syftet med" in p.text)
    document.add_comment(paragraph.runs, text=f"{HUMAN} i en kommentar", author="Sekreteraren", initials="S")
    out = io.BytesIO()
    document.save(out)
    _become(package, out.getvalue())


def _become(package: Package, data: bytes) -> None:
    other = read_package(data, package.name)
    package.raw, package.types = other.raw, other.types
    package.trees.clear()
    package.relations.clear()


def column_added(package: Package) -> None:
    found = table(package, ASSIGNMENTS)
    grid = child(found, "tblGrid")
    first = next(iter(grid))
    first.set(f"{W}w", str(int(first.get(f"{W}w")) - 1_200))
    grid.append(element("gridCol", w="1200"))
    for number, row in enumerate(rows(found)):
        cells = list(row.iter(TC))
        if len(cells) == 1:
            span = child(cells[0], "tcPr", "gridSpan")
            span.set(f"{W}val", str(int(span.get(f"{W}val")) + 1))
            continue
        made = deepcopy(cells[-1])
        shade = child(made, "tcPr", "shd")
        if shade is not None:
            shade.getparent().remove(shade)
        say(next(made.iter(P)), "Kommentar" if number == 0 else f"{HUMAN}, rad {number}")
        row.append(made)


def row_added(package: Package) -> None:
    found = rows(table(package, ASSIGNMENTS))[3]
    made = deepcopy(found)
    say(cell_paragraph(made, 0), f"{HUMAN} i en egen rad")
    found.addnext(made)


def row_deleted(package: Package) -> None:
    found = rows(table(package, ASSIGNMENTS))[4]
    found.getparent().remove(found)


def rows_sorted(package: Package) -> None:
    found = table(package, UNITS)
    lines = rows(found)[1:-1]
    last = rows(found)[-1]
    for line in sorted(lines, key=visible_text, reverse=True):
        last.addprevious(line)


def title_reworded(package: Package) -> None:
    row = rows(table(package, ASSIGNMENTS))[3]
    paragraph = cell_paragraph(row, 0)
    say(paragraph, visible_text(paragraph) + f" ({HUMAN})")


def status_typed_over(package: Package) -> None:
    say(cell_paragraph(rows(table(package, ASSIGNMENTS))[2], 2), "● Uppfyllt")
    say(cell_paragraph(rows(table(package, ASSIGNMENTS))[5], 2), f"{HUMAN} i status")


def cells_formatted(package: Package) -> None:
    for row in rows(table(package, ASSIGNMENTS))[2:6]:
        for cell in row.iter(TC):
            shade = child(cell, "tcPr", "shd")
            if shade is not None:
                shade.set(f"{W}fill", "ABCDEF")
    for number, column in enumerate(child(table(package, UNITS), "tblGrid")):
        column.set(f"{W}w", str(900 + number))


def table_deleted(package: Package) -> None:
    found = table(package, ASSIGNMENTS)
    holder = next((one for one in found.iterancestors(SDT)), found)
    holder.getparent().remove(holder)


def figure_in_table_typed_over(package: Package) -> None:
    say(cell_paragraph(rows(table(package, UNITS))[1], 2), "777")


def chart_redesigned(package: Package) -> None:
    for part in [name for name in package.raw if re.fullmatch(r"word/charts/chart\d+\.xml", name)]:
        for found in package.tree(part).iter("{*}srgbClr"):
            if found.get("val", "").lower() in ("1f4e5f", "4da37f"):
                found.set("val", "112233")


def header_and_footnote_edited(package: Package) -> None:
    for part in [name for name in package.raw if re.fullmatch(r"word/(header|footnotes)\d*\.xml", name)]:
        texts = [found for found in package.tree(part).iter(T) if (found.text or "").strip()]
        if texts:
            texts[-1].text = f"{texts[-1].text} {HUMAN} i {part.split('/')[-1][:6]}"


def control_emptied(package: Package) -> None:
    found = control(package, "sentences.activities|stor")
    for run in list(found.iter(R)):
        run.getparent().remove(run)


EDITS = (
    Edit("orört", untouched),
    Edit("omskriven prosa", reworded_prose, (f"{HUMAN}, omskriven.",)),
    Edit("nya stycken", added_paragraphs, (f"{HUMAN}, tillagd efter Det", f"{HUMAN}, tillagd efter Planen")),
    Edit("omskriven mening", reworded_sentence, (f"{HUMAN}: fyra gröna",)),
    Edit("överskriven mening", figure_typed_over, (f"{HUMAN}: 999",)),
    Edit("överskriven siffra", lone_figure_typed_over, ("sjuttiosju",)),
    Edit("borttagen kontroll", control_deleted),
    Edit("kontroll blev text", control_unwrapped),
    Edit("kontroll klistrad två gånger", control_pasted_twice),
    Edit("borttaget avsnitt", section_deleted),
    Edit("flyttat stycke", paragraph_moved),
    Edit("delade och feta ord", runs_split_and_bold),
    Edit("spårat tillägg i prosan", inserted_prose_pending, (f"{HUMAN}, spårad.",)),
    Edit("spårad strykning i prosan", deleted_prose_pending),
    Edit("spårad ändring i kontroll", control_pending, (f"{HUMAN} med 888",)),
    Edit("kontroll klistrad med spårning", control_pasted_as_insertion),
    Edit("kommentar", commented, ()),
    Edit("egen kolumn", column_added, ("Kommentar", f"{HUMAN}, rad 2", f"{HUMAN}, rad 20")),
    Edit("egen rad", row_added, (f"{HUMAN} i en egen rad",)),
    Edit("borttagen rad", row_deleted),
    Edit("sorterade rader", rows_sorted),
    Edit("omskriven titel", title_reworded, (f"({HUMAN})",)),
    Edit("överskriven status", status_typed_over, (f"{HUMAN} i status",)),
    Edit("formaterade celler", cells_formatted),
    Edit("borttagen tabell", table_deleted),
    Edit("överskriven siffra i tabell", figure_in_table_typed_over, ("777",)),
    Edit("omfärgat diagram", chart_redesigned),
    Edit("sidhuvud och fotnot", header_and_footnote_edited, (f"{HUMAN} i header", f"{HUMAN} i footno")),
    Edit("tömd kontroll", control_emptied),
)
MARKUP = tuple(Edit(name, make, words) for name, make, words in SPECIMENS)

# --- What happens in the exports -----------------------------------------------------------------------------------


def _sheet(folder: Path, name: str) -> tuple[openpyxl.Workbook, openpyxl.worksheet.worksheet.Worksheet, Path]:
    path = folder / "exports" / "2025-april" / f"{name}.xlsx"
    book = openpyxl.load_workbook(path)
    return book, book.worksheets[0], path


def _statuses(name: str, change: Callable[[int, str], str | None]) -> Callable[[Path], None]:
    """A change of the status column: given the number of the row and its status, the new one."""

    def make(folder: Path) -> None:
        book, sheet, path = _sheet(folder, name)
        head = next(row for row in sheet.iter_rows() if any(cell.value == "Status" for cell in row))
        column = next(cell.column for cell in head if cell.value == "Status")
        for number, row in enumerate(range(head[0].row + 1, sheet.max_row + 1)):
            cell = sheet.cell(row, column)
            new = change(number, str(cell.value))
            if new is not None:
                cell.value = new
        book.save(path)

    return make


def _rows_of(name: str, change: Callable[[list[list[object]], int], list[list[object]]]) -> Callable[[Path], None]:
    """A change of the rows below the header."""

    def make(folder: Path) -> None:
        book, sheet, path = _sheet(folder, name)
        head = next(row for row in sheet.iter_rows() if any(cell.value == "Status" for cell in row))[0].row
        status = next(cell.column for cell in sheet[head] if cell.value == "Status") - 1
        old = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=head + 1)]
        sheet.delete_rows(head + 1, len(old))
        for row in change(old, status):
            sheet.append(row)
        book.save(path)

    return make


def _several(*changes: Callable[[Path], None]) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        for change in changes:
            change(folder)

    return make


def _new_assignment(rows: list[list[object]], _: int) -> list[list[object]]:
    new = list(rows[3])
    new[1], new[-1] = "Ett helt nytt uppdrag som fullmäktige lade till i maj.", "U25-77"
    return [*rows[:4], new, *rows[4:]]


def _new_area(rows: list[list[object]], _: int) -> list[list[object]]:
    new = list(rows[-1])
    new[0], new[1], new[-1] = "Ett nytt målområde", "Ett uppdrag i ett nytt målområde.", "U25-78"
    return [*rows, new]


def _renamed(rows: list[list[object]], _: int) -> list[list[object]]:
    new = list(rows[2])
    new[1] = str(new[1]).rstrip(".") + ", nu även digitalt."
    return [*rows[:2], new, *rows[3:]]


def _turned(rows: list[list[object]], _: int) -> list[list[object]]:
    """The goal areas the other way round, and the rows in every other one."""
    areas = list(dict.fromkeys(row[0] for row in rows))[::-1]
    found = []
    for number, area in enumerate(areas):
        of_area = [row for row in rows if row[0] == area]
        found += of_area[::-1] if number % 2 else of_area
    return found


def _other_area(rows: list[list[object]], _: int) -> list[list[object]]:
    """Two rows belong to another goal area."""
    areas = list(dict.fromkeys(row[0] for row in rows))
    moved = [[areas[-1], *row[1:]] if number in (1, 4) else row for number, row in enumerate(rows)]
    return sorted(moved, key=lambda row: areas.index(row[0]))


def _area_renamed(rows: list[list[object]], _: int) -> list[list[object]]:
    return [[("Ett målområde med nytt namn" if cell == rows[0][0] else cell) for cell in row] for row in rows]


def _one_delayed(rows: list[list[object]], status: int) -> list[list[object]]:
    delayed = [row for row in rows if row[status] == "Försenad"]
    for row in delayed[1:]:
        row[status] = "Genomförd"
    return rows


def _moved_unit(rows: list[list[object]], _: int) -> list[list[object]]:
    return [[("Nya enheten" if cell == "Miljöenheten" else cell) for cell in row] for row in rows]


CHANGES: dict[str, Callable[[Path], None]] = {
    "inget": lambda _: None,
    "ett uppdrag blev uppfyllt": _statuses("uppdrag", lambda n, _: "Uppfyllt" if n == 0 else None),
    "alla förseningar borta": _statuses("aktiviteter", lambda _, s: "Genomförd" if s == "Försenad" else None),
    "en försening kvar": _rows_of("aktiviteter", _one_delayed),
    "många ändringar": _several(
        _statuses("aktiviteter", lambda n, _: "Genomförd" if n % 7 == 0 else None),
        _statuses("uppdrag", lambda n, _: "Inte uppfyllt" if n % 5 == 0 else None),
        _statuses("nyckeltal", lambda n, _: "Grön" if n % 3 == 0 else None),
    ),
    "nytt uppdrag": _rows_of("uppdrag", _new_assignment),
    "nytt målområde": _rows_of("uppdrag", _new_area),
    "borttagna uppdrag": _rows_of("uppdrag", lambda rows, _: [*rows[:2], *rows[4:]]),
    "omdöpt uppdrag": _rows_of("uppdrag", _renamed),
    "uppdrag i annan ordning": _several(_rows_of("uppdrag", _turned), _rows_of("nyckeltal", _turned)),
    "annan ordning och nya lägen": _several(
        _rows_of("uppdrag", _turned), _statuses("uppdrag", lambda n, _: "Inte uppfyllt" if n % 3 == 0 else None)
    ),
    "uppdrag bytte målområde": _rows_of("uppdrag", _other_area),
    "målområde bytte namn": _several(_rows_of("uppdrag", _area_renamed), _rows_of("nyckeltal", _area_renamed)),
    "enhet bytte namn": _rows_of("aktiviteter", _moved_unit),
    "pausade aktiviteter": _statuses("aktiviteter", lambda n, _: "Pausad" if n % 40 == 0 else None),
    "färre aktiviteter": _rows_of("aktiviteter", lambda rows, _: rows[:-37]),
}

# --- The run ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Case:
    """One pair, on a file saved by one program."""

    saver: str
    edit: Edit
    change: str

    def __str__(self) -> str:
        return f"{self.saver} / {self.edit.name} / {self.change}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was wrong with a case, nothing if it is right."""

    case: Case
    faults: tuple[str, ...]


def make_project(folder: Path) -> Path:
    """The sample with two figures that stand alone in the prose, and the list of remarks in the report."""
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("reports"))
    settings = folder / "rsplan.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("remarks = false", "remarks = true"), encoding="utf-8"
    )
    text = folder / "texts" / "2025-april" / "analys.md"
    text.write_text(text.read_text(encoding="utf-8") + LONE_FIGURES, encoding="utf-8")
    return folder


def report_of(folder: Path) -> Report:
    """The report of the project's exports."""
    settings = settings_for(folder, Tertial.APRIL, 2025)
    return project_report(settings.but(documents=("report",)), DAY)


def written(folder: Path) -> bytes:
    """The Word report as rsplan writes it."""
    settings = settings_for(folder, Tertial.APRIL, 2025)
    run = make_documents(settings, DAY, ["report"], folder / "ut")
    return run.documents[0].data


def edited(data: bytes, edit: Edit, *, in_word: bool = False) -> bytes:
    """The document after an edit. In a word processor what is typed into a bound control goes into the store as well;
    a program that knows no bindings leaves the store as it was."""
    package = read_package(data, "rapport.docx")
    edit.make(package)
    if in_word:
        _store_what_is_shown(package)
    return package.write()


def _store_what_is_shown(package: Package) -> None:
    part = store_part(package)
    if part is None:
        return
    figures = {etree.QName(found).localname: found for found in package.tree(part)[0]}
    for found in package.tree(package.main).iter(SDT):
        stored = figures.get(binding_key(found) or "")
        if stored is not None:
            stored.text = visible_text(found)


def by_python_docx(data: bytes) -> bytes:
    """The document opened and saved by python-docx."""
    out = io.BytesIO()
    docx.Document(io.BytesIO(data)).save(out)
    return out.getvalue()


def by_libreoffice(documents: dict[str, bytes]) -> dict[str, bytes]:
    """The documents opened and saved by LibreOffice, all in one run of it."""
    with tempfile.TemporaryDirectory(prefix="rsplan-matris-") as folder:
        work = Path(folder)
        (work / "in").mkdir()
        for number, data in enumerate(documents.values()):
            (work / "in" / f"{number}.docx").write_bytes(data)
        subprocess.run(
            [
                "soffice", f"-env:UserInstallation={(work / 'profil').as_uri()}", "--headless", "--convert-to", "docx",
                "--outdir", str(work / "ut"), *(str(work / "in" / f"{n}.docx") for n in range(len(documents))),
            ],
            stdin=subprocess.DEVNULL, capture_output=True, timeout=600, check=True,
        )  # fmt: skip
        return {name: (work / "ut" / f"{number}.docx").read_bytes() for number, name in enumerate(documents)}


def try_case(case: Case, data: bytes, report: Report, *, validate: bool = True) -> Verdict:
    """Refresh one document in every way, and say what is wrong; ``validate``: also twice, and by both validators."""
    return Verdict(case, tuple(_faults(case, data, report, validate)))


def _faults(case: Case, data: bytes, report: Report, validate: bool) -> Iterator[str]:
    done = _refreshed(data, report)
    if validate and _refresh(data, report, tracked=False).data != done.data:
        yield "två körningar gav olika filer"
    result = done.data or data
    yield from _lost(case, data, result)
    yield from _stale(result, report, done)
    again = _refreshed(result, report)
    if again.data is not None:
        yield f"en andra körning ändrade mer: {again.changes[:3]}"
    tracked = _refreshed(data, report, tracked=True)
    yield from _revisions(data, result, tracked.data or data)
    yield from kept_things.faults(data, result)
    yield from (f"spårad: {fault}" for fault in kept_things.faults(data, tracked.data or data))
    if validate:
        yield from _invalid(data, result)
        yield from (f"spårad: {fault}" for fault in _invalid(data, tracked.data or data))


def _refreshed(data: bytes, report: Report, *, tracked: bool = False) -> Refreshed:
    """A refresh; the last ones are remembered, since several readers hold the same one against something."""
    key = (data, id(report), tracked)
    if key not in _DONE:
        while len(_DONE) >= 4:
            del _DONE[next(iter(_DONE))]
        _DONE[key] = (report, _refresh(data, report, tracked=tracked))
    return _DONE[key][1]


_DONE: dict[tuple[bytes, int, bool], tuple[Report, Refreshed]] = {}  # the report is kept, so that its id stays its own


def _refresh(data: bytes, report: Report, *, tracked: bool) -> Refreshed:
    return refresh(open_document(data, "rapport.docx"), report, DAY, tracked=tracked)


def _lost(case: Case, before: bytes, after: bytes) -> Iterator[str]:
    """A person's words, and every paragraph outside the figures byte for byte."""
    # LibreOffice reckons a field anew when it saves: what stood in its result is gone before rsplan has the file.
    saved_words, said = all_text(before), all_text(after)
    for words in case.edit.words:
        if words in saved_words and words not in said:
            yield f"orden {words!r} är borta"
    missing = Counter(free_sources(before)) - Counter(free_sources(after))
    for source, count in missing.items():
        yield f"{count} stycken har ändrats: {re.sub(rb'<[^>]+>', b'', source)[:80].decode()!r}"


def all_text(data: bytes) -> str:
    """Everything that a document says, part by part."""
    opened = open_document(data, "x")
    paragraphs = (one for part in opened.parts for one in opened.package.tree(part).iter(P))
    return "\n".join(map(visible_text, paragraphs))


def free_sources(data: bytes) -> list[bytes]:
    """The bytes of every paragraph that holds no figure of ours."""
    opened = open_document(data, "x")
    held = _held(opened)
    sources = []
    for part in opened.parts:
        paragraphs = [one for one in opened.package.tree(part).iter(P) if next(one.iterancestors(P), None) is None]
        slices = re.findall(rb"<w:p(?:\s[^>]*)?/>|<w:p(?:\s[^>]*[^/>])?>.*?</w:p>", opened.package.raw[part], re.DOTALL)
        if len(slices) != len(paragraphs):
            continue
        sources += [source for one, source in zip(paragraphs, slices, strict=True) if one not in held]
    return sources


def _held(opened: Opened) -> set[Element]:
    """Paragraphs that rsplan may change: those with controls, comments of its own, drawings and their keys, and in its
    tables."""
    holders = [found.element for found in find_controls(opened)]
    held = {one for found in holders for one in found.iterancestors(P)} | {
        one for found in holders for one in found.iter(P)
    }
    for found in flat(find_tables(opened.body, opened.evidence.tables)):
        held |= set(found.iter(P))
    held |= {one for one in opened.body.iter(P) if next(one.iter(qname("w:drawing")), None) is not None}
    held |= {one for one in opened.body.iter(P) if names_in_key(visible_text(one))}
    return held


def _stale(data: bytes, report: Report, done: Refreshed) -> Iterator[str]:
    """Differences that the refresh did not tell of."""
    found = check(open_document(data, "rapport.docx"), report, {}, ())
    told = [str(entry) for entry in done.findings]
    for one in found.differences:
        places = [entry for entry in told if one.place.split(",")[0] in entry]
        if not places:
            yield f"{one.place}: {one.written!r} i stället för {one.current!r}"


@cache
def _validator() -> OpenXmlValidator:
    return OpenXmlValidator()


def _invalid(before: bytes, after: bytes) -> Iterator[str]:
    """What the validators find that they did not find before."""
    known = set(_validation(before))
    yield from (fault for fault in dict.fromkeys(_validation(after)) if fault not in known)


@cache
def _validation(data: bytes) -> tuple[str, ...]:
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        file.write(data)
        file.flush()
        audit = _audited(file.name, _validator())
        if audit:
            # The validator knows parts by where their package lies in memory, and a later one may lie there: a new
            # validator has nothing to mistake.
            again = set(_audited(file.name, OpenXmlValidator()))
            audit = [fault for fault in audit if fault in again]
        return (*audit, *(str(one) for one in integrity(file.name)))


def _audited(path: str, validator: OpenXmlValidator) -> list[str]:
    return [f"{error.part_uri} {error.description}" for error in validator.validate(path).errors]


# --- Accepting and rejecting, as Word does --------------------------------------------------------------------------


def settled(data: bytes, *, accept: bool) -> str:
    """The text of a document's body with rsplan's revisions accepted or rejected."""
    root = parse(read_package(data, "x").raw["word/document.xml"])
    kept, dropped = ("ins", "del") if accept else ("del", "ins")
    ended = [one for one in root.iter(P) if _is_ours(child(one, "pPr", "rPr", dropped))]
    for row in list(root.iter(TR)):
        if _is_ours(child(row, "trPr", dropped)):
            row.getparent().remove(row)
    for cell in list(root.iter(TC)):
        if not accept and _is_ours(child(cell, "tcPr", "cellIns")):
            cell.getparent().remove(cell)
    for found in list(root.iter(f"{W}{dropped}")):
        if _is_ours(found) and found.getparent().tag != f"{W}trPr":
            found.getparent().remove(found)
    for found in list(root.iter(f"{W}{kept}")):
        if _is_ours(found) and found.getparent().tag != f"{W}trPr":
            for text in found.iter(f"{W}delText"):
                text.tag = T
            at = found.getparent().index(found)
            found.getparent()[at : at + 1] = list(found)
    for paragraph in ended:
        if not visible_text(paragraph):
            paragraph.getparent().remove(paragraph)  # its end is gone, and it has nothing else
    return visible_text(root)


def _is_ours(found: Element | None) -> bool:
    return found is not None and found.get(f"{W}author") == "rsplan"


def _revisions(before: bytes, plain: bytes, tracked: bytes) -> Iterator[str]:
    if settled(tracked, accept=True) != settled(plain, accept=True):
        yield "accepterade ändringar ger inte samma text som utan spårning"
    if settled(tracked, accept=False) != settled(before, accept=False):
        yield "förkastade ändringar ger inte den gamla texten"


# --- The whole matrix -----------------------------------------------------------------------------------------------


def saved(data: bytes, edits: Iterable[Edit], savers: Iterable[str]) -> dict[tuple[str, str], bytes]:
    """Every edited document as every program saves it."""
    edits = list(edits)
    made = {edit.name: edited(data, edit, in_word=True) for edit in edits}
    found: dict[tuple[str, str], bytes] = {}
    for saver in savers:
        match saver:
            case "rsplan":
                found |= {(saver, name): document for name, document in made.items()}
            case "python-docx":
                found |= {(saver, edit.name): by_python_docx(edited(data, edit)) for edit in edits}
            case "LibreOffice":
                found |= {(saver, name): document for name, document in by_libreoffice(made).items()}
    return found


def _no_xml(documents: Mapping[tuple[str, str], bytes]) -> list[tuple[str, str]]:
    """The documents that a program has saved as something that is no XML: no program can open them again."""
    broken = []
    for key, data in documents.items():
        package = read_package(data, "rapport.docx")
        try:
            etree.fromstring(package.raw[package.main])
        except etree.XMLSyntaxError:
            broken.append(key)
    return broken


def reports(folder: Path, names: Iterable[str]) -> dict[str, Report]:
    """The report after each change of the exports."""
    found = {}
    for name in names:
        changed = folder.with_name(f"{folder.name} {name}")
        shutil.copytree(folder, changed)
        CHANGES[name](changed)
        found[name] = report_of(changed)
    return found


def run(
    savers: list[str],
    *,
    edits: tuple[Edit, ...] = EDITS,
    every: int = 1,
    first: int = 0,
    validate_every: int = 1,
    told: Callable[[Verdict], None] = lambda _: None,
) -> list[Verdict]:
    """Try every ``every``-th case from the ``first`` on; each ``validate_every``-th of them goes through the validators
    too. ``told`` gets each verdict as it falls."""
    with tempfile.TemporaryDirectory(prefix="rsplan-matris-") as work:
        folder = make_project(Path(work) / "prov")
        documents = saved(written(folder), edits, savers)
        changes = reports(folder, CHANGES)
        for saver, name in _no_xml(documents):
            print(f"{saver} skriver ingen XML av: {name}", flush=True)
            del documents[saver, name]
        cases = [
            Case(saver, edit, change)
            for saver in savers
            for edit in edits
            if (saver, edit.name) in documents
            for change in CHANGES
        ]
        verdicts = []
        for number, case in enumerate(cases[first::every]):
            data = documents[case.saver, case.edit.name]
            verdicts.append(try_case(case, data, changes[case.change], validate=number % validate_every == 0))
            told(verdicts[-1])
        return verdicts


def tell(verdict: Verdict) -> None:
    """Print what is wrong with a case, at once: the whole matrix takes an hour and more."""
    if verdict.faults:
        print(f"{verdict.case}:", *(f"    {fault}" for fault in verdict.faults[:6]), sep="\n", flush=True)


def main() -> int:
    """Run it and tell what failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="every seventh case")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="try every N-th case only")
    parser.add_argument("--first", type=int, default=0, metavar="K", help="begin with the K:th case, from 0")
    parser.add_argument("--validate-every", type=int, default=1, metavar="N", help="validate every N-th case only")
    parser.add_argument("--markup", action="store_true", help="the specimens of Word's own markup, not the hand edits")
    parser.add_argument("--saver", action="append", choices=["rsplan", "python-docx", "LibreOffice"])
    arguments = parser.parse_args()
    start = time.monotonic()
    savers = arguments.saver or ["rsplan", "python-docx", *(["LibreOffice"] if shutil.which("soffice") else [])]
    verdicts = run(
        savers,
        edits=MARKUP if arguments.markup else EDITS,
        every=7 if arguments.quick else arguments.every,
        first=arguments.first,
        validate_every=3 if arguments.quick else arguments.validate_every,
        told=tell,
    )
    bad = sum(bool(verdict.faults) for verdict in verdicts)
    print(f"{len(verdicts)} fall, {bad} med fel, {time.monotonic() - start:.0f} s")
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
