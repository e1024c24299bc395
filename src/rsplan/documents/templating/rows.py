"""The rows of a report's tables as a template goes through them: each cell by its name, and computed.

    {%tr for row in tables.indicators.rows %}  {{ row.title }}  {{ row.actual }}  {{ row.status }}  {%tr endfor %}

The names are those of ``Column.name``; a row of items has every field of the item, also without a column.
"""

from __future__ import annotations

from typing import Any

from rsplan.documents.templating.names import figure
from rsplan.documents.templating.values import Branch, Words
from rsplan.report.report import Report, Row, Table


def table_children(report: Report, table: Table) -> dict[str, Any]:
    """What a template finds in a table: caption, headings, note, rows, groups of rows, and the row of sums."""
    start = f"tables.{table.id}"
    rows: list[Branch] = []
    groups: list[Branch] = []
    for group in table.groups:
        first = len(rows)
        rows += [_row(report, table, row, f"{start}.rows[{first + at}]") for at, row in enumerate(group.rows)]
        groups.append(Branch("group", {"heading": group.heading, "rows": rows[first:]}))
    children: dict[str, Any] = {"caption": table.caption, "note": table.note, "rows": rows, "groups": groups}
    children["headings"] = Branch(f"{start}.headings", {column.name: column.heading for column in table.columns})
    # Always there, so that a template can ask for it: false where nothing is added.
    total = table.total
    children["total"] = Branch(f"{start}.total", {}) if total is None else _row(report, table, total, f"{start}.total")
    return children


def _row(report: Report, table: Table, row: Row, at: str) -> Branch:
    cells: dict[str, Any] = {name: Words(text, f"{at}.{name}", ()) for name, text in row.fields.items()}
    facts = row.facts or ("",) * len(row.cells)
    for column, value, fact in zip(table.columns, row.cells, facts, strict=True):
        if fact and fact in report.facts:
            cells[column.name] = figure(report, fact)
        elif column.name not in cells:
            cells[column.name] = Words(str(value), f"{at}.{column.name}", ())
    return Branch("row", cells)
