"""Prose: Markdown becomes blocks, and no word is lost on the way."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rsplan.documents.templating.markdown import (
    Block,
    Break,
    Code,
    Footnote,
    Heading,
    Inline,
    Listing,
    Paragraph,
    Quotation,
    Span,
    TableBlock,
    parse_prose,
)


def words(blocks: Iterable[Block]) -> str:
    """All text of some blocks."""
    return "".join(_words_of(block) for block in blocks)


def _words_of(block: Block) -> str:
    match block:
        case Paragraph(inlines) | Heading(_, inlines):
            return _text(inlines)
        case Listing(_, items):
            return "".join(words(item) for item in items)
        case Quotation(blocks):
            return words(blocks)
        case Code(text):
            return text
        case TableBlock(_, header, rows):
            return "".join(_text(cell) for row in (header, *rows) for cell in row)
    return ""


def _text(inlines: Iterable[Inline]) -> str:
    return "".join(
        inline.text if isinstance(inline, Span) else words(inline.blocks) if isinstance(inline, Footnote) else "\n"
        for inline in inlines
    )


def test_a_paragraph_keeps_its_emphasis_and_links() -> None:
    (block,) = parse_prose(
        "Ett **fett *och kursivt*** ord, ~~struket~~, `kod` och [en länk](https://x.se 'Tips')."
    ).blocks
    assert block == Paragraph((
        Span("Ett "), Span("fett ", bold=True), Span("och kursivt", bold=True, italic=True), Span(" ord, "),
        Span("struket", struck=True), Span(", "), Span("kod", code=True), Span(" och "),
        Span("en länk", link="https://x.se", tip="Tips"), Span("."),
    ))  # fmt: skip


def test_headings_lose_their_gaps() -> None:
    levels = [block.level for block in parse_prose("## A\n\n#### B\n\n###### C\n\n### D\n\n# E").blocks]  # type: ignore[union-attr]
    assert levels == [1, 2, 3, 2, 1]


def test_a_list_in_a_list_keeps_its_numbers() -> None:
    (block,) = parse_prose("- a\n\n  3. b\n  4. c\n- d").blocks
    assert isinstance(block, Listing)
    assert block.start is None
    inner = block.items[0][1]
    assert isinstance(inner, Listing)
    assert inner.start == 3


def test_a_predefined_footnote_is_found_and_the_author_s_own_wins() -> None:
    predefined = {"aktiviteter": "Räknas per enhet."}
    (block,) = parse_prose("Text[^aktiviteter].", predefined).blocks
    assert isinstance(block, Paragraph)
    assert words(block.inlines[1].blocks) == "Räknas per enhet."  # type: ignore[union-attr]
    own = parse_prose("Text[^aktiviteter].\n\n[^aktiviteter]: Egen.", predefined)
    assert words(own.blocks) == "TextEgen.."


@pytest.mark.parametrize(
    ("source", "kept", "kind", "line"),
    [
        ("Se\n\n![en bild](x.png)", "en bild", "bild", 3),
        ("![](x.png)", "x.png", "bild", 1),
        ("a <b>b</b>", "<b>b</b>", "HTML", 1),
        ("<div>\nhej\n</div>", "hej", "HTML", 1),
        ("Text[^okänd].", "[^okänd]", "fotnot utan text", 1),
        ("Text.\n\n[^x]: Glömd not.", "Glömd not.", "fotnot som inget hänvisar till", 3),
        ("Text.\n\n[obs]: rättas", "[obs]: rättas", "länkadress som inte används", 3),
        ("a[^a]\n\n[^a]: om sig[^a]", "om sig", "fotnot som hänvisar till sig själv", 3),
    ],
)
def test_what_cannot_be_kept_as_written_keeps_its_words_and_is_told(
    source: str, kept: str, kind: str, line: int
) -> None:
    prose = parse_prose(source)
    assert kept in words(prose.blocks)
    assert [(doubt.kind, doubt.line) for doubt in prose.doubts][:1] == [(kind, line)]


PLAIN = st.text(st.characters(categories=("L", "N"), include_characters=" -åäö&<>,.;:!?§%\u00a0"), max_size=60)


@given(st.lists(PLAIN.filter(str.strip), max_size=5))
def test_no_word_of_ordinary_text_is_lost(paragraphs: list[str]) -> None:
    text = words(parse_prose("\n\n".join(paragraphs)).blocks)
    letters = [letter for letter in "".join(paragraphs) if letter.isalnum()]
    found = iter(text)
    # A line that begins "1." is a list: its number is then Word's, not text.
    assert all(letter in found for letter in letters if not letter.isdigit())


def test_an_inline_note_and_a_hard_break_are_kept() -> None:
    (block,) = parse_prose("Text^[inne].\\\nny rad").blocks
    assert isinstance(block, Paragraph)
    assert any(isinstance(inline, Break) for inline in block.inlines)
    assert words([block]) == "Textinne.\nny rad"
