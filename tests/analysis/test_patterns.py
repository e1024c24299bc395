"""The gaps of a wording's patterns are filled with values and nothing else: a wording can do no harm."""

from __future__ import annotations

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.analysis.patterns import fill


@pytest.mark.parametrize(
    ("pattern", "gaps", "text"),
    [
        ("{count} uppdrag", {"count": 12}, "12 uppdrag"), ("av {a} är {b}", {"a": "fem", "b": "två"}, "av fem är två"),
        ("{a}{b}{a}", {"a": "x", "b": "y"}, "xyx"), ("utan luckor", {}, "utan luckor"), ("", {}, ""),
        ("{a}", {"a": "{b}", "b": "hemligt"}, "{b}"), ("a } b", {}, "a } b"),
    ],
)  # fmt: skip
def test_each_gap_becomes_its_value(pattern: str, gaps: dict[str, object], text: str) -> None:
    assert fill(pattern, gaps) == text


@pytest.mark.parametrize("pattern", ["{a.__class__}", "{a!r}", "{a:>10}", "{a[0]}", "{}", "{0}", "{ a }"])
def test_a_gap_is_a_name_and_never_a_way_into_a_value(pattern: str) -> None:
    with pytest.raises(KeyError):
        fill(pattern, {"a": "x"})


@examples(40)
@given(st.text("ab {}åÖ", max_size=12).filter(lambda text: "{" not in text), st.text(max_size=5))
def test_what_is_no_gap_stays_letter_by_letter(text: str, value: str) -> None:
    assert fill(text, {}) == text
    assert fill(f"{text}{{name}}{text}", {"name": value}) == f"{text}{value}{text}"
