"""Renews a table of a document cell by cell: new figures in the cells that nobody has touched, rows for new items.

Rows, columns, widths, cells and formats that a person has added stay. A row whose item is gone goes too, unless a
person has written in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import SequenceMatcher

from rsplan.documents.living.own_content import holds_other_things
from rsplan.documents.living.renewal import Work
from rsplan.documents.living.said_numbers import bare, same, says_the_same
from rsplan.documents.living.table_columns import copy_of, empty, insert_column, one_paragraph
from rsplan.documents.living.table_grid import Aligned, Cell, Line, align, line_of, realigned
from rsplan.documents.living.text import set_text, visible_runs
from rsplan.documents.living.three_way_merge import Outcome, decide
from rsplan.documents.word.evidence import RowRecord, TableRecord
from rsplan.documents.word.ooxml import SDT, Element, child, element, qname, wattr
from rsplan.documents.word.tables import FILLS, width_of
from rsplan.findings.finding import finding

_RENAMED = 0.5


def renew_table(
    work: Work, table: Element, base: TableRecord, new: TableRecord, facts: Mapping[str, tuple[str, ...]]
) -> TableRecord:
    """Bring one table up to date; its record, as it is to be remembered.

    ``facts`` gives, by row key, the ids of the facts that the row's cells show.
    """
    aligned = align(table, base)
    if aligned is None:
        work.findings.append(finding("RSP507", where=_table_name(base)))
        return base
    return _Renewal(work, table, base, new, facts, aligned).done()


def _table_name(record: TableRecord) -> str:
    return f'tabellen "{record.title}"'


class _Renewal:
    """One table on its way."""

    def __init__(
        self,
        work: Work,
        table: Element,
        base: TableRecord,
        new: TableRecord,
        facts: Mapping[str, tuple[str, ...]],
        aligned: Aligned,
    ) -> None:
        self.work, self.table, self.base, self.new, self.facts, self.aligned = work, table, base, new, facts, aligned
        self.partners = partners(base, new)
        self.kinds = {row.key: row.kind for row in new.rows}
        self.lines: dict[str, Line] = {}
        self.remembered: dict[str, RowRecord] = {}
        self.left: list[RowRecord] = []

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
        self._drop_empty_groups()
        self._tell_removed()
        self._insert_new()
        self._describe()
        rows = tuple(self.remembered.get(row.key, row) for row in self.new.rows)
        return replace(self.new, rows=(*rows, *self.left))

    # Cells

    def _row(self, number: int, record: RowRecord, partner: RowRecord, line: Line | None) -> None:
        if line is None:
            self.remembered[partner.key] = partner
            return
        self.lines[partner.key] = line
        kept = [
            self._cell(number, column, record, partner)
            for column in range(len(self.new.header) if partner.kind not in ("group",) else 1)
        ]
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
        outcome = self._outcome(base, cell, fresh, record)
        where = f"{_table_name(self.new)}, raden {_quoted(partner)}, kolumnen {self.new.header[column]}"
        if outcome is Outcome.RENEWED:
            self._write(cell, base, fresh, where)
            self._shade(cell, record.look(old), partner.look(column))
        elif outcome is Outcome.CONFLICT:
            self.work.conflict(cell.element, where, base, cell.text, fresh)
            return base
        elif outcome is Outcome.KEPT and says_otherwise(partner, column, cell.text):
            self.work.findings.append(finding("RSP503", where=where, value=cell.text, new=fresh))
        return fresh

    @staticmethod
    def _outcome(base: str, cell: Cell, fresh: str, record: RowRecord) -> Outcome:
        text = cell.text
        if record.kind in ("header", "group") and not same(text, base):
            return Outcome.KEPT
        return decide(base, text, fresh, pending=cell.pending)

    def _write(self, cell: Cell, before: str, text: str, where: str) -> None:
        self.work.change(where, before, text)
        self.work.set_text(cell.element, text)

    def _shade(self, cell: Cell, old: str, new: str) -> None:
        """The colour of a status follows it, if it still is the one that it was given."""
        shade = child(cell.element, "tcPr", "shd")
        if shade is None or old not in FILLS or (wattr(shade, "fill") or "").upper() != FILLS[old]:
            return
        if self.work.revisions is not None:
            self.work.revisions.keep_look(cell.element)
        shade.set(qname("w:fill"), FILLS.get(new, "auto"))

    # Rows that are gone

    def _vanished(self, number: int, record: RowRecord, line: Line) -> None:
        """The one way for a row out of a table: only if nobody but rsplan has put anything in it."""
        where = _table_name(self.base)
        if self._untouched(number, record, line):
            if record.kind != "group":
                self.work.change(where, " | ".join(record.cells), "")
            self._delete(line)
            return
        self.left.append(record)
        self.work.findings.append(finding("RSP506", where=where, value=record.cells[0]))
        self.work.note(line.cells[0].element, f'Raden "{record.cells[0]}" finns inte i exporten längre.')

    def _drop_empty_groups(self) -> None:
        for number, (record, line) in enumerate(zip(self.base.rows, self.aligned.rows, strict=True)):
            vanished = record.kind == "group" and record.key not in self.partners
            if not vanished or line is None:
                continue
            if self._heads_others(line):
                self.left.append(record)
            else:
                self._vanished(number, record, line)

    def _heads_others(self, line: Line) -> bool:
        """Whether rows of a person's, or rows that stay, stand under a heading that is gone."""
        after = self.aligned.lines[self.aligned.lines.index(line) + 1 :]
        ours = {id(found): record for record, found in zip(self.base.rows, self.aligned.rows, strict=True) if found}
        for following in after:
            record = ours.get(id(following))
            if record is not None and record.kind in ("group", "total"):
                return False
            if following.element.getparent() is not None and child(following.element, "trPr", "del") is None:
                gone = record is not None and record.key not in self.partners and record not in self.left
                if not gone:
                    return True
        return False

    def _untouched(self, number: int, record: RowRecord, line: Line) -> bool:
        mapped = {id(cell.element): text for text, cell in self._mapped(number, record) if cell is not None}
        if holds_other_things(line.element):
            return False
        return all(not cell.pending and same(cell.text, mapped.get(id(cell.element), "")) for cell in line.cells)

    def _mapped(self, number: int, record: RowRecord) -> Iterator[tuple[str, Cell | None]]:
        for column, text in enumerate(record.cells):
            yield text, self.aligned.cell(number, column)

    def _delete(self, line: Line) -> None:
        row = line.element
        revisions = self.work.revisions
        if revisions is None:
            row.getparent().remove(row)  # type: ignore[union-attr]
            return
        self.work.handled |= set(row.iter(SDT))  # figures that go with their row are nobody's to miss
        properties = child(row, "trPr")
        if properties is None:
            properties = element("trPr")
            row.insert(_after_exceptions(row), properties)
        properties.append(revisions.mark("del"))
        for cell in line.cells:
            if visible_runs(cell.element):
                self.work.loosen_inside(cell.element)
                revisions.set_text(cell.element, "")

    def _tell_removed(self) -> None:
        gone = [
            _quoted(partner)
            for number, record in enumerate(self.base.rows)
            if self.aligned.rows[number] is None and (partner := self.partners.get(record.key)) is not None
        ]
        if gone:
            listed = ", ".join(gone[:3]) + (f" och {len(gone) - 3} till" if len(gone) > 3 else "")
            what = f"{'raden' if len(gone) == 1 else 'raderna'} {listed} i {_table_name(self.base)}"
            self.work.findings.append(finding("RSP502", what=what))

    def _tell_columns(self) -> None:
        where = _table_name(self.base)
        for heading, grid in zip(self.base.header, self.aligned.columns, strict=True):
            if grid is None:
                self.work.findings.append(finding("RSP502", what=f"kolumnen {heading} i {where}"))

    # Columns that are new

    def _add_columns(self) -> None:
        """A status that has come into use gets a column after the one that it follows."""
        for heading in [heading for heading in self.new.header if heading not in self.base.header]:
            place = self.new.header.index(heading)
            left = self.base.header.index(self.new.header[place - 1]) if place else None
            grid = self.aligned.columns[left] if left is not None else None
            if left is None or grid is None:
                self.work.findings.append(finding("RSP516", where=_table_name(self.base), value=heading))
                self._leave_out(place)
                continue
            self._add_column(place, left, grid)
            self.work.change(_table_name(self.base), "", f"kolumnen {heading}")

    def _leave_out(self, place: int) -> None:
        """A column that the document does not get is not remembered, so that a later run can give it one."""
        rows = tuple(_without(row, place) for row in self.new.rows)
        self.new = replace(self.new, rows=rows)
        self.partners = partners(self.base, self.new)
        self.facts = {key: (*ids[:place], *ids[place + 1 :]) for key, ids in self.facts.items()}

    def _add_column(self, place: int, left: int, grid: int) -> None:
        least = [*map(self._least_width, range(len(self.base.header))), width_of(self.new.header[place].split())]
        added = insert_column(self.table, self.aligned, grid, least, self.work.revisions)
        rows = []
        for record in self.base.rows:
            partner = self.partners.get(record.key)
            text = partner.cells[place] if partner is not None and record.kind != "group" else ""
            rows.append(_widened(record, left + 1, text))
        self.base = replace(self.base, rows=tuple(rows))
        self.aligned = realigned(self.aligned, grid, left + 1)
        for number, record in enumerate(rows):
            cell = self.aligned.cell(number, left + 1) if record.kind != "group" else None
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
        rows = [row for row in self.base.rows if row.kind != "group" and (row.kind == "header" or column == 0)]
        return width_of(word for row in rows for word in row.cells[column].replace("-", "- ").split())

    # Rows that are new

    def _insert_new(self) -> None:
        known = set(self.partners_of_new())
        for place, row in enumerate(self.new.rows):
            if row.key in known:
                continue
            if not self._insert(place, row):
                self.work.findings.append(finding("RSP508", where=_table_name(self.new), value=row.cells[0]))

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
            anchor.element.addprevious(made)
        else:
            anchor.element.addnext(made)
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
            self.work.handled |= set(cell.element.iter(SDT))
            set_text(cell.element, row.cells[column])
            self._look(cell, row.look(column))
            fact = facts[column] if column < len(facts) else ""
            self.work.rename_control(cell.element, fact, row.cells[column])
        if self.work.revisions is not None:
            self._mark_inserted(line)

    @staticmethod
    def _look(cell: Cell, look: str) -> None:
        shade = child(cell.element, "tcPr", "shd")
        if shade is not None and look in FILLS:
            shade.set(qname("w:fill"), FILLS[look])

    def _mark_inserted(self, line: Line) -> None:
        revisions = self.work.revisions
        assert revisions is not None
        properties = child(line.element, "trPr")
        if properties is None:
            properties = element("trPr")
            line.element.insert(_after_exceptions(line.element), properties)
        properties.append(revisions.mark("ins"))
        for cell in line.cells:
            self.work.loosen_inside(cell.element)
            revisions.mark_inserted(cell.element)

    def _describe(self) -> None:
        described = child(self.table, "tblPr", "tblDescription")
        if described is not None and wattr(described) == self.base.description:
            described.set(qname("w:val"), self.new.description)


def partners(base: TableRecord, new: TableRecord) -> dict[str, RowRecord]:
    """For each row that was written, the row that shows the same item today."""
    today = {row.key: row for row in new.rows}
    found = {row.key: today[row.key] for row in base.rows if row.key in today}
    free = [row for row in new.rows if row.key not in found]
    for row in base.rows:
        if row.key in found or " | " not in row.key:
            continue
        same_id = [other for other in free if other.key.split(" | ")[0] == row.key.split(" | ")[0]]
        if len(same_id) == 1 and _alike(row.cells[0], same_id[0].cells[0]):
            found[row.key] = same_id[0]
            free.remove(same_id[0])
    return found


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _RENAMED


def with_old_columns(
    base: TableRecord, new: TableRecord, facts: Mapping[str, tuple[str, ...]]
) -> tuple[TableRecord, dict[str, tuple[str, ...]]]:
    """A table of counts with the columns that it had before and has no more, since none is paused: all zero."""
    kept = dict(facts)
    for heading in base.header:
        if heading in new.header or not any(_is_count(row) for row in base.rows):
            continue
        place = base.header.index(heading)
        new = replace(
            new, rows=tuple(_widened(row, place, heading if row.kind == "header" else "0") for row in new.rows)
        )
        kept = {key: (*ids[:place], "", *ids[place:]) for key, ids in kept.items()}
    return new, kept


def _is_count(row: RowRecord) -> bool:
    return row.key.startswith("fact:")


def _widened(row: RowRecord, place: int, text: str) -> RowRecord:
    if row.kind == "group":
        return row
    return replace(row, cells=(*row.cells[:place], text, *row.cells[place:]))


def column_of(base: TableRecord, new: TableRecord, column: int) -> int | None:
    """The column, as it was written, that a column of today is."""
    heading = new.header[column]
    return base.header.index(heading) if heading in base.header else None


def says_otherwise(row: RowRecord, column: int, text: str) -> bool:
    """Whether a cell that a person has written in contradicts the export. A title may be reworded."""
    if row.kind in ("header", "group") or column == 0:
        return False
    told = row.cells[column]
    return not (same(text, told) or bare(text) == bare(told) or says_the_same(text, told))


def _quoted(row: RowRecord) -> str:
    title = row.cells[0] if row.cells else ""
    return f'"{title if len(title) <= 60 else title[:59] + "…"}"'


def _without(row: RowRecord, place: int) -> RowRecord:
    if row.kind == "group":
        return row
    looks = (*row.looks[:place], *row.looks[place + 1 :])
    return replace(row, cells=(*row.cells[:place], *row.cells[place + 1 :]), looks=looks)


def _after_exceptions(row: Element) -> int:
    return 1 if len(row) and row[0].tag == qname("w:tblPrEx") else 0
