"""From the tables of ``economy/`` to money as values: budget and outcome of units, and measures with their effects.

Which sign a cost has is never assumed: all amounts of a table have one, or a column tells the deviation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from rsplan.findings import codes
from rsplan.language.numbers import slack_of
from rsplan.language.swedish import digits
from rsplan.language.vocabulary import packaged_labels
from rsplan.plan.economy import Economy, SavingMeasure, UnitResult
from rsplan.plan.folding import fold
from rsplan.plan.period import Period, find_tertial, find_year
from rsplan.reading.workbook import Workbook
from rsplan.understanding.kept_tables import Form, KeptRow, kept_rows, only_once

_RESULTS, _MEASURES = "results", "measures"
_REQUIRED = {_RESULTS: ("unit", "period", "budget", "outcome"), _MEASURES: ("name", "year", "planned")}


def economy_of(books: Sequence[Workbook]) -> Economy:
    """The economy that some files tell together. Raises ``ExportError`` with file, sheet and cell."""
    forms = {name: Form(entry["label"], entry["columns"], _REQUIRED[name]) for name, entry in _labels().items()}
    rows = [found for book in books for found in kept_rows(book, list(forms.values()))]
    results = [row for form, row in rows if form is forms[_RESULTS]]
    measures = [row for form, row in rows if form is forms[_MEASURES]]
    only_once(results, lambda row: (_period(row), fold(row.text("unit"))), "unit")
    only_once(measures, _identity, "name")
    by_table = groupby(results, key=lambda row: (row.file, row.sheet))
    return Economy(tuple(one for _, table in by_table for one in _results(list(table))), tuple(map(_measure, measures)))


def _identity(row: KeptRow) -> tuple[str, ...]:
    return row.text("year"), fold(row.text("name")), fold(row.texts.get("level", ""))


def _labels() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = packaged_labels()["economy"]["tables"]
    return found


def _period(row: KeptRow) -> Period:
    text = row.text("period")
    year, tertial = find_year(text), find_tertial(text)
    if year is None or tertial is None:
        raise row.stopped(codes.KEPT_NOT_A_PERIOD, "period")
    return Period(year, tertial)


def _money(row: KeptRow, field: str) -> Decimal:
    found = row.in_mkr(field)
    if found is None:
        row.text(field)
        raise AssertionError(field)
    return found


def _results(rows: Sequence[KeptRow]) -> Iterator[UnitResult]:
    """The results of one table, whose costs have one sign."""
    told = [(row, _money(row, "budget"), _money(row, "outcome"), row.in_mkr("deviation")) for row in rows]
    sign = _sign_of_costs(told)
    for row, budget, outcome, stated in told:
        left = (budget - outcome) * (sign or (-1 if stated is not None and stated * (budget - outcome) < 0 else 1))
        if stated is not None and abs(stated - left) > sum(map(_slack, (budget, outcome, stated))):
            raise row.stopped(codes.DEVIATION_WRONG, "deviation", counted=digits(left))
        deviation = left if stated is None else stated
        cells = tuple(row.address(field) for field in ("budget", "outcome", "deviation") if row.texts.get(field))
        yield UnitResult(row.text("unit"), _period(row), budget, outcome, deviation, cells)


def _slack(amount: Decimal) -> Decimal:
    """How far an amount may be from what was rounded to it."""
    return slack_of(max(0, -int(amount.normalize().as_tuple().exponent)))


def _sign_of_costs(told: Sequence[tuple[KeptRow, Decimal, Decimal, Decimal | None]]) -> int:
    """1 where costs are written as positive numbers, −1 as negative ones; 0 where both occur and every deviation is
    told. Raises ``ExportError`` where both occur and one is not.
    """
    amounts = [amount for _, budget, outcome, _ in told for amount in (budget, outcome)]
    if all(amount >= 0 for amount in amounts):
        return 1
    if all(amount <= 0 for amount in amounts):
        return -1
    untold = next((row for row, *_, stated in told if stated is None), None)
    if untold is not None:
        raise untold.stopped(codes.SIGN_OF_COSTS_UNTOLD, "outcome")
    return 0


def _measure(row: KeptRow) -> SavingMeasure:
    year = find_year(row.text("year"))
    if year is None:
        raise row.stopped(codes.KEPT_NOT_A_YEAR, "year")
    return SavingMeasure(
        row.text("name"), row.texts.get("level", ""), year, _money(row, "planned"), row.in_mkr("realised"),
        row.address("planned"), row.address("realised"),
    )  # fmt: skip
