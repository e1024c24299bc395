"""What rsplan itself puts in a row, a cell or a comment: words, controls and formats. Everything else is a person's.

A list of what is known to be ours, so that a picture, a note or a field of a kind that nobody thought of is kept.
"""

from __future__ import annotations

import re

from lxml import etree

from rsplan.documents.office.ooxml import SDT_PR, Element, child, qname, wattr
from rsplan.documents.word.evidence import STORE_ID

_OURS = frozenset(
    qname(f"w:{name}")
    for name in (
        "tbl", "tr", "tc", "p", "r", "t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "sdt", "sdtContent", "ins",
        "del", "delText", "proofErr", "lastRenderedPageBreak", "bookmarkStart", "bookmarkEnd", "annotationRef",
    )
)  # fmt: skip
_FORMATS = frozenset(
    qname(f"w:{name}")
    for name in ("tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "pPr", "rPr", "sdtPr", "sdtEndPr")
)  # fmt: skip
_SHELLS = frozenset(qname(f"w:{name}") for name in ("hyperlink", "smartTag", "customXml", "dir", "bdo"))
_BOOKMARK = qname("w:bookmarkStart")
# Programs write these by themselves; nothing refers to them.
_OWN_BOOKMARK = re.compile(r"_rsplan_.*|_GoBack")
_CHOSEN = frozenset({"dropDownList", "comboBox", "date", "checkbox", "docPartObj", "docPartList", "citation"})
_SECTION = qname("w:sectPr")


def holds_other_things(found: Element) -> bool:
    """Whether something stands there that rsplan has not put there: a note, a picture, a link, a comment, a field."""
    return any(map(_is_anothers, _contents(found)))


def drop_other_things(found: Element) -> None:
    """Take out of a copy what rsplan has not put there: a note, a picture, a field stand in one place only. The words
    in a link or the like stay.
    """
    for section in list(found.iter(_SECTION)):
        section.getparent().remove(section)  # type: ignore[union-attr]
    for inner in [one for one in _contents(found) if _is_anothers(one)]:
        parent = inner.getparent()
        if parent is not None:
            at = parent.index(inner)
            parent[at : at + 1] = list(inner) if inner.tag in _SHELLS else []


def holds_filled_control(found: Element) -> bool:
    """Whether a control of a person's stands there whose text comes from a list, a date or a store of theirs."""
    return any(map(_is_filled, found.iter(SDT_PR)))


def _is_filled(properties: Element) -> bool:
    binding = child(properties, "dataBinding")
    if binding is not None and (wattr(binding, "storeItemID") or "").upper() != STORE_ID.upper():
        return True
    return any(etree.QName(inner).localname in _CHOSEN for inner in properties.iterchildren(etree.Element))


def _contents(found: Element) -> list[Element]:
    listed = []
    for inner in found.iterchildren(etree.Element):
        listed.append(inner)
        if inner.tag not in _FORMATS:
            listed += _contents(inner)
    return listed


def _is_anothers(found: Element) -> bool:
    if found.tag == _BOOKMARK:
        return not _OWN_BOOKMARK.fullmatch(wattr(found, "name") or "")
    if found.tag in _FORMATS:
        return next(found.iter(_SECTION), None) is not None
    return found.tag not in _OURS
