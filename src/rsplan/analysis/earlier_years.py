"""How far earlier years had come at this point, and at their ends: the share of activities that were completed.

A comparison with earlier years and no forecast: a list of years, and a range only from three of them on. No year is
drawn out into the next, and nothing of it has a colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from rsplan.analysis.counts import counted
from rsplan.analysis.measures import per_cent
from rsplan.language.swedish import percent
from rsplan.plan.model import ActivityState, Kind
from rsplan.plan.period import Period, Tertial

if TYPE_CHECKING:
    from rsplan.plan.model import Plan

FEWEST_FOR_RANGE = 3
CALLED = "Jämförelse med tidigare år"


class YearShare(Struct, frozen=True):
    """A year's completed activities in per cent of them all: at this point and at its end; None where not known."""

    year: int
    then: Decimal | None
    end: Decimal | None


class EarlierYears(Struct, frozen=True):
    """The share of today beside those of earlier years, the latest first."""

    period: Period
    now: Decimal
    years: tuple[YearShare, ...]

    @property
    def range_at_end(self) -> tuple[Decimal, Decimal] | None:
        """The least and the greatest share at the end of a year; None below three years whose ends are known."""
        ends = [year.end for year in self.years if year.end is not None]
        return (min(ends), max(ends)) if len(ends) >= FEWEST_FOR_RANGE else None


def earlier_years(plans: Sequence[Plan]) -> EarlierYears | None:
    """The newest of some plans (oldest first, each with its period) beside earlier years; None without activities."""
    shares = {plan.period: share for plan in plans if plan.period and (share := _completed(plan)) is not None}
    newest = plans[-1].period
    if newest is None or newest not in shares:
        return None
    years = sorted({period.year for period in shares if period.year < newest.year}, reverse=True)
    told = [
        YearShare(year, shares.get(Period(year, newest.tertial)), shares.get(Period(year, Tertial.DECEMBER)))
        for year in years
    ]
    return EarlierYears(
        newest, shares[newest], tuple(each for each in told if each.then is not None or each.end is not None)
    )


def _completed(plan: Plan) -> Decimal | None:
    states = counted(plan, Kind.ACTIVITIES)["status"]
    return per_cent(int((states == ActivityState.COMPLETED.value).sum()), len(states)) if len(states) else None


def said_of_years(found: EarlierYears) -> list[str]:
    """The comparison in sentences: today's share, a year each, and the range where there is one."""
    month = found.period.tertial.month
    told = [f"{found.period.label}: {percent(found.now, 1)} av aktiviteterna genomförda."]
    for year in found.years:
        parts = [f"{percent(year.then, 1)} i {month}"] if year.then is not None and month != "december" else []
        parts += [f"{percent(year.end, 1)} vid årets slut"] if year.end is not None else []
        told.append(f"{year.year}: {', '.join(parts)}.")
    if found.range_at_end:
        least, most = found.range_at_end
        told.append(f"Vid årets slut har andelen varit mellan {percent(least, 1)} och {percent(most, 1)}.")
    return told
