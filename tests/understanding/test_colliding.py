"""Words that head columns of two sorts, told apart by what stands below: "Mål", "Resultat", "Enhet", "Aktiviteter"."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tables_support import VOCABULARY, codes, counts, grid

from rsplan.plan.model import Plan
from rsplan.understanding.colliding import mostly_numbers
from rsplan.understanding.plan import read_plan

NAMES = ["Sjukfrånvaro", "Väntetid", "Nöjdhet"]
COLOURS = ["Grön", "Gul", "Röd"]


def of_columns(**columns: Sequence[object]) -> Plan:
    rows = [list(columns), *map(list, zip(*columns.values(), strict=True))]
    return read_plan([grid(rows)], VOCABULARY)


@pytest.mark.parametrize(
    ("texts", "mostly"),
    [(["1", "2", "3"], True), (["80 %", "", ""], True), (["ja", "2"], False), (["a", "b", "3"], False), ([], False),
     (["", ""], False), (["minst 5", "högst 7", "oförändrat"], True)],
)  # fmt: skip
def test_a_column_is_mostly_numbers_where_most_filled_cells_have_a_digit(texts: list[str], mostly: bool) -> None:
    assert mostly_numbers(texts) is mostly


@pytest.mark.parametrize(
    ("goals", "target", "areas"),
    [
        (["5 %", "30 dagar", "80"], ["5 %", "30 dagar", "80"], ["", "", ""]),
        (["Hälsa", "Vård", "Vård"], ["", "", ""], ["Hälsa", "Vård", "Vård"]),
        (["≤ 5", "≥ 30", "bättre"], ["≤ 5", "≥ 30", "bättre"], ["", "", ""]),
    ],
)  # fmt: skip
def test_mal_over_numbers_is_the_target_and_over_names_the_goal_area(
    goals: list[str], target: list[str], areas: list[str]
) -> None:
    plan = of_columns(Nyckeltal=NAMES, Mål=goals, Utfall=[1, 2, 3], Status=COLOURS)
    assert list(plan.indicators["target"]) == target
    assert list(plan.indicators["goal_area"]) == areas


def test_an_assignment_has_no_target_whatever_stands_below_mal() -> None:
    plan = of_columns(Uppdrag=NAMES, Mål=["Mål 1", "Mål 1", "Mål 2"], Status=COLOURS)
    assert list(plan.assignments["goal_area"]) == ["Mål 1", "Mål 1", "Mål 2"]


@pytest.mark.parametrize(
    ("results", "actual"),
    [(["4,5 %", "31", "78"], ["4,5 %", "31", "78"]), (["Grön", "Gul", "Röd"], ["", "", ""])],
)
def test_resultat_over_numbers_is_the_outcome_and_over_words_the_status(results: list[str], actual: list[str]) -> None:
    columns = {"Nyckeltal": NAMES, "Resultat": results} | ({"Bedömning": COLOURS} if actual[0] else {})
    plan = of_columns(**columns)
    assert list(plan.indicators["actual"]) == actual
    assert counts(plan, "indicators") == {"total": 3, "green": 1, "yellow": 1, "red": 1}


@pytest.mark.parametrize(
    ("units", "read"),
    [
        (["%", "dagar", "%"], False), (["mnkr", "tkr", "mnkr"], False), (["HR", "IT", "HR"], True),
        (["%", "HR", "IT"], True), (["Procent", "ANTAL", "%"], False),
    ],
)  # fmt: skip
def test_enhet_over_measures_is_no_unit_of_the_organisation(units: list[str], read: bool) -> None:
    plan = of_columns(Nyckeltal=NAMES, Enhet=units, Utfall=[1, 2, 3], Status=COLOURS)
    assert list(plan.indicators["unit"]) == (units if read else ["", "", ""])
    assert ("RSP" in "".join(codes(plan))) is not read or read


def test_the_unit_is_another_column_of_that_heading_where_one_holds_measures() -> None:
    rows = [["Nyckeltal", "Enhet", "Enhet", "Utfall", "Status"], ["Sjukfrånvaro", "%", "HR", 4, "Grön"],
            ["Väntetid", "dagar", "IT", 30, "Gul"], ["Nöjdhet", "%", "HR", 70, "Röd"]]  # fmt: skip
    for order in ([0, 1, 2, 3, 4], [0, 2, 1, 3, 4]):
        plan = read_plan([grid([[row[at] for at in order] for row in rows])], VOCABULARY)
        assert list(plan.indicators["unit"]) == ["HR", "IT", "HR"]


def test_goals_alone_are_what_is_followed_up() -> None:
    names = ["Korta köerna", "Bygga vägar", "Stärka hälsan"]
    plan = of_columns(Mål=names, Status=COLOURS, Enhet=["HR", "IT", "HR"], Kommentar=["", "a", ""])
    assert counts(plan, "assignments") == {"total": 3, "green": 1, "yellow": 1, "red": 1}
    assert codes(plan)


def test_activities_in_a_text_about_each_assignment_are_no_items() -> None:
    columns = {"Uppdrag": ["Korta köerna", "Bygga vägar", "Stärka hälsan"],
               "Aktiviteter": ["Pågår enligt plan", "Pågår enligt plan", "Pågår enligt plan"],
               "Status": COLOURS}  # fmt: skip
    plan = of_columns(**columns)
    assert counts(plan, "assignments") == {"total": 3, "green": 1, "yellow": 1, "red": 1}
    assert counts(plan, "activities") == {}
