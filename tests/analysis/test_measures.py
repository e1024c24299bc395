"""A target or an outcome as people write it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rsplan.analysis.measures import difference, read_measure
from rsplan.language.swedish import digits


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound", "shown"),
    [
        ("30 %", "30", "%", "", "30\u00a0%"),
        ("-34,8 %", "-34.8", "%", "", "−34,8\u00a0%"),
        ("−34,8%", "-34.8", "%", "", "−34,8\u00a0%"),
        ("<16%", "16", "%", "<", "<16\u00a0%"),
        ("Minst 90 procent", "90", "%", "≥", "Minst 90\u00a0procent"),
        ("≤ 5 dagar", "5", "dagar", "≤", "≤ 5 dagar"),
        ("4,1 % (riket 6,3 %)", "4.1", "%", "", "4,1\u00a0%"),
        ("165", "165", "", "", "165"),
        ("4.5", "4.5", "", "", "4,5"),
        ("38\u00a0981 tkr", "38981", "tkr", "", "38\u00a0981\u00a0tkr"),
        ("26 miljoner kronor", "26", "Mkr", "", "26\u00a0miljoner kronor"),
        ("171 kWh per kvadratmeter", "171", "kWh per kvadratmeter", "", "171\u00a0kWh per kvadratmeter"),
    ],
)
def test_a_measure_is_read_as_it_is_written(text: str, value: str, unit: str, bound: str, shown: str) -> None:
    found = read_measure(text)
    assert found is not None
    assert (found.value, found.unit, found.bound, found.text) == (Decimal(value), unit, bound, shown)


@pytest.mark.parametrize(
    "text",
    ["", "-", "I jämförelse med riket", "Lägre än riket", "1.234", "1 2", "5 av 10", "10–12 %", "2025-05-12", "ca 5",
     "40-åringar", "5 %, preliminärt", "12 se kommentaren i texten", "9" * 200, "٣"],
)  # fmt: skip
def test_nothing_is_guessed(text: str) -> None:
    assert read_measure(text) is None


@given(value=st.decimals(-(10**6), 10**6, places=2), unit=st.sampled_from(["", " %", "%", " Mkr", " dagar"]))
@settings(max_examples=60, deadline=None)
def test_what_rsplan_writes_it_reads(value: Decimal, unit: str) -> None:
    found = read_measure(f"{digits(value, 2)}{unit}")
    assert found is not None
    assert found.value == value


def test_a_difference_needs_one_unit_and_no_bound() -> None:
    measured = {text: read_measure(text) for text in ("4,1 %", "5 %", "<16 %", "5 dagar", "5")}
    outcome = measured["4,1 %"]
    assert outcome is not None
    told = {text: difference(outcome, target) for text, target in measured.items() if target}
    assert told["5 %"] == (Decimal("-0.9"), "procentenheter")
    assert told["5"] == (Decimal("-0.9"), "procentenheter")
    assert told["<16 %"] is None
    assert told["5 dagar"] is None
