"""Of files of one kind that tell several periods the run's is counted; what may be another list is added and told."""

from __future__ import annotations

import pytest
from tables_support import VOCABULARY, aside, codes, counts, grid

from rsplan.plan.model import Plan
from rsplan.plan.period import Period, Tertial
from rsplan.understanding.plan import read_plan

APRIL = Period(2025, Tertial.APRIL)
HEAD = ["Uppdrag", "Status"]
NOW = [HEAD, ["Korta köerna", "Grön"], ["Stärka hälsan", "Gul"]]
THEN = [HEAD, ["Korta köerna", "Röd"], ["Stärka hälsan", "Röd"]]
OTHER = [HEAD, ["Måla taken", "Röd"], ["Bygga vägar", "Röd"]]


def read(files: dict[str, list[list[str]]]) -> Plan:
    return read_plan([grid(rows, file=f"{name}.xlsx") for name, rows in files.items()], VOCABULARY, APRIL)


@pytest.mark.parametrize(
    ("mine", "other"),
    [
        ("Uppdrag april 2025", "Uppdrag december 2024"),
        ("Uppdrag 2025", "Uppdrag 2024"),
        ("Uppdrag_T1", "Uppdrag_T2"),
        ("export-2025-april", "export-2024-december"),
        ("Uppdrag", "Uppdrag augusti 2025"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_the_file_of_another_period_is_set_aside_and_told(mine: str, other: str, turned: bool) -> None:
    files = {mine: NOW, other: THEN}
    plan = read(dict(reversed(files.items())) if turned else files)
    assert counts(plan, "assignments") == {"total": 2, "green": 1, "yellow": 1}
    assert (aside(plan), codes(plan)) == ({"annan period": 2}, ["RSP254"])
    assert plan.period == APRIL


def test_titles_tell_it_as_well_as_names() -> None:
    plan = read({"a": [["Uppföljning augusti 2025"], *THEN], "b": [["Uppföljning april 2025"], *NOW]})
    assert (counts(plan, "assignments")["total"], codes(plan)) == (2, ["RSP254"])


@pytest.mark.parametrize(
    "files",
    [
        {"Uppdrag 2024": OTHER, "Uppdrag 2025": NOW},
        {"Uppdrag från 2024": OTHER, "Uppdrag april 2025": NOW},
        {"Uppdrag mars 2025": OTHER, "Uppdrag april 2025": NOW},
        {"Uppdrag": OTHER, "Uppdrag augusti 2025": NOW},
    ],
)
def test_what_may_be_another_list_is_counted(files: dict[str, list[list[str]]]) -> None:
    plan = read(files)
    assert (counts(plan, "assignments")["total"], aside(plan)) == (4, {})
    assert codes(plan) == ([] if "Uppdrag mars 2025" in files else ["RSP301"])


def test_a_file_that_says_two_things_and_one_of_another_kind_are_not_set_aside() -> None:
    plan = read({"Uppdrag december 2024": [["Uppföljning april 2025"], *OTHER], "Uppdrag april 2025": NOW})
    assert (counts(plan, "assignments")["total"], codes(plan)) == (4, ["RSP301"])
    plan = read({"Nyckeltal 2024": [["Nyckeltal", "Status"], ["Andel", "Grön"]], "Uppdrag april 2025": NOW})
    assert counts(plan, "indicators")["total"] == 1
