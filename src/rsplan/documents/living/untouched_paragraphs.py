"""Paragraphs that nobody has touched come out byte for byte as they went in, whatever program wrote them.

A parsed part that is written again has the same meaning but other bytes: quotes, empty elements, references. So the
bytes of every paragraph are remembered, and put back where the paragraph has not changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.parsers import expat

from lxml import etree
from msgspec import Struct

from rsplan.documents.office.ooxml import NAMESPACES, Element, P, parse, serialize
from rsplan.documents.office.package import Package

_MARK = "rsplan-paragraph"
_MARKED = re.compile(rb"<\?rsplan-paragraph (\d+)\?>")
_NAME = re.compile(rb"[^\s/>]+")
_AFTER_NAME = (b">", b" ", b"\t", b"\r", b"\n")
_PARAGRAPH = f"{NAMESPACES['w']} p"


class _Kept(Struct, frozen=True):
    element: Element
    written: bytes
    source: bytes


class Snapshot:
    """The paragraphs of some parts as they are before anything is changed."""

    def __init__(self, package: Package, parts: Iterable[str]) -> None:
        self._package = package
        self._whole = {part: serialize(package.tree(part)) for part in parts}
        self._kept = {part: _paragraphs(package.tree(part), package.raw[part]) for part in self._whole}

    def changed_parts(self) -> list[str]:
        """The parts that are not as they were."""
        return [part for part, before in self._whole.items() if serialize(self._package.tree(part)) != before]

    def contents(self) -> dict[str, bytes]:
        """The package's parts as they are to be written. The trees of the parts are used up."""
        changed = set(self.changed_parts())
        spliced = {
            part: _spliced(self._package.tree(part), kept) if part in changed else self._package.raw[part]
            for part, kept in self._kept.items()
        }
        return self._package.contents() | spliced


def _paragraphs(root: Element, source: bytes) -> list[_Kept]:
    if (root.getroottree().docinfo.encoding or "UTF-8").upper() not in ("UTF-8", "ASCII", "US-ASCII") or _MARKED.search(
        source
    ):
        return []
    outermost = [found for found in root.iter(P) if next(found.iterancestors(P), None) is None]
    slices = _slices(source)
    if len(slices) != len(outermost):
        return []
    return [
        _Kept(found, etree.tostring(found, with_tail=False), source[start:end])
        for found, (start, end) in zip(outermost, slices, strict=True)
    ]


def _slices(source: bytes) -> list[tuple[int, int]]:
    """Where each outermost paragraph begins and ends in a part's bytes."""
    found: list[tuple[int, int]] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    depth = start = 0

    def begin(name: str, _: object) -> None:
        nonlocal depth, start
        if name == _PARAGRAPH:
            start = parser.CurrentByteIndex if depth == 0 else start
            depth += 1

    def end(name: str) -> None:
        nonlocal depth
        if name == _PARAGRAPH:
            depth -= 1
            if depth == 0:
                found.append((start, _end_of(source, start, parser.CurrentByteIndex)))

    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.Parse(source, True)
    return found


def _end_of(source: bytes, start: int, place: int) -> int:
    """Where an element ends: after its end tag, or, if it closes itself, where the parser stands already."""
    name = _NAME.match(source, start + 1)
    closing = b"</" + name[0] if name else b"</"
    has_end_tag = source.startswith(closing, place) and source[place + len(closing) :][:1] in _AFTER_NAME
    return source.index(b">", place) + 1 if has_end_tag else place


def _spliced(root: Element, kept: list[_Kept]) -> bytes:
    """The part's bytes, with every paragraph that is still the same in its own bytes.

    They mean what the tree means, or the tree is written as it is.
    """
    meaning = etree.tostring(root, method="c14n")
    spliced = _put_back(root, kept)
    try:
        kept_meaning = etree.tostring(parse(spliced), method="c14n") == meaning
    except etree.XMLSyntaxError:
        kept_meaning = False
    return spliced if kept_meaning else serialize(parse(meaning))


def _put_back(root: Element, kept: list[_Kept]) -> bytes:
    sources: list[bytes] = []
    for entry in kept:
        found = entry.element
        parent = found.getparent()
        if parent is None or found.getroottree().getroot() is not root:
            continue
        if etree.tostring(found, with_tail=False) == entry.written:
            mark = etree.ProcessingInstruction(_MARK, str(len(sources)))
            mark.tail = found.tail
            parent.replace(found, mark)
            sources.append(entry.source)
    return _MARKED.sub(lambda match: sources[int(match[1])], serialize(root))
