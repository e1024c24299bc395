"""A sheet whose only known heading is the name's: one column of statuses below a strange heading is the status."""

from __future__ import annotations

from pathlib import Path

import pytest
from tables_support import VOCABULARY, cells, counts, grid, read, write

from rsplan.findings.finding import ExportError
from rsplan.understanding.plan import read_plan

NAMES = [f"Utveckla vården, del {at}" for at in range(6)]
COLOURS = ["Grön", "Gul", "Grön", "Gul", "Grön", "Gul"]
FOUND = {"total": 6, "green": 3, "yellow": 3}


@pytest.mark.parametrize(
    "heads", [("Uppdrag", "Hur ser det ut?"), ("Nämndens uppdrag", "Var står arbetet"), ("Uppdrag", "😀")]
)
def test_a_strange_heading_over_statuses_is_the_status_and_is_said(tmp_path: Path, heads: tuple[str, str]) -> None:
    plan = read(write(tmp_path / "a.xlsx", [["Uttag 2025"], list(heads), *map(list, zip(NAMES, COLOURS, strict=True))]))
    assert counts(plan, "assignments") == FOUND
    assert cells(plan, "RSP231") == ["B2"]


@pytest.mark.parametrize(
    "rows",
    [
        [["Uppdrag", "Betyder"], ["Grön", "Uppfyllt"], ["Gul", "Delvis uppfyllt"], ["Röd", "Inte uppfyllt"]],
        [["Uppdrag", "Svar"], *([name, "Ja"] for name in NAMES)],
        [["Uppdrag", "Först", "Sedan"], *map(list, zip(NAMES, COLOURS, COLOURS[::-1], strict=True))],
        [["Uppdrag", "Först"], *([NAMES[0], colour] for colour in COLOURS)],
        [["Ärende", "Läget där"], *map(list, zip(NAMES, COLOURS, strict=True))],
        [["Uppdrag", "Läget där"], *([name, "Ingen data"] for name in NAMES)],
    ],
    ids=["a legend", "answers", "two columns", "one name", "no known name", "nothing but no data"],
)  # fmt: skip
def test_nothing_else_is_guessed(tmp_path: Path, rows: list[list[object]]) -> None:
    with pytest.raises(ExportError):
        read(write(tmp_path / "a.xlsx", rows))


def test_several_strange_columns_of_which_each_row_has_one_are_the_status(tmp_path: Path) -> None:
    rows = [[name, colour if at % 2 else None, None if at % 2 else colour] for at, (name, colour) in
            enumerate(zip(NAMES, COLOURS, strict=True))]  # fmt: skip
    plan = read(write(tmp_path / "a.xlsx", [["Uppdrag", "Läget skola", "Läget vård"], *rows]))
    assert counts(plan, "assignments") == FOUND
    assert cells(plan, "RSP264") == ["B1"]


@pytest.mark.parametrize(("heading", "answers"), [("Uppfyllt", "Ja Delvis Nej Ja"), ("Genomfört", "Ja Nej Ja Nej")])
def test_a_done_word_over_answers_is_the_heading_of_the_statuses(heading: str, answers: str) -> None:
    rows = [["Nämndens uppdrag", "Ansvarig", heading]]
    rows += [[f"Ordna sak {at}", "HR", text] for at, text in enumerate(answers.split())]
    expected = {"total": 4, "green": 2, "red": answers.count("Nej")}
    if yellow := answers.count("Delvis"):
        expected["yellow"] = yellow
    assert counts(read_plan([grid(rows)], VOCABULARY), "assignments") == expected


@pytest.mark.parametrize("answers", ["Ja Kanske Nej Ja", "Grön Gul Röd Grön"])
def test_a_done_word_over_other_words_is_none(answers: str) -> None:
    rows = [["Sak", "Vem", "Uppfyllt"], *[[f"Ordna sak {at}", "HR", text] for at, text in enumerate(answers.split())]]
    with pytest.raises(ExportError):
        read_plan([grid(rows)], VOCABULARY)
