"""A part of a Word template with its tags taken out: a mark stands in the place of each, until it is Jinja's source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from msgspec import Struct, field

from rsplan.documents.office.ooxml import TC, TR, Element, P, T

STATEMENT, EXPRESSION, COMMENT = "%", "{", "#"
MARK = re.compile("\ue002([\ue010-\ue019]+)\ue003")


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
        return MARK.sub(lambda mark: self.tags[number_of(mark[1])].source, text)

    def locate(self, line: int | None) -> str:
        """The place of the tag on a line of the source. The first tag's code stands on line 2, and so on."""
        if not self.in_order:
            text = etree.tostring(self.root, encoding="unicode")
            self.in_order = [self.tags[number_of(mark[1])] for mark in MARK.finditer(text)]
        if line is None or line < 2 or not self.in_order:
            return self.where
        return self.in_order[min(line - 2, len(self.in_order) - 1)].place

    def marked(self, text: str) -> Iterator[Tag]:
        """The tags whose marks stand in a text."""
        for mark in MARK.finditer(text):
            yield self.tags[number_of(mark[1])]


def mark_of(number: int) -> str:
    """The mark of the tag with a number."""
    return "\ue002" + "".join(chr(0xE010 + int(digit)) for digit in str(number)) + "\ue003"


def number_of(digits: str) -> int:
    """The number that a mark tells."""
    return int("".join(str(ord(digit) - 0xE010) for digit in digits))


def own_texts(paragraph: Element) -> list[Element]:
    """The text elements of a paragraph itself, not of a text box inside it."""
    return [text for text in paragraph.iter(T) if owner(text) is paragraph]


def owner(found: Element) -> Element | None:
    """The paragraph that an element stands in."""
    return next(found.iterancestors(P), None)


def place_of(paragraph: Element, where: str, text: str) -> str:
    """What a paragraph is called in a message: the part, the cell or the text around."""
    cell = next(paragraph.iterancestors(TC), None)
    if cell is not None:
        row = next(cell.iterancestors(TR), None)
        number = 1 + (len(list(row.itersiblings(TR, preceding=True))) if row is not None else 0)
        column = 1 + len(list(cell.itersiblings(TC, preceding=True)))
        return f'{where}, tabellcell rad {number} kolumn {column} "{short(text)}"'
    return f'{where}, stycket "{short(text)}"'


def short(text: str) -> str:
    """The beginning of a text for a message, a mark in it as three dots."""
    plain = " ".join(MARK.sub("…", text).split())
    return plain if len(plain) <= 70 else plain[:67].rstrip() + "…"
