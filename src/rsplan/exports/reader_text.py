"""Read text files: tell encoding and delimiter from the content. Every value stays text. Lives in the child process."""

from __future__ import annotations

import csv

from rsplan.exports.raw import RawSheet
from rsplan.exports.refusal import RefusedError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def read_text(data: bytes) -> tuple[Iterator[RawSheet], str]:
    """The one sheet of a text file, and the name of its encoding."""
    text, encoding = decode(data)
    delimiter = delimiter_of(text)
    csv.field_size_limit(len(text) + 1)
    rows: list[list[object]] = [list(row) for row in csv.reader(text.splitlines(keepends=True), delimiter=delimiter)]
    return iter([RawSheet("", rows)]), encoding


def decode(data: bytes) -> tuple[str, str]:
    """The text and its encoding."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding), encoding
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise RefusedError("RSP122")


def delimiter_of(text: str) -> str:
    """The most frequent of the three delimiters in the first line."""
    first = text.split("\n", 1)[0]
    return max(",;\t", key=first.count)
