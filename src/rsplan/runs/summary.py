"""What ``summary`` and ``explain`` show: the figures of a project's period, or of bare export files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rsplan.findings import codes
from rsplan.findings.finding import stop
from rsplan.plan.period import Period, Tertial
from rsplan.reading.exports import start_reading
from rsplan.runs.plans import plan_from, vocabulary_of
from rsplan.runs.project_report import newest_settings, project_report

if TYPE_CHECKING:
    from rsplan.report.report import Report


def summarise_files(paths: Sequence[Path], tertial: Tertial | None = None, year: int | None = None) -> Report:
    """The figures of bare export files, without a project: board and period are what the files say."""
    with start_reading(paths) as reading:
        vocabulary = vocabulary_of(None)
        from rsplan.report.composing import compose_report
        from rsplan.report.report import About
        from rsplan.report.wording import Wording

        asked = Period(year, tertial) if year is not None and tertial is not None else None
        plan = plan_from(reading, vocabulary, asked)
        period = _asked_for(plan.told, tertial, year)
        about = About("", plan.board or "", "", "planen", period.year, period, "", date(period.year, 1, 1))
        return compose_report(replace(plan, period=period), about, Wording(), vocabulary)


def _asked_for(told: tuple[int | None, Tertial | None], tertial: Tertial | None, year: int | None) -> Period:
    """The period of bare files: what the user says, and for the rest what the files do."""
    year, tertial = year or told[0], tertial or told[1]
    if year is not None and tertial is not None:
        return Period(year, tertial)
    missing = [option for option, value in (("--tertial april", tertial), ("--year 2025", year)) if value is None]
    what = {1: "Tertialen" if tertial is None else "Året", 2: "Perioden"}[len(missing)]
    raise stop(codes.PERIOD_NOT_TOLD, what=what, options=" ".join(missing))


def summarise_project(root: Path, tertial: Tertial | None, year: int | None, *, names: str = "") -> Report:
    """The figures of a project's period; of its newest one if no tertial is given. No date, no prose, no documents.

    ``names`` are facts that are asked for: those of other periods are there only where they are named.
    """
    settings = newest_settings(root, tertial, year)
    as_of = settings.date or date(settings.period.year, 1, 1)
    return project_report(replace(settings, documents=()), as_of, names=names)
