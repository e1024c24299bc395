"""Legends: what a sheet says, beside its tables, that numbers and letters in a status column mean. Knows no headings.

A legend is one cell ("1 = planerad, 2 = pågår"), lines below each other ("1 = Planerad"), or two columns of signs and
words, with blank cells around. It is read whole or not at all: every word of it is a status of one kind of item. Its
cells are no items, so the sheet is handed on without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from msgspec.structs import replace

from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding
from rsplan.language.statuswords.column import legend_words, means_statuses
from rsplan.language.vocabulary import Vocabulary, colour_names, packaged_labels
from rsplan.plan.folding import fold
from rsplan.reading.workbook import Sheet, Workbook, cell_name
from rsplan.understanding.colour_legends import colour_legends
from rsplan.understanding.legend_lines import FEWEST, LONGEST_WORDS, Legend, caption_above, runs_of
from rsplan.understanding.sheet_cells import Cells, Place, blanked

_MOST = 12
# A text of more signs explains more than signs.
_LONGEST = 1_000
# A sign of one or two marks, as "+/-", "●" or "!".
_MARK = r"\+/[-–]|±|\+{1,3}|[-–]{1,3}|[^\w\s,;:=()\"'./|+–-]{1,2}\ufe0f?"
_SIGN = re.compile(rf"\d{{1,2}}|[^\W\d_]{{1,3}}|{_MARK}")
_LINE = re.compile(rf"(?<!\w)(\d{{1,2}}|[^\W\d_]{{1,3}}|(?:{_MARK})(?=\s*[=:]))\s*[=:–-]\s*([^\W\d_][^=;\n]*)")
_BETWEEN = re.compile(rf"[,;|\n]|(?<!\+)/|\s(?=(?:\d{{1,2}}|{_MARK})\s*[=:])")
_SEVERAL = re.compile(r"=.*=|:.*:.*[,;]|[–-].*[–-]", re.DOTALL)


def without_legends(workbook: Workbook, vocabulary: Vocabulary) -> tuple[list[Sheet], list[Finding]]:
    """The sheets of a workbook without the cells of their legends, each with what its legends say; a sheet that has
    none of its own uses those of the others. Each legend is said."""
    legends = [list(_legends_in(sheet, vocabulary)) for sheet in workbook.sheets]
    every = _together([legend for found in legends for legend in found])
    sheets, said = [], []
    for sheet, found in zip(workbook.sheets, legends, strict=True):
        words = _together(found) or every
        places = [place for legend in found if not legend.kept for place in legend.cells]
        sheets.append(replace(blanked(sheet, places), legend=words) if words else sheet)
        said += [_said(workbook, sheet, legend) for legend in found if not sheet.hidden]
    return sheets, said


def _together(legends: Sequence[Legend]) -> dict[str, str]:
    """What several legends say: a sign that they do not agree upon means nothing."""
    words: dict[str, str] = {}
    doubtful = set()
    for legend in legends:
        for sign, meaning in legend.words.items():
            if fold(words.setdefault(sign, meaning)) != fold(meaning):
                doubtful.add(sign)
    return {sign: meaning for sign, meaning in words.items() if sign not in doubtful}


def _said(workbook: Workbook, sheet: Sheet, legend: Legend) -> Finding:
    said: dict[str, str] = {}
    for sign, meaning in legend.words.items():
        said.setdefault(_main_name(sign), meaning)
    words = ", ".join(f"{sign.upper() if sign[0] == '#' else sign} = {meaning}" for sign, meaning in said.items())
    return finding(codes.LEGEND, file=workbook.name, sheet=sheet.name, cell=cell_name(*min(legend.cells)), value=words)


def _main_name(sign: str) -> str:
    """A sign; for a colour, which goes by many names, the first of them."""
    colour = colour_names().get(sign)
    return next(name for name, other in colour_names().items() if other == colour) if colour else sign


# --- Where they are -------------------------------------------------------------------------------------------------


def _legends_in(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Legend]:
    cells = Cells(sheet)
    taken: set[Place] = set()
    for find in (_cell_legends, _pair_legends):
        for legend in find(cells):
            if taken.isdisjoint(legend.cells) and _is_legend(legend, vocabulary):
                taken.update(legend.cells)
                yield replace(legend, cells=(*legend.cells, *caption_above(legend.cells, cells)))
    for legend in colour_legends(cells, sheet.looks, vocabulary):
        if taken.isdisjoint(legend.cells):
            taken.update(legend.cells)
            yield replace(legend, cells=(*legend.cells, *caption_above(legend.cells, cells)))


def _is_legend(legend: Legend, vocabulary: Vocabulary) -> bool:
    """True where several signs have a meaning each, and all of them are statuses of one kind of item. A known status is
    no sign: it says itself what it means. A dash may be one."""
    words = legend.words
    if any(sign in _known_statuses() and sign[0].isalnum() for sign in words):
        return False
    meant = len({fold(meaning) for meaning in words.values()})
    # "◔" and "◕" may both be under way; two letters are two things.
    marks = not any(sign[0].isalnum() for sign in words)
    distinct = meant == len(words) or (marks and meant >= max(FEWEST, len(words) - 1))
    return FEWEST <= len(words) <= _MOST and distinct and means_statuses([*words.values()], vocabulary)


@cache
def _known_statuses() -> frozenset[str]:
    families = (packaged_labels()[name] for name in ("fulfilment", "state"))
    return frozenset(fold(word) for family in families for entry in family.values() for word in entry["known"])


def _has_line(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST and _LINE.search(value) is not None


def _cell_legends(cells: Cells) -> Iterator[Legend]:
    """Legends in one cell each, and of a line in each of several cells."""
    lines: list[tuple[Place, str, str]] = []
    for row, column in cells.where(_has_line):
        text = cells.text(row, column)
        if _SEVERAL.search(text):
            if (words := _told(text)) and (cells.is_only_one(row, column) or cells.is_alone(row, column, column)):
                yield Legend(words, ((row, column),))
        elif (found := _LINE.fullmatch(text)) and len(found[2]) <= LONGEST_WORDS:
            lines.append(((row, column), fold(found[1]), found[2].strip(" ,;")))
    yield from runs_of(lines, lambda one, other: other == (one[0] + 1, one[1]), cells)
    yield from runs_of(sorted(lines), lambda one, other: other[0] == one[0], cells)


def _told(text: str) -> dict[str, str]:
    """What a text says that signs mean; nothing where it says anything else but what it is."""
    caption, colon, rest = text.partition(":")
    said = rest if colon and fold(caption) in legend_words() else text
    parts = [part.strip(" .") for part in _BETWEEN.split(said) if part.strip(" .")]
    found = [_LINE.fullmatch(part) for part in parts]
    return {fold(each[1]): each[2].strip() for each in found if each} if all(found) else {}


def _pair_legends(cells: Cells) -> Iterator[Legend]:
    """Legends of two columns: a sign, and what it means in the cell beside it."""
    pairs: list[tuple[Place, str, str]] = []
    for row, column in cells.where(_may_be_sign):
        sign, words = cells.text(row, column), cells.text(row, column + 1)
        is_sign = _SIGN.fullmatch(sign) and fold(sign) not in legend_words()
        if words and is_sign and len(words) <= LONGEST_WORDS and cells.is_alone(row, column, column + 1):
            pairs.append(((row, column), fold(sign), words))
    for legend in _pair_runs(pairs):
        # Below "Uppdrag" a single letter is a name.
        if (above := cells.heading_above(*legend.cells[0])) and above not in legend_words():
            continue
        both = [*legend.cells, *((row, column + 1) for row, column in legend.cells)]
        yield replace(legend, cells=tuple(sorted(both)))


def _may_be_sign(value: object) -> bool:
    return len(value.strip()) <= 3 if isinstance(value, str) else isinstance(value, int | float) and 0 <= value < 20


def _pair_runs(pairs: Sequence[tuple[Place, str, str]]) -> Iterator[Legend]:
    """The runs below each other; numbers count up or down by one, else they count something."""
    run: list[tuple[Place, str, str]] = []
    for pair in [*pairs, None]:
        if pair and run and pair[0] == (run[-1][0][0] + 1, run[-1][0][1]):
            run.append(pair)
            continue
        signs = [sign for _, sign, _ in run]
        if len(run) >= FEWEST and len(set(signs)) == len(run) and _are_codes(signs):
            yield Legend({sign: words for _, sign, words in run}, tuple(place for place, _, _ in run))
        run = [pair] if pair else []


def _are_codes(signs: Sequence[str]) -> bool:
    numbers = [int(sign) for sign in signs if sign.isdecimal()]
    if not numbers:
        return True
    steps = {later - earlier for earlier, later in pairwise(numbers)}
    return len(numbers) == len(signs) and steps in ({1}, {-1})
