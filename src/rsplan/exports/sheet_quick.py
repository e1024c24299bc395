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

    from rsplan.exports.package import Package
    from rsplan.exports.sheet_xml import Content, Count, SheetScan

_PORTION = 4 << 20
_LONGEST_ROW = 32 << 20
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


class _Unexpected(Exception):  # noqa: N818 - no error: the sheet goes the slow way
    pass


def scan_quickly(package: Package, part: str, count: Count) -> SheetScan | None:
    """The scan of a worksheet, or None where some piece is not a cell as expected."""
    try:
        portions = _portions(package, part)
        first = next(portions)
        sheet = _Sheet(first, count)
        sheet.take(first)
        for portion in portions:
            sheet.take(portion)
    except _Unexpected:
        return None
    return count.finished()


def _portions(package: Package, part: str) -> Iterator[bytes]:
    """The XML of a sheet in pieces that end after a row; the last is what comes after the rows."""
    rest = b""
    with package.open(part) as stream:
        while piece := stream.read(_PORTION):
            rest += piece
            end = rest.rfind(b"row>") + 4
            if end > 3 + 1:
                yield rest[:end]
                rest = rest[end:]
            elif len(rest) > _LONGEST_ROW:
                raise _Unexpected
    yield rest


class _Sheet:
    def __init__(self, start: bytes, count: Count) -> None:
        root = _ROOT.search(start[:65_536])
        if root is None:
            raise _Unexpected
        prefix = root[1] or b""
        escaped = {b"p": re.escape(prefix)}
        self._row, self._bare_row, self._cell = (b"<" + prefix + name for name in (b"row ", b"row>", b'c r="'))
        self._value, self._value_end = b"<" + prefix + b"v>", b"</" + prefix + b"v>"
        self._shapes: dict[tuple[bytes, bytes], tuple[int, str, bytes, bool]] = {}
        self._filled = (b"<" + prefix + b"v", b"<" + prefix + b"is")
        self._piece = re.compile(_CELL % escaped, re.VERBOSE | re.DOTALL)
        self._count = count

    def take(self, portion: bytes) -> None:
        """Count the cells of a portion."""
        if b"<![CDATA[" in portion or b"<!--" in portion or self._bare_row in portion:
            raise _Unexpected
        outside, *rows = portion.split(self._row)
        if self._cell in outside:
            raise _Unexpected
        self._take_outside(outside)
        pieces = b"".join(self._cells(rows)).split(self._cell)
        if pieces[0].strip():
            raise _Unexpected
        if self._add(Counter(pieces[1:])):
            self._name(rows)

    def _add(self, pieces: Counter[bytes]) -> bool:
        """Count pieces; True if there is an error or a formula without a value among them.

        Pieces that differ only in their value are read once: where every value is its own, that is most of the work.
        """
        named = False
        add, shapes, opening, closing = self._count.add_plain, self._shapes, self._value, self._value_end
        for piece, number in pieces.items():
            before, _, rest = piece.partition(opening)
            value, _, after = rest.partition(closing)
            shape = shapes.get((before, after))
            if shape is None:
                column, content = self._read(piece)
                kind = self._count.plain_kind(content[0])
                shape = shapes[before, after] = (column, kind if rest else "", content[0], content[1])
            column, kind, cell_type, formula = shape
            if kind and value.isdigit():
                add(column, kind, (cell_type, formula, value, None), number)
            else:
                column, content = self._read(piece)
                named = self._count.add(column, content, number) in _NAMED or named
        return named

    def _cells(self, rows: list[bytes]) -> Iterator[bytes]:
        """The cells of every row, their references without the row's number: equal cells of a column are equal pieces.

        A style of the same number loses it too, which does no harm.
        """
        scan = self._count.scan
        for row in rows:
            head, _, content = row.partition(b">")
            if not head.startswith(b'r="'):
                raise _Unexpected
            number = head[3 : head.find(b'"', 3)]
            if self._filled[0] in content or self._filled[1] in content:
                scan.last_row = int(number) - 1
            if b"hidden=" in head and _HIDDEN.search(head):
                scan.hidden_rows.append(int(number) - 1)
            yield content.replace(number + b'"', b'"')

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
            number = row[3 : row.find(b'"', 3)]
            for piece in row.split(self._cell)[1:]:
                column, content = self._read(piece.replace(number + b'"', b'"', 1))
                self._count.name(int(number) - 1, column, content)

    def _take_outside(self, text: bytes) -> None:
        scan = self._count.scan
        scan.filtered = scan.filtered or _AFTER_ROWS.search(text) is not None
        for left, top, right, bottom in _MERGE.findall(text):
            width = column_number(right) - column_number(left) + 1
            scan.merged_cells += width * (int(bottom) - int(top) + 1)


def column_number(letters: bytes) -> int:
    """The column of its letters, from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
