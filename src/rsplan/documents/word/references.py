"""What points to another place of a document: its contents, and cross-references ("tabell 2", "bilaga 1").

Both are set last, when every heading and caption is there. They are Word's own fields (TOC, PAGEREF, REF) with what
they show written in, so that a document is whole before anybody has let Word count.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from rsplan.documents.office.ooxml import (
    Element,
    P,
    T,
    child,
    element,
    escaped,
    parse_fragment,
    qname,
    text_xml,
    wattr,
    whole_number,
)
from rsplan.documents.word.draft import CaptionKind, Contents, Draft, Reference
from rsplan.documents.word.heading_numbers import HeadingNumbers
from rsplan.findings import codes
from rsplan.findings.finding import finding
from rsplan.language.swedish import HARD_SPACE

_BOOKMARK, _FIELD = qname("w:bookmarkStart"), qname("w:fldSimple")
_FIRST_BOOKMARK = 700_000_001
_UNKNOWN = "<w:r><w:t>–</w:t></w:r>"  # the page of a heading before Word has laid the document out


class _Bookmarks(Struct):
    """Gives each target one bookmark."""

    taken: int
    names: dict[Element, str] = field(default_factory=dict)

    def around(self, kind: str, first: Element, last: Element) -> str:
        """The name of the bookmark from one element to another, made if there is none."""
        if first not in self.names:
            self.taken += 1
            number, name = str(self.taken), f"_{kind}{_FIRST_BOOKMARK + len(self.names)}"
            first.addprevious(element("bookmarkStart", id=number, name=name))
            last.addnext(element("bookmarkEnd", id=number))
            self.names[first] = name
        return self.names[first]


class _Heading(Struct, frozen=True):
    """A heading of the document: its level, its number and its text."""

    paragraph: Element
    level: int
    number: str
    text: str

    @property
    def label(self) -> str:
        """The heading as a table of contents shows it."""
        return f"{self.number}. {self.text}" if self.number else self.text


def set_references(draft: Draft) -> None:
    """Fill in the contents and the cross-references of a draft that has any."""
    if not draft.contents and not draft.references:
        return
    body = draft.package.tree(draft.package.main)
    headings = list(_headings(draft, body))
    taken = [whole_number(wattr(one, "id")) for one in body.iter(_BOOKMARK)]
    bookmarks = _Bookmarks(max(taken, default=0))
    for place, contents in draft.contents:
        _set_contents(draft, place, contents, headings, bookmarks)
    for place, reference in draft.references:
        _set_reference(draft, place, reference, headings, bookmarks)


def _headings(draft: Draft, body: Element) -> Iterator[_Heading]:
    numbers = HeadingNumbers(draft.package, draft.styles)
    for paragraph in body.iter(P):
        level = draft.styles.heading_level(wattr(child(paragraph, "pPr", "pStyle")))
        text = "".join(found.text or "" for found in paragraph.iter(T)).strip()
        if level and text:
            yield _Heading(paragraph, level, numbers.next(paragraph), text)


# Contents


def _set_contents(
    draft: Draft, place: Element, contents: Contents, headings: list[_Heading], bookmarks: _Bookmarks
) -> None:
    """Put an entry for each heading where the contents are wanted."""
    shown = [heading for heading in headings if heading.level <= contents.levels]
    for at, heading in enumerate(shown):
        first, last = heading.paragraph[1], heading.paragraph[-1]
        begun = _char("begin", dirty=True) + _code(f'TOC \\o "1-{contents.levels}" \\h \\z \\u') + _char("separate")
        ended = _char("end")
        place.addprevious(
            _entry(
                draft,
                heading,
                bookmarks.around("Toc", first, last),
                contents.width,
                begun if at == 0 else "",
                ended if at == len(shown) - 1 else "",
            )
        )
    parent = place.getparent()
    if parent is not None:
        parent.remove(place)


def _entry(draft: Draft, heading: _Heading, bookmark: str, width: int, begun: str, ended: str) -> Element:
    """A line of the contents: the heading and its page, which Word counts on opening."""
    style = draft.styles.paragraph(f"toc {heading.level}")
    page = "".join((_char("begin"), _code(f"PAGEREF {bookmark} \\h"), _char("separate"), _UNKNOWN, _char("end")))
    return parse_fragment(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{width}"/></w:tabs>'
        f'</w:pPr>{begun}<w:hyperlink w:anchor="{bookmark}" w:history="1">'
        f"<w:r>{text_xml(heading.label)}</w:r><w:r><w:tab/></w:r>{page}</w:hyperlink>{ended}</w:p>"
    )


def _char(kind: str, *, dirty: bool = False) -> str:
    mark = ' w:dirty="true"' if dirty else ""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"{mark}/></w:r>'


def _code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {escaped(text)} </w:instrText></w:r>'


# Cross-references


def reference_element(look: Element | None) -> Element:
    """The place of a cross-reference, still without what it shows."""
    run = element("r", element("t"))
    if look is not None:
        run.insert(0, look)
    return element("fldSimple", run, instr="")


def _set_reference(
    draft: Draft, place: Element, reference: Reference, headings: list[_Heading], bookmarks: _Bookmarks
) -> None:
    found = (
        _heading_target(reference, headings, bookmarks)
        if reference.kind == "appendix"
        else _caption_target(draft, reference, bookmarks)
    )
    text = next(place.iter(T))
    if found is None:
        text.text = reference.title
        _unwrap(place)
        draft.findings.append(finding(codes.REFERENCE_LOST, file=draft.package.name, value=reference.title))
        return
    place.set(qname("w:instr"), f" REF {found[0]} {found[2]}\\h \\* Lower ")
    text.text = found[1]


def _caption_target(draft: Draft, reference: Reference, bookmarks: _Bookmarks) -> tuple[str, str, str] | None:
    """The bookmark of a caption's label and number, what the reference shows, and the field's own switch."""
    kind: CaptionKind = "table" if reference.kind == "table" else "chart"
    caption = draft.captions.get((kind, reference.name))
    if caption is None or next(caption.iterancestors(qname("w:document")), None) is None:
        return None
    number = next(caption.iter(_FIELD))
    counted = next(number.iter(T)).text or ""
    return bookmarks.around("Ref", caption[1], number), f"{draft.caption_label(kind).lower()}{HARD_SPACE}{counted}", ""


def _heading_target(
    reference: Reference, headings: list[_Heading], bookmarks: _Bookmarks
) -> tuple[str, str, str] | None:
    """The bookmark of the heading with the reference's title, and the heading's number, or its text without one."""
    heading = next((one for one in headings if one.text == reference.title), None)
    if heading is None:
        return None
    bookmark = bookmarks.around("Ref", heading.paragraph[1], heading.paragraph[-1])
    if heading.number:
        number = heading.number.replace(" ", HARD_SPACE)
        return bookmark, number[:1].lower() + number[1:], "\\r "
    return bookmark, heading.text, ""


def _unwrap(place: Element) -> None:
    for run in list(place):
        place.addprevious(run)
    parent = place.getparent()
    if parent is not None:
        parent.remove(place)
