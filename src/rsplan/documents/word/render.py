"""The report and the memo as Word files: which names their templates have, and what comes back."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from rsplan.boundary.folders import is_folder
from rsplan.boundary.inputs import TEMPLATE, read_input
from rsplan.documents.office.package import Package, read_package
from rsplan.documents.office.proof import unrelated
from rsplan.documents.templating.filters import plain_text
from rsplan.documents.templating.jinja import TemplateEnvironment
from rsplan.documents.templating.names import names
from rsplan.documents.templating.refusals import BadTagError
from rsplan.documents.templating.rows import table_children
from rsplan.documents.templating.slots import Slots
from rsplan.documents.templating.values import Branch, Figure, Rate, Words
from rsplan.documents.word.controls import Controls
from rsplan.documents.word.coverage import left_out, refuse_empty
from rsplan.documents.word.dangers import dangers
from rsplan.documents.word.draft import ChartBlock, Contents, Draft, PlacedBlock, ProseBlock, Reference, TableBlock
from rsplan.documents.word.fill import fill
from rsplan.documents.word.footnotes import Footnotes
from rsplan.documents.word.lists import Lists
from rsplan.documents.word.properties import set_properties
from rsplan.documents.word.seal import sealed
from rsplan.documents.word.store import write_store
from rsplan.documents.word.styles import Stylebook
from rsplan.findings import codes
from rsplan.findings.finding import ConfigurationError, Finding, finding, stop
from rsplan.report.documents import Rendered
from rsplan.report.report import Report, Section, Table

_MOST_LEVELS = 3  # of headings in a table of contents: more have no style of their own


def packaged_template(name: str) -> Path:
    """A template that comes with rsplan: in the package, or beside the sources in a development checkout."""
    package = Path(__file__).parents[2]
    inside = package / "templates"
    return (inside if is_folder(inside) else package.parents[1] / "templates") / name


def render_report(report: Report, template: Path) -> Rendered:
    """The Word report. Raises ``ConfigurationError`` for what is wrong with the template or a text."""
    return _render(report, template, "report")


def render_memo(report: Report, template: Path) -> Rendered:
    """The cover memo (tjänsteskrivelse). Raises ``ConfigurationError`` as ``render_report`` does."""
    return _render(report, template, "memo")


def _render(report: Report, template: Path, document: str) -> Rendered:
    data = read_template(template)
    package = read_package(data, template.name)
    refuse_dangers(package)
    _refuse_unrelated(package)
    package.become_document()
    # Word 2010 keeps the styles a second time and reads them from there, where those are missing that are lent.
    package.unrelate(package.main, "/stylesWithEffects")
    draft = new_draft(report, package)
    fill(draft)
    refuse_empty(package)
    if document == "report":
        draft.findings += left_out(draft)
    about = report.about
    set_properties(
        package,
        title=report.headings.get(document) or f"{about.plan_name} {about.year}",
        organisation=about.organisation,
        subject=about.diarienummer,
        day=about.date,
    )
    evidence = write_store(package, draft.controls, report, document, data)
    return Rendered(sealed(package, evidence), tuple(dict.fromkeys([*draft.findings, *_told(draft)])))


def refuse_dangers(package: Package) -> None:
    """Raise ``ConfigurationError`` for a template that would carry something harmful into the document."""
    found = [
        finding(codes.TEMPLATE_HARMFUL, file=package.name, where=each.where, value=each.what)
        for each in dangers(package)
    ]
    if found:
        more = f" ({len(found)} fynd i allt)" if len(found) > 1 else ""
        raise ConfigurationError(f"{found[0].place}: {found[0].message}{more}", found[0].hint or "", found)


def _refuse_unrelated(package: Package) -> None:
    """Raise ``ConfigurationError`` for a template whose text uses relationships that it lacks: Word would open no
    document made from it.
    """
    folder, _, base = package.main.rpartition("/")
    if unrelated(package.tree(package.main), (rel.id for rel in package.rels(package.main))):
        raise stop(codes.PART_DAMAGED, package.name, part=f"{folder}/_rels/{base}.rels")


def read_template(template: Path) -> bytes:
    """A template's bytes. Raises an ``RsplanError``."""
    return read_input(template, TEMPLATE)


def _told(draft: Draft) -> list[Finding]:
    cleaned = [finding(codes.CHARACTERS_REMOVED, value=printable(text)) for text in draft.slots.cleaned]
    return [
        *cleaned,
        *(finding(codes.STYLE_MISSING, file=draft.package.name, value=name) for name in draft.styles.lent),
    ]


def printable(text: str) -> str:
    """A text with what cannot be shown written as escapes, shortened."""
    shown = text.encode("unicode_escape").decode("ascii") if not text.isprintable() else text
    return shown if len(shown) <= 80 else shown[:79] + "…"


def new_draft(report: Report, package: Package) -> Draft:
    """A draft of a document of a report."""
    slots = Slots()
    styles = Stylebook(package, _lender)
    return Draft(
        report=report,
        package=package,
        styles=styles,
        environment=TemplateEnvironment(document_names(report), _shower(slots)),
        slots=slots,
        controls=Controls(),
        lists=Lists(package, styles),
        notes=Footnotes(package),
    )


@cache
def _lender_bytes() -> bytes:
    return read_template(packaged_template("rapport.docx"))


def _lender() -> Package:
    return read_package(_lender_bytes(), "rapport.docx")


def _shower(slots: Slots) -> Callable[[object], str]:
    def show(value: object) -> str:
        if isinstance(value, Figure | Rate | Words | PlacedBlock | Reference):
            return slots.put(value)
        text = plain_text(value)
        return slots.put(text) if text else ""

    return show


def document_names(report: Report) -> dict[str, Any]:
    """Every name of a Word template: the report's, and the blocks that can be placed."""
    sections = {section.id: section_block(section) for section in report.sections}
    texts = {name: ProseBlock(text, _text_path(report, name), name=name) for name, text in report.texts.items()}
    tables = {name: TableBlock(table, _inside(report, table)) for name, table in report.tables.items()}
    # A table that is empty in this period has no columns, and its chart is left out.
    charts = {name: ChartBlock(table) for name, table in report.tables.items() if table.of_counts or not table.columns}
    return {
        **names(report),
        "sections": [
            Branch("section", {"id": section.id, "heading": section.heading, "body": sections[section.id]})
            for section in report.sections
        ],
        "tables": Branch("tables", tables),
        "texts": Branch("texts", texts),
        "proposal": ProseBlock(report.about.decision, "rsplan.toml, proposal", name="proposal"),
        "section": _chooser("section", sections),
        "table": _chooser("table", tables),
        "text": _texts(report, texts),
        "chart": _charts(charts),
        "contents": _contents,
        "reference": _references(report),
    }


def section_block(section: Section) -> ProseBlock:
    """A section's prose; where nobody has written it, a marked placeholder and the computed sentences."""
    if section.text is not None and section.text.strip():
        return ProseBlock(section.text, section.path, name=section.id)
    where = f"ordvalet, avsnittet {section.id}"
    return ProseBlock(section.fallback, where, _missing(section.path), section.id)


def _missing(path: str) -> str:
    return f"[Här saknas text. Skriv den i {path}.]"


def _text_path(report: Report, name: str) -> str:
    return f"texts/{report.about.period.slug}/{name}.md"


def _texts(report: Report, texts: Mapping[str, ProseBlock]) -> Callable[[str], ProseBlock]:
    def text(name: str) -> ProseBlock:
        path = _text_path(report, str(name))
        return texts.get(str(name)) or ProseBlock("", path, _missing(path), str(name))

    return text


def unknown_block(kind: str, name: str, blocks: Iterable[str]) -> str:
    """What is wrong with ``section('resutlat')``, with the nearest known one."""
    near = difflib.get_close_matches(name, list(blocks), n=1, cutoff=0.5)
    meant = f' Menade du "{near[0]}"?' if near else ""
    return f"{kind}('{name}') finns inte.{meant} Välj bland: {', '.join(blocks) or 'inga i den här rapporten'}."


def _inside(report: Report, table: Table) -> Callable[[], Mapping[str, Any]]:
    return lambda: table_children(report, table)


def _contents(levels: object = 2) -> Contents:
    if not isinstance(levels, int) or not 1 <= levels <= _MOST_LEVELS:
        raise BadTagError(f"contents({levels}) går inte: antalet nivåer är 1 till {_MOST_LEVELS}.")
    return Contents(int(levels))


def _references(report: Report) -> Callable[[str, str], Reference]:
    """``reference('table', 'indicators')``: what it may point to, and what that is called."""
    captions = {name: table.caption for name, table in report.tables.items()}
    start = "appendix_"
    appendices = {
        **{key.removeprefix(start): text for key, text in report.headings.items() if key.startswith(start)},
        "comparison": report.comparison.heading if report.comparison else "",
    }
    targets = {"table": captions, "chart": captions, "appendix": appendices}

    def reference(kind: str, name: str) -> Reference:
        known = targets.get(str(kind))
        if known is None:
            raise BadTagError(unknown_block("reference", str(kind), targets))
        if str(name) not in known:
            raise BadTagError(unknown_block(f"reference('{kind}', …)", str(name), known))
        return Reference(str(kind), str(name), known[str(name)])

    return reference


def _charts(charts: Mapping[str, ChartBlock]) -> Callable[..., ChartBlock]:
    choose = _chooser("chart", charts)

    def chart(name: str, caption: object = True) -> ChartBlock:
        found: ChartBlock = choose(name)
        return replace(found, captioned=bool(caption))

    return chart


def _chooser(kind: str, blocks: Mapping[str, Any]) -> Callable[[str], Any]:
    def choose(name: str) -> Any:
        if str(name) not in blocks:
            raise BadTagError(unknown_block(kind, str(name), blocks))
        return blocks[str(name)]

    return choose
