"""Work out the formulas that conditional formats are written in: comparisons, arithmetic, and a few functions.

What is not known here (names, other sheets, ranges, today's date) is not guessed: ``Unworkable``. After ECMA-376
part 1, 18.17.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from datetime import date, time, timedelta
from functools import lru_cache
from inspect import signature
from typing import Any

from rsplan.reading.verifying.differences import number

Value = float | str | bool | None
Cell = Callable[[int, int], object]
# A parsed formula gives its value for a cell: it is asked for other cells by what lies between the two.
Node = Callable[["_Place"], Value]
_LONGEST = 1_000
_DEEPEST = 40
_TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|"(?P<text>(?:[^"]|"")*)"
    |(?P<ref>(?P<fixed_column>\$)?(?P<column>[A-Za-z]{1,3})(?P<fixed_row>\$)?(?P<row>\d{1,7}))(?![\w(!:.])
    |(?P<name>[A-Za-z_][\w.]*)|(?P<sign><=|>=|<>|[-+*/&=<>(),;%^]))""",
    re.VERBOSE,
)


class Unworkable(Exception):  # noqa: N818 - no fault: the formula is beyond what is worked out here
    """A formula that is not worked out here."""


class _Fault(Exception):  # noqa: N818 - an error value of a spreadsheet, such as #N/A
    pass


class _Place:
    """The cell that a formula is worked out for, and how far it lies from the one that it was written for."""

    def __init__(self, cell: Cell, at: tuple[int, int], origin: tuple[int, int]) -> None:
        self.cell, self.row, self.column = cell, *at
        self.down, self.right = at[0] - origin[0], at[1] - origin[1]


def worked_out(formula: str, cell: Cell, at: tuple[int, int], origin: tuple[int, int]) -> Value:
    """The value of a formula for the cell ``at``, written for the cell ``origin``; ``cell`` gives the sheet's values.

    Raises ``Unworkable``, also for an error value.
    """
    try:
        return _parsed(formula.strip().removeprefix("="))(_Place(cell, at, origin))
    except (_Fault, RecursionError, OverflowError, ValueError, ZeroDivisionError) as error:
        raise Unworkable from error


def compared(sign: str, one: Value, other: Value) -> bool:
    """A comparison as a spreadsheet makes it: numbers before texts before truth values, a blank like 0 or ""."""
    one, other = _like(one, other), _like(other, one)
    first, second = (_rank(one), _fold(one)), (_rank(other), _fold(other))
    return bool(_COMPARISONS[sign](first, second))


def plain(value: object) -> Value:
    """A cell's value as formulas know it: a date is a number."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int | float | date | time | timedelta):
        return number(value, from_1904=False)
    raise Unworkable


def numeric(value: Value) -> float:
    """A value where a number is wanted."""
    if isinstance(value, str):
        try:
            return float(value.replace(",", "."))
        except ValueError as error:
            raise _Fault from error
    return float(value or 0)


def text_of(value: Value) -> str:
    """A value where a text is wanted."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return value or ""


def _like(value: Value, other: Value) -> Value:
    if value is not None:
        return value
    return "" if isinstance(other, str) else False if isinstance(other, bool) else 0.0


def _rank(value: Value) -> int:
    return 2 if isinstance(value, bool) else 1 if isinstance(value, str) else 0


def _fold(value: Value) -> Any:
    return value.casefold() if isinstance(value, str) else value


_COMPARISONS = {
    "=": operator.eq, "<>": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


@lru_cache(maxsize=256)
def _parsed(formula: str) -> Node:
    if len(formula) > _LONGEST:
        raise Unworkable
    tokens, at = [], 0
    while formula[at:].strip():
        if (found := _TOKEN.match(formula, at)) is None:
            raise Unworkable
        tokens.append(found)
        at = found.end()
    parser = _Parser(tokens)
    node = parser.comparison()
    if parser.sign() is not None or parser.left():
        raise Unworkable
    return node


class _Parser:
    """Reads a formula from the left, one method a strength of binding."""

    def __init__(self, tokens: list[re.Match[str]]) -> None:
        self._tokens, self._at, self._depth = tokens, 0, 0

    def left(self) -> bool:
        """True where something has not been read."""
        return self._at < len(self._tokens)

    def sign(self) -> str | None:
        """The sign that comes next."""
        return self._tokens[self._at]["sign"] if self.left() else None

    def comparison(self) -> Node:
        """The whole of a formula, or of an argument."""
        return self._chain(self._joined, {sign: _comparing(sign) for sign in _COMPARISONS})

    def _joined(self) -> Node:
        return self._chain(self._sum, {"&": lambda one, other: text_of(one) + text_of(other)})

    def _sum(self) -> Node:
        return self._chain(self._product, {"+": _counting(operator.add), "-": _counting(operator.sub)})

    def _product(self) -> Node:
        return self._chain(self._single, {"*": _counting(operator.mul), "/": _counting(_divided)})

    def _chain(self, part: Callable[[], Node], signs: dict[str, Callable[[Value, Value], Value]]) -> Node:
        node = part()
        while (sign := self.sign()) in signs:
            self._at += 1
            node = _both(signs[str(sign)], node, part())
        return node

    def _single(self) -> Node:
        if not self.left() or self._depth > _DEEPEST:
            raise Unworkable
        token = self._tokens[self._at]
        self._at += 1
        self._depth += 1
        node = self._of(token)
        self._depth -= 1
        if self.sign() == "%":
            self._at += 1
            whole = node
            return lambda place: numeric(whole(place)) / 100
        return node

    def _of(self, token: re.Match[str]) -> Node:
        if token["number"] is not None:
            constant = float(token["number"])
            return lambda _: constant
        if token["text"] is not None:
            text = token["text"].replace('""', '"')
            return lambda _: text
        if token["ref"]:
            return _reference(token)
        if token["name"]:
            return self._named(token["name"].upper())
        if token["sign"] in ("-", "+"):
            part, factor = self._single(), -1 if token["sign"] == "-" else 1
            return lambda place: factor * numeric(part(place))
        if token["sign"] == "(":
            node = self.comparison()
            self._expect(")")
            return node
        raise Unworkable

    def _named(self, name: str) -> Node:
        if name in ("TRUE", "FALSE") and self.sign() != "(":
            return lambda _: name == "TRUE"
        self._expect("(")
        arguments: list[Node] = []
        while self.sign() != ")":
            if arguments:
                self._expect(",", ";")
            arguments.append(self.comparison())
        self._expect(")")
        if name not in _FUNCTIONS or not _takes(_FUNCTIONS[name], len(arguments)):
            raise Unworkable
        return lambda place: _FUNCTIONS[name](place, *arguments)

    def _expect(self, *signs: str) -> None:
        if self.sign() not in signs:
            raise Unworkable
        self._at += 1


def _takes(function: Callable[..., Value], count: int) -> bool:
    """True for a function that is worked out with so many arguments: ``ROW()`` is, ``ROW(A1)`` is not."""
    try:
        signature(function).bind(None, *[None] * count)
    except TypeError:
        return False
    return True


def _reference(token: re.Match[str]) -> Node:
    column = 0
    for letter in token["column"].upper():
        column = column * 26 + ord(letter) - 64
    row = int(token["row"])
    fixed_row, fixed_column = bool(token["fixed_row"]), bool(token["fixed_column"])

    def value(place: _Place) -> Value:
        return plain(
            place.cell(row - 1 + (0 if fixed_row else place.down), column - 1 + (0 if fixed_column else place.right))
        )

    return value


def _comparing(sign: str) -> Callable[[Value, Value], Value]:
    return lambda one, other: compared(sign, one, other)


def _counting(count: Callable[[float, float], float]) -> Callable[[Value, Value], Value]:
    return lambda one, other: count(numeric(one), numeric(other))


def _both(do: Callable[[Value, Value], Value], one: Node, other: Node) -> Node:
    return lambda place: do(one(place), other(place))


def _divided(one: float, other: float) -> float:
    if not other:
        raise _Fault
    return one / other


def _holds(value: Value) -> bool:
    if isinstance(value, str):
        raise _Fault
    return bool(value)


def _is_fault(place: _Place, part: Node) -> bool:
    try:
        part(place)
    except _Fault:
        return True
    return False


def _search(place: _Place, part: Node, whole: Node, fold: Callable[[str], str]) -> float:
    wanted, text = fold(text_of(part(place))), fold(text_of(whole(place)))
    if any(sign in wanted for sign in "*?~"):
        raise Unworkable
    at = text.find(wanted)
    if at < 0:
        raise _Fault
    return at + 1.0


def _if(place: _Place, condition: Node, then: Node, otherwise: Node | None = None) -> Value:
    if _holds(condition(place)):
        return then(place)
    return False if otherwise is None else otherwise(place)


def _if_fault(place: _Place, part: Node, otherwise: Node) -> Value:
    return otherwise(place) if _is_fault(place, part) else part(place)


def _ends(place: _Place, part: Node, count: Node | None, *, right: bool) -> str:
    text, length = text_of(part(place)), int(numeric(count(place))) if count else 1
    return (text[-length:] if length else "") if right else text[:length]


_FUNCTIONS: dict[str, Callable[..., Value]] = {
    "AND": lambda place, *parts: all(_holds(part(place)) for part in parts),
    "OR": lambda place, *parts: any(_holds(part(place)) for part in parts),
    "NOT": lambda place, part: not _holds(part(place)),
    "IF": _if,
    "IFERROR": _if_fault,
    "TRUE": lambda _: True,
    "FALSE": lambda _: False,
    "ISBLANK": lambda place, part: part(place) is None,
    "ISNUMBER": lambda place, part: not _is_fault(place, part) and type(part(place)) in (int, float),
    "ISTEXT": lambda place, part: not _is_fault(place, part) and isinstance(part(place), str),
    "ISERROR": _is_fault,
    "SEARCH": lambda place, part, whole: _search(place, part, whole, str.casefold),
    "FIND": lambda place, part, whole: _search(place, part, whole, str),
    "LEN": lambda place, part: float(len(text_of(part(place)))),
    "TRIM": lambda place, part: " ".join(text_of(part(place)).split()),
    "LEFT": lambda place, part, count=None: _ends(place, part, count, right=False),
    "RIGHT": lambda place, part, count=None: _ends(place, part, count, right=True),
    "UPPER": lambda place, part: text_of(part(place)).upper(),
    "LOWER": lambda place, part: text_of(part(place)).lower(),
    "EXACT": lambda place, one, other: text_of(one(place)) == text_of(other(place)),
    "ABS": lambda place, part: abs(numeric(part(place))),
    "MOD": lambda place, one, other: numeric(one(place)) % numeric(other(place)),
    "MIN": lambda place, *parts: min(numeric(part(place)) for part in parts),
    "MAX": lambda place, *parts: max(numeric(part(place)) for part in parts),
    "ROW": lambda place: place.row + 1.0,
    "COLUMN": lambda place: place.column + 1.0,
}
