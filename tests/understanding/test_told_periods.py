"""Which year and month a heading, a cell or a line tells, and whether that is the run's period."""

from __future__ import annotations

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.language.swedish import MONTHS
from rsplan.plan.period import Period, Tertial
from rsplan.understanding.told_periods import NEVER, falls_within, fits, may_be_of, month_reported, period_told


@pytest.mark.parametrize(
    ("text", "year", "month"),
    [
        ("2025-04", 2025, 4), ("2025-04-30", 2025, 4), ("2025/08", 2025, 8), ("2025.12", 2025, 12), ("202504", 2025, 4),
        ("04/2025", 2025, 4), ("4-2025", 2025, 4), ("2025-04-30 00:00", 2025, 4), ("T1 2025", 2025, 4),
        ("2025 T2", 2025, 8), ("Tertial 3", None, 12), ("Status april", None, 4), ("Utfall maj 2025", 2025, 5),
        ("Utfall jun 2025", 2025, 6), ("sept 2024", 2024, 9), ("Sep 2024", 2024, 9), ("Kvartal 1", None, 3),
        ("Q2 2025", 2025, 6), ("kv 3", None, 9), ("kv.4 2025", 2025, 12), ("Halvår 1 2025", 2025, 6),
        ("halvåret 2", None, 12), ("Första kvartalet 2025", 2025, 3), ("andra halvåret", None, 12),
        ("Utfall 2024", 2024, None), ("Målvärde 2025", 2025, None), ("Årsbokslut 2024", 2024, 12),
        ("JANUARI", None, 1), ("2025–2027", None, None), ("Uppdrag", None, None), ("", None, None),
        ("Marknad", None, None), ("Junior", None, None), ("Majoritet", None, None), ("Decentralisering", None, None),
        ("Kvalitet 1", None, None), ("FAQ 2", None, None), ("2025-13", 2025, None), ("Halvårsvis", None, None),
    ],
)  # fmt: skip
def test_a_text_tells_a_year_and_a_month_each_where_it_does(text: str, year: int | None, month: int | None) -> None:
    assert period_told(text) == (year, month)


@pytest.mark.parametrize(
    ("line", "month"),
    [
        ("Uppföljning per juni 2025", 6), ("Månadsrapport maj", 5), ("Per 31 mars 2025", 3), ("Läget i oktober", 10),
        ("Status efter september", 9), ("Kvartal 2", 6), ("Halvår 1", 6), ("fjärde kvartalet 2025", 12),
        ("Uppföljning per april 2025", None), ("Tertial 2", None), ("Delårsrapport augusti", None),
        ("Mötet i juni flyttades", None), ("Semester juli", None), ("Uppdrag", None), ("2025-06", None),
    ],
)  # fmt: skip
def test_a_line_about_a_month_and_nothing_else_tells_what_the_report_is_about(line: str, month: int | None) -> None:
    assert month_reported(line) == month


APRIL, AUGUST = Period(2025, Tertial.APRIL), Period(2025, Tertial.AUGUSTI)


@pytest.mark.parametrize(
    ("text", "is_the_period", "is_within"),
    [
        ("T1 2025", True, True), ("april", True, True), ("2025", True, True), ("", True, True), ("2025-04", True, True),
        ("februari 2025", False, True), ("Kvartal 1", False, True), ("maj", False, False), ("2024", False, False),
        ("april 2024", False, False), ("T2 2025", False, False), ("2025-05-01", False, False),
    ],
)  # fmt: skip
def test_the_runs_period_is_told_by_its_year_and_its_last_month(
    text: str, is_the_period: bool, is_within: bool
) -> None:
    assert fits(period_told(text), APRIL) is is_the_period
    assert falls_within(period_told(text), APRIL) is is_within


@pytest.mark.parametrize("tertial", list(Tertial))
def test_every_month_falls_within_one_tertial_of_its_year(tertial: Tertial) -> None:
    period = Period(2025, tertial)
    within = [month for month in range(1, 13) if falls_within((2025, month), period)]
    assert within == [4 * tertial - 3, 4 * tertial - 2, 4 * tertial - 1, 4 * tertial]
    assert [month for month in range(1, 13) if fits((2025, month), period)] == [4 * tertial]
    assert not any(falls_within((2024, month), period) for month in (*range(1, 13), None))


@examples(30)
@given(st.sampled_from(MONTHS), st.integers(2001, 2049), st.sampled_from(["{m} {y}", "Utfall {m} {y}", "{y}, {m}"]))
def test_a_month_and_a_year_are_told_in_either_order(month: str, year: int, form: str) -> None:
    assert period_told(form.format(m=month, y=year)) == (year, MONTHS.index(month) + 1)
    assert period_told(form.format(m=month.upper(), y=year)) == period_told(form.format(m=month, y=year))


@examples(30)
@given(st.integers(2001, 2049), st.integers(1, 12), st.sampled_from(["-", "/", ".", " ", ""]))
def test_a_month_in_figures_is_told_whatever_parts_it_from_the_year(year: int, month: int, sign: str) -> None:
    assert period_told(f"{year}{sign}{month:02}") == (year, month)


@examples(40)
@given(st.tuples(st.none() | st.integers(2023, 2026), st.none() | st.integers(1, 12)))
def test_what_is_the_period_falls_within_it(when: tuple[int | None, int | None]) -> None:
    assert all(falls_within(when, period) for period in (APRIL, AUGUST) if fits(when, period))
    assert fits(NEVER, APRIL)


@pytest.mark.parametrize(
    ("text", "tertials"),
    [
        ("Bedömd måluppfyllelse helår", "123"), ("Bedömning helåret 2025", "123"), ("Bedömning delår", "12"),
        ("Bedömning delår 2", ""), ("Bedömning helår 2024", ""), ("Status T2", ""), ("Bedömning delår augusti", ""),
    ],
)  # fmt: skip
def test_a_part_of_a_year_without_its_number_may_be_the_runs(text: str, tertials: str) -> None:
    found = [each for each in Tertial if may_be_of(text, Period(2025, each))]
    assert "".join(str(int(each)) for each in found) == tertials
