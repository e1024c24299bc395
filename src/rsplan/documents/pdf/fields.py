"""What LibreOffice makes of Word's fields in a PDF, and what is therefore written otherwise before it reads a document.

Measured with LibreOffice 7.4:

- the pages of a TOC field stay as they are written, while a PAGEREF field outside of one is counted;
- a REF field is counted, but without its switches: "Tabell 2" within a sentence, "Bilaga 1." with its full stop;
- a link of a PAGEREF or REF field stands outside the structure of the PDF, while a hyperlink is a part of it.
"""

from __future__ import annotations

from rsplan.documents.office.ooxml import HYPERLINK, Element, R, element, qname, wattr
from rsplan.documents.office.package import read_package

_CHAR, _CODE, _SIMPLE = qname("w:fldChar"), qname("w:instrText"), qname("w:fldSimple")


def for_libreoffice(docx: bytes) -> bytes:
    """A Word document whose fields LibreOffice shows as Word would; the same bytes where there are none to change."""
    package = read_package(docx, "dokument.docx")
    source = package.raw[package.main]
    if b" TOC " not in source and b" REF " not in source:
        return docx
    body = package.tree(package.main)
    for code in [one for one in body.iter(_CODE) if (one.text or "").split()[:1] == ["TOC"]]:
        _open_contents(code)
    for code in body.iter(_CODE):
        if (code.text or "").split()[:1] == ["PAGEREF"]:
            code.text = (code.text or "").replace("\\h", "")
    for found in [one for one in body.iter(_SIMPLE) if (wattr(one, "instr") or "").split()[:1] == ["REF"]]:
        _as_link(found)
    return package.write()


def _open_contents(code: Element) -> None:
    """Take away the field around a table of contents, and leave its entries."""
    depth = 0
    marks = list(code.getroottree().getroot().iter(_CHAR, _CODE))
    at = marks.index(code)
    own = [marks[at - 1], code]
    for found in marks[at + 1 :]:
        kind = wattr(found, "fldCharType")
        if depth == 0 and kind in ("separate", "end"):
            own.append(found)
        if depth == 0 and kind == "end":
            break
        depth += (kind == "begin") - (kind == "end")
    for found in own:
        run = found.getparent()
        if run is not None and run.tag == R and (parent := run.getparent()) is not None:
            parent.remove(run)


def _as_link(found: Element) -> None:
    words = (wattr(found, "instr") or "").split()
    parent = found.getparent()
    if parent is None or len(words) < 2:
        return
    if parent.tag == HYPERLINK:
        for run in list(found):
            found.addprevious(run)
        parent.remove(found)
        return
    parent.replace(found, element("hyperlink", *found, anchor=words[1], history="1"))
