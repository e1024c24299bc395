"""The one door for numbers as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rsplan.language.numbers import read_number, slack_of, unit_of
from rsplan.language.swedish import digits


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 200", "1200"), ("1\u00a0200", "1200"), ("38\u2009981", "38981"), ("2181766", "2181766"), ("−4,4", "-4.4"),
        ("- 4,4", "-4.4"), ("+3", "3"), ("4.5", "4.5"), ("0.125", "0.125"), ("1.234.567", "1234567"), (" 7 ", "7"),
        ("1.234,5", "1234.5"), ("‐7", "-7"), ("1234.5678", "1234.5678"), ("007", "7"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_swedes_write_it(text: str, value: str) -> None:
    assert read_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    ["", "-", "1.234", "12.345", "1 2", "1 23", "1,2,3", "1,234.5", "1.2.3", "5 st", "2025-05-12", "٣", "½", "1e5",
     "NaN", "Infinity", "--5", "5-", ".5", "5,", "1 200.345"],
)  # fmt: skip
def test_what_may_be_two_numbers_is_none(text: str) -> None:
    assert read_number(text) is None


@given(st.decimals(-(10**12), 10**12, places=3), st.integers(0, 3))
@settings(max_examples=80, deadline=None)
def test_what_rsplan_writes_it_reads(value: Decimal, decimals: int) -> None:
    found = read_number(digits(value, decimals))
    assert found is not None
    assert abs(found - value) <= slack_of(decimals)


def test_a_unit_has_one_spelling() -> None:
    assert {unit_of(text) for text in ("mnkr", "Mkr", "miljoner kronor", "MNKR")} == {"Mkr"}
    assert [unit_of(text) for text in ("procent", "kkr", "kWh", "")] == ["%", "tkr", "kWh", ""]
