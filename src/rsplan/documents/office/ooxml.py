"""WordprocessingML by name: namespaces, elements, safe parsing. Knows nothing of reports or templates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

Element = etree._Element

NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
_W: Final = "{" + NAMESPACES["w"] + "}"
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
DECLARED: Final = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())

_OFF = ("0", "false", "off", "none")
_WHOLE = re.compile(r"-?[0-9]{1,10}")
_FIRST_TAG = re.compile(r"^<([\w:]+)")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def qname(name: str) -> str:
    """``w:p`` as lxml spells it."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


P, R, T, RPR, PPR, TBL, TR, TC = (_W + name for name in ("p", "r", "t", "rPr", "pPr", "tbl", "tr", "tc"))
SDT, SDT_PR, TAB, BR, HYPERLINK = (_W + name for name in ("sdt", "sdtPr", "tab", "br", "hyperlink"))


def element(name: str, /, *children: Element, **attributes: str) -> Element:
    """A ``w:`` element; attributes are ``w:`` attributes, a child is moved into it."""
    made = etree.Element(_W + name, nsmap={"w": NAMESPACES["w"]})
    for key, value in attributes.items():
        made.set(_W + key, value)
    made.extend(children)
    return made


def wattr(found: Element | None, name: str = "val") -> str | None:
    """A ``w:`` attribute of an element that may be missing."""
    return None if found is None else found.get(_W + name)


def attributes(found: Element) -> list[tuple[str, str]]:
    """An element's attributes."""
    return [(str(name), str(value)) for name, value in found.attrib.items()]


def whole_number(text: str | None, otherwise: int = 0) -> int:
    """An attribute that should be a whole number; ``otherwise`` where it is none, or no program's."""
    return int(text) if text is not None and _WHOLE.fullmatch(text) else otherwise


def is_on(mark: Element) -> bool:
    """Whether an on/off property that is there is on: without a value it is (ECMA-376-1, 17.17.4)."""
    return (wattr(mark) or "1") not in _OFF


def child(parent: Element, *path: str) -> Element | None:
    """The ``w:`` element at the end of a path of first children."""
    found: Element | None = parent
    for name in path:
        if found is None:
            return None
        found = next(found.iterchildren(_W + name), None)  # half the time of find()
    return found


def default_namespace(uri: str) -> Mapping[str, str]:
    """An ``nsmap`` for a part without prefixes (the library's types know no unnamed prefix)."""
    return {None: uri}  # type: ignore[dict-item]


def text_element(text: str) -> Element:
    """``w:t`` that keeps its spaces."""
    made = element("t")
    made.text = text
    made.set(XML_SPACE, "preserve")
    return made


def text_content(text: str) -> Iterator[Element]:
    """The content of a run: text, tabs and line breaks."""
    for number, line in enumerate(text.split("\n")):
        if number:
            yield element("br")
        for column, part in enumerate(line.split("\t")):
            if column:
                yield element("tab")
            if part:
                yield text_element(part)


def text_xml(text: str) -> str:
    """The same as written XML."""
    if "\n" not in text and "\t" not in text:
        return f'<w:t xml:space="preserve">{escaped(text)}</w:t>' if text else ""
    lines = ("<w:tab/>".join(map(text_xml, line.split("\t"))) for line in text.split("\n"))
    return "<w:br/>".join(lines)


class ForbiddenXmlError(ValueError):
    """A part declares a document type, which no Word file does."""


def parse(data: bytes | str) -> Element:
    """An XML part; no entities, network or document types. Raises ``XMLSyntaxError`` or ``ForbiddenXmlError``."""
    source = data.encode("utf-8") if isinstance(data, str) else data
    if b"<!DOCTYPE" in source or b"<!ENTITY" in source:
        raise ForbiddenXmlError
    root = etree.fromstring(source, _parser())
    if root.getroottree().docinfo.internalDTD is not None:  # in an encoding of two bytes
        raise ForbiddenXmlError
    return root


def parse_fragment(source: str) -> Element:
    """An element written with the usual prefixes."""
    # The declarations stand on the element itself: taken from a parent, moving thousands of rows takes seconds.
    return parse(_FIRST_TAG.sub(rf"<\1 {DECLARED}", source, count=1))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)


def serialize(root: Element) -> bytes:
    """A part's bytes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def escaped(text: str) -> str:
    """Text inside written XML, in an element or an attribute."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def storable(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text)
