"""Moves the rows of a document's table: each whole, with what a person wrote in it, and the rows that follow it.

Knows rows, what they stand in and what reaches from one into another, nothing of records.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rsplan.documents.living.own_content import holds_other_things
from rsplan.documents.living.renewal import Work
from rsplan.documents.living.row_order import to_move
from rsplan.documents.living.table_columns import copy_of
from rsplan.documents.living.table_grid import line_of, lines_of
from rsplan.documents.living.text import AUTHOR, pending_by_others, visible_runs, visible_text
from rsplan.documents.office.ooxml import SDT, TBL, TR, Element, child, element, qname, wattr
from rsplan.findings.finding import finding

_HEAVY = 1_000
_RANGES = {
    qname(f"w:{name}{start}"): qname(f"w:{name}{end}")
    for name, start, end in (
        ("bookmark", "Start", "End"), ("commentRange", "Start", "End"), ("perm", "Start", "End"),
        ("moveFromRange", "Start", "End"), ("moveToRange", "Start", "End"),
    )
}  # fmt: skip


@dataclass(slots=True)
class _Block:
    """A row of rsplan's with the rows of a person's that follow it."""

    key: str
    rows: list[Element]


class RowMoves:
    """The moves that bring a table's rows into a wanted order. ``keys`` are those of rsplan's rows; the first row, with
    the headings, stays."""

    def __init__(
        self, work: Work, table: Element, where: str, keys: Mapping[Element, str], wanted: Sequence[str]
    ) -> None:
        self.work, self.table, self.where, self.keys, self.wanted = work, table, where, keys, wanted

    @property
    def torn_apart(self) -> bool:
        """Whether the moves would part rows that a person has joined."""
        blocks, moving = self._moves()
        return bool(moving) and any(map(_is_joined, blocks[1:]))

    def _moves(self) -> tuple[list[_Block], set[str]]:
        blocks = _blocks([line.element for line in lines_of(self.table)], self.keys, self.wanted)
        weights = {block.key: _weight(block) for block in blocks}
        return blocks, to_move([block.key for block in blocks[1:]], self.wanted, weights.__getitem__)

    def carry_out(self) -> None:
        """Move the rows."""
        blocks, moving = self._moves()
        if not moving:
            return
        by_key = {block.key: block for block in blocks}
        last = blocks[0].rows[-1]
        for key in self.wanted:
            for row in by_key[key].rows:
                last = self._placed(row, last) if key in moving else row
        _straighten(self.table)
        self.work.change(self.where, "", "raderna i exportens ordning")

    def _placed(self, row: Element, last: Element) -> Element:
        """Put a row after another, as a revision if need be; the row that stands there then."""
        if self.work.revisions is None or _is_own_insertion(row):
            _carrier(last).addnext(_carrier(row))
            return row
        if _is_single(row):
            _carrier(last).addnext(_carrier(row))
            self.work.findings.append(finding("RSP560", where=self.where, value=_title(row)))
            return row
        made = copy_of(row)
        _carrier(last).addnext(made)
        for control in made.iter(SDT):
            self.work.new_id(control)
        strike_row(self.work, row)
        mark_row_inserted(self.work, made)
        return made


def _weight(block: _Block) -> int:
    """Rows that cannot stand in two places, struck and inserted, are the last to be moved."""
    return len(block.rows) + _HEAVY * sum(map(_is_single, block.rows))


def _blocks(rows: Sequence[Element], keys: Mapping[Element, str], wanted: Sequence[str]) -> list[_Block]:
    known = set(wanted)
    blocks = [_Block("", [rows[0]])]
    for row in rows[1:]:
        key = keys.get(row, "")
        if key in known:
            blocks.append(_Block(key, [row]))
        else:
            blocks[-1].rows.append(row)
    return blocks


def _is_single(row: Element) -> bool:
    """Whether a row holds what can stand in one place only: a comment, a bookmark, a note, a person's revision."""
    return holds_other_things(row) or pending_by_others(row) or _carrier(row) is not row


def _is_joined(block: _Block) -> bool:
    """Whether a row hangs together with the one above by a merged cell, or several stand in one control."""
    merged = (child(cell.element, "tcPr", "vMerge") for cell in line_of(block.rows[0]).cells)
    if any(found is not None and wattr(found) != "restart" for found in merged):
        return True
    return any(sum(1 for _ in _carrier(row).iter(TR)) > sum(1 for _ in row.iter(TR)) for row in block.rows)


def _carrier(row: Element) -> Element:
    """The row, or the outermost control around it in its table."""
    found = row
    while (parent := found.getparent()) is not None and parent.tag != TBL:
        found = parent
    return found


def _is_own_insertion(row: Element) -> bool:
    return wattr(child(row, "trPr", "ins"), "author") == AUTHOR


def _title(row: Element) -> str:
    cells = line_of(row).cells
    return visible_text(cells[0].element) if cells else ""


def _straighten(table: Element) -> None:
    """Where a range now ends before it begins, its ends change places."""
    root = table.getroottree().getroot()
    places = {found: place for place, found in enumerate(root.iter(*_RANGES, *_RANGES.values()))}
    ends = {(str(found.tag), wattr(found, "id")): found for found in places if found.tag not in _RANGES}
    for start, place in places.items():
        end = ends.get((_RANGES.get(str(start.tag), ""), wattr(start, "id")))
        if end is not None and places[end] < place:
            _change_places(end, start)


def _change_places(earlier: Element, later: Element) -> None:
    mark = element("proofErr")
    earlier.addprevious(mark)
    later.addprevious(earlier)
    mark.addprevious(later)
    mark.getparent().remove(mark)  # type: ignore[union-attr]


# Rows as revisions


def strike_row(work: Work, row: Element) -> None:
    """Mark a row as deleted, with all that it says."""
    revisions = work.revisions
    assert revisions is not None
    _properties(row).append(revisions.mark("del"))
    for cell in line_of(row).cells:
        if visible_runs(cell.element):
            work.loosen_inside(cell.element)
            revisions.set_text(cell.element, "")


def mark_row_inserted(work: Work, row: Element) -> None:
    """Mark a row as inserted, with all that it says."""
    revisions = work.revisions
    assert revisions is not None
    _properties(row).append(revisions.mark("ins"))
    for cell in line_of(row).cells:
        work.loosen_inside(cell.element)
        revisions.mark_inserted(cell.element)


def _properties(row: Element) -> Element:
    found = child(row, "trPr")
    if found is None:
        found = element("trPr")
        row.insert(1 if len(row) and row[0].tag == qname("w:tblPrEx") else 0, found)
    return found
