"""What the tests of Word documents share: a small report made by hand, templates written as text, and reading back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pandas as pd
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree
from msgspec.structs import replace

from rsplan.analysis.facts import Fact
from rsplan.analysis.patterns import Sentence
from rsplan.documents.office.ooxml import DECLARED, NAMESPACES, Element, parse
from rsplan.documents.office.package import read_package
from rsplan.documents.word.render import packaged_template
from rsplan.language.vocabulary import load_vocabulary
from rsplan.plan.model import FIELDS, InputFile, Kind, Ledger, Plan
from rsplan.plan.period import Period, Tertial
from rsplan.report.report import About, Column, Group, Report, Row, Section, Status, Table
from rsplan.report.wording import Wording

COUNTS = {"total": 29, "green": 2, "yellow": 27, "red": 0, "no_data": 0, "unknown": 0}


def small_report(**changes: Any) -> Report:
    """A report with a section, a table of each kind, a few facts and a sentence."""
    facts = {f"assignments.{name}": value for name, value in COUNTS.items()}
    facts |= {"activities": 1_294, "activities.delayed": 12, "activities.completed": 1}
    facts |= {"activities.by_unit.hr_avdelningen": 5, "activities.by_unit.hr_avdelningen.delayed": 1}
    kinds = {fact_id: Kind(fact_id.split(".")[0]) for fact_id in facts}
    indicators = Table("indicators", "Nyckeltal", (Column("Nyckeltal"), Column("Status", "status")), ())
    report = Report(
        about=About(
            organisation="Region Jämtland Härjedalen",
            board="Regionstyrelsen",
            unit="Sekretariatet",
            plan_name="regionstyrelsens plan",
            year=2025,
            period=Period(2025, Tertial.APRIL),
            diarienummer="RS/312/2025",
            date=date(2025, 5, 12),
            tertial_report="RS/27/2025",
            handler="Handläggare",
            proposer="Regiondirektören",
            proposal="Rapporten godkänns.",
            signatories=("Regiondirektör", "Regionstabschef"),
            copies_to=("HR-direktör", "Ekonomidirektör"),
        ),
        plan=Plan(
            *(pd.DataFrame({name: pd.Series(dtype=str) for name in (*FIELDS[kind], "source", "row")}) for kind in Kind),
            inputs=(InputFile("uppdrag.xlsx", "ab" * 32, 10),),
            ledgers=(Ledger("uppdrag.xlsx", "Uppdrag", Kind.ASSIGNMENTS, 3, 29, 29),),
        ),
        vocabulary=load_vocabulary(),
        facts={name: Fact(name, value, kinds[name], name) for name, value in facts.items()},
        sentences={
            "assignments": Sentence(
                "assignments",
                "två av uppdragen är uppfyllda och 27 delvis uppfyllda",
                ("assignments.green", "assignments.yellow"),
            ),
        },
        tables={
            table.id: table
            for table in (
                assignment_table(2),
                area_table(),
                indicators,
                activity_table(),
                *no_history(),
                *no_deviations(),
            )
        },
        sections=(
            Section("inledning", "Inledning", "Hej & välkommen.", "", "texts/2025-april/inledning.md"),
            Section(
                "resultat", "Resultat", None, "{{ sentences.assignments | stor }}.", "texts/2025-april/resultat.md"
            ),
        ),
        footnotes={"aktiviteter": "Inkluderar alla underliggande nivåer."},
        headings={**Wording().every_heading, "report": "Rapport om planen 2025", "memo": "Uppföljning av planen 2025"},
    )
    return replace(report, **changes)


def with_prose(text: str, **changes: Any) -> Report:
    """A report whose only section has this prose."""
    return small_report(sections=(Section("a", "Avsnitt", text, "", "texts/2025-april/a.md"),), **changes)


def assignment_table(rows: int, title: str = "Minska miljö- och klimatpåverkan") -> Table:
    """Assignments in one goal area."""
    status = Status("yellow", "Delvis uppfyllt", "◊")
    return Table(
        "assignments",
        "Uppdrag per målområde",
        (Column("Uppdrag", width=6), Column("Beslutad av", width=2), Column("Status", "status", 2)),
        (Group("God vård", tuple(Row((f"{title} {n}", "Regionfullmäktige", status)) for n in range(rows))),),
    )


def no_history() -> tuple[Table, ...]:
    """The tables of change where nothing came before: without columns."""
    by_period = (f"{kind}_by_period" for kind in ("assignments", "indicators", "activities"))
    return tuple(Table(name, "Förändring", (), ()) for name in (*by_period, "flows", "changed_items"))


def no_deviations() -> tuple[Table, ...]:
    """The tables of deviations where nothing deviates."""
    return tuple(
        Table(f"{kind}_deviating", "Avvikelser", (), ()) for kind in ("assignments", "indicators", "activities")
    )


def area_table() -> Table:
    """Assignments by goal area: nothing in this period."""
    return Table("assignments_by_goal_area", "Uppdrag per målområde", (), ())


def activity_table() -> Table:
    """Counts by unit, with facts and sums."""
    unit = "activities.by_unit.hr_avdelningen"
    return Table(
        "activities_by_unit",
        "Aktiviteter per enhet",
        (Column("Enhet", width=5), *(Column(name, "number", 2) for name in ("Försenade", "Genomförda", "Summa"))),
        (Group("", (Row(("HR-avdelningen", 1, 4, 5), ("", f"{unit}.delayed", "", unit)),)),),
        Row(("Summa", 12, 1, 1_294), ("", "activities.delayed", "activities.completed", "activities")),
    )  # fmt: skip


def template(
    folder: Path, body: str, *, header: str = "", footnote: str = "", parts: Mapping[str, bytes] | None = None
) -> Path:
    """A template with the packaged one's styles and a body written as XML; a text alone is one paragraph."""
    package = read_package(packaged_template("rapport.docx").read_bytes(), "rapport.docx")
    heads = "".join(f'<w:headerReference w:type="{kind}" r:id="rId{n}"/>' for kind, n in (("default", 7), ("first", 8)))
    section = f'<w:sectPr>{heads}<w:pgSz w:w="11906" w:h="16838"/><w:titlePg/></w:sectPr>'
    package.replace(
        package.main, parse(f"<w:document {DECLARED}><w:body>{paragraphs(body)}{section}</w:body></w:document>")
    )
    for part in package.related(package.main, "header"):
        package.replace(part, parse(f"<w:hdr {DECLARED}>{paragraphs(header or 'Huvud')}</w:hdr>"))
    if footnote:
        notes = next(package.related(package.main, "footnotes"))
        package.tree(notes).append(
            parse(f'<w:x {DECLARED}><w:footnote w:id="1">{paragraphs(footnote)}</w:footnote></w:x>')[0]
        )
    package.raw |= dict(parts or {})
    path = folder / "mall.docx"
    path.write_bytes(package.write())
    return path


def paragraphs(body: str) -> str:
    """XML as it is; a text alone as one paragraph."""
    if body.startswith("<w:"):
        return body
    text = body.replace("&", "&amp;").replace("<", "&lt;")
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def root_of(data: bytes, part: str = "word/document.xml") -> Element:
    """One part as a tree."""
    return etree.fromstring(parts_of(data)[part])


def find(root: Element, path: str) -> list[Any]:
    """What an XPath finds, with the usual prefixes."""
    return list(root.xpath(path, namespaces=NAMESPACES))  # type: ignore[arg-type]


def text_of(element: Element) -> str:
    """The text of an element as it is read: tabs and breaks as characters."""
    tags = {f"{{{NAMESPACES['w']}}}{name}": mark for name, mark in (("tab", "\t"), ("br", "\n"))}
    properties = {found for name in ("pPr", "rPr") for found in find(element, f".//w:{name}//*")}
    return "".join(
        found.text or "" if found.tag.endswith("}t") else tags.get(found.tag, "")
        for found in element.iter(etree.Element)
        if found not in properties
    )


def lines(data: bytes, part: str = "word/document.xml") -> list[str]:
    """The text of every paragraph of a part."""
    return [text_of(paragraph) for paragraph in find(root_of(data, part), ".//w:p")]


def styled(data: bytes) -> list[tuple[str, str]]:
    """Every paragraph of the body with its style."""
    return [
        ("".join(find(paragraph, "./w:pPr/w:pStyle/@w:val")), text_of(paragraph))
        for paragraph in find(root_of(data), ".//w:p")
    ]


def faults(data: bytes, folder: Path) -> list[str]:
    """What both validators, and our own rules that they do not know, hold against a Word file."""
    from ooxml_integrity import check
    from openxml_audit import OpenXmlValidator

    path = folder / "validated.docx"
    path.write_bytes(data)
    found = [str(fault) for fault in check(path)]
    found += [str(fault) for fault in OpenXmlValidator(max_errors=50).validate(path).errors]
    return found + list(_own_rules(data))


def _own_rules(data: bytes) -> Iterable[str]:
    roots = {name: etree.fromstring(part) for name, part in parts_of(data).items() if name.endswith(".xml")}
    body = roots["word/document.xml"]
    for name, root in roots.items():
        text = etree.tostring(root, encoding="unicode")
        for mark in ("{{", "{%", "\ue000", "\ue001", "\ue002", "\ue003"):
            if mark in text:
                yield f"{name}: {mark!r} is left"
    for path in ("//w:sdt/w:sdtPr/w:id/@w:val", "//wp:docPr/@id", "//w:bookmarkStart/@w:name"):
        values = [value for name, root in roots.items() if name.startswith("word/") for value in find(root, path)]
        if len(values) != len(set(values)):
            yield f"{path} repeats"
    if find(body, "//w:bookmarkStart[not(@w:id = //w:bookmarkEnd/@w:id)]"):
        yield "a bookmark without an end"
    yield from _accessibility(body, roots)


def _accessibility(body: Element, roots: Mapping[str, Any]) -> Iterable[str]:
    levels = [int(style[7:]) for style in find(body, "//w:pStyle/@w:val") if style[:7] == "Heading"]
    if any(below > above + 1 for above, below in zip([0, *levels], levels, strict=False)):
        yield f"heading levels have gaps: {levels}"
    if find(body, "//wp:docPr[not(string(@descr))]"):
        yield "a drawing without alternative text"
    if find(body, "//w:tbl[not(w:tr[1]/w:trPr/w:tblHeader)]") or find(body, "//w:tbl[not(w:tblPr/w:tblCaption)]"):
        yield "a table without a header row or a title"
    if find(body, "./w:body/w:p[not(.//w:t) and not(.//w:drawing) and not(w:pPr/w:pBdr)]"):
        yield "an empty paragraph"
    core = roots["docProps/core.xml"]
    properties = {etree.QName(found).localname: found.text or "" for found in core}
    if not properties.get("title") or properties.get("language") != "sv-SE":
        yield "no title or language"
    if set(find(roots["word/styles.xml"], "//w:rPrDefault//w:lang/@w:val")) != {"sv-SE"}:
        yield "the language is not Swedish"


def letterhead(folder: Path) -> Path:
    """A template of another organisation: python-docx's own styles in other fonts, a table in its head, a section of
    A4 in landscape, and rsplan's tags typed in."""
    document = docx.Document()
    styles = document.styles
    styles["Normal"].font.name, styles["Normal"].font.size = "DejaVu Serif", Pt(10.5)
    next(styles.element.iter(qn("w:lang"))).set(qn("w:val"), "sv-SE")
    styles.add_style("Kommunens ingress", WD_STYLE_TYPE.PARAGRAPH).font.italic = True
    first = document.sections[0]
    first.page_width, first.page_height, first.left_margin, first.right_margin = Mm(210), Mm(297), Mm(25), Mm(25)
    head = first.header.add_table(1, 2, Mm(160))
    head.cell(0, 0).text, head.cell(0, 1).text = "{{ organisation }}", "{{ diarienummer }}"
    first.footer.paragraphs[0].text = "{{ board }}, {{ date }}"
    document.add_heading("{{ headings.report }}", 0)
    document.add_paragraph("{{ sentences.assignments | stor }}.", style="Kommunens ingress")
    for line in ("{{p contents(2) }}", "{%p for s in sections %}", "{{p s.body }}", "{%p endfor %}"):
        if "body" in line:
            document.add_heading("{{ s.heading }}", 1)
        document.add_paragraph(line)
    wide = document.add_section(WD_SECTION.NEW_PAGE)
    wide.page_width, wide.page_height = Mm(297), Mm(210)
    document.add_heading("Tabeller", 1)
    document.add_paragraph("Se {{ reference('table', 'assignments') }}.")
    for name in ("indicators", "assignments", "activities_by_unit"):
        document.add_paragraph(f"{{{{p table('{name}') }}}}")
    document.add_paragraph("{{p chart('activities_by_unit') }}")
    path = folder / "brevpapper.docx"
    document.save(str(path))
    return path
