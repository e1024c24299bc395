"""A document that is opened to be renewed: its parts, its evidence, and the tables and controls that it has now."""

from __future__ import annotations

from lxml import etree
from msgspec import Struct

from rsplan.documents.living.foreign_files import damaged, refuse_strangers, stranger
from rsplan.documents.office.ooxml import Element
from rsplan.documents.office.package import Package, read_package
from rsplan.documents.word.evidence import Evidence
from rsplan.documents.word.evidence_xml import from_xml
from rsplan.documents.word.seal import is_sealed, store_part
from rsplan.findings.finding import ConfigurationError

_TEXT_KINDS = ("header", "footer", "footnotes", "endnotes")


class Opened(Struct):
    """A Word file with evidence."""

    name: str
    package: Package
    evidence: Evidence
    store: str
    parts: tuple[str, ...]

    @property
    def main(self) -> str:
        """The name of the main part."""
        return self.parts[0]

    @property
    def body(self) -> Element:
        """The main part's tree."""
        return self.package.tree(self.main)

    @property
    def untouched(self) -> bool:
        """Whether everything is as rsplan wrote it."""
        return is_sealed(self.package, self.evidence)


def open_document(data: bytes, name: str) -> Opened:
    """A document that rsplan has made. Raises ``DocumentError`` for every other file."""
    refuse_strangers(data, name)
    try:
        package = read_package(data, name)
        main = package.main
        _ = next(package.related(main, "styles"))  # rsplan writes none without: such a file is damaged
    except (ConfigurationError, StopIteration) as error:
        raise damaged(name) from error
    store = _store(package, name)
    if store is None:
        raise stranger(name)
    parts = (main, *dict.fromkeys(part for kind in _TEXT_KINDS for part in package.related(main, kind)))
    for part in parts:
        _parse(package, part, name)
    try:
        evidence = from_xml(package.tree(store))
    except ValueError as error:
        raise stranger(name) from error
    return Opened(name, package, evidence, store, parts)


def _store(package: Package, name: str) -> str | None:
    try:
        return store_part(package)
    except (ConfigurationError, etree.XMLSyntaxError) as error:
        raise damaged(name, "customXml") from error


def _parse(package: Package, part: str, name: str) -> None:
    try:
        package.tree(part)
    except ConfigurationError as error:
        raise damaged(name, part) from error
