"""Tallies of a sheet's columns, to hold two readings of the same sheet against each other without every cell.

A column's tally is how many cells hold text, numbers and truth values, and, where there are few enough different
ones (a status column always has), how many hold which. Both readings make theirs independently of each other.
Plain dicts, since they cross between processes.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, time, timedelta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    # Of one column: the number of cells by kind, and of each different value (None where they are too many).
    Column = tuple[dict[str, int], dict[object, int] | None]

MOST_DIFFERENT = 64
_SAMPLE = 512
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
TEXT, NUMBER, TRUTH, DATE = "text", "tal", "sant eller falskt", "datum"
_KINDS = {str: TEXT, int: NUMBER, float: NUMBER, bool: TRUTH}


class Tally:
    """The columns of one sheet, counted as they come."""

    def __init__(self) -> None:
        self._kinds: dict[int, Counter[str]] = {}
        self._values: dict[int, dict[object, int] | None] = {}

    def add(self, column: int, kind: str, value: object, count: int) -> None:
        """Count cells that hold the same value. ``value`` may be a stand-in, as long as equal values share it."""
        if column not in self._kinds:
            self._kinds[column], self._values[column] = Counter(), {}
        self._kinds[column][kind] += count
        values = self._values[column]
        if values is not None:
            values[value] = values.get(value, 0) + count
            if len(values) > MOST_DIFFERENT:
                self._values[column] = None

    def add_uncounted(self, column: int, kinds: Mapping[str, int]) -> None:
        """Count cells by kind where the different values are too many to tell apart."""
        self._kinds.setdefault(column, Counter()).update(kinds)
        self._values[column] = None

    def has_many(self, column: int) -> bool:
        """True for a column whose different values are too many to tell apart."""
        return self._values.get(column, ()) is None

    def add_column(self, column: int, values: list[object]) -> None:
        """Count the settled cells of one column."""
        many = self.has_many(column) or len(set(values[:_SAMPLE])) > MOST_DIFFERENT
        counts = [] if many else _counted(values)
        if many or len(counts) > MOST_DIFFERENT:
            if kinds := _kinds(values):
                self.add_uncounted(column, kinds)
            return
        for value, count in counts:
            if value is not None and not (isinstance(value, str) and not value.strip()):
                self.add(column, *key(value), count)

    def columns(self) -> dict[int, Column]:
        """The tally as plain values."""
        return {column: (dict(kinds), self._values[column]) for column, kinds in self._kinds.items()}


def folded(text: str) -> str:
    """A text as two readers must agree on it: white space, line breaks and escaped characters do not count."""
    return " ".join(unescaped(text).split())


def unescaped(text: str) -> str:
    """The text with the characters that XML cannot hold: ``_x000D_`` is a carriage return. ECMA-376-1, 22.9.2.19"""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def key(value: object) -> tuple[str, object]:
    """The kind of a value, and what stands for it in a tally: True and 1 are different there."""
    if isinstance(value, bool):
        return TRUTH, f"\x01{value}"
    if isinstance(value, str):
        return TEXT, folded(value)
    if isinstance(value, int | float):
        return NUMBER, float(value)
    assert isinstance(value, date | time | timedelta)
    return DATE, None


def _counted(values: list[object]) -> list[tuple[object, int]]:
    """The different values, each with how often it comes. To a dictionary True is 1, so truth values count apart."""
    counts = Counter(values)
    if not {True, False}.isdisjoint(counts) and bool in set(map(type, values)):
        truths = Counter(value for value in values if value.__class__ is bool)
        return [*Counter(value for value in values if value.__class__ is not bool).items(), *truths.items()]
    return list(counts.items())


def _kinds(values: list[object]) -> dict[str, int]:
    """The cells of a column by kind, without a look at each."""
    kinds: dict[str, int] = {}
    for kind, count in Counter(map(type, values)).items():
        if kind is not type(None):
            name = _KINDS.get(kind, DATE)
            kinds[name] = kinds.get(name, 0) + count
    if TEXT in kinds:
        kinds[TEXT] -= sum(map(str.isspace, texts_of(values)))
    return {name: count for name, count in kinds.items() if count}


def texts_of(values: list[Any]) -> Iterable[str]:
    """The texts among the settled cells of a column."""
    if set(map(type, values)) <= {str, type(None)}:
        return filter(None, values)
    return [value for value in values if value.__class__ is str]


def different_texts(values: list[Any]) -> Iterable[str]:
    """The texts among the settled cells of a column, equal ones once where many are equal."""
    repeats = len(set(values[:_SAMPLE])) * 2 <= min(_SAMPLE, len(values))
    return texts_of(list(set(values)) if repeats else values)


def disagreements(first: Mapping[int, Column], second: Mapping[int, Column]) -> list[int]:
    """The columns in which two readings of a sheet differ. ``second`` knows no dates: they are numbers to it."""
    return [column for column in sorted({*first, *second}) if _differ(first.get(column), second.get(column))]


def _differ(first: Column | None, second: Column | None) -> bool:
    kinds, values = first or ({}, {})
    raw_kinds, raw_values = second or ({}, {})
    numbers = kinds.get(NUMBER, 0) + kinds.get(DATE, 0)
    if numbers != raw_kinds.get(NUMBER, 0) or any(kinds.get(kind) != raw_kinds.get(kind) for kind in (TEXT, TRUTH)):
        return True
    if values is None or raw_values is None:
        return False
    dated = DATE in kinds
    return any(
        values.get(value, 0) != raw_values.get(value, 0)
        for value in {*values, *raw_values}
        if value is not None and not (dated and isinstance(value, float))
    )
