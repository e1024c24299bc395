"""Fills a Word template: Jinja first, with slots for values; then one pass over each part that sets the values.

Knows templates and Word, not which documents there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree
from msgspec import Struct, field

from rsplan.documents.office.ooxml import (
    PPR,
    TBL,
    TC,
    Element,
    P,
    R,
    T,
    attributes,
    child,
    element,
    parse,
    qname,
    text_content,
    wattr,
    whole_number,
)
from rsplan.documents.office.package import Package
from rsplan.documents.templating.markdown import NotKept, Prose, has_inline_only, parse_prose
from rsplan.documents.templating.refusals import BadTagError
from rsplan.documents.templating.running import render
from rsplan.documents.templating.slots import Slot, has_slot
from rsplan.documents.word import styles as names
from rsplan.documents.word.draft import ChartBlock, Contents, Draft, PlacedBlock, ProseBlock, TableBlock
from rsplan.documents.word.mend import mend
from rsplan.documents.word.narrow_columns import narrow_columns
from rsplan.documents.word.references import set_references
from rsplan.documents.word.setting import Setter, lone_block, split_run
from rsplan.documents.word.styles import paragraph_properties
from rsplan.documents.word.table_xml import EMPTY, set_tables, table_elements
from rsplan.documents.word.tagged_part import TaggedPart, place_of
from rsplan.documents.word.tags import find_tags, has_tags
from rsplan.findings import codes
from rsplan.findings.finding import finding, stop

TEXT_PARTS = (
    ("header", "sidhuvudet"),
    ("footer", "sidfoten"),
    ("footnotes", "fotnoterna"),
    ("endnotes", "slutnoterna"),
)
_BETWEEN_COLUMNS = 708  # what Word has between columns where a section says nothing
_STANDARD_WIDTH, _STANDARD_MARGIN, _ABOVE_A_DRAWING = 9_000, 1_417, 2_000
_BODY, _SECTION, _DRAWING = qname("w:body"), qname("w:sectPr"), qname("w:drawing")


def text_parts(package: Package) -> Iterator[tuple[str, str]]:
    """The parts that may hold tags, and what each is called: the body first."""
    yield package.main, "brödtexten"
    for kind, where in TEXT_PARTS:
        for part in package.related(package.main, kind):
            yield part, where


def fill(draft: Draft) -> None:
    """Carry out every tag of the draft's template and set the values."""
    package = draft.package
    refuse_hidden_tags(package)
    parts = list(text_parts(package))
    for part, where in parts:
        if has_tags(package.raw[part]):
            _render_part(draft, part, where)
    for part, where in parts:
        _set_values(draft, part, where)
        draft.findings += narrow_columns(draft, part)
    text = (names.BODY, names.BULLETS, names.NUMBERS, names.QUOTE, names.CODE)
    mend(package, [part for part, _ in parts], map(draft.styles.paragraph, text))
    set_references(draft)
    for part, _ in parts if draft.tables else ():
        set_tables(draft, part)


def refuse_hidden_tags(package: Package) -> None:
    """Stop at tags where a person would not look for them: the file's properties, comments, settings and drawings."""
    visible = {part for part, _ in text_parts(package)}
    for part, data in package.raw.items():
        hidden = part not in visible and part.endswith((".xml", ".rels"))
        if hidden and (b"{{" in data or b"{%" in data):
            raise stop(codes.TAG_OUT_OF_PLACE, f"{package.name}, {hidden_place(part)}")


def hidden_place(part: str) -> str:
    """What a part without visible text is called."""
    if part.startswith("docProps/"):
        return f"filens egenskaper ({part})"
    return f"kommentarerna ({part})" if "comments" in part else f"delen {part}"


def _render_part(draft: Draft, part: str, where: str) -> None:
    package = draft.package
    tagged = find_tags(package.tree(part), where)
    if tagged.faults:
        fault = tagged.faults[0]
        raise stop(codes.TAG_FAULT, f"{package.name}, {fault.place}", fault=fault.message)
    if not tagged.tags:
        return
    rendered = render(draft.environment, tagged.source(), package.name, tagged.locate)
    package.replace(part, _parsed(package, tagged, rendered))
    if tagged.in_attributes:
        _set_attributes(draft, part)


def _parsed(package: Package, tagged: TaggedPart, rendered: str) -> Element:
    try:
        return parse(rendered)
    except etree.XMLSyntaxError:
        raise stop(codes.TAG_ACROSS_PLACES, f"{package.name}, {tagged.where}") from None


def _set_attributes(draft: Draft, part: str) -> None:
    setter = Setter(draft, part)
    for found in draft.package.tree(part).iter():
        for name, value in attributes(found):
            if has_slot(value):
                found.set(name, setter.plain(value))


# Values


class _Place(Struct):
    """Where the pass over a part has come."""

    draft: Draft
    part: str
    where: str
    heading: int = 0
    within: list[str] = field(default_factory=list)

    @property
    def setter(self) -> Setter:
        in_body = self.part == self.draft.package.main
        return Setter(self.draft, self.part, self.draft.package.name, notes=in_body)


def _set_values(draft: Draft, part: str, where: str) -> None:
    place = _Place(draft, part, where)
    for paragraph in list(draft.package.tree(part).iter(P)):
        if paragraph.getparent() is None:
            continue
        slotted = [text for text in paragraph.iter(T) if has_slot(text.text) and _paragraph_of(text) is paragraph]
        if slotted:
            _set_paragraph(place, paragraph, slotted)
        level = draft.styles.heading_level(wattr(child(paragraph, "pPr", "pStyle")))
        place.heading = level or place.heading


def _paragraph_of(text: Element) -> Element | None:
    return next(text.iterancestors(P), None)


def _set_paragraph(place: _Place, paragraph: Element, slotted: list[Element]) -> None:
    block = _block_alone(place.draft, paragraph)
    try:
        if block is not None:
            _replace(paragraph, _blocks(place, block, paragraph))
            return
        for run in dict.fromkeys(text.getparent() for text in slotted):
            if run is not None and run.tag == R:
                _replace(run, _inline(place, run))
        _say_empty(paragraph)
    except BadTagError as refused:
        text = "".join(found.text or "" for found in paragraph.iter(T))
        where = place_of(paragraph, place.where, _readable(place.draft, text))
        raise stop(codes.VALUE_OUT_OF_PLACE, f"{place.draft.package.name}, {where}", fault=refused) from None


def _say_empty(paragraph: Element) -> None:
    """A cell whose value is empty says with a dash that it is meant to be empty."""
    cell = paragraph.getparent()
    if cell is None or cell.tag != TC or next(cell.iter(_DRAWING), None) is not None:
        return
    if not any((text.text or "").strip() for text in cell.iter(T)):
        paragraph.append(element("r", *text_content(EMPTY)))


def _readable(draft: Draft, text: str) -> str:
    return "".join(piece if isinstance(piece, str) else "…" for piece in draft.slots.pieces(text))


def _block_alone(draft: Draft, paragraph: Element) -> PlacedBlock | None:
    """The block that a paragraph consists of, if it does."""
    return lone_block(draft, "".join(found.text or "" for found in paragraph.iter(T)))


def _replace(found: Element, new: list[Element]) -> None:
    parent = found.getparent()
    if parent is None:
        return
    position = parent.index(found)
    parent[position : position + 1] = new


def _inline(place: _Place, run: Element) -> list[Element]:
    """A run's values. Prose of a single paragraph may stand in a line of text too."""
    plain_only = any(child(box, "sdtPr", "text") is not None for box in run.iterancestors(qname("w:sdt")))
    for text in run.iter(T):
        for piece in place.draft.slots.pieces(text.text or ""):
            if isinstance(piece, Slot) and isinstance(piece.value, ProseBlock):
                return _inline_prose(place, run)
    if plain_only:
        for text in run.iter(T):
            text.text = place.setter.plain(text.text or "")
        return [run]
    return split_run(place.setter, run)


def _inline_prose(place: _Place, run: Element) -> list[Element]:
    made: list[Element] = []
    for text in run.iter(T):
        for piece in place.draft.slots.pieces(text.text or ""):
            if not (isinstance(piece, Slot) and isinstance(piece.value, ProseBlock)):
                made += place.setter.piece(piece, run.find(qname("w:rPr")))
                continue
            prose = _prose(place, piece.value)
            if not has_inline_only(prose):
                raise BadTagError("text med flera stycken måste stå ensam i ett stycke i mallen.")
            made += place.setter.inlines(prose.blocks[0].inlines)  # type: ignore[union-attr]
    return made


def _blocks(place: _Place, block: PlacedBlock, paragraph: Element) -> list[Element]:
    match block:
        case TableBlock(table):
            if not block:
                return [_note_paragraph(place.draft, "Exporten har inga uppgifter till den här tabellen.")]
            return table_elements(place.draft, table, _width_at(paragraph))
        case ChartBlock(table=table):
            from rsplan.documents.word.charts import chart_elements

            width, height = _width_at(paragraph), _height_at(paragraph)
            look = paragraph.find(PPR)
            return chart_elements(place.draft, place.part, table, width, height, look, captioned=block.captioned)
        case Contents(levels):
            if place.part != place.draft.package.main:
                raise BadTagError("innehållsförteckningen kan bara stå i brödtexten.")
            marked = element("p")
            place.draft.contents.append((marked, Contents(levels, _width_at(paragraph))))
            return [marked]
        case ProseBlock():
            return _prose_elements(place, block, paragraph)


def _note_paragraph(draft: Draft, text: str) -> Element:
    run = element("r", element("t"))
    run[0].text = text
    return element("p", paragraph_properties(draft.styles.paragraph(names.BODY)), run)


def _prose_elements(place: _Place, block: ProseBlock, paragraph: Element) -> list[Element]:
    place.draft.prose.add(block.name)
    prose = _prose(place, block)
    setter = place.setter
    setter.path, setter.doubts = block.path, []
    body = paragraph.find(PPR)
    made: list[Element] = []
    if block.placeholder:
        marked = paragraph_properties(place.draft.styles.paragraph(names.PLACEHOLDER))
        made.append(element("p", marked, *setter.text(block.placeholder, None)))
    if block.path in place.within:
        raise BadTagError("texten placerar sig själv.")
    place.within.append(block.path)
    setter.placed = lambda inner: _blocks(place, inner, paragraph)
    try:
        made += setter.blocks(prose.blocks[:-1], place.heading, _let_go(body))
        made += setter.blocks(prose.blocks[-1:], place.heading, body)
    except BadTagError as refused:
        raise stop(codes.TEXT_FAULT, block.path, fault=refused) from None
    place.within.pop()
    _tell_doubts(place.draft, block.path, [*prose.doubts, *setter.doubts])
    return made


def _let_go(body: Element | None) -> Element | None:
    """The properties of the paragraphs before a text's last, where the template keeps the text with what follows: only
    its end is kept, unless the template keeps the text whole as well (``w:keepLines``)."""
    if body is None or child(body, "keepNext") is None or child(body, "keepLines") is not None:
        return body
    free = deepcopy(body)
    free.remove(free.find(qname("w:keepNext")))  # type: ignore[arg-type]
    return free


def _prose(place: _Place, block: ProseBlock) -> Prose:
    draft = place.draft
    source = draft.slots.clean_source(block.source)
    text = render(draft.environment, source, block.path, lambda line: f"rad {line}" if line else "")
    footnotes = {
        label: render(draft.environment, note, f"fotnoten {label}", _nowhere)
        for label, note in draft.report.footnotes.items()
        if f"[^{label}]" in text
    }
    return parse_prose(text, footnotes)


def _nowhere(line: int | None) -> str:  # noqa: ARG001
    return ""


def _tell_doubts(draft: Draft, path: str, doubts: list[NotKept]) -> None:
    for doubt in doubts:
        draft.findings.append(
            finding(
                codes.PROSE_NOT_KEPT,
                file=path,
                value=Setter(draft, "").plain(doubt.text),
                kind=doubt.kind,
                line=doubt.line,
            )
        )


def _width_at(paragraph: Element) -> int:
    """The width of the text around a paragraph, in twentieths of a point: of its cell, or of the section's column."""
    cell = next(paragraph.iterancestors(qname("w:tc")), None)
    if cell is not None:
        return whole_number(wattr(child(cell, "tcPr", "tcW"), "w"), _STANDARD_WIDTH)
    section = _section_of(paragraph)
    if section is None:
        return _STANDARD_WIDTH
    size, margins = child(section, "pgSz"), child(section, "pgMar")
    page = whole_number(wattr(size, "w"), 11_906)
    text = page - whole_number(wattr(margins, "left"), 0) - whole_number(wattr(margins, "right"), 0)
    return _column(child(section, "cols"), text)


def _column(columns: Element | None, text: int) -> int:
    """The width of the narrowest of a section's columns, in which anything may come to stand."""
    if columns is None:
        return text
    own = [whole_number(wattr(one, "w"), text) for one in columns.iterfind(qname("w:col"))]
    if own and wattr(columns, "equalWidth") in ("0", "false"):
        return min(own)
    count = max(1, whole_number(wattr(columns, "num"), 1))
    return (text - (count - 1) * whole_number(wattr(columns, "space"), _BETWEEN_COLUMNS)) // count


def _height_at(paragraph: Element) -> int:
    """The most that a drawing may take of a page, in twentieths of a point: the text's height less a heading and a
    caption."""
    section = _section_of(paragraph)
    size, margins = (None, None) if section is None else (child(section, "pgSz"), child(section, "pgMar"))
    text = whole_number(wattr(size, "h"), 16_838) - sum(
        whole_number(wattr(margins, edge), _STANDARD_MARGIN) for edge in ("top", "bottom")
    )
    return max(text - _ABOVE_A_DRAWING, text // 2)


def _section_of(paragraph: Element) -> Element | None:
    """The properties of the section that a paragraph lies in: the first that stand after it, at its own end or at the
    end of a later paragraph of the body.
    """
    outermost = [paragraph, *paragraph.iterancestors()]
    at = next((at for at, found in enumerate(outermost) if found.tag == _BODY), 0)
    if not at:
        return next(paragraph.getroottree().getroot().iter(_SECTION), None)
    holder = outermost[at - 1]
    for found in (holder, *holder.itersiblings()):
        if found.tag != TBL and (section := next(found.iter(_SECTION), None)) is not None:
            return section
    return None
