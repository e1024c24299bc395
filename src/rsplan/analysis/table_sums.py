"""Are the sums in a table right? Rows and columns of sums are found by their labels and added up as they are written.

A row that is labelled as a sum adds the rows since the last sum, or the sums since the last sum of sums. What cannot be
told apart is settled by which of the two most of its columns agree with, so that one wrong column is told as wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import groupby, pairwise

from msgspec import Struct
from msgspec.structs import replace

from rsplan.language.amounts import Amount, amount, amounts_of_money
from rsplan.language.swedish import digits
from rsplan.plan.folding import fold
from rsplan.plan.grids import DocumentTables, Grid

# "Summa tjänstemannabudget", "Total effekt av åtgärder", "Totalt"; a column may be a net as well.
_SUM = re.compile(r"(?:summa|summerat|s:a|total|totalt|totala|totalsumma|delsumma)\b")
_NET = re.compile(r"netto")
_PART = re.compile(r"\b(?:varav|därav)\b")
# A unit of money, or a decimal: the whole numbers of such a table may be rounded, those of others are counts.
_MEASURES = re.compile(r"\b(?:kr|tkr|mkr|mnkr|kronor|miljoner|miljarder|tusental)\b|%|\d[,.]\d")
_FIRST_YEAR, _LAST_YEAR = 1990, 2099
_FEWEST_PARTS = 2


class SumOutcome(StrEnum):
    """Whether a stated sum is the sum of its parts, as far as their digits tell."""

    AGREES = "agrees"
    ROUNDING = "rounding"
    DIFFERS = "differs"


class StatedSum(Struct, frozen=True):
    """A sum that a document states: where, what it is called, what it says, and what its parts add to."""

    place: str
    label: str
    stated: Amount
    added: Decimal
    outcome: SumOutcome
    decimals: int

    @property
    def added_text(self) -> str:
        """The parts' sum with as many decimals as any of them has."""
        return digits(self.added, self.decimals)


class TwiceStated(Struct, frozen=True):
    """One and the same that two tables state otherwise."""

    label: str
    place: str
    said: Amount
    other_place: str
    other: Amount
    outcome: SumOutcome


def stated_sums(tables: DocumentTables) -> list[StatedSum]:
    """Every sum in the tables and in the lists of amounts of a document, in its order."""
    return [*sums_of_tables(tables), *_paragraph_sums(tables.paragraphs)]


def sums_of_tables(tables: DocumentTables) -> list[StatedSum]:
    """Every sum in the tables of a document, in its order."""
    return [one for grid in tables.grids for one in (*_row_sums(grid), *_column_sums(grid))]


def _judged(place: str, label: str, stated: Amount, parts: Sequence[Amount]) -> StatedSum:
    added = sum((part.value for part in parts), Decimal(0))
    decimals = max(stated.decimals, *(part.decimals for part in parts))
    slack = stated.slack + sum(part.slack for part in parts)
    difference = abs(stated.value - added)
    outcome = (
        SumOutcome.AGREES if not difference else SumOutcome.ROUNDING if difference <= slack else SumOutcome.DIFFERS
    )
    return StatedSum(place, label, stated, added, outcome, decimals)


# Columns of numbers, with their rows of sums


class _Line(Struct, frozen=True):
    """A row of a table that has numbers: its label, and its numbers by column."""

    label: str
    row: int
    numbers: dict[int, Amount]

    @property
    def is_sum(self) -> bool:
        return _SUM.match(fold(self.label)) is not None


def _lines(grid: Grid) -> list[_Line]:
    """The rows of numbers. Whole numbers count something where nothing in the table says that they measure."""
    exact = not _MEASURES.search(fold(" ".join((grid.heading, *(text for row in grid.rows for text in row)))))
    lines: list[_Line] = []
    for at, row in enumerate(grid.rows):
        numbers = {column: replace(number, exact=exact) for column, text in enumerate(row) if (number := amount(text))}
        texts = [text for text in row if text.strip() and not amount(text)]
        if numbers and (lines or not _are_years(numbers.values())):
            lines.append(_Line(texts[0] if texts else "", at, numbers))
    return lines


def _are_years(numbers: Iterable[Amount]) -> bool:
    """Whether the first numbers of a table are the years of its columns: one, or several that follow each other."""
    values = [one.value if not one.decimals and not one.unit else Decimal(0) for one in numbers]
    following = all(after - before == 1 for before, after in pairwise(values))
    return following and all(_FIRST_YEAR <= value <= _LAST_YEAR for value in values)


def _row_sums(grid: Grid) -> Iterator[StatedSum]:
    """The sums that stand in rows of their own."""
    items: list[_Line] = []  # since the last sum
    open_: list[_Line] = []  # sums that no other sum has taken in, and what stands beside them
    for line in _lines(grid):
        if not line.is_sum:
            items.append(line)
            continue
        parts = _parts_of(line, items, [*open_, *items])
        if parts is not None:
            yield from _held_against(grid, line, parts)
            open_ = [one for one in (*open_, *items) if one not in parts]
        else:
            open_ += items
        open_.append(line)
        items = []


def _parts_of(line: _Line, items: list[_Line], everything: list[_Line]) -> list[_Line] | None:
    """Which rows a row of sums adds: the one reading that most of its columns agree with; None where it adds nothing.

    What adds a single row is a sum where it says the same, and else something that is only called a sum.
    """
    readings = [parts for parts in (items, everything) if len(parts) >= _FEWEST_PARTS]
    if readings:
        return max(readings, key=lambda parts: _agreeing(line, parts))
    return items if items and _agreeing(line, items) == len(line.numbers) else None


def _agreeing(line: _Line, parts: Sequence[_Line]) -> int:
    sums = (_of_column(line, parts, column) for column in line.numbers)
    return sum(found is not None and found.outcome is not SumOutcome.DIFFERS for found in sums)


def _of_column(line: _Line, parts: Sequence[_Line], column: int, place: str = "") -> StatedSum | None:
    numbers = [part.numbers[column] for part in parts if column in part.numbers]
    return _judged(place, line.label, line.numbers[column], numbers) if numbers else None


def _held_against(grid: Grid, line: _Line, parts: Sequence[_Line]) -> Iterator[StatedSum]:
    for column, stated in line.numbers.items():
        if stated.unit != "%":  # shares of wholes of different size do not add up
            found = _of_column(line, parts, column, grid.places[line.row][column])
            if found is not None:
                yield found


# Rows of numbers, with their column of sums


def _column_sums(grid: Grid) -> Iterator[StatedSum]:
    """The sums that stand in the last column of numbers, below a heading that calls them so."""
    for heading, lines in groupby(_lines(grid), key=lambda line: _sum_heading(grid, line)):
        checked = [found for line in lines if heading and (found := _of_row(grid, line))]
        if _SUM.match(heading) or 2 * sum(one.outcome is not SumOutcome.DIFFERS for one in checked) > len(checked):
            yield from checked


def _sum_heading(grid: Grid, line: _Line) -> str:
    """The nearest heading above a row's last number if it is one of sums, else ""."""
    last = max(line.numbers)
    above = (grid.rows[row][last] for row in range(line.row - 1, -1, -1))
    heading = fold(next((text for text in above if text.strip() and not amount(text)), ""))
    return heading if _SUM.match(heading) or _NET.match(heading) else ""


def _of_row(grid: Grid, line: _Line) -> StatedSum | None:
    last = max(line.numbers)
    parts = [number for column, number in line.numbers.items() if column != last]
    if len(parts) < _FEWEST_PARTS or any(number.unit == "%" for number in parts):
        return None
    return _judged(grid.places[line.row][last], line.label, line.numbers[last], parts)


# Lists of amounts in running text


def _paragraph_sums(paragraphs: Sequence[tuple[str, str]]) -> Iterator[StatedSum]:
    """The totals that end a list of paragraphs with an amount each: "Total nettobudgetram: 2 181 766 tkr"."""
    parts: list[Amount] = []
    for place, text in paragraphs:
        numbers = list(_counted_amounts(text))
        if not numbers:
            parts = []
        elif _SUM.match(fold(text)) and len(parts) >= _FEWEST_PARTS and len(numbers) == 1:
            if {part.unit for part in parts} == {numbers[0].unit}:
                yield _judged(place, text.partition(":")[0], numbers[0], parts)
            parts = []
        else:
            parts += numbers


def _counted_amounts(text: str) -> Iterator[Amount]:
    """The amounts of a paragraph that count by themselves: not those that are part of another ("varav")."""
    for piece in re.split(r"\bsamt\b", text):
        part_of = _PART.search(fold(piece))
        for at, found in amounts_of_money(piece):
            if part_of is None or at < part_of.start():
                yield found


# The same thing in two tables


def twice_stated(tables: DocumentTables) -> list[TwiceStated]:
    """What two tables call by one name and give different figures, none of those of one being those of the other."""
    seen: dict[str, list[tuple[int, Grid, _Line]]] = {}
    for number, grid in enumerate(tables.grids):
        for line in _lines(grid):
            if name := _thing(line.label):
                seen.setdefault(name, []).append((number, grid, line))
    return [found for name, places in seen.items() for found in _disagreeing(name, places)]


def _thing(label: str) -> str:
    """What a row is about, without the words that call it a sum or a part; "" where no other table can mean it."""
    words = fold(label)
    plain = re.sub(rf"^(?:{_SUM.pattern}|{_PART.pattern})\s*", "", words).strip(" :")
    return plain if plain and plain != words else ""


def _disagreeing(name: str, places: Sequence[tuple[int, Grid, _Line]]) -> Iterator[TwiceStated]:
    for at, (number, grid, line) in enumerate(places):
        for other_number, other_grid, other in places[:at]:
            if number == other_number:
                continue
            column = max(line.numbers)
            said = line.numbers[column]
            near = min(other.numbers, key=lambda one: abs(other.numbers[one].value - said.value))
            stated = other.numbers[near]
            outcome = _same_amount(said, stated)
            if outcome is not SumOutcome.AGREES:
                yield TwiceStated(
                    name, grid.places[line.row][column], said, other_grid.places[other.row][near], stated, outcome
                )


def _same_amount(one: Amount, other: Amount) -> SumOutcome:
    """Whether two figures may be one: alike to the digits that the coarser has, or apart by a last digit."""
    difference = abs(one.value - other.value)
    coarser = max(one.slack, other.slack) if one.decimals != other.decimals else 0
    if difference <= coarser:
        return SumOutcome.AGREES
    return SumOutcome.ROUNDING if difference <= one.slack + other.slack else SumOutcome.DIFFERS
