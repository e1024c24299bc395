"""The indicators' values over all periods and ``history/``, and what may be said of them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from conftest import SAMPLE

from rsplan.analysis.measures import read_measure
from rsplan.analysis.series import Apart, HistoryRow, Point, Said, Series, Sex, series_of
from rsplan.analysis.series_words import said_of
from rsplan.analysis.time_points import TimePoint, read_time
from rsplan.plan.model import Plan
from rsplan.plan.period import Period
from rsplan.project.audit_settings import audit_rules
from rsplan.project.settings import load_settings
from rsplan.runs.series import plans_until

SETTINGS = load_settings(SAMPLE, Period.parse("2025-augusti"))
Plans = Sequence[tuple[TimePoint, Plan]]


@pytest.fixture(scope="module")
def plans() -> Plans:
    return plans_until(SETTINGS)[0]


def row(indicator: str, period: str, value: str, sex: Sex = Sex.ALL, source: str = "", unit: str = "") -> HistoryRow:
    time, measure = read_time(period), read_measure(value)
    assert time is not None
    assert measure is not None
    return HistoryRow(indicator, Point(time, measure, f"history/a.csv, {period}", source), sex, unit)


def months(values: str, indicator: str = "N25-01", source: str = "") -> list[HistoryRow]:
    """A value a month, from January 2023."""
    numbered = enumerate(values.split())
    return [row(indicator, f"{2023 + at // 12}-{at % 12 + 1:02}", value, source=source) for at, value in numbered]


def found(plans: Plans, indicator: str, history: Sequence[HistoryRow] = (), apart: Apart | None = None) -> list[Series]:
    declared = {indicator.casefold(): apart} if apart else {}
    every = series_of(plans, history, audit_rules(SETTINGS), declared).series
    return [one for one in every if one.id == indicator]


def monthly(plans: Plans, values: str, apart: Apart | None = None, source: str = "") -> Series:
    return next(
        one for one in found(plans, "N25-01", months(values, source=source), apart) if "-01" in one.points[0].time.slug
    )


SPIKE = "30 31 30 29 30 31 30 29 30 31 30 29 44"


def test_values_of_all_periods_meet_where_the_indicator_is_the_same(plans: Plans) -> None:
    (soliditet,) = found(plans, "N25-10")
    periods = [point.time.slug for point in soliditet.points]
    assert periods == ["2024-april", "2024-augusti", "2024-december", "2025-april", "2025-augusti"]
    assert [point.place.partition("/")[0] for point in soliditet.points] == periods
    assert found(plans, "N25-01")[0].said is Said.CHANGE


def test_the_words_follow_the_number_of_values(plans: Plans) -> None:
    every = series_of(plans, (), audit_rules(SETTINGS), {}).series
    told = {one.id: said_of(one).replace("\u00a0", " ") for one in every}
    assert told["N25-03"] == "första mätningen: 66 % (augusti 2025)"
    assert told["N25-01"] == "förändring från 21 % (april 2025) till 27 % (augusti 2025), +6 procentenheter"
    assert told["N25-10"].startswith("tidsserie med fem mätningar från april 2024 till augusti 2025: lägst −34,2 %")
    assert not [text for text in told.values() if "trend" in text]


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, Said.FIRST), (2, Said.CHANGE), (3, Said.OVER_TIME), (11, Said.OVER_TIME), (12, Said.PROCESS)],
)
def test_from_twelve_values_on_there_is_a_process_chart(count: int, said: Said, plans: Plans) -> None:
    one = monthly(plans, " ".join(str(50 + at % 3) for at in range(count)))
    assert one.said is said
    assert (one.chart is not None) is (said is Said.PROCESS)
    assert ("processdiagram" in said_of(one)) is (said is Said.PROCESS)


def test_a_process_chart_says_limits_signals_and_what_becomes_of_the_target(plans: Plans) -> None:
    told = said_of(monthly(plans, SPIKE)).replace("\u00a0", " ")
    assert "processdiagram med 13 mätningar från januari 2023 till januari 2024" in told
    assert "medelvärde 31,1, gränser 28,4 och 33,7" in told
    assert "signal: också den senaste utanför gränserna (januari 2024)" in told
    assert "målet 30 % nås ibland och ibland inte" in told


@pytest.mark.parametrize("apart", list(Apart))
def test_what_is_declared_has_no_process_chart(apart: Apart, plans: Plans) -> None:
    one = monthly(plans, SPIKE, apart)
    assert (one.chart, one.signals, one.apart) == (None, [], apart)
    assert "processdiagram med" not in said_of(one)


@pytest.mark.parametrize(
    ("source", "apart"), [("Rullande 12 månader", Apart.ROLLING), ("Ackumulerat", Apart.ACCUMULATING)]
)
def test_what_a_source_calls_rolling_or_accumulated_has_none_either(source: str, apart: Apart, plans: Plans) -> None:
    assert monthly(plans, SPIKE, source=source).apart is apart


def test_what_accumulates_compares_with_the_same_part_of_other_years_only(plans: Plans) -> None:
    (one,) = found(plans, "N25-10", apart=Apart.ACCUMULATING)
    assert [point.time.slug for point in one.points] == ["2024-augusti", "2025-augusti"]
    assert len(one.left_out) == 3


def test_women_and_men_are_series_of_their_own(plans: Plans) -> None:
    rows = [row("N25-01", "2022-T1", f"{20 + at} %", sex) for at, sex in enumerate(Sex)]
    told = {one.sex: [point.time.slug for point in one.points] for one in found(plans, "N25-01", rows)}
    assert told[Sex.ALL] == ["2022-april", "2025-april", "2025-augusti"]
    assert told[Sex.WOMEN][0] == told[Sex.MEN][0] == "2022-april"


def test_another_unit_of_measure_is_left_out(plans: Plans) -> None:
    one = next(iter(found(plans, "N25-01", [row("N25-01", "2022-T1", "214 st")])))
    assert [point.time.slug for point in one.left_out] == ["2022-april"]


def test_an_earlier_id_and_a_title_name_the_indicator_too(plans: Plans) -> None:
    old = plans[-4][1].indicators
    mine = old[old["title"].str.startswith("Soliditet")].iloc[0]
    assert mine["id"] != "N25-10"
    rows = [row(mine["id"], "2019-T1", "-30 %"), row(mine["title"].upper(), "2019-T2", "-31 %")]
    (one,) = found(plans, "N25-10", rows)
    assert [point.time.slug for point in one.points][:2] == ["2019-april", "2019-augusti"]


def test_a_strange_indicator_and_a_contrary_value_are_told(plans: Plans) -> None:
    rows = [row("N25-99", "2022", "3"), row("N25-01", "2025-april", "22 %"), row("N25-01", "2025-augusti", "27 %")]
    told = series_of(plans, rows, audit_rules(SETTINGS), {})
    assert told.strange == (rows[0],)
    assert [(one, str(point.value)) for one, point in told.contrary] == [(rows[1], "21")]


def test_the_order_of_the_history_is_irrelevant(plans: Plans) -> None:
    rows = months(SPIKE)
    assert found(plans, "N25-01", rows) == found(plans, "N25-01", rows[::-1])
