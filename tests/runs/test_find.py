"""``rsplan find``: the rows that hold a word, with their cells."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable

import pytest
from conftest import SAMPLE
from openpyxl import load_workbook

from rsplan.findings.finding import ConfigurationError
from rsplan.plan.period import Tertial
from rsplan.runs.find import Search, find_rows

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def everywhere() -> Search:
    return find_rows(SAMPLE, "KULTUR", all_periods=True)


def test_a_row_is_found_in_every_period_that_has_it(everywhere: Search) -> None:
    assert len(everywhere.periods) == 7
    assert {row.period for row in everywhere.rows} == set(everywhere.periods)


def test_each_cell_holds_the_word(everywhere: Search) -> None:
    books = {file: load_workbook(SAMPLE / "exports" / file) for file in {row.address.file for row in everywhere.rows}}
    for row in everywhere.rows:
        assert "kultur" in str(books[row.address.file][row.address.sheet][row.address.cell].value).casefold()


def test_no_row_that_holds_the_word_is_missed(everywhere: Search) -> None:
    told = {row.address.cell for row in everywhere.rows if row.address.file == "2025-april/aktiviteter.xlsx"}
    sheet = load_workbook(SAMPLE / "exports" / "2025-april" / "aktiviteter.xlsx")["Aktiviteter"]
    heading = next(cell for row in sheet.iter_rows(max_row=5) for cell in row if cell.value == "Aktivitet")
    titles = (sheet.cell(row, heading.column) for row in range(heading.row + 1, sheet.max_row + 1))
    assert {cell.coordinate for cell in titles if "kultur" in str(cell.value).casefold()} <= told


def test_without_all_periods_only_the_newest_is_read() -> None:
    found = find_rows(SAMPLE, "läkemedel", Tertial.APRIL)
    assert [period.slug for period in found.periods] == ["2025-april"]
    assert [row.field for row in find_rows(SAMPLE, "journalgransk", Tertial.APRIL).rows] == ["comment", "title"]


def test_a_blank_word_is_refused() -> None:
    with pytest.raises(ConfigurationError):
        find_rows(SAMPLE, "  ")


def test_programs_get_rows_and_people_a_list(rsplan: Run) -> None:
    where = ("--project", SAMPLE, "--tertial", "april", "--year", "2025")
    rows = json.loads(rsplan("find", "tandvård", *where, "--format", "json").stdout)["rows"]
    table = rsplan("find", "tandvård", *where)
    assert table.returncode == 0
    assert rows
    assert all(row["cell"] in table.stdout for row in rows)
    assert "Inga rader" in rsplan("find", "finns ingenstans", *where).stdout
