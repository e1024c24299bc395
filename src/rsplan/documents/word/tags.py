"""Jinja tags in a Word template: finds them whole, even where Word has split them, and knows the place of each.

Gives a part's tree as Jinja source. ``{{ value }}`` stands in a run. A paragraph that holds nothing but statements
(``{% for … %}``, with or without the ``p`` of docxtpl's ``{%p``) gives way to them; ``{%tr … %}`` alone in a table row
does the same for the row. Typographic quotes inside a tag, which Word makes by itself, are read as plain ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree
from msgspec import Struct, field

from rsplan.documents.office.ooxml import (
    BR,
    PPR,
    RPR,
    TAB,
    TC,
    TR,
    XML_SPACE,
    Element,
    P,
    R,
    T,
    attributes,
    qname,
)
from rsplan.documents.word.looped_tables import mark_repeated
from rsplan.documents.word.section_breaks import free_section_breaks

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_LEFTOVER = re.compile(r"\{\{|\{%|\{#|%\}|#\}")
_OPENED = re.compile(r"\{\{|\{%|\{#")
_LEVEL = re.compile(r"(p|tr|tc|r)(?=\s)")
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": "'", "´": "'", "\u00a0": " "})
_MARK = re.compile("\ue002([\ue010-\ue019]+)\ue003")
MAX_TAG = 2_000

STATEMENT, EXPRESSION, COMMENT = "%", "{", "#"

# What a paragraph may hold and still give way to its statements.
_UNSEEN = {
    PPR, RPR, R, T,
    *(qname(f"w:{name}") for name in ("proofErr", "bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak", "lang")),
}  # fmt: skip


class Tag(Struct, frozen=True):
    """One tag: its kind, the level that its prefix asks for, its code, and the place where it stands."""

    kind: str
    level: str
    code: str
    place: str

    @property
    def source(self) -> str:
        """The tag as Jinja gets it: its first line break makes every tag begin on a line of its own."""
        close = "}}" if self.kind == EXPRESSION else "%}"
        return f"{{{self.kind}\n{self.code} {close}"


class Fault(Struct, frozen=True):
    """Something wrong with a tag that Jinja would not see: the place, and what is wrong in Swedish."""

    place: str
    message: str


class TaggedPart(Struct):
    """A part's tree with its tags taken out and marked."""

    root: Element
    where: str
    tags: list[Tag] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    in_attributes: bool = False
    in_order: list[Tag] = field(default_factory=list)

    def source(self) -> str:
        """The part as Jinja source."""
        text = etree.tostring(self.root, encoding="unicode").replace("\n", "&#10;")
        return _MARK.sub(lambda mark: self.tags[_number(mark[1])].source, text)

    def locate(self, line: int | None) -> str:
        """The place of the tag on a line of the source. The first tag's code stands on line 2, and so on."""
        if not self.in_order:
            text = etree.tostring(self.root, encoding="unicode")
            self.in_order = [self.tags[_number(mark[1])] for mark in _MARK.finditer(text)]
        if line is None or line < 2 or not self.in_order:
            return self.where
        return self.in_order[min(line - 2, len(self.in_order) - 1)].place


def find_tags(root: Element, where: str) -> TaggedPart:
    """Mark every tag of a part. ``where`` is what the part is called: "brödtexten", "sidhuvudet"."""
    part = TaggedPart(root, where)
    free_section_breaks(root)
    for paragraph in list(root.iter(P)):
        _mark_paragraph(part, paragraph)
    _mark_attributes(part)
    for row in list(root.iter(TR)):
        _give_way_row(part, row)
    for paragraph in list(root.iter(P)):
        _give_way_paragraph(part, paragraph)
    for run in [found for found in root.iter(R) if _statements_in(part, found)]:
        _lift_statements(part, run)
    _check_pairs(part)
    return part


def has_tags(data: bytes) -> bool:
    """Whether a part may hold tags: a quick look at its bytes, where Word may have split ``{{`` over runs."""
    return b"{" in data or b"}" in data


# Finding


def _texts(paragraph: Element) -> list[Element]:
    """The text elements of a paragraph itself, not of a text box inside it."""
    return [text for text in paragraph.iter(T) if _owner(text) is paragraph]


def _owner(found: Element) -> Element | None:
    return next(found.iterancestors(P), None)


def _mark_paragraph(part: TaggedPart, paragraph: Element) -> None:
    texts = _texts(paragraph)
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
    mark = "" if tag.kind == COMMENT else _written(len(part.tags) - 1)
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
    paragraph = _owner(first)
    for found in list(paragraph.iter()) if paragraph is not None else []:
        if found is first:
            inside = True
        elif found is last:
            return
        elif inside and found.tag in (TAB, BR):
            parent = found.getparent()
            if parent is not None:
                parent.remove(found)


def _written(number: int) -> str:
    return "\ue002" + "".join(chr(0xE010 + int(digit)) for digit in str(number)) + "\ue003"


def _number(digits: str) -> int:
    return int("".join(str(ord(digit) - 0xE010) for digit in digits))


def _mark_attributes(part: TaggedPart) -> None:
    for found in part.root.iter():
        if not isinstance(found.tag, str):
            continue
        for name, value in attributes(found):
            if "{{" in value or "{%" in value:
                _mark_attribute(part, found, name, value)
        if found.tag != T and found.text and _OPENED.search(found.text):
            part.faults.append(Fault(part.where, f'en tagg står där den inte går att läsa: "{_short(found.text)}".'))


def _mark_attribute(part: TaggedPart, found: Element, name: str, value: str) -> None:
    local = etree.QName(name).localname
    place = f'{part.where}, {"alternativtexten" if local in ("descr", "title") else local} "{_short(value)}"'
    if local not in ("descr", "title") or _OPENED.search(_TAG.sub("", value)):
        part.faults.append(Fault(place, "en tagg står där den inte går att läsa."))
        return
    part.in_attributes = True
    for tag in reversed(list(_TAG.finditer(value))):
        part.tags.append(_tag(part, tag[0], place))
        mark = "" if tag[0][1] == COMMENT else _written(len(part.tags) - 1)
        value = value[: tag.start()] + mark + value[tag.end() :]
    found.set(name, value)


# Giving way


def _marks(part: TaggedPart, text: str) -> Iterator[Tag]:
    for mark in _MARK.finditer(text):
        yield part.tags[_number(mark[1])]


def _give_way_row(part: TaggedPart, row: Element) -> None:
    whole = "".join(text.text or "" for text in row.iter(T))
    tags = list(_marks(part, whole))
    if not any(tag.level == "tr" for tag in tags):
        return
    if _MARK.sub("", whole).strip() or any(tag.kind == EXPRESSION for tag in tags):
        place = next(tag.place for tag in tags if tag.level == "tr")
        part.faults.append(Fault(place, "{%tr … %} måste stå ensam i sin tabellrad."))
    if any(tag.code.startswith("for ") for tag in tags):
        mark_repeated(row)
    _replace_by_text(row, "".join(mark[0] for mark in _MARK.finditer(whole)))


def _give_way_paragraph(part: TaggedPart, paragraph: Element) -> None:
    whole = "".join(text.text or "" for text in _texts(paragraph))
    tags = list(_marks(part, whole))
    was_comment = not tags and not whole.strip() and _held_comment(part, paragraph)
    alone = not _MARK.sub("", whole).strip() and _is_plain(paragraph)
    if (tags and alone and all(tag.kind == STATEMENT for tag in tags)) or (was_comment and alone):
        _replace_by_text(paragraph, "".join(mark[0] for mark in _MARK.finditer(whole)))
        return
    for tag in tags:
        if tag.level == "p" and not (alone and len(tags) == 1):
            part.faults.append(Fault(tag.place, f"{{{tag.kind}p … måste stå ensam i sitt stycke."))


def _held_comment(part: TaggedPart, paragraph: Element) -> bool:
    # A comment leaves an empty text behind where an empty paragraph of the author's has none.
    return any(text.text == "" for text in _texts(paragraph)) and any(tag.kind == COMMENT for tag in part.tags)


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
    return any(tag.kind == STATEMENT for text in run.findall(T) for tag in _marks(part, text.text or ""))


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
                pieces += [current, _written(part.tags.index(piece))]
                current = _like(run)
            else:
                current.append(_text_like(piece))
    pieces.append(current)
    _put_in_place(run, [piece for piece in pieces if isinstance(piece, str) or _has_content(piece)])


def _cut(part: TaggedPart, text: str) -> Iterator[str | Tag]:
    end = 0
    for mark in _MARK.finditer(text):
        tag = part.tags[_number(mark[1])]
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
        for tag in _marks(part, text or ""):
            if tag.kind == STATEMENT:
                yield tag, parent


# Places


def place_of(paragraph: Element, where: str, text: str) -> str:
    """What a paragraph is called in a message: the part, the cell or the text around."""
    cell = next(paragraph.iterancestors(TC), None)
    if cell is not None:
        row = next(cell.iterancestors(TR), None)
        number = 1 + (len(list(row.itersiblings(TR, preceding=True))) if row is not None else 0)
        column = 1 + len(list(cell.itersiblings(TC, preceding=True)))
        return f'{where}, tabellcell rad {number} kolumn {column} "{_short(text)}"'
    return f'{where}, stycket "{_short(text)}"'


def _short(text: str) -> str:
    plain = " ".join(_MARK.sub("…", text).split())
    return plain if len(plain) <= 70 else plain[:67].rstrip() + "…"
