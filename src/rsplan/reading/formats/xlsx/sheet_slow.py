"""The thorough way through a worksheet's XML: a parser, for whatever the quick way does not expect.

Lives in the child process.
"""

from __future__ import annotations

import re
from collections import Counter
from xml.parsers import expat

from rsplan.findings import codes
from rsplan.reading.refusal import RefusedError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO

    from rsplan.reading.formats.xlsx.package import WorkbookParts
    from rsplan.reading.formats.xlsx.sheet_count import Content, Count, SheetScan

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.IGNORECASE)
_TRUE = ("1", "true")


def scan_slowly(package: WorkbookParts, part: str, count: Count) -> SheetScan:
    """The scan of a worksheet, however its XML is written."""
    contents: Counter[tuple[int, Content]] = Counter()

    def keep(row: int, column: int, content: Content) -> None:
        contents[column, content] += 1
        count.name(row, column, content)
        if content[2] is not None or content[3] is not None:
            count.scan.last_row = max(count.scan.last_row, row)

    with package.open(part) as stream:
        walk(stream, keep, count.scan)
    for (column, content), number in contents.items():
        count.add(column, content, number)
    return count.finished()


def walk(stream: IO[bytes], keep: Callable[[int, int, Content], None], scan: SheetScan) -> None:
    """Give every cell to ``keep``, and note hidden rows, filters and merges in the scan."""
    handler = _Handler(keep, scan)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    parser.EntityDeclHandler = _refuse_entity
    try:
        parser.ParseFile(stream)
    except expat.ExpatError as error:
        raise RefusedError(codes.FILE_DAMAGED, value=f"bladets XML: {error}") from error


def _refuse_entity(name: str, *_: object) -> None:
    raise RefusedError(codes.FORBIDDEN_XML, detail=f"entiteten {name}")


class _Handler:
    """Where in the sheet the parser is. Rows and cells without a reference come right after the one before."""

    def __init__(self, keep: Callable[[int, int, Content], None], scan: SheetScan) -> None:
        self._keep, self._scan = keep, scan
        self._row = self._column = -1
        self._type = ""
        self._formula = False
        self._value: list[str] | None = None
        self._inline: list[str] | None = None
        self._target: list[str] | None = None
        self._phonetic = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self._start_cell(attributes)
        elif name == "v":
            self._value = self._target = []
        elif name == "is":
            self._inline = []
        elif name == "rPh":
            self._phonetic = True
        elif name == "t" and self._inline is not None and not self._phonetic:
            self._target = self._inline
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._start_row(attributes)
        elif name in ("autoFilter", "filterColumn"):
            self._scan.filtered = True
        elif name == "mergeCell":
            self._scan.merged_cells += _cells_in(attributes.get("ref", ""))

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self._end_cell()
        elif name in ("v", "t"):
            self._target = None
        elif name == "rPh":
            self._phonetic = False

    def text(self, text: str) -> None:
        if self._target is not None:
            self._target.append(text)

    def _start_row(self, attributes: dict[str, str]) -> None:
        said = attributes.get("r", "")
        self._row = int(said) - 1 if said.isdecimal() else self._row + 1
        self._column = -1
        if attributes.get("hidden") in _TRUE:
            self._scan.hidden_rows.append(self._row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        place = _REFERENCE.fullmatch(attributes.get("r", ""))
        if place:
            self._row, self._column = int(place[2]) - 1, _column(place[1])
        else:
            self._column += 1
        self._type = attributes.get("t", "n")
        self._formula, self._value, self._inline = False, None, None

    def _end_cell(self) -> None:
        value = None if self._value is None else _escaped("".join(self._value))
        inline = None if self._inline is None else b"<t>" + _escaped("".join(self._inline)) + b"</t>"
        if value is not None or inline is not None or self._formula or self._type == "e":
            self._keep(self._row, self._column, (self._type.encode(), self._formula, value, inline))


def _escaped(text: str) -> bytes:
    """Text as it stands in XML, for both ways give the same contents."""
    return text.replace("&", "&amp;").replace("<", "&lt;").encode()


def _column(letters: str) -> int:
    from rsplan.reading.formats.xlsx.sheet_quick import column_number

    return column_number(letters.upper().encode())


def _cells_in(area: str) -> int:
    first, _, last = area.partition(":")
    corners = [_REFERENCE.fullmatch(corner) for corner in (first, last)]
    if corners[0] is None or corners[1] is None:
        return 1
    (left, top), (right, bottom) = ((_column(corner[1]), int(corner[2])) for corner in corners if corner)
    return (right - left + 1) * (bottom - top + 1)
