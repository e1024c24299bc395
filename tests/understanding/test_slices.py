"""Rows of one sex beside a row of both: their outcomes are those of the one indicator that is counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from tables_support import VOCABULARY, aside, cells, counts, grid, read, write

from rsplan.findings.finding import ExportError
from rsplan.plan.model import OF_SEX, Kind
from rsplan.plan.period import Period, Tertial
from rsplan.understanding.plan import read_plan

HEAD = ["Id", "Nyckeltal", "Kön", "Utfall", "Status"]


@pytest.mark.parametrize(
    ("women", "men"), [("Kvinnor", "Män"), ("K", "M"), ("Kvinnor/flickor", "Män/pojkar"), ("Flicka", "Pojke")]
)
@pytest.mark.parametrize("turned", [False, True])
def test_rows_of_one_sex_are_the_outcomes_of_one_indicator(tmp_path: Path, women: str, men: str, turned: bool) -> None:
    rows = [["N1", "Sjuktal", text, value, "Röd"] for text, value in (("Totalt", 6), (women, 7), (men, 4))]
    rows = list(reversed(rows)) if turned else rows
    plan = read(write(tmp_path / "bok.xlsx", [HEAD, *rows, ["N2", "Soliditet", None, 4, "Röd"]]))
    assert counts(plan, "indicators") == {"total": 2, "red": 2}
    assert aside(plan) == {"uppdelning på kön": 2}
    assert plan.indicators[["actual", *OF_SEX]].to_numpy().tolist() == [["6", "7", "4"], ["4", "", ""]]
    cells = [plan.address(Kind.INDICATORS, 0, field).cell for field in ("actual", *OF_SEX)]
    assert cells == (["D4", "D3", "D2"] if turned else ["D2", "D3", "D4"])


def test_rows_that_all_tell_another_period_than_the_runs_are_told(tmp_path: Path) -> None:
    rows = [["Uppdrag", "Period", "Status"], ["Måla", "2024-12", "Grön"], ["Bygga", "2024-12", "Gul"]]
    plan = read(write(tmp_path / "a.xlsx", rows), expected=Period(2025, Tertial.APRIL))
    assert (counts(plan, "assignments")["total"], cells(plan, "RSP301")) == (2, ["B2"])
    mine = [[text.replace("2024-12", "2025-04") for text in row] for row in rows]
    assert cells(read(write(tmp_path / "b.xlsx", mine), expected=Period(2025, Tertial.APRIL)), "RSP301") == []


@pytest.mark.parametrize(("board", "code"), [("", "RSP256"), ("Fritidsnämnden", "RSP567")])
def test_of_several_boards_one_must_be_named_and_be_there(board: str, code: str) -> None:
    rows = [["Nämnd", "Uppdrag", "Status"], ["Kulturnämnden", "A", "Grön"], ["Regionstyrelsen", "B", "Gul"]]
    with pytest.raises(ExportError) as refused:
        read_plan([grid(rows)], VOCABULARY, board=board)
    told = next(entry for entry in refused.value.findings if entry.severity.name == "ERROR")
    assert told.code == code
    assert '"Kulturnämnden", "Regionstyrelsen"' in told.message
    assert f'"{board}"' in told.message or not board


@pytest.mark.parametrize("of_all", ["Samtliga nämnder", "Alla", "Alla nämnder och styrelser", None])
def test_what_all_boards_have_to_do_is_the_named_ones_too_and_a_sum_is_no_board(of_all: str | None) -> None:
    rows = [["Nämnd", "Uppdrag", "Status"], ["Kulturnämnden", "A", "Grön"], ["Kulturnämnden", "B", "Gul"],
            ["Summa Kulturnämnden", "2 uppdrag", None], ["Regionstyrelsen", "C", "Röd"], ["Totalt", "3 uppdrag", None],
            ["Totalt", "A", "Grön"], [of_all, "D", "Grön"]]  # fmt: skip
    plan = read_plan([grid(rows)], VOCABULARY, board="Kulturnämnden")
    assert counts(plan, "assignments") == {"total": 3, "green": 2, "yellow": 1}
    assert cells(plan, "RSP208") == ["A4", "A6"]
    with pytest.raises(ExportError) as refused:
        read_plan([grid(rows)], VOCABULARY)
    told = next(entry for entry in refused.value.findings if entry.severity.name == "ERROR")
    assert '("Kulturnämnden", "Regionstyrelsen")' in told.message


def of_units(kind: str, rows: list[list[str]]) -> dict[str, int]:
    head = ["Uppdrag" if kind == "assignments" else "Aktivitet", "Enhet", "Status"]
    return counts(read_plan([grid([head, *rows])], VOCABULARY), kind)


@pytest.mark.parametrize("together", ["Totalt", "Alla enheter", "Samtliga", "Hela förvaltningen", "Summa"])
def test_a_row_of_all_units_is_no_activity_beside_those_of_each(together: str) -> None:
    rows = [["A", "Norr", "Klar"], ["A", "Söder", "Pågår"], ["A", together, "Pågår"], ["B", together, "Klar"]]
    assert of_units("activities", rows) == {"total": 3, "completed": 2, "ongoing": 1}
    plan = read_plan([grid([["Aktivitet", "Enhet", "Status"], *rows])], VOCABULARY)
    assert cells(plan, "RSP572") == ["B4"]


def test_of_assignments_the_row_of_all_units_is_the_assignment() -> None:
    rows = [["A", "Norr", "Grön"], ["A", "Söder", "Röd"], ["A", "Totalt", "Gul"], ["B", "Norr", "Grön"]]
    assert of_units("assignments", rows) == {"total": 2, "yellow": 1, "green": 1}


@pytest.mark.parametrize("unit", ["Alla barns rätt i centrum", "Totalförsvaret", "Helsjön", "Allaktivitetshuset"])
def test_a_unit_whose_name_begins_so_is_a_unit(unit: str) -> None:
    assert of_units("activities", [["A", "Norr", "Klar"], ["A", unit, "Pågår"]])["total"] == 2
