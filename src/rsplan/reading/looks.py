"""How the cells of a sheet look: fill, font, strike, indent, icons, what is hidden, and what lies over the cells.

One record for all formats: every reader fills it in, and understanding reads it. Knows no format and no meanings.
Plain values only, since it crosses between processes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Self

from msgspec import Struct, field, to_builtins
from msgspec.structs import replace

# First row, first column, last row, last column, all from 0.
Area = tuple[int, int, int, int]
_PORTION = 20_000


class Look(Struct, frozen=True, array_like=True):
    """How one cell is shown. Colours are "RRGGBB", empty where there is none, or where it is white or automatic.

    ``font`` is named only where it draws symbols for letters (Wingdings). ``icon`` is the colour of an icon that stands
    for the value. ``doubt`` says in Swedish why what is shown could not be worked out.
    """

    fill: str = ""
    ink: str = ""
    font: str = ""
    strike: bool = False
    indent: int = 0
    icon: str = ""
    doubt: str = ""


PLAIN = Look()


class Condition(Struct, frozen=True, array_like=True):
    """A rule that changes the look of cells by their values: of which kind, where, and how they look where it holds.

    ``kind`` and ``operator`` are those of ECMA-376 part 1, 18.18.12 and 18.18.15. ``formulas`` are written for the
    cell ``origin``, or for the corner of all areas together. ``icons`` are the icons' colours from the lowest value on,
    ``limits`` (kind, value, whether the value itself is inside) where each begins.
    """

    areas: tuple[Area, ...]
    kind: str
    priority: int = 0
    stop: bool = False
    operator: str = ""
    formulas: tuple[str, ...] = ()
    text: str = ""
    look: Look = PLAIN
    icons: tuple[str, ...] = ()
    limits: tuple[tuple[str, str, bool], ...] = ()
    origin: tuple[int, int] | None = None

    def covers(self, row: int, column: int) -> bool:
        """True for a cell that the rule is about."""
        return inside(self.areas, row, column)


class Looks(Struct):
    """The looks of one sheet, all from 0. A cell that is not in ``cells`` looks as its row does, else as its column.

    ``bold`` are the cells with a bold font, ``part_struck`` those whose text is struck out in part, with what
    is left of it, ``levels`` the
    outline levels of rows that have one, ``pictures`` the cells that pictures and drawings cover. ``unread`` says in
    Swedish why the looks are not known; empty where they are, or where the format has none.
    """

    cells: dict[tuple[int, int], Look] = field(default_factory=dict)
    rows: dict[int, Look] = field(default_factory=dict)
    columns: dict[int, Look] = field(default_factory=dict)
    hidden_columns: set[int] = field(default_factory=set)
    levels: dict[int, int] = field(default_factory=dict)
    pictures: list[Area] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    unread: str = ""
    bold: set[tuple[int, int]] = field(default_factory=set)
    part_struck: dict[tuple[int, int], str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """True where any cell may look like more than plain text."""
        return bool(self.cells or self.rows or self.columns or self.conditions or self.part_struck)

    def at(self, row: int, column: int) -> Look:
        """The look of a cell by its own format, whatever the conditions change."""
        look = self.cells.get((row, column))
        return look if look is not None else self.rows.get(row) or self.columns.get(column) or PLAIN

    def different(self) -> list[Look]:
        """Each look that some cell has by its own format: few, where there are thousands of cells."""
        return list(dict.fromkeys([*self.cells.values(), *self.rows.values(), *self.columns.values()]))

    def strike(self, row: int, column: int, *, left: str) -> None:
        """A cell whose text is struck out by its own parts, but for what is ``left``: nothing where all of it is."""
        if left := " ".join(left.split()):
            self.part_struck[row, column] = left
        else:
            self.cells[row, column] = replace(self.at(row, column), strike=True)

    def messages(self) -> Iterator[tuple[object, ...]]:
        """The looks as plain values in portions of bounded size, for ``take``."""
        palette = {look: at for at, look in enumerate(self.different())}
        yield "palette", [to_builtins(look) for look in palette]
        yield "hidden_columns", sorted(self.hidden_columns)
        yield "unread", self.unread
        for name, places in (("rows", self.rows), ("columns", self.columns)):
            yield from _portions(name, [(place, palette[look]) for place, look in places.items()])
        yield from _portions("cells", [(row, column, palette[look]) for (row, column), look in self.cells.items()])
        yield from _portions("bold", sorted(self.bold))
        yield from _portions("part_struck", [(*place, left) for place, left in self.part_struck.items()])
        yield from _portions("levels", list(self.levels.items()))
        yield from _portions("pictures", self.pictures)
        yield from _portions("conditions", [to_builtins(condition) for condition in self.conditions])

    @classmethod
    def taken(cls, messages: Sequence[Sequence[Any]]) -> Self:
        """The looks that the messages tell."""
        looks, palette = cls(), [PLAIN]
        for name, content in messages:
            if name == "palette":
                palette = [Look(*values) for values in content]
            elif name == "unread":
                looks.unread = content
            elif name == "hidden_columns":
                looks.hidden_columns.update(content)
            elif name == "cells":
                looks.cells.update(((row, column), palette[at]) for row, column, at in content)
            elif name in ("rows", "columns"):
                getattr(looks, name).update((place, palette[at]) for place, at in content)
            elif name == "levels":
                looks.levels.update(map(tuple, content))
            elif name == "bold":
                looks.bold.update(map(tuple, content))
            elif name == "part_struck":
                looks.part_struck.update(((row, column), left) for row, column, left in content)
            elif name == "pictures":
                looks.pictures.extend(map(tuple, content))
            else:
                looks.conditions.extend(map(_condition, content))
        return looks


def _portions(name: str, entries: Sequence[object]) -> Iterator[tuple[object, ...]]:
    for start in range(0, len(entries), _PORTION):
        yield name, entries[start : start + _PORTION]


def _condition(values: Sequence[Any]) -> Condition:
    areas, kind, priority, stop, operator, formulas, text, look, icons, limits, origin = values
    return Condition(
        tuple(map(tuple, areas)), kind, priority, stop, operator, tuple(formulas), text, Look(*look), tuple(icons),
        tuple(map(tuple, limits)), tuple(origin) if origin else None,
    )  # fmt: skip


def inside(areas: Sequence[Area], row: int, column: int) -> bool:
    """True for a cell in one of the areas."""
    return any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in areas)
