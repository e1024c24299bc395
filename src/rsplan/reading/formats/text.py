"""Read text files: tell encoding and delimiter from the content. Every value stays text. Lives in the child process."""

from __future__ import annotations

import csv
import re
from io import StringIO

from rsplan.findings import codes
from rsplan.reading.encodings import TWICE, decode
from rsplan.reading.raw_sheet import RawSheet
from rsplan.reading.refusal import RefusedError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from rsplan.reading.raw_sheet import Remark
    from rsplan.reading.verifying.second_check import NoCheck

DELIMITERS = (";", "\t", ",", "|")
_SAMPLE_ROWS = 200
_NAMES = {"utf-8-sig": "utf-8 med BOM", "cp850": "cp850 (DOS)", "mac_roman": "mac-roman"}
_SEPARATOR_LINE = re.compile(r"sep=(.)[ \t]*\r?\n", re.IGNORECASE)  # Excel's own hint, no row of the table
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def sheets(data: bytes) -> tuple[Iterator[RawSheet], str]:
    """The one sheet of a text file, which has no name, and the name of its encoding."""
    text, encoding = decode(data)
    text = text.removesuffix("\x1a")
    if len(_CONTROL.findall(text, 0, 100_000)) * 200 > min(len(text), 100_000):
        raise RefusedError(codes.UNKNOWN_CONTENT)
    hint = _SEPARATOR_LINE.match(text)
    if hint:
        text = text[hint.end() :]  # as Excel does: the header is row 1
    delimiter = hint[1] if hint else delimiter_of(text)
    rows, mended = _mended(rows_of(text, delimiter), delimiter)
    twice: list[Remark] = [(codes.ENCODED_TWICE, 0, 0, {})] if encoding == TWICE else []
    return iter([RawSheet("", rows, findings=[*twice, *mended, *_overlong(rows)])]), _NAMES.get(encoding, encoding)


def _mended(rows: list[Sequence[object]], delimiter: str) -> tuple[list[Sequence[object]], list[Remark]]:
    """Rows with too many values that hold "text; text" without quotes: a delimiter before a space, as prose has it, is
    none, where that gives the row the length of its header and no other row has one."""
    if delimiter not in ";,":
        return rows, []
    width = next((len(row) for row in rows if sum(map(bool, row)) > 1), 0)
    spaced = {
        at: [to for to, text in enumerate(row) if to and str(text).startswith(" ")] for at, row in enumerate(rows)
    }
    if not width or any(places and len(rows[at]) <= width for at, places in spaced.items()):
        return rows, []
    mended = list(rows)
    remarks: list[Remark] = []
    for at, places in spaced.items():
        if not places or len(rows[at]) - len(places) != width:
            continue
        mended[at] = _joined(rows[at], places, delimiter)
        first = places[0] - 1
        remarks.append((codes.UNQUOTED_DELIMITER, at, first, {"value": str(mended[at][first])}))
    return mended, remarks


def _joined(row: Sequence[object], places: Sequence[int], delimiter: str) -> list[object]:
    joined: list[object] = []
    for at, text in enumerate(row):
        if at in places:
            joined[-1] = f"{joined[-1]}{delimiter}{text}"
        else:
            joined.append(text)
    return joined


def delimiter_of(text: str) -> str:
    """The delimiter that cuts the first rows into the most even table. One column where none does."""
    sample = "".join(text[:200_000].splitlines(keepends=True)[:_SAMPLE_ROWS])
    return max(DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: str, delimiter: str) -> float:
    """The squared share of the rows that have the commonest number of columns, times its separators."""
    widths = [len(row) for row in _reader(sample, delimiter) if any(row)]
    several = [width for width in widths if width > 1]
    if not several:
        return 0
    common = max(sorted(set(several)), key=several.count)
    return (several.count(common) / len(widths)) ** 2 * (common - 1)


def _reader(text: str, delimiter: str, *, strict: bool = False) -> Iterator[list[str]]:
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    # newline="" ends a row at \n, \r and \r\n only: str.splitlines would also cut at a form feed within a cell.
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=strict)


def rows_of(text: str, delimiter: str) -> list[Sequence[object]]:
    """The rows of a text. Raises ``RefusedError`` for a quote that swallows rows of the file."""
    try:
        return list(_reader(text, delimiter, strict=True))
    except csv.Error:
        return _loose_rows(text, delimiter)


def _loose_rows(text: str, delimiter: str) -> list[Sequence[object]]:
    """The rows of a text whose quotes break the rules, as long as none of them spans lines."""
    lines = list(StringIO(text, newline=""))
    reader = csv.reader(lines, delimiter=delimiter)
    rows: list[Sequence[object]] = []
    ended = 0
    try:
        for row in reader:
            if reader.line_num - ended > 1 and not _keeps_the_rules(lines[ended : reader.line_num], delimiter):
                raise RefusedError(codes.UNCLOSED_QUOTE, line=ended + 1)
            ended = reader.line_num
            rows.append(row)
    except csv.Error as error:
        raise RefusedError(codes.FILE_DAMAGED, value=str(error)) from error
    return rows


def _keeps_the_rules(lines: list[str], delimiter: str) -> bool:
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    return True


def _overlong(rows: list[Sequence[object]]) -> list[Remark]:
    """One remark when rows have more values than most: an unquoted delimiter moves all that follows it."""
    widths = [len(row) for row in rows if any(row)]
    if not widths:
        return []
    common = max(sorted(set(widths)), key=widths.count)
    longer = [number for number, row in enumerate(rows) if any(row[common:])]
    if not longer or len(longer) * 10 > len(widths):
        return []  # so many are no slip but another table
    words: dict[str, object] = {"found": len(rows[longer[0]]), "expected": common, "count": len(longer)}
    return [(codes.RAGGED_ROW, longer[0], common, words)]


def check(data: bytes, _job: dict[str, Any]) -> NoCheck:
    """None: text has no second reader."""
    from rsplan.reading.verifying.second_check import NoCheck

    return NoCheck(data)
