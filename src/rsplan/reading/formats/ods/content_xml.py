"""The cells of an OpenDocument spreadsheet straight from its XML, read independently of calamine.

After OpenDocument 1.3 part 3. Lives in the child process.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.parsers import expat

from rsplan.findings import codes
from rsplan.reading.formats.ods.styles import Styles, areas_of, condition, icon_set
from rsplan.reading.looks import PLAIN, Condition, Looks, inside
from rsplan.reading.refusal import RefusedError
from rsplan.reading.verifying.differences import days_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rsplan.reading.looks import Area

MOST_CELLS = 3_000_000
MOST_ROWS = 1_048_576
_NUMBERS = ("float", "percentage", "currency")
# What is repeated more often than this is the empty rest of the sheet.
_MOST_REPEATED = 5_000
_MOST_AREAS = 1_000
_PICTURES = ("draw:frame", "draw:custom-shape")
_NOT_THE_VALUE = ("office:annotation", "draw:frame", "draw:custom-shape", "table:shapes", "office:forms")


class TableScan:
    """One table: its looks, its filled cells as text, number, bool or ISO date, and its hidden rows. All from 0."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.cells: dict[tuple[int, int], object] = {}
        self.errors: dict[tuple[int, int], str] = {}
        self.dates: set[tuple[int, int]] = set()
        self.hidden_rows: list[int] = []
        self.filtered = False
        self.hidden = False
        self.looks = Looks()


def tables(data: bytes) -> list[TableScan]:
    """The tables in their order."""
    handler = _Handler()
    archive = zipfile.ZipFile(BytesIO(data))
    if "styles.xml" in archive.namelist():
        _parse(archive, "styles.xml", handler)
    _parse(archive, "content.xml", handler)
    return handler.tables


def _parse(archive: zipfile.ZipFile, part: str, handler: _Handler) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    parser.EntityDeclHandler = _refuse_entity
    try:
        with archive.open(part) as stream:
            parser.ParseFile(stream)
    except (expat.ExpatError, KeyError) as error:
        raise RefusedError(codes.FILE_DAMAGED, value=f"{part}: {error}") from error


def _refuse_entity(name: str, *_: object) -> None:
    raise RefusedError(codes.FORBIDDEN_XML, detail=f"entiteten {name}")


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
        self._spans: list[bool] = []
        self._struck, self._unstruck = False, list[str]()
        self._skipping = 0
        self._depth = 0
        self._count = 0
        self._style = ""
        self._hidden_styles: set[str] = set()
        self._styles = Styles()
        self._row_style = ""
        self._column_styles: list[tuple[int, int, str]] = []
        self._next_column = 0
        self._level = 0
        self._mapped: dict[str, list[Area]] = {}
        self._areas: tuple[Area, ...] = ()
        self._icons: tuple[str, list[tuple[str, str]]] = ("", [])

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._skipping or tag in _NOT_THE_VALUE:
            self._skipping += 1
            if tag in _PICTURES and self._in_cell:
                self._take_picture(attributes)
        elif tag == "table:table":
            self._depth += 1
            if self._depth == 1:
                self._start_table(attributes)
        elif self._depth == 1:
            self._start_inside(tag, attributes)
        else:
            self._styles.start(tag, attributes)
            if tag == "style:style":
                self._style = attributes.get("style:name", "")
            elif tag == "style:table-properties" and attributes.get("table:display") == "false":
                self._hidden_styles.add(self._style)

    def _start_table(self, attributes: dict[str, str]) -> None:
        self.tables.append(TableScan(attributes.get("table:name", "")))
        self.tables[-1].hidden = attributes.get("table:style-name") in self._hidden_styles
        self._row = self._next_column = self._level = 0
        self._column_styles, self._mapped = [], {}

    def _start_inside(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table-row":
            self._row_repeats = _repeats(attributes, "table:number-rows-repeated")
            self._column = 0
            self._row_style = attributes.get("table:default-cell-style-name", "")
            self._note_visibility(attributes.get("table:visibility", ""))
            if self._level:
                rows = range(self._row, min(self._row + self._row_repeats, self._row + _MOST_REPEATED))
                self.tables[-1].looks.levels.update(dict.fromkeys(rows, self._level))
        elif tag == "table:table-column":
            self._take_column(attributes)
        elif tag == "table:table-row-group":
            self._level += 1
        elif tag.startswith("calcext:"):
            self._take_condition(tag, attributes)
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._cell, self._in_cell = attributes, True
            self._cell_repeats = _repeats(attributes, "table:number-columns-repeated")
            self._parts, self._paragraphs = [], 0
            self._spans, self._struck, self._unstruck = [], False, []
        elif self._in_cell:
            self._start_text(tag, attributes)

    def _start_text(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "text:p":
            self._parts.extend(["\n"] if self._paragraphs else [])
            self._paragraphs += 1
        elif tag == "text:span":
            self._spans.append(self._styles.strikes(attributes.get("text:style-name", "")))
        elif tag == "text:s":
            self._parts.append(" " * _repeats(attributes, "text:c"))
        elif tag in ("text:tab", "text:line-break"):
            self._parts.append("\t" if tag == "text:tab" else "\n")

    def end(self, tag: str) -> None:
        if self._skipping:
            self._skipping -= 1
        elif tag == "table:table":
            if self._depth == 1:
                self._end_table()
            self._depth -= 1
        elif self._depth != 1:
            return
        elif tag == "text:span" and self._spans:
            self._spans.pop()
        elif tag == "table:table-row-group":
            self._level -= 1
        elif tag == "calcext:icon-set":
            name, entries = self._icons
            self._add_condition(icon_set(name, entries, self._areas, self._priority()))
        elif tag == "table:table-row":
            self._row += self._row_repeats
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._end_cell()

    def text(self, text: str) -> None:
        if self._in_cell and self._paragraphs and not self._skipping:
            self._parts.append(text)
            if text.strip():
                self._struck = self._struck or any(self._spans)
                self._unstruck += [] if any(self._spans) else [text]

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
        self._take_look()
        if self._struck:
            self.tables[-1].looks.strike(self._row, self._column, left="".join(self._unstruck))
        self._column += self._cell_repeats

    # --- looks --------------------------------------------------------------------------------------------------

    def _take_column(self, attributes: dict[str, str]) -> None:
        first = self._next_column
        self._next_column += _repeats(attributes, "table:number-columns-repeated")
        self._column_styles.append((first, self._next_column, attributes.get("table:default-cell-style-name", "")))
        if attributes.get("table:visibility") in ("collapse", "filter"):
            last = min(self._next_column, first + _MOST_REPEATED)
            self.tables[-1].looks.hidden_columns.update(range(first, last))

    def _take_look(self) -> None:
        """The look of a cell: by its own style, else by its row's, else by its column's."""
        name = self._cell.get("table:style-name") or self._row_style
        columns = range(self._column, self._column + min(self._cell_repeats, _MOST_REPEATED))
        styles = [name] * len(columns) if name else [self._column_style(column) for column in columns]
        rows = range(self._row, self._row + min(self._row_repeats, _MOST_REPEATED))
        for style in dict.fromkeys(styles):
            if style and self._styles.maps(style):
                at = [column for column, own in zip(columns, styles, strict=True) if own == style]
                self._mapped.setdefault(style, []).append((rows[0], at[0], rows[-1], at[-1]))
        for column, style in zip(columns, styles, strict=True):
            if (look := self._styles.look(style)) != PLAIN:
                self._count += len(rows)
                if self._count > MOST_CELLS:
                    raise RefusedError(codes.FAR_OFF_CELL, rows=rows[-1] + 1, columns=column + 1)
                self.tables[-1].looks.cells.update(dict.fromkeys(((row, column) for row in rows), look))
            if self._styles.is_bold(style) and self._has_text():
                self.tables[-1].looks.bold.update((row, column) for row in rows)

    def _has_text(self) -> bool:
        return any(map(str.strip, self._parts))

    def _column_style(self, column: int) -> str:
        return next((style for first, end, style in self._column_styles if first <= column < end), "")

    def _take_picture(self, attributes: dict[str, str]) -> None:
        found = areas_of(attributes.get("table:end-cell-address", ""))
        last = found[0][2:] if found else (self._row, self._column)
        corners = max(self._row, last[0]), max(self._column, last[1])
        self.tables[-1].looks.pictures.append((self._row, self._column, *corners))

    def _take_condition(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "calcext:conditional-format":
            self._areas = areas_of(attributes.get("calcext:target-range-address", ""))
        elif tag == "calcext:condition":
            look = self._styles.look_of_rule(attributes.get("calcext:apply-style-name", ""))
            said, base = (attributes.get(f"calcext:{name}", "") for name in ("value", "base-cell-address"))
            if self._areas:
                self._add_condition(condition(said, self._areas, base, look, self._priority()))
        elif tag == "calcext:icon-set":
            self._icons = (attributes.get("calcext:icon-set-type", ""), [])
        elif tag == "calcext:formatting-entry":
            self._icons[1].append((attributes.get("calcext:type", ""), attributes.get("calcext:value", "")))
        elif tag == "calcext:date-is" and self._areas:
            self._add_condition(Condition(self._areas, "timePeriod", self._priority()))

    def _priority(self) -> int:
        return len(self.tables[-1].looks.conditions)

    def _add_condition(self, rule: Condition) -> None:
        self.tables[-1].looks.conditions.append(rule)

    def _end_table(self) -> None:
        """Rules that stand in the cells' styles, where the document has no others: LibreOffice writes both."""
        covered = [area for rule in self.tables[-1].looks.conditions for area in rule.areas]
        for style, areas in self._mapped.items():
            if all(inside(covered, area[0], area[1]) for area in areas):
                continue
            for start in range(0, len(areas), _MOST_AREAS):
                some = tuple(areas[start : start + _MOST_AREAS])
                for said, applied, base in self._styles.maps(style):
                    look = self._styles.look_of_rule(applied)
                    self._add_condition(condition(said, some, base, look, self._priority()))

    def _keep(self, value: object) -> None:
        self._count += self._row_repeats * self._cell_repeats
        if self._count > MOST_CELLS:
            raise RefusedError(
                codes.FAR_OFF_CELL, rows=self._row + self._row_repeats, columns=self._column + self._cell_repeats
            )
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
