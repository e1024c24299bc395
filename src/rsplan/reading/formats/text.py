"""Read text files: tell encoding and delimiter from the content. Every value stays text. Lives in the child process."""

from __future__ import annotations

import csv
import re
from io import StringIO

from rsplan.reading.formats.raw_sheet import RawSheet
from rsplan.reading.refusal import RefusedError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rsplan.reading.formats.raw_sheet import Remark

DELIMITERS = (";", "\t", ",", "|")
_SAMPLE_ROWS = 200
_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_NAMES = {"utf-8-sig": "utf-8 med BOM", "cp850": "cp850 (DOS)", "mac_roman": "mac-roman"}
_SEPARATOR_LINE = re.compile(r"sep=(.)[ \t]*\r?\n", re.IGNORECASE)  # Excel's own hint, no row of the table
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SWEDISH = re.compile("[åäöÅÄÖ]")
# What å, ä and ö of DOS and Mac files look like when they are read as cp1252, within a word.
_FOREIGN = re.compile("(?<=[A-Za-z])[†„”Œ\u008f\u008dŽŠš‡€™…](?=[a-zåäö])")


def read_text(data: bytes) -> tuple[Iterator[RawSheet], str]:
    """The one sheet of a text file, which has no name, and the name of its encoding."""
    text, encoding = decode(data)
    text = text.removesuffix("\x1a")
    if len(_CONTROL.findall(text, 0, 100_000)) * 200 > min(len(text), 100_000):
        raise RefusedError("RSP114")
    hint = _SEPARATOR_LINE.match(text)
    if hint:
        text = text[hint.end() :]  # as Excel does: the header is row 1
    rows = rows_of(text, hint[1] if hint else delimiter_of(text))
    return iter([RawSheet("", rows, findings=_overlong(rows))]), _NAMES.get(encoding, encoding)


def decode(data: bytes) -> tuple[str, str]:
    """The text and its encoding: by its mark, by the pattern of its zeros, as strict UTF-8, else as Windows text."""
    encoding = _marked(data) or _wide(data)
    if encoding:
        try:
            return data.decode(encoding).removeprefix("\ufeff"), encoding
        except UnicodeDecodeError as error:
            raise RefusedError("RSP122", detail=f"{encoding}, byte {error.start}") from error
    if b"\x00" in data:
        raise RefusedError("RSP114")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _eight_bit(data)


def _marked(data: bytes) -> str:
    return next((encoding for mark, encoding in _BOMS if data.startswith(mark)), "")


def _wide(data: bytes) -> str:
    """UTF-16 or UTF-32 without a mark: text of Latin letters has a zero in every second or three of four places."""
    head = data[:4096]
    zeros = [head[place::4].count(0) * 4 > len(head) * 0.7 for place in range(4)]
    patterns = {
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
    }
    return patterns.get((zeros[0], zeros[1], zeros[2], zeros[3]), "")


def _eight_bit(data: bytes) -> tuple[str, str]:
    """Windows text; DOS or Mac text where only that makes Swedish words of it."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        if candidate := _other_eight_bit(data):
            return candidate
        raise RefusedError("RSP122", detail=f"byte {error.start} är {error.object[error.start]:#04x}") from error
    if not _SWEDISH.search(text) and _FOREIGN.search(text):
        return _other_eight_bit(data) or (text, "cp1252")
    return text, "cp1252"


def _other_eight_bit(data: bytes) -> tuple[str, str] | None:
    texts = [(data.decode(encoding), encoding) for encoding in ("cp850", "mac_roman")]
    best = max(texts, key=lambda candidate: len(_SWEDISH.findall(candidate[0])))
    return best if len(_SWEDISH.findall(best[0])) * 2 > sum(byte > 127 for byte in data) else None


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
    csv.field_size_limit(len(text) + 1)
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
                raise RefusedError("RSP123", line=ended + 1)
            ended = reader.line_num
            rows.append(row)
    except csv.Error as error:
        raise RefusedError("RSP118", value=str(error)) from error
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
    return [("RSP133", longer[0], common, words)]
