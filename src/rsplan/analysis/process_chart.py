"""Is a newest value more than the usual variation? The process chart of single values (XmR), as healthcare uses it.

The centre is the mean, the limits are the mean ± 2.66 × the mean moving range (NIST/SEMATECH e-Handbook, 6.3.2.2).
Moving ranges over 3.267 × their mean are screened out first, and the mean of the others is used. The signals are those
of NHS England's Making Data Count, as NHSRplotthedots has them. Knows numbers only, oldest first; no two of them share
a period. It says nothing of fewer than 12 points: with nothing changed, a newest point lies outside limits drawn from
the others in 20 per cent of cases at 3 points, 6 at 6, 2 at 12.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

FEWEST = 12
_LIMIT, _SCREEN = Decimal("2.66"), Decimal("3.267")
_RUN, _WINDOW, _NEAR = 7, 3, 2


class Signal(StrEnum):
    """What is more than usual variation."""

    OUTSIDE = "outside_limits"
    ONE_SIDE = "seven_on_one_side"
    TREND = "seven_in_one_direction"
    NEAR_LIMIT = "two_of_three_near_limit"


class Capability(StrEnum):
    """Whether a process that does not change reaches a target."""

    ALWAYS = "always"
    NEVER = "never"
    NOW_AND_THEN = "now_and_then"


class ProcessChart(Struct, frozen=True):
    """The centre and the limits of a series. ``moving_range`` is the mean of the moving ranges that were kept;
    ``screened`` counts those that were not.
    """

    mean: Decimal
    moving_range: Decimal
    upper: Decimal
    lower: Decimal
    screened: int

    @property
    def near_upper(self) -> Decimal:
        """Two thirds of the way from the centre to the upper limit: what lies beyond is near it."""
        return self.mean + (self.upper - self.mean) * 2 / 3

    @property
    def near_lower(self) -> Decimal:
        """Two thirds of the way from the centre to the lower limit."""
        return self.mean - (self.mean - self.lower) * 2 / 3


class Signalled(Struct, frozen=True):
    """A signal with the positions of the points that make it."""

    signal: Signal
    at: tuple[int, ...]


def process_chart(values: Sequence[Decimal], *, screen: bool = True) -> ProcessChart:
    """The chart of at least two values. Raises ``ValueError`` for fewer."""
    if len(values) < 2:
        raise ValueError("a moving range needs two values")
    ranges = [abs(after - before) for before, after in itertools.pairwise(values)]
    most = _SCREEN * _mean(ranges)
    kept = [each for each in ranges if each <= most] if screen else ranges
    mean, moving = _mean(values), _mean(kept)
    return ProcessChart(mean, moving, mean + _LIMIT * moving, mean - _LIMIT * moving, len(ranges) - len(kept))


def _mean(values: Sequence[Decimal]) -> Decimal:
    return sum(values, Decimal(0)) / len(values)


def signals(values: Sequence[Decimal], chart: ProcessChart) -> list[Signalled]:
    """The signals of a series, each with every point that belongs to it; those without points are left out."""
    sides = [_sign(value - chart.mean) for value in values]
    steps = [_sign(after - before) for before, after in itertools.pairwise(values)]
    outside = [not chart.lower <= value <= chart.upper for value in values]
    near = [
        not beyond and not chart.near_lower <= value <= chart.near_upper
        for value, beyond in zip(values, outside, strict=True)
    ]
    found = {
        Signal.OUTSIDE: {at for at, beyond in enumerate(outside) if beyond},
        Signal.ONE_SIDE: set(_runs(sides, _RUN)),
        Signal.TREND: {at + end for at in _runs(steps, _RUN - 1) for end in (0, 1)},
        Signal.NEAR_LIMIT: set(_near_one_limit(near, sides)),
    }
    return [Signalled(signal, tuple(sorted(at))) for signal, at in found.items() if at]


def _sign(value: Decimal) -> int:
    return (value > 0) - (value < 0)


def _runs(signs: Sequence[int], length: int) -> Iterator[int]:
    """The positions in runs of so many equal signs, or more; zero belongs to none."""
    for start in range(len(signs) - length + 1):
        if signs[start] and len(set(signs[start : start + length])) == 1:
            yield from range(start, start + length)


def _near_one_limit(near: Sequence[bool], sides: Sequence[int]) -> Iterator[int]:
    """The points near a limit, in any three in a row on one side of the centre of which two are near."""
    for start in range(len(near) - _WINDOW + 1):
        window = range(start, start + _WINDOW)
        if sides[start] and len({sides[at] for at in window}) == 1 and sum(near[at] for at in window) >= _NEAR:
            yield from (at for at in window if near[at])


def capability(chart: ProcessChart, target: Decimal, *, higher_is_better: bool) -> Capability:
    """Whether values within the limits reach a target: each of them, none, or some."""
    worst, best = (chart.lower, chart.upper) if higher_is_better else (chart.upper, chart.lower)
    reached = (worst >= target, best >= target) if higher_is_better else (worst <= target, best <= target)
    return {(True, True): Capability.ALWAYS, (False, False): Capability.NEVER}.get(reached, Capability.NOW_AND_THEN)
