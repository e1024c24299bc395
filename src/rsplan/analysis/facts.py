"""The joint of the house: what a figure is, how it is written, and which cells it comes from.

A ``Fact`` is a count, a share, a difference, a target, an outcome or an amount. Whoever computes one says which rows or
cells it is made of; whoever shows one shows ``written``. Knows neither how facts are counted nor who shows them.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct

from rsplan.analysis.distinct import distinct_states
from rsplan.language.swedish import HARD_SPACE, digits
from rsplan.plan.model import Address, Horizon, Kind
from rsplan.plan.units import SEPARATOR

if TYPE_CHECKING:
    from rsplan.plan.model import Plan

Where = tuple[tuple[str, str], ...]
COUNT, SHARE_OF_KIND, CHANGE_OF_COUNT = "", "share", "change"


class Fact(Struct, frozen=True):
    """One figure: its id, its value, what it is (``label``, in Swedish), and what it is made of.

    ``value`` is an int where something is counted, else a Decimal with the digits that the cell shows. ``unit`` is
    COUNT, SHARE_OF_KIND (whole per cent of the kind), CHANGE_OF_COUNT (against an earlier period), or as it is written
    after a number: ``%``, ``kr``, ``Mkr``, ``dagar``. ``text`` is how a document writes the figure where number and
    unit do not say all ("<16 %").

    What it is made of is one of three. ``where`` are (column, value) pairs that all hold for rows of the kind's frame;
    the column ``"distinct"`` counts activities instead of follow-ups, its value being the state after the roll-up (""
    for any), and ``"under"`` a unit with all levels below it, its value being the way to it from the top. ``rows`` are
    positions in that frame, where no condition finds them. ``cells`` stand in a file that holds no plan items.
    ``field`` is the column whose cells are shown. ``of`` names the period in the report's history whose plan it is of,
    "" for the report's own.
    """

    id: str
    value: int | Decimal
    kind: Kind
    label: str
    where: Where = ()
    of: str = ""
    unit: str = COUNT
    rows: tuple[int, ...] | None = None
    cells: tuple[Address, ...] = ()
    field: str = "status"
    text: str = ""

    @property
    def count(self) -> int:
        """The value of a fact that counts something. Raises ``TypeError`` for one that measures."""
        if isinstance(self.value, Decimal):
            raise TypeError(f"{self.id} is measured, not counted")
        return self.value


def written(fact: Fact) -> str:
    """The figure as documents write it: decimal comma, hard space before its unit, a real minus."""
    if fact.text:
        return fact.text
    unit = "" if fact.unit in (COUNT, SHARE_OF_KIND, CHANGE_OF_COUNT) else f"{HARD_SPACE}{fact.unit}"
    return f"{digits(fact.value)}{unit}"


def facts_by_id(facts: Iterable[Fact]) -> dict[str, Fact]:
    """Facts by their ids. Raises ``ValueError`` if two share one: a figure must have one meaning."""
    table: dict[str, Fact] = {}
    for fact in facts:
        if fact.id in table:
            raise ValueError(f"two facts share the id {fact.id}")
        table[fact.id] = fact
    return table


def rows_behind(plan: Plan, fact: Fact) -> list[int]:
    """The positions, in the frame of the fact's kind, of the rows that a fact is made of.

    Behind a distinct activity stand all its follow-ups; behind ``cells`` of another file no row.
    """
    return RowsBehind(plan)(fact)


class RowsBehind:
    """Finds the rows behind many facts of a plan: a condition that facts share is looked up once."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._masks: dict[tuple[Kind, str, str], np.ndarray[Any, Any]] = {}
        self._columns: dict[tuple[Kind, str], np.ndarray[Any, Any]] = {}

    def __call__(self, fact: Fact) -> list[int]:
        """The positions of the rows of a fact, as ``rows_behind`` gives them."""
        if fact.rows is not None or fact.cells:
            return list(fact.rows or ())
        long_term = ("horizon", Horizon.LONG_TERM.value)
        mask = np.ones(len(self._plan.frame(fact.kind)), dtype=bool)
        if fact.kind is Kind.INDICATORS and long_term not in fact.where:
            mask &= ~self._holds(fact.kind, *long_term)
        for column, value in fact.where:
            mask &= self._holds(fact.kind, column, value)
        return [int(position) for position in np.flatnonzero(mask)]

    def _holds(self, kind: Kind, column: str, value: str) -> np.ndarray[Any, Any]:
        key = (kind, column, value)
        if key not in self._masks:
            self._masks[key] = self._found(kind, column, value)
        return self._masks[key]

    def _found(self, kind: Kind, column: str, value: str) -> np.ndarray[Any, Any]:
        frame = self._plan.frame(kind)
        if column == "distinct":
            states = distinct_states(frame)
            return np.asarray(frame["key"].isin(states.index if not value else states.index[states == value]))
        if column == "under":
            paths = frame["unit_path"]
            return np.asarray((paths == value) | paths.str.startswith(value + SEPARATOR), dtype=bool)
        # A document states a hundred facts and more: each column is taken out of its frame once.
        if (kind, column) not in self._columns:
            self._columns[kind, column] = frame[column].to_numpy(dtype=object)
        return np.asarray(self._columns[kind, column] == value, dtype=bool)
