"""Rows for items that are new, in a table of a document that a person may have edited."""

from __future__ import annotations

from rsplan.documents.living.merged_cells import fit_in
from rsplan.documents.living.retyping import set_text
from rsplan.documents.living.row_moves import mark_row_inserted
from rsplan.documents.living.table_columns import copy_of, empty, one_paragraph
from rsplan.documents.living.table_grid import Cell, Line, carrier_of, line_of, row_below
from rsplan.documents.living.table_pairs import column_of
from rsplan.documents.living.table_state import TableState
from rsplan.documents.office.ooxml import SDT, child, qname
from rsplan.documents.word.evidence import RowRecord
from rsplan.findings import codes
from rsplan.findings.finding import finding


def insert_rows(table: TableState) -> None:
    """A row for each item that is new, beside the rows that it follows today."""
    known = {partner.key for partner in table.partners.values()}
    for place, row in enumerate(table.new.rows):
        if row.key not in known and not _insert(table, place, row):
            said = finding(codes.NEW_ROW_WITHOUT_PLACE, where=table.new_name, value=row.cells[0])
            table.work.findings.append(said)


def _insert(table: TableState, place: int, row: RowRecord) -> bool:
    anchor, before = _anchor(table, place, row)
    pattern = _pattern(table, row, anchor)
    if anchor is None or pattern is None:
        return False
    made = copy_of(pattern.element)
    if before:
        carrier_of(anchor.element).addprevious(made)
    else:
        carrier_of(anchor.element).addnext(made)
    fit_in(made, row_below(made))
    line = line_of(made)
    _fill(table, line, row)
    table.lines[row.key] = line
    table.work.change(table.new_name, "", " | ".join(row.cells))
    return True


def _anchor(table: TableState, place: int, row: RowRecord) -> tuple[Line | None, bool]:
    """The row after (or, True, before) which a new row stands: its neighbours in the export, within its group."""
    rows = table.new.rows
    for earlier in reversed(rows[:place]):
        line = table.lines.get(earlier.key)
        if line is not None:
            return line, False
        if earlier.kind == "group" and row.kind == "row":
            break
    for later in rows[place + 1 :]:
        line = table.lines.get(later.key)
        if line is not None and not (row.kind == "row" and later.kind == "group"):
            return line, True
        if later.kind == "group":
            break
    return None, False


def _pattern(table: TableState, row: RowRecord, anchor: Line | None) -> Line | None:
    """A row of the same kind to copy: the neighbour if it is one, else the nearest."""
    alike = [line for key, line in table.lines.items() if table.kinds[key] == row.kind]
    alike += [
        line
        for record, line in zip(table.base.rows, table.aligned.rows, strict=True)
        if line is not None and record.kind == row.kind and line.element.getparent() is not None
    ]
    if anchor is not None and any(line.element is anchor.element for line in alike):
        return anchor
    return alike[0] if alike else None


def _fill(table: TableState, line: Line, row: RowRecord) -> None:
    facts = table.facts.get(row.key, ())
    shown: dict[int, int] = {}
    for column in range(len(row.cells)):
        old = column_of(table.base, table.new, column)
        grid = table.aligned.columns[old] if old is not None else None
        if grid is not None:
            shown[grid] = column
    for cell in line.cells:
        column = shown.get(cell.column, -1)
        if column < 0:
            empty(cell)
            continue
        one_paragraph(cell)
        table.work.free_others(cell.element)
        table.work.handled |= set(cell.element.iter(SDT))
        set_text(cell.element, row.cells[column])
        _look(table, cell, row.look(column))
        fact = facts[column] if column < len(facts) else ""
        table.work.rename_control(cell.element, fact, row.cells[column])
    if table.work.revisions is not None:
        mark_row_inserted(table.work, line.element)


def _look(table: TableState, cell: Cell, look: str) -> None:
    shade = child(cell.element, "tcPr", "shd")
    if shade is not None and look in table.tints:
        shade.set(qname("w:fill"), table.tints[look])
