"""How the cells of a sheet look when its conditional formats have been worked out, each as far as it can be.

Knows rules and values, not what colours mean.
"""

from __future__ import annotations

from collections.abc import Callable
from math import floor
from typing import Any

from msgspec.structs import replace

from rsplan.reading.formula import Unworkable, Value, compared, numeric, plain, text_of, worked_out
from rsplan.reading.looks import Condition, Look
from rsplan.reading.workbook import Sheet

NOT_WORKED_OUT = "en villkorsstyrd färg som rsplan inte kan räkna ut"
_OPERATORS = {
    "equal": "=", "notEqual": "<>", "lessThan": "<", "lessThanOrEqual": "<=", "greaterThan": ">",
    "greaterThanOrEqual": ">=",
}  # fmt: skip
_TEXT_RULES: dict[str, Callable[[str, str], bool]] = {
    "containsText": lambda text, part: part in text,
    "notContainsText": lambda text, part: part not in text,
    "beginsWith": lambda text, part: text.startswith(part),
    "endsWith": lambda text, part: text.endswith(part),
}


class Shown:
    """The looks of one sheet as a person sees them."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._numbers: dict[int, list[float]] = {}

    def at(self, row: int, column: int) -> Look:
        """The look of a cell. Its ``doubt`` is set where a rule that may change it could not be worked out."""
        look = self._sheet.look(row, column)
        given: set[str] = set()
        for rule in self._sheet.looks.conditions:
            if not rule.covers(row, column):
                continue
            try:
                changes = self._changes(rule, row, column)
            except (Unworkable, KeyError, ValueError, ArithmeticError):
                return look if "fill" in given else replace(look, doubt=look.doubt or NOT_WORKED_OUT)
            if changes is None:
                continue
            look = replace(look, **{name: value for name, value in changes.items() if name not in given})
            given |= changes.keys()
            if rule.stop:
                break
        return look

    def _changes(self, rule: Condition, row: int, column: int) -> dict[str, Any] | None:
        """What a rule changes of a cell's look; None where it does not hold. Raises ``Unworkable``."""
        if rule.kind == "iconSet":
            icon = self._icon(rule, row, column)
            return {"icon": icon} if icon else None
        if not self._holds(rule, row, column):
            return None
        own = rule.look
        changes: dict[str, Any] = {"fill": own.fill, "ink": own.ink, "strike": own.strike, "doubt": own.doubt}
        found = {name: value for name, value in changes.items() if value}
        if own.fill == "FFFFFF":
            found["fill"] = ""
        return found

    def _holds(self, rule: Condition, row: int, column: int) -> bool:
        value = plain(self._cell(row, column))
        if rule.kind == "cellIs":
            return self._compares(rule, value, row, column)
        if rule.kind == "expression":
            return bool(self._worked_out(rule, 0, row, column))
        if rule.kind in _TEXT_RULES and rule.text:
            return _TEXT_RULES[rule.kind](text_of(value).casefold(), rule.text.casefold())
        if rule.kind in ("containsBlanks", "notContainsBlanks"):
            return (not text_of(value).strip()) == (rule.kind == "containsBlanks")
        raise Unworkable

    def _compares(self, rule: Condition, value: Value, row: int, column: int) -> bool:
        first = self._worked_out(rule, 0, row, column)
        if rule.operator in ("between", "notBetween"):
            low, high = sorted((numeric(first), numeric(self._worked_out(rule, 1, row, column))))
            within = not isinstance(value, str) and low <= numeric(value) <= high
            return within == (rule.operator == "between")
        return compared(_OPERATORS[rule.operator], value, first)

    def _worked_out(self, rule: Condition, at: int, row: int, column: int) -> Value:
        if at >= len(rule.formulas):
            raise Unworkable
        origin = rule.origin or (min(area[0] for area in rule.areas), min(area[1] for area in rule.areas))
        return worked_out(rule.formulas[at], self._cell, (row, column), origin)

    def _cell(self, row: int, column: int) -> object:
        columns = self._sheet.columns
        return columns[column][row] if 0 <= column < len(columns) and 0 <= row < len(columns[column]) else None

    def _icon(self, rule: Condition, row: int, column: int) -> str:
        """The colour of the icon of a cell; empty for a cell that is no number, and so has none."""
        value = plain(self._cell(row, column))
        if value is None or isinstance(value, str | bool) or len(rule.icons) != len(rule.limits):
            return ""
        at = 0
        for number, (kind, said, inclusive) in enumerate(rule.limits[1:], start=1):
            limit = self._limit(rule, kind, said)
            if value > limit or (inclusive and value == limit):
                at = number
        return rule.icons[at]

    def _limit(self, rule: Condition, kind: str, said: str) -> float:
        if kind in ("num", "formula"):
            return numeric(worked_out(said, self._cell, (0, 0), (0, 0)))
        numbers = self._numbers.get(id(rule))
        if numbers is None:
            numbers = self._numbers[id(rule)] = sorted(self._values(rule))
        share = {"min": 0.0, "max": 1.0}.get(kind)
        share = float(said) / 100 if share is None else share
        if kind == "percentile":
            place = share * (len(numbers) - 1)
            low = floor(place)
            return numbers[low] + (place - low) * (numbers[min(low + 1, len(numbers) - 1)] - numbers[low])
        return numbers[0] + share * (numbers[-1] - numbers[0])

    def _values(self, rule: Condition) -> list[float]:
        """The numbers that a set of icons is laid over."""
        cells = (
            plain(self._cell(row, column))
            for top, left, bottom, right in rule.areas
            for column in range(left, min(right + 1, len(self._sheet.columns)))
            for row in range(top, min(bottom + 1, self._sheet.height))
        )
        return [value for value in cells if isinstance(value, float | int) and not isinstance(value, bool)]
