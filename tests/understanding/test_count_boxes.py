"""A box beside a table that counts its statuses is left out and said; a table of statuses and numbers is not one."""

from __future__ import annotations

import pytest
from tables_support import VOCABULARY, cells, codes, counts, grid

from rsplan.findings.finding import ExportError
from rsplan.understanding.plan import read_plan

STATES = ["Planerad", "Pågående", "Försenad", "Pågående", "Avslutad", "Planerad"]
BOX = [["Antal per status", None], ["Planerad", 2], ["Pågående", 2], ["Försenad", 1], ["Avslutad", 1], ["Summa", 6]]


def beside(box: list[list[object]]) -> list[list[object]]:
    rows: list[list[object]] = [["Aktivitet", "Status", "Kommentar"]]
    rows += [[f"Utbilda grupp {at}", state, None] for at, state in enumerate(STATES)]
    return [[*row, None, *(box[at] if at < len(box) else [None, None])] for at, row in enumerate(rows)]


@pytest.mark.parametrize("box", [BOX, BOX[1:], BOX[:-1]], ids=["whole", "without heading", "without sum"])
def test_a_box_of_counts_beside_a_table_is_left_out_and_said(box: list[list[object]]) -> None:
    plan = read_plan([grid(beside(box))], VOCABULARY)
    assert counts(plan, "activities") == {"total": 6, "planned": 2, "ongoing": 2, "delayed": 1, "completed": 1}
    assert cells(plan, "RSP574") == [f"E{2 if box[0][1] is None else 1}"]


def test_a_sheet_of_nothing_but_counts_is_no_box() -> None:
    with pytest.raises(ExportError):
        read_plan([grid([[None, None, *row] for row in BOX])], VOCABULARY)


def test_statuses_with_running_numbers_beside_are_no_box() -> None:
    rows: list[list[object]] = [["Aktivitet", None, "Status", "Prioritet"]]
    rows += [[f"Utbilda grupp {at}", None, state, at + 1] for at, state in enumerate(STATES[:3])]
    plan = read_plan([grid(rows)], VOCABULARY)
    assert counts(plan, "activities")["total"] == 3
    assert "RSP574" not in codes(plan)
