"""The short form of ``scripts/process_charts.py``."""

from __future__ import annotations

import process_charts


def test_another_library_draws_the_same_limits() -> None:
    assert not process_charts.differences(60, seed=7)
