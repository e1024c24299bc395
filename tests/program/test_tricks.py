"""The table of tricks can still be made: each can be taken out of the sources, and leaves sources that parse."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest
from conftest import ROOT

sys.path.insert(0, str(ROOT / "benchmarks"))

from tricks import TRICKS, Trick, without


@pytest.mark.parametrize("trick", TRICKS, ids=lambda trick: trick.name)
def test_a_trick_can_be_taken_out_and_costs_lines(trick: Trick, tmp_path: Path) -> None:
    sources = without(trick, tmp_path / "copy") / "rsplan"
    for file, _, _ in trick.changes:
        ast.parse((sources / file).read_text(encoding="utf-8"))
    assert (trick.lines > 0) is bool(trick.changes)
