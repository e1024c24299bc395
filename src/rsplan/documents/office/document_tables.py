"""The tables and paragraphs of any Word file as texts: what is seen, not how it is set. Deleted text is not seen."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import count

from rsplan.documents.office.ooxml import BR, TAB, TBL, TC, TR, Element, P, T, child, wattr, whole_number
from rsplan.documents.office.package import Package
from rsplan.plan.grids import DocumentTables, Grid

_W = P[:-1]
_BREAKS = {TAB, BR, _W + "cr"}
_NO_BREAK_HYPHEN = _W + "noBreakHyphen"
# What holds blocks without being one: controls, their content, and marks of what somebody has inserted.
_HOLDERS = {_W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "body")}
_GONE = {_W + name for name in ("del", "moveFrom", "sdtPr")}
_WIDEST = 1_000


def document_tables(package: Package, known: Collection[Element] = ()) -> DocumentTables:
    """Every table of a document's body but the ``known``, those within cells too, in the order of their beginnings.

    The known ones count where tables are numbered.
    """
    grids: list[Grid] = []
    paragraphs: list[tuple[str, str]] = []
    numbers, above = count(1), ""
    for block in _blocks(package.tree(package.main)):
        if block.tag == TBL:
            found = list(_grids(block, above, numbers))
            grids += [] if block in known else found
        elif text := text_seen(block):
            paragraphs.append((f"stycke {len(paragraphs) + 1}", text))
            above = text
    return DocumentTables(package.name, tuple(grids), tuple(paragraphs))


def text_seen(element: Element) -> str:
    """The text that a reader sees in a paragraph or a cell; a break is a space."""
    pieces: list[str] = []
    _gather(element, pieces)
    return " ".join("".join(pieces).split())


def _gather(element: Element, pieces: list[str]) -> None:
    for part in element:
        if part.tag == T:
            pieces.append(part.text or "")
        elif part.tag in _BREAKS:
            pieces.append(" ")
        elif part.tag == _NO_BREAK_HYPHEN:
            pieces.append("-")
        elif part.tag not in _GONE and part.tag != TBL:
            _gather(part, pieces)
            if part.tag == P:
                pieces.append("\n")


def _blocks(holder: Element) -> Iterator[Element]:
    """The paragraphs and tables of a body, controls and insertions opened."""
    for part in holder:
        if part.tag in (P, TBL):
            yield part
        elif part.tag in _HOLDERS:
            yield from _blocks(part)


def _grids(table: Element, heading: str, numbers: Iterator[int]) -> Iterator[Grid]:
    """A table, then those in its cells."""
    number = next(numbers)
    rows = [_cells(row) for row in _within(table, TR) if not _is_deleted(row)]
    width = max(map(len, rows), default=0)
    texts = tuple(tuple(row + [""] * (width - len(row))) for row in rows)
    places = tuple(
        tuple(f"tabell {number}, rad {line}, kolumn {column}" for column in range(1, width + 1))
        for line in range(1, len(rows) + 1)
    )
    yield Grid(heading, texts, places)
    for inner in table.iterdescendants(TBL):
        if next(inner.iterancestors(TBL)) is table:
            yield from _grids(inner, heading, numbers)


def _within(holder: Element, tag: str) -> Iterator[Element]:
    """The rows of a table, or the cells of a row, also those in a control."""
    for part in holder:
        if part.tag == tag:
            yield part
        elif part.tag in _HOLDERS:
            yield from _within(part, tag)


def _cells(row: Element) -> list[str]:
    texts = [""] * _spanned(child(row, "trPr"), "gridBefore")
    for cell in _within(row, TC):
        properties = child(cell, "tcPr")
        merged = None if properties is None else child(properties, "vMerge")
        below = merged is not None and wattr(merged) != "restart"
        texts += ["" if below else text_seen(cell), *[""] * (_spanned(properties, "gridSpan", 1) - 1)]
    return texts[:_WIDEST]


def _spanned(properties: Element | None, name: str, otherwise: int = 0) -> int:
    found = None if properties is None else child(properties, name)
    return min(_WIDEST, max(otherwise, whole_number(wattr(found), otherwise)))


def _is_deleted(row: Element) -> bool:
    properties = child(row, "trPr")
    return properties is not None and child(properties, "del") is not None
