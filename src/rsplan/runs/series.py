"""What ``series`` does: the values of a plan's indicators over all periods of a project and its files of history."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rsplan.findings import codes
from rsplan.findings.finding import Finding, RsplanError, finding, stop
from rsplan.plan.folding import fold
from rsplan.plan.period import Tertial
from rsplan.project.audit_settings import audit_rules
from rsplan.project.settings import Settings, exports_of, periods_with_exports
from rsplan.reading.exports import start_reading
from rsplan.runs.declared_pairs import declared_pairs
from rsplan.runs.period_plans import plan_of_period
from rsplan.runs.plans import vocabulary_of
from rsplan.runs.project_report import newest_settings

if TYPE_CHECKING:
    from rsplan.analysis.series import FoundSeries, Series
    from rsplan.analysis.time_points import TimePoint
    from rsplan.plan.model import Plan
    from rsplan.report.told_series import ToldSeries


def series_of_project(root: Path, tertial: Tertial | None, year: int | None, name: str = "") -> ToldSeries:
    """The series up to a period, the newest if none is named; of ``name`` only, an id or a part of a title.

    An earlier period that cannot be read is told and left out. Raises an ``RsplanError``.
    """
    settings = newest_settings(root, tertial, year)
    pairs = declared_pairs(settings)
    plans, told = plans_until(settings)
    from rsplan.analysis.earlier_years import earlier_years
    from rsplan.analysis.forecasts import forecasts
    from rsplan.analysis.series import series_of
    from rsplan.project.history_files import read_history
    from rsplan.project.series_settings import series_apart
    from rsplan.report.told_series import ToldSeries

    newest = plans[-1][0]
    rows = [row for row in read_history(root) if _until(row.point.time, newest)]
    found = series_of(plans, rows, audit_rules(settings), series_apart(settings), pairs)
    told += _doubts(found, plans[-1][1])
    series, newest_plan = _named(found.series, name), plans[-1][1]
    shown = {(one.id, one.title) for one in series}
    expected = [one for one in forecasts(newest_plan) if not name or (one.id, one.title) in shown]
    years = None if name else earlier_years([plan for _, plan in plans])
    vocabulary = vocabulary_of(settings)
    board = _board(settings, plans)
    return ToldSeries(board, settings.period, series, tuple(told), tuple(expected), years, vocabulary)


def plans_until(settings: Settings) -> tuple[list[tuple[TimePoint, Plan]], list[Finding]]:
    """The plans of a project's periods up to that of the settings, oldest first; an earlier one that cannot be read is
    told. Raises an ``RsplanError`` where the settings' own cannot.
    """
    periods = [period for period in periods_with_exports(settings.root) if period < settings.period]
    files = {period: exports_of(settings.but(period=period)) for period in (*periods, settings.period)}
    vocabulary = vocabulary_of(settings)
    told: list[Finding] = []
    plans: list[tuple[TimePoint, Plan]] = []
    with start_reading((), tallied=[file for found in files.values() for file in found]) as reading:
        from rsplan.analysis.time_points import time_of_period

        for period in (*periods, settings.period):
            try:
                plan = plan_of_period(reading, files[period], vocabulary, period, settings)
            except RsplanError as error:
                if period == settings.period:
                    raise
                told.append(finding(codes.PERIOD_LEFT_OUT, file=f"exports/{period.slug}", value=error.message))
                continue
            plans.append((time_of_period(period), plan))
    return plans, told


def _until(time: TimePoint, newest: TimePoint) -> bool:
    return (time.year, time.last_month) <= (newest.year, newest.last_month)


def _board(settings: Settings, plans: list[tuple[TimePoint, Plan]]) -> str:
    return settings.board or plans[-1][1].board or ""


def _named(series: tuple[Series, ...], name: str) -> tuple[Series, ...]:
    """The series that a name means: an id, else a part of titles. Raises ``ConfigurationError`` with the nearest."""
    wanted = fold(name)
    if not wanted:
        return series
    found = [one for one in series if fold(one.id) == wanted] or [one for one in series if wanted in fold(one.title)]
    if found:
        return tuple(found)
    known = {fold(text): text for one in series for text in (one.id, one.title) if text}
    near = difflib.get_close_matches(wanted, known, n=1, cutoff=0.4)
    raise stop(codes.SERIES_UNKNOWN, name=name, hint=f'Menades "{known[near[0]]}"? ' if near else "")


def _doubts(found: FoundSeries, plan: Plan) -> Iterator[Finding]:
    titles = {fold(title): title for title in plan.indicators["title"]}
    for row in found.strange:
        near = difflib.get_close_matches(fold(row.indicator), titles, n=1, cutoff=0.5)
        hint = f'Menades "{titles[near[0]]}"? ' if near else ""
        yield finding(codes.HISTORY_STRANGE, file=row.point.place, value=row.indicator, hint=hint)
    for row, point in found.contrary:
        yield finding(
            codes.HISTORY_CONTRARY,
            file=row.point.place,
            value=row.point.measure.text,
            indicator=row.indicator,
            period=row.point.time.label,
            exported=point.measure.text,
            place=point.place,
        )
