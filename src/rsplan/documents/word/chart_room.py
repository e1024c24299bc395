"""Where the parts of a chart stand: names to the left, bars, legend below. Measured with the widest of the usual fonts.

All measures are in twentieths of a point but the shares of the drawing, which the chart's layout is written in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from rsplan.documents.office.typefaces import WIDEST, letters

_USUAL, _SMALLEST, _STEP = 9.0, 7.0, 0.5  # points
_LINE = 1.25  # a line of text in shares of its size
# Points that a bar with its gap takes in usual text, in usual text where there are many, and in the smallest.
_ROW, _MANY_ROW, _TIGHT_ROW = 17.6, 13.5, 9.5
_MANY = 12
_LEGEND_LINE, _LEGEND_KEY, _AIR = 300, 340, 120
# LibreOffice sets a legend in columns as wide as its longest name, so that it wraps long before the width is full.
_LEGEND_SHARE = 0.55
_LEFT_MOST, _WORD_MOST = 0.42, 0.5  # of the width, for the names, and for the longest of their words
_MARGIN = 80  # beside a figure on its bar


class Room(Struct, frozen=True):
    """The height of a chart, the size of its text in points, and where its bars stand in shares of the drawing.

    ``gap`` is what stands between bars, in per cent of a bar. A chart that is ``bare`` has neither names nor a legend.
    """

    height: int
    size: float
    left: float
    top: float
    across: float
    down: float
    bars: int
    digit: int
    gap: int = 45
    bare: bool = False

    def holds(self, value: int, longest: int) -> bool:
        """Whether the bar of a value is as wide as its figure."""
        return value * self.bars >= longest * (len(str(value)) * self.digit + _MARGIN)


class Spacing(Struct, frozen=True):
    """How the bars of a chart are set, in all of its ``pieces`` alike, so that they can be compared: what the names
    get, and what a bar with its gap takes, in text of a size."""

    pieces: int
    width: int
    most: int
    legend: int
    size: float
    left: int
    row: int
    gap: int

    def room(self, bars: int) -> Room:
        """The room of a piece with so many bars."""
        plot = max(self.row, min(self.row * bars, self.most - self.legend))
        height, across = plot + self.legend, self.width - self.left - 2 * _AIR
        shares = (self.left / self.width, 0.0, across / self.width, plot / height)
        return Room(height, self.size, *shares, across, _digit(self.size), self.gap)

    def holds(self, bars: int) -> bool:
        """Whether pieces that share so many bars are no higher than they may be."""
        return self.row * -(-bars // self.pieces) + self.legend <= self.most


def spacing_for(
    categories: Sequence[str], series: Sequence[str], width: int, most: int, *, most_pieces: int | None = None
) -> Spacing:
    """How a chart is set that is ``width`` wide and whose pieces are at most ``most`` high: in as few pieces as hold
    every bar, and in these as large as can be. Many bars stand closer, in smaller text.

    Where there may be no more pieces, bars that have no room come to stand too close.
    """
    legend = _legend_lines(series, width) * _LEGEND_LINE + _AIR
    sizes = [size for size in _sizes() if _widest(_words(categories), size) <= width * _WORD_MOST] or [_SMALLEST]
    set_in = [(size, *_names_and_row(categories, width, size)) for size in sizes]
    gap = _gap(categories)
    for pieces in range(1, (most_pieces or len(categories)) + 1):
        for size, left, row in set_in:
            spacing = Spacing(pieces, width, most, legend, size, left, row, gap)
            if spacing.holds(len(categories)):
                return spacing
    return spacing


def _names_and_row(categories: Sequence[str], width: int, size: float) -> tuple[int, int]:
    """What the names get, and what a bar takes of the height.

    The longest name sets how close all bars stand: where half the width has it on fewer lines, the names get that.
    """
    word, widest = _widest(_words(categories), size), _widest(categories, size)
    usual = _ROW if len(categories) <= _MANY else _MANY_ROW
    close = _TIGHT_ROW + (size - _SMALLEST) / (_USUAL - _SMALLEST) * (usual - _TIGHT_ROW)
    lefts = (round(max(width * _LEFT_MOST, min(word, width * _WORD_MOST))), round(width * _WORD_MOST))
    rows = {min(widest, left): max(close, _pitch(categories, min(widest, left) - _AIR, size)) for left in lefts}
    left = min(rows, key=rows.__getitem__)
    return left, round(rows[left] * 20)


def bare_room(width: int) -> Room:
    """The room of one bar without its name and without a legend: what stands around it says both."""
    bars = width - 2 * _AIR
    return Room(round(_ROW * 20), _USUAL, _AIR / width, 0.0, bars / width, 1.0, bars, _digit(_USUAL), bare=True)


def _gap(categories: Sequence[str]) -> int:
    """Many bars stand so close that each is still as high as its figure."""
    return 45 if len(categories) <= _MANY else 20


def _digit(size: float) -> int:
    return round(letters(WIDEST)["0"] * size * 20 / 1000)


def _pitch(categories: Sequence[str], room: int, size: float) -> float:
    """What a bar needs, in points, so that no name reaches the next one."""
    heights = [(_lines(name, room, size) * _LINE + 0.1) * size for name in categories]
    return max((one + other) / 2 for one, other in zip(heights, heights[1:] or heights, strict=False))


def _sizes() -> Iterator[float]:
    size = _USUAL
    while size >= _SMALLEST:
        yield size
        size -= _STEP


def _widest(names: Sequence[str], size: float) -> int:
    return _AIR * 2 + round(letters(WIDEST).widest_of(names) * size * 20 / 1000)


def _words(categories: Sequence[str]) -> list[str]:
    return [word for name in categories for word in name.split()]


def _lines(name: str, room: int, size: float) -> int:
    """How many lines a name takes in the widest font, when it breaks between its words, and a longer one inside."""
    lines, filled = 1, 0
    for word in name.split():
        wide = round(letters(WIDEST).width_of(f" {word}") * size * 20 / 1000)
        if filled and filled + wide > room:
            lines, filled = lines + 1, 0
        filled += wide
        lines, filled = lines + (filled - 1) // room, filled if filled <= room else (filled - 1) % room + 1
    return lines


def _legend_lines(series: Sequence[str], width: int) -> int:
    lines, filled = 1, 0
    for name in series:
        wide = _LEGEND_KEY + round(letters(WIDEST).width_of(name) * _USUAL * 20 / 1000)
        if filled and filled + wide > width * _LEGEND_SHARE:
            lines, filled = lines + 1, 0
        filled += wide
    return lines
