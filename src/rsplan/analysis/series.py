"""The values of an indicator over time, from every period's exports and from files of history, as far as they compare.

Which indicator of an earlier plan is which is ``pairing``'s to say. Comparable are values for times of one length, of
one sex, in one unit of measure; what accumulates over the year only with the same part of other years. What may be said
of a series follows from how many such values it has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct, field

from rsplan.analysis.colour_audit import AuditRules, Direction, direction_of
from rsplan.analysis.measures import Measure, read_measure
from rsplan.analysis.pairing import pair_items
from rsplan.analysis.process_chart import FEWEST, ProcessChart, Signalled, process_chart, signals
from rsplan.analysis.time_points import TimePoint
from rsplan.plan.folding import fold
from rsplan.plan.model import Kind

if TYPE_CHECKING:
    from decimal import Decimal

    from rsplan.plan.model import Plan

FEWEST_IN_TIME = 3


class Sex(StrEnum):
    """Whose value it is, by the letters of official statistics."""

    ALL = "T"
    WOMEN = "K"
    MEN = "M"


_COLUMNS = {Sex.ALL: "actual", Sex.WOMEN: "actual_women", Sex.MEN: "actual_men"}


class Apart(StrEnum):
    """Why values of a series have no process chart: they are not independent, or not the same thing."""

    ACCUMULATING = "accumulating"
    ROLLING = "rolling"
    REDEFINED = "redefined"


class Said(StrEnum):
    """What may be said of a series, by the number of its comparable values."""

    FIRST = "first"
    CHANGE = "change"
    OVER_TIME = "time_series"
    PROCESS = "process_chart"


class Point(Struct, frozen=True):
    """One value: its time, the measure, and the place that it stands in ("2024-april/nyckeltal.xlsx, blad …")."""

    time: TimePoint
    measure: Measure
    place: str
    source: str = ""

    @property
    def value(self) -> Decimal:
        """The number alone."""
        return self.measure.value


class HistoryRow(Struct, frozen=True):
    """One line of a file of history. ``indicator`` is an id or a title, ``unit`` one of the organisation's or ""."""

    indicator: str
    point: Point
    sex: Sex = Sex.ALL
    unit: str = ""


class Series(Struct, frozen=True):
    """An indicator's values, oldest first; ``left_out`` are those that do not compare with the newest.

    ``direction`` is None where nothing says which way is better, ``target`` None where it is no number.
    """

    id: str
    title: str
    unit: str
    sex: Sex
    points: tuple[Point, ...]
    left_out: tuple[Point, ...] = ()
    apart: Apart | None = None
    direction: Direction | None = None
    target: Measure | None = None

    @property
    def said(self) -> Said:
        """What may be said of it."""
        count = len(self.points)
        if count < FEWEST_IN_TIME:
            return Said.FIRST if count == 1 else Said.CHANGE
        return Said.OVER_TIME if count < FEWEST or self.apart else Said.PROCESS

    @property
    def values(self) -> list[Decimal]:
        """The numbers, oldest first."""
        return [point.value for point in self.points]

    @property
    def chart(self) -> ProcessChart | None:
        """Its process chart, None where it has too few values or none that may be drawn so."""
        return process_chart(self.values) if self.said is Said.PROCESS else None

    @property
    def signals(self) -> list[Signalled]:
        """What its chart signals."""
        return signals(self.values, self.chart) if self.chart else []


class FoundSeries(Struct, frozen=True):
    """Every series of a plan; the rows of history that are of none of its indicators, with the nearest title; and
    those that say another value than the exports for the same time.
    """

    series: tuple[Series, ...]
    strange: tuple[HistoryRow, ...] = ()
    contrary: tuple[tuple[HistoryRow, Point], ...] = ()


class _Gathered(Struct):
    """The points of one indicator and sex on their way, by time."""

    points: dict[TimePoint, Point] = field(default_factory=dict)


_Key = tuple[int, Sex, str]


def series_of(
    plans: Sequence[tuple[TimePoint, Plan]],
    history: Iterable[HistoryRow],
    rules: AuditRules,
    apart: Mapping[str, Apart],
    same: Mapping[str, str] | None = None,
) -> FoundSeries:
    """The series of the newest plan's indicators, in its order. ``plans`` are oldest first and at least one; ``apart``
    is what the project declares, by folded id or title; ``same`` are declared pairs of ids.
    """
    newest = plans[-1][1]
    gathered: dict[_Key, _Gathered] = {}
    names = _Names(newest)
    for time, plan in plans:
        for position, now in _pairs(plan, newest, same):
            names.add(plan, position, now)
            for sex, point in _points(plan, position, time):
                gathered.setdefault((now, sex, time.length), _Gathered()).points.setdefault(time, point)
    strange, contrary = [], []
    for row in history:
        found = names.find(row)
        if found is None:
            strange.append(row)
            continue
        points = gathered.setdefault((found, row.sex, row.point.time.length), _Gathered()).points
        there = points.setdefault(row.point.time, row.point)
        if there is not row.point and there.value != row.point.value:
            contrary.append((row, there))
    rows = newest.indicators.to_dict("records")
    made = [
        _series({str(name): str(value) for name, value in rows[at].items()}, sex, found.points, rules, apart)
        for (at, sex, _), found in sorted(gathered.items(), key=lambda item: (item[0][0], list(Sex).index(item[0][1])))
    ]
    return FoundSeries(tuple(made), tuple(strange), tuple(contrary))


def _pairs(plan: Plan, newest: Plan, same: Mapping[str, str] | None) -> Iterable[tuple[int, int]]:
    """The positions of what is the same in a plan and in the newest."""
    if plan is newest:
        return [(at, at) for at in range(len(plan.indicators))]
    one_plan = plan.period is not None and newest.period is not None and plan.period.year == newest.period.year
    before, now = plan.indicators.reset_index(drop=True), newest.indicators.reset_index(drop=True)
    return pair_items(before, now, Kind.INDICATORS, same_plan=one_plan, same=same).pairs


def _points(plan: Plan, position: int, time: TimePoint) -> Iterator[tuple[Sex, Point]]:
    for sex, column in _COLUMNS.items():
        if column in plan.indicators:
            measure = read_measure(str(plan.indicators[column].iloc[position]))
            if measure is not None and not measure.bound:
                yield sex, Point(time, measure, str(plan.address(Kind.INDICATORS, position, column)))


class _Names:
    """What the indicators of the newest plan are called in files of history: by id, earlier ids and titles."""

    def __init__(self, newest: Plan) -> None:
        self._units = [fold(str(unit)) for unit in newest.indicators["unit"]]
        self._at: dict[str, set[int]] = {}

    def add(self, plan: Plan, position: int, now: int) -> None:
        """An indicator by the names that a plan gives it."""
        for column in ("id", "title"):
            name = fold(str(plan.indicators[column].iloc[position]))
            if name:
                self._at.setdefault(name, set()).add(now)

    def find(self, row: HistoryRow) -> int | None:
        """The one indicator that a line means, None where there is none or where several share the name."""
        at = self._at.get(fold(row.indicator), set())
        if row.unit:
            at = {each for each in at if self._units[each] == fold(row.unit)}
        return next(iter(at)) if len(at) == 1 else None


def _series(
    row: Mapping[str, str], sex: Sex, points: Mapping[TimePoint, Point], rules: AuditRules, apart: Mapping[str, Apart]
) -> Series:
    ordered = [points[time] for time in sorted(points)]
    declared = apart.get(fold(row["id"])) or apart.get(fold(row["title"])) or _told(row, ordered)
    newest = ordered[-1]
    compared = [point for point in ordered if _compares(point, newest, declared)]
    target = read_measure(row["target"])
    if target is not None and target.unit and newest.measure.unit and target.unit != newest.measure.unit:
        target = None
    return Series(
        row["id"], row["title"], row["unit"], sex, tuple(compared), tuple(p for p in ordered if p not in compared),
        declared, direction_of(row, rules), target,
    )  # fmt: skip


_TOLD = {Apart.ROLLING: ("rullande",), Apart.ACCUMULATING: ("ackumuler", "hittills i år")}


def _told(row: Mapping[str, str], points: Sequence[Point]) -> Apart | None:
    """What the title, the comment or a source says itself: "rullande tolv månader"."""
    text = fold(" ".join((row["title"], row["comment"], *(point.source for point in points))))
    return next((apart for apart, words in _TOLD.items() if any(word in text for word in words)), None)


def _compares(point: Point, newest: Point, apart: Apart | None) -> bool:
    mine, theirs = point.measure.unit, newest.measure.unit
    if apart is Apart.ACCUMULATING and point.time.number != newest.time.number:
        return False
    return not mine or not theirs or mine == theirs
