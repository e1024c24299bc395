"""What stands in one worksheet, counted by content while its cells come. Lives in the child process."""

from __future__ import annotations

import re

from rsplan.reading.formats.xlsx.package import text_of
from rsplan.reading.verifying.tally import NUMBER, TEXT, TRUTH, Tally, key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    # The type of a cell, whether it has a formula, its value and its inline text, as they stand in the XML.
    Content = tuple[bytes, bool, bytes | None, bytes | None]

MOST_NAMED = 10_000
_SURELY_TEXT = re.compile(rb"t>\s*[^<\s&]")
_PLAIN = {b"n": NUMBER, b"s": TEXT, b"b": TRUTH, b"inlineStr": TEXT}
ERROR, UNVALUED = "error", "unvalued"


class SheetScan:
    """What one worksheet's XML says: a tally of its cells, and the things that only the XML knows. All from 0."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.tally = Tally()
        self.errors: list[tuple[int, int, str]] = []
        self.unvalued: list[tuple[int, int]] = []
        self.hidden_rows: list[int] = []
        self.filtered = False
        self.last_row = self.last_column = -1
        self.merged_cells = 0

    def plain(self) -> tuple[object, ...]:
        """The scan, but for its hidden rows, as values that cross between processes."""
        area = (self.last_row, self.last_column)
        return (self.tally.columns(), self.errors, self.unvalued, self.filtered, area)


class Texts:
    """The table of shared texts, and with it the kinds and values of cells."""

    def __init__(self, shared: Sequence[bytes], may_be_blank: bool) -> None:
        self._shared = shared
        self._known: dict[bytes, str] = {}
        self.blanks = {
            str(number).encode()
            for number, entry in enumerate(shared if may_be_blank else ())
            if not _SURELY_TEXT.search(entry) and not text_of(entry).strip()
        }

    def kind_of(self, content: Content) -> str:
        """The kind of a cell by its content: empty for a blank one."""
        cell_type, formula, value, inline = content
        if cell_type == b"e":
            return ERROR
        if inline is not None and cell_type == b"inlineStr":
            return TEXT if _SURELY_TEXT.search(inline) or text_of(inline).strip() else ""
        if value is None or not value.strip():
            # A formula whose result is the empty text says so by its type.
            return UNVALUED if formula and cell_type != b"str" else ""
        if cell_type == b"s":
            return "" if value.strip() in self.blanks else TEXT
        if cell_type in (b"str", b"d", b"inlineStr"):
            return TEXT
        return TRUTH if cell_type == b"b" else NUMBER

    def value_of(self, content: Content) -> object:
        """The value of a filled cell as text, float or bool."""
        cell_type, _, value, inline = content
        if cell_type == b"inlineStr" and inline is not None:
            return text_of(inline)
        value = (value or b"").strip(b" \t\r\n") if cell_type != b"str" else value or b""
        if cell_type == b"s":
            return self._shared_text(value)
        if cell_type in (b"str", b"d", b"inlineStr", b"e"):
            return text_of(b"<t>" + value + b"</t>")
        if cell_type == b"b":
            return value in (b"1", b"true")
        try:
            return float(value)
        except ValueError:
            return value.decode("utf-8", "replace")

    def _shared_text(self, index: bytes) -> str:
        if index not in self._known:
            number = int(index) if index.isdigit() else -1
            known = 0 <= number < len(self._shared)
            # A text that is not there is not what the first reader saw: the cell becomes a doubt.
            self._known[index] = text_of(self._shared[number]) if known else f"(delad text {number} saknas)"
        return self._known[index]


class Count:
    """The cells of one sheet, counted by content while they come, and turned into values at the end."""

    def __init__(self, texts: Texts, name: str) -> None:
        self.scan = SheetScan(name)
        self._texts = texts
        self._counted = Tally()

    def add(self, column: int, content: Content, number: int = 1) -> str:
        """Count cells of one content; gives their kind."""
        kind = self._texts.kind_of(content)
        if kind and kind not in (ERROR, UNVALUED):
            self._counted.add(column, kind, content, number)
            self.scan.last_column = max(self.scan.last_column, column)
        return kind

    def add_plain(self, column: int, kind: str, content: Content, number: int) -> None:
        """Count cells that are known to be filled and of which kind."""
        self._counted.add(column, kind, content, number)
        self.scan.last_column = max(self.scan.last_column, column)

    def add_uncounted(self, column: int, kind: str, number: int) -> None:
        """Count cells of a column that has many different ones."""
        self._counted.add_uncounted(column, {kind: number})

    def has_many(self, column: int) -> bool:
        """True for a column whose different contents are too many to tell apart."""
        return self._counted.has_many(column)

    def plain_kind(self, cell_type: bytes) -> str:
        """The kind of every cell of a type that has a value, empty where that depends on the value."""
        return "" if cell_type == b"s" and self._texts.blanks else _PLAIN.get(cell_type, "")

    def name(self, row: int, column: int, content: Content) -> None:
        """Remember the place of a cell if it is an error or a formula without a value."""
        kind = self._texts.kind_of(content)
        if kind == ERROR and len(self.scan.errors) < MOST_NAMED:
            self.scan.errors.append((row, column, str(self._texts.value_of(content)) or "fel"))
        elif kind == UNVALUED and len(self.scan.unvalued) < MOST_NAMED:
            self.scan.unvalued.append((row, column))

    def finished(self) -> SheetScan:
        """The scan with its tally in values: two contents may be one value, and only few contents are looked up."""
        for column, (kinds, contents) in self._counted.columns().items():
            if contents is None:
                self.scan.tally.add_uncounted(column, kinds)
                continue
            for content, number in contents.items():
                value = self._texts.value_of(content)  # type: ignore[arg-type]
                self.scan.tally.add(column, *key(value), number)
        return self.scan
