"""The cells of an OpenDocument spreadsheet straight from its XML, read independently of calamine.

After OpenDocument 1.3 part 3. Lives in the child process.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.parsers import expat

from rsplan.reading.refusal import RefusedError
from rsplan.reading.verifying.differences import days_of

MOST_CELLS = 3_000_000
MOST_ROWS = 1_048_576
_NUMBERS = ("float", "percentage", "currency")
_NOT_THE_VALUE = ("office:annotation", "draw:frame", "draw:custom-shape", "table:shapes", "office:forms")


class TableScan:
    """One table: its filled cells as text, number, bool or ISO date, and its hidden rows. All from 0."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.cells: dict[tuple[int, int], object] = {}
        self.errors: dict[tuple[int, int], str] = {}
        self.dates: set[tuple[int, int]] = set()
        self.hidden_rows: list[int] = []
        self.filtered = False
        self.hidden = False


def tables(data: bytes) -> list[TableScan]:
    """The tables in their order."""
    handler = _Handler()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    parser.EntityDeclHandler = _refuse_entity
    archive = zipfile.ZipFile(BytesIO(data))
    try:
        with archive.open("content.xml") as stream:
            parser.ParseFile(stream)
    except (expat.ExpatError, KeyError) as error:
        raise RefusedError("RSP118", value=f"content.xml: {error}") from error
    return handler.tables


def _refuse_entity(name: str, *_: object) -> None:
    raise RefusedError("RSP117", detail=f"entiteten {name}")


class _Handler:
    """Where in the document the parser is. Empty rows and cells, repeated a million times, are only counted."""

    def __init__(self) -> None:
        self.tables: list[TableScan] = []
        self._row = self._column = 0
        self._row_repeats = self._cell_repeats = 1
        self._cell: dict[str, str] = {}
        self._in_cell = False
        self._parts: list[str] = []
        self._paragraphs = 0
        self._skipping = 0
        self._depth = 0
        self._count = 0
        self._style = ""
        self._hidden_styles: set[str] = set()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._skipping or tag in _NOT_THE_VALUE:
            self._skipping += 1
        elif tag == "table:table":
            self._depth += 1
            if self._depth == 1:
                self._start_table(attributes)
        elif self._depth == 1:
            self._start_inside(tag, attributes)
        elif tag == "style:style":
            self._style = attributes.get("style:name", "")
        elif tag == "style:table-properties" and attributes.get("table:display") == "false":
            self._hidden_styles.add(self._style)

    def _start_table(self, attributes: dict[str, str]) -> None:
        self.tables.append(TableScan(attributes.get("table:name", "")))
        self.tables[-1].hidden = attributes.get("table:style-name") in self._hidden_styles
        self._row = 0

    def _start_inside(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table-row":
            self._row_repeats = _repeats(attributes, "table:number-rows-repeated")
            self._column = 0
            self._note_visibility(attributes.get("table:visibility", ""))
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._cell, self._in_cell = attributes, True
            self._cell_repeats = _repeats(attributes, "table:number-columns-repeated")
            self._parts, self._paragraphs = [], 0
        elif self._in_cell:
            self._start_text(tag, attributes)

    def _start_text(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "text:p":
            self._parts.extend(["\n"] if self._paragraphs else [])
            self._paragraphs += 1
        elif tag == "text:s":
            self._parts.append(" " * _repeats(attributes, "text:c"))
        elif tag in ("text:tab", "text:line-break"):
            self._parts.append("\t" if tag == "text:tab" else "\n")

    def end(self, tag: str) -> None:
        if self._skipping:
            self._skipping -= 1
        elif tag == "table:table":
            self._depth -= 1
        elif self._depth != 1:
            return
        elif tag == "table:table-row":
            self._row += self._row_repeats
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._end_cell()

    def text(self, text: str) -> None:
        if self._in_cell and self._paragraphs and not self._skipping:
            self._parts.append(text)

    def _note_visibility(self, visibility: str) -> None:
        if visibility in ("collapse", "filter"):
            table = self.tables[-1]
            table.hidden_rows.extend(range(self._row, min(self._row + self._row_repeats, MOST_ROWS)))
            table.filtered = table.filtered or visibility == "filter"

    def _end_cell(self) -> None:
        self._in_cell = False
        value = _value(self._cell, "".join(self._parts))
        if value is not None:
            self._keep(value)
        self._column += self._cell_repeats

    def _keep(self, value: object) -> None:
        self._count += self._row_repeats * self._cell_repeats
        if self._count > MOST_CELLS:
            raise RefusedError("RSP124", rows=self._row + self._row_repeats, columns=self._column + self._cell_repeats)
        table = self.tables[-1]
        is_error = "".join(self._parts).startswith(("#", "Err:")) and "table:formula" in self._cell
        for row in range(self._row, self._row + self._row_repeats):
            for column in range(self._column, self._column + self._cell_repeats):
                if is_error:
                    table.errors[row, column] = "".join(self._parts)
                else:
                    table.cells[row, column] = value
                    if self._cell.get("office:value-type") == "date":
                        table.dates.add((row, column))


def _repeats(attributes: dict[str, str], name: str) -> int:
    said = attributes.get(name, "1")
    return min(max(1, int(said)), MOST_ROWS) if said.isdecimal() and len(said) < 10 else 1


def _value(cell: dict[str, str], text: str) -> object:
    kind = cell.get("office:value-type", "")
    if kind in _NUMBERS:
        return float(cell.get("office:value") or "nan")
    if kind == "boolean":
        return cell.get("office:boolean-value") == "true"
    if kind == "date":
        return cell.get("office:date-value", "")
    if kind == "time":
        said = cell.get("office:time-value", "")
        days = days_of(said)
        return said if days is None else days
    said = cell.get("office:string-value", text) or text
    return said if said.strip() else None
