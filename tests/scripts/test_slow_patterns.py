"""No pattern of rsplan takes a time that explodes with the length of a text: ``scripts/slow_patterns.py``, short."""

import re

from slow_patterns import found, patterns, slow


def test_no_pattern_explodes_on_four_hundred_signs_of_one_kind() -> None:
    assert list(found(400, 2.0)) == []


def test_the_probe_meets_the_patterns_and_tells_one_that_explodes() -> None:
    assert len(list(patterns())) > 200
    assert [piece for piece, _ in slow(re.compile(r"(?:\d+)+x"), 60, 0.2)] == ["1"]
