"""What a template may not carry into a board's report: what fetches from elsewhere, runs, or hides a file.

Looks at the package as it is, whatever its parts are called. A template with any of it is refused with the place; an
ordinary link to a web page or a mail address is no danger. Rules: ECMA-376 part 1, 17.16 (fields), 15.2 (parts).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from rsplan.documents.office.ooxml import Element, qname
from rsplan.documents.office.package import Package, Relationship

_LINKS = re.compile(r"(?:https?://|mailto:|#)", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\ufeff]")
_FETCHING = {
    "INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "IMPORT", "LINK", "DDE", "DDEAUTO", "RD", "DATABASE", "MACROBUTTON",
    "PRINT", "EMBED",
}  # fmt: skip
_FIELD_LINK = re.compile(r"\bHYPERLINK\s+(?:\\[a-z]\s+)*[\"\u201c]?([^\"\u201d\s]+)", re.IGNORECASE)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!")
_MACROS = ("vba", "macroenabled", "activex", "ole-object", "oleobject", "x-msdownload", "javascript")
_ACTIVE = {
    "altChunk": "en inbäddad fil som Word infogar (altChunk)",
    "control": "en ActiveX-kontroll",
    "saveThroughXslt": "en omvandling vid sparande (XSLT)",
    "mailMerge": "en datakälla för koppling av dokument",
    "subDoc": "ett underdokument",
    "frameset": "en ram som hämtar en annan fil",
    "movie": "en film",
}
_VML_LINK = re.compile(rb"<v:imagedata\b[^>]*\b(?:src|r:href|o:href)\s*=\s*[\"']([^\"']+)", re.IGNORECASE)
_SCHEMA = re.compile(rb"schemaLocation\s*=\s*[\"'][^\"']*?\s((?:https?|file|ftp)://[^\"'\s]+)", re.IGNORECASE)


class Danger(Struct, frozen=True):
    """One thing that a template may not have: where it is and what it is."""

    where: str
    what: str


def dangers(package: Package) -> Iterator[Danger]:
    """Everything of a template that fetches, runs or hides."""
    for part in ("", *package.raw):
        if not part.endswith(".rels"):
            yield from _of_relationships(package, part)
    for part, data in package.raw.items():
        yield from _of_content(package, part, data)
        if part.endswith(".xml") and part.startswith("word/"):
            yield from _of_elements(package.tree(part), part)


def _of_relationships(package: Package, part: str) -> Iterator[Danger]:
    for rel in package.rels(part):
        kind = rel.type.rpartition("/")[2]
        if rel.external and kind == "hyperlink":
            if not is_plain_link(rel.target):
                yield Danger(_place(part), f"en länk till {rel.target[:80]}")
        elif rel.external:
            yield Danger(_place(part), f"{_EXTERNAL.get(kind, f'något ({kind})')} som hämtas från {rel.target[:80]}")
        elif kind in ("oleObject", "control", "vbaProject", "aFChunk", "subDocument") or _is_package(part, rel):
            yield Danger(_place(part), f"en inbäddad fil ({rel.target})")


_EXTERNAL = {
    "image": "en bild",
    "attachedTemplate": "en dokumentmall",
    "oleObject": "ett länkat objekt",
    "subDocument": "ett underdokument",
    "frame": "en ram",
    "video": "en film",
    "audio": "ett ljud",
    "mailMergeSource": "en datakälla",
}


def _is_package(part: str, rel: Relationship) -> bool:
    """A file inside the file; the workbook of a chart is data that Word itself puts there."""
    return rel.type.endswith("/package") and not re.match(r"word/charts/", part)


def is_plain_link(target: str) -> bool:
    """Whether a link leads to a web page, a mail address or a place in the document."""
    return bool(_LINKS.match(_CONTROLS.sub("", target)))


def _of_content(package: Package, part: str, data: bytes) -> Iterator[Danger]:
    kind = package.content_type(part).lower()
    if any(word in kind for word in _MACROS):
        yield Danger(_place(part), "ett makro, en kontroll eller ett objekt")
    elif data.startswith(_OLE):
        yield Danger(_place(part), "ett inbäddat objekt eller makro, under annat namn")
    elif data.startswith(_PROGRAMS) and not part.endswith((".xml", ".rels")):
        yield Danger(_place(part), "ett program")
    for found in _VML_LINK.findall(data):
        if b"://" in found or found.startswith(b"\\\\"):
            yield Danger(_place(part), f"en bild som hämtas från {found[:80].decode('latin-1')}")
    for found in _SCHEMA.findall(data):
        yield Danger(_place(part), f"ett schema som hämtas från {found[:80].decode('latin-1')}")


def _of_elements(root: Element, part: str) -> Iterator[Danger]:
    for name, what in _ACTIVE.items():
        if next(root.iter(qname(f"w:{name}")), None) is not None:
            yield Danger(_place(part), what)
    for instruction in _instructions(root):
        words = instruction.split()
        if words and words[0].upper() in _FETCHING:
            yield Danger(_place(part), f"fältet {instruction[:60].strip()}")
        elif (link := _FIELD_LINK.search(instruction)) and not _is_local(instruction, link[1]):
            yield Danger(_place(part), f"en länk till {link[1][:80]}")


def _is_local(instruction: str, target: str) -> bool:
    return is_plain_link(target) or re.search(r"HYPERLINK\s+\\l\b", instruction, re.IGNORECASE) is not None


def _instructions(root: Element) -> Iterator[str]:
    """The instruction of every field; Word may split one over many runs, and put a field inside another."""
    open_fields: list[str] = []
    for found in root.iter(qname("w:fldChar"), qname("w:instrText"), qname("w:fldSimple")):
        if found.tag == qname("w:fldSimple"):
            yield found.get(qname("w:instr")) or ""
        elif found.tag == qname("w:instrText"):
            if open_fields:
                open_fields[-1] += found.text or ""
            else:
                yield found.text or ""
        elif found.get(qname("w:fldCharType")) == "begin":
            open_fields.append("")
        elif found.get(qname("w:fldCharType")) == "end" and open_fields:
            yield open_fields.pop()
    yield from open_fields


def _place(part: str) -> str:
    return f"delen {part}" if part else "filen"
