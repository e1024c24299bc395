"""A report's table as a Word table: header row repeated and marked, rows whole, a symbol and a word beside each colour.

Written as text and put into the text of the finished part: to make elements of thousands of rows, and to move them into
the part's tree, takes longer than all the rest of a report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from rsplan.documents.office.ooxml import DECLARED, NAMESPACES, Element, escaped, parse_fragment, text_xml
from rsplan.documents.templating.names import figure
from rsplan.documents.templating.values import Figure
from rsplan.documents.word.column_widths import STATUS_MARGIN, cell_look, columns_of
from rsplan.documents.word.draft import CaptionKind, Draft
from rsplan.documents.word.palette import palette_of
from rsplan.documents.word.styles import CAPTION, CELL, CELL_HEAD, CELL_NUMBER, TABLE, TABLE_NOTE
from rsplan.language.swedish import agree, digits, join_list, tidy
from rsplan.report.report import CellValue, Row, Status, Table

# A status after a right-aligned figure needs air between them.
_STATUS_MARGIN = f'<w:tcMar><w:left w:w="{STATUS_MARGIN}" w:type="dxa"/></w:tcMar>'

# A table that takes at most so much of a page, in twentieths of a point, stands on one; a longer one begins and ends
# with so many rows together, or with fewer that take as much, and keeps its sums with the row before.
_KEPT_TOGETHER, _FIRST, _LAST, _ENOUGH = 4_000, 3, 6, 2_800

_STRONG = "<w:rPr><w:b/></w:rPr>"
# What stands in a cell that has nothing to say.
EMPTY = "–"
# What the name of a counter in Word cannot hold.
_COUNTER = re.compile(r"\W+")
_STAND_IN = re.compile(rb"<(?:\w+:)?tbl(?: [^>]*)?><!--rsplan:(\d+)--></(?:\w+:)?tbl>")


def table_elements(draft: Draft, table: Table, width: int) -> list[Element]:
    """Caption and a stand-in for the table, which ``set_tables`` puts in its place. ``width`` is the text's, in
    twentieths of a point."""
    draft.tables.append(table_xml(draft, table, width))
    stand_in = f"<w:tbl><!--rsplan:{len(draft.tables) - 1}--></w:tbl>"
    written = draft.controls.block_xml(f"table:{table.id}", table.caption, stand_in)
    draft.findings += table.doubts
    note = [_note_element(draft, table.note)] if table.note else []
    return [caption_element(draft, "table", table.id, table.caption), parse_fragment(written), *note]


def set_tables(draft: Draft, part: str) -> None:
    """Write a part with the tables where their stand-ins are."""
    root = draft.package.tree(part)
    # A template of another program may call the namespace something else.
    usual = root.nsmap.get("w") == NAMESPACES["w"]

    def table(found: re.Match[bytes]) -> bytes:
        number = int(found[1])
        if number >= len(draft.tables):
            return found[0]  # the template's own
        written = draft.tables[number]
        return (written if usual else written.replace("<w:tbl>", f"<w:tbl {DECLARED}>", 1)).encode()

    text, count = _STAND_IN.subn(table, draft.package.part_bytes(part))
    if count:
        draft.package.write_part(part, text)


def _note_element(draft: Draft, text: str) -> Element:
    """What stands below a table: what its symbols mean."""
    style = draft.styles.paragraph(TABLE_NOTE)
    return parse_fragment(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r>{text_xml(text)}</w:r></w:p>')


def caption_element(draft: Draft, kind: CaptionKind, name: str, text: str) -> Element:
    """A caption with a number that Word counts: "Tabell 1. Uppdrag per målområde". ``name`` is the table's id."""
    label = draft.caption_label(kind)
    counted = f"SEQ {_COUNTER.sub('_', label)} \\* ARABIC"
    field = f'<w:fldSimple w:instr=" {counted} "><w:r><w:t>0</w:t></w:r></w:fldSimple>'
    told = text_xml(f". {draft.slots.clean(text)}")
    made = _caption(draft, f"<w:r>{text_xml(draft.slots.clean(f'{label} '))}</w:r>{field}<w:r>{told}</w:r>")
    draft.captions.setdefault((kind, name), made)
    return made


def further_caption(draft: Draft, text: str) -> Element:
    """The caption of a further piece of what has its number above the first one."""
    return _caption(draft, f"<w:r>{text_xml(draft.slots.clean(text))}</w:r>")


def _caption(draft: Draft, runs: str) -> Element:
    style = draft.styles.paragraph(CAPTION)
    return parse_fragment(f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:keepNext/></w:pPr>{runs}</w:p>')


def table_xml(draft: Draft, table: Table, width: int) -> str:
    """The table itself."""
    setter = _TableSetter(draft, table, width)
    value, last = ("06E0", 1) if table.total else ("06A0", 0)
    look = (
        f'<w:tblLook w:val="{value}" w:firstRow="1" w:lastRow="{last}" w:firstColumn="1" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/>'
    )
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in setter.widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{setter.style}"/>'
        f'<w:tblW w:w="{sum(setter.widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{look}<w:tblCaption w:val="{escaped(draft.slots.clean(table.caption))}"/>'
        f'<w:tblDescription w:val="{escaped(draft.slots.clean(description(table)))}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(setter.rows())}</w:tbl>"
    )


def description(table: Table) -> str:
    """The alternative text of a table."""
    columns = join_list([column.heading for column in table.columns])
    rows = len(table.rows)
    return f"Tabell med {digits(rows)} {agree(rows, 'rad', 'rader')}. Kolumner: {columns}."


def cell_text(value: object, kind: str) -> str:
    """A cell's text as a table shows it; an empty cell says with a dash that it is meant to be empty."""
    if isinstance(value, int):
        return digits(value)
    return (tidy(str(value)) if kind == "number" else str(value)) or EMPTY


class _TableSetter:
    """Writes one table's rows."""

    def __init__(self, draft: Draft, table: Table, width: int) -> None:
        self.draft, self.table = draft, table
        styles = draft.styles
        self.text, self.head, self.number = (styles.paragraph(name) for name in (CELL, CELL_HEAD, CELL_NUMBER))
        self.style = styles.table(TABLE)
        self.palette = palette_of(draft.package)
        look = cell_look(styles)
        self.columns = columns_of(table, look, width)
        self.widths = self.columns.widths
        if size := self.columns.size:
            looks = ((CELL, look.text), (CELL_HEAD, look.head), (CELL_NUMBER, look.number))
            self.text, self.head, self.number = (styles.sized(name, look.points(one, size)) for name, one in looks)
        self.runs: dict[tuple[str, int, bool], str] = {}

    def rows(self) -> Iterator[str]:
        """Every row: header, groups with their rows, sums."""
        yield self._header()
        count = left = len(self.table.rows)
        together = self.columns.height <= _KEPT_TOGETHER
        heights = self.columns.rows
        first, last = _together(heights[:_FIRST]), _together(heights[: -_LAST - 1 : -1])
        for group in self.table.groups:
            if group.heading:
                yield self._group(self.table.heading_cells(group))
            for row in group.rows:
                left -= 1
                below = self.table.total is not None or bool(self.table.note)
                edge = count - left < first or left < last
                kept = (left > 0 and (together or edge)) or (left == 0 and below)
                yield self._row(row, kept=kept)
        if self.table.total is not None:
            yield self._row(self.table.total, strong=True)

    def _header(self) -> str:
        cells = "".join(map(self._heading, range(len(self.widths))))
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"

    def _heading(self, number: int) -> str:
        column, width = self.table.columns[number], self.widths[number]
        margin = _STATUS_MARGIN if column.kind == "status" else ""
        side = '<w:jc w:val="right"/>' if column.kind == "number" else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{margin}</w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{self.head}"/><w:suppressAutoHyphens/>{side}</w:pPr>'
            f"{self._run(column.heading, number)}</w:p></w:tc>"
        )

    def _group(self, cells: Sequence[str]) -> str:
        made = "".join(self._group_cell(number, text) for number, text in enumerate(cells))
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{made}</w:tr>"

    def _group_cell(self, number: int, text: str) -> str:
        kind = self.table.columns[number].kind
        margin = _STATUS_MARGIN if kind == "status" else ""
        style = self.number if kind == "number" else self.text
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{self.widths[number]}" w:type="dxa"/>'
            f'<w:shd w:val="clear" w:color="auto" w:fill="{self.palette.group}"/>{margin}</w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:keepNext/><w:suppressAutoHyphens/></w:pPr>'
            f"{self._run(cell_text(text, kind), number, strong=True)}</w:p></w:tc>"
        )

    def _row(self, row: Row, *, strong: bool = False, kept: bool = False) -> str:
        facts = row.facts or ("",) * len(row.cells)
        cells = "".join(
            self._cell(number, value, fact, strong=strong, kept=kept)
            for number, (value, fact) in enumerate(zip(row.cells, facts, strict=True))
        )
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"

    def _cell(self, number: int, value: CellValue, fact: str, *, strong: bool, kept: bool) -> str:
        column, width = self.table.columns[number], self.widths[number]
        style = self.number if column.kind == "number" else self.text
        shade = _STATUS_MARGIN if column.kind == "status" else ""
        if isinstance(value, Status) and value.member in self.palette.tints:
            shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{self.palette.tints[value.member]}"/>{shade}'
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{"<w:keepNext/>" if kept else ""}'
            # A word that has no room has soft hyphens; one that has room is not cut to fill a line.
            "<w:suppressAutoHyphens/></w:pPr>"
            f"{self._content(number, value, fact, strong=strong)}</w:p></w:tc>"
        )

    def _content(self, number: int, value: CellValue, fact: str, *, strong: bool) -> str:
        found = figure(self.draft.report, fact) if isinstance(value, int) and fact in self.draft.report.facts else None
        if isinstance(value, int) and isinstance(found, Figure):
            shown = _as_shown(found, value)
            control = self.draft.controls.figure_xml(shown, digits(value))
            return control.replace("<w:r>", f"<w:r>{_STRONG}") if strong else control
        return self._run(cell_text(value, self.table.columns[number].kind), number, strong=strong)

    def _run(self, text: str, number: int = -1, *, strong: bool = False) -> str:
        """A run; where its column has too little room for a word, the word has soft hyphens."""
        # The columns of a long table say the same few words again and again.
        if (written := self.runs.get((text, number, strong))) is None:
            written = self.runs[text, number, strong] = self._written(text, number, strong=strong)
        return written

    def _written(self, text: str, number: int, *, strong: bool) -> str:
        pieces = self.columns.pieces(number, self.draft.slots.clean(text) or EMPTY)
        content = "<w:softHyphen/>".join(map(text_xml, pieces))
        return f"<w:r>{_STRONG if strong else ''}{content}</w:r>" if content else ""


def _together(heights: Sequence[int]) -> int:
    """How many of some rows it takes until they are high enough, or all of them."""
    sums = enumerate(accumulate(heights), start=1)
    return next((number for number, height in sums if height >= _ENOUGH), len(heights))


def _as_shown(fact: Figure, value: int) -> Figure:
    return fact if int(fact) == value else Figure(value, fact.expression, fact.facts, label=fact.label)
