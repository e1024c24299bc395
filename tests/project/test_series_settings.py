"""What the project says of an indicator's values over time."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import SAMPLE

from rsplan.analysis.series import Apart
from rsplan.findings.finding import ConfigurationError
from rsplan.plan.period import Period
from rsplan.project.series_settings import series_apart
from rsplan.project.settings import Settings

APRIL = Period.parse("2025-april")


def apart(indicators: dict[str, Any]) -> dict[str, Apart]:
    return dict(series_apart(Settings(SAMPLE, APRIL, indicators=indicators)))


@pytest.mark.parametrize(
    ("word", "meant"),
    [("rolling", Apart.ROLLING), ("rullande", Apart.ROLLING), ("Ackumulerad", Apart.ACCUMULATING),
    ("accumulating", Apart.ACCUMULATING),
     ("REDEFINED", Apart.REDEFINED), ("ändrad", Apart.REDEFINED)],
)  # fmt: skip
def test_a_series_is_declared_in_either_language(word: str, meant: Apart) -> None:
    assert apart({"N25-01": {"series": word}}) == {"n25-01": meant}


@pytest.mark.parametrize("entry", [{}, {"direction": "up"}, "up", {"series": ""}])
def test_an_indicator_without_such_a_word_is_an_ordinary_one(entry: object) -> None:
    assert apart({"N25-01": entry}) == {}


@pytest.mark.parametrize("word", ["rulande", 12, ["rolling"], "månadsvis"])
def test_another_word_stops_with_those_that_are_known(word: object) -> None:
    with pytest.raises(ConfigurationError, match=r"N25-01.*rolling"):
        apart({"N25-01": {"series": word}})
