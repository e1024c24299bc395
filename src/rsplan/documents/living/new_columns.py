"""Columns for statuses that have come into use, in a table of a document that a person may have edited."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from rsplan.documents.living.retyping import set_text
from rsplan.documents.living.table_columns import insert_column
from rsplan.documents.living.table_grid import realigned
from rsplan.documents.living.table_pairs import partners, widened, without
from rsplan.documents.living.table_state import TableState
from rsplan.documents.office.ooxml import SDT
from rsplan.documents.word.column_widths import cell_look, width_of
from rsplan.documents.word.styles import Stylebook
from rsplan.findings import codes
from rsplan.findings.finding import finding


def add_columns(table: TableState) -> None:
    """A status that has come into use gets a column after the one that it follows."""
    for heading in [heading for heading in table.new.header if heading not in table.base.header]:
        place = table.new.header.index(heading)
        left = table.base.header.index(table.new.header[place - 1]) if place else None
        grid = table.aligned.columns[left] if left is not None else None
        if left is None or grid is None:
            table.work.findings.append(finding(codes.NEW_COLUMN_WITHOUT_PLACE, where=table.name, value=heading))
            _leave_out(table, place)
            continue
        _add_column(table, place, left, grid)
        table.work.change(table.name, "", f"kolumnen {heading}")


def _leave_out(table: TableState, place: int) -> None:
    """A column that the document does not get is not remembered, so that a later run can give it one."""
    table.new = replace(table.new, rows=tuple(without(row, place) for row in table.new.rows))
    table.partners = partners(table.base, table.new)
    table.facts = {key: (*ids[:place], *ids[place + 1 :]) for key, ids in table.facts.items()}


def _add_column(table: TableState, place: int, left: int, grid: int) -> None:
    heading, column = table.new.header[place], left + 1
    least = [*(_least_width(table, number) for number in range(len(table.base.header))),
             _width_of(table, heading.split())]  # fmt: skip
    added = insert_column(table.parts, table.aligned, grid, least, table.work.revisions)
    rows = []
    for record in table.base.rows:
        partner = table.partners.get(record.key)
        text = partner.cells[place] if partner is not None and not record.alone else ""
        rows.append(widened(record, column, text))
    table.base = replace(table.base, rows=tuple(rows))
    table.aligned = realigned(table.aligned, grid, column)
    for line in table.aligned.repeated:
        if (cell := line.at(grid + 1)) is not None:
            set_text(cell.element, heading)
    _fill(table, place, column)
    if table.work.revisions is not None:
        for made in added:
            table.work.loosen_inside(made)
            table.work.revisions.mark_cell_inserted(made)


def _fill(table: TableState, place: int, column: int) -> None:
    """Write the texts of a new column, each in its row's cell, with the fact that it shows."""
    for number, record in enumerate(table.base.rows):
        cell = table.aligned.cell(number, column) if not record.alone else None
        if cell is not None:
            facts = table.facts.get(table.partners[record.key].key, ()) if record.key in table.partners else ()
            table.work.handled |= set(cell.element.iter(SDT))
            set_text(cell.element, record.cells[column])
            fact = facts[place] if place < len(facts) else ""
            table.work.rename_control(cell.element, fact, record.cells[column])


def _least_width(table: TableState, column: int) -> int:
    """What the longest word of a column needs; of the names that stand first, too."""
    rows = [row for row in table.base.rows if row.kind == "header" or (column == 0 and not row.alone)]
    return _width_of(table, (word for row in rows for word in row.cells[column].replace("-", "- ").split()))


def _width_of(table: TableState, words: Iterable[str]) -> int:
    package = table.work.opened.package
    return width_of(words, cell_look(Stylebook(package, lambda: package)))
