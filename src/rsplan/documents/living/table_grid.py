"""A table of a document as rows and cells, and which of them are those that rsplan wrote.

A person may have sorted the rows, added or removed rows and columns, or reworded a title; a program may have dropped
every mark around the table. So a row is known by what it says, then by its figures' controls, then by its neighbours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from rsplan.documents.living.own_content import holds_filled_control
from rsplan.documents.living.said_numbers import plain
from rsplan.documents.living.text import DELETED, is_out_of_reach, pending_by_others, visible_text
from rsplan.documents.office.ooxml import TBL, TC, TR, Element, child, wattr, whole_number
from rsplan.documents.word.evidence import RowRecord, TableRecord
from rsplan.plan.folding import fold

_LIKE = 0.5
_FEW_TITLES = 0.3
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


def align(parts: Sequence[Element], record: TableRecord) -> Aligned | None:
    """A table, in all its parts, beside its record; None where not even its first column can be found."""
    return align_lines([lines_of(part) for part in parts], record)


def align_lines(by_part: Sequence[Sequence[Line]], record: TableRecord) -> Aligned | None:
    """The same from the rows of its parts."""
    lines = tuple(line for found in by_part for line in found)
    headers = list(_headers(by_part, record))
    if not headers or not record.rows:
        return None
    if lacks_headings(headers[0], record):
        found = _columns_by_cells(lines, record)
        return None if found is None else Aligned(lines, found, (None, *_rows(lines, record.rows[1:], found[0] or 0)))
    header, *repeated = headers
    columns = _columns(header, record.header)
    if columns is None or columns[0] is None:
        return None
    rest = [line for line in lines if not any(line is found for found in headers)]
    return Aligned(lines, columns, (header, *_rows(rest, record.rows[1:], columns[0])), tuple(repeated))


def lacks_headings(first: Line, record: TableRecord) -> bool:
    """Whether a table begins with a row of items, since a person has deleted the headings."""
    texts = {fold(cell.text) for cell in first.cells}
    return not texts & {fold(text) for text in record.header} and bool(texts & {_key(row) for row in record.rows[1:]})


def _columns_by_cells(lines: Sequence[Line], record: TableRecord) -> tuple[int | None, ...] | None:
    """The columns of a table without headings, by what the cells of its rows say; None where no title stands there.

    Of columns that say as much of one, the one that stands where it stood is it.
    """
    items = {_key(row): row for row in record.rows[1:] if row.kind in ("row", "total")}
    said = Counter(cell.column for line in lines for cell in line.cells if fold(cell.text) in items)
    if not said or max(said.values()) < _FEW_TITLES * len(items):
        return None
    first = max(said, key=lambda column: said[column])
    known = [(line, items[title]) for line in lines if (title := title_of(line, first)) in items]
    found: list[int | None] = [first]
    for number in range(1, len(record.header)):
        place = (found[-1] if found[-1] is not None else first) + 1
        votes = Counter(
            cell.column
            for line, row in known
            for cell in line.cells
            if cell.column not in found and plain(cell.text) == plain(row.cells[number])
        )
        best = max(votes, key=lambda column: (votes[column], column == place), default=None)
        found.append(best)
    return tuple(found)


def _headers(by_part: Sequence[Sequence[Line]], record: TableRecord) -> Iterator[Line]:
    """The row of headings, then those of later parts that say the same: a part that was split off may have none."""
    firsts = [found for lines in by_part if (found := first_line(lines)) is not None]
    wanted = {fold(text) for text in record.header}
    shared = [len(wanted & {fold(cell.text) for cell in line.cells}) for line in firsts]
    best = max(range(len(firsts)), key=lambda at: shared[at], default=0)
    if firsts:
        yield firsts[best]
    yield from (line for at, line in enumerate(firsts) if at != best and shared[at] == len(wanted))


def first_line(lines: Sequence[Line]) -> Line | None:
    """The row of headings: one that is marked so, else the first."""
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
    said = [title_of(line, first) for line in lines]
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


def title_of(line: Line, first: int) -> str:
    """What a row says in the column of the titles, folded."""
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
