"""What of a report a document's evidence remembers: its tables, charts, facts with their cells, and its findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rsplan.documents.word.chart_bars import Chart
from rsplan.documents.word.evidence import Cells, ChartRecord, FactRecord, RowRecord, TableRecord
from rsplan.documents.word.table_xml import EMPTY, cell_text, description
from rsplan.findings.catalogue import Severity
from rsplan.plan.folding import fold
from rsplan.report.report import Report, Row, Table

if TYPE_CHECKING:
    from rsplan.plan.model import Address, Kind, Plan

    _Places = list[tuple[int, int]]


def table_record(table: Table, clean: Callable[[str], str]) -> TableRecord:
    """A table of a report, with the texts that its cells get."""
    kinds = [column.kind for column in table.columns]
    header = RowRecord("header", "header", tuple(clean(column.heading) for column in table.columns))
    rows = [header]
    seen: dict[str, int] = {}
    for group in table.groups:
        if group.heading:
            cells = table.heading_cells(group)
            rows.append(_row_record("group", f"group:{fold(group.heading)}", cells, kinds, seen, clean))
        rows += [_row_record("row", _key(row), row.cells, kinds, seen, clean) for row in group.rows]
    if table.total is not None:
        rows.append(_row_record("total", "total", table.total.cells, kinds, seen, clean))
    return TableRecord(table.id, table.caption, tuple(rows), description(table))


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
    texts = tuple(clean(cell_text(value, of)) or EMPTY for value, of in zip(listed, kinds, strict=True))
    looks = tuple(str(getattr(value, "member", "")) for value in listed)
    return RowRecord(kind, numbered, texts, looks if any(looks) else ())


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
    from rsplan.analysis.facts import RowsBehind  # pandas

    finders: dict[int, RowsBehind] = {}
    places: dict[tuple[int, Kind], _Places] = {}
    for fact_id in dict.fromkeys(ids):
        if fact_id in report.facts:
            fact, plan = report.facts[fact_id], report.plan_of(fact_id)
            rows_behind = finders.setdefault(id(plan), RowsBehind(plan))
            if (key := (id(plan), fact.kind)) not in places:
                frame = plan.frame(fact.kind)
                places[key] = list(zip(frame["source"].tolist(), frame["row"].tolist(), strict=True))
            found = [places[key][position] for position in rows_behind(fact)]
            cells = (*_cells_of(plan, found, fact.field), *_cells_elsewhere(fact.cells))
            yield FactRecord(fact_id, fact.value, cells)


def _cells_elsewhere(addresses: Iterable[Address]) -> Iterator[Cells]:
    """The cells of a fact that is not made of plan items, sheet by sheet."""
    found: dict[tuple[str, str], list[str]] = {}
    for address in addresses:
        found.setdefault((address.file, address.sheet), []).append(address.cell)
    yield from (Cells(file, sheet, " ".join(cells)) for (file, sheet), cells in found.items())


def _cells_of(plan: Plan, places: _Places, field: str) -> Iterator[Cells]:
    rows: dict[int, list[int]] = {}
    for index, row in places:
        rows.setdefault(int(index), []).append(int(row))
    for number, found in sorted(rows.items()):
        source = plan.sources[number]
        letter = source.cell(0, field).removesuffix("0")
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
