"""A Word file as parts and relationships: read with limits, written the same way every time.

Knows the packaging (ECMA-376 part 2), nothing of text or styles.
"""

from __future__ import annotations

import io
import posixpath
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from lxml import etree
from msgspec import Struct, field

from rsplan.documents.office.ooxml import Element, ForbiddenXmlError, default_namespace, parse, serialize
from rsplan.documents.office.proof import prove
from rsplan.findings import codes
from rsplan.findings.finding import stop

MAX_PARTS = 2_000
MAX_BYTES = 200_000_000
# A report of 3,000 rows has some 10 MB of XML and half a million tags.
MAX_XML, MAX_TAGS = 64_000_000, 3_000_000
_XML = (".xml", ".rels", ".vml")
_TYPE_DECLARATION = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, KeyError, StopIteration, etree.XMLSyntaxError, ForbiddenXmlError, RuntimeError,
    OSError, EOFError, NotImplementedError,
)  # fmt: skip
_EPOCH = (1980, 1, 1, 0, 0, 0)


def office(kind: str) -> str:
    """The full name of an office relationship type, such as ``footnotes``."""
    return f"{_OFFICE}/{kind}"


class Relationship(Struct, frozen=True):
    """One relationship of a part; ``target`` is a part's name, or an address when it is external."""

    id: str
    type: str
    target: str
    external: bool


class Package(Struct):
    """The parts of one Word file, by name without a leading slash."""

    name: str
    raw: dict[str, bytes]
    types: Element
    trees: dict[str, Element] = field(default_factory=dict)
    relations: dict[str, Element] = field(default_factory=dict)
    written: dict[str, bytes] = field(default_factory=dict)
    _rels: dict[str, list[Relationship]] = field(default_factory=dict)  # what is read from relations, till they change

    @property
    def main(self) -> str:
        """The name of the main document part."""
        return next(rel.target for rel in self.rels("") if rel.type == office("officeDocument"))

    def tree(self, part: str) -> Element:
        """A part as a tree; changes to it are written."""
        if part not in self.trees:
            self.trees[part] = self._parsed(part)
        return self.trees[part]

    def _parsed(self, part: str) -> Element:
        try:
            return parse(self.written.pop(part, b"") or self.raw[part])
        except (etree.XMLSyntaxError, ForbiddenXmlError, KeyError) as error:
            raise stop(codes.PART_DAMAGED, self.name, part=part) from error

    def replace(self, part: str, root: Element) -> None:
        """Give a part a new tree."""
        self.trees[part] = root

    def write_part(self, part: str, data: bytes) -> None:
        """Give a part new bytes."""
        self.trees.pop(part, None)
        self.written[part] = data

    def add(self, part: str, content_type: str, root: Element | bytes) -> None:
        """A new part of a type; ``""`` where the file's extension says the type already."""
        if isinstance(root, bytes):
            self.raw[part] = root
        else:
            self.raw[part] = b""
            self.trees[part] = root
        if content_type:
            etree.SubElement(self.types, f"{{{_TYPES}}}Override", PartName=f"/{part}", ContentType=content_type)

    def default_type(self, extension: str, content_type: str) -> None:
        """The type of every part with an extension."""
        if extension not in {entry.get("Extension", "").lower() for entry in self.types}:
            entry = etree.Element(f"{{{_TYPES}}}Default", Extension=extension, ContentType=content_type)
            self.types.insert(0, entry)

    def free_name(self, pattern: str) -> str:
        """The first name of a numbered series that no part has: ``customXml/item{}.xml``."""
        number = 1
        while pattern.format(number) in self.raw:
            number += 1
        return pattern.format(number)

    def usual_name(self, name: str) -> str:
        """The name that a part usually has, ``word/footnotes.xml``, with a number where another has it."""
        stem, dot, extension = name.rpartition(".")
        return self.free_name(f"{stem}{{}}{dot}{extension}") if name in self.raw else name

    def content_type(self, part: str) -> str:
        """The type of a part, "" where the package does not say."""
        extension = part.rpartition(".")[2].lower()
        found = ""
        for entry in self.types:
            if entry.get("PartName") == f"/{part}":
                return entry.get("ContentType", "")
            if entry.get("Extension", "").lower() == extension:
                found = entry.get("ContentType", "")
        return found

    def rels(self, part: str) -> list[Relationship]:
        """The relationships of a part; of the package itself for ""."""
        if part not in self._rels:
            folder = posixpath.dirname(part)
            self._rels[part] = [
                Relationship(
                    entry.get("Id", ""),
                    entry.get("Type", ""),
                    _target(folder, entry),
                    entry.get("TargetMode") == "External",
                )
                for entry in self._relations(part)
            ]
        return self._rels[part]

    def related(self, part: str, kind: str) -> Iterator[str]:
        """The parts that a part relates to in one way (``header``, ``footnotes`` …)."""
        for rel in self.rels(part):
            if rel.type == office(kind) and not rel.external and rel.target in self.raw:
                yield rel.target

    def relate(self, part: str, kind: str, target: str, *, external: bool = False) -> str:
        """The id of the relationship from a part to a target, made if there is none."""
        full = kind if "://" in kind else office(kind)
        for rel in self.rels(part):
            if (rel.type, rel.target, rel.external) == (full, target, external):
                return rel.id
        relations = self._relations(part)
        taken = {entry.get("Id") for entry in relations}
        made = next(name for name in (f"rId{number}" for number in range(1, 100_000)) if name not in taken)
        written = target if external else _relative(part, target)
        entry = etree.SubElement(relations, f"{{{_RELS}}}Relationship", Id=made, Type=full, Target=written)
        if external:
            entry.set("TargetMode", "External")
        self._rels.pop(part, None)
        return made

    def unrelate(self, part: str, types_ending: str) -> None:
        """Remove a part's relationships of a kind, and the parts that they lead to."""
        for entry in list(self._relations(part)):
            if entry.get("Type", "").endswith(types_ending):
                self._remove(_target(posixpath.dirname(part), entry))
                self._relations(part).remove(entry)
        self._rels.pop(part, None)

    def _remove(self, part: str) -> None:
        self.raw.pop(part, None)
        self.trees.pop(part, None)
        self.written.pop(part, None)
        for entry in [entry for entry in self.types if entry.get("PartName") == f"/{part}"]:
            self.types.remove(entry)

    def _relations(self, part: str) -> Element:
        if part not in self.relations:
            name = _rels_name(part)
            empty = etree.Element(f"{{{_RELS}}}Relationships", nsmap=default_namespace(_RELS))
            self.relations[part] = self._parsed(name) if name in self.raw else empty
        return self.relations[part]

    def become_document(self) -> bool:
        """A template (.dotx) is written as a document. Whether it was one."""
        found = [entry for entry in self.types if entry.get("ContentType") == _TEMPLATE]
        for entry in found:
            entry.set("ContentType", _DOCUMENT)
        return bool(found)

    def write(self) -> bytes:
        """The file's bytes: the same parts give the same bytes, on every platform and at every time."""
        return self.zipped(self.contents())

    def part_bytes(self, part: str) -> bytes:
        """A part as it is written."""
        return serialize(self.trees[part]) if part in self.trees else self.written.get(part) or self.raw[part]

    def contents(self) -> dict[str, bytes]:
        """Every part as it is written, by name."""
        contents = {part: self.part_bytes(part) for part in self.raw}
        contents |= {_rels_name(part): serialize(root) for part, root in self.relations.items() if len(root)}
        contents["[Content_Types].xml"] = serialize(self.types)
        return contents

    def zipped(self, contents: Mapping[str, bytes]) -> bytes:
        """The file's bytes from its parts. Raises ``DocumentError`` if Word could not open it."""
        prove(contents, {part: data for part, data in self.raw.items() if data}, self.name)
        first = ["[Content_Types].xml", "_rels/.rels"]
        order = [*first, *(name for name in contents if name not in first)]
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in order:
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
                archive.writestr(entry, contents[name])
        return out.getvalue()


def read_package(data: bytes, name: str) -> Package:
    """A Word file's parts. Raises ``ConfigurationError`` for what is not a Word file, or is one that does harm."""
    try:
        parts = _members(data, name)
        package = Package(name, parts, parse(parts["[Content_Types].xml"]))
        kind = package.content_type(package.main)
        _ = parts[package.main]
    except _UNREADABLE:
        raise stop(codes.NO_READABLE_WORD_FILE, name=name) from None
    if kind not in (_DOCUMENT, _TEMPLATE) or any(part.endswith("vbaProject.bin") for part in parts):
        raise stop(codes.NO_ORDINARY_DOCUMENT, name=name)
    return package


def _members(data: bytes, name: str) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [entry for entry in archive.infolist() if not entry.is_dir()]
        size = sum(entry.file_size for entry in members)
        if len(members) > MAX_PARTS or size > MAX_BYTES:
            raise stop(codes.TEMPLATE_BLOWS_UP, name=name)
        if sum(entry.file_size for entry in members if entry.filename.lower().endswith(_XML)) > MAX_XML:
            raise stop(codes.DOCUMENT_BLOWS_UP, name=name)
        seen: set[str] = set()
        for entry in members:
            if (
                entry.filename.casefold() in seen
                or stat.S_ISLNK(entry.external_attr >> 16)
                or entry.filename.startswith("/")
                or ".." in entry.filename.split("/")
            ):
                raise stop(codes.UNSAFE_PART_NAMES, name=name)
            seen.add(entry.filename.casefold())
            parts[entry.filename] = archive.read(entry)
    _refuse_hurtful_xml(parts, name)
    return parts


def _refuse_hurtful_xml(parts: Mapping[str, bytes], name: str) -> None:
    """No part declares a document type, in whatever encoding, and all of them together can be held in memory."""
    xml = {part: data for part, data in parts.items() if part.lower().endswith(_XML)}
    if sum(data.count(b"<") for data in xml.values()) > MAX_TAGS:
        raise stop(codes.TOO_MUCH_CONTENT, name=name)
    for part, data in xml.items():
        if _TYPE_DECLARATION.search(data[:65_536].replace(b"\x00", b"").decode("latin-1")):
            raise stop(codes.DOCUMENT_TYPE_DECLARED, name, part=part)


def _rels_name(part: str) -> str:
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _target(folder: str, entry: Element) -> str:
    target = entry.get("Target", "")
    if entry.get("TargetMode") == "External":
        return target
    return target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _relative(part: str, target: str) -> str:
    return posixpath.relpath(target, posixpath.dirname(part) or ".")
