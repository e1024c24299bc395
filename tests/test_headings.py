"""Headings that nobody has listed: what a refusal says of them, and how they are understood from their parts."""

from __future__ import annotations

from pathlib import Path

import pytest
from tables_support import read, write

from rsplan.findings.finding import ExportError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "export.xlsx"


# --- Refusals ------------------------------------------------------------------------------------------------------


def test_a_refusal_names_the_heading_that_may_be_the_status_and_the_line_to_paste(path: Path) -> None:
    rows = [[f"Aktivitet {at}", ("0 %", "50 %", "100 %")[at % 3], "2025-12-31"] for at in range(9)]
    with pytest.raises(ExportError, match=r'cell B1: .*rubriken "Färdiggrad" \("0 %", "50 %", "100 %"\)') as refused:
        read(write(path, [["Aktivitet", "Färdiggrad", "Slutdatum"], *rows]))
    assert '"Färdiggrad" = "status"' in str(refused.value.findings[0].hint)


def test_a_table_where_nothing_looks_like_a_status_says_that_there_is_none(path: Path) -> None:
    rows = [[f"Uppdrag {at}", f"Vård {at}"] for at in range(9)]
    with pytest.raises(ExportError, match="har ingen kolumn för status"):
        read(write(path, [["Uppdrag", "Målområde"], *rows]))


def test_a_refusal_for_want_of_names_points_at_the_column_that_has_them(path: Path) -> None:
    rows = [["Vård", f"Minska sak {at}", "Grön", at] for at in range(9)]
    with pytest.raises(ExportError, match=r'cell B1: .*"Målområde", "Status", "Utfall"') as refused:
        read(write(path, [["Målområde", "Xyzzy", "Status", "Utfall"], *rows]))
    assert '"Xyzzy" = "title"' in str(refused.value)
