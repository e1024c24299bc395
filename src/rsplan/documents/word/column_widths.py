"""How wide a table's columns are, and how large its text: measured with the document's own font.

No heading and no status breaks inside a word. The widths hold with the document's font and, where there is room for
that too, with the widest of the fonts that stand in for it on a machine that lacks it. Where nothing else helps the
table's text is set smaller, down to seven points, and words get soft hyphens.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from rsplan.documents.office.typefaces import Letters
from rsplan.documents.word.hyphenation import split_to_fit, unbroken
from rsplan.documents.word.styles import CELL, CELL_HEAD, CELL_NUMBER, TABLE, Stylebook
from rsplan.documents.word.text_look import TextLook, side_margins, text_look
from rsplan.report.report import Table

# What a status has to its left, instead of the table style's own margin, in twentieths of a point.
STATUS_MARGIN = 170
_SLACK = 40  # for kerning, rounding and the rules between cells, in twentieths of a point
# A line in shares of its size; what the packaged style has above and below a row; rows that no page holds.
_LINE, _ROW_AIR, _SURELY_LONG = 1.22, 120, 60
_LEAST_POINTS, _STEP = 7.0, 0.5
# Statuses that take more than so much of a table, as some sentences do, break between their words.
_MOST_FOR_STATUSES = 0.4
# So small, in points, a table may be set for the sake of machines that lack its font; larger text gives at least one.
_LEAST_FOR_OTHERS = 8.5


class CellLook(Struct, frozen=True):
    """How the text of cells looks: texts, headings and figures. ``margins`` are in twentieths of a point."""

    text: TextLook
    head: TextLook
    number: TextLook
    margins: int

    def points(self, of: TextLook, size: float) -> float:
        """How large one of its texts is where the table's is of a size: as its style says, or as small as that."""
        return of.size if size == self.text.size else min(of.size, size)


def cell_look(styles: Stylebook) -> CellLook:
    """The look of a document's cells, by the styles that it has."""
    text, head, number = (
        text_look(styles, styles.by_name.get(("paragraph", name.casefold()), ""))
        for name in (CELL, CELL_HEAD, CELL_NUMBER)
    )
    return CellLook(text, head, number, side_margins(styles, styles.by_name.get(("table", TABLE.casefold()), "")))


class Columns(Struct, frozen=True):
    """A table's columns: their widths in twentieths of a point, and the text's size where it is not its style's.

    ``height`` is what the table takes with the document's own font, about, in twentieths of a point, and ``rows`` what
    each of its rows takes.
    """

    widths: tuple[int, ...]
    size: float | None
    height: int
    rows: tuple[int, ...]
    narrow: Mapping[int, tuple[Letters, int]]

    def pieces(self, column: int, text: str) -> list[str]:
        """A cell's text, cut where soft hyphens should stand."""
        if column not in self.narrow:
            return [text]
        letters, room = self.narrow[column]
        return split_to_fit(text, letters, room)


class _Words(Struct, frozen=True, dict=True):
    """What a column has to hold: words of its heading, and what of its cells should stay whole."""

    kind: str
    head: frozenset[str]
    cells: frozenset[str]
    strong: frozenset[str]  # words of the rows of groups' headings, which are bold

    @cached_property
    def parts(self) -> frozenset[str]:
        """The words of its cells."""
        return frozenset(word for cell in self.cells for word in cell.split(" "))


class _Try(Struct, frozen=True):
    """One way to set a table: its size, and what has to stay whole in which font.

    ``widest`` is for headings, figures and statuses, ``texts`` for words of the columns of text: in the widest font, in
    the document's own, or cut where the column is narrower than a fifth of the table.
    """

    size: float
    widest: bool
    texts: Literal["widest", "own", "cut"]
    whole_statuses: bool = False


def columns_of(table: Table, look: CellLook, width: int) -> Columns:
    """The columns of a table that is to be ``width`` twentieths of a point wide."""
    words = [_words_of(table, number) for number in range(len(table.columns))]
    texts = [number for number, column in enumerate(table.columns) if column.kind == "text"]
    least: list[int] = []
    most = round(width * _MOST_FOR_STATUSES)
    for tried in _tries(look.text.size):
        least = [
            _least_width(one, look, tried, bound)
            for one, bound in zip(words, _bounds(words, look, tried, most), strict=True)
        ]
        if sum(least) - (_given(least, texts, width) if tried.texts == "cut" else 0) <= width:
            break
    widths = fitted([column.width for column in table.columns], least, width, texts)
    size = None if tried.size == look.text.size else tried.size
    rows = _row_heights(table, widths, look, tried.size)
    height = _height(_heading_heights(table, widths, look, tried.size), rows, _line(tried.size))
    return Columns(tuple(widths), size, height, rows, dict(_narrow(words, widths, look, tried.size)))


def _height(heads: Iterable[int], rows: Iterable[int], line: int) -> int:
    """About how high a table is, with its headings and those of its groups."""
    return sum(rows) + sum(heads) + line + _ROW_AIR


def _row_heights(table: Table, widths: Sequence[int], look: CellLook, size: float) -> tuple[int, ...]:
    """About how high each row is, by the lines that its longest cell takes, the row of sums last; of a table that no
    page holds only the first and the last ones are measured."""
    line, rooms = _line(size), _rooms(widths, look, size)
    rows = [*table.rows, *([table.total] if table.total is not None else [])]
    middle = range(_SURELY_LONG // 2, len(rows) - _SURELY_LONG // 2)
    return tuple(
        (1 if at in middle else _lines(row.cells, rooms, look.text.letters)) * line + _ROW_AIR
        for at, row in enumerate(rows)
    )


def _heading_heights(table: Table, widths: Sequence[int], look: CellLook, size: float) -> Iterator[int]:
    """About how high the row of each group's heading is."""
    rooms = _rooms(widths, look, size)
    for group in table.groups:
        if group.heading:
            yield _lines(table.heading_cells(group), rooms, look.head.letters) * _line(size) + _ROW_AIR


def _rooms(widths: Iterable[int], look: CellLook, size: float) -> list[float]:
    """How much room each column has, in thousandths of the size."""
    return [max(1, width - look.margins) * 1000 / (size * 20) for width in widths]


def _lines(cells: Iterable[object], rooms: Iterable[float], letters: Letters) -> int:
    """How many lines the longest of some cells takes."""
    return max(1, *(-int(-letters.width_of(str(cell)) // room) for cell, room in zip(cells, rooms, strict=True)))


def _line(size: float) -> int:
    return round(size * 20 * _LINE)


def _tries(size: float) -> Iterator[_Try]:
    yield _Try(size, widest=True, texts="widest", whole_statuses=True)
    yield _Try(size, widest=True, texts="own", whole_statuses=True)
    smaller = [size, *_steps_down(size)]
    a_little = [one for one in smaller if one >= min(size - 1, _LEAST_FOR_OTHERS)]
    yield from (_Try(one, widest=True, texts="own") for one in a_little)
    yield from (_Try(one, widest=True, texts="cut") for one in a_little)
    yield from (_Try(one, widest=False, texts="own") for one in smaller)
    yield from (_Try(one, widest=False, texts="cut") for one in smaller)


def _steps_down(size: float) -> Iterator[float]:
    while (size := size - _STEP) >= _LEAST_POINTS:
        yield size


def _words_of(table: Table, number: int) -> _Words:
    kind = table.columns[number].kind
    head = frozenset(table.columns[number].heading.replace("-", "- ").split(" "))
    texts = {str(row.cells[number]) for row in table.rows}
    if table.total is not None:
        texts.add(str(table.total.cells[number]))
    whole = texts if kind == "status" else {word for text in texts for word in unbroken(text)}
    beside = {table.heading_cells(group)[number] for group in table.groups if group.heading}
    return _Words(kind, head, frozenset(whole), frozenset(word for text in beside for word in unbroken(text)))


def _bounds(words: Sequence[_Words], look: CellLook, tried: _Try, most: int) -> list[int]:
    """What each column of statuses may take to have them on one line: what it needs in the widest font or else in the
    document's own, if together they need no more than ``most``; else an equal part of that."""
    statuses = [one for one in words if one.kind == "status"]
    for size in (tried, replace(tried, widest=False)):
        needed = [_room(one, look, size, one.cells) if one.kind == "status" else 0 for one in words]
        if sum(needed) <= most:
            return needed
    return [most // max(1, len(statuses))] * len(words)


def _least_width(words: _Words, look: CellLook, tried: _Try, most: int) -> int:
    """What a column needs, in twentieths of a point; ``most`` bounds what a status may take on one line."""
    if words.kind != "status":
        return _room(words, look, tried, words.cells)
    parts = _room(words, look, tried, words.parts)
    return max(parts, min(_room(words, look, tried, words.cells), most)) if tried.whole_statuses else parts


def _room(words: _Words, look: CellLook, tried: _Try, cells: Iterable[str]) -> int:
    """What a column needs for some texts each on a line, and for the words of its heading."""
    cell = look.number if words.kind == "number" else look.text
    head = _letters(look.head, widest=tried.widest)
    text = _letters(cell, widest=tried.texts == "widest" if words.kind == "text" else tried.widest)
    points, head_points = look.points(cell, tried.size), look.points(look.head, tried.size)
    bold = _letters(look.head, widest=tried.texts == "widest" if words.kind == "text" else tried.widest)
    thousandths = max(
        text.widest_of(cells) * points,
        bold.widest_of(words.strong) * points,
        head.widest_of(words.head) * head_points,
    )
    return _beside(words.kind, look) + -(-round(thousandths * 20) // 1000)


def _letters(look: TextLook, *, widest: bool) -> Letters:
    return look.widest if widest else look.letters


def _beside(kind: str, look: CellLook) -> int:
    extra = max(0, STATUS_MARGIN - look.margins // 2) if kind == "status" else 0
    return look.margins + extra + _SLACK


def _narrow(
    words: Sequence[_Words], widths: Sequence[int], look: CellLook, size: float
) -> Iterator[tuple[int, tuple[Letters, int]]]:
    """The columns that have no room for all their words in the widest font: their letters, and the room in
    thousandths of the size."""
    head, points = look.head.widest, look.points(look.head, size)
    for number, (one, width) in enumerate(zip(words, widths, strict=True)):
        room = round((width - _beside(one.kind, look)) * 1000 / (max(points, size) * 20))
        # A status is never bold; a soft hyphen that it does not need would break it after its symbol.
        cells = look.text.widest if one.kind == "status" else head
        if max(head.widest_of(one.head), head.widest_of(one.strong), cells.widest_of(one.parts)) > room:
            yield number, (head, max(room, 1))


def _given(least: Sequence[int], texts: Iterable[int], width: int) -> int:
    """How much the columns of text can give way: down to a fifth of the table each."""
    return sum(max(0, least[number] - width // 5) for number in texts)


def fitted(wanted: Sequence[int], least: Sequence[int], width: int, texts: Iterable[int]) -> list[int]:
    """Widths that are together exactly the width: each has its least, and what is left goes to those that want more.

    Where not even the least fits, the columns of text give way first, down to a fifth of the table, then all do.
    """
    needed = list(least)
    for number in texts:
        needed[number] -= max(0, min(sum(needed) - width, needed[number] - width // 5))
    spare = width - sum(needed)
    if spare <= 0:
        widths = [one * width // sum(needed) for one in needed]
    else:
        more = [max(0.0, want * width / sum(wanted) - one) for want, one in zip(wanted, needed, strict=True)]
        shares = more if sum(more) else [1.0] * len(more)
        widths = [one + int(spare * share / sum(shares)) for one, share in zip(needed, shares, strict=True)]
    widths[widths.index(max(widths))] += width - sum(widths)
    return widths


def width_of(words: Iterable[str], look: CellLook) -> int:
    """A width that holds the longest of some words, of a heading or a text, on a line of its own."""
    return _beside("text", look) + -(-round(look.head.widest.widest_of(words) * look.text.size * 20) // 1000)
