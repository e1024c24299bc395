"""What is said of a series by the number of its values: never of a trend where there are too few to see one."""

from __future__ import annotations

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.analysis.measures import read_measure
from rsplan.analysis.series import Apart, Point, Said, Series, Sex
from rsplan.analysis.series_words import APART, CALLED, said_of, unit_of
from rsplan.analysis.time_points import read_time


def series(*values: str, apart: Apart | None = None) -> Series:
    points = []
    for at, value in enumerate(values):
        time, measure = read_time(f"{2020 + at // 12}-{at % 12 + 1:02}"), read_measure(value)
        assert time is not None
        assert measure is not None
        points.append(Point(time, measure, "history/a.csv"))
    return Series("N1", "Väntetid", "", Sex.ALL, tuple(points), apart=apart)


def said(*values: str, apart: Apart | None = None) -> str:
    return said_of(series(*values, apart=apart)).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("values", "begins"),
    [
        (["66 %"], "första mätningen: 66 %"), (["21 %", "27 %"], "förändring från 21 %"), (["5", "5"],
        "förändring från 5"),
        (["1", "2", "3", "4", "5"], "tidsserie med fem mätningar från"),
    ],
)  # fmt: skip
def test_the_words_follow_the_number_of_values(values: list[str], begins: str) -> None:
    assert said(*values).startswith(begins)


@pytest.mark.parametrize(
    ("values", "moved"),
    [(["21 %", "27 %"], "+6 procentenheter"), (["27 %", "21 %"], "−6 procentenheter"), (["5", "5"], "oförändrat"),
    (["30 dagar", "28 dagar"], "−2 dagar"),
     (["2,5", "3"], "+0,5")],
)  # fmt: skip
def test_a_change_is_told_with_its_sign_and_its_unit(values: list[str], moved: str) -> None:
    assert said(*values).endswith(f", {moved}")


def test_values_of_two_units_have_no_change_between_them() -> None:
    text = said("21 %", "27 dagar")
    assert "27 dagar" in text
    assert "+6" not in text


def test_a_series_over_time_tells_its_lowest_highest_and_latest() -> None:
    assert said("7", "3", "9", "4", "5").endswith("lägst 3, högst 9, senast 5")


@pytest.mark.parametrize("apart", list(Apart))
def test_a_series_that_is_set_apart_says_why_and_has_no_process_chart(apart: Apart) -> None:
    values = [str(30 + at % 3) for at in range(14)]
    text = said(*values, apart=apart)
    assert text.endswith(APART[apart])
    assert "gränser" not in text
    assert text.startswith(CALLED[Said.OVER_TIME])


@pytest.mark.parametrize(
    ("values", "unit"),
    [(["1 %", "2 %"], "%"), (["1", "2 dagar"], "dagar"), (["1 dagar", "2"], "dagar"), (["1", "2"], "")],
)
def test_the_unit_of_a_series_is_the_newest_that_is_written(values: list[str], unit: str) -> None:
    assert unit_of(series(*values)) == unit


@examples(30)
@given(st.lists(st.integers(0, 99), min_size=1, max_size=9))
def test_no_trend_is_told_of_few_values_and_every_figure_told_is_one_of_them(values: list[int]) -> None:
    text = said(*map(str, values))
    assert "signal" not in text
    assert text.split(":")[0].split(" ")[0] in ("första", "förändring", "tidsserie")
    if len(values) > 4:
        assert f"lägst {min(values)}, högst {max(values)}, senast {values[-1]}" in text
