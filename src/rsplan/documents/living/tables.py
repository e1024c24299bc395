"""Renews a table of a document cell by cell: new figures in the cells that nobody has touched, rows for new items.

Rows, columns, widths, cells and formats that a person has added stay. A row whose item is gone goes too, unless a
person has written in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from rsplan.documents.living.merged_cells import hand_over
from rsplan.documents.living.new_columns import add_columns
from rsplan.documents.living.new_rows import insert_rows
from rsplan.documents.living.own_content import holds_other_things
from rsplan.documents.living.renewal import Work
from rsplan.documents.living.row_moves import RowMoves, strike_row
from rsplan.documents.living.said_numbers import same
from rsplan.documents.living.table_grid import (
    Cell,
    Line,
    Parts,
    align,
    is_wrapped,
    lines_of,
    row_below,
)
from rsplan.documents.living.table_pairs import (
    as_written,
    column_of,
    order_of,
    says_otherwise,
)
from rsplan.documents.living.table_state import TableState, quoted, table_name
from rsplan.documents.living.three_way_merge import MergeOutcome, decide
from rsplan.documents.office.ooxml import SDT, TR, Element, child, qname, wattr
from rsplan.documents.word.evidence import RowRecord, TableRecord
from rsplan.documents.word.palette import EARLIER_TINTS
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
        work.findings.append(finding(codes.TABLE_UNREADABLE, where=table_name(base)))
        return base
    return _Renewal(TableState(work, parts, base, new, facts, aligned)).done()


class _Renewal:
    """One table on its way."""

    def __init__(self, table: TableState) -> None:
        self.table, self.work = table, table.work
        self.remembered: dict[str, RowRecord] = {}
        self.left: dict[Element, RowRecord] = {}  # rows whose item is gone, but that a person has made their own
        self.leaving: frozenset[str] = frozenset()  # rows that come under the heading that they have today

    def done(self) -> TableRecord:
        """Carry it out."""
        self._tell_columns()
        add_columns(self.table)
        for number, record in enumerate(self.table.base.rows):
            line = self.table.aligned.rows[number]
            partner = self.table.partners.get(record.key)
            if partner is not None:
                self._row(number, record, partner, line)
            elif line is not None and record.kind != "group":
                self._vanished(number, record, line)
        self._tell_removed()
        insert_rows(self.table)
        self._arrange()
        self._describe()
        self._drop_empty_parts()
        return replace(self.table.new, rows=tuple(self._rows_to_remember()))

    def _rows_to_remember(self) -> Iterator[RowRecord]:
        """The rows of today, and those that are left behind the one that they stand behind, to be found there again."""
        keys, before = self.table.keys(), self.table.new.rows[0].key
        behind: dict[str, list[RowRecord]] = {}
        for line in lines_of(*self.table.parts):
            before = keys.get(line.element, before)
            if line.element in self.left:
                behind.setdefault(before, []).append(self.left[line.element])
        for row in self.table.new.rows:
            yield self.remembered.get(row.key, row)
            yield from behind.pop(row.key, ())
        for several in behind.values():
            yield from several

    # Cells

    def _row(self, number: int, record: RowRecord, partner: RowRecord, line: Line | None) -> None:
        if line is None:  # it may come back, as when a deletion is rejected: with what was written last
            self.remembered[partner.key] = as_written(self.table.base, self.table.new, record, partner)
            return
        self.table.lines[partner.key] = line
        kept = [self._cell(number, column, record, partner) for column in range(len(partner.cells))]
        self.remembered[partner.key] = replace(partner, cells=tuple(kept))

    def _cell(self, number: int, column: int, record: RowRecord, partner: RowRecord) -> str:
        """Renew one cell; the text that is to be remembered as last written."""
        fresh = partner.cells[column]
        old = column_of(self.table.base, self.table.new, column)
        if old is None or old >= len(record.cells):
            return fresh
        base = record.cells[old]
        cell = self.table.aligned.cell(number, old)
        if cell is None:
            return fresh
        self.work.handled |= set(cell.element.iter(SDT))
        heading = record.kind == "header" or (record.kind == "group" and old == 0)
        outcome = self._outcome(base, cell, fresh, heading=heading)
        where = f"{self.table.new_name}, raden {quoted(partner)}, kolumnen {self.table.new.header[column]}"
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
        given = {book[old] for book in (self.table.tints, EARLIER_TINTS) if old in book}
        if shade is None or (wattr(shade, "fill") or "").upper() not in given:
            return
        if self.work.revisions is not None:
            self.work.revisions.keep_look(cell.element)
        shade.set(qname("w:fill"), self.table.tints.get(new, "auto"))

    # Rows that are gone

    def _vanished(self, number: int, record: RowRecord, line: Line) -> None:
        """The one way for a row out of a table: only if nobody but rsplan has put anything in it."""
        where = self.table.name
        if self._untouched(number, record, line):
            if record.kind != "group":
                self.work.change(where, " | ".join(record.cells), "")
            self._delete(line)
            return
        self.left[line.element] = record
        self.work.findings.append(finding(codes.ROW_GONE, where=where, value=record.cells[0]))
        self.work.note_gone(line.cells[0].element, f'Raden "{record.cells[0]}"')

    def _drop_empty_groups(self) -> None:
        for number, (record, line) in enumerate(zip(self.table.base.rows, self.table.aligned.rows, strict=True)):
            if record.kind != "group" or record.key in self.table.partners or line is None:
                continue
            if self._heads_others(line):
                self.left[line.element] = record
            else:
                self._vanished(number, record, line)

    def _heads_others(self, line: Line) -> bool:
        """Whether rows of a person's, or rows that stay, stand under a heading that is gone."""
        rows = [found.element for found in lines_of(*self.table.parts)]
        after = rows[rows.index(line.element) + 1 :]
        key = self.table.keys().get(after[0]) if after else ""
        return key is None or (self.table.kinds.get(key) == "row" and key not in self.leaving)

    # The order of the rows

    def _arrange(self) -> None:
        """The rows come into the order that they have today, each with what stands behind it."""
        keys, where = self.table.keys(), self.table.new_name
        there = [keys[line.element] for line in lines_of(*self.table.parts) if line.element in keys]
        order = order_of(self.table.base, self.table.new, self.table.partners, there)
        if order.sorted_by_hand:
            self.work.findings.append(finding(codes.ROWS_SORTED_BY_HAND, where=where))
        moves = RowMoves(self.work, self.table.parts, where, keys, order.wanted)
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
            yield text, self.table.aligned.cell(number, column)

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
            quoted(partner)
            for number, record in enumerate(self.table.base.rows)
            if self.table.aligned.rows[number] is None and (partner := self.table.partners.get(record.key)) is not None
        ]
        if gone:
            listed = ", ".join(gone[:3]) + (f" och {len(gone) - 3} till" if len(gone) > 3 else "")
            what = f"{'raden' if len(gone) == 1 else 'raderna'} {listed} i {self.table.name}"
            self.work.findings.append(finding(codes.REMOVED_BY_HAND, what=what))

    def _tell_columns(self) -> None:
        where = self.table.name
        for heading, grid in zip(self.table.base.header, self.table.aligned.columns, strict=True):
            if grid is None:
                self.work.findings.append(finding(codes.REMOVED_BY_HAND, what=f"kolumnen {heading} i {where}"))

    def _drop_empty_parts(self) -> None:
        """A part of a split table whose rows have all gone goes too: Word opens no table without rows."""
        for part in self.table.parts:
            if next(part.iter(TR), None) is None:
                part.getparent().remove(part)  # type: ignore[union-attr]

    def _describe(self) -> None:
        described = child(self.table.parts[0], "tblPr", "tblDescription")
        if described is not None and wattr(described) == self.table.base.description:
            described.set(qname("w:val"), self.table.new.description)
