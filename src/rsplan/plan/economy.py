"""Money as values, in Mkr: what units were to cost and did, and what measures for a balanced economy save."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from rsplan.plan.address import Address
from rsplan.plan.period import Period


class UnitResult(Struct, frozen=True):
    """A unit's budget and outcome up to a period. ``deviation`` is positive where there is more left than planned.
    ``cells`` are those of budget, outcome and, where it is told, deviation.
    """

    unit: str
    period: Period
    budget: Decimal
    outcome: Decimal
    deviation: Decimal
    cells: tuple[Address, ...]


class SavingMeasure(Struct, frozen=True):
    """What a measure saves in a year, as planned and, where that is told, as it became. ``level`` decides it."""

    name: str
    level: str
    year: int
    planned: Decimal
    realised: Decimal | None
    planned_cell: Address
    realised_cell: Address


class Economy(Struct, frozen=True):
    """Every result and every measure that a project tells, in the order of its files."""

    results: tuple[UnitResult, ...] = ()
    measures: tuple[SavingMeasure, ...] = ()
