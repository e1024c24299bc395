"""A column that marks items as gone is not passed over: they are counted, and it is said which."""

from __future__ import annotations

import pytest
from tables_support import cells, counts, grid

from rsplan.language.vocabulary import load_vocabulary
from rsplan.plan.model import Plan
from rsplan.understanding.plan import read_plan

NAMES = ["Korta köer", "Stärka vård", "Måla", "Riva"]
COLOURS = ["Grön", "Gul", "Röd", "Grön"]


def read(heading: str, marks: list[str]) -> Plan:
    rows = [list(row) for row in zip(NAMES, marks, COLOURS, strict=True)]
    return read_plan([grid([["Uppdrag", heading, "Status"], *rows])], load_vocabulary())


@pytest.mark.parametrize(
    ("heading", "marks"),
    [
        ("Borttagen", ["", "", "x", ""]), ("Arkiverad", ["Nej", "Nej", "Ja", "Nej"]),
        ("Aktiv", ["Ja", "Ja", "Nej", "Ja"]), ("Aktuell (ja/nej)", ["Ja", "Ja", "Nej", "Ja"]),
        ("Ej aktuell", ["", "", "X", ""]), ("Ingår i planen", ["ja", "ja", "nej", "ja"]),
    ],
)  # fmt: skip
def test_what_a_column_marks_as_gone_is_counted_and_said(heading: str, marks: list[str]) -> None:
    plan = read(heading, marks)
    assert counts(plan, "assignments")["total"] == 4
    assert cells(plan, "RSP253") == ["B4"]


@pytest.mark.parametrize(
    ("heading", "marks"),
    [
        ("Borttagen", ["", "", "", ""]), ("Aktiv", ["Ja"] * 4), ("Aktiv", ["Ja", "Ja", "2025", "Ja"]),
        ("Digital", ["", "", "x", ""]),
    ],
)  # fmt: skip
def test_other_columns_are_left_alone(heading: str, marks: list[str]) -> None:
    assert cells(read(heading, marks), "RSP253") == []
