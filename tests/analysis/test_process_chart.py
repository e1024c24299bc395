"""Process charts: means, limits and signals, against what others have published."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rsplan.analysis.process_chart import Capability, Signal, capability, process_chart, signals


def numbers(text: str) -> list[Decimal]:
    return [Decimal(number) for number in text.split()]


def two(value: Decimal) -> str:
    return str(value.quantize(Decimal("0.01")))


def test_the_example_of_the_nist_handbook_6_3_2_2() -> None:
    chart = process_chart(numbers("49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1"))
    assert two(chart.mean) == "50.81"
    assert str(chart.moving_range.quantize(Decimal("0.0001"))) == "1.8778"
    assert (two(chart.lower), two(chart.upper)) == ("45.82", "55.80")


# The vignette "Deviations from Making Data Count" of NHSRplotthedots 0.2.2.
DEVIATIONS = numbers("1 2 1 2 10 1 2 1 2 1 2 1 2 1 2 1 2 1")


@pytest.mark.parametrize(("screen", "limits"), [(True, ("-0.72", "4.60")), (False, ("-3.06", "6.95"))])
def test_the_vignette_deviations_of_nhsrplotthedots(screen: bool, limits: tuple[str, str]) -> None:
    chart = process_chart(DEVIATIONS, screen=screen)
    assert len(DEVIATIONS) == 18
    assert two(chart.mean) == "1.94"
    assert (two(chart.lower), two(chart.upper)) == limits
    assert chart.screened == (2 if screen else 0)


FLAT = "10 11 10 9 10 11 10 9 10 11 10 9"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (FLAT, {}),
        ("5 5 5 5 5 5 5 5 5 5 5 5", {}),
        (f"{FLAT} 30", {Signal.OUTSIDE: (12,)}),
        ("13 8 12 7 13 8 12 14 14.5 14 14.5 14 14.5 14 8", {Signal.ONE_SIDE: tuple(range(7, 14))}),
        ("10 12 8 11 9 7 8 9 10 11 12 13 10 9 10", {Signal.TREND: tuple(range(5, 12))}),
        ("13 12 11 10 9 8 8 10 12 8 11 12", {}),
    ],
)
def test_what_signals_and_what_does_not(values: str, expected: dict[Signal, tuple[int, ...]]) -> None:
    series = numbers(values)
    found = {one.signal: one.at for one in signals(series, process_chart(series))}
    assert {signal: at for signal, at in found.items() if signal in expected or not expected} == expected


def test_two_of_three_near_the_same_limit() -> None:
    values = numbers("10 12 10 8 10 12 10 8 10 12 10 8 10 15.5 11 15.5")
    chart = process_chart(values)
    assert chart.near_upper < Decimal("15.5") < chart.upper
    assert {one.signal: one.at for one in signals(values, chart)}[Signal.NEAR_LIMIT] == (13, 15)
    across = [*values[:14], Decimal(9), values[15]]
    assert Signal.NEAR_LIMIT not in {one.signal for one in signals(across, process_chart(across))}


@pytest.mark.parametrize(
    ("target", "up", "expected"),
    [
        ("4", True, Capability.ALWAYS), ("10", True, Capability.NOW_AND_THEN), ("20", True, Capability.NEVER),
        ("20", False, Capability.ALWAYS), ("10", False, Capability.NOW_AND_THEN), ("4", False, Capability.NEVER),
    ],
)  # fmt: skip
def test_a_target_is_reached_always_never_or_now_and_then(target: str, up: bool, expected: Capability) -> None:
    assert capability(process_chart(numbers(FLAT)), Decimal(target), higher_is_better=up) is expected


def test_one_value_has_no_moving_range() -> None:
    with pytest.raises(ValueError, match="two values"):
        process_chart([Decimal(1)])


SERIES = st.lists(st.decimals(-1000, 1000, places=2), min_size=2, max_size=30)


@settings(max_examples=60, deadline=None)
@given(values=SERIES)
def test_turned_upside_down_everything_turns_with_it(values: list[Decimal]) -> None:
    chart, turned = process_chart(values), process_chart([-value for value in values])
    assert (turned.mean, turned.upper, turned.lower) == (-chart.mean, -chart.lower, -chart.upper)
    assert signals([-value for value in values], turned) == signals(values, chart)
    assert chart.lower <= chart.near_lower <= chart.mean <= chart.near_upper <= chart.upper
    assert process_chart(values, screen=False).upper >= chart.upper
