"""Moves the rows of a document's table: each whole, with what a person wrote in it, and the rows that follow it.

Knows rows, what they stand in and what reaches from one into another, nothing of records.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from rsplan.documents.living.merged_cells import goes_on
from rsplan.documents.living.own_content import holds_other_things
from rsplan.documents.living.renewal import Work
from rsplan.documents.living.row_order import to_move
from rsplan.documents.living.table_columns import copy_of
from rsplan.documents.living.table_grid import Parts, carrier_of, is_wrapped, line_of, lines_of
from rsplan.documents.living.text import AUTHOR, pending_by_others, visible_runs, visible_text
from rsplan.documents.office.ooxml import SDT, TR, Element, child, element, qname, wattr
from rsplan.findings import codes
from rsplan.findings.finding import finding

_HEAVY = 1_000
_RANGES = {
    qname(f"w:{name}{start}"): qname(f"w:{name}{end}")
    for name, start, end in (
        ("bookmark", "Start", "End"), ("commentRange", "Start", "End"), ("perm", "Start", "End"),
        ("moveFromRange", "Start", "End"), ("moveToRange", "Start", "End"),
    )
}  # fmt: skip


class _Block(Struct):
    """A row of rsplan's with the rows of a person's that follow it."""

    key: str
    rows: list[Element]


class _Section(Struct):
    """A part of a table: the rows above the first of rsplan's, then those, and what becomes of them."""

    part: Element
    head: list[Element]
    blocks: list[_Block]
    wanted: list[str]
    moving: set[str]


class RowMoves:
    """The moves that bring a table's rows into a wanted order. ``keys`` are those of rsplan's rows; the first row, with
    the headings, stays."""

    def __init__(
        self, work: Work, parts: Parts, where: str, keys: Mapping[Element, str], wanted: Sequence[str]
    ) -> None:
        self.work, self.parts, self.where, self.keys, self.wanted = work, parts, where, keys, wanted

    @property
    def torn_apart(self) -> bool:
        """Whether the moves would part rows that a person has joined."""
        return any(section.moving for section in self._sections()) and any(
            _is_joined(block) for section in self._sections() for block in section.blocks
        )

    def _sections(self) -> list[_Section]:
        """Each part of the table, as long as it was, with the keys that it should show."""
        left = list(self.wanted)
        sections = []
        for part in self.parts:
            head, *blocks = _blocks([line.element for line in lines_of(part)], self.keys, self.wanted)
            wanted, left = left[: len(blocks)], left[len(blocks) :]
            sections.append(_Section(part, head.rows, blocks, wanted, self._moving(blocks, wanted)))
        return sections

    @staticmethod
    def _moving(blocks: Sequence[_Block], wanted: Sequence[str]) -> set[str]:
        weights = {block.key: _weight(block) for block in blocks}
        return to_move([block.key for block in blocks], wanted, lambda key: weights.get(key, 1))

    def carry_out(self) -> None:
        """Move the rows."""
        sections = self._sections()
        if not any(section.moving for section in sections):
            return
        by_key = {block.key: block for section in sections for block in section.blocks}
        for section in sections:
            last = section.head[-1] if section.head else None
            for key in section.wanted:
                for row in by_key[key].rows:
                    last = self._placed(row, last, section.part) if key in section.moving else row
        _straighten(self.parts[0])
        self.work.change(self.where, "", "raderna i exportens ordning")

    def _placed(self, row: Element, last: Element | None, part: Element) -> Element:
        """Put a row after another, or first in a part, as a revision if need be; the row that stands there then."""
        if self.work.revisions is None or _is_own_insertion(row):
            _put(carrier_of(row), last, part)
            return row
        if _is_single(row):
            _put(carrier_of(row), last, part)
            self.work.findings.append(finding(codes.ROW_MOVED_UNTRACKED, where=self.where, value=_title(row)))
            return row
        made = copy_of(row)
        _put(made, last, part)
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
    blocks = [_Block("", [])]
    for row in rows:
        key = keys.get(row, "")
        if key in known:
            blocks.append(_Block(key, [row]))
        else:
            blocks[-1].rows.append(row)
    return blocks


def _put(row: Element, last: Element | None, part: Element) -> None:
    if last is not None:
        carrier_of(last).addnext(row)
        return
    first = next(part.iter(TR), None)
    if first is None:
        part.append(row)
    else:
        carrier_of(first).addprevious(row)


def _is_single(row: Element) -> bool:
    """Whether a row holds what can stand in one place only: a comment, a bookmark, a note, a person's revision."""
    return holds_other_things(row) or pending_by_others(row) or is_wrapped(row)


def _is_joined(block: _Block) -> bool:
    """Whether a row hangs together with the one above by a merged cell, or several stand in one control."""
    if any(map(goes_on, line_of(block.rows[0]).cells)):
        return True
    return any(is_wrapped(row) and carrier_of(row) is row for row in block.rows)


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
