"""The cells that a legend may stand in, and the lines among them that follow each other. Knows no meanings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import is_not

from msgspec import Struct
from msgspec.structs import replace

from rsplan.language.statuswords.column import legend_words
from rsplan.plan.folding import fold
from rsplan.reading.workbook import Sheet
from rsplan.understanding.cell_texts import cell_text

_TOP, _BOTTOM, _WIDEST = 400, 60, 120
FEWEST, LONGEST_WORDS = 2, 40
Place = tuple[int, int]


class Legend(Struct, frozen=True):
    """What signs mean, folded sign → words as written, with the cells (row, column from 0) that say it.

    The cells are ``kept`` where they say more than that.
    """

    words: Mapping[str, str]
    cells: tuple[Place, ...]
    kept: bool = False


class Cells:
    """The cells of a sheet that a legend may stand in: those of its first and last rows."""

    def __init__(self, sheet: Sheet) -> None:
        self._columns = sheet.columns[:_WIDEST]
        height = sheet.height
        self.rows = [*range(min(height, _TOP)), *range(max(_TOP, height - _BOTTOM), height)]
        self._among = frozenset(self.rows)
        self.width = len(self._columns)

    def text(self, row: int, column: int) -> str:
        """A cell's text; blank outside the sheet."""
        if not 0 <= column < self.width or not 0 <= row < len(self._columns[column]):
            return ""
        return cell_text(self._columns[column][row])

    def has(self, place: Place) -> bool:
        """True for one of these cells."""
        return place[1] < self.width and place[0] in self._among

    def where(self, wanted: Callable[[object], bool]) -> Iterator[Place]:
        """The places with a wanted value, column by column, from the top."""
        for column, values in enumerate(self._columns):
            told = {value for value in {values[row] for row in self.rows} - {None} if wanted(value)}
            if told:
                yield from ((row, column) for row in self.rows if values[row] in told)

    def is_alone(self, row: int, left: int, right: int) -> bool:
        """True where the cells beside these are blank."""
        return not self.text(row, left - 1) and not self.text(row, right + 1)

    def is_only_one(self, row: int, column: int) -> bool:
        """True where the row has nothing else."""
        return not any(self.text(row, at) for at in range(self.width) if at != column)

    def caption_above(self, places: Sequence[Place]) -> tuple[Place, ...]:
        """The cells above a legend that say what it is: "Teckenförklaring", "Kod" and "Betydelse"."""
        top = min(places)[0]
        columns = sorted({column for row, column in places if row == top})
        return tuple((top - 1, column) for column in columns if self.heading_above(top, column) in legend_words())

    def heading_above(self, row: int, column: int) -> str:
        """The folded text above a cell."""
        return fold(self.text(row - 1, column)).rstrip(": ")


def runs_of(
    lines: Sequence[tuple[Place, str, str]], follows: Callable[[Place, Place], bool], cells: Cells
) -> Iterator[Legend]:
    """The runs of lines that follow each other, with nothing beside them."""
    run: list[tuple[Place, str, str]] = []
    for line in [*lines, None]:
        if line and run and follows(run[-1][0], line[0]):
            run.append(line)
            continue
        if len(run) >= FEWEST and len({sign for _, sign, _ in run}) == len(run):
            places = tuple(place for place, _, _ in run)
            if stands_apart(places, cells):
                yield Legend({sign: words for _, sign, words in run}, places)
        run = [line] if line else []


def stands_apart(places: Sequence[Place], cells: Cells) -> bool:
    """True where nothing stands beside the places but themselves."""
    every = set(places)
    beside = {(row, column + step) for row, column in every for step in (-1, 1)} - every
    return not any(cells.text(*place) for place in beside)


def blanked(sheet: Sheet, places: Iterable[Place]) -> Sheet:
    """The sheet without the texts of some cells; the same sheet where there are none."""
    columns = list(sheet.columns)
    for row, column in places:
        if columns[column] is sheet.columns[column]:
            columns[column] = list(sheet.columns[column])
        columns[column][row] = None
    return replace(sheet, columns=columns) if any(map(is_not, columns, sheet.columns)) else sheet
