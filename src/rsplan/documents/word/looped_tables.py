"""Tables of a template whose rows are repeated: a short one stands on a page, a long one begins and ends with enough.

A loop over rows stands in a grid of its author's, who cannot know how many rows there will be. The table is marked
where the tags give way, and its rows are kept when they are there; the mark goes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rsplan.documents.office.ooxml import PPR, TBL, TC, TR, Element, P, T, child, element, qname, wattr, whole_number

_MARK = "{urn:rsplan}repeated"
_KEPT, _HEADER = qname("w:keepNext"), qname("w:tblHeader")
# So many lines stand on one page together; a longer table keeps so many at its beginning and at its end.
_SHORT, _EDGE = 12, 4
_HEADS = 2  # rows above the first repeated one that are its headings
_WHOLE = 25  # a row of so many lines is not parted: a higher one might find no page that holds it
_LETTER, _CELL = 95, 2_000  # about how wide a letter is, and a cell that does not say, in twentieths of a point


def mark_repeated(row: Element) -> None:
    """Say of the table of a row that its rows are repeated. What stands above them are its headings, also where the
    author has not said so: a screen reader asks for them, and the next page has them again."""
    table = next(row.iterancestors(TBL), None)
    if table is None:
        return
    table.set(_MARK, "1")
    above = list(row.itersiblings(TR, preceding=True))
    if len(above) <= _HEADS and table.find(f"./{TR}//{_HEADER}") is None:
        for heading in above:
            _properties(heading).append(element("tblHeader"))


def is_repeated(table: Element) -> bool:
    """Whether the rows of a table are repeated: before ``keep_repeated``."""
    return table.get(_MARK) is not None


def keep_repeated(root: Element) -> None:
    """Keep the rows of the tables that have been marked."""
    for table in root.iter(TBL):
        if not is_repeated(table):
            continue
        del table.attrib[_MARK]
        rows = table.findall(TR)
        lines = [_lines(row) for row in rows]
        for row, needed in zip(rows, lines, strict=True):
            if needed <= _WHOLE:
                _hold_together(row)
        for row in _kept(rows, lines):
            for paragraph in row.iter(P):
                _keep(paragraph)


def _kept(rows: Sequence[Element], lines: Sequence[int]) -> Iterator[Element]:
    """The rows that stay with the one after them."""
    whole = sum(lines) <= _SHORT
    for at, row in enumerate(rows[:-1]):
        begins = row.find(f".//{_HEADER}") is not None or sum(lines[: at + 1]) <= _EDGE
        if whole or begins or sum(lines[at + 1 :]) < _EDGE:
            yield row


def _lines(row: Element) -> int:
    """About how many lines a row takes: those of its longest cell."""
    return max((_lines_of(cell) for cell in row.iterfind(TC)), default=1)


def _lines_of(cell: Element) -> int:
    width = whole_number(wattr(child(cell, "tcPr", "tcW"), "w"), _CELL) or _CELL
    letters = [sum(len(text.text or "") for text in paragraph.iter(T)) for paragraph in cell.iter(P)]
    return sum(max(1, -(-count * _LETTER // width)) for count in letters) or 1


def _hold_together(row: Element) -> None:
    """A row goes to the next page whole."""
    properties = _properties(row)
    if child(properties, "cantSplit") is None:
        properties.append(element("cantSplit"))


def _properties(row: Element) -> Element:
    properties = child(row, "trPr")
    if properties is None:
        properties = element("trPr")
        # Only exceptions from the table's properties come before.
        row.insert(int(child(row, "tblPrEx") is not None), properties)
    return properties


def _keep(paragraph: Element) -> None:
    if (properties := paragraph.find(PPR)) is None:
        properties = element("pPr")
        paragraph.insert(0, properties)
    if properties.find(_KEPT) is None:
        properties.insert(int(child(properties, "pStyle") is not None), element("keepNext"))
