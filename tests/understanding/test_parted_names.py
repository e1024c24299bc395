"""The same name with different statuses, where another column tells the rows apart: both readings are shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from tables_support import VOCABULARY, cells, counts, read, write

PARTS = [
    ["Uppdrag", "Delmål", "Status"],
    ["Korta köerna", "Delmål 1: köer inne", "Uppfyllt"],
    ["Korta köerna", "Delmål 2: köer ute", "Delvis uppfyllt"],
    ["Stärka hälsan", "Delmål 1: barn", "Uppfyllt"],
    ["Stärka hälsan", "Delmål 2: unga", "Uppfyllt"],
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bok.xlsx"


def test_the_column_that_parts_the_rows_is_named_with_a_line_for_either_reading(path: Path) -> None:
    plan = read(write(path, PARTS))
    said = [entry for entry in plan.findings if entry.code == "RSP298"]
    assert [entry.cell for entry in said] == ["B1"]
    assert '"Delmål" = "uppdrag" och "Uppdrag" = "hör till"' in str(said[0].hint)
    assert '"Delmål" = "används inte"' in str(said[0].hint)
    assert counts(plan, "assignments")["total"] == 2


@pytest.mark.parametrize(
    ("taught", "total"),
    [({"Delmål": "uppdrag", "Uppdrag": "hör till"}, 4), ({"Delmål": "används inte"}, 2)],
)
def test_either_line_settles_it(path: Path, taught: dict[str, str], total: int) -> None:
    plan = read(write(path, PARTS), vocabulary=VOCABULARY.adding({}, taught))
    assert (counts(plan, "assignments")["total"], cells(plan, "RSP298")) == (total, [])


@pytest.mark.parametrize(
    "rows",
    [
        [PARTS[0], *([*row[:2], "Uppfyllt"] for row in PARTS[1:])],
        [PARTS[0], *([row[0], "samma", row[2]] for row in PARTS[1:])],
        [["Uppdrag", "Kommentar", "Status"], *PARTS[1:]],
        [PARTS[0], PARTS[1], PARTS[3]],
    ],
    ids=["all say the same", "nothing parts them", "a known column", "no name comes again"],
)
def test_where_nothing_is_gained_by_it_nothing_is_said(path: Path, rows: list[list[object]]) -> None:
    assert cells(read(write(path, rows)), "RSP298") == []
