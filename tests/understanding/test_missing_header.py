"""A sheet of statuses whose headings are not known is refused at the heading that is meant, with the line to paste."""

from __future__ import annotations

import pytest
from tables_support import VOCABULARY, counts, grid

from rsplan.findings.finding import ExportError
from rsplan.language.vocabulary import load_vocabulary
from rsplan.understanding.plan import read_plan

STATES = ["Planerad", "Pågående", "Försenad", "Genomförd", "Pågående"]
COLOURS = ["Grön", "Gul", "Röd", "Grön", "Gul"]


def table(head: list[str], statuses: list[str]):
    return grid([head, *([f"Stärka område {at}", "HR", text] for at, text in enumerate(statuses))])


def refusal(head: list[str], statuses: list[str]):
    with pytest.raises(ExportError) as refused:
        read_plan([table(head, statuses)], VOCABULARY)
    (error,) = [entry for entry in refused.value.findings if entry.code == "RSP235"]
    return error


@pytest.mark.parametrize(
    ("head", "statuses", "cell", "lines"),
    [
        (["Aktivitett", "Enhet", "Status"], STATES, "A1", ['"Aktivitett" = "aktivitet"']),
        (["Aktivitett", "Enhet", "Stauts"], STATES, "A1", ['"Aktivitett" = "aktivitet"', '"Stauts" = "status"']),
        (["Kortsiktiga nyckeltall", "Utfall", "Status"], COLOURS, "A1", ['"Kortsiktiga nyckeltall" = "nyckeltal"']),
        (
            ["Vad vi satsar på", "Vem", "Hur det går"],
            STATES,
            "A1",
            ['"Vad vi satsar på" = "aktivitet"', '"Hur det går" = "status"'],
        ),
        (
            ["Vad vi satsar på", "Vem", "Hur det går"],
            COLOURS,
            "A1",
            ['"Vad vi satsar på" = "uppdrag"', '"Hur det går" = "status"'],
        ),
    ],
)
def test_the_heading_that_is_meant_is_named_with_the_line_that_teaches_it(head, statuses, cell, lines) -> None:
    error = refusal(head, statuses)
    assert error.cell == cell
    for line in lines:
        assert f"Skriv {line} under [columns]" in error.message


def test_the_lines_that_are_told_make_the_sheet_readable() -> None:
    words = load_vocabulary(None, {"Vad vi satsar på": "aktivitet", "Hur det går": "status"})
    plan = read_plan([table(["Vad vi satsar på", "Vem", "Hur det går"], STATES)], words)
    assert counts(plan, "activities") == {"total": 5, "planned": 1, "ongoing": 2, "delayed": 1, "completed": 1}


def test_without_any_row_above_the_first_status_is_named() -> None:
    with pytest.raises(ExportError) as refused:
        read_plan([grid([[f"Stärka område {at}", text] for at, text in enumerate(COLOURS)])], VOCABULARY)
    assert [entry.cell for entry in refused.value.findings if entry.code == "RSP235"] == ["B1"]
