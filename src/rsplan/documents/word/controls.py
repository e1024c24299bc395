"""Content controls that hold figures: each bound to one text in a custom XML part, so that it can be found and renewed.

Word and LibreOffice show the bound text over the control's own, so both are written. The custom XML part also carries
the document's evidence: what it was made from and the value of every fact that it states.
"""

from __future__ import annotations

import hashlib
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from rsplan import __version__
from rsplan.documents.values import Computed
from rsplan.documents.word.ooxml import Element, default_namespace, escaped, parse_fragment, text_xml
from rsplan.documents.word.package import Package, office
from rsplan.report import Report

NAMESPACE = "urn:rsplan:document:1"
STORE_ID = "{8F0B4F5C-6E0D-5B51-9E5C-2D5B6C1A7E10}"
_FIRST_ID = 700_000_001
_LONGEST = 64  # Word refuses longer tags and titles
_DATASTORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


@dataclass(slots=True)
class Controls:
    """The controls of one document, in the order that they were made."""

    figures: list[tuple[str, Computed, str]] = field(default_factory=list)
    made: int = 0

    def figure(self, value: Computed, text: str, look: Element | None) -> Element:
        """A control in a line of text that shows a computed value. ``look`` is the run's properties."""
        control = parse_fragment(self.figure_xml(value, text))
        if look is not None:
            control[0].insert(0, deepcopy(look))
            control[1][0].insert(0, deepcopy(look))
        return control

    def figure_xml(self, value: Computed, text: str) -> str:
        """The same as written XML, without a look of its own."""
        key = f"c{len(self.figures) + 1}"
        self.figures.append((key, value, text))
        plain = '<w:text w:multiLine="1"/>' if "\n" in text else "<w:text/>"
        return (
            f"<w:sdt><w:sdtPr>{self._names(value.expression, value.expression)}"
            f"<w:dataBinding w:prefixMappings=\"xmlns:r='{NAMESPACE}'\" "
            f'w:xpath="/r:document/r:figures/r:figure[@id=\'{key}\']" w:storeItemID="{STORE_ID}"/>{plain}</w:sdtPr>'
            f"<w:sdtContent><w:r>{text_xml(text)}</w:r></w:sdtContent></w:sdt>"
        )

    def block_xml(self, name: str, title: str, content: str) -> str:
        """A control around a table or a chart, named ``table:assignments``."""
        return f"<w:sdt><w:sdtPr>{self._names(name, title)}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    def _names(self, expression: str, title: str) -> str:
        self.made += 1
        return (
            f'<w:alias w:val="{escaped(short(title))}"/><w:tag w:val="{escaped(short(expression))}"/>'
            f'<w:id w:val="{_FIRST_ID + self.made - 1}"/>'
        )


def short(expression: str) -> str:
    """An expression as a tag; one that is too long ends in a digest, the whole stands in the custom XML."""
    if len(expression) <= _LONGEST:
        return expression
    digest = hashlib.sha256(expression.encode()).hexdigest()[:8]
    return f"{expression[: _LONGEST - 10]}…#{digest}"


def write_store(package: Package, controls: Controls, report: Report, document: str, template: bytes) -> None:
    """Put the custom XML part with the bound texts and the evidence into the package."""
    root = etree.Element(_name("document"), nsmap=default_namespace(NAMESPACE))
    about = report.about
    for name, told in (
        ("kind", document), ("version", __version__), ("period", about.period.slug), ("board", about.board),
        ("date", about.date.isoformat()), ("counting", about.counting),
    ):  # fmt: skip
        root.set(name, told)
    etree.SubElement(root, _name("template"), name=package.name, sha256=hashlib.sha256(template).hexdigest())
    inputs = etree.SubElement(root, _name("inputs"))
    for file in report.inputs:
        etree.SubElement(inputs, _name("input"), name=file.name, sha256=file.sha256, size=str(file.size))
    figures = etree.SubElement(root, _name("figures"))
    for key, value, text in controls.figures:
        figure = etree.SubElement(figures, _name("figure"), id=key, expression=value.expression)
        figure.set("facts", " ".join(value.facts))
        figure.text = text
    facts = etree.SubElement(root, _name("facts"))
    for fact_id in dict.fromkeys(fact for _, value, _ in controls.figures for fact in value.facts):
        if fact_id in report.facts:
            etree.SubElement(facts, _name("fact"), id=fact_id, value=str(report.facts[fact_id].value))
    _add_part(package, root)


def _add_part(package: Package, root: Element) -> None:
    item = package.free_name("customXml/item{}.xml")
    properties = item.replace("/item", "/itemProps")
    described = etree.Element(f"{{{_DATASTORE}}}datastoreItem", nsmap={"ds": _DATASTORE})
    described.set(f"{{{_DATASTORE}}}itemID", STORE_ID)
    references = etree.SubElement(described, f"{{{_DATASTORE}}}schemaRefs")
    etree.SubElement(references, f"{{{_DATASTORE}}}schemaRef").set(f"{{{_DATASTORE}}}uri", NAMESPACE)
    package.default_type("xml", "application/xml")
    package.add(item, "", root)
    package.add(properties, _PROPERTIES, described)
    package.relate(package.main, "customXml", item)
    package.relate(item, office("customXmlProps"), properties)


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"
