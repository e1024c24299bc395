"""A sheet that is no table as it stands is refused with the cell and the line that would make it one."""

from __future__ import annotations

import pytest
from tables_support import VOCABULARY, Rows, grid

from rsplan.findings.finding import ExportError
from rsplan.understanding.plan import read_plan


def refusal(rows: Rows, name: str = "Blad1") -> str:
    with pytest.raises(ExportError) as told:
        read_plan([grid(rows, name)], VOCABULARY)
    return str(told.value)


def test_headings_that_are_not_known_are_named_each_with_its_line() -> None:
    rows = [["Ting", "Vem", "Hur då"], ["Ett", "HR", "Kör"], ["Två", "IT", "Kör"], ["Tre", "HR", "Vilar"]]
    told = refusal(rows)
    assert "blad Blad1, cell A1: bladet ser ut som en tabell, men rubrikerna är inte kända." in told
    assert '"Ting" (A1) är ingen känd rubrik.' in told
    assert 'Skriv "Ting" = "uppdrag" under [columns].' in told
    assert 'Skriv "Hur då" = "status" under [columns].' in told


@pytest.mark.parametrize(
    "rows",
    [
        [["Enhet", "Planerad", "Pågående", "Försenad"], ["HR", 1, 2, 0], ["IT", 0, 1, 1], ["Totalt", 1, 3, 1]],
        [["Radetiketter", "Antal av Uppdrag"], ["Uppfyllt", 5], ["Delvis uppfyllt", 4], ["Totalsumma", 9]],
    ],
)  # fmt: skip
def test_a_sheet_of_counts_is_said_to_be_one(rows: Rows) -> None:
    assert "har antal, inte uppdrag, nyckeltal eller aktiviteter rad för rad" in refusal(rows)


def test_a_sheet_without_anything_like_a_table_is_refused_by_its_file() -> None:
    assert "ingen tabell med uppdrag" in refusal([["Hej", None], ["Detta är en anteckning", None]])


def test_a_register_of_controls_beside_a_plan_is_left_out_and_said_with_the_line_that_counts_it() -> None:
    plan = read_plan(
        [
            grid([["Uppdrag", "Status"], ["A", "Grön"], ["B", "Gul"]], "Uppdrag"),
            grid(
                [["Kontrollområde", "Kontrollmoment", "Utfall"], *([["Lön", f"K{n}", "Genomförd"] for n in range(4)])],
                "IK",
            ),
        ],
        VOCABULARY,
    )
    (told,) = [entry for entry in plan.findings if entry.code == "RSP533"]
    assert (told.sheet, told.cell) == ("IK", "A1")
    assert '"Kontrollområde" = "aktivitet" under [columns]' in told.hint
    assert len(plan.activities) == 0
