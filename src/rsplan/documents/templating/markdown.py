"""Prose: Markdown as blocks of text, so that every kind of document sets it in its own way and no word is lost.

CommonMark with tables, strikethrough and footnotes. Knows nothing of Jinja or Word; what Markdown has and a report has
not (pictures, HTML) keeps its text and is told as a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from msgspec import Struct, field
from msgspec.structs import replace


class Span(Struct, frozen=True):
    """A piece of text in one appearance. ``link`` is the address that it leads to, ``tip`` the words shown over it."""

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    code: bool = False
    link: str = ""
    tip: str = ""


class Break(Struct, frozen=True):
    """A line break that the author asked for."""


class Footnote(Struct, frozen=True):
    """A footnote, where it is referred to."""

    label: str
    blocks: tuple[Block, ...]


Inline = Span | Break | Footnote


class Paragraph(Struct, frozen=True):
    """A paragraph."""

    inlines: tuple[Inline, ...]


class Heading(Struct, frozen=True):
    """A heading; ``level`` counts from 1 within the prose, without gaps."""

    level: int
    inlines: tuple[Inline, ...]


class Listing(Struct, frozen=True):
    """A list; ``start`` is its first number, None for bullets."""

    start: int | None
    items: tuple[tuple[Block, ...], ...]


class Quotation(Struct, frozen=True):
    """A quotation."""

    blocks: tuple[Block, ...]


class Code(Struct, frozen=True):
    """Text set as it stands, line by line."""

    text: str


class ThematicBreak(Struct, frozen=True):
    """A thematic break."""


class TableBlock(Struct, frozen=True):
    """A table; ``aligns`` has "left", "right", "center" or "" by column."""

    aligns: tuple[str, ...]
    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


Block = Paragraph | Heading | Listing | Quotation | Code | ThematicBreak | TableBlock


class NotKept(Struct, frozen=True):
    """Something that could not be kept as written. ``line`` counts from 1; ``kind`` is a word for the message."""

    kind: str
    text: str
    line: int


class Prose(Struct, frozen=True):
    """A text as blocks, with what was doubtful in it."""

    blocks: tuple[Block, ...]
    doubts: tuple[NotKept, ...] = ()


def parse_prose(source: str, footnotes: Mapping[str, str] | None = None) -> Prose:
    """The blocks of a Markdown text. ``footnotes`` are the predefined ones, used by ``[^name]`` where the text does not
    define the name itself."""
    seen: dict[str, Any] = {}
    tokens = _parser().parse(_with_footnotes(source, footnotes or {}), seen)
    reader = _Reader(source, seen.get("footnotes", {}).get("list", {}))
    reader.define(tokens)
    blocks = reader.blocks(_outside_definitions(tokens))
    blocks += reader.unused_definitions()
    blocks += reader.unused_addresses(seen.get("references", {}))
    return Prose(tuple(_levelled(blocks)), tuple(reader.doubts))


def has_inline_only(prose: Prose) -> bool:
    """Whether a text is no more than one paragraph, and so can stand inside a sentence or a cell."""
    return len(prose.blocks) == 1 and isinstance(prose.blocks[0], Paragraph)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).use(footnote_plugin)
    # The plugin moves the notes to the end and drops those that nothing refers to: we read them where they stand.
    parser.core.ruler.disable("footnote_tail")
    return parser


def _with_footnotes(source: str, footnotes: Mapping[str, str]) -> str:
    missing = {
        name: text
        for name, text in footnotes.items()
        if f"[^{name}]" in source and f"\n[^{name}]:" not in f"\n{source}"
    }
    definitions = "".join(f"\n\n[^{name}]: " + " ".join(text.split()) for name, text in missing.items())
    return source + definitions


def _outside_definitions(tokens: Sequence[Token]) -> list[Token]:
    kept, inside = [], 0
    for token in tokens:
        inside += (token.type == "footnote_reference_open") - (token.type == "footnote_reference_close")
        if not inside and token.type != "footnote_reference_close":
            kept.append(token)
    return kept


def _levelled(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with their heading levels counted by depth: a jump from ## to #### is one step down."""
    open_levels: list[int] = []
    for block in blocks:
        if isinstance(block, Heading):
            while open_levels and open_levels[-1] >= block.level:
                open_levels.pop()
            open_levels.append(block.level)
            yield replace(block, level=len(open_levels))
        else:
            yield block


_HTML = re.compile(r"</?[A-Za-z][^<>]*>|<!--")


class _Reader(Struct):
    """Reads the parser's tokens into blocks; remembers the notes and the doubts."""

    source: str
    written_in_place: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    doubts: list[NotKept] = field(default_factory=list)
    notes: dict[str, list[Token]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    reading: list[str] = field(default_factory=list)
    line: int = 1

    def define(self, tokens: Sequence[Token]) -> None:
        """Find the footnotes' definitions."""
        label: str | None = None
        for token in tokens:
            if token.type == "footnote_reference_open":
                label = token.meta["label"]
                self.notes.setdefault(label, [])
            elif token.type == "footnote_reference_close":
                label = None
            elif label is not None:
                self.notes[label].append(token)

    def unused_definitions(self) -> list[Block]:
        """The notes that nothing refers to: their words stay, at the end."""
        kept: list[Block] = []
        for label, tokens in self.notes.items():
            if label not in self.used:
                self.doubts.append(
                    NotKept("fotnot som inget hänvisar till", f"[^{label}]", self._line_of(f"[^{label}]:"))
                )
                kept += self.blocks(tokens)
        return kept

    def unused_addresses(self, references: Mapping[str, Mapping[str, Any]]) -> list[Block]:
        """Lines that Markdown takes for a link's address ("[obs]: rättas") although no link uses it: they stay."""
        kept: list[Block] = []
        folded = " ".join(self.source.split()).casefold()
        for label, target in references.items():
            if folded.count(f"[{label.casefold()}]") < 2:
                line = self.source.splitlines()[target["map"][0]].strip()
                self.doubts.append(NotKept("länkadress som inte används", line, target["map"][0] + 1))
                kept.append(Paragraph((Span(line),)))
        return kept

    def blocks(self, tokens: Sequence[Token]) -> list[Block]:
        """The blocks of a sequence of tokens."""
        found: list[Block] = []
        position = 0
        while position < len(tokens):
            end = _matching(tokens, position)
            found += self._block(tokens[position], tokens[position + 1 : end])
            position = end + 1
        return found

    def _block(self, token: Token, inner: Sequence[Token]) -> list[Block]:
        if token.map:
            self.line = token.map[0] + 1
        match token.type:
            case "paragraph_open":
                inlines = self._inlines(inner)
                return [Paragraph(inlines)] if inlines else []
            case "heading_open":
                return [Heading(int(token.tag[1:]), self._inlines(inner))]
            case "bullet_list_open" | "ordered_list_open":
                start = None if token.type.startswith("bullet") else int(token.attrs.get("start", 1))
                return [Listing(start, tuple(tuple(item) for item in self._items(inner)))]
            case "blockquote_open":
                return [Quotation(tuple(self.blocks(inner)))]
            case "fence" | "code_block":
                return [Code(token.content.rstrip("\n"))]
            case "hr":
                return [ThematicBreak()]
            case "table_open":
                return [self._grid(inner)]
            case "inline":
                return [Paragraph(self._inlines([token]))]
        raise AssertionError(f"a Markdown token that rsplan does not know: {token.type}")

    def _items(self, tokens: Sequence[Token]) -> Iterator[list[Block]]:
        position = 0
        while position < len(tokens):
            end = _matching(tokens, position)
            yield self.blocks(tokens[position + 1 : end])
            position = end + 1

    def _grid(self, tokens: Sequence[Token]) -> TableBlock:
        rows: list[tuple[tuple[Inline, ...], ...]] = []
        aligns: tuple[str, ...] = ()
        for position, token in enumerate(tokens):
            if token.type == "tr_open":
                row = tokens[position + 1 : _matching(tokens, position)]
                cells = [index for index, cell in enumerate(row) if cell.type in ("th_open", "td_open")]
                aligns = aligns or tuple(_align(row[index]) for index in cells)
                rows.append(tuple(self._inlines(row[index + 1 : _matching(row, index)]) for index in cells))
        return TableBlock(aligns, rows[0], tuple(rows[1:]))

    def _inlines(self, tokens: Sequence[Token]) -> tuple[Inline, ...]:
        inlines: list[Inline] = []
        for token in tokens:
            inlines += self._spans(token.children or [])
        return tuple(_trimmed(_merged(inlines)))

    def _spans(self, tokens: Sequence[Token]) -> Iterator[Inline]:
        look = Span("")
        for token in tokens:
            match token.type:
                case "strong_open" | "strong_close":
                    look = replace(look, bold=token.nesting == 1)
                case "em_open" | "em_close":
                    look = replace(look, italic=token.nesting == 1)
                case "s_open" | "s_close":
                    look = replace(look, struck=token.nesting == 1)
                case "link_open":
                    look = replace(look, link=_address(token), tip=str(token.attrs.get("title", "")))
                case "link_close":
                    look = replace(look, link="", tip="")
                case "hardbreak":
                    yield Break()
                case "softbreak":
                    yield replace(look, text=" ")
                case "code_inline":
                    yield replace(look, text=token.content, code=True)
                case "image":
                    yield from self._picture(token, look)
                case "footnote_ref":
                    yield from self._note(token)
                case _:
                    yield from self._text(token, look)

    def _text(self, token: Token, look: Span) -> Iterator[Inline]:
        if "[^" in token.content and "]" in token.content:
            self.doubts.append(NotKept("fotnot utan text", token.content.strip(), self.line))
        if _HTML.search(token.content):
            self.doubts.append(NotKept("HTML", token.content.strip(), self.line))
        yield replace(look, text=token.content)

    def _picture(self, token: Token, look: Span) -> Iterator[Inline]:
        self.doubts.append(NotKept("bild", str(token.attrs.get("src", "")), self.line))
        words = "".join(child.content for child in token.children or []) or token.content
        yield replace(look, text=words or str(token.attrs.get("src", "")))

    def _note(self, token: Token) -> Iterator[Inline]:
        label = str(token.meta.get("label") or "")
        if not label:
            written = self.written_in_place[token.meta["id"]]
            yield Footnote("", (Paragraph(tuple(_trimmed(_merged(list(self._spans(written["tokens"])))))),))
            return
        if label in self.reading:
            self.doubts.append(NotKept("fotnot som hänvisar till sig själv", f"[^{label}]", self.line))
            return
        self.used.add(label)
        self.reading.append(label)
        blocks = tuple(self.blocks(self.notes.get(label, [])))
        self.reading.pop()
        yield Footnote(label, blocks)

    def _line_of(self, text: str) -> int:
        before, found, _ = self.source.partition(text)
        return before.count("\n") + 1 if found else 1


def _matching(tokens: Sequence[Token], position: int) -> int:
    """Where what opens at a position closes; the position itself for what stands alone."""
    depth = 0
    for index in range(position, len(tokens)):
        depth += tokens[index].nesting
        if depth <= 0:
            return index
    return len(tokens) - 1


def _align(token: Token) -> str:
    return str(token.attrs.get("style", "")).removeprefix("text-align:")


def _address(token: Token) -> str:
    # The parser writes slots in an address as %EE%80%80…: they are turned back, all else stays encoded.
    address = str(token.attrs.get("href", ""))
    return "".join(_decoded_slots(address)) if "%EE%80%8" in address else address


def _decoded_slots(address: str) -> Iterator[str]:
    pieces = address.split("%EE%80%")
    yield pieces[0]
    for piece in pieces[1:]:
        yield unquote("%EE%80%" + piece[:2]) + piece[2:]


def _merged(inlines: Sequence[Inline]) -> Iterator[Inline]:
    """The inlines with neighbours of the same appearance made one."""
    held: Span | None = None
    for inline in inlines:
        if isinstance(inline, Span) and held is not None and replace(inline, text="") == replace(held, text=""):
            held = replace(held, text=held.text + inline.text)
            continue
        if held is not None and held.text:
            yield held
        held = inline if isinstance(inline, Span) else None
        if held is None:
            yield inline
    if held is not None and held.text:
        yield held


def _trimmed(inlines: Iterator[Inline]) -> list[Any]:
    found = list(inlines)
    while found and isinstance(found[-1], Break):
        found.pop()
    return found
