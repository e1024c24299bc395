"""How deep each row of a table stands in its tree, told by numbers, indentation, outline or look. Knows no kinds.

A tree is believed only where it is plain: it begins at the top, most rows that stand higher have one below them, and
the deepest rows are most of the table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from rsplan.understanding.headings import heading_key
from rsplan.understanding.tables import SheetTable

_FEWEST_ROWS, _SAMPLE = 4, 60
_MOST_DEPTHS = 5
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)\.?")
_NUMBERED = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)[.)]?\s+(?=\D)")
_FILL = "fyllningen"
_BOLD, _CAPITALS = "fetstilen", "versalerna"
_LEVEL_HEADINGS = frozenset({"nivå", "niva", "level", "plannivå", "hierarkinivå"})


class Levels(Struct, frozen=True):
    """The depth of each row, 0 for the highest, and in Swedish what tells it."""

    depths: list[int]
    how: str

    @property
    def by_look(self) -> bool:
        """True where nothing but an emphasis tells the levels: people mark rows for other reasons too."""
        return self.how in (_BOLD, _CAPITALS, _FILL)

    def parents(self) -> list[int | None]:
        """For each row the position of the nearest row above that stands higher."""
        last: dict[int, int] = {}
        found = []
        for at, depth in enumerate(self.depths):
            found.append(max((last[each] for each in last if each < depth), default=None))
            last = {each: position for each, position in last.items() if each < depth} | {depth: at}
        return found


def levels_of(table: SheetTable) -> Levels | None:
    """The levels of a table's rows by the first sign that tells a plain tree; None for a flat table."""
    title = table.header.title
    if title is None or table.header.view or len(table.rows) < _FEWEST_ROWS:
        return None
    for how, tell in _signs(table, title):
        marks = [tell(at) for at in range(min(len(table.rows), _SAMPLE))]
        if None in marks or len(set(marks)) < 2:
            continue
        marks += [tell(at) for at in range(_SAMPLE, len(table.rows))]
        if None not in marks and (depths := _ranked(marks)) and _is_tree(depths):
            # Every second row filled is a table made easy to read.
            return None if how == _FILL and _alternates(depths) else Levels(depths, how)
    return None


def _signs(table: SheetTable, title: int) -> Iterator[tuple[str, Callable[[int], int | None]]]:
    """What may tell the levels, with a function that gives a mark by the row's position: larger is deeper."""
    rows, names, keys = table.rows, table.values("title"), table.values("key")
    raw, looks = table.sheet.columns[title], table.sheet.looks
    level = next((at for at, text in table.header.texts.items() if heading_key(text) in _LEVEL_HEADINGS), None)
    if any(keys):
        yield "numreringen", lambda at: _parts(_NUMBER.fullmatch(keys[at]))
    yield "numreringen", lambda at: _parts(_NUMBERED.match(names[at]))
    if level is not None:
        stated = table.sheet.columns[level]
        yield "kolumnen för nivå", lambda at: int(text) if (text := str(stated[rows[at]])).isdecimal() else None
    yield "indraget", lambda at: _leading(raw[rows[at]])
    if looks:
        yield "indraget", lambda at: looks.at(rows[at], title).indent
    if looks.levels:
        yield "dispositionsnivån", lambda at: looks.levels.get(rows[at], 0)
    if looks.bold:
        yield _BOLD, lambda at: int((rows[at], title) not in looks.bold)
    yield _CAPITALS, lambda at: int(not names[at].isupper())
    if looks.cells or looks.rows:
        yield _FILL, lambda at: int(not looks.at(rows[at], title).fill)


def _parts(match: re.Match[str] | None) -> int | None:
    return match[1].count(".") if match else None


def _leading(value: object) -> int:
    text = str(value)
    return len(text) - len(text.lstrip(" \u00a0\u2003\t"))


def _ranked(marks: Sequence[int | None]) -> list[int] | None:
    ranks = {mark: rank for rank, mark in enumerate(sorted(set(marks) - {None}))}  # type: ignore[type-var]
    return [ranks[mark] for mark in marks] if 1 < len(ranks) <= _MOST_DEPTHS else None


def _alternates(depths: Sequence[int]) -> bool:
    return all(above != below for above, below in pairwise(depths))


def _is_tree(depths: Sequence[int]) -> bool:
    """True where the first row stands highest, nothing is skipped on the way down, two rows or more have some below
    them, nearly every higher row has, and the deepest rows are half of the table or more."""
    if depths[0] != 0 or any(below > above + 1 for above, below in pairwise(depths)):
        return False
    higher = [at for at, depth in enumerate(depths) if depth < max(depths)]
    heads = [at for at in higher if at + 1 < len(depths) and depths[at + 1] > depths[at]]
    return len(heads) > 1 and len(heads) * 5 >= len(higher) * 4 and len(higher) * 2 <= len(depths)
