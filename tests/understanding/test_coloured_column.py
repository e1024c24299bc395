"""A table without statuses whose outcomes are coloured: the colours are the statuses, and that is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from tables_support import cells, counts, read, write

from rsplan.findings.finding import ExportError

GREEN, RED, BLUE, PINK = "00B050", "FF0000", "0070C0", "FFC0FF"
ROWS = [["Nyckeltal", "Målvärde", "Utfall", "Kommentar"], *([f"Andel {at}", 50, 40 + at, "text"] for at in range(6))]


def painted(path: Path, columns: dict[str, list[str]]) -> Path:
    fills = {f"{column}{row}": rgb for column, every in columns.items() for row, rgb in enumerate(every, 2) if rgb}
    return write(path, ROWS, fills)


def test_the_colours_of_one_column_are_the_statuses(tmp_path: Path) -> None:
    plan = read(painted(tmp_path / "a.xlsx", {"C": [GREEN, RED, GREEN, RED, GREEN, GREEN]}))
    assert counts(plan, "indicators") == {"total": 6, "green": 4, "red": 2}
    assert cells(plan, "RSP231") == ["C1"]
    assert list(plan.indicators["actual"])[:2] == ["40", "41"]


@pytest.mark.parametrize(
    "columns",
    [
        {"C": [GREEN] * 6},
        {"C": [GREEN, RED, "", "", "", ""]},
        {"C": [PINK, BLUE] * 3},
        {"C": [GREEN, RED] * 3, "D": [RED, GREEN] * 3},
        {},
    ],
    ids=["one colour", "few cells", "no status colours", "two columns", "none"],
)
def test_what_is_less_clear_is_refused(tmp_path: Path, columns: dict[str, list[str]]) -> None:
    with pytest.raises(ExportError, match="status"):
        read(painted(tmp_path / "a.xlsx", columns))
