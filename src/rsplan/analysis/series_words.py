"""What is said of a series, by the number of its values: never of a trend where there are too few to see one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from rsplan.analysis.measures import Measure, difference
from rsplan.analysis.process_chart import Capability, Signal, capability
from rsplan.analysis.series import Apart, Said, Series, Sex
from rsplan.language.swedish import HARD_SPACE, count_word, digits, join_list

if TYPE_CHECKING:
    from rsplan.analysis.series import Point

CALLED = {
    Said.FIRST: "första mätningen",
    Said.CHANGE: "förändring",
    Said.OVER_TIME: "tidsserie",
    Said.PROCESS: "processdiagram",
}
SEXES = {Sex.ALL: "", Sex.WOMEN: "kvinnor", Sex.MEN: "män"}
APART = {
    Apart.ACCUMULATING: "ackumuleras över året, och jämförs bara med samma del av andra år",
    Apart.ROLLING: "rullande värden överlappar varandra och visas utan processdiagram",
    Apart.REDEFINED: "definitionen har ändrats, så serien visas utan processdiagram",
}
_SIGNALS = {
    Signal.OUTSIDE: "utanför gränserna",
    Signal.ONE_SIDE: "sju eller fler i rad på samma sida om medelvärdet",
    Signal.TREND: "sju eller fler i rad i samma riktning",
    Signal.NEAR_LIMIT: "två av tre i rad nära samma gräns",
}
_CAPABLE = {
    Capability.ALWAYS: "nås alltid med dagens variation",
    Capability.NEVER: "nås aldrig med dagens variation",
    Capability.NOW_AND_THEN: "nås ibland och ibland inte med dagens variation",
}


def said_of(series: Series) -> str:
    """The series in a sentence without a full stop: "tidsserie med fem mätningar från april 2023 …"."""
    first, newest = series.points[0], series.points[-1]
    if series.said is Said.FIRST:
        text = f"{CALLED[Said.FIRST]}: {_at(newest)}"
    elif series.said is Said.CHANGE:
        text = f"{CALLED[Said.CHANGE]} från {_at(first)} till {_at(newest)}{_moved(first, newest)}"
    else:
        values = sorted(series.points, key=lambda point: point.value)
        count = count_word(len(series.points), "n", 12)
        text = (
            f"{CALLED[series.said]} med {count} mätningar från {first.time.label} till {newest.time.label}: "
            f"lägst {values[0].measure.text}, högst {values[-1].measure.text}, senast {newest.measure.text}"
        )
    return "; ".join([text, *_of_chart(series), *([APART[series.apart]] if series.apart else [])])


def _at(point: Point) -> str:
    return f"{point.measure.text} ({point.time.label})"


def _moved(first: Point, newest: Point) -> str:
    found = difference(newest.measure, first.measure)
    if found is None:
        return ""
    value, unit = found
    if not value:
        return ", oförändrat"
    unit = f"{HARD_SPACE}{unit}" if unit else ""
    return f", {'+' if value > 0 else ''}{digits(value)}{unit}"


def _of_chart(series: Series) -> Iterator[str]:
    """Centre, limits and signals of a process chart, and what it makes of the target."""
    chart = series.chart
    if chart is None:
        return
    mean, lower, upper = (_shown(value, series) for value in (chart.mean, chart.lower, chart.upper))
    yield f"medelvärde {mean}, gränser {lower} och {upper}"
    signalled = series.signals
    newest = len(series.points) - 1
    told = [f"{_SIGNALS[one.signal]} ({_when(series, one.at)})" for one in signalled]
    now = " också den senaste" if any(newest in one.at for one in signalled) else ""
    yield f"signal:{now} {join_list(told)}".replace(":  ", ": ") if told else "ingen signal: variationen är den vanliga"
    if (capable := capability_of(series)) is not None and series.target is not None:
        yield f"målet {series.target.text} {_CAPABLE[capable]}"


def capability_of(series: Series) -> Capability | None:
    """Whether the target is reached always, never or now and then; None without chart, target or direction."""
    if series.chart is None or series.target is None or series.direction is None:
        return None
    return capability(series.chart, series.target.value, higher_is_better=series.direction.value == "up")


def _shown(value: Decimal, series: Series) -> str:
    """A computed value with one decimal more than the series has itself."""
    exponents = [point.value.as_tuple().exponent for point in series.points]
    most = max((-exponent for exponent in exponents if isinstance(exponent, int)), default=0)
    unit = unit_of(series)
    return f"{digits(value, max(most, 0) + 1)}{HARD_SPACE + unit if unit else ''}"


def unit_of(series: Series) -> str:
    """The unit of measure of a series, "" where none is written."""
    measures: list[Measure] = [point.measure for point in reversed(series.points)]
    return next((measure.unit for measure in measures if measure.unit), "")


def _when(series: Series, at: tuple[int, ...]) -> str:
    if len(at) == 1:
        return series.points[at[0]].time.label
    return f"{series.points[at[0]].time.label} till {series.points[at[-1]].time.label}"
