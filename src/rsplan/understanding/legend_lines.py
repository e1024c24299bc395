"""What a legend is, and the lines that make one: they follow each other with nothing beside. Knows no meanings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from rsplan.language.statuswords.column import legend_words
from rsplan.understanding.sheet_cells import Cells, Place

FEWEST, LONGEST_WORDS = 2, 40


class Legend(Struct, frozen=True):
    """What signs mean, folded sign → words as written, with the cells (row, column from 0) that say it.

    The cells are ``kept`` where they say more than that.
    """

    words: Mapping[str, str]
    cells: tuple[Place, ...]
    kept: bool = False


def caption_above(places: Sequence[Place], cells: Cells) -> tuple[Place, ...]:
    """The cells above a legend that say what it is: "Teckenförklaring", "Kod" and "Betydelse"."""
    top = min(places)[0]
    columns = sorted({column for row, column in places if row == top})
    return tuple((top - 1, column) for column in columns if cells.heading_above(top, column) in legend_words())


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
