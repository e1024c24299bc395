"""``[thresholds]`` and ``[indicators]`` of rsplan.toml."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from rsplan.analysis.colour_audit import Direction, IndicatorRule
from rsplan.findings.finding import ConfigurationError
from rsplan.plan.period import Period
from rsplan.project.audit_settings import audit_rules
from rsplan.project.settings import load_settings


def rules(folder: Path, text: str):
    (folder / "rsplan.toml").write_text(text, encoding="utf-8")
    return audit_rules(load_settings(folder, Period.parse("2025-april")))


def test_limits_directions_and_intervals_are_read(tmp_path: Path) -> None:
    found = rules(tmp_path, """
        [thresholds]
        yellow = 85
        [indicators]
        "N25-12" = { direction = "minska", yellow_between = ["2 %", "-3,1 %"] }
        "Andel ekologiskt" = { direction = "up", yellow = 92.5 }
        "N25-01" = { direction = "" }
    """)  # fmt: skip
    assert (found.yellow_from, found.borderline_from) == (85, 99)
    between = (Decimal("-3.1"), Decimal(2))
    assert found.of("n25-12", "något") == IndicatorRule(Direction.DOWN, yellow_between=between)
    assert found.of("", "Andel  EKOLOGISKT") == IndicatorRule(Direction.UP, Decimal("92.5"))
    assert found.of("N25-01", "") == found.of("okänt", "okänt") == IndicatorRule()


@pytest.mark.parametrize(("text", "said"), [
    ('[thresholds]\nyellow = "90"', "ett tal från 0 till 100"),
    ("[thresholds]\nyellow = 101", "ett tal från 0 till 100"),
    ("[thresholds]\ngul = 90", "finns inte"), ('[indicators]\n"A" = "up"', "ska vara en tabell"),
    ('[indicators]\n"A" = { direction = "sidan" }', "up, öka, down, minska"),
    ('[indicators]\n"A" = { riktning = "up" }', "finns inte"),
    ('[indicators]\n"A" = { yellow_between = ["1 %"] }', "två utfall"),
    ('[indicators]\n"A" = { yellow_between = ["1 %", "dåligt"] }', "två utfall"),
])  # fmt: skip
def test_what_is_wrong_is_told_with_its_key(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        rules(tmp_path, text)
