"""Copies of the rows and cells of a document's table, and a column put in between others. Knows the grid, no facts."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from rsplan.documents.living.merged_cells import stand_alone
from rsplan.documents.living.own_content import drop_other_things
from rsplan.documents.living.revisions import Revisions
from rsplan.documents.living.table_grid import Aligned, Cell, Line, lines_of
from rsplan.documents.living.text import DELETED, INSERTED, visible_runs
from rsplan.documents.office.ooxml import RPR, Element, P, child, element, qname, wattr, whole_number
from rsplan.documents.word.column_widths import fitted

_FORGOTTEN = tuple(
    qname(f"w:{name}")
    for name in (
        "bookmarkStart",
        "bookmarkEnd",
        "commentRangeStart",
        "commentRangeEnd",
        "commentReference",
        "tcPrChange",
        "rPrChange",
        "pPrChange",
        "trPrChange",
        "cellIns",
    )
)
_GRID_COLUMN = qname("w:gridCol")
_ROW_IDS = tuple(qname(f"w14:{name}") for name in ("paraId", "textId"))


def insert_column(
    parts: Sequence[Element], aligned: Aligned, grid: int, least: Sequence[int], revisions: Revisions | None
) -> list[Element]:
    """Put a column in after a column of the grid; its cells. They are copies of their left neighbours, empty in the
    rows that a person has added.

    ``least`` are the widths that the words of the record's columns need; last, that of the new one.
    """
    own = {id(line) for line in aligned.added}
    added = []
    for line in aligned.lines:
        cell = line.at(grid)
        if cell is None or cell.span != 1:
            _widen(line, grid, revisions)
            continue
        made = copy_of(cell.element)
        stand_alone(made)
        cell.element.addnext(made)
        added.append(made)
        if id(line) in own:
            empty(Cell(made, grid + 1, 1))
    for table in parts:
        _make_room(table, aligned, grid, least, revisions)
    return added


def copy_of(original: Element) -> Element:
    """A row or a cell like another, without what belongs to that one alone: marks, comments, revisions, ids."""
    made = deepcopy(original)
    for found in list(made.iter(*_FORGOTTEN, *DELETED)):
        parent = found.getparent()
        if parent is not None:
            parent.remove(found)
    for found in list(made.iter(*INSERTED)):
        parent = found.getparent()
        if parent is not None:
            position = parent.index(found)
            parent[position : position + 1] = list(found)
    drop_other_things(made)
    for found in made.iter():
        for name in _ROW_IDS:
            if name in found.attrib:
                del found.attrib[name]
    return made


def _widen(line: Line, grid: int, revisions: Revisions | None) -> None:
    """The cell over a column covers one more."""
    cell = next((one for one in line.cells if one.column <= grid < one.column + one.span), None)
    properties = child(cell.element, "tcPr") if cell is not None else None
    if cell is None or properties is None:
        _widen_room(line, grid)
        return
    if revisions is not None:
        revisions.keep_look(cell.element)
    span = child(properties, "gridSpan")
    if span is None:
        span = element("gridSpan")
        width = child(properties, "tcW")
        properties.insert(0 if width is None else properties.index(width) + 1, span)
    span.set(qname("w:val"), str(cell.span + 1))


def _widen_room(line: Line, grid: int) -> None:
    """The room before or after a row's cells, over a column, covers one more."""
    first = line.cells[0].column if line.cells else 0
    room = child(line.element, "trPr", "gridBefore" if grid < first else "gridAfter")
    if room is not None:
        room.set(qname("w:val"), str(whole_number(wattr(room), 0) + 1))


def _make_room(table: Element, aligned: Aligned, grid: int, least: Sequence[int], revisions: Revisions | None) -> None:
    """The table stays as wide as it is: the room is taken from the columns that are wider than they need to be. Those
    that a person has added keep their widths.
    """
    columns = child(table, "tblGrid")
    if columns is None or grid >= len(columns):
        return
    if revisions is not None:
        revisions.keep_grid(columns)
    old = [whole_number(wattr(one, "w"), 0) for one in columns if one.tag == _GRID_COLUMN]
    needed = list(old)
    for column, need in zip(aligned.columns, least, strict=False):
        if column is not None and column < len(old):
            needed[column] = need
    needed.insert(grid + 1, least[-1])
    columns[grid].addnext(deepcopy(columns[grid]))
    if not any(old):
        return  # a grid without widths leaves them to Word
    names = [at for at in aligned.columns[:1] if at is not None]
    widths = fitted([*old[: grid + 1], least[-1], *old[grid + 1 :]], needed, sum(old), names)
    for made, wide in zip(columns, widths, strict=False):
        made.set(qname("w:w"), str(wide))
    for line in lines_of(table):
        for cell in line.cells:
            if cell.span == 1 and cell.column < len(widths):
                # What a new cell was like before is nothing to go back to.
                _set_width(cell, widths[cell.column], revisions if cell.column != grid + 1 else None)


def _set_width(cell: Cell, wide: int, revisions: Revisions | None) -> None:
    width = child(cell.element, "tcPr", "tcW")
    if width is None or wattr(width, "type") != "dxa" or wattr(width, "w") == str(wide):
        return
    if revisions is not None:
        revisions.keep_look(cell.element)
    width.set(qname("w:w"), str(wide))


def one_paragraph(cell: Cell) -> None:
    """A copied cell keeps its first paragraph."""
    paragraphs = [found for found in cell.element if found.tag == P]
    for found in paragraphs[1:]:
        cell.element.remove(found)


def empty(cell: Cell) -> None:
    """A copied cell of a person's own column begins empty, in its format."""
    one_paragraph(cell)
    for paragraph in cell.element.iter(P):
        look = next((run.find(RPR) for run in visible_runs(paragraph)), None)
        for found in [found for found in paragraph if found.tag != qname("w:pPr")]:
            paragraph.remove(found)
        properties = child(paragraph, "pPr")
        if look is not None and properties is not None and child(properties, "rPr") is None:
            properties.append(deepcopy(look))
