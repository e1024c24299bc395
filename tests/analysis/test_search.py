"""A word is found however it is written and divided."""

from __future__ import annotations

import pytest

from rsplan.analysis.search import Word


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("ÖVA", "Att öva"),
        ("åtgärd", "A\u030atga\u0308rdsplan"),
        ("kontinuitetshantering", "Kontinuitets-hantering"),
        ("kontinuitetshantering", "Kontinuitets-\nhantering"),
        ("kontinuitets-hantering", "Kontinuitetshantering"),
        ("vårdskad", "där vård\u00adskador förebyggs"),
        ("miljö- och klimat", "regionens miljö- och klimatpåverkan"),
        ("hantering", "Kontinuitetshantering"),
        ("hälso samtal", "Hälso  samtal"),
    ],
)
def test_a_word_is_found(word: str, text: str) -> None:
    assert Word(word).is_in(text)


@pytest.mark.parametrize(("word", "text"), [("öva", "ova"), ("vård", "vad"), ("it", "")])
def test_another_word_is_not(word: str, text: str) -> None:
    assert not Word(word).is_in(text)
