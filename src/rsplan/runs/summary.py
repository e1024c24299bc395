"""What ``summary`` and ``explain`` show: the figures of a project's period, or of bare export files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding
from rsplan.plan.period import Period, Tertial
from rsplan.project.accepted import without_accepted
from rsplan.reading.exports import start_reading
from rsplan.runs.named_exports import settings_for_files
from rsplan.runs.plans import plan_from, vocabulary_of
from rsplan.runs.project_report import newest_settings, project_report

if TYPE_CHECKING:
    from rsplan.report.report import Report

# Nothing shows it: a date and a period are made of it where bare files tell no year.
_NO_YEAR = 2000


def summarise_files(
    paths: Sequence[Path],
    tertial: Tertial | None = None,
    year: int | None = None,
    project: Path | None = None,
    board: str = "",
) -> Report:
    """The figures of bare export files: period and board are what the files say, or what is asked for.

    They are read by the words of the project that is named, with its units and its board, or of the one around.
    """
    with start_reading(paths) as reading:
        asked = Period(year, tertial) if year is not None and tertial is not None else None
        settings = settings_for_files(project, asked, board)
        vocabulary = vocabulary_of(settings)
        from rsplan.report.composing import compose_report
        from rsplan.report.report import About
        from rsplan.report.wording import Wording

        plan = plan_from(reading, vocabulary, asked, settings)
        plan = replace(plan, findings=tuple(without_accepted(plan.findings, settings.accepted if settings else ())[0]))
        # What the user says, and for the rest what the files do; where neither does, the figures are shown without.
        year, tertial = year or plan.told[0], tertial or plan.told[1]
        period = Period(year or _NO_YEAR, tertial or Tertial.APRIL)
        named = board or (settings.board if settings else "") or plan.board or ""
        about = About("", named, "", "planen", period.year, period, "", date(period.year, 1, 1))
        if year is not None and tertial is not None:
            return compose_report(replace(plan, period=period), about, Wording(), vocabulary)
        untold = frozenset({"year"} if year is None else ()) | frozenset({"tertial"} if tertial is None else ())
        told = (*plan.findings, untold_period(untold))
        about = replace(about, untold=untold)
        return compose_report(replace(plan, findings=told), about, Wording(), vocabulary)


def untold_period(untold: frozenset[str]) -> Finding:
    """What is said where bare files do not tell the year, the tertial, or either."""
    which, options = {
        frozenset({"year"}): ("vilket år", "--year"),
        frozenset({"tertial"}): ("vilken tertial", "--tertial"),
    }.get(untold, ("vilken period", "--tertial och --year"))
    return finding(codes.PERIOD_NOT_IN_FILES, which=which, what=which.split()[1], options=options)


def summarise_project(root: Path, tertial: Tertial | None, year: int | None, *, names: str = "") -> Report:
    """The figures of a project's period; of its newest one if no tertial is given. No date, no prose, no documents.

    ``names`` are facts that are asked for: those of other periods are there only where they are named.
    """
    settings = newest_settings(root, tertial, year)
    as_of = settings.date or date(settings.period.year, 1, 1)
    return project_report(settings.but(documents=()), as_of, names=names)
