"""Jinja tags in a Word template: finds them whole, even where Word has split them, and knows the place of each.

Gives a part's tree as Jinja source. ``{{ value }}`` stands in a run. A paragraph that holds nothing but statements
(``{% for … %}``, with or without the ``p`` of docxtpl's ``{%p``) gives way to them; ``{%tr … %}`` alone in a table row
does the same for the row. Typographic quotes inside a tag, which Word makes by itself, are read as plain ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from rsplan.documents.office.ooxml import (
    BR,
    TAB,
    XML_SPACE,
    Element,
    P,
    T,
    attributes,
)
from rsplan.documents.word.giving_way import give_way
from rsplan.documents.word.section_breaks import free_section_breaks
from rsplan.documents.word.tagged_part import (
    COMMENT,
    STATEMENT,
    Fault,
    Tag,
    TaggedPart,
    mark_of,
    own_texts,
    owner,
    place_of,
    short,
)

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_LEFTOVER = re.compile(r"\{\{|\{%|\{#|%\}|#\}")
_OPENED = re.compile(r"\{\{|\{%|\{#")
_LEVEL = re.compile(r"(p|tr|tc|r)(?=\s)")
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": "'", "´": "'", "\u00a0": " "})
MAX_TAG = 2_000


def find_tags(root: Element, where: str) -> TaggedPart:
    """Mark every tag of a part. ``where`` is what the part is called: "brödtexten", "sidhuvudet"."""
    part = TaggedPart(root, where)
    free_section_breaks(root)
    for paragraph in list(root.iter(P)):
        _mark_paragraph(part, paragraph)
    _mark_attributes(part)
    give_way(part)
    _check_pairs(part)
    return part


def has_tags(data: bytes) -> bool:
    """Whether a part may hold tags: a quick look at its bytes, where Word may have split ``{{`` over runs."""
    return b"{" in data or b"}" in data


# Finding


def _mark_paragraph(part: TaggedPart, paragraph: Element) -> None:
    texts = own_texts(paragraph)
    whole = "".join(text.text or "" for text in texts)
    if "{" not in whole and "}" not in whole:
        return
    place = place_of(paragraph, part.where, whole)
    for found in reversed(list(_TAG.finditer(whole))):
        _mark(part, texts, found.start(), found.end(), _tag(part, found[0], place))
    rest = _TAG.sub("", whole)
    if _OPENED.search(rest):
        part.faults.append(Fault(place, "en tagg öppnas men stängs inte."))
    elif _LEFTOVER.search(rest) or "}}" in rest:
        part.faults.append(Fault(place, "en tagg stängs men öppnas inte."))


def _tag(part: TaggedPart, written: str, place: str) -> Tag:
    kind = written[1]
    code = " ".join(written[2:-2].translate(_QUOTES).split())
    code = code.removeprefix("-").removeprefix("+").removesuffix("-").removesuffix("+")
    level = _LEVEL.match(code)
    if level and kind != COMMENT and not code[level.end() :].lstrip().startswith(("=", "|", ".", "[")):
        code = code[level.end() :]
    else:
        level = None
    code = code.strip()
    if len(code) > MAX_TAG:
        part.faults.append(Fault(place, "taggen är orimligt lång."))
        code = "''"
    if level and level[1] == "tc":
        part.faults.append(Fault(place, "{%tc … %} går inte att använda; lägg kolumnerna i mallen."))
    if kind == STATEMENT and code.split(" ")[0] in ("raw", "endraw"):
        part.faults.append(Fault(place, "raw går inte att använda i en Word-mall."))
        code = "set _ = 0"
    return Tag(kind, level[1] if level else "", code, place)


def _mark(part: TaggedPart, texts: list[Element], start: int, end: int, tag: Tag) -> None:
    """Put a mark where the tag's text begins, and take away the rest of its text."""
    part.tags.append(tag)
    mark = "" if tag.kind == COMMENT else mark_of(len(part.tags) - 1)
    position, first, last = 0, None, None
    for text in texts:
        content = text.text or ""
        here_start, here_end = max(start - position, 0), min(end - position, len(content))
        if here_start < here_end:
            text.text = content[:here_start] + (mark if first is None else "") + content[here_end:]
            text.set(XML_SPACE, "preserve")
            first, last = first if first is not None else text, text
        position += len(content)
    if first is not None and first is not last:
        _drop_breaks_between(first, last)


def _drop_breaks_between(first: Element, last: Element | None) -> None:
    inside = False
    paragraph = owner(first)
    for found in list(paragraph.iter()) if paragraph is not None else []:
        if found is first:
            inside = True
        elif found is last:
            return
        elif inside and found.tag in (TAB, BR):
            parent = found.getparent()
            if parent is not None:
                parent.remove(found)


def _mark_attributes(part: TaggedPart) -> None:
    for found in part.root.iter():
        if not isinstance(found.tag, str):
            continue
        for name, value in attributes(found):
            if "{{" in value or "{%" in value:
                _mark_attribute(part, found, name, value)
        if found.tag != T and found.text and _OPENED.search(found.text):
            part.faults.append(Fault(part.where, f'en tagg står där den inte går att läsa: "{short(found.text)}".'))


def _mark_attribute(part: TaggedPart, found: Element, name: str, value: str) -> None:
    local = etree.QName(name).localname
    place = f'{part.where}, {"alternativtexten" if local in ("descr", "title") else local} "{short(value)}"'
    if local not in ("descr", "title") or _OPENED.search(_TAG.sub("", value)):
        part.faults.append(Fault(place, "en tagg står där den inte går att läsa."))
        return
    part.in_attributes = True
    for tag in reversed(list(_TAG.finditer(value))):
        part.tags.append(_tag(part, tag[0], place))
        mark = "" if tag[0][1] == COMMENT else mark_of(len(part.tags) - 1)
        value = value[: tag.start()] + mark + value[tag.end() :]
    found.set(name, value)


# Pairs

_APART = (
    "{{% {} %}} öppnas på ett ställe (till exempel i ett stycke) och stängs på ett annat (till exempel i en "
    "tabellcell). Sätt taggarna i samma stycke, eller var för sig i egna stycken på samma nivå."
)
_OPENS = {"if", "for", "macro", "call", "filter", "with", "autoescape"}


def _check_pairs(part: TaggedPart) -> None:
    """A statement and its end must stand in the same element, or what is chosen or repeated is no whole piece."""
    opened: list[tuple[Tag, Element | None]] = []
    for tag, parent in _statements_with_parents(part):
        word, _, rest = tag.code.partition(" ")
        if word in _OPENS or (word == "set" and "=" not in rest):
            opened.append((tag, parent))
        elif opened and (word in ("else", "elif") or word.startswith("end")):
            if opened[-1][1] is not parent:
                part.faults.append(Fault(opened[-1][0].place, _APART.format(opened[-1][0].code.split(" ")[0])))
            if word.startswith("end"):
                opened.pop()


def _statements_with_parents(part: TaggedPart) -> Iterator[tuple[Tag, Element | None]]:
    for event, found in etree.iterwalk(part.root, events=("start", "end")):
        text, parent = (found.text, found) if event == "start" else (found.tail, found.getparent())
        for tag in part.marked(text or ""):
            if tag.kind == STATEMENT:
                yield tag, parent
