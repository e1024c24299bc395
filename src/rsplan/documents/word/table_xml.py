"""A report's table as a Word table: header row repeated and marked, rows whole, a symbol and a word beside each colour.

Written as text and parsed once, which for thousands of rows is many times faster than making elements one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rsplan.documents.office.ooxml import Element, escaped, parse_fragment, text_xml
from rsplan.documents.templating.names import figure
from rsplan.documents.templating.values import Figure
from rsplan.documents.word.draft import Draft
from rsplan.documents.word.styles import CAPTION, CELL, CELL_HEAD, CELL_NUMBER, TABLE
from rsplan.language.swedish import digits, join_list, tidy
from rsplan.report.report import CellValue, Column, Row, Status, Table

# Light enough that black text on them has a contrast above 15:1, and different in grey.
FILLS = {
    "green": "D5EBDA", "yellow": "FFF3C9", "red": "F3CFC9", "no_data": "ECECEC", "unknown": "E3DDF0",
    "completed": "D5EBDA", "delayed": "F3CFC9",
}  # fmt: skip
_GROUP_FILL = "EEF2F4"

# A status after a right-aligned figure needs air between them.
_STATUS_MARGIN = '<w:tcMar><w:left w:w="170" w:type="dxa"/></w:tcMar>'

# A table of at most so many rows stands on one page; a longer one keeps its sums with the row before.
_KEPT_TOGETHER = 12

# Widths of bold letters in shares of their size, at the size of the table's text: rather too much than too little.
_POINTS, _NARROW, _USUAL, _BROAD = 9.5, 0.36, 0.56, 0.88


def table_elements(draft: Draft, table: Table, width: int) -> list[Element]:
    """Caption and table. ``width`` is the text's, in twentieths of a point."""
    written = draft.controls.block_xml(f"table:{table.id}", table.caption, table_xml(draft, table, width))
    return [caption_element(draft, "Tabell", table.caption), parse_fragment(written)]


def caption_element(draft: Draft, label: str, text: str) -> Element:
    """A caption with a number that Word counts: "Tabell 1. Uppdrag per målområde"."""
    field = f'<w:fldSimple w:instr=" SEQ {label} \\* ARABIC "><w:r><w:t>0</w:t></w:r></w:fldSimple>'
    return parse_fragment(
        f'<w:p><w:pPr><w:pStyle w:val="{draft.styles.paragraph(CAPTION)}"/><w:keepNext/></w:pPr>'
        f"<w:r>{text_xml(f'{label} ')}</w:r>{field}<w:r>{text_xml(f'. {draft.slots.clean(text)}')}</w:r></w:p>"
    )


def table_xml(draft: Draft, table: Table, width: int) -> str:
    """The table itself."""
    setter = _TableSetter(draft, table, column_widths(table, width))
    value, last = ("0660", 1) if table.total else ("0620", 0)
    look = (
        f'<w:tblLook w:val="{value}" w:firstRow="1" w:lastRow="{last}" w:firstColumn="0" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/>'
    )
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in setter.widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{draft.styles.table(TABLE)}"/>'
        f'<w:tblW w:w="{sum(setter.widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{look}<w:tblCaption w:val="{escaped(draft.slots.clean(table.caption))}"/>'
        f'<w:tblDescription w:val="{escaped(draft.slots.clean(description(table)))}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(setter.rows())}</w:tbl>"
    )


def description(table: Table) -> str:
    """The alternative text of a table."""
    columns = join_list([column.heading for column in table.columns])
    return f"Tabell med {len(table.rows)} rader. Kolumner: {columns}."


def column_widths(table: Table, width: int) -> list[int]:
    """The columns' widths, together exactly the width: what each wants, but never too narrow for its longest word."""
    least = [_least_width(table, number) for number in range(len(table.columns))]
    texts = [number for number, column in enumerate(table.columns) if column.kind == "text"]
    return fitted([column.width for column in table.columns], least, width, texts)


def fitted(wanted: Sequence[int], least: Sequence[int], width: int, texts: Iterable[int]) -> list[int]:
    """Widths that are together exactly the width: each has its least, and what is left goes to those that want more.

    Where not even the least fits, the columns of text give way first, down to a fifth of the table, then all do.
    """
    needed = list(least)
    for number in texts:
        needed[number] -= max(0, min(sum(needed) - width, needed[number] - width // 5))
    spare = width - sum(needed)
    if spare <= 0:
        widths = [one * width // sum(needed) for one in needed]
    else:
        more = [max(0.0, want * width / sum(wanted) - one) for want, one in zip(wanted, needed, strict=True)]
        shares = more if sum(more) else [1.0] * len(more)
        widths = [one + int(spare * share / sum(shares)) for one, share in zip(needed, shares, strict=True)]
    widths[widths.index(max(widths))] += width - sum(widths)
    return widths


def _least_width(table: Table, number: int) -> int:
    """A width that holds the longest word of a column's heading and of its texts, by the letters' usual widths."""
    column = table.columns[number]
    words = column.heading.split()
    if column.kind == "status":
        words += {str(row.cells[number]) for row in table.rows}
    if column.kind == "text":
        words += {word for row in table.rows for word in str(row.cells[number]).replace("-", "- ").split()}
    return width_of(words)


def width_of(words: Iterable[str]) -> int:
    """A width that holds the longest of some words on a line of its own."""
    return 200 + round(_POINTS * 20 * max(map(_breadth, words), default=0))


def _breadth(word: str) -> float:
    return sum(
        _NARROW if letter in "iljtfrI.,:;|!()-" else _BROAD if letter in "mwMWGOÖÅÄ%◐●○" else _USUAL for letter in word
    )


class _TableSetter:
    """Writes one table's rows."""

    def __init__(self, draft: Draft, table: Table, widths: list[int]) -> None:
        self.draft, self.table, self.widths = draft, table, widths
        styles = draft.styles
        self.text, self.head, self.number = (styles.paragraph(name) for name in (CELL, CELL_HEAD, CELL_NUMBER))

    def rows(self) -> Iterator[str]:
        """Every row: header, groups with their rows, sums."""
        yield self._header()
        together = len(self.table.rows) <= _KEPT_TOGETHER
        left = len(self.table.rows)
        for group in self.table.groups:
            if group.heading:
                yield self._group(group.heading)
            for row in group.rows:
                left -= 1
                kept = (together and left > 0) or (left == 0 and self.table.total is not None)
                yield self._row(row, kept=kept)
        if self.table.total is not None:
            yield self._row(self.table.total, strong=True)

    def _header(self) -> str:
        cells = "".join(map(self._heading, self.table.columns, self.widths))
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"

    def _heading(self, column: Column, width: int) -> str:
        margin = _STATUS_MARGIN if column.kind == "status" else ""
        side = '<w:jc w:val="right"/>' if column.kind == "number" else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{margin}</w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{self.head}"/>{side}</w:pPr>{self._run(column.heading)}</w:p></w:tc>'
        )

    def _group(self, heading: str) -> str:
        return (
            f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{sum(self.widths)}" w:type="dxa"/>'
            f'<w:gridSpan w:val="{len(self.widths)}"/>'
            f'<w:shd w:val="clear" w:color="auto" w:fill="{_GROUP_FILL}"/></w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{self.text}"/><w:keepNext/></w:pPr>{self._run(heading, strong=True)}</w:p>'
            "</w:tc></w:tr>"
        )

    def _row(self, row: Row, *, strong: bool = False, kept: bool = False) -> str:
        facts = row.facts or ("",) * len(row.cells)
        cells = "".join(
            self._cell(column, width, value, fact, strong=strong, kept=kept)
            for column, width, value, fact in zip(self.table.columns, self.widths, row.cells, facts, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"

    def _cell(self, column: Column, width: int, value: CellValue, fact: str, *, strong: bool, kept: bool) -> str:
        style = self.number if column.kind == "number" else self.text
        shade = _STATUS_MARGIN if column.kind == "status" else ""
        if isinstance(value, Status) and value.member in FILLS:
            shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{FILLS[value.member]}"/>{shade}'
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{"<w:keepNext/>" if kept else ""}</w:pPr>'
            f"{self._content(column, value, fact, strong=strong)}</w:p></w:tc>"
        )

    def _content(self, column: Column, value: CellValue, fact: str, *, strong: bool) -> str:
        found = figure(self.draft.report, fact) if isinstance(value, int) and fact in self.draft.report.facts else None
        if isinstance(value, int) and isinstance(found, Figure):
            shown = _as_shown(found, value)
            control = self.draft.controls.figure_xml(shown, digits(value))
            return control.replace("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>") if strong else control
        text = digits(value) if isinstance(value, int) else str(value)
        return self._run(tidy(text) if column.kind == "number" else text, strong=strong)

    def _run(self, text: str, *, strong: bool = False) -> str:
        content = text_xml(self.draft.slots.clean(text))
        return f"<w:r>{'<w:rPr><w:b/></w:rPr>' if strong else ''}{content}</w:r>" if content else ""


def _as_shown(fact: Figure, value: int) -> Figure:
    return fact if int(fact) == value else Figure(value, fact.expression, fact.facts, label=fact.label)
