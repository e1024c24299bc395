"""Renews a table of a document cell by cell: new figures in the cells that nobody has touched, rows for new items.

Rows, columns, widths, cells and formats that a person has added stay. A row whose item is gone goes too, unless a
person has written in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from rsplan.documents.living.merged_cells import fit_in, hand_over
from rsplan.documents.living.own_content import holds_other_things
from rsplan.documents.living.renewal import Work
from rsplan.documents.living.retyping import set_text
from rsplan.documents.living.row_moves import RowMoves, mark_row_inserted, strike_row
from rsplan.documents.living.said_numbers import same
from rsplan.documents.living.table_columns import copy_of, empty, insert_column, one_paragraph
from rsplan.documents.living.table_grid import (
    Aligned,
    Cell,
    Line,
    Parts,
    align,
    carrier_of,
    is_wrapped,
    line_of,
    lines_of,
    realigned,
    row_below,
)
from rsplan.documents.living.table_pairs import (
    as_written,
    column_of,
    order_of,
    partners,
    says_otherwise,
    widened,
    without,
)
from rsplan.documents.living.three_way_merge import MergeOutcome, decide
from rsplan.documents.office.ooxml import SDT, TR, Element, child, qname, wattr
from rsplan.documents.word.column_widths import cell_look, width_of
from rsplan.documents.word.evidence import RowRecord, TableRecord
from rsplan.documents.word.palette import EARLIER_TINTS, palette_of
from rsplan.documents.word.styles import Stylebook
from rsplan.findings import codes
from rsplan.findings.finding import finding


def renew_table(
    work: Work, parts: Parts, base: TableRecord, new: TableRecord, facts: Mapping[str, tuple[str, ...]]
) -> TableRecord:
    """Bring one table, in all its parts, up to date; its record, as it is to be remembered.

    ``facts`` gives, by row key, the ids of the facts that the row's cells show.
    """
    aligned = align(parts, base)
    if aligned is None:
        work.findings.append(finding(codes.TABLE_UNREADABLE, where=_table_name(base)))
        return base
    return _Renewal(work, parts, base, new, facts, aligned).done()


def _table_name(record: TableRecord) -> str:
    return f'tabellen "{record.title}"'


class _Renewal:
    """One table on its way."""

    def __init__(
        self,
        work: Work,
        parts: Parts,
        base: TableRecord,
        new: TableRecord,
        facts: Mapping[str, tuple[str, ...]],
        aligned: Aligned,
    ) -> None:
        self.work, self.parts, self.base, self.new, self.facts, self.aligned = work, parts, base, new, facts, aligned
        self.tints = palette_of(work.opened.package).tints
        self.partners = partners(base, new)
        self.kinds = {row.key: row.kind for row in new.rows}
        self.lines: dict[str, Line] = {}
        self.remembered: dict[str, RowRecord] = {}
        self.left: dict[Element, RowRecord] = {}  # rows whose item is gone, but that a person has made their own
        self.leaving: frozenset[str] = frozenset()  # rows that come under the heading that they have today

    def done(self) -> TableRecord:
        """Carry it out."""
        self._tell_columns()
        self._add_columns()
        for number, record in enumerate(self.base.rows):
            line = self.aligned.rows[number]
            partner = self.partners.get(record.key)
            if partner is not None:
                self._row(number, record, partner, line)
            elif line is not None and record.kind != "group":
                self._vanished(number, record, line)
        self._tell_removed()
        self._insert_new()
        self._arrange()
        self._describe()
        self._drop_empty_parts()
        return replace(self.new, rows=tuple(self._rows_to_remember()))

    def _rows_to_remember(self) -> Iterator[RowRecord]:
        """The rows of today, and those that are left behind the one that they stand behind, to be found there again."""
        keys, before = self._keys(), self.new.rows[0].key
        behind: dict[str, list[RowRecord]] = {}
        for line in lines_of(*self.parts):
            before = keys.get(line.element, before)
            if line.element in self.left:
                behind.setdefault(before, []).append(self.left[line.element])
        for row in self.new.rows:
            yield self.remembered.get(row.key, row)
            yield from behind.pop(row.key, ())
        for several in behind.values():
            yield from several

    # Cells

    def _row(self, number: int, record: RowRecord, partner: RowRecord, line: Line | None) -> None:
        if line is None:  # it may come back, as when a deletion is rejected: with what was written last
            self.remembered[partner.key] = as_written(self.base, self.new, record, partner)
            return
        self.lines[partner.key] = line
        kept = [self._cell(number, column, record, partner) for column in range(len(partner.cells))]
        self.remembered[partner.key] = replace(partner, cells=tuple(kept))

    def _cell(self, number: int, column: int, record: RowRecord, partner: RowRecord) -> str:
        """Renew one cell; the text that is to be remembered as last written."""
        fresh = partner.cells[column]
        old = column_of(self.base, self.new, column)
        if old is None or old >= len(record.cells):
            return fresh
        base = record.cells[old]
        cell = self.aligned.cell(number, old)
        if cell is None:
            return fresh
        self.work.handled |= set(cell.element.iter(SDT))
        heading = record.kind == "header" or (record.kind == "group" and old == 0)
        outcome = self._outcome(base, cell, fresh, heading=heading)
        where = f"{_table_name(self.new)}, raden {_quoted(partner)}, kolumnen {self.new.header[column]}"
        if outcome is MergeOutcome.RENEWED:
            self._write(cell, base, fresh, where)
            self._shade(cell, record.look(old), partner.look(column))
        elif outcome is MergeOutcome.CONFLICT:
            self.work.conflict(cell.element, where, base, cell.text, fresh)
            return base
        elif outcome is MergeOutcome.KEPT and says_otherwise(partner, column, cell.text):
            self.work.findings.append(finding(codes.OVERWRITTEN_BY_HAND, where=where, value=cell.text, new=fresh))
        return fresh

    @staticmethod
    def _outcome(base: str, cell: Cell, fresh: str, *, heading: bool) -> MergeOutcome:
        text = cell.text
        if heading and not same(text, base):
            return MergeOutcome.KEPT
        return decide(base, text, fresh, pending=cell.pending)

    def _write(self, cell: Cell, before: str, text: str, where: str) -> None:
        self.work.change(where, before, text)
        self.work.set_text(cell.element, text)

    def _shade(self, cell: Cell, old: str, new: str) -> None:
        """The colour of a status follows it, if it still is the one that it was given."""
        shade = child(cell.element, "tcPr", "shd")
        given = {book[old] for book in (self.tints, EARLIER_TINTS) if old in book}
        if shade is None or (wattr(shade, "fill") or "").upper() not in given:
            return
        if self.work.revisions is not None:
            self.work.revisions.keep_look(cell.element)
        shade.set(qname("w:fill"), self.tints.get(new, "auto"))

    # Rows that are gone

    def _vanished(self, number: int, record: RowRecord, line: Line) -> None:
        """The one way for a row out of a table: only if nobody but rsplan has put anything in it."""
        where = _table_name(self.base)
        if self._untouched(number, record, line):
            if record.kind != "group":
                self.work.change(where, " | ".join(record.cells), "")
            self._delete(line)
            return
        self.left[line.element] = record
        self.work.findings.append(finding(codes.ROW_GONE, where=where, value=record.cells[0]))
        self.work.note_gone(line.cells[0].element, f'Raden "{record.cells[0]}"')

    def _drop_empty_groups(self) -> None:
        for number, (record, line) in enumerate(zip(self.base.rows, self.aligned.rows, strict=True)):
            if record.kind != "group" or record.key in self.partners or line is None:
                continue
            if self._heads_others(line):
                self.left[line.element] = record
            else:
                self._vanished(number, record, line)

    def _heads_others(self, line: Line) -> bool:
        """Whether rows of a person's, or rows that stay, stand under a heading that is gone."""
        rows = [found.element for found in lines_of(*self.parts)]
        after = rows[rows.index(line.element) + 1 :]
        key = self._keys().get(after[0]) if after else ""
        return key is None or (self.kinds.get(key) == "row" and key not in self.leaving)

    # The order of the rows

    def _keys(self) -> dict[Element, str]:
        """The key of today of each row that shows an item."""
        return {line.element: key for key, line in self.lines.items()}

    def _arrange(self) -> None:
        """The rows come into the order that they have today, each with what stands behind it."""
        keys, where = self._keys(), _table_name(self.new)
        there = [keys[line.element] for line in lines_of(*self.parts) if line.element in keys]
        order = order_of(self.base, self.new, self.partners, there)
        if order.sorted_by_hand:
            self.work.findings.append(finding(codes.ROWS_SORTED_BY_HAND, where=where))
        moves = RowMoves(self.work, self.parts, where, keys, order.wanted)
        if moves.torn_apart:
            self.work.findings.append(finding(codes.ROWS_CANNOT_MOVE, where=where))
        else:
            self.leaving = frozenset(order.wanted)
        self._drop_empty_groups()
        if not moves.torn_apart:
            moves.carry_out()

    def _untouched(self, number: int, record: RowRecord, line: Line) -> bool:
        mapped = {id(cell.element): text for text, cell in self._mapped(number, record) if cell is not None}
        if holds_other_things(line.element) or is_wrapped(line.element):
            return False
        return all(not cell.pending and same(cell.text, mapped.get(id(cell.element), "")) for cell in line.cells)

    def _mapped(self, number: int, record: RowRecord) -> Iterator[tuple[str, Cell | None]]:
        for column, text in enumerate(record.cells):
            yield text, self.aligned.cell(number, column)

    def _delete(self, line: Line) -> None:
        row = line.element
        revisions = self.work.revisions
        if revisions is None:
            hand_over(row, row_below(row))
            row.getparent().remove(row)  # type: ignore[union-attr]
            return
        self.work.handled |= set(row.iter(SDT))  # figures that go with their row are nobody's to miss
        strike_row(self.work, row)

    def _tell_removed(self) -> None:
        gone = [
            _quoted(partner)
            for number, record in enumerate(self.base.rows)
            if self.aligned.rows[number] is None and (partner := self.partners.get(record.key)) is not None
        ]
        if gone:
            listed = ", ".join(gone[:3]) + (f" och {len(gone) - 3} till" if len(gone) > 3 else "")
            what = f"{'raden' if len(gone) == 1 else 'raderna'} {listed} i {_table_name(self.base)}"
            self.work.findings.append(finding(codes.REMOVED_BY_HAND, what=what))

    def _tell_columns(self) -> None:
        where = _table_name(self.base)
        for heading, grid in zip(self.base.header, self.aligned.columns, strict=True):
            if grid is None:
                self.work.findings.append(finding(codes.REMOVED_BY_HAND, what=f"kolumnen {heading} i {where}"))

    # Columns that are new

    def _add_columns(self) -> None:
        """A status that has come into use gets a column after the one that it follows."""
        for heading in [heading for heading in self.new.header if heading not in self.base.header]:
            place = self.new.header.index(heading)
            left = self.base.header.index(self.new.header[place - 1]) if place else None
            grid = self.aligned.columns[left] if left is not None else None
            if left is None or grid is None:
                self.work.findings.append(
                    finding(codes.NEW_COLUMN_WITHOUT_PLACE, where=_table_name(self.base), value=heading)
                )
                self._leave_out(place)
                continue
            self._add_column(place, left, grid)
            self.work.change(_table_name(self.base), "", f"kolumnen {heading}")

    def _leave_out(self, place: int) -> None:
        """A column that the document does not get is not remembered, so that a later run can give it one."""
        rows = tuple(without(row, place) for row in self.new.rows)
        self.new = replace(self.new, rows=rows)
        self.partners = partners(self.base, self.new)
        self.facts = {key: (*ids[:place], *ids[place + 1 :]) for key, ids in self.facts.items()}

    def _add_column(self, place: int, left: int, grid: int) -> None:
        fresh = self._width_of(self.new.header[place].split())
        least = [*map(self._least_width, range(len(self.base.header))), fresh]
        added = insert_column(self.parts, self.aligned, grid, least, self.work.revisions)
        rows = []
        for record in self.base.rows:
            partner = self.partners.get(record.key)
            text = partner.cells[place] if partner is not None and not record.alone else ""
            rows.append(widened(record, left + 1, text))
        self.base = replace(self.base, rows=tuple(rows))
        self.aligned = realigned(self.aligned, grid, left + 1)
        for line in self.aligned.repeated:
            if (cell := line.at(grid + 1)) is not None:
                set_text(cell.element, self.new.header[place])
        for number, record in enumerate(rows):
            cell = self.aligned.cell(number, left + 1) if not record.alone else None
            if cell is not None:
                facts = self.facts.get(self.partners[record.key].key, ()) if record.key in self.partners else ()
                self.work.handled |= set(cell.element.iter(SDT))
                set_text(cell.element, record.cells[left + 1])
                fact = facts[place] if place < len(facts) else ""
                self.work.rename_control(cell.element, fact, record.cells[left + 1])
        if self.work.revisions is not None:
            for made in added:
                self.work.loosen_inside(made)
                self.work.revisions.mark_cell_inserted(made)

    def _least_width(self, column: int) -> int:
        """What the longest word of a column needs; of the names that stand first, too."""
        rows = [row for row in self.base.rows if row.kind == "header" or (column == 0 and not row.alone)]
        return self._width_of(word for row in rows for word in row.cells[column].replace("-", "- ").split())

    def _width_of(self, words: Iterable[str]) -> int:
        package = self.work.opened.package
        return width_of(words, cell_look(Stylebook(package, lambda: package)))

    # Rows that are new

    def _insert_new(self) -> None:
        known = set(self.partners_of_new())
        for place, row in enumerate(self.new.rows):
            if row.key in known:
                continue
            if not self._insert(place, row):
                self.work.findings.append(
                    finding(codes.NEW_ROW_WITHOUT_PLACE, where=_table_name(self.new), value=row.cells[0])
                )

    def partners_of_new(self) -> Iterator[str]:
        """The keys of new rows that were there before."""
        for partner in self.partners.values():
            yield partner.key

    def _insert(self, place: int, row: RowRecord) -> bool:
        anchor, before = self._anchor(place, row)
        pattern = self._pattern(row, anchor)
        if anchor is None or pattern is None:
            return False
        made = copy_of(pattern.element)
        if before:
            carrier_of(anchor.element).addprevious(made)
        else:
            carrier_of(anchor.element).addnext(made)
        fit_in(made, row_below(made))
        line = line_of(made)
        self._fill(line, row)
        self.lines[row.key] = line
        self.work.change(_table_name(self.new), "", " | ".join(row.cells))
        return True

    def _anchor(self, place: int, row: RowRecord) -> tuple[Line | None, bool]:
        """The row after (or, True, before) which a new row stands: its neighbours in the export, within its group."""
        rows = self.new.rows
        for earlier in reversed(rows[:place]):
            line = self.lines.get(earlier.key)
            if line is not None:
                return line, False
            if earlier.kind == "group" and row.kind == "row":
                break
        for later in rows[place + 1 :]:
            line = self.lines.get(later.key)
            if line is not None and not (row.kind == "row" and later.kind == "group"):
                return line, True
            if later.kind == "group":
                break
        return None, False

    def _pattern(self, row: RowRecord, anchor: Line | None) -> Line | None:
        """A row of the same kind to copy: the neighbour if it is one, else the nearest."""
        alike = [line for key, line in self.lines.items() if self.kinds[key] == row.kind]
        alike += [
            line
            for record, line in zip(self.base.rows, self.aligned.rows, strict=True)
            if line is not None and record.kind == row.kind and line.element.getparent() is not None
        ]
        if anchor is not None and any(line.element is anchor.element for line in alike):
            return anchor
        return alike[0] if alike else None

    def _fill(self, line: Line, row: RowRecord) -> None:
        facts = self.facts.get(row.key, ())
        shown: dict[int, int] = {}
        for column in range(len(row.cells)):
            old = column_of(self.base, self.new, column)
            grid = self.aligned.columns[old] if old is not None else None
            if grid is not None:
                shown[grid] = column
        for cell in line.cells:
            column = shown.get(cell.column, -1)
            if column < 0:
                empty(cell)
                continue
            one_paragraph(cell)
            self.work.free_others(cell.element)
            self.work.handled |= set(cell.element.iter(SDT))
            set_text(cell.element, row.cells[column])
            self._look(cell, row.look(column))
            fact = facts[column] if column < len(facts) else ""
            self.work.rename_control(cell.element, fact, row.cells[column])
        if self.work.revisions is not None:
            mark_row_inserted(self.work, line.element)

    def _look(self, cell: Cell, look: str) -> None:
        shade = child(cell.element, "tcPr", "shd")
        if shade is not None and look in self.tints:
            shade.set(qname("w:fill"), self.tints[look])

    def _drop_empty_parts(self) -> None:
        """A part of a split table whose rows have all gone goes too: Word opens no table without rows."""
        for part in self.parts:
            if next(part.iter(TR), None) is None:
                part.getparent().remove(part)  # type: ignore[union-attr]

    def _describe(self) -> None:
        described = child(self.parts[0], "tblPr", "tblDescription")
        if described is not None and wattr(described) == self.base.description:
            described.set(qname("w:val"), self.new.description)


def _quoted(row: RowRecord) -> str:
    title = row.cells[0] if row.cells else ""
    return f'"{title if len(title) <= 60 else title[:59] + "…"}"'
