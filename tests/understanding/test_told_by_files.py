"""What files tell of their year, period and board, held against what the run, or most files, say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from tables_support import VOCABULARY, cells, grid, read, write

from rsplan.findings import codes
from rsplan.findings.finding import Finding
from rsplan.plan.period import Period, Tertial
from rsplan.understanding.plan import examine
from rsplan.understanding.self_description import Statement
from rsplan.understanding.told_by_files import against_the_run

APRIL = Period(2025, Tertial.APRIL)
ROWS = [["Uppdrag", "Status"], ["Korta köerna", "Grön"], ["Bygga vägar", "Gul"]]


def evidence(rows: Sequence[Sequence[object]] = ROWS, name: str = "Blad1", file: str = "bok.xlsx") -> list[Statement]:
    return list(examine(grid(rows, name, file), VOCABULARY).evidence)


def told(*files: tuple[str, list[Statement]], expected: Period | None = None, board: str = "") -> list[Finding]:
    return list(against_the_run(files, expected, board))


def test_a_file_tells_of_itself_by_titles_sheet_name_and_the_heading_of_its_statuses() -> None:
    rows = [["Regionstyrelsen april 2025", None], [None, None], ["Uppdrag", "Status april 2025"], *ROWS[1:]]
    found = evidence(rows, "T1", "uppdrag_2025.xlsx")
    assert [(entry.what, entry.value, entry.cell) for entry in found] == [
        ("year", "2025", "A1"), ("tertial", "april", "A1"), ("board", "Regionstyrelsen", "A1"),
        ("tertial", "april", None),
        ("year", "2025", None), ("year", "2025", "B3"), ("tertial", "april", "B3"),
    ]  # fmt: skip
    assert [entry.where for entry in found][3:5] == ["bladnamnet T1", "filnamnet uppdrag_2025.xlsx"]


def test_a_target_or_an_outcome_of_another_year_tells_nothing_of_the_period() -> None:
    rows = [["Nyckeltal", "Målvärde 2027", "Utfall 2024", "Status"], ["Köer", 1, 2, "Grön"], ["Hälsa", 1, 2, "Gul"]]
    assert evidence(rows) == []


def said(**values: str) -> list[Statement]:
    return [Statement(what, value, "filnamnet") for what, value in values.items()]


@pytest.mark.parametrize(
    ("values", "expected", "differs"),
    [
        ({"year": "2025", "tertial": "april"}, APRIL, []), ({"year": "2024"}, APRIL, ["2024"]),
        ({"tertial": "augusti"}, APRIL, ["augusti"]),
        ({"month": "mars"}, APRIL, []), ({"month": "maj"}, APRIL, ["maj"]), ({"year": "2024"}, None, []), ({},
        APRIL, []),
        ({"year": "2024", "tertial": "december"}, APRIL, ["2024", "december"]),
    ],
)  # fmt: skip
def test_what_is_not_the_runs_period_is_said(
    values: dict[str, str], expected: Period | None, differs: list[str]
) -> None:
    found = told(("a.xlsx", said(**values)), expected=expected)
    assert [entry.value for entry in found] == differs
    assert all(entry.code == codes.PERIOD_DIFFERS and entry.file == "a.xlsx" for entry in found)
    assert all(APRIL.label in str(entry) for entry in found)


@pytest.mark.parametrize(
    ("board", "files", "differs"),
    [
        ("Regionstyrelsen", ["Regionstyrelsen", "regionstyrelsen"], []), ("Regionstyrelsen", ["Kulturnämnden"],
        ["Kulturnämnden"]),
        ("", ["Kulturnämnden", "Regionstyrelsen", "Regionstyrelsen"], ["Kulturnämnden"]), ("", ["Kulturnämnden"], []),
    ],
)  # fmt: skip
def test_what_is_not_the_projects_board_or_that_of_most_files_is_said(
    board: str, files: list[str], differs: list[str]
) -> None:
    found = told(*((f"{at}.xlsx", said(board=name)) for at, name in enumerate(files)), board=board)
    assert [entry.value for entry in found] == differs
    assert all(entry.code == codes.FILES_OF_TWO_BOARDS for entry in found)


def test_the_same_thing_is_said_once_a_place() -> None:
    once = said(year="2024")
    assert len(told(("a.xlsx", [*once, *once]), expected=APRIL)) == 1
    assert len(told(("a.xlsx", once), ("b.xlsx", once), expected=APRIL)) == 2


def test_a_file_whose_rows_of_another_period_are_left_out_is_not_told_by_its_name_too(tmp_path: Path) -> None:
    rows = [["Uppdrag", "Status", "Period"], ["A", "Grön", "2024-12"], ["A", "Gul", "2025-04"], ["B", "Röd", "2025-04"]]
    plan = read(write(tmp_path / "uppdrag-2024-december.xlsx", rows), expected=Period(2025, Tertial.APRIL))
    assert (len(cells(plan, "RSP254")), cells(plan, "RSP301")) == (1, [])
