"""Which sheets of a workbook are read: one that stands aside only where it is alone with a table."""

from __future__ import annotations

from pathlib import Path

import pytest
from tables_support import cells, codes, counts, read, write

from rsplan.findings.finding import ExportError

ROWS = [["Uppdrag", "Status"], ["Korta köer", "Grön"], ["Stärka vård", "Gul"], ["Måla", "Röd"]]
SUMMARY = [["Sammanfattning"], ["Uppfyllda", 3]]


@pytest.mark.parametrize("name", ["Lista", "Arkiv", "Mall 2025", "Kopia"])
def test_a_sheet_that_stands_aside_is_read_and_said_where_no_other_has_a_table(tmp_path: Path, name: str) -> None:
    plan = read(write(tmp_path / "a.xlsx", {"Översikt": SUMMARY, name: ROWS}))
    assert counts(plan, "assignments") == {"total": 3, "green": 1, "yellow": 1, "red": 1}
    assert "RSP249" in codes(plan)
    plan = read(write(tmp_path / "b.xlsx", {"Uppdrag": ROWS, name: [*ROWS, ["Riva", "Röd"]]}))
    assert counts(plan, "assignments")["total"] == 3
    assert "RSP261" in codes(plan)
    assert "RSP249" not in codes(plan)


def test_of_two_sheets_that_stand_aside_neither_is_read(tmp_path: Path) -> None:
    with pytest.raises(ExportError):
        read(write(tmp_path / "a.xlsx", {"Översikt": SUMMARY, "Arkiv": ROWS, "Mall": ROWS}))


@pytest.mark.parametrize("done", [("Ja", "Nej"), (True, False), (1, 0)])
def test_a_column_that_may_be_the_status_is_named_and_not_the_name_that_is_known(
    tmp_path: Path, done: tuple[object, object]
) -> None:
    rows = [[f"Aktivitet {at}", "NN", done[at % 2]] for at in range(8)]
    with pytest.raises(ExportError) as stopped:
        read(write(tmp_path / "a.xlsx", [["Aktivitet", "Ansvarig", "Klar"], *rows]))
    told = str(stopped.value)
    assert "cell C1" in told
    assert '"Klar" = "status"' in told
    assert '"Aktivitet" =' not in told


def test_a_legend_and_a_signature_at_the_foot_are_no_items(tmp_path: Path) -> None:
    legend = [[], ["Förklaring:"], ["Grön", "Uppfyllt"], ["Gul", "Delvis"], ["Röd", "Ej uppfyllt"]]
    plan = read(write(tmp_path / "a.xlsx", [*ROWS, *legend]))
    assert counts(plan, "assignments")["total"] == 3
    signed = [[], ["Upprättad av:", "NN"], ["Datum:", "2025-05-02"]]
    plan = read(write(tmp_path / "b.xlsx", [*ROWS, *signed]))
    assert counts(plan, "assignments") == {"total": 3, "green": 1, "yellow": 1, "red": 1}
    assert cells(plan, "RSP292") == ["A6", "A7"]
