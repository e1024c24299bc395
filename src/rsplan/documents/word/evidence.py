"""A Word document's evidence: what it was made from, and what was last written into it. A custom XML part of its own.

The part has two halves. ``figures`` holds the bound texts, one element a control: Word and LibreOffice write what a
person types into them, and LibreOffice drops their attributes, so a control's key is its element's name. ``evidence``
is never bound and says what rsplan wrote: it is what a person's changes are told from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from lxml import etree

from rsplan.documents.word.ooxml import Element, default_namespace, serialize, storable
from rsplan.findings.catalogue import Severity
from rsplan.language.swedish import digits, tidy
from rsplan.plan.folding import fold
from rsplan.plan.period import Period

if TYPE_CHECKING:
    from rsplan.analysis.counts import Fact
    from rsplan.documents.word.charts import Chart
    from rsplan.documents.word.package import Package
    from rsplan.plan.model import Plan
    from rsplan.report.report import Report, Row, Table

NAMESPACE = "urn:rsplan:document:1"
STORE_ID = "{8F0B4F5C-6E0D-5B51-9E5C-2D5B6C1A7E10}"
_NS = f"{{{NAMESPACE}}}"


@dataclass(frozen=True, slots=True)
class ControlRecord:
    """What was last written into a control: its key in the store, the expression behind it and the text."""

    id: str
    expression: str
    facts: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one sheet that a fact counts, shortest form: ``F5:F9 F12``."""

    file: str
    sheet: str
    cells: str


@dataclass(frozen=True, slots=True)
class FactRecord:
    """A fact that the document states: its value when it was written and the cells behind it."""

    id: str
    value: int
    cells: tuple[Cells, ...] = ()


@dataclass(frozen=True, slots=True)
class RowRecord:
    """A row as last written. ``kind`` is header, group, row or total; ``key`` tells which item it is.

    ``looks`` names, by column, the status that a cell shows ("" for none).
    """

    kind: str
    key: str
    cells: tuple[str, ...]
    looks: tuple[str, ...] = ()

    def look(self, column: int) -> str:
        """The status of a column."""
        return self.looks[column] if column < len(self.looks) else ""


@dataclass(frozen=True, slots=True)
class TableRecord:
    """A table as last written, header first."""

    id: str
    title: str
    rows: tuple[RowRecord, ...]
    description: str = ""

    @property
    def header(self) -> tuple[str, ...]:
        """The headings of its columns."""
        return self.rows[0].cells if self.rows else ()


@dataclass(frozen=True, slots=True)
class ChartRecord:
    """A chart's data as last written: categories, and each series by name with its values as text."""

    id: str
    title: str
    description: str
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def series_numbers(self) -> list[tuple[str, list[str | int]]]:
        """The series with their values as numbers."""
        return [(name, [int(value) for value in values]) for name, values in self.series]


@dataclass(frozen=True, slots=True)
class InputRecord:
    """A file that the figures came from."""

    name: str
    sha256: str
    size: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that a document knows of its own making. ``seal`` is the digest of what rsplan wrote."""

    kind: str
    version: str
    period: str
    board: str
    date: str
    counting: str
    wording: str = ""
    diarienummer: str = ""
    tertial_report: str = ""
    template: str = ""
    template_sha256: str = ""
    inputs: tuple[InputRecord, ...] = ()
    remarks: tuple[str, ...] = ()
    controls: tuple[ControlRecord, ...] = ()
    facts: tuple[FactRecord, ...] = ()
    tables: tuple[TableRecord, ...] = ()
    charts: tuple[ChartRecord, ...] = ()
    comments: tuple[str, ...] = ()
    seal: str = ""
    bound: Mapping[str, str] = field(default_factory=dict)

    def control(self, key: str) -> ControlRecord | None:
        """The record of a control."""
        return next((record for record in self.controls if record.id == key), None)


# What a report says


def table_record(table: Table, clean: Callable[[str], str]) -> TableRecord:
    """A table of a report, with the texts that its cells get."""
    kinds = [column.kind for column in table.columns]
    header = RowRecord("header", "header", tuple(clean(column.heading) for column in table.columns))
    rows = [header]
    seen: dict[str, int] = {}
    for group in table.groups:
        if group.heading:
            rows.append(_row_record("group", f"group:{fold(group.heading)}", (group.heading,), ["text"], seen, clean))
        rows += [_row_record("row", _key(row), row.cells, kinds, seen, clean) for row in group.rows]
    if table.total is not None:
        rows.append(_row_record("total", "total", table.total.cells, kinds, seen, clean))
    return TableRecord(table.id, table.caption, tuple(rows), table_description(table))


def table_description(table: Table) -> str:
    """The alternative text of a table."""
    from rsplan.documents.word.tables import description

    return description(table)


def _key(row: Row) -> str:
    if row.key:
        return f"item:{row.key}".replace("\x1f", " | ")
    if row.facts and row.facts[-1]:
        return f"fact:{row.facts[-1]}"
    return f"title:{fold(str(row.cells[0]))}"


def _row_record(
    kind: str,
    key: str,
    values: Iterable[object],
    kinds: Sequence[str],
    seen: dict[str, int],
    clean: Callable[[str], str],
) -> RowRecord:
    seen[key] = seen.get(key, 0) + 1
    numbered = key if seen[key] == 1 else f"{key}#{seen[key]}"
    listed = list(values)
    texts = tuple(clean(cell_text(value, of)) for value, of in zip(listed, kinds, strict=True))
    looks = tuple(str(getattr(value, "member", "")) for value in listed)
    return RowRecord(kind, numbered, texts, looks if any(looks) else ())


def cell_text(value: object, kind: str) -> str:
    """A cell's text as a table shows it."""
    if isinstance(value, int):
        return digits(value)
    return tidy(str(value)) if kind == "number" else str(value)


def chart_record(chart: Chart, clean: Callable[[str], str]) -> ChartRecord:
    """A chart of a report."""
    series = tuple((clean(one.name), tuple(map(str, one.values))) for one in chart.series)
    categories = tuple(clean(category) for category in chart.categories)
    return ChartRecord(chart.name, chart.title, clean(chart.description), categories, series)


def told_remarks(report: Report) -> tuple[str, ...]:
    """The findings that a document may list."""
    return tuple(str(entry) for entry in report.findings if entry.severity is not Severity.INFO)


def fact_records(report: Report, ids: Iterable[str]) -> Iterator[FactRecord]:
    """The facts that a document states, each with the cells behind it."""
    from rsplan.analysis.counts import RowsBehind

    finders: dict[int, RowsBehind] = {}
    for fact_id in dict.fromkeys(ids):
        if fact_id in report.facts:
            fact, plan = report.facts[fact_id], report.plan_of(fact_id)
            rows_behind = finders.setdefault(id(plan), RowsBehind(plan))
            yield FactRecord(fact_id, fact.value, tuple(_cells_behind(plan, fact, rows_behind(fact))))


def _cells_behind(plan: Plan, fact: Fact, positions: list[int]) -> Iterator[Cells]:
    frame = plan.frame(fact.kind)
    rows: dict[int, list[int]] = {}
    sources, numbers = (frame[name].to_numpy()[positions].tolist() for name in ("source", "row"))
    for source, row in zip(sources, numbers, strict=True):
        rows.setdefault(int(source), []).append(int(row))
    for number, found in sorted(rows.items()):
        source = plan.sources[number]
        letter = source.cell(0).removesuffix("0")
        yield Cells(source.file, source.sheet, " ".join(_ranges(letter, sorted(found))))


def _ranges(letter: str, rows: list[int]) -> Iterator[str]:
    start = previous = None
    for row in [*rows, None]:
        if previous is not None and row == previous + 1:
            previous = row
            continue
        if start is not None:
            yield f"{letter}{start}" if start == previous else f"{letter}{start}:{letter}{previous}"
        start = previous = row


# As XML


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
    return FactRecord(found.get("id", ""), int(found.get("value", "0")), cells)


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
    return ChartRecord(
        found.get("id", ""),
        found.get("title", ""),
        found.get("description", ""),
        tuple(category.text or "" for category in found.iterfind(f"{_NS}category")),
        tuple(
            (series.get("name", ""), tuple(series.get("values", "").split()))
            for series in found.iterfind(f"{_NS}series")
        ),
    )


# The store in a package


def store_part(package: Package) -> str | None:
    """The name of the store's part. It is known by its namespace: LibreOffice drops what says which store it is."""
    for part in sorted(package.raw):
        known = part in package.trees or NAMESPACE.encode() in package.raw[part][:2_000]
        if part.startswith("customXml/") and known and package.tree(part).tag == f"{_NS}document":
            return part
    return None


# The seal


def sealed(package: Package, evidence: Evidence) -> bytes:
    """The file's bytes, with the digest of everything in it written into the store."""
    part = store_part(package)
    if part is None:
        raise ValueError("a document without evidence cannot be sealed")
    root = to_xml(replace(evidence, seal=""))
    package.replace(part, root)
    contents = package.contents()
    root.set("seal", _digest(contents, part))
    contents[part] = serialize(root)
    return package.zipped(contents)


def is_sealed(package: Package, evidence: Evidence) -> bool:
    """Whether a document is, part for part, as rsplan wrote it.

    A save in another program counts as an edit, since nobody can tell from it whether a person changed a format. The
    package must be freshly read: a part that has been parsed may be written differently.
    """
    part = store_part(package)
    if part is None or not evidence.seal:
        return False
    original = package.raw[part]
    unsealed = original.replace(f' seal="{evidence.seal}"'.encode(), b"", 1)
    return _digest({**package.raw, part: unsealed}, part) == evidence.seal


def _digest(contents: Mapping[str, bytes], store: str) -> str:
    digest = hashlib.sha256()
    for part in sorted(contents):
        digest.update(f"{'store' if part == store else part}\0{len(contents[part])}\0".encode())
        digest.update(contents[part])
    return digest.hexdigest()
