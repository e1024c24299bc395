"""The quick way through a worksheet's XML: cut the bytes at rows and cells, and count equal pieces.

Taken only where every piece is a cell as all common writers write it; gives up at the first that is not.
Lives in the child process.
"""

from __future__ import annotations

import re
from collections import Counter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from rsplan.reading.formats.xlsx.package import WorkbookParts
    from rsplan.reading.formats.xlsx.sheet_count import Content, Count, SheetScan

_ROOT = re.compile(rb"<([\w.-]+:)?worksheet[\s>]")
_TYPE = re.compile(rb'\st="(\w+)"')
_HIDDEN = re.compile(rb'\shidden="(?:1|true)"')
_AFTER_ROWS = re.compile(rb"<(?:[\w.-]+:)?(?:filterColumn|autoFilter)[\s>/]")
_MERGE = re.compile(rb'<(?:[\w.-]+:)?mergeCell\s[^>]*?ref="([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)"')
# What follows `<c r="`, when the row's number is taken out. %(p)s is the prefix of the namespace, if it has one.
_CELL = rb"""([A-Z]{1,3})"([^>]*?)(?:/>|>\s*
    (?:(<%(p)sf)(?=[\s/>])[^>]*?(?:/>|>[^<]*</%(p)sf>)\s*)?
    (?:<%(p)sv(?:\s[^>]*)?(?:/>|>([^<]*)</%(p)sv>)\s*)?
    (?:<%(p)sis(?:\s[^>]*)?>(.*?)</%(p)sis>\s*)?
    </%(p)sc>)\s*(?:</%(p)srow>\s*)?"""
_NAMED = ("error", "unvalued")
_SURELY_TEXT = re.compile(rb"t>\s*[^<\s&]").search


class _Unexpected(Exception):  # noqa: N818 - no error: the sheet goes the slow way
    pass


def scan_quickly(package: WorkbookParts, part: str, count: Count) -> SheetScan | None:
    """The scan of a worksheet, or None where some piece is not a cell as expected."""
    try:
        portions = package.portions(part)
        first = next(portions)
        sheet = _Sheet(first, count)
        sheet.take(first)
        for portion in portions:
            sheet.take(portion)
    except _Unexpected:
        return None
    return count.finished()


class _Shape:
    """What pieces have in common that differ only in their value. ``kind`` is empty where it depends on the value."""

    __slots__ = ("column", "kind", "many", "number")

    def __init__(self, column: int, kind: str) -> None:
        self.column, self.kind = column, kind
        self.many, self.number = False, 0


class _Sheet:
    def __init__(self, start: bytes, count: Count) -> None:
        root = _ROOT.search(start[:65_536])
        if root is None:
            raise _Unexpected
        prefix = root[1] or b""
        self._any_row, self._row, self._cell = (b"<" + prefix + name for name in (b"row", b'row r="', b'c r="'))
        self._value = (b"<" + prefix + b"v>", b"</" + prefix + b"v>")
        self._inline = (b"<" + prefix + b"is>", b"</" + prefix + b"is>")
        self._filled = (b"<" + prefix + b"v", b"<" + prefix + b"is")
        self._piece = re.compile(_CELL % {b"p": re.escape(prefix)}, re.VERBOSE | re.DOTALL)
        self._shapes: dict[tuple[bytes, bytes], _Shape] = {}
        self._count = count

    def take(self, portion: bytes) -> None:
        """Count the cells of a portion."""
        outside, *rows = portion.split(self._row)
        if portion.count(self._any_row) != len(rows) or self._cell in outside or b"<!" in portion:
            raise _Unexpected
        self._take_outside(outside)
        self._take_rows(rows, may_hide=b"hidden=" in portion)
        before, *pieces = b"".join(self._cells(rows)).split(self._cell)
        if before.strip():
            raise _Unexpected
        if self._add(Counter(pieces)):
            self._name(rows)

    def _take_rows(self, rows: list[bytes], *, may_hide: bool) -> None:
        """Note the last filled row, and those that are hidden."""
        scan = self._count.scan
        last = next((row for row in reversed(rows) if self._filled[0] in row or self._filled[1] in row), None)
        if last is not None:
            scan.last_row = _row_number(last)
        for row in rows if may_hide else ():
            if _HIDDEN.search(row.partition(b">")[0]):
                scan.hidden_rows.append(_row_number(row))

    @staticmethod
    def _cells(rows: list[bytes]) -> Iterator[bytes]:
        """The cells of every row, their references without the row's number: equal cells of a column are equal pieces.

        A style of the same number loses it too, which does no harm.
        """
        for row in rows:
            number, quote, rest = row.partition(b'"')
            yield rest.partition(b">")[2].replace(number + quote, quote)

    def _add(self, pieces: Counter[bytes]) -> bool:
        """Count pieces; True if there is an error or a formula without a value among them.

        Pieces that differ only in their value are read once: where every value is its own, that is most of the work.
        """
        named = False
        shapes, opening, closing, inline, inline_end = self._shapes, *self._value, *self._inline
        for piece, number in pieces.items():
            before, has_value, rest = piece.partition(opening)
            if has_value:
                value, _, after = rest.partition(closing)
                plain = bool(value) and not value.isspace()
            else:
                before, _, rest = piece.partition(inline)
                value, _, after = rest.partition(inline_end)
                plain = _SURELY_TEXT(value) is not None
            shape = shapes.get((before, after))
            if shape is None:
                shape = shapes[before, after] = self._shape(piece, bool(rest))
            if not shape.kind or not plain:
                named = self._count.add(*self._read(piece), number) in _NAMED or named
            elif shape.many:
                shape.number += number
            else:
                column, content = self._read(piece)
                self._count.add_plain(column, shape.kind, content, number)
                shape.many = self._count.has_many(column)
        self._add_many()
        return named

    def _shape(self, piece: bytes, has_value: bool) -> _Shape:
        column, (cell_type, _, _, _) = self._read(piece)
        return _Shape(column, self._count.plain_kind(cell_type) if has_value else "")

    def _add_many(self) -> None:
        for shape in self._shapes.values():
            if shape.number:
                self._count.add_uncounted(shape.column, shape.kind, shape.number)
                shape.number = 0

    def _read(self, piece: bytes) -> tuple[int, Content]:
        found = self._piece.fullmatch(piece)
        if found is None:
            raise _Unexpected
        letters, attributes, formula, value, inline = found.groups()
        kind = _TYPE.search(attributes)
        return column_number(letters), (kind[1] if kind else b"n", formula is not None, value, inline)

    def _name(self, rows: list[bytes]) -> None:
        """Remember the places of errors and of formulas without a value: few, if any."""
        for row in rows:
            number, quote, rest = row.partition(b'"')
            for piece in rest.split(self._cell)[1:]:
                column, content = self._read(piece.replace(number + quote, quote, 1))
                self._count.name(int(number) - 1, column, content)

    def _take_outside(self, text: bytes) -> None:
        scan = self._count.scan
        scan.filtered = scan.filtered or _AFTER_ROWS.search(text) is not None
        for left, top, right, bottom in _MERGE.findall(text):
            width = column_number(right) - column_number(left) + 1
            scan.merged_cells += width * (int(bottom) - int(top) + 1)


def _row_number(row: bytes) -> int:
    """The number of a row, from 0, of what follows ``<row r="``."""
    said = row.partition(b'"')[0]
    if not said.isdigit():
        raise _Unexpected
    return int(said) - 1


def column_number(letters: bytes) -> int:
    """The column of its letters, from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
