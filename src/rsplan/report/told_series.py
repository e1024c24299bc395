"""The values of a plan's indicators over time as data: what ``series`` tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from rsplan.analysis.earlier_years import EarlierYears
    from rsplan.analysis.forecasts import Forecast
    from rsplan.analysis.series import Series
    from rsplan.findings.finding import Finding
    from rsplan.language.vocabulary import Vocabulary
    from rsplan.plan.period import Period


class ToldSeries(Struct, frozen=True):
    """The series of a period's indicators, and what there is to say of the files that they come from. Beside them the
    export's own forecasts, and how far earlier years' activities had come (None where one indicator was asked for).
    """

    board: str
    period: Period
    series: tuple[Series, ...]
    findings: tuple[Finding, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    activities: EarlierYears | None = None
    vocabulary: Vocabulary | None = None
