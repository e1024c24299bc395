"""A comment on a line of its own in a status cell is told from the status; a status over two lines is one."""

from __future__ import annotations

from tables_support import VOCABULARY, cells, counts, grid

from rsplan.understanding.plan import read_plan


def activities(*states: str) -> list[list[object]]:
    return [["Aktivitet", "Status"], *([f"Utbilda grupp {at}", state] for at, state in enumerate(states))]


def test_a_comment_below_the_status_in_its_cell_is_a_sentence_of_its_own() -> None:
    states = ["Pågående\nEnkäten är utskickad.", "Försenad\nVäntar på ny upphandling", "Genomförd\nSe protokoll § 31."]
    plan = read_plan([grid(activities(*states))], VOCABULARY)
    assert counts(plan, "activities") == {"total": 3, "ongoing": 1, "delayed": 1, "completed": 1}
    assert cells(plan, "RSP272") == ["B2", "B3", "B4"]


def test_a_status_over_two_lines_is_one_and_a_comment_that_denies_makes_it_unknown() -> None:
    plan = read_plan([grid(activities("Ej\npåbörjad", "Pågår", "Klar", "Klar\nej godkänd"))], VOCABULARY)
    assert counts(plan, "activities") == {"total": 4, "planned": 1, "ongoing": 1, "completed": 1, "unknown": 1}
    assert cells(plan, "RSP201") == ["B5"]
