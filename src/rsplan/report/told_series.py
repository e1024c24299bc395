"""The values of a plan's indicators over time as data: what ``series`` tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rsplan.analysis.series import Series
    from rsplan.findings.finding import Finding
    from rsplan.plan.period import Period


@dataclass(frozen=True, slots=True)
class ToldSeries:
    """The series of a period's indicators, and what there is to say of the files that they come from."""

    board: str
    period: Period
    series: tuple[Series, ...]
    findings: tuple[Finding, ...] = ()
