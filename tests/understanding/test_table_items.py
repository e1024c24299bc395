"""From a table to items: glued colours, boards and periods between rows, what the project leaves out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st
from tables_support import VOCABULARY, aside, counts, grid

from rsplan.language.vocabulary import load_vocabulary
from rsplan.plan.model import Kind, Plan
from rsplan.understanding.plan import read_plan
from rsplan.understanding.table_items import LEFT_OUT, NO_TITLE, unglued


@pytest.mark.parametrize(
    ("titles", "words", "names"),
    [
        (["GrönKorta köerna", "RödBygga vägar"], ["Grön", "Röd"], ["Korta köerna", "Bygga vägar"]),
        (["GrönKorta köerna", "Bygga vägar"], ["Grön", ""], ["Korta köerna", "Bygga vägar"]),
        (["GrönKorta", "", "GulBygga"], ["Grön", "", "Gul"], ["Korta", "", "Bygga"]),
        (["Grön2030", "GulÅre"], ["Grön", "Gul"], ["2030", "Åre"]),
    ],
)  # fmt: skip
def test_colours_glued_to_names_are_taken_apart(titles: list[str], words: list[str], names: list[str]) -> None:
    assert unglued(titles, Kind.ASSIGNMENTS, VOCABULARY) == (words, names)


@pytest.mark.parametrize(
    "titles",
    [["Gröna lån", "Röda korset"], ["Grön omställning", "Korta köerna"], ["GrönKorta", "Bygga", "Måla"], [""], []],
)
def test_a_name_that_begins_with_a_colour_is_a_name(titles: list[str]) -> None:
    assert unglued(titles, Kind.ASSIGNMENTS, VOCABULARY) is None


@examples(30)
@given(
    st.lists(
        st.tuples(st.sampled_from(["Grön", "Gul", "Röd"]), st.sampled_from(["Köer", "Vägar", "Å"])),
        min_size=1,
        max_size=5,
    )
)
def test_a_colour_and_a_name_glued_together_come_apart_as_they_were(pairs: list[tuple[str, str]]) -> None:
    found = unglued([colour + name for colour, name in pairs], Kind.ASSIGNMENTS, VOCABULARY)
    assert found == ([colour for colour, _ in pairs], [name for _, name in pairs])


def plan_of(rows: Sequence[Sequence[object]], **more: object) -> Plan:
    return read_plan([grid(rows)], more.pop("words", VOCABULARY), **more)  # type: ignore[arg-type]


HEAD = ["Uppdrag", "Status", "Enhet"]
ROWS = [["Köer", "Grön", "HR"], ["Vägar", "Avskriven", "IT"], ["Hälsa", "Gul", "HR"], [None, "Röd", "HR"]]


def test_a_status_that_the_project_leaves_out_and_a_row_without_a_name_are_set_aside_by_their_reasons() -> None:
    words = load_vocabulary({"Avskriven": "räknas inte"})
    plan = plan_of([HEAD, *ROWS], words=words)
    assert counts(plan, "assignments") == {"total": 2, "green": 1, "yellow": 1}
    assert aside(plan) == {LEFT_OUT: 1, NO_TITLE: 1}


def test_several_units_in_one_cell_are_said_and_counted_once() -> None:
    plan = plan_of([["Aktivitet", "Status", "Enhet"], ["Utbilda", "Klar", "HR; IT"], ["Mäta", "Pågår", "HR"]])
    assert counts(plan, "activities")["total"] == 2
    assert any(entry.cell == "C2" for entry in plan.findings)


@pytest.mark.parametrize(
    ("groups", "blank"), [(["HR", None, "IT", "HR", "HR"], ["C3"]), ([None] * 5, []), (["HR"] * 5, [])]
)
def test_a_blank_cell_in_a_column_of_groups_that_is_filled_is_said(groups: list[str | None], blank: list[str]) -> None:
    names = ["Köer", "Vägar", "Hälsa", "Skola", "Trafik"]
    plan = plan_of([HEAD, *([name, "Grön", unit] for name, unit in zip(names, groups, strict=True))])
    assert [entry.cell for entry in plan.findings if (entry.cell or "").startswith("C")] == blank
    assert counts(plan, "assignments")["total"] == 5
