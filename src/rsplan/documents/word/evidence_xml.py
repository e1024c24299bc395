"""A document's evidence as a custom XML part, and back.

The part has two halves. ``figures`` holds the bound texts, one element a control: Word and LibreOffice write what a
person types into them, and LibreOffice drops their attributes, so a control's key is its element's name. ``evidence``
is never bound and says what rsplan wrote: it is what a person's changes are told from.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from lxml import etree

from rsplan.documents.office.ooxml import Element, default_namespace, storable
from rsplan.documents.word.evidence import (
    NAMESPACE,
    Cells,
    ChartRecord,
    ControlRecord,
    Evidence,
    FactRecord,
    InputRecord,
    RowRecord,
    TableRecord,
)
from rsplan.plan.period import Period

_NS = f"{{{NAMESPACE}}}"


def empty_store() -> Element:
    """The root element of a store that is still to be filled: ``sealed`` does, when all that it tells of is there."""
    return etree.Element(f"{_NS}document", nsmap=default_namespace(NAMESPACE))


def to_xml(evidence: Evidence) -> Element:
    """The store's root element."""
    root = empty_store()
    for name in _ABOUT:
        root.set(name.replace("_", "-"), storable(getattr(evidence, name)))
    figures = etree.SubElement(root, f"{_NS}figures")
    for record in evidence.controls:
        etree.SubElement(figures, f"{_NS}{record.id}").text = evidence.bound.get(record.id, record.text)
    told = etree.SubElement(root, f"{_NS}evidence")
    _add(told, "template", name=evidence.template, sha256=evidence.template_sha256)
    inputs = _add(told, "inputs")
    for file in evidence.inputs:
        _add(inputs, "input", name=file.name, sha256=file.sha256, size=file.size)
    remarks = _add(told, "remarks")
    for remark in evidence.remarks:
        _add(remarks, "remark").text = storable(remark)
    controls = _add(told, "controls")
    for record in evidence.controls:
        made = _add(controls, "control", id=record.id, expression=record.expression, facts=" ".join(record.facts))
        made.text = record.text
    facts = _add(told, "facts")
    for fact in evidence.facts:
        made = _add(facts, "fact", id=fact.id, value=str(fact.value))
        for cells in fact.cells:
            _add(made, "cells", file=cells.file, sheet=cells.sheet).text = cells.cells
    _add_tables(told, evidence)
    for comment in evidence.comments:
        _add(told, "comment").text = storable(comment)
    if evidence.seal:
        root.set("seal", evidence.seal)
    return root


def _add_tables(told: Element, evidence: Evidence) -> None:
    tables = _add(told, "tables")
    for table in evidence.tables:
        made = _add(tables, "table", id=table.id, title=table.title, description=table.description)
        for row in table.rows:
            line = _add(made, "row", kind=row.kind, key=row.key)
            if row.looks:
                line.set("looks", " ".join(look or "-" for look in row.looks))
            for cell in row.cells:
                etree.SubElement(line, f"{_NS}c").text = cell
    charts = _add(told, "charts")
    for chart in evidence.charts:
        made = _add(charts, "chart", id=chart.id, title=chart.title, description=chart.description)
        for category in chart.categories:
            _add(made, "category").text = storable(category)
        for name, values in chart.series:
            _add(made, "series", name=name, values=" ".join(values))


_ABOUT = (
    "kind", "version", "period", "board", "date", "counting", "wording", "diarienummer", "tertial_report",
)  # fmt: skip


def _add(parent: Element, tag: str, /, **attributes: str) -> Element:
    return etree.SubElement(parent, f"{_NS}{tag}", {key: storable(value) for key, value in attributes.items()})


def from_xml(root: Element) -> Evidence:
    """The evidence of a store. What is missing is empty; raises ``ValueError`` for a store without evidence, or with
    one whose period, date or figures are none.
    """
    told = root.find(f"{_NS}evidence")
    if told is None:
        raise ValueError("the store has no evidence")
    about = {name: root.get(name.replace("_", "-"), "") for name in _ABOUT}
    Period.parse(about["period"])
    date.fromisoformat(about["date"])
    template = told.find(f"{_NS}template")
    return Evidence(
        **about,
        template="" if template is None else template.get("name", ""),
        template_sha256="" if template is None else template.get("sha256", ""),
        inputs=tuple(
            InputRecord(found.get("name", ""), found.get("sha256", ""), found.get("size", ""))
            for found in told.iterfind(f"{_NS}inputs/{_NS}input")
        ),
        remarks=tuple(found.text or "" for found in told.iterfind(f"{_NS}remarks/{_NS}remark")),
        controls=tuple(
            ControlRecord(
                found.get("id", ""),
                found.get("expression", ""),
                tuple(found.get("facts", "").split()),
                found.text or "",
            )
            for found in told.iterfind(f"{_NS}controls/{_NS}control")
        ),
        facts=tuple(_fact(found) for found in told.iterfind(f"{_NS}facts/{_NS}fact")),
        tables=tuple(_table(found) for found in told.iterfind(f"{_NS}tables/{_NS}table")),
        charts=tuple(_chart(found) for found in told.iterfind(f"{_NS}charts/{_NS}chart")),
        comments=tuple(found.text or "" for found in told.iterfind(f"{_NS}comment")),
        seal=root.get("seal", ""),
        bound={
            etree.QName(found).localname: found.text or ""
            for found in root.iterfind(f"{_NS}figures/*")
            if isinstance(found.tag, str)
        },
    )


def _fact(found: Element) -> FactRecord:
    cells = tuple(
        Cells(place.get("file", ""), place.get("sheet", ""), place.text or "")
        for place in found.iterfind(f"{_NS}cells")
    )
    return FactRecord(found.get("id", ""), _number(found.get("value", "0")), cells)


def _number(text: str) -> int | Decimal:
    """A fact's value. Raises ``ValueError`` for what is no number."""
    if "." not in text:
        return int(text)
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise ValueError(text) from None
    if not value.is_finite():
        raise ValueError(text)
    return value


def _table(found: Element) -> TableRecord:
    rows = tuple(
        RowRecord(
            row.get("kind", "row"),
            row.get("key", ""),
            tuple(cell.text or "" for cell in row),
            tuple("" if look == "-" else look for look in row.get("looks", "").split()),
        )
        for row in found.iterfind(f"{_NS}row")
    )
    return TableRecord(found.get("id", ""), found.get("title", ""), rows, found.get("description", ""))


def _chart(found: Element) -> ChartRecord:
    """A chart. Raises ``ValueError`` for a bar that is no whole number."""
    series = tuple(
        (one.get("name", ""), tuple(one.get("values", "").split())) for one in found.iterfind(f"{_NS}series")
    )
    for value in (value for _, values in series for value in values):
        int(value)
    return ChartRecord(
        found.get("id", ""),
        found.get("title", ""),
        found.get("description", ""),
        tuple(category.text or "" for category in found.iterfind(f"{_NS}category")),
        series,
    )
