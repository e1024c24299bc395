"""Cells of an .xls file whose text is struck out by the fonts of its runs: as a whole, or in part.

After [MS-XLS] 2.5.129 (FormatRun): each run has its first character, in code units of UTF-16, and its font; what stands
before the first one has the cell's own. Lives in the child process.
"""

from __future__ import annotations

from itertools import pairwise
from struct import error, unpack_from

from msgspec.structs import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rsplan.reading.formats.xls.looks import BookLooks
    from rsplan.reading.looks import Looks

    Runs = Sequence[tuple[int, int]]


def runs_of(content: bytes, layout: str) -> Runs:
    """The runs of a text: first character and font, two numbers of ``layout`` each."""
    size = 2 if layout == "BB" else 4
    try:
        return [unpack_from(f"<{layout}", content, at) for at in range(0, len(content), size)]
    except error:
        return ()


def strike_runs(looks: Looks, book: BookLooks, place: tuple[int, int], style: int, text: str, runs: Runs) -> None:
    """Tell the looks of a sheet whether the text of a cell is struck by its runs; they outweigh the cell's own font."""
    parts = [(part, book.strikes(font)) for part, font in _parts(text, runs, book.font_of(style)) if part.strip()]
    struck = [is_struck for _, is_struck in parts]
    if not any(struck):
        if book.strikes(book.font_of(style)):
            looks.cells[place] = replace(looks.at(*place), strike=False)
        return
    if not all(struck) and looks.at(*place).strike:
        looks.cells[place] = replace(looks.at(*place), strike=False)
    looks.strike(*place, left="".join(part for part, is_struck in parts if not is_struck))


def _parts(text: str, runs: Runs, own: int) -> Iterator[tuple[str, int]]:
    """The pieces of a text with the font of each."""
    units = text.encode("utf-16-le")
    starts = [(0, own), *runs, (len(units) // 2, own)]
    for (start, font), (end, _) in pairwise(starts):
        yield units[2 * start : 2 * end].decode("utf-16-le", "replace"), font
