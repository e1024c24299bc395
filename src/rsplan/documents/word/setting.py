"""Sets prose in Word: blocks and inlines become paragraphs and runs in the document's own styles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy

from msgspec import Struct

from rsplan.documents.office.ooxml import RPR, Element, child, element, qname, text_content
from rsplan.documents.templating.filters import plain_text
from rsplan.documents.templating.markdown import (
    Block,
    Break,
    Code,
    Footnote,
    Heading,
    Inline,
    Listing,
    NotKept,
    Paragraph,
    Quotation,
    Span,
    TableBlock,
    ThematicBreak,
)
from rsplan.documents.templating.refusals import BadTagError
from rsplan.documents.templating.slots import Slot
from rsplan.documents.templating.values import Figure, Rate, Words
from rsplan.documents.word import styles as names
from rsplan.documents.word.dangers import is_plain_link
from rsplan.documents.word.draft import Draft, PlacedBlock, Reference
from rsplan.documents.word.references import reference_element
from rsplan.documents.word.styles import paragraph_properties
from rsplan.language.swedish import bound

_INDENT = 357  # 6.3 mm, as the packaged list styles have
_DEEPEST_LIST, _DEEPEST_HEADING = 8, 4


class Setter(Struct):
    """Sets text in one part of a document. ``notes`` is false where Word allows no footnotes."""

    draft: Draft
    part: str
    path: str = ""
    notes: bool = True
    doubts: list[NotKept] | None = None
    placed: Callable[[PlacedBlock], list[Element]] | None = None

    # Blocks

    def blocks(self, blocks: Sequence[Block], above: int, body: Element | None = None) -> Iterator[Element]:
        """Paragraphs and tables. ``above`` is the level of the heading above, ``body`` the properties of an ordinary
        paragraph."""
        for block in blocks:
            match block:
                case Heading(level, inlines):
                    name = f"heading {min(above + level, _DEEPEST_HEADING)}"
                    yield self._paragraph(paragraph_properties(self.draft.styles.paragraph(name)), inlines)
                case Paragraph(inlines):
                    alone = block_alone(self.draft, inlines) if self.placed else None
                    if alone is not None and self.placed:
                        yield from self.placed(alone)
                    else:
                        yield self._paragraph(self._body(body), inlines)
                case Listing():
                    yield from self._listing(block, 0, kept=body is not None and child(body, "keepNext") is not None)
                case Quotation(inner):
                    style = paragraph_properties(self.draft.styles.paragraph(names.QUOTE))
                    yield from self.blocks(inner, above, style)
                case Code(text):
                    style = paragraph_properties(self.draft.styles.paragraph(names.CODE))
                    yield self._paragraph(style, (Span(text),))
                case ThematicBreak():
                    yield element("p", self._ruled())
                case TableBlock():
                    yield self._grid(block)

    def _body(self, body: Element | None) -> Element:
        if body is not None:
            return deepcopy(body)
        return paragraph_properties(self.draft.styles.paragraph(names.BODY))

    def _paragraph(self, properties: Element, inlines: Sequence[Inline]) -> Element:
        return element("p", properties, *self.inlines(inlines))

    def _ruled(self) -> Element:
        line = element("pBdr", element("bottom", val="single", sz="4", space="1", color="808080"))
        return paragraph_properties(self.draft.styles.paragraph(names.BODY), line)

    def _listing(self, listing: Listing, depth: int, *, kept: bool = False) -> Iterator[Element]:
        number = self.draft.lists.new(listing.start)
        style = self.draft.styles.paragraph(names.BULLETS if listing.start is None else names.NUMBERS)
        for item in listing.items:
            yield from self._item(item, style, number, min(depth, _DEEPEST_LIST), kept=kept)

    def _item(self, item: Sequence[Block], style: str, number: str, depth: int, *, kept: bool) -> Iterator[Element]:
        numbered = element("numPr", element("ilvl", val=str(depth)), element("numId", val=number))
        indent = element("ind", left=str(_INDENT * (depth + 1)))
        together = (element("keepNext"),) if kept else ()
        follows = paragraph_properties(self.draft.styles.paragraph(names.BODY), *together, indent)
        first = paragraph_properties(style, *together, numbered)
        if not item or not isinstance(item[0], Paragraph):
            yield element("p", first)
        for position, block in enumerate(item):
            if isinstance(block, Listing):
                yield from self._listing(block, depth + 1, kept=kept)
            elif isinstance(block, Paragraph) and position == 0:
                yield self._paragraph(deepcopy(first), block.inlines)
            else:
                yield from self.blocks([block], _DEEPEST_HEADING, follows)

    def _grid(self, grid: TableBlock) -> Element:
        styles = self.draft.styles
        widths = _grid_widths(grid)
        title = self.plain(", ".join(_words(cell) for cell in grid.header))
        table = element(
            "tbl",
            element(
                "tblPr",
                element("tblStyle", val=styles.table(names.TABLE)),
                element("tblW", w="5000", type="pct"),
                element(
                    "tblLook",
                    val="0620",
                    firstRow="1",
                    lastRow="0",
                    firstColumn="0",
                    lastColumn="0",
                    noHBand="1",
                    noVBand="1",
                ),
                element("tblCaption", val=self.draft.slots.clean(f"{self.draft.caption_label('table')}: {title}")),
            ),
            element("tblGrid", *(element("gridCol", w=str(width)) for width in widths)),
        )
        header = element("trPr", element("cantSplit"), element("tblHeader"))
        for number, row in enumerate((grid.header, *grid.rows)):
            name = names.CELL_HEAD if number == 0 else names.CELL
            properties = header if number == 0 else element("trPr", element("cantSplit"))
            cells = [
                self._grid_cell(cell, styles.paragraph(name), align, width)
                for cell, align, width in zip(row, grid.aligns, widths, strict=True)
            ]
            table.append(element("tr", properties, *cells))
        return table

    def _grid_cell(self, cell: Sequence[Inline], style: str, align: str, width: int) -> Element:
        properties = paragraph_properties(style)
        if align in ("right", "center"):
            properties.append(element("jc", val=align))
        return element(
            "tc", element("tcPr", element("tcW", w=str(width), type="dxa")), self._paragraph(properties, cell)
        )

    # Inlines

    def inlines(self, inlines: Sequence[Inline]) -> Iterator[Element]:
        """Runs, controls, links and footnote marks."""
        for inline in inlines:
            match inline:
                case Break():
                    yield element("r", element("br"))
                case Footnote():
                    yield from self._note(inline)
                case Span(link=link) if link:
                    yield from self._linked(inline)
                case Span():
                    text = inline.text if inline.code else bound(inline.text)
                    yield from self.text(text, self._look(inline))

    def text(self, text: str, look: Element | None) -> Iterator[Element]:
        """Text with slots as runs and controls that look alike."""
        for piece in self.draft.slots.pieces(text):
            yield from self.piece(piece, look)

    def piece(self, piece: str | Slot, look: Element | None) -> Iterator[Element]:
        """One piece of a text: the text itself, or the value of a slot."""
        if isinstance(piece, Slot):
            yield from self.value(piece.value, look)
        else:
            yield _run(self.draft.slots.clean(piece), look)

    def value(self, value: object, look: Element | None) -> Iterator[Element]:
        """A value in a line of text."""
        if isinstance(value, Reference):
            yield self._reference(value, look)
            return
        if isinstance(value, PlacedBlock):
            raise BadTagError("text, tabeller och diagram måste stå ensamma i ett stycke.")
        text = self.draft.slots.clean(plain_text(value))
        if isinstance(value, Figure | Rate | Words) and text:
            yield self.draft.controls.figure(value, text, look)
        elif text:
            yield _run(text, look)

    def _reference(self, value: Reference, look: Element | None) -> Element:
        if self.part != self.draft.package.main:
            raise BadTagError("en hänvisning kan bara stå i brödtexten.")
        place = reference_element(deepcopy(look))
        self.draft.references.append((place, value))
        return place

    def plain(self, text: str) -> str:
        """Text with slots as nothing but text, for an attribute or an address."""
        return "".join(
            piece if isinstance(piece, str) else self.draft.slots.clean(plain_text(piece.value))
            for piece in self.draft.slots.pieces(text)
        )

    def _look(self, span: Span) -> Element | None:
        marks: list[Element] = []
        if span.link:
            marks.append(element("rStyle", val=self.draft.styles.character(names.LINK)))
        if span.code:
            marks.append(element("rFonts", ascii="Consolas", hAnsi="Consolas", cs="Consolas"))
        marks += [element(mark) for mark, on in (("b", span.bold), ("i", span.italic), ("strike", span.struck)) if on]
        return element("rPr", *marks) if marks else None

    def _linked(self, span: Span) -> Iterator[Element]:
        address = self.plain(span.link)
        if address.startswith("#"):
            self._doubt("länk inom texten", address)
            yield from self.text(span.text, None)
            return
        if not is_plain_link(address):
            self._doubt("länk till annat än en webbsida eller en e-postadress", address)
            yield from self.text(span.text, None)
            return
        link = element("hyperlink", *self.text(span.text, self._look(span)), history="1")
        if span.tip:
            link.set(qname("w:tooltip"), self.plain(span.tip)[:260])
        relation = self.draft.package.relate(self.part, "hyperlink", address, external=True)
        link.set(qname("r:id"), relation)
        yield link

    def _note(self, note: Footnote) -> Iterator[Element]:
        if not self.notes:
            self._doubt("fotnot på en plats där Word inte har fotnoter", f"[^{note.label}]")
            for block in note.blocks:
                if isinstance(block, Paragraph):
                    yield from self.inlines((Span(" ("), *block.inlines, Span(")")))
            return
        styles = self.draft.styles
        below = Setter(self.draft, self.draft.notes.part(), self.path, notes=False, doubts=self.doubts)
        look = paragraph_properties(styles.paragraph(names.NOTE))
        paragraphs = list(below.blocks(note.blocks, _DEEPEST_HEADING, look)) or [element("p", look)]
        mark = element("rPr", element("rStyle", val=styles.character(names.NOTE_MARK)))
        start = element("r", mark, element("footnoteRef"))
        first = next((found for found in paragraphs if found.tag.endswith("}p")), None)
        if first is not None:
            first.insert(1, start)
            start.addnext(_run(" ", None))
        number = self.draft.notes.add(paragraphs)
        yield element("r", deepcopy(mark), element("footnoteReference", id=number))

    def _doubt(self, kind: str, text: str) -> None:
        if self.doubts is not None:
            self.doubts.append(NotKept(kind, text, 0))


def block_alone(draft: Draft, inlines: Sequence[Inline]) -> PlacedBlock | None:
    """The block that a paragraph of prose consists of, if it does: ``{{ table('assignments') }}`` on its own line."""
    if len(inlines) != 1 or not isinstance(inlines[0], Span):
        return None
    return lone_block(draft, inlines[0].text)


def lone_block(draft: Draft, text: str) -> PlacedBlock | None:
    """The block that a text consists of, if it does."""
    pieces = [piece for piece in draft.slots.pieces(text) if not isinstance(piece, str) or piece.strip()]
    if len(pieces) == 1 and isinstance(pieces[0], Slot) and isinstance(pieces[0].value, PlacedBlock):
        return pieces[0].value
    return None


def split_run(setter: Setter, run: Element) -> list[Element]:
    """A template's run with the values of its slots: runs and controls that look like it."""
    look = run.find(RPR)
    pieces: list[Element] = []
    for content in run:
        if content.tag == RPR:
            continue
        made = list(setter.text(content.text, look)) if content.tag.endswith("}t") and content.text else None
        pieces += made if made is not None else [_wrapped(content, look)]
    return pieces


def _wrapped(content: Element, look: Element | None) -> Element:
    copied = deepcopy(content)
    copied.tail = None
    return element("r", *([deepcopy(look)] if look is not None else []), copied)


def _run(text: str, look: Element | None) -> Element:
    return element("r", *([deepcopy(look)] if look is not None else []), *text_content(text))


def _words(inlines: Sequence[Inline]) -> str:
    return "".join(inline.text for inline in inlines if isinstance(inline, Span))


def _grid_widths(grid: TableBlock) -> list[int]:
    """Widths of a table in prose by what its columns hold, each at least a sixth of an even share."""
    lengths = [1] * len(grid.aligns)
    for row in (grid.header, *grid.rows):
        for column, cell in enumerate(row):
            lengths[column] = max(lengths[column], min(len(_words(cell)), 60))
    total = sum(length + 4 for length in lengths)
    return [round(8_000 * (length + 4) / total) for length in lengths]
