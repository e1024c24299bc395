"""What holds nothing but statements gives way to them: a paragraph, a row of a table, and between runs a run's text."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from rsplan.documents.office.ooxml import PPR, RPR, TR, XML_SPACE, Element, P, R, T, qname
from rsplan.documents.word.looped_tables import mark_repeated
from rsplan.documents.word.tagged_part import (
    COMMENT,
    EXPRESSION,
    MARK,
    STATEMENT,
    Fault,
    Tag,
    TaggedPart,
    mark_of,
    number_of,
    own_texts,
)

# What a paragraph may hold and still give way to its statements.
_UNSEEN = {
    PPR, RPR, R, T,
    *(qname(f"w:{name}") for name in ("proofErr", "bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak", "lang")),
}  # fmt: skip


def give_way(part: TaggedPart) -> None:
    """Put the statements of a part where what they choose or repeat is whole rows, paragraphs and runs."""
    for row in list(part.root.iter(TR)):
        _give_way_row(part, row)
    for paragraph in list(part.root.iter(P)):
        _give_way_paragraph(part, paragraph)
    for run in [found for found in part.root.iter(R) if _statements_in(part, found)]:
        _lift_statements(part, run)


def _give_way_row(part: TaggedPart, row: Element) -> None:
    whole = "".join(text.text or "" for text in row.iter(T))
    tags = list(part.marked(whole))
    if not any(tag.level == "tr" for tag in tags):
        return
    if MARK.sub("", whole).strip() or any(tag.kind == EXPRESSION for tag in tags):
        place = next(tag.place for tag in tags if tag.level == "tr")
        part.faults.append(Fault(place, "{%tr … %} måste stå ensam i sin tabellrad."))
    if any(tag.code.startswith("for ") for tag in tags):
        mark_repeated(row)
    _replace_by_text(row, "".join(mark[0] for mark in MARK.finditer(whole)))


def _give_way_paragraph(part: TaggedPart, paragraph: Element) -> None:
    whole = "".join(text.text or "" for text in own_texts(paragraph))
    tags = list(part.marked(whole))
    was_comment = not tags and not whole.strip() and _held_comment(part, paragraph)
    alone = not MARK.sub("", whole).strip() and _is_plain(paragraph)
    if (tags and alone and all(tag.kind == STATEMENT for tag in tags)) or (was_comment and alone):
        _replace_by_text(paragraph, "".join(mark[0] for mark in MARK.finditer(whole)))
        return
    for tag in tags:
        if tag.level == "p" and not (alone and len(tags) == 1):
            part.faults.append(Fault(tag.place, f"{{{tag.kind}p … måste stå ensam i sitt stycke."))


def _held_comment(part: TaggedPart, paragraph: Element) -> bool:
    # A comment leaves an empty text behind where an empty paragraph of the author's has none.
    return any(text.text == "" for text in own_texts(paragraph)) and any(tag.kind == COMMENT for tag in part.tags)


def _is_plain(paragraph: Element) -> bool:
    properties = set()
    for name in (PPR, RPR):
        for found in paragraph.iter(name):
            properties |= set(found.iterdescendants())
    return all(found.tag in _UNSEEN or found in properties for found in paragraph.iterdescendants())


def _replace_by_text(found: Element, text: str) -> None:
    parent = found.getparent()
    if parent is None:
        return
    previous = found.getprevious()
    text += found.tail or ""
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    found.tail = None
    parent.remove(found)


def _statements_in(part: TaggedPart, run: Element) -> bool:
    return any(tag.kind == STATEMENT for text in run.findall(T) for tag in part.marked(text.text or ""))


def _lift_statements(part: TaggedPart, run: Element) -> None:
    """Split a run at its statements, which then stand between runs: what they choose is whole runs."""
    parent = run.getparent()
    if parent is None:
        return
    pieces: list[Element | str] = []
    current = _like(run)
    for content in run:
        if content.tag == RPR:
            continue
        if content.tag != T:
            current.append(deepcopy(content))
            continue
        for piece in _cut(part, content.text or ""):
            if isinstance(piece, Tag):
                pieces += [current, mark_of(part.tags.index(piece))]
                current = _like(run)
            else:
                current.append(_text_like(piece))
    pieces.append(current)
    _put_in_place(run, [piece for piece in pieces if isinstance(piece, str) or _has_content(piece)])


def _cut(part: TaggedPart, text: str) -> Iterator[str | Tag]:
    end = 0
    for mark in MARK.finditer(text):
        tag = part.tags[number_of(mark[1])]
        if tag.kind == STATEMENT:
            if mark.start() > end:
                yield text[end : mark.start()]
            yield tag
            end = mark.end()
    if end < len(text):
        yield text[end:]


def _like(run: Element) -> Element:
    made = etree.Element(R)
    properties = run.find(RPR)
    if properties is not None:
        made.append(deepcopy(properties))
    return made


def _text_like(text: str) -> Element:
    made = etree.Element(T)
    made.text = text
    made.set(XML_SPACE, "preserve")
    return made


def _has_content(run: Element) -> bool:
    return any(content.tag != RPR for content in run)


def _put_in_place(run: Element, pieces: list[Element | str]) -> None:
    parent = run.getparent()
    assert parent is not None
    last = run
    tail, run.tail = run.tail, None
    for piece in pieces:
        if isinstance(piece, str):
            last.tail = (last.tail or "") + piece
        else:
            last.addnext(piece)  # after the tail of the element before
            last = piece
    last.tail = (last.tail or "") + (tail or "")
    _replace_by_text(run, "")
