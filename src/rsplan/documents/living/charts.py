"""Renews a document's charts: new data in their caches and workbooks, the design as a person or a program left it.

A chart is known by its block control, by its alternative text, or by its data: LibreOffice keeps only the data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy

from msgspec import Struct

from rsplan.documents.living.chart_keys import renew_key
from rsplan.documents.living.document import Opened
from rsplan.documents.living.renewal import Work
from rsplan.documents.office.ooxml import NAMESPACES, SDT, Element, child, parse, qname, wattr, whole_number
from rsplan.documents.office.package import office
from rsplan.documents.templating.slots import Slots
from rsplan.documents.word.chart_bars import Chart, chart_named
from rsplan.documents.word.chart_room import spacing_for
from rsplan.documents.word.charts import Design, chart_workbook, chart_xml, design_of
from rsplan.documents.word.controls import short
from rsplan.documents.word.evidence import ChartRecord
from rsplan.documents.word.evidence_of_report import chart_record
from rsplan.findings import codes
from rsplan.findings.finding import finding

_C = "{" + NAMESPACES["c"] + "}"
_SER, _TX, _CAT, _VAL, _PT = (f"{_C}{name}" for name in ("ser", "tx", "cat", "val", "pt"))
_LABELS, _LABEL, _EMU_PER_TWIP = f"{_C}dLbls", f"{_C}dLbl", 635
_DRAWING, _DOC_PR, _CHART = qname("w:drawing"), qname("wp:docPr"), f"{_C}chart"

Data = dict[str, dict[str, str]]


class Drawn(Struct, frozen=True):
    """A chart in the document: its drawing and its part."""

    drawing: Element
    part: str
    root: Element

    @property
    def data(self) -> Data:
        """The values that it shows, by series and category."""
        return {_name(one): dict(zip(_points(one, _CAT), _values(one), strict=False)) for one in self.root.iter(_SER)}


def find_charts(opened: Opened) -> dict[str, list[Drawn]]:
    """The charts of a document by the record that they are."""
    records = opened.evidence.charts
    found: dict[str, list[Drawn]] = {record.id: [] for record in records}
    targets = {rel.id: rel.target for rel in opened.package.rels(opened.main) if rel.type == office("chart")}
    for drawing in opened.body.iter(_DRAWING):
        shown = next(drawing.iter(_CHART), None)
        part = targets.get(shown.get(qname("r:id"), "") if shown is not None else "")
        if part is None or part not in opened.package.raw:
            continue
        drawn = Drawn(drawing, part, opened.package.tree(part))
        name = _mark(drawn, records) or _likest(drawn, records)
        if name:
            found[name].append(drawn)
    return found


def _mark(drawn: Drawn, records: tuple[ChartRecord, ...]) -> str:
    """The chart that a drawing stands for: by its place if that is known, so that two that have changed places are seen
    as changed, else by its text."""
    control = next(drawn.drawing.iterancestors(SDT), None)
    tag = wattr(child(control, "sdtPr", "tag")) if control is not None else None
    described = next((found.get("descr") for found in drawn.drawing.iter(_DOC_PR)), None)
    placed = (one.id for one in records if tag == short(f"chart:{one.id}"))
    return next(placed, "") or next((one.id for one in records if described and described == one.description), "")


def _likest(drawn: Drawn, records: tuple[ChartRecord, ...]) -> str:
    data = drawn.data
    scores = {one.id: _likeness(data, data_of(one)) for one in records}
    best = max(scores, key=lambda name: scores[name], default="")
    return best if best and scores[best] > 0.5 else ""


def _likeness(data: Data, told: Data) -> float:
    mine = {(series, category) for series, values in data.items() for category in values}
    ours = {(series, category) for series, values in told.items() for category in values}
    return len(mine & ours) / len(mine | ours) if mine and ours else 0.0


def data_of(record: ChartRecord) -> Data:
    """A record's values by series and category."""
    return {name: dict(zip(record.categories, values, strict=False)) for name, values in record.series}


def renew_charts(work: Work) -> list[ChartRecord]:
    """Bring every chart up to date; the records as they are to be remembered."""
    report, clean = work.current.report, Slots().clean
    found = find_charts(work.opened)
    records = []
    for record in work.opened.evidence.charts:
        chart = chart_named(report.tables, record.id)
        where = f'diagrammet "{record.title}"'
        if not found[record.id]:
            work.findings.append(finding(codes.REMOVED_BY_HAND, what=where))
        if chart is None or not found[record.id]:
            records.append(record)
            continue
        new = chart_record(chart, clean)
        for drawn in found[record.id]:
            renew_key(work, drawn.drawing, record, report.tables[record.table], clean, where)
        kept = [_renew(work, drawn, record, new, chart, where, clean) for drawn in found[record.id]]
        records.append(kept[-1])
    return records


def _renew(
    work: Work,
    drawn: Drawn,
    base: ChartRecord,
    new: ChartRecord,
    chart: Chart,
    where: str,
    clean: Callable[[str], str],
) -> ChartRecord:
    shown, written, today = drawn.data, data_of(base), data_of(new)
    end = max(one.longest for one in work.opened.evidence.charts if one.table == base.table)
    if shown == today:
        _describe(drawn, base, new)
        if end != chart.longest:  # of another piece
            _set_data(drawn, end, chart, clean, design_of(work.opened.package))
        return new
    if shown != written or not _workbook_is_ours(work, drawn, base, clean):
        if written != today:
            work.findings.append(finding(codes.CHART_EDITED, where=where))
            return base
        work.findings.append(
            finding(codes.OVERWRITTEN_BY_HAND, where=where, value=_told(shown, today), new=_told(today, shown))
        )
        return new
    work.change(where, _told(written, today), _told(today, written))
    _set_data(drawn, end, chart, clean, design_of(work.opened.package))
    if len(new.categories) > len(base.categories) and _crowded(drawn, chart):
        work.findings.append(finding(codes.CHART_CROWDED, where=where, bars=len(new.categories)))
    book = _workbook(work, drawn)
    if book is not None:
        work.opened.package.raw[book] = chart_workbook(new.title, new.categories, new.series_numbers, clean)
    _describe(drawn, base, new)
    if work.revisions is not None:
        work.findings.append(finding(codes.CHART_UNTRACKED, where=where))
    return new


def _crowded(drawn: Drawn, chart: Chart) -> bool:
    """Whether more bars stand in a drawing than are legible in it: a refresh neither makes it higher nor adds one."""
    spacing = spacing_for(chart.categories, chart.legend, *_size(drawn), most_pieces=1)
    return not spacing.holds(len(chart.categories))


def _describe(drawn: Drawn, base: ChartRecord, new: ChartRecord) -> None:
    """Bring the alternative text up to date that rsplan has written."""
    for found in drawn.drawing.iter(_DOC_PR):
        if found.get("descr") == base.description:
            found.set("descr", new.description)


def _told(data: Data, other: Data) -> str:
    """What one set of values says where it differs from another, the first few."""
    told = [
        f"{category}: {value} {series.lower()}"
        for series, values in data.items()
        for category, value in values.items()
        if other.get(series, {}).get(category, "0") != value
    ]
    return ", ".join(told[:4]) + (" …" if len(told) > 4 else "") or "andra rader"


def _workbook(work: Work, drawn: Drawn) -> str | None:
    package = work.opened.package
    return next(package.related(drawn.part, "package"), None)


def _workbook_is_ours(work: Work, drawn: Drawn, base: ChartRecord, clean: Callable[[str], str]) -> bool:
    book = _workbook(work, drawn)
    ours = chart_workbook(base.title, base.categories, base.series_numbers, clean)
    return book is None or work.opened.package.raw[book] == ours


# The chart's part


def _size(drawn: Drawn) -> tuple[int, int]:
    """The width and height of a drawing in twentieths of a point."""
    extent = next(drawn.drawing.iter(qname("wp:extent")), None)
    width, height = ("0", "0") if extent is None else (extent.get("cx"), extent.get("cy"))
    return max(1, whole_number(width) // _EMU_PER_TWIP), max(1, whole_number(height) // _EMU_PER_TWIP)


def _set_data(drawn: Drawn, end: int, chart: Chart, clean: Callable[[str], str], design: Design) -> None:
    """Put the new data into the series that are there; a new series looks as rsplan draws it. ``end`` is where the axis
    ended."""
    bare = drawn.root.find(f".//{_C}legend") is None
    fresh = parse(clean(chart_xml(chart, "rId1", design, *_size(drawn), bare=bare)))
    old = {_name(one): one for one in drawn.root.iter(_SER)}
    holder = next((one.getparent() for one in old.values()), None)
    if holder is None:
        return
    place = holder.index(next(iter(old.values())))
    for one in old.values():
        parent = one.getparent()
        if parent is not None:
            parent.remove(one)
    same_kind = holder.tag == f"{_C}barChart"
    for number, one in enumerate(fresh.iter(_SER)):
        kept = old.get(_name(one))
        made = kept if kept is not None else deepcopy(one if same_kind else next(iter(old.values())))
        _give(made, one, number)
        holder.insert(place + number, made)
    _rescale(drawn.root, end, fresh)


def _give(series: Element, fresh: Element, number: int) -> None:
    """A series gets the names and values of another, and its place in the order."""
    for name in ("idx", "order"):
        found = series.find(f"{_C}{name}")
        if found is not None:
            found.set("val", str(number))
    for mark in (_TX, _CAT, _VAL):
        found, new = series.find(mark), fresh.find(mark)
        if found is not None and new is not None:
            series.replace(found, deepcopy(new))
    _hide_labels(series, fresh)


def _hide_labels(series: Element, fresh: Element) -> None:
    """Figures are left out on the bars that are too narrow for them now; what else a person has chosen stays."""
    labels, new = series.find(_LABELS), fresh.find(_LABELS)
    if labels is None or new is None:
        return
    for found in labels.findall(_LABEL):
        if found.find(f"{_C}delete") is not None:
            labels.remove(found)
    own = {number.get("val") for number in labels.iterfind(f"{_LABEL}/{_C}idx")}
    hidden = [
        found for found in new.findall(_LABEL) if own.isdisjoint(one.get("val") for one in found.iter(f"{_C}idx"))
    ]
    for place, found in enumerate(hidden):
        labels.insert(place, deepcopy(found))
    labels[:] = sorted(labels, key=lambda one: (one.tag != _LABEL, _place(one)))


def _place(label: Element) -> int:
    number = label.find(f"{_C}idx")
    return 0 if number is None else whole_number(number.get("val"))


def _rescale(root: Element, end: int, fresh: Element) -> None:
    """The end of the axis follows the longest bar, if nobody has moved it."""
    new = next(fresh.iter(f"{_C}max"), None)
    for found in root.iter(f"{_C}max"):
        if new is not None and _whole(found.get("val", "")) == str(end):
            found.set("val", new.get("val", ""))


def _name(series: Element) -> str:
    return next(_points(series, _TX), "")


def _values(series: Element) -> Iterator[str]:
    return (_whole(value) for value in _points(series, _VAL))


def _points(series: Element, kind: str) -> Iterator[str]:
    holder = series.find(kind)
    if holder is None:
        return iter(())
    return (point.findtext(f"{_C}v") or "" for point in holder.iter(_PT))


def _whole(text: str) -> str:
    try:
        value = float(text)
    except ValueError:
        return text
    return str(int(value)) if value.is_integer() else text
