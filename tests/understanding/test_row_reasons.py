"""Why a row below a header is no item; what has a name and a status is one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st
from tables_support import VOCABULARY, aside, counts, grid

from rsplan.findings import codes
from rsplan.plan.model import Plan
from rsplan.plan.period import Period, Tertial
from rsplan.understanding.plan import read_plan
from rsplan.understanding.row_reasons import BELOW_ROW, BLANK_ROW, CONTINUED_ROW, FOOTER_ROW, HEADING_ROW

Row = Sequence[object]
HEAD = ["Uppdrag", "Status", "Enhet"]
ITEMS: list[Row] = [["Korta köerna", "Grön", "HR"], ["Bygga vägar", "Gul", "IT"], ["Stärka hälsan", "Röd", "HR"]]
BLANK: Row = [None, None, None]
FIGURES = {"total": 3, "green": 1, "yellow": 1, "red": 1}


def plan_of(rows: Sequence[Row], **more: object) -> Plan:
    return read_plan([grid([HEAD, *rows], **more)], VOCABULARY)


@pytest.mark.parametrize(
    ("foot", "reasons"),
    [
        ([["Summa", None, None]], {FOOTER_ROW: 1}), ([["Totalt: 3", None, None]], {FOOTER_ROW: 1}),
        ([["Summa", "3", None]], {FOOTER_ROW: 1}), ([["Totalt", 3, None]], {FOOTER_ROW: 1}),
        ([["3 uppdrag", None, None]], {FOOTER_ROW: 1}), ([["Filter: Nämnd = RS", None, None]], {FOOTER_ROW: 1}),
        ([BLANK, ["Källa: Stratsys", None, None]], {BLANK_ROW: 1, FOOTER_ROW: 1}),
        ([BLANK, ["Läs mer på sidan 3", None, None], ["och i bilagan", None, None]], {BLANK_ROW: 1, FOOTER_ROW: 2}),
        ([BLANK, BLANK], {}), ([["Uppdrag", None, None]], {FOOTER_ROW: 1}),
    ],
    ids=["a sum", "a count", "a number as status", "as number", "in words", "a filter", "a source", "notes",
     "blank rows",
         "a heading without rows"],
)  # fmt: skip
def test_what_stands_below_the_last_item_is_set_aside_under_its_reason(
    foot: list[Row], reasons: dict[str, int]
) -> None:
    plan = plan_of([*ITEMS, *foot])
    assert counts(plan, "assignments") == FIGURES
    assert aside(plan) == reasons


@pytest.mark.parametrize(
    "name",
    ["Summera årets resultat", "Antal vårdplatser ska öka", "Totalförsvaret ska stärkas", "Filtrera bort dubbletter",
     "Källsortera mera", "Noteringar ska föras", "12 nya platser", "Uppdragsstyrning"],
)  # fmt: skip
def test_an_item_whose_name_begins_like_a_note_is_an_item_where_it_has_a_status(name: str) -> None:
    plan = plan_of([*ITEMS, [name, "Gul", "HR"]])
    assert counts(plan, "assignments") == {"total": 4, "green": 1, "yellow": 2, "red": 1}


@pytest.mark.parametrize("at", [0, 1, 2, 3])
@pytest.mark.parametrize("count", [1, 3])
def test_blank_rows_anywhere_change_no_figure(at: int, count: int) -> None:
    plan = plan_of([*ITEMS[:at], *[BLANK] * count, *ITEMS[at:]])
    assert counts(plan, "assignments") == FIGURES
    assert aside(plan) == ({BLANK_ROW: count} if at < len(ITEMS) else {})


@pytest.mark.parametrize("groups", [["Nära vård", "Trafik", "Hälsa"], ["A", "B", "C"]])
def test_a_name_above_each_part_from_the_first_row_on_is_a_heading(groups: list[str]) -> None:
    rows = [row for group, item in zip(groups, ITEMS, strict=True) for row in ([group, None, None], item)]
    plan = plan_of(rows)
    assert counts(plan, "assignments") == FIGURES
    assert aside(plan) == {HEADING_ROW: 3}
    assert list(plan.assignments["goal_area"]) == groups


@pytest.mark.parametrize("foot", [["Antal gröna", 1, None], ["Antal röda uppdrag", "1", None], ["Antal gula", 1, "HR"]])
def test_a_count_of_the_statuses_at_the_foot_is_no_item(foot: Row) -> None:
    plan = plan_of([*ITEMS, foot, ["Antal", 3, None]])
    assert counts(plan, "assignments") == FIGURES
    assert aside(plan) == {FOOTER_ROW: 2}
    assert any(entry.severity == "warning" and (entry.cell or "").endswith("5") for entry in plan.findings)


def test_a_name_that_begins_as_a_count_is_an_item_where_statuses_are_numbers() -> None:
    rows: list[Row] = [["Andel nöjda", 1, None], ["Antal vårdplatser", 2, None], ["Antal besök", 3, None]]
    head = ["Nyckeltal", "Status (1=grön, 2=gul, 3=röd)", "Enhet"]
    assert counts(read_plan([grid([head, *rows])], VOCABULARY), "indicators") == FIGURES


@pytest.mark.parametrize("heading", ["Avslutade 2024", "Ej påbörjade uppdrag", "Pågående"])
def test_a_name_of_statuses_above_others_is_a_heading_in_the_narrowest_table(heading: str) -> None:
    rows: list[Row] = [["Uppdrag", "Status"], *(item[:2] for item in ITEMS[:2]), [heading, None], ITEMS[2][:2]]
    plan = read_plan([grid(rows)], VOCABULARY)
    assert counts(plan, "assignments") == FIGURES
    assert aside(plan) == {HEADING_ROW: 1}


@pytest.mark.parametrize(("year", "told"), [(2025, True), (2024, False), (None, False)])
def test_rows_below_a_heading_of_another_year_than_the_runs_are_told(year: int | None, told: bool) -> None:
    period = Period(year, Tertial.APRIL) if year else None
    plan = read_plan([grid([HEAD, *ITEMS[:2], ["Beslutade 2024", None, None], ITEMS[2]])], VOCABULARY, period)
    found = [entry for entry in plan.findings if entry.code == codes.HEADING_OF_ANOTHER_YEAR]
    assert [(entry.cell, "1 rad " in entry.message) for entry in found] == ([("A4", True)] if told else [])
    assert counts(plan, "assignments") == FIGURES


def test_what_is_written_below_each_item_goes_on_the_row_above() -> None:
    rows = [row for item in ITEMS for row in (item, ["Se även bilagan om detta", None, None])]
    plan = plan_of(rows)
    assert counts(plan, "assignments") == FIGURES
    assert aside(plan) == {CONTINUED_ROW: 3}


def test_a_row_that_lacks_its_status_among_the_others_is_an_item_all_the_same() -> None:
    plan = plan_of([*ITEMS, ["Måla hus", None, "IT"], ["Gräva", "Grön", "HR"]])
    assert counts(plan, "assignments") == {"total": 5, "green": 2, "yellow": 1, "red": 1, "no_data": 1}
    assert aside(plan) == {}


def test_a_share_below_the_items_is_no_item() -> None:
    plan = plan_of([*ITEMS, BLANK, ["Andel gröna", "0,33", None], ["Måluppfyllelse totalt", "33 %", None]])
    assert counts(plan, "assignments") == FIGURES
    assert aside(plan)[BELOW_ROW] == 2


def test_a_row_that_lacks_its_name_is_set_aside_and_said() -> None:
    plan = plan_of([*ITEMS, [None, "Gul", "IT"], ["Gräva", "Grön", "HR"]])
    assert counts(plan, "assignments")["total"] == 4
    assert list(aside(plan).values()) == [1]
    assert any((entry.cell or "").endswith("5") for entry in plan.findings)


def test_another_table_below_ends_the_items_where_its_headings_begin() -> None:
    other: list[Row] = [["Risk", "Status", "Ägare"], ["Brand", "Grön", "HR"], ["Stöld", "Röd", "IT"]]
    plan = plan_of([*ITEMS, BLANK, *other])
    assert counts(plan, "assignments") == FIGURES
    assert aside(plan) == {BLANK_ROW: 1, BELOW_ROW: 3}


FOOT = st.lists(st.sampled_from(["Summa", "Totalt antal: 3", "Filter: alla", "Utskriven 2025-05-12", None]), max_size=4)


@examples(25)
@given(FOOT, st.permutations(range(3)))
def test_every_row_is_counted_or_has_a_reason(foot: list[str | None], order: list[int]) -> None:
    rows = [*(ITEMS[at] for at in order), *([text, None, None] for text in foot)]
    plan = plan_of(rows)
    assert sorted(plan.assignments["status"]) == ["green", "red", "yellow"]
    (ledger,) = plan.ledgers
    assert ledger.balances
    assert ledger.read == len(rows) - next((at for at, text in enumerate(reversed(foot)) if text), len(foot))
