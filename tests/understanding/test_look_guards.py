"""What is counted though nobody sees it so is said: struck in part, white on white."""

from __future__ import annotations

import pytest
from tables_support import VOCABULARY, cells, codes, counts, grid

from rsplan.reading.looks import Condition, Look, Looks
from rsplan.understanding.plan import read_plan

ROWS = [["Uppdrag", "Status"], ["Vården", "Grön"], ["Skolan", "Gul"], ["Vägarna", "Röd"]]
WHITE = Look(ink="FFFFFF")
IS_GREEN = Condition(((0, 0, 9, 9),), "cellIs", operator="equal", formulas=('"Grön"',), look=Look("00B050"))


def test_what_is_left_of_a_status_that_is_struck_in_part_is_counted_and_said() -> None:
    rows = [*ROWS[:2], ["Skolan", "Gul Grön"], *ROWS[3:]]
    plan = read_plan([grid(rows, looks=Looks(part_struck={(2, 1): "Grön", (3, 0): "Vägar"}))], VOCABULARY)
    assert counts(plan, "assignments") == {"total": 3, "green": 2, "red": 1}
    assert cells(plan, "RSP223") == ["B3"]


@pytest.mark.parametrize(("place", "cell"), [((1, 0), "A2"), ((3, 1), "B4")])
def test_white_text_on_nothing_is_counted_and_said(place: tuple[int, int], cell: str) -> None:
    plan = read_plan([grid(ROWS, looks=Looks({place: WHITE}))], VOCABULARY)
    assert counts(plan, "assignments")["total"] == 3
    assert cells(plan, "RSP224") == [cell]


@pytest.mark.parametrize(
    "looks",
    [
        Looks({(1, 1): Look("00B050", "FFFFFF")}),
        Looks({(0, 0): WHITE, (0, 1): WHITE}),
        Looks({(1, 1): WHITE}, conditions=[IS_GREEN]),
        Looks({(1, 2): WHITE}),
    ],
    ids=["on a fill", "in the heading", "on a fill by a rule", "in a column that is not read"],
)  # fmt: skip
def test_white_text_that_is_seen_or_not_read_is_not_said(looks: Looks) -> None:
    rows = [[*row, "Kommentar"] for row in ROWS]
    assert codes(read_plan([grid(rows, looks=looks)], VOCABULARY)) == []
