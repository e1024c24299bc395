"""The controls that a person has copied into rows, columns and tables of their own: theirs, whatever they show."""

from __future__ import annotations

from collections.abc import Iterator

from rsplan.documents.living.document import Opened
from rsplan.documents.living.said_numbers import plain
from rsplan.documents.living.table_grid import Aligned, Cell, Line, Parts, align
from rsplan.documents.living.table_search import find_tables, flat, is_like
from rsplan.documents.office.ooxml import SDT, TBL, Element
from rsplan.documents.word.evidence import TableRecord


def persons_controls(opened: Opened) -> set[Element]:
    """The controls in cells that rsplan has not made, unless the whole row or table is a copy as it was written."""
    records = opened.evidence.tables
    found = find_tables(opened.body, records)
    ours = flat(found)
    cells = [cell for record in records for parts in found[record.id] for cell in _added(parts, record)]
    controls = {control for cell in cells for control in cell.element.iter(SDT)}
    copies = (table for table in opened.body.iter(TBL) if table not in ours and is_like(table, records))
    return controls | {control for table in copies for control in table.iter(SDT)}


def _added(parts: Parts, record: TableRecord) -> Iterator[Cell]:
    aligned = align(parts, record)
    if aligned is None:
        return
    for line in aligned.added:
        if not _is_copy(line, record):
            yield from line.cells
    own = {column for column in aligned.columns if column is not None}
    for line in aligned.lines:
        yield from (cell for cell in line.cells if cell.span == 1 and cell.column not in own and _is_row(line, aligned))


def _is_row(line: Line, aligned: Aligned) -> bool:
    return line not in aligned.added


def _is_copy(line: Line, record: TableRecord) -> bool:
    texts = tuple(plain(cell.text) for cell in line.cells)
    return any(texts == tuple(map(plain, row.cells)) for row in record.rows)
