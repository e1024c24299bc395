"""A row that adds the rows of a group up is no item, wherever its sum and its counts stand."""

from __future__ import annotations

import pytest
from tables_support import VOCABULARY, aside, counts, grid

from rsplan.understanding.plan import read_plan

HEADINGS = ["Målområde", "Uppdrag", "Ansvarig", "Status"]
ONE = [["Vård", "Korta köerna", "Ada", "Grön"], ["Vård", "Stärka hälsan", "Bo", "Gul"]]
TWO = [["Klimat", "Resa mindre", "Ada", "Grön"], ["Klimat", "Cykla mer", "Bo", "Röd"]]
FIGURES = {"total": 4, "green": 2, "yellow": 1, "red": 1}


@pytest.mark.parametrize(
    "foot",
    [
        ["Delsumma {}", "Antal uppdrag: 2", None, "Antal gröna: 1"],
        ["Delsumma {}", 2, None, "1 grön"],
        ["Totalt {}", "2 st", None, "1 grön"],
        ["Totalt", 2, None, "Antal klara: 1"],
        ["Summa {}", "2 uppdrag varav 1 grön", None, None],
        ["Delsumma {}", None, None, "1"],
        [None, "Antal gröna: 1", None, None],
        [None, "Delsumma {}", None, "1 av 2"],
    ],
)
def test_a_sum_below_each_group_is_no_item(foot: list[object]) -> None:
    one, two = ([text.format(name) if isinstance(text, str) else text for text in foot] for name in ("Vård", "Klimat"))
    plan = read_plan([grid([HEADINGS, *ONE, one, *TWO, two])], VOCABULARY)
    assert (counts(plan, "assignments"), sum(aside(plan).values())) == (FIGURES, 2)


@pytest.mark.parametrize("name", ["Antal vårdplatser i länet", "Mål 1", "Totalförsvarets behov", "Summan av insatser"])
@pytest.mark.parametrize("group", ["Totalförsvar", "Antalet platser", "Total kvalitet"])
def test_a_name_that_begins_as_a_sum_does_is_an_item(name: str, group: str) -> None:
    plan = read_plan([grid([HEADINGS, *ONE, [group, name, "Bo", "Röd"], *TWO])], VOCABULARY)
    assert (counts(plan, "assignments")["total"], aside(plan)) == (5, {})
