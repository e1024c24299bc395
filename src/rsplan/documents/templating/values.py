"""What a template shows: figures, rates and words that remember the expression they came from.

The expression ("activities.delayed|ord('n', 12)") is what makes a figure in a document refreshable: evaluated against
a newer report, it gives the newer text. Knows facts and Swedish, nothing of Jinja or Word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from operator import add, mul, sub, truediv
from typing import Any

from rsplan.language.swedish import Gender, digits


class Branch:
    """A named group of values (``activities.by_unit``); it has children and no value of its own."""

    __slots__ = ("children", "path")

    def __init__(self, path: str, children: Mapping[str, Any]) -> None:
        self.path = path
        self.children = children

    def __iter__(self) -> Iterator[Any]:
        return iter(self.children.values())

    def __len__(self) -> int:
        return len(self.children)

    def __contains__(self, name: object) -> bool:
        return name in self.children


class Placed(Branch):
    """A branch that is also something to place as a whole, such as a table with its rows."""

    __slots__ = ()


class Figure(int):
    """A count that can be compared and reckoned with as an integer; sums and differences stay figures."""

    expression: str
    facts: tuple[str, ...]
    label: str
    gender: Gender
    children: Mapping[str, Any]

    def __new__(
        cls,
        value: int,
        expression: str,
        facts: tuple[str, ...],
        *,
        label: str = "",
        gender: Gender = "t",
        children: Mapping[str, Any] | None = None,
    ) -> Figure:
        figure = super().__new__(cls, value)
        figure.expression, figure.facts, figure.label, figure.gender = expression, facts, label, gender
        figure.children = {} if children is None else children
        return figure

    @property
    def path(self) -> str:
        """The name under which its children are found."""
        return self.expression

    @property
    def text(self) -> str:
        """The count in digits."""
        return digits(int(self))

    def _reckoned(self, value: int, sign: str, other: object, *, turned: bool = False) -> Figure:
        mine, theirs = _operand(self), _operand(other)
        left, right = (theirs, mine) if turned else (mine, theirs)
        facts = tuple(dict.fromkeys([*self.facts, *facts_of(other)]))
        return Figure(value, f"{left} {sign} {right}", facts, label=self.label, gender=self.gender)

    def _measured(self) -> Rate:
        """The count as a number among others that are no counts."""
        return Rate(int(self), self.expression, self.facts)

    def __add__(self, other: Any) -> Any:
        return (
            self._reckoned(int(self) + int(other), "+", other) if isinstance(other, int) else self._measured() + other
        )

    def __radd__(self, other: int) -> int:
        return self._reckoned(int(other) + int(self), "+", other, turned=True)

    def __sub__(self, other: Any) -> Any:
        return (
            self._reckoned(int(self) - int(other), "-", other) if isinstance(other, int) else self._measured() - other
        )

    def __rsub__(self, other: int) -> int:
        return self._reckoned(int(other) - int(self), "-", other, turned=True)

    def __mul__(self, other: Any) -> Any:
        if isinstance(other, int):
            return self._reckoned(int(self) * int(other), "*", other)
        return self._measured() * other

    def __rmul__(self, other: Any) -> Any:
        if isinstance(other, int):
            return self._reckoned(int(other) * int(self), "*", other, turned=True)
        return other * self._measured()

    def __truediv__(self, other: float) -> Rate:
        if not isinstance(other, int):
            return self._measured() / other
        facts = tuple(dict.fromkeys([*self.facts, *facts_of(other)]))
        return Rate(int(self) / int(other), f"{_operand(self)} / {_operand(other)}", facts)


class Rate(float):
    """A figure that is not a count: a share reckoned in the template, or a fact that is measured.

    A float holds every measure that a cell of Excel can (15 significant digits), and ``digits`` shows no more.
    """

    expression: str
    facts: tuple[str, ...]
    label: str
    children: Mapping[str, Any]
    _text: str

    def __new__(
        cls,
        value: float | Decimal,
        expression: str,
        facts: tuple[str, ...],
        *,
        text: str = "",
        label: str = "",
        children: Mapping[str, Any] | None = None,
    ) -> Rate:
        rate = super().__new__(cls, value)
        rate.expression, rate.facts, rate._text, rate.label = expression, facts, text, label
        rate.children = {} if children is None else children
        return rate

    @property
    def path(self) -> str:
        """The name under which its children are found."""
        return self.expression

    @property
    def text(self) -> str:
        """The measure as it is written, with its unit; what is reckoned in digits."""
        return self._text or digits(float(self))

    def _reckoned(self, operate: Operation, sign: str, other: object, *, turned: bool = False) -> Rate:
        left, right = (other, self) if turned else (self, other)
        facts = tuple(dict.fromkeys([*self.facts, *facts_of(other)]))
        return Rate(operate(_exact(left), _exact(right)), f"{_operand(left)} {sign} {_operand(right)}", facts)

    def __add__(self, other: float) -> Rate:
        return self._reckoned(add, "+", other)

    def __radd__(self, other: float) -> Rate:
        return self._reckoned(add, "+", other, turned=True)

    def __sub__(self, other: float) -> Rate:
        return self._reckoned(sub, "-", other)

    def __rsub__(self, other: float) -> Rate:
        return self._reckoned(sub, "-", other, turned=True)

    def __mul__(self, other: float) -> Rate:
        return self._reckoned(mul, "*", other)

    def __rmul__(self, other: float) -> Rate:
        return self._reckoned(mul, "*", other, turned=True)

    def __truediv__(self, other: float) -> Rate:
        return self._reckoned(truediv, "/", other)

    def __rtruediv__(self, other: float) -> Rate:
        return self._reckoned(truediv, "/", other, turned=True)


Operation = Callable[[Decimal, Decimal], Decimal]


def _exact(value: Any) -> Decimal:
    """A number with the 15 digits that Excel keeps: 0.1 + 0.2 is 0.3 where people reckon."""
    return Decimal(format(float(value), ".15g"))


class Words(str):
    """A computed text: a sentence, or a figure in words. ``gender`` is that of what is counted."""

    expression: str
    facts: tuple[str, ...]
    gender: Gender

    def __new__(cls, text: str, expression: str, facts: tuple[str, ...], gender: Gender = "t") -> Words:
        words = super().__new__(cls, text)
        words.expression, words.facts, words.gender = expression, facts, gender
        return words

    @property
    def text(self) -> str:
        """The words themselves."""
        return str(self)


Computed = Figure | Rate | Words
# What may have others below it by name.
Named = Branch | Figure | Rate


def facts_of(value: object) -> tuple[str, ...]:
    """The ids of the facts that a value states."""
    return value.facts if isinstance(value, Figure | Rate | Words) else ()


def filtered(text: str, value: object, name: str, *arguments: object) -> str:
    """``text`` as what filter ``name`` made of ``value``: it stays computed if the value was."""
    if not isinstance(value, Figure | Rate | Words):
        return text
    listed = ", ".join(_literal(argument) for argument in arguments)
    base = f"({value.expression})" if " " in _outside_quotes(value.expression) else value.expression
    gender = value.gender if isinstance(value, Figure | Words) else "t"
    return Words(text, f"{base}|{name}" + (f"({listed})" if listed else ""), value.facts, gender)


def _literal(argument: object) -> str:
    return (
        "'" + argument.replace("\\", "\\\\").replace("'", "\\'") + "'" if isinstance(argument, str) else str(argument)
    )


def _operand(value: object) -> str:
    if not isinstance(value, Figure | Rate | Words):
        return str(value)
    return f"({value.expression})" if " " in _outside_quotes(value.expression) else value.expression


def _outside_quotes(expression: str) -> str:
    # What stands in quotes or parentheses is already held together.
    kept, depth, quoted = [], 0, False
    for letter in expression:
        quoted ^= letter == "'"
        depth += (letter == "(") - (letter == ")") if not quoted else 0
        if not quoted and not depth:
            kept.append(letter)
    return "".join(kept)
