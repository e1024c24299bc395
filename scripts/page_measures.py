"""What a PDF's pages hold, by the positions of its words (``pdftotext -bbox``): how full they are, what stands where.

python scripts/page_measures.py FILE.pdf …    how full each page is, in per cent
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

_WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
# Points: below this a page's head stands, above that from its lower edge nothing; and the air that a line fills.
_HEAD, _FOOT, _AIR = 80.0, 71.0, 16.0


@dataclass(frozen=True)
class Word:
    """A word and where it stands, in points from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


@dataclass(frozen=True)
class Page:
    """A page's size in points and its words."""

    width: float
    height: float
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """Its words, apart by spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def filled(self) -> float:
        """How much of the text's height has lines, or air within and between them; a picture has what its words do."""
        lines = sorted((word.top - _AIR, word.bottom + _AIR) for word in self.words if word.bottom > _HEAD)
        taken, reached = 0.0, _HEAD
        for top, bottom in lines:
            top, bottom = max(top, reached), min(bottom, self.height - _FOOT)
            taken, reached = taken + max(0.0, bottom - top), max(reached, bottom)
        return taken / (self.height - _HEAD - _FOOT)


def pages(pdf: bytes) -> Iterator[Page]:
    """The pages of a PDF."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "prov.pdf")
        path.write_bytes(pdf)
        read = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, check=True).stdout
    for width, height, inner in _PAGE.findall(read):
        words = (Word(*map(float, found[:4]), unescape(found[4])) for found in _WORD.findall(inner))
        yield Page(float(width), float(height), tuple(words))


def sparse(found: Iterable[Page], share: float = 1 / 3) -> list[int]:
    """The numbers of the pages, but for the last, that are filled to less than a share."""
    *before, _ = found
    return [number for number, page in enumerate(before, start=1) if page.filled < share]


def main() -> None:
    """Tell how full the pages of some files are."""
    for name in sys.argv[1:]:
        print(name, *(f"{page.filled:.0%}" for page in pages(Path(name).read_bytes())))


if __name__ == "__main__":
    main()
