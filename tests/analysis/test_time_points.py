"""Years, tertials, quarters and months as they are written in a file of history."""

from __future__ import annotations

import pytest

from rsplan.analysis.time_points import Length, read_time, time_of_period
from rsplan.plan.period import Period


@pytest.mark.parametrize(
    ("written", "slug", "label", "length"),
    [
        ("2019", "2019", "2019", Length.YEAR),
        ("2024-april", "2024-april", "april 2024", Length.TERTIAL),
        ("2024-T2", "2024-augusti", "augusti 2024", Length.TERTIAL),
        ("2024 t3", "2024-december", "december 2024", Length.TERTIAL),
        ("2024-K2", "2024-K2", "kvartal 2 2024", Length.QUARTER),
        ("2024Q4", "2024-K4", "kvartal 4 2024", Length.QUARTER),
        ("2024-04", "2024-04", "april 2024", Length.MONTH),
        ("2024-mars", "2024-03", "mars 2024", Length.MONTH),
    ],
)
def test_a_time_is_read_and_written_again(written: str, slug: str, label: str, length: Length) -> None:
    time = read_time(written)
    assert time is not None
    assert (time.slug, time.label, time.length) == (slug, label, length)
    assert read_time(time.slug) == time


@pytest.mark.parametrize(
    "written", ["", "24", "2024-13", "2024-00", "2024-T4", "2024-K5", "april", "2024-04-30", "1789"]
)
def test_what_is_no_time_is_none(written: str) -> None:
    assert read_time(written) is None


def test_times_are_in_order_and_a_period_is_a_tertial() -> None:
    written = ["2023", "2024-03", "2024-april", "2024-K2", "2024-augusti", "2024-december", "2025-01"]
    times = [read_time(text) for text in written]
    assert times == sorted(times, key=lambda time: (time.year, time.last_month) if time else (0, 0))
    assert time_of_period(Period.parse("2024-augusti")) == read_time("2024-T2")
