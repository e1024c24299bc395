"""Numbers as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rsplan.language.amounts import amount, amounts_of_money
from rsplan.language.swedish import digits


@pytest.mark.parametrize(
    ("text", "value", "decimals", "unit"),
    [
        ("30 %", "30", 0, "%"),
        ("-34,8 %", "-34.8", 1, "%"),
        ("−2\u00a0181,8", "-2181.8", 1, ""),
        ("1 200", "1200", 0, ""),
        ("38 981", "38981", 0, ""),
        ("0,5", "0.5", 1, ""),
        ("12.40", "12.40", 2, ""),
        ("257 094 tkr", "257094", 0, "tkr"),
        ("7 Mkr", "7", 0, "Mkr"),
        ("7 mnkr", "7", 0, "Mkr"),
        ("1.234.567 kr", "1234567", 0, "kr"),
        ("1.234,5", "1234.5", 1, ""),
        ("0.125", "0.125", 3, ""),
        ("165", "165", 0, ""),
    ],
)
def test_a_number_is_read_with_its_digits_and_its_unit(text: str, value: str, decimals: int, unit: str) -> None:
    found = amount(text)
    assert found is not None
    assert (found.value, found.decimals, found.unit) == (Decimal(value), decimals, unit)


@pytest.mark.parametrize(
    "text", ["", "–", "2025-05-12", "<16%", "I jämförelse med riket", "12 34", "1,2,3", "§ 92", "5 st", "1.234", "٣"]
)
def test_what_is_no_number_alone_is_none(text: str) -> None:
    assert amount(text) is None


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2), st.integers(0, 2))
def test_what_is_written_in_swedish_is_read_back(value: Decimal, decimals: int) -> None:
    rounded = round(value, decimals)
    found = amount(digits(rounded, decimals))
    assert found is not None
    assert (found.value, found.decimals) == (rounded, decimals)


def test_amounts_in_a_text_are_those_with_a_unit_of_money() -> None:
    text = "Regiondirektör 153 787 tkr varav 20 000 tkr avser 2025, § 92, (RS/280/2024) och 228 miljoner kronor."
    assert [str(found.value) for _, found in amounts_of_money(text)] == ["153787", "20000", "228"]
