"""Activities beside those of earlier years: a list of years, a range from three on, and never a forecast."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from rsplan.analysis.earlier_years import YearShare, earlier_years, said_of_years
from rsplan.plan.model import FIELDS, Kind, Plan
from rsplan.plan.period import Period


def plan(slug: str, completed: int, total: int = 100) -> Plan:
    """A plan of so many activities of which some are completed."""
    rows = [dict.fromkeys(FIELDS[Kind.ACTIVITIES], "") for _ in range(total)]
    for at, row in enumerate(rows):
        row |= {"key": f"a{at}", "title": f"Aktivitet {at}", "status": "completed" if at < completed else "ongoing"}
    frames = [pd.DataFrame(columns=[*FIELDS[kind]]) for kind in (Kind.ASSIGNMENTS, Kind.INDICATORS)]
    return Plan(*frames, pd.DataFrame(rows, columns=[*FIELDS[Kind.ACTIVITIES]]), period=Period.parse(slug))


def years(*shares: tuple[str, int]) -> list[Plan]:
    return [plan(slug, completed) for slug, completed in shares]


def test_each_year_has_its_share_at_this_point_and_at_its_end() -> None:
    found = earlier_years(years(("2023-augusti", 30), ("2023-december", 80), ("2024-april", 5), ("2024-augusti", 33),
                                ("2025-april", 9), ("2025-augusti", 38)))  # fmt: skip
    assert found is not None
    assert (found.now, found.years) == (
        Decimal(38),
        (YearShare(2024, Decimal(33), None), YearShare(2023, Decimal(30), Decimal(80))),
    )


@pytest.mark.parametrize(
    ("ends", "range_"), [(2, None), (3, (Decimal(71), Decimal(73))), (4, (Decimal(71), Decimal(74)))]
)
def test_a_range_needs_three_years(ends: int, range_: tuple[Decimal, Decimal] | None) -> None:
    earlier = [(f"{2019 + at}-december", 70 + at) for at in range(1, ends + 1)]
    found = earlier_years(years(*earlier, ("2025-augusti", 38)))
    assert found is not None
    assert found.range_at_end == range_
    assert any("mellan" in line for line in said_of_years(found)) is (range_ is not None)


def test_in_december_a_year_is_told_once() -> None:
    found = earlier_years(years(("2024-december", 79), ("2025-december", 81)))
    assert found is not None
    told = [line.replace("\u00a0", " ") for line in said_of_years(found)]
    assert told == ["december 2025: 81,0 % av aktiviteterna genomförda.", "2024: 79,0 % vid årets slut."]


def test_without_activities_there_is_nothing_to_compare() -> None:
    assert earlier_years([plan("2024-april", 0, 0), plan("2025-april", 0, 0)]) is None
    found = earlier_years([plan("2024-april", 0, 0), plan("2025-april", 1, 8)])
    assert found is not None
    assert (found.now, found.years) == (Decimal("12.5"), ())
