"""A table of a document as rows and cells, and which of them are those that rsplan wrote.

A person may have sorted the rows, added or removed rows and columns, or reworded a title; a program may have dropped
every mark around the table. So a row is known by what it says, then by its figures' controls, then by its neighbours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from rsplan.documents.living.own_content import holds_filled_control
from rsplan.documents.living.said_numbers import plain
from rsplan.documents.living.text import DELETED, is_out_of_reach, pending_by_others, visible_text
from rsplan.documents.office.ooxml import SDT, TBL, TC, TR, Element, child, qname, wattr, whole_number
from rsplan.documents.word.evidence import RowRecord, TableRecord
from rsplan.plan.folding import fold

_LIKE = 0.5
_SURE = 0.3
_AS_WRITTEN = 0.5
# Rows and cells may stand in anything, in controls and revisions too, but not in other rows and cells.
_NOT_INSIDE = frozenset({TR, TC, *DELETED})


class Cell(Struct, frozen=True):
    """A cell: the column of the grid where it begins, and how many it covers."""

    element: Element
    column: int
    span: int

    @property
    def text(self) -> str:
        """What it says."""
        return visible_text(self.element)

    @property
    def pending(self) -> bool:
        """Whether a person's revision waits in it, or a control of theirs says what stands there."""
        held = holds_filled_control(self.element) or is_out_of_reach(self.element)
        return held or pending_by_others(self.element)


class Line(Struct, frozen=True):
    """A row of a document's table."""

    element: Element
    cells: tuple[Cell, ...]

    def at(self, column: int) -> Cell | None:
        """The cell that begins at a column of the grid."""
        return next((cell for cell in self.cells if cell.column == column), None)


def lines_of(*parts: Element) -> list[Line]:
    """The rows of a table, or of its parts, that are not deleted, in order."""
    return [line for table in parts for found in table for line in _lines_in(found)]


def _lines_in(found: Element) -> Iterator[Line]:
    rows = [found] if found.tag == TR else _inside(found, TR)
    return (line_of(row) for row in rows if child(row, "trPr", "del") is None)


def line_of(row: Element) -> Line:
    """A row with its cells."""
    return Line(row, tuple(_cells(row)))


def carrier_of(row: Element) -> Element:
    """The row, or what a person has put around it alone."""
    found = row
    while (parent := found.getparent()) is not None and parent.tag != TBL and _rows_in(parent) == 1:
        found = parent
    return found


def is_wrapped(row: Element) -> bool:
    """Whether a row stands in a control or the like of a person's."""
    parent = row.getparent()
    return parent is not None and parent.tag != TBL


def row_below(row: Element) -> Element | None:
    """The next row that is not deleted, None below the last one."""
    after = (line.element for found in carrier_of(row).itersiblings() for line in _lines_in(found))
    return next(after, None)


def _rows_in(found: Element) -> int:
    return sum(1 for _ in _inside(found, TR))


def _inside(node: Element, wanted: str) -> Iterator[Element]:
    for found in node:
        if found.tag == wanted:
            yield found
        elif found.tag not in _NOT_INSIDE:
            yield from _inside(found, wanted)


def _cells(row: Element) -> Iterator[Cell]:
    column = whole_number(wattr(child(row, "trPr", "gridBefore")), 0)
    for found in _inside(row, TC):
        span = whole_number(wattr(child(found, "tcPr", "gridSpan")), 1)
        yield Cell(found, column, span)
        column += span


class Aligned(Struct, frozen=True):
    """A document's table beside what rsplan wrote: ``columns`` gives the grid column of each column of the record,
    None for one that is gone; ``rows`` the row of each row of the record."""

    lines: tuple[Line, ...]
    columns: tuple[int | None, ...]
    rows: tuple[Line | None, ...]
    repeated: tuple[Line, ...] = ()  # the headings once more, above the later parts of a table that was split

    @property
    def added(self) -> list[Line]:
        """The rows that a person has added."""
        ours = {id(line) for line in (*self.rows, *self.repeated) if line is not None}
        return [line for line in self.lines if id(line) not in ours]

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell that shows a column of a row of the record."""
        line = self.rows[row]
        grid = self.columns[column] if column < len(self.columns) else None
        return None if line is None or grid is None else line.at(grid)


Parts = tuple[Element, ...]


def find_tables(body: Element, records: Sequence[TableRecord]) -> dict[str, list[Parts]]:
    """The tables of a document by the record that they are, each with the parts that a person has split it in.

    A mark or the figures are evidence, headings and titles are not: a person makes tables with the same ones. Of
    several that may be one, the one that is most as it was written is; another is too if it is as
    written, cell for cell.
    """
    tables = list(body.iter(TBL))
    marked: dict[str, list[Element]] = {record.id: [] for record in records}
    alike: dict[str, list[Element]] = {record.id: [] for record in records}
    for table in tables:
        name = marked_as(table)
        if name in marked:
            marked[name].append(table)
            continue
        shown = _shown(table)
        scores = {record.id: _likeness(shown, record) for record in records}
        best = max(scores, key=lambda one: scores[one], default="")
        if best and scores[best] >= _SURE:
            alike[best].append(table)
    plain_ones = [table for table in tables if not marked_as(table)]
    own = {record.id: _own(marked[record.id], alike[record.id], plain_ones, record) for record in records}
    taken = {table for found in own.values() for table in found}
    found: dict[str, list[Parts]] = {}
    for record in records:
        free = [table for table in tables if table not in taken and marked_as(table) in ("", record.id)]
        parts = {*own[record.id][:1], *_split_off(own[record.id], free, record)}
        taken |= parts
        whole = tuple(table for table in tables if table in parts)
        found[record.id] = [*([whole] if whole else []), *((table,) for table in own[record.id][1:])]
    return found


def flat(found: Mapping[str, list[Parts]]) -> set[Element]:
    """Every table of a search, parts too."""
    return {table for several in found.values() for parts in several for table in parts}


def _own(
    marked: Sequence[Element], alike: Sequence[Element], unmarked: Sequence[Element], record: TableRecord
) -> list[Element]:
    named = [*marked, *(table for table in alike if _is_bound(table))]
    likely = named or [table for table in alike if as_written(table, record) >= _AS_WRITTEN]
    if not likely:
        return list(_scattered(unmarked, record))[:1]
    best = max(likely, key=lambda table: as_written(table, record)) if len(likely) > 1 else likely[0]
    copies = [table for table in [*marked, *alike] if table is not best and as_written(table, record) == 1.0]
    return [best, *copies]


def _scattered(unmarked: Sequence[Element], record: TableRecord) -> Iterator[Element]:
    """The first part of a table that has lost its mark and was split: together the parts are as it was written."""
    wanted = {fold(text) for text in record.header}
    for table in unmarked:
        header = _first(lines_of(table))
        if header is None or not wanted <= {fold(cell.text) for cell in header.cells}:
            continue
        parts = (table, *_split_off([table], [other for other in unmarked if other is not table], record))
        if len(parts) > 1 and _as_written(parts, record) >= _AS_WRITTEN:
            yield table


def _split_off(own: Sequence[Element], free: Sequence[Element], record: TableRecord) -> Iterator[Element]:
    """The tables that hold rows which the table lacks, one of them at least as it was written, and no other's."""
    aligned = align(own[:1], record) if own else None
    if aligned is None:
        return
    lacking = Counter(map(_key, record.rows[1:]))
    lacking -= Counter(_title(line, aligned.columns[0] or 0) for line in lines_of(own[0]))
    for table in free if lacking else ():
        titles = Counter(_title(line, aligned.columns[0] or 0) for line in lines_of(table))
        shown = Counter({title: count for title, count in titles.items() if title in set(map(_key, record.rows[1:]))})
        if shown and shown <= lacking and _shows_a_row(table, record, aligned):
            lacking -= shown
            yield table


def _shows_a_row(table: Element, record: TableRecord, aligned: Aligned | None) -> bool:
    """Whether a row of a table says all that one of the record says, in the columns that are known."""
    if aligned is None:
        return False
    places = [(grid, column) for column, grid in enumerate(aligned.columns) if grid is not None]
    wanted = {tuple(plain(row.cells[at]) for _, at in places) for row in record.rows if row.kind in ("row", "total")}
    cells = ([line.at(grid) for grid, _ in places] for line in lines_of(table))
    return any(tuple(plain(cell.text) if cell else "" for cell in found) in wanted for found in cells)


def _is_bound(table: Element) -> bool:
    """Whether a cell still has a control that is filled from a store, as in a table that has lost its own mark."""
    return next(table.iter(qname("w:dataBinding")), None) is not None


def as_written(table: Element, record: TableRecord) -> float:
    """How many of a record's cells, besides the titles, a table shows as they were written; 1 is every one of them."""
    return _as_written((table,), record)


def _as_written(parts: Parts, record: TableRecord) -> float:
    aligned = align(parts, record)
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
    """Whether a table is one of the records or a copy of it, retyped or not."""
    name, shown = marked_as(table), _shown(table)
    return any(record.id == name or _likeness(shown, record) >= _SURE for record in records)


def _shown(table: Element) -> tuple[set[str], set[str]]:
    """The headings and the titles of a table, folded."""
    lines = lines_of(table)
    heads = {fold(cell.text) for line in lines[:1] for cell in line.cells}
    return heads, {fold(line.cells[0].text) for line in lines[1:] if line.cells}


def _likeness(shown: tuple[set[str], set[str]], record: TableRecord) -> float:
    """How much a table looks like a record: as large a share of its headings as of its rows."""
    heads, titles = shown
    if not record.rows:
        return 0.0
    wanted_heads = {fold(text) for text in record.header}
    wanted = {fold(row.cells[0]) for row in record.rows[1:] if row.cells}
    if not heads & wanted_heads or not wanted:
        return 0.0
    return len(heads & wanted_heads) / len(wanted_heads) * len(titles & wanted) / len(wanted)


def align(parts: Sequence[Element], record: TableRecord) -> Aligned | None:
    """A table, in all its parts, beside its record; None where not even its first column can be found."""
    by_part = [lines_of(part) for part in parts]
    headers = list(_headers(by_part, record))
    if not headers or not record.rows:
        return None
    header, *repeated = headers
    columns = _columns(header, record.header)
    if columns is None or columns[0] is None:
        return None
    lines = tuple(line for found in by_part for line in found)
    rest = [line for line in lines if not any(line is found for found in headers)]
    return Aligned(lines, columns, (header, *_rows(rest, record.rows[1:], columns[0])), tuple(repeated))


def _headers(by_part: Sequence[Sequence[Line]], record: TableRecord) -> Iterator[Line]:
    """The row of headings, then those of later parts that say the same: a part that was split off may have none."""
    firsts = [found for lines in by_part if (found := _first(lines)) is not None]
    wanted = {fold(text) for text in record.header}
    shared = [len(wanted & {fold(cell.text) for cell in line.cells}) for line in firsts]
    best = max(range(len(firsts)), key=lambda at: shared[at], default=0)
    if firsts:
        yield firsts[best]
    yield from (line for at, line in enumerate(firsts) if at != best and shared[at] == len(wanted))


def _first(lines: Sequence[Line]) -> Line | None:
    header = next((line for line in lines if child(line.element, "trPr", "tblHeader") is not None), None)
    return header or (lines[0] if lines else None)


def realigned(aligned: Aligned, grid: int, place: int) -> Aligned:
    """The same after a column was put in after a column of the grid, as column ``place`` of the record."""
    lines = {id(line): line_of(line.element) for line in aligned.lines}
    moved = [None if one is None else one + (one > grid) for one in aligned.columns]
    columns = (*moved[:place], grid + 1, *moved[place:])
    rows = tuple(None if line is None else lines[id(line)] for line in aligned.rows)
    repeated = tuple(lines[id(line)] for line in aligned.repeated)
    return Aligned(tuple(lines.values()), columns, rows, repeated)


def _columns(header: Line, headings: Sequence[str]) -> tuple[int | None, ...] | None:
    texts = [fold(cell.text) for cell in header.cells]
    found: list[int | None] = []
    for heading in headings:
        places = [place for place, text in enumerate(texts) if text == fold(heading) and place not in found]
        found.append(places[0] if places else None)
    if all(place is None for place in found) and len(texts) != len(headings):
        return None
    # A heading that was reworded stands where it stood, if there is one left over at that place.
    for number, place in enumerate(found):
        if place is None:
            after = max((one for one in found[:number] if one is not None), default=-1) + 1
            before = min((one for one in found[number + 1 :] if one is not None), default=len(texts))
            if before - after == 1 or (before > after and len(texts) == len(headings)):
                found[number] = after
    return tuple(None if place is None else header.cells[place].column for place in found)


def _rows(lines: Sequence[Line], records: Sequence[RowRecord], first: int) -> list[Line | None]:
    said = [_title(line, first) for line in lines]
    found: list[Line | None] = [None] * len(records)
    free: dict[str, list[int]] = {}
    for place, text in enumerate(said):
        free.setdefault(text, []).append(place)
    wanted: dict[str, int] = {}
    for record in records:
        wanted[_key(record)] = wanted.get(_key(record), 0) + 1
    taken: set[int] = set()
    for number, record in enumerate(records):
        places = free.get(_key(record), [])
        # As many rows with one title as there were: each in its turn. Otherwise those that are most as written.
        if places:
            extra = len(places) > wanted[_key(record)]
            place = max(places, key=lambda at: _cells_kept(lines[at], record)) if extra else places[0]
            found[number] = lines[place]
            taken.add(place)
            places.remove(place)
        wanted[_key(record)] -= 1
    _by_neighbours(lines, said, records, found, taken)
    return found


def _title(line: Line, first: int) -> str:
    cell = line.at(first)
    return fold(cell.text) if cell is not None else ""


def _key(record: RowRecord) -> str:
    return fold(record.cells[0]) if record.cells else ""


def _by_neighbours(
    lines: Sequence[Line],
    said: Sequence[str],
    records: Sequence[RowRecord],
    found: list[Line | None],
    taken: set[int],
) -> None:
    """Rows whose title was reworded: the free row after the row before, if it still says much the same."""
    places = {id(line): place for place, line in enumerate(lines)}
    for number, record in enumerate(records):
        if found[number] is not None or record.kind == "group":
            continue
        before = found[number - 1] if number else None
        place = places[id(before)] + 1 if before is not None else 0
        while place < len(lines) and place not in taken:
            if _alike(said[place], _key(record)) or _same_figures(lines[place], record):
                found[number] = lines[place]
                taken.add(place)
                break
            place += 1


def _alike(one: str, other: str) -> bool:
    return bool(one and other) and SequenceMatcher(None, one, other, autojunk=False).ratio() >= _LIKE


def _cells_kept(line: Line, record: RowRecord) -> int:
    texts = [plain(cell.text) for cell in line.cells]
    return sum(one == plain(other) for one, other in zip(texts, record.cells, strict=False))


def _same_figures(line: Line, record: RowRecord) -> bool:
    texts = [plain(cell.text) for cell in line.cells[1:]]
    figures = [plain(text) for text in record.cells[1:]]
    told = [text for text in figures if text.isdigit() and text != "0"]
    return len(told) > 1 and texts == figures
