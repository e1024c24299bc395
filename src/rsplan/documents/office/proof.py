"""What a Word file must be before its bytes leave rsplan: every part is XML, and what it refers to is there.

Knows parts by name and bytes. ``Package.zipped`` asks here, and every document's bytes pass there.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from lxml import etree

from rsplan.documents.office.ooxml import Element, ForbiddenXmlError, parse, qname
from rsplan.findings import codes
from rsplan.findings.finding import stop

_TYPES = "[Content_Types].xml"
# Found by libxml2 itself: to walk every attribute of a report of 3,000 rows in Python takes longer than to parse it.
_REFERENCES = etree.XPath(
    "//@*[namespace-uri()='http://schemas.openxmlformats.org/officeDocument/2006/relationships'][. != '']"
)
_NOTES = (
    ("footnotes", qname("w:footnoteReference"), qname("w:footnote")),
    ("endnotes", qname("w:endnoteReference"), qname("w:endnote")),
    ("comments", qname("w:commentReference"), qname("w:comment")),
)
_ID = qname("w:id")


def prove(contents: Mapping[str, bytes], before: Mapping[str, bytes], name: str) -> None:
    """Raise ``DocumentError`` for parts that Word cannot open. A fault that the file came with is not ours to judge."""
    found = set(faults(contents))
    if not found:
        return
    new = sorted(found - set(faults(before)))
    if new:
        raise stop(codes.WOULD_NOT_OPEN, name, fault=new[0])


def faults(contents: Mapping[str, bytes]) -> Iterator[str]:
    """What keeps a program from opening a file with these parts, in words."""
    trees: dict[str, Element] = {}
    for part, data in contents.items():
        if part.endswith((".xml", ".rels")):
            try:
                trees[part] = parse(data)
            except (etree.XMLSyntaxError, ForbiddenXmlError, ValueError):
                yield f"delen {part} är ingen XML"
    yield from _untyped(contents, trees)
    for part, root in trees.items():
        if part.endswith(".rels"):
            yield from _nowhere(part, root, contents)
        elif part.startswith("word/"):
            yield from _unrelated(part, root, trees)
    yield from _notes(trees)


def _untyped(contents: Mapping[str, bytes], trees: Mapping[str, Element]) -> Iterator[str]:
    entries = list(trees.get(_TYPES, ()))
    known = {(entry.get("PartName") or "").casefold() for entry in entries}
    endings = {(entry.get("Extension") or "").casefold() for entry in entries}
    for part in contents:
        ending = part.rpartition(".")[2].casefold()
        if part != _TYPES and f"/{part}".casefold() not in known and ending not in endings:
            yield f"delen {part} saknar innehållstyp"


def _nowhere(part: str, root: Element, contents: Mapping[str, bytes]) -> Iterator[str]:
    folder = posixpath.dirname(posixpath.dirname(part))
    for entry in root:
        target = (entry.get("Target") or "").partition("#")[0]
        if entry.get("TargetMode") == "External" or not target:
            continue
        wanted = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if wanted not in contents:
            yield f"{part} leder till {wanted}, som saknas"


def _unrelated(part: str, root: Element, trees: Mapping[str, Element]) -> Iterator[str]:
    folder, base = posixpath.split(part)
    relations = trees.get(posixpath.join(folder, "_rels", f"{base}.rels"), ())
    for value in unrelated(root, (entry.get("Id") for entry in relations)):
        yield f"{part} hänvisar till {value!r}, som saknas"


def unrelated(root: Element, known: Iterable[str | None]) -> list[str]:
    """The relationships that a part uses and that are none of those known."""
    return sorted(set(map(str, cast("list[str]", _REFERENCES(root)))).difference(known))


def _notes(trees: Mapping[str, Element]) -> Iterator[str]:
    """A reference to a note or a comment that is not there, and a number that two of them have."""
    for kind, reference, note in _NOTES:
        parts = [part for part in trees if part.startswith(f"word/{kind}") and part.endswith(".xml")]
        numbers = [str(found.get(_ID)) for part in parts for found in trees[part].iterfind(note)]
        yield from (f"{kind}: {number} finns två gånger" for number in numbers if numbers.count(number) > 1)
        for part, root in trees.items():
            for found in root.iter(reference) if part.startswith("word/") else ():
                if found.get(_ID) not in numbers:
                    yield f"{part} hänvisar till {kind} {found.get(_ID)}, som saknas"
