"""How many matters of a table of meetings are to be reported orally and in writing."""

from __future__ import annotations

import pytest

from rsplan.analysis.meeting_plan import MeetingPlan, meeting_plan
from rsplan.plan.grids import Grid

FOLLOW_UP = "Uppföljning och fördjupning"


def table(*rows: tuple[str, ...]) -> Grid:
    return Grid("", rows, tuple(tuple(f"r{at}k{to}" for to in range(len(row))) for at, row in enumerate(rows, 1)))


@pytest.mark.parametrize(
    ("cells", "oral", "written", "unstated"),
    [
        (("Köerna (muntlig)",), 1, 0, []), (("Köerna (skriftlig).",), 0, 1, []), (("Köerna (Muntlig)",), 1, 0, []),
        (("Köerna (muntlig) Hälsan (skriftlig)",), 1, 1, []), (("Köerna (muntlig rapport)",), 1, 0, []),
        (("Köerna (muntlig)", "Hälsan (muntlig)", ""), 2, 0, []),
        (("Köerna (muntlig) Hälsan",), 1, 0, ["Hälsan"]), (("Köerna (skriftlig och muntlig)",), 0, 1, []),
        (("Köerna (muntlig), Hälsan.",), 1, 0, ["Hälsan"]),
    ],
)  # fmt: skip
def test_a_matter_ends_where_it_has_said_how(
    cells: tuple[str, ...], oral: int, written: int, unstated: list[str]
) -> None:
    plan = meeting_plan([table(("Möte", *("april",) * len(cells)), (FOLLOW_UP, *cells))])
    assert plan is not None
    assert (plan.oral, plan.written) == (oral, written)
    assert [text for _, text in plan.unstated] == unstated


def test_rows_of_the_same_label_hold_matters_and_others_do_not() -> None:
    rows = [(FOLLOW_UP, "Köerna (muntlig)"), (FOLLOW_UP.upper(), "Hälsan (skriftlig) Trafiken"), ("Beslut", "Budget")]
    assert meeting_plan([table(*rows)]) == MeetingPlan(1, 1, (("r2k1", "Trafiken"),))
    assert meeting_plan([table(*rows[::-1])]) == MeetingPlan(1, 1, (("r2k1", "Trafiken"),))


@pytest.mark.parametrize("rows", [[], [("Beslut", "Budget")], [("Köerna (muntlig)", "april")], [("a", "muntlig")]])
def test_a_table_that_says_of_no_matter_how_is_no_plan_of_meetings(rows: list[tuple[str, ...]]) -> None:
    assert meeting_plan([table(*rows)]) is None


def test_the_matters_of_several_tables_are_added_up() -> None:
    tables = [table((FOLLOW_UP, "Köerna (muntlig)")), table(("x", "y")), table(("Rapport", "Hälsan (skriftlig)"))]
    assert meeting_plan(tables) == MeetingPlan(1, 1, ())
