"""Leaves a filled document in order: ids that repeat are made unique, a cell or header that lost its text gets a
paragraph, namespaces are tidy. Knows what Word requires, nothing of reports."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from rsplan.documents.office.ooxml import RPR, SDT, TBL, TC, Element, P, T, child, element, qname, wattr
from rsplan.documents.office.package import Package
from rsplan.documents.word.looped_tables import keep_repeated
from rsplan.documents.word.styles import spacing_of

_PARA_IDS = (qname("w14:paraId"), qname("w14:textId"))
_DOC_PR = qname("wp:docPr")
_BOOKMARK, _BOOKMARK_END = qname("w:bookmarkStart"), qname("w:bookmarkEnd")
_FIELD = qname("w:fldSimple")
_ROOTS = {qname("w:hdr"), qname("w:ftr")}


def mend(package: Package, parts: Iterable[str], spaced: Iterable[str]) -> None:
    """Put the text parts of a package in order. ``spaced`` are the styles that need air after a table."""
    styles = set(spaced)
    seen: set[tuple[str, str]] = set()
    captions: dict[str, int] = {}
    drawings = 0
    controls: set[str] = set()
    for part in parts:
        root = package.tree(part)
        _end_with_paragraphs(root)
        _drop_repeated_properties(root)
        keep_repeated(root)
        _space_after_tables(root, styles)
        for found in root.iterfind(f".//*[@{_PARA_IDS[0]}]"):
            _forget_repeated_paragraph_id(found, seen)
        for number, drawing in enumerate(root.iter(_DOC_PR), start=drawings + 1):
            drawing.set("id", str(number))
            drawings = number
        for control in root.iter(SDT):
            _renumber(control, controls)
        _unique_bookmarks(root)
        _count_captions(root, captions)
        etree.cleanup_namespaces(root, keep_ns_prefixes=list(_ignorable(root)))


def _count_captions(root: Element, counted: dict[str, int]) -> None:
    """What the caption numbers show until Word counts them itself."""
    for found in root.iter(_FIELD):
        words = (wattr(found, "instr") or "").split()
        text = next(found.iter(T), None)
        if len(words) > 1 and words[0] == "SEQ" and text is not None:
            counted[words[1]] = counted.get(words[1], 0) + 1
            text.text = str(counted[words[1]])


def _ignorable(root: Element) -> list[str]:
    # Prefixes that mc:Ignorable names must stay declared, or Word refuses the file.
    value = root.get("{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable", "")
    return [*value.split(), "w", "r"]


def _end_with_paragraphs(root: Element) -> None:
    for cell in root.iter(TC):
        if len(cell) == 0 or cell[-1].tag != P:
            cell.append(element("p"))
    if root.tag in _ROOTS and root.find(P) is None and root.find(TBL) is None:
        root.append(element("p"))


def _drop_repeated_properties(root: Element) -> None:
    """LibreOffice says twice of the mark of a paragraph that it is bold, which the schema forbids."""
    for properties in root.iter(RPR):
        seen: set[str] = set()
        for found in list(properties):
            if found.tag in seen:
                properties.remove(found)
            seen.add(str(found.tag))


def _space_after_tables(root: Element, styles: set[str]) -> None:
    # Word has no space after a table: the text that follows brings it.
    for table in root.iter(TBL):
        block = next((found for found in table.iterancestors(SDT)), table)
        below = block.getnext()
        if below is not None and below.tag == P and wattr(child(below, "pPr", "pStyle")) in styles:
            _space_before(child(below, "pPr"))


def _space_before(properties: Element | None) -> None:
    if properties is not None:
        spacing_of(properties).set(qname("w:before"), "200")


def _forget_repeated_paragraph_id(found: Element, seen: set[tuple[str, str]]) -> None:
    for name in _PARA_IDS:
        value = found.get(name)
        if value is not None and (name, value) in seen:
            del found.attrib[name]
        elif value is not None:
            seen.add((name, value))


def _renumber(control: Element, seen: set[str]) -> None:
    number = child(control, "sdtPr", "id")
    value = wattr(number)
    if number is None or value is None:
        return
    while value in seen:
        value = str(int(value) + 1)
    number.set(qname("w:val"), value)
    seen.add(value)


def _unique_bookmarks(root: Element) -> None:
    names: set[str] = set()
    doubled: set[Element] = set()
    for start in root.iter(_BOOKMARK):
        name = wattr(start, "name") or ""
        if name in names:
            doubled.add(start)
        names.add(name)
    if not doubled:
        return
    for start in doubled:
        end = next(
            (found for found in start.itersiblings(_BOOKMARK_END) if wattr(found, "id") == wattr(start, "id")), None
        )
        for found in (start, end):
            if found is not None and found.getparent() is not None:
                found.getparent().remove(found)  # type: ignore[union-attr]
