"""Legends of colours: "Grön rad = klar, gul = pågår", or filled cells with the words for what their fill means.

A colour by its name stands for every shade of it, one by its fill for that fill. Knows no hues: what a fill is called
is known where the cells are looked at. A colour whose words are no status is kept where the others' are: it then means
something that nobody can count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from rsplan.language.statuswords.column import legend_words, read_column
from rsplan.language.vocabulary import Vocabulary, colour_names
from rsplan.plan.folding import fold
from rsplan.plan.model import Kind
from rsplan.reading.looks import Looks
from rsplan.understanding.legend_lines import FEWEST, LONGEST_WORDS, Legend, runs_of, stands_apart
from rsplan.understanding.seen import is_symbol
from rsplan.understanding.sheet_cells import Cells, Place

_LONGEST, _MOST = 400, 12
_MARKED = (
    r"(?:[- ]?(?:rad(?:er)?|markering(?:ar)?|fält|cell(?:er)?|ruta|rutor|färg(?:ad|at|ade)?|markera(?:d|t|de)|text))?"
)
_SAYS = r"(?:\s*[=:]|\s+[–-]|\s+(?:betyder|innebär|står för|är))\s*(?:att\s+)?"
_WORDS_IN_COLOUR = re.compile(r"(?P<words>[^\W\d_][^=:]{2,50}?)\s*(?:[=:]|\s[–-]\s)\s*(?P<colour>[^\W\d_]+)")
_COLOUR_LAST = re.compile(r"[=:–-]\s*[^\W\d_]{3,9}\s*(?:$|[,;.\n])")
_BRACKET = re.compile(r"\(([^()]{8,300})\)")
_Line = tuple[Place, str, str]


@cache
def _colour_said() -> re.Pattern[str]:
    """A colour's name, and what says that its meaning follows."""
    names = "|".join(sorted(map(re.escape, colour_names()), key=len, reverse=True))
    return re.compile(rf"(?<!\w)({names}){_MARKED}{_SAYS}(?=[^\W\d_])", re.IGNORECASE)


def colour_legends(cells: Cells, looks: Looks, vocabulary: Vocabulary) -> Iterator[Legend]:
    """The legends of colours among these cells: names in one cell, in lines or beside words, then fills with words."""
    told = (_in_one_cell(cells), _in_lines(cells), _beside_words(cells), _of_words(cells), _filled(cells, looks))
    for legend in chain.from_iterable(told):
        if _is_legend(legend.words, vocabulary):
            yield legend


def _is_legend(words: Mapping[str, str], vocabulary: Vocabulary) -> bool:
    """True where most colours have words that are statuses of one kind of item, and do not all mean the same."""
    meant = list(dict.fromkeys(words.values()))
    if not FEWEST <= len(words) <= _MOST * 4:
        return False
    for kind in (Kind.ACTIVITIES, Kind.ASSIGNMENTS):
        read = [reading.meaning for reading in read_column(kind, meant, vocabulary).values() if reading]
        if len(set(read)) >= FEWEST and len(read) * 3 >= len(meant) * 2:
            return True
    return False


def _told(text: str) -> dict[str, str]:
    """What a text says that colours mean, each of their names with its words; nothing where it begins otherwise."""
    caption, colon, rest = text.partition(":")
    said = rest.strip() if colon and fold(caption) in legend_words() else text.strip()
    found = list(_colour_said().finditer(said))
    if not found or found[0].start() > 0:
        return {}
    ends = [each.start() for each in found[1:]] + [len(said)]
    words = [said[each.end() : end].strip(" ,;./|\n\t") for each, end in zip(found, ends, strict=True)]
    words = [re.sub(r"\s(?:och|samt)$", "", each) for each in words]
    if not all(0 < len(each) <= LONGEST_WORDS for each in words):
        return {}
    return _by_name(dict(zip((each[1] for each in found), words, strict=True)))


def _by_name(words: Mapping[str, str]) -> dict[str, str]:
    """The words for each colour, by all the names that it goes by."""
    names = colour_names()
    meant = {names[fold(name)]: text for name, text in words.items()}
    return {name: meant[colour] for name, colour in names.items() if colour in meant}


def _may_name_colours(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST and _colour_said().search(value) is not None


def _in_one_cell(cells: Cells) -> Iterator[Legend]:
    """ "Grön = klar, gul = pågår" in a cell of its own, or in the brackets of one that says more."""
    for row, column in cells.where(_may_name_colours):
        text = cells.text(row, column)
        alone = cells.is_only_one(row, column) or cells.is_alone(row, column, column)
        if alone and len({*(words := _told(text)).values()}) >= FEWEST:
            yield Legend(words, ((row, column),))
        elif (inside := _BRACKET.search(text)) and len({*(words := _told(inside[1])).values()}) >= FEWEST:
            yield Legend(words, ((row, column),), kept=True)


def _in_lines(cells: Cells) -> Iterator[Legend]:
    """ "Grön rad = klar" in cells below or beside each other."""
    lines: list[_Line] = []
    for row, column in cells.where(_may_name_colours):
        found = _colour_said().match(text := cells.text(row, column))
        if found and len(list(_colour_said().finditer(text))) == 1 and len(text) - found.end() <= LONGEST_WORDS:
            lines.append(((row, column), fold(found[1]), text[found.end() :].strip(" ,;.")))
    below = runs_of(lines, lambda one, other: other == (one[0] + 1, one[1]), cells)
    beside = runs_of(sorted(lines), lambda one, other: other[0] == one[0], cells)
    for legend in (*below, *beside):
        yield Legend(_by_name(legend.words), legend.cells)


def _beside_words(cells: Cells) -> Iterator[Legend]:
    """ "Grön" with what it means in the cell beside it, below each other."""
    names = colour_names()
    run: list[_Line] = []
    for place in [*cells.where(lambda value: isinstance(value, str) and fold(value) in names), None]:
        if run and (place is None or place != (run[-1][0][0] + 1, run[-1][0][1])):
            yield from _pairs(run, cells)
            run = []
        if place is None:
            return
        words = cells.text(place[0], place[1] + 1)
        if words and not words[0].isdigit() and len(words) <= LONGEST_WORDS and cells.is_alone(*place, place[1] + 1):
            run.append((place, fold(cells.text(*place)), words))


def _pairs(run: Sequence[_Line], cells: Cells) -> Iterator[Legend]:
    top, left = run[0][0]
    above = cells.heading_above(top, left)
    if len({name for _, name, _ in run}) == len(run) >= FEWEST and (not above or above in legend_words()):
        places = [place for place, _, _ in run]
        both = (*places, *((row, column + 1) for row, column in places))
        yield Legend(_by_name({name: words for _, name, words in run}), tuple(sorted(both)))


# --- What words are shown as --------------------------------------------------------------------------------------


def _of_words(cells: Cells) -> Iterator[Legend]:
    """ "Pågår med avvikelse = gul": the words of a column, each with its colour; several may have the same."""
    lines: list[_Line] = []
    for row, column in cells.where(_may_name_a_colour_last):
        text = cells.text(row, column)
        parts = [_WORDS_IN_COLOUR.fullmatch(part.strip(" .")) for part in re.split(r"[,;\n]", text)]
        found = [(each["words"], each["colour"]) for each in parts if each and fold(each["colour"]) in colour_names()]
        if len(found) == len(parts) > 1 and cells.is_alone(row, column, column):
            yield Legend({fold(words): colour for words, colour in found}, ((row, column),))
        elif len(found) == len(parts):
            lines.append(((row, column), fold(found[0][0]), found[0][1]))
    yield from runs_of(lines, lambda one, other: other == (one[0] + 1, one[1]), cells)


def _may_name_a_colour_last(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST and _COLOUR_LAST.search(value) is not None


# --- Fills ----------------------------------------------------------------------------------------------------------


def _filled(cells: Cells, looks: Looks) -> Iterator[Legend]:
    """Filled cells below or beside each other, of a fill each, with the words in them or in the cells beside them."""
    fills = {place: look.fill for place, look in looks.cells.items() if look.fill and cells.has(place)}
    fills |= {
        place: look.ink
        for place, look in looks.cells.items()
        if look.ink and cells.has(place) and (text := cells.text(*place)) and is_symbol(text, look)
    }
    for step in ((1, 0), (0, 1)):
        for run in _runs_of_fills(fills, step):
            words = [_words_at(place, fills, cells, across=step == (0, 1)) for place in run]
            if all(text for _, text in words) and _is_apart([*run, *(place for place, _ in words)], fills, cells):
                told = {f"#{fills[place].lower()}": text for place, (_, text) in zip(run, words, strict=True)}
                plain, where = _without_fill(run[-1], cells) if step == (1, 0) else ({}, ())
                yield Legend(told | plain, tuple(sorted({*run, *where, *(place for place, _ in words)})))


def _without_fill(last: Place, cells: Cells) -> tuple[dict[str, str], tuple[Place, ...]]:
    """What the line below the last filled cell says of cells without a fill: "Ofärgad = ej påbörjad"."""
    below = (last[0] + 1, last[1])
    found = _colour_said().match(text := cells.text(*below))
    if not found or colour_names()[fold(found[1])] != "none" or not stands_apart([below], cells):
        return {}, ()
    return _by_name({found[1]: text[found.end() :].strip(" ,;.")}), (below,)


def _runs_of_fills(fills: Mapping[Place, str], step: tuple[int, int]) -> Iterator[list[Place]]:
    """The longest rows of filled cells in one direction of which no two are alike."""
    down, right = step
    for row, column in sorted(fills):
        if (row - down, column - right) in fills:
            continue
        run = [(row, column)]
        while len(run) <= _MOST and (following := (run[-1][0] + down, run[-1][1] + right)) in fills:
            run.append(following)
        if FEWEST <= len(run) <= _MOST and len({fills[place] for place in run}) == len(run):
            yield run


def _words_at(place: Place, fills: Mapping[Place, str], cells: Cells, *, across: bool) -> tuple[Place, str]:
    """Where the words for a filled cell stand, and what they are; none where there are no words to be found."""
    row, column = place
    text = cells.text(row, column)
    if (not text or not text[0].isalpha()) and not across and (row, column + 1) not in fills:
        place, text = (row, column + 1), cells.text(row, column + 1)
    return place, text if len(text) <= LONGEST_WORDS else ""


def _is_apart(places: Sequence[Place], fills: Mapping[Place, str], cells: Cells) -> bool:
    """True for cells with nothing beside, and a legend's heading or nothing above, that are not a table's statuses."""
    if not stands_apart(places, cells) or any(cells.text(*place) == "" and place not in fills for place in places):
        return False
    row, column = min(places)
    above = cells.heading_above(row, column)
    alone = all(cells.text(row, at) == "" for row, _ in places for at in range(cells.width) if (row, at) not in places)
    return not above or (above in legend_words() and (alone or "status" not in above))
