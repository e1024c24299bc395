"""Gives a piece of Word a new text as a tracked change, and marks what is new in a table."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from itertools import groupby

from rsplan.documents.living.retyping import home_of, shared_out, take_out
from rsplan.documents.living.text import (
    AUTHOR,
    CONTENT,
    DEL_TEXT,
    DELETED,
    INSERTED,
    original_text,
    pending_by_us,
    run_text,
    visible_runs,
    visible_text,
)
from rsplan.documents.office.ooxml import NAMESPACES, RPR, Element, T, child, element, text_content, wattr, whole_number

_W = "{" + NAMESPACES["w"] + "}"
_RUN_OWN = frozenset({RPR, f"{_W}lastRenderedPageBreak"})


class Revisions:
    """Makes revisions of one document: numbered, by rsplan, at a date that is given."""

    def __init__(self, roots: Sequence[Element], date: str) -> None:
        self.date = f"{date}T00:00:00Z"
        used = [whole_number(wattr(found, "id")) for root in roots for found in root.iter(*_NUMBERED)]
        self.last = max(used, default=0)

    def mark(self, name: str, *children: Element) -> Element:
        """A revision element: ``ins``, ``del`` …"""
        self.last += 1
        made = element(name, *children)
        for key, value in (("id", str(self.last)), ("author", AUTHOR), ("date", self.date)):
            made.set(f"{_W}{key}", value)
        return made

    def set_text(self, node: Element, text: str) -> None:
        """Strike the text and insert the new one, each whole; or take back our own revision that waits."""
        if pending_by_us(node) and original_text(node) == text:
            _take_back(node)
            return
        runs = visible_runs(node)
        shares = shared_out([run_text(run) for run in runs], text) if runs else [text]
        if not runs:
            home_of(node).append(self.mark("ins", element("r", *text_content(text))))
            return
        for group in _by_place(list(zip(runs, shares, strict=True))):
            made = [_run_like(run, share) for run, share in group if share]
            if made:
                after = _own_insertion(group[-1][0])
                (group[-1][0] if after is None else after).addnext(self.mark("ins", *made))
        self._strike_all(node, runs)

    def set_runs(self, paragraph: Element, new: Sequence[Element]) -> None:
        """Strike every run of a paragraph and insert others, each with its look; or take back what waits."""
        if pending_by_us(paragraph) and original_text(paragraph) == "".join(map(visible_text, new)):
            _take_back(paragraph)
            return
        runs = visible_runs(paragraph)
        after = _own_insertion(runs[-1])
        (runs[-1] if after is None else after).addnext(self.mark("ins", *new))
        self._strike_all(paragraph, runs)

    def mark_inserted(self, node: Element) -> None:
        """Mark every run of a new piece as inserted."""
        for run in visible_runs(node):
            inserted = self.mark("ins")
            run.addprevious(inserted)
            inserted.append(run)

    def mark_cell_inserted(self, cell: Element) -> None:
        """Mark a cell of a new column as inserted, with what it says."""
        self.mark_inserted(cell)
        properties = child(cell, "tcPr")
        if properties is None:
            properties = element("tcPr")
            cell.insert(0, properties)
        properties.append(self.mark("cellIns"))

    def keep_look(self, cell: Element) -> None:
        """Remember how a cell is set before that is changed, if nobody has yet."""
        properties = child(cell, "tcPr")
        if properties is None or child(properties, "tcPrChange") is not None:
            return
        was = deepcopy(properties)
        for found in [found for found in was if found.tag in _CELL_REVISIONS]:
            was.remove(found)
        properties.append(self.mark("tcPrChange", was))

    def keep_grid(self, grid: Element) -> None:
        """Remember the widths of a table's columns before they are changed, if nobody has yet."""
        if child(grid, "tblGridChange") is not None:
            return
        self.last += 1
        change = element("tblGridChange", deepcopy(grid))
        change.set(f"{_W}id", str(self.last))
        grid.append(change)

    def _strike_all(self, node: Element, runs: Sequence[Element]) -> None:
        """Strike runs of a node, and leave no insertion behind that has nothing in it."""
        for run in runs:
            self._strike(run)
        for found in [found for found in node.iter(*INSERTED) if len(found) == 0]:
            take_out(found)

    def _strike(self, run: Element) -> None:
        """Mark a run as deleted; what only stood there as our own insertion goes away. What is no text stays."""
        _apart_from_text(run)
        if _own_insertion(run) is not None:
            take_out(run)
            return
        before = run.getprevious()
        for found in run.iter(T):
            found.tag = DEL_TEXT
        if before is not None and before.tag == f"{_W}del" and wattr(before, "author") == AUTHOR:
            before.append(run)
            return
        struck = self.mark("del")
        run.addprevious(struck)
        struck.append(run)


def _by_place(pieces: list[tuple[Element, str]]) -> list[list[tuple[Element, str]]]:
    """Runs with their texts, those together that stand in the same link or line: a link gets no words but its own."""
    return [list(found) for _, found in groupby(pieces, lambda piece: _place(piece[0]))]


def _place(run: Element) -> Element | None:
    inserted = _own_insertion(run)
    return (run if inserted is None else inserted).getparent()


def _apart_from_text(run: Element) -> None:
    """Put what a run holds besides text, a picture or a note, in runs of its own after it."""
    for found in reversed([inner for inner in run if inner.tag not in CONTENT and inner.tag not in _RUN_OWN]):
        look = run.find(RPR)
        run.addnext(element("r", *([deepcopy(look)] if look is not None else []), found))


def _own_insertion(run: Element) -> Element | None:
    inserted = next(run.iterancestors(*INSERTED), None)
    return inserted if wattr(inserted, "author") == AUTHOR else None


_CELL_REVISIONS = tuple(f"{_W}{name}" for name in ("cellIns", "cellDel", "cellMerge", "tcPrChange"))
_NUMBERED = tuple(
    f"{_W}{name}"
    for name in (
        "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tcPrChange", "trPrChange", "tblPrChange",
        "sectPrChange", "tblGridChange", "cellIns", "cellDel", "bookmarkStart", "commentRangeStart",
        "moveFromRangeStart",
        "moveToRangeStart", "customXmlInsRangeStart", "customXmlDelRangeStart", "permStart",
    )
)  # fmt: skip


def _run_like(run: Element, text: str) -> Element:
    look = run.find(RPR)
    return element("r", *([deepcopy(look)] if look is not None else []), *text_content(text))


def _take_back(node: Element) -> None:
    for found in list(node.iter(*INSERTED)):
        if wattr(found, "author") == AUTHOR:
            take_out(found)
    for found in list(node.iter(*DELETED)):
        if wattr(found, "author") == AUTHOR:
            for text in found.iter(DEL_TEXT):
                text.tag = T
            parent = found.getparent()
            if parent is not None:
                position = parent.index(found)
                parent[position : position + 1] = list(found)
