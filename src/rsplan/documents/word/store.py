"""Puts a document's evidence into its file: the custom XML part, beside which stands what says that it is a data store.

The binding of every control leads to this part.
"""

from __future__ import annotations

import hashlib

from lxml import etree

from rsplan import __version__
from rsplan.documents.office.ooxml import Element
from rsplan.documents.office.package import Package, office
from rsplan.documents.templating.slots import Slots
from rsplan.documents.word.chart_bars import chart_named
from rsplan.documents.word.controls import Controls
from rsplan.documents.word.evidence import NAMESPACE, STORE_ID, ControlRecord, Evidence, InputRecord
from rsplan.documents.word.evidence_of_report import chart_record, fact_records, table_record, told_remarks
from rsplan.documents.word.evidence_xml import empty_store
from rsplan.report.report import Report

_DATASTORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


def write_store(package: Package, controls: Controls, report: Report, document: str, template: bytes) -> Evidence:
    """Put the custom XML part with the bound texts and the evidence into the package; the evidence."""
    about = report.about
    clean = Slots().clean
    evidence = Evidence(
        kind=document,
        version=__version__,
        period=about.period.slug,
        board=about.board,
        date=about.date.isoformat(),
        counting=about.counting,
        wording=about.wording,
        diarienummer=about.diarienummer,
        tertial_report=about.tertial_report,
        template=package.name,
        template_sha256=hashlib.sha256(template).hexdigest(),
        inputs=tuple(InputRecord(file.name, file.sha256, str(file.size)) for file in report.inputs),
        remarks=told_remarks(report),
        controls=tuple(
            ControlRecord(key, value.expression, value.facts, text) for key, value, text in controls.figures
        ),
        facts=tuple(fact_records(report, (fact for _, value, _ in controls.figures for fact in value.facts))),
        tables=tuple(table_record(report.tables[name], clean) for name in controls.placed("table")),
        charts=tuple(
            chart_record(chart, clean)
            for name in controls.placed("chart")
            if (chart := chart_named(report.tables, name)) is not None
        ),
    )
    _add_part(package, empty_store())
    return evidence


def _add_part(package: Package, root: Element) -> None:
    item = package.free_name("customXml/item{}.xml")
    package.default_type("xml", "application/xml")
    package.add(item, "", root)
    package.relate(package.main, "customXml", item)
    describe_store(package, item)


def describe_store(package: Package, item: str) -> None:
    """Say of the part that it is the store that the bindings name. LibreOffice leaves this out when it saves."""
    if any(True for _ in package.related(item, "customXmlProps")):
        return
    properties = item.replace("/item", "/itemProps")
    described = etree.Element(f"{{{_DATASTORE}}}datastoreItem", nsmap={"ds": _DATASTORE})
    described.set(f"{{{_DATASTORE}}}itemID", STORE_ID)
    references = etree.SubElement(described, f"{{{_DATASTORE}}}schemaRefs")
    etree.SubElement(references, f"{{{_DATASTORE}}}schemaRef").set(f"{{{_DATASTORE}}}uri", NAMESPACE)
    if properties in package.raw:
        package.replace(properties, described)
    else:
        package.add(properties, _PROPERTIES, described)
    package.relate(item, office("customXmlProps"), properties)
