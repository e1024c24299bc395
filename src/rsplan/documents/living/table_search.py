"""Which tables of a document are which of rsplan's, and in what parts a person has split them.

A mark around a table or the figures in it are evidence; headings and titles are not, since a person makes tables with
the same ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from rsplan.documents.living.said_numbers import plain
from rsplan.documents.living.table_grid import Aligned, Line, Parts, align_lines, first_line, lines_of, title_of
from rsplan.documents.office.ooxml import SDT, TBL, Element, child, qname, wattr
from rsplan.documents.word.evidence import TableRecord
from rsplan.plan.folding import fold

_SURE = 0.3
_AS_WRITTEN = 0.5
# The rows of a table; a search looks at each of them many times and changes none.
_Lines = Callable[[Element], Sequence[Line]]


def find_tables(body: Element, records: Sequence[TableRecord]) -> dict[str, list[Parts]]:
    """The tables of a document by the record that they are, each with the parts that a person has split it in.

    A mark or the figures are evidence, headings and titles are not: a person makes tables with the same ones. Of
    several that may be one, the one that is most as it was written is; another is too if it is as
    written, cell for cell.
    """
    lines: _Lines = cache(lines_of)
    tables = [table for table in body.iter(TBL) if lines(table)]  # one whose rows are all struck is gone
    marked: dict[str, list[Element]] = {record.id: [] for record in records}
    alike: dict[str, list[Element]] = {record.id: [] for record in records}
    for table in tables:
        name = marked_as(table)
        if name in marked:
            marked[name].append(table)
            continue
        shown = _shown(lines(table))
        scores = {record.id: _likeness(shown, record) for record in records}
        best = max(scores, key=lambda one: scores[one], default="")
        if best and scores[best] >= _SURE:
            alike[best].append(table)
    plain_ones = [table for table in tables if not marked_as(table)]
    own = {record.id: _own(marked[record.id], alike[record.id], plain_ones, record, lines) for record in records}
    taken = {table for found in own.values() for table in found}
    found: dict[str, list[Parts]] = {}
    for record in records:
        free = [table for table in tables if table not in taken and marked_as(table) in ("", record.id)]
        parts = {*own[record.id][:1], *_split_off(own[record.id], free, record, lines)}
        taken |= parts
        whole = tuple(table for table in tables if table in parts)
        found[record.id] = [*([whole] if whole else []), *((table,) for table in own[record.id][1:])]
    return found


def flat(found: Mapping[str, list[Parts]]) -> set[Element]:
    """Every table of a search, parts too."""
    return {table for several in found.values() for parts in several for table in parts}


def _own(
    marked: Sequence[Element],
    alike: Sequence[Element],
    unmarked: Sequence[Element],
    record: TableRecord,
    lines: _Lines,
) -> list[Element]:
    named = [*marked, *(table for table in alike if _is_bound(table))]
    likely = named or [table for table in alike if as_written(table, record, lines) >= _AS_WRITTEN]
    if not likely:
        return list(_scattered(unmarked, record, lines))[:1]
    best = max(likely, key=lambda table: as_written(table, record, lines)) if len(likely) > 1 else likely[0]
    copies = [table for table in [*marked, *alike] if table is not best and as_written(table, record, lines) == 1.0]
    return [best, *copies]


def _scattered(unmarked: Sequence[Element], record: TableRecord, lines: _Lines) -> Iterator[Element]:
    """The first part of a table that has lost its mark and was split: together the parts are as it was written."""
    wanted = {fold(text) for text in record.header}
    for table in unmarked:
        header = first_line(lines(table))
        if header is None or not wanted <= {fold(cell.text) for cell in header.cells}:
            continue
        parts = (table, *_split_off([table], [other for other in unmarked if other is not table], record, lines))
        if len(parts) > 1 and _as_written(parts, record, lines) >= _AS_WRITTEN:
            yield table


def _split_off(
    own: Sequence[Element], free: Sequence[Element], record: TableRecord, lines: _Lines
) -> Iterator[Element]:
    """The tables that hold rows which the table lacks, one of them at least as it was written, and no other's."""
    aligned = align_lines([lines(own[0])], record) if own else None
    if aligned is None:
        return
    lacking = Counter(fold(row.cells[0]) for row in record.rows[1:] if row.cells)
    lacking -= Counter(title_of(line, aligned.columns[0] or 0) for line in lines(own[0]))
    for table in free if lacking else ():
        titles = Counter(title_of(line, aligned.columns[0] or 0) for line in lines(table))
        shown = Counter(
            {
                title: count
                for title, count in titles.items()
                if title in {fold(row.cells[0]) for row in record.rows[1:] if row.cells}
            }
        )
        if shown and shown <= lacking and _shows_a_row(lines(table), record, aligned):
            lacking -= shown
            yield table


def _shows_a_row(lines: Sequence[Line], record: TableRecord, aligned: Aligned | None) -> bool:
    """Whether a row of a table says all that one of the record says, in the columns that are known."""
    if aligned is None:
        return False
    places = [(grid, column) for column, grid in enumerate(aligned.columns) if grid is not None]
    wanted = {tuple(plain(row.cells[at]) for _, at in places) for row in record.rows if row.kind in ("row", "total")}
    cells = ([line.at(grid) for grid, _ in places] for line in lines)
    return any(tuple(plain(cell.text) if cell else "" for cell in found) in wanted for found in cells)


def _is_bound(table: Element) -> bool:
    """Whether a cell still has a control that is filled from a store, as in a table that has lost its own mark."""
    return next(table.iter(qname("w:dataBinding")), None) is not None


def as_written(table: Element, record: TableRecord, lines: _Lines = lines_of) -> float:
    """How many of a record's cells, besides the titles, a table shows as they were written; 1 is every one of them."""
    return _as_written((table,), record, lines)


def _as_written(parts: Parts, record: TableRecord, lines: _Lines) -> float:
    aligned = align_lines([lines(part) for part in parts], record)
    if aligned is None:
        return 0.0
    wanted = [
        (number, column, text)
        for number, row in enumerate(record.rows)
        for column, text in enumerate(row.cells)
        if row.kind in ("row", "total") and column
    ]
    cells = ((aligned.cell(number, column), text) for number, column, text in wanted)
    kept = sum(cell is not None and plain(cell.text) == plain(text) for cell, text in cells)
    return kept / len(wanted) if wanted else 0.0


def marked_as(table: Element) -> str:
    """The id of the record that the control around a table names, "" for none."""
    control = next(table.iterancestors(SDT), None)
    return (wattr(child(control, "sdtPr", "tag")) or "").removeprefix("table:") if control is not None else ""


def is_like(table: Element, records: Sequence[TableRecord]) -> bool:
    """Whether a table is one of the records or a copy of it, retyped or not; one whose rows are all struck is none."""
    name, shown = marked_as(table), _shown(lines := lines_of(table))
    return bool(lines) and any(record.id == name or _likeness(shown, record) >= _SURE for record in records)


def _shown(lines: Sequence[Line]) -> tuple[set[str], set[str]]:
    """The headings and the titles of a table, folded."""
    heads = {fold(cell.text) for line in lines[:1] for cell in line.cells}
    return heads, {fold(line.cells[0].text) for line in lines[1:] if line.cells}


def _likeness(shown: tuple[set[str], set[str]], record: TableRecord) -> float:
    """How much a table looks like a record: as large a share of its headings as of its rows."""
    heads, titles = shown
    if not record.rows:
        return 0.0
    wanted_heads = {fold(text) for text in record.header}
    wanted = {fold(row.cells[0]) for row in record.rows[1:] if row.cells}
    if heads & wanted:  # the headings are deleted: the first row is one of items
        return len((heads | titles) & wanted) / len(wanted)
    if not heads & wanted_heads or not wanted:
        return 0.0
    return len(heads & wanted_heads) / len(wanted_heads) * len(titles & wanted) / len(wanted)
