"""Cells of an xlsx file whose text is struck out by the formats of its runs: as a whole, or in part.

After ECMA-376 part 1, 18.4.7 (rPr) and 18.4.8 (si). A workbook without a struck run costs one look at its bytes. Lives
in the child process.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from rsplan.reading.colours import local
from rsplan.reading.formats.xlsx.package import WorkbookParts
from rsplan.reading.formats.xlsx.sheet_quick import column_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGN = b"strike"
_CELL = re.compile(
    rb'<(?:[\w.-]+:)?c\s[^>]*?\br="([A-Z]+)([0-9]+)"[^>]*?>\s*'
    rb"(?:<(?:[\w.-]+:)?v>([0-9]+)</|(<((?:[\w.-]+:)?is)[\s>].*?</\5>))",
    re.DOTALL,
)
_SHARED = re.compile(rb'\st="s"')
_PREFIX = re.compile(rb"<(/?)[\w.-]+:")


class StruckRuns:
    """Which shared texts of a workbook are struck out: by their number, what is left of each."""

    def __init__(self, package: WorkbookParts) -> None:
        entries, _ = package.shared_texts() if _SIGN in package.related("sharedStrings") else ((), False)
        marked = [(at, entry) for at, entry in enumerate(entries) if _SIGN in entry]
        found = {at: _left_of(entry) for at, entry in marked}
        self._shared = {b"%d" % at: left for at, left in found.items() if left is not None}

    def cells(self, portion: bytes) -> Iterator[tuple[int, int, str]]:
        """The cells (row and column from 0) of a portion of a sheet that are struck, and what is left of each."""
        if not self._shared and _SIGN not in portion:
            return
        for cell in _CELL.finditer(portion):
            letters, number, shared, inline, _ = cell.groups()
            start = portion[cell.start() : cell.end()].partition(b">")[0]
            left = self._shared.get(shared) if shared and _SHARED.search(start) else None
            if inline and _SIGN in inline:
                left = _left_of(inline)
            if left is not None:
                yield int(number) - 1, column_number(letters), left


def _left_of(entry: bytes) -> str | None:
    """What is left of a text of which runs are struck, nothing where all that has something to read is; None where none
    is struck."""
    root = ElementTree.fromstring(b"<si>" + _PREFIX.sub(rb"<\1", entry) + b"</si>")
    inline = root.find("is")
    root = root if inline is None else inline
    struck, left = False, []
    for part in root:
        text = "".join(each.text or "" for each in part.iter("t"))
        if any(map(_is_on, part.iter("strike"))) and text.strip():
            struck = True
        elif local(part) in ("r", "t"):
            left.append(text)
    return "".join(left) if struck else None


def _is_on(mark: ElementTree.Element) -> bool:
    return mark.get("val", "1") not in ("0", "false")
