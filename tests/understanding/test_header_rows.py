"""Which row of a sheet is a header, and what its columns are by their headings alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st
from tables_support import VOCABULARY, counts, grid

from rsplan.plan.model import Kind
from rsplan.plan.period import Period, Tertial
from rsplan.understanding.header_rows import find_headers
from rsplan.understanding.headings import Header
from rsplan.understanding.plan import read_plan

ITEMS = [["Korta köerna", "Grön", "HR"], ["Bygga vägar", "Gul", "IT"], ["Stärka hälsan", "Röd", "HR"]]


def headers(rows: Sequence[Sequence[object]]) -> list[Header]:
    width = max(map(len, rows), default=0)
    padded = [[*row, *[None] * (width - len(row))] for row in rows]
    return find_headers(list(map(list, zip(*padded, strict=True))), VOCABULARY)


def told(header: Header) -> dict[str, int]:
    return dict(header.columns)


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        (["Uppdrag", "Status", "Enhet"], {"title": 0, "status": 1, "unit": 2}),
        (["UPPDRAG", " status ", "Enhet:"], {"title": 0, "status": 1, "unit": 2}),
        (["Uppdrag*", "Status¹", "Enhet"], {"title": 0, "status": 1, "unit": 2}),
        (["Aktivitet", "Status", "Ansvarig enhet"], {"title": 0, "status": 1, "unit": 2}),
        (["Namn", "Bedömning", "Avdelning"], {"title": 0, "status": 1, "unit": 2}),
        (["Uppdrag", "Status april 2025", "Enhet"], {"title": 0, "status": 1, "unit": 2}),
        (["Uppdrag", "Status (T1)", "Enhet"], {"title": 0, "status": 1, "unit": 2}),
        (["Uppdrag", "Status", "Anteckning från mötet"], {"title": 0, "status": 1}),
        (["Uppdrag", None, "Enhet"], {"title": 0, "unit": 2}),
    ],
)  # fmt: skip
def test_headings_tell_the_columns_whatever_hangs_on_them(head: list[object], columns: dict[str, int]) -> None:
    (found,) = headers([head, *ITEMS])
    assert {name: at for name, at in told(found).items() if name in ("title", "status", "unit")} == columns


@pytest.mark.parametrize(
    "above", [[], [["Uppföljning per april 2025"]], [["Titel"], [None]], [[None, None], ["Not: se bilaga"]]]
)
def test_a_header_is_found_wherever_it_stands(above: list[list[object]]) -> None:
    (found,) = headers([*above, ["Uppdrag", "Status", "Enhet"], *ITEMS])
    assert found.row == len(above)


@pytest.mark.parametrize(
    "rows",
    [
        [], [["Uppdrag"]], [["Uppdrag", None], ["Korta köerna", None]], [["Korta köerna", "Grön"]],
        [["Status", "Enhet"]],
        [["Uppdrag till nämnden", 12, 13]], [["Namn", "Adress", "Telefon"], ["Lagret", "Gatan 1", "123"]],
    ],
    ids=["nothing", "one word", "a name alone", "an item", "no name", "a text with numbers", "a register"],
)  # fmt: skip
def test_what_names_no_item_beside_something_known_is_no_header(rows: list[list[object]]) -> None:
    assert headers(rows) == []


@pytest.mark.parametrize(
    ("rows", "places"),
    [
        ([["Uppdrag", "Status"], ["a", "Grön"], [None], ["Aktivitet", "Status"], ["b", "Klar"]], [(0, 0), (3, 0)]),
        ([["Uppdrag", "Status", None, "Aktivitet", "Status"], ["a", "Grön", None, "b", "Klar"]], [(0, 0), (0, 3)]),
        ([["Uppdrag", "Status"], ["a", "Grön"], ["Uppdrag", "Status"], ["b", "Gul"]], [(0, 0), (2, 0)]),
    ],
    ids=["below", "beside", "once more"],
)  # fmt: skip
def test_a_sheet_holds_several_tables_each_with_its_header(
    rows: list[list[object]], places: list[tuple[int, int]]
) -> None:
    assert [(header.row, header.left) for header in headers(rows)] == places


@pytest.mark.parametrize(
    ("head", "kinds", "parent"),
    [
        (["Uppdrag", "Aktivitet", "Status"], {Kind.ASSIGNMENTS: 0, Kind.ACTIVITIES: 1}, 0),
        (["Aktivitet", "Uppdrag", "Status"], {Kind.ACTIVITIES: 0, Kind.ASSIGNMENTS: 1}, 1),
        (["Nyckeltal", "Utfall", "Status"], {Kind.INDICATORS: 0}, None),
        (["Mål", "Uppdrag", "Status"], {Kind.ASSIGNMENTS: 1}, None),
    ],
)  # fmt: skip
def test_of_two_kinds_on_a_row_the_more_general_is_what_the_item_belongs_to(
    head: list[str], kinds: dict[Kind, int], parent: int | None
) -> None:
    (found,) = headers([head, ["Korta köerna", "Anställa fler", "Pågår"], ["Bygga", "Gräva", "Klar"]])
    assert dict(found.kinds) == kinds
    assert told(found).get("parent") == parent


def test_of_two_equal_headings_the_first_is_meant_and_the_other_remembered() -> None:
    (found,) = headers([["Uppdrag", "Status", "Status", "Färg"], ["a", "Grön", "Gul", "Röd"]])
    assert found.fields["status"] == 1
    assert dict(found.doubled) == {2: 1, 3: 1}


def test_columns_that_each_tell_a_period_are_kept_apart_for_the_run_to_choose() -> None:
    (found,) = headers([["Uppdrag", "Status T1", "Status T2"], ["a", "Grön", "Gul"], ["b", "Gul", "Gul"]])
    assert dict(found.dated) == {"status": (1, 2)}
    assert "status" not in found.fields


def test_a_heading_over_two_rows_is_one_and_is_read_from_both() -> None:
    (found,) = headers([["Uppdrag", "Bedömning", None], [None, "Färg", "Kommentar"], ["Korta köerna", "Grön", "Bra"]])
    assert (found.row, found.above, found.first_row) == (1, 1, 0)
    assert told(found) == {"title": 0}
    assert {at: reading.field for at, reading in found.readings.items()} == {1: "status", 2: "comment"}


def test_crosses_below_headings_of_statuses_are_choices_and_texts_are_not() -> None:
    head = ["Uppdrag", "Enhet", "Grön", "Gul", "Röd"]
    (found,) = headers([head, ["Korta köerna", "HR", "x", None, None], ["Bygga", "IT", None, None, "x"]])
    assert found.choices == (2, 3, 4)
    assert headers([head, ["Korta köerna", "HR", "3 st", "4 st", "5 st"], ["Bygga", "IT", "1", "2", "3"]]) == []


def test_an_export_view_tells_levels_and_properties_and_nothing_else_of_it_is_read() -> None:
    (found,) = headers([["Uppdrag_Namn", "Uppdrag_Status", "Aktivitet_Namn", "Aktivitet_Status", "Egen"],
                        ["Köer", "Grön", "Anställa", "Klar", "x"]])  # fmt: skip
    assert dict(found.view) == {
        ("assignments", "title"): 0, ("assignments", "status"): 1, ("activities", "title"): 2, ("activities",
         "status"): 3,
    }  # fmt: skip
    assert dict(found.unknown) == {4: "Egen"}


HEAD = ["Uppdrag", "Status", "Enhet", "Kommentar", "Id"]


@examples(25)
@given(st.permutations(range(5)), st.integers(0, 3), st.integers(0, 2))
def test_neither_the_order_of_columns_nor_what_stands_around_changes_what_is_read(
    order: list[int], down: int, right: int
) -> None:
    rows = [HEAD, ["Korta köerna", "Grön", "HR", "Bra", "U1"], ["Bygga vägar", "Gul", "IT", None, "U2"]]
    moved = [[None] * right + [row[at] for at in order] for row in rows]
    (found,) = headers([[None]] * down + moved)
    assert found.row == down
    meant = {"title": 0, "status": 1, "unit": 2, "comment": 3, "key": 4}
    assert told(found) == {name: order.index(at) + right for name, at in meant.items()}


@pytest.mark.parametrize("mark", ["x", "✓", "●"])
def test_crosses_below_statuses_below_one_heading_are_the_statuses(mark: str) -> None:
    rows = [["Uppdrag", "Bedömning", None, None, "Kommentar"], [None, "Grön", "Gul", "Röd", None]]
    rows += [[f"Ordna sak {at}", *[mark if at % 3 == place else None for place in range(3)], None] for at in range(9)]
    plan = read_plan([grid(rows)], VOCABULARY)
    assert counts(plan, "assignments") == {"total": 9, "green": 3, "yellow": 3, "red": 3}


def test_an_item_below_its_header_is_no_second_row_of_headings() -> None:
    rows = [["Uppdrag", "Status", "Färg"], [None, "Grön", "Gul"], ["Måla", "Grön", None], ["Bygga", "Röd", None]]
    assert [header.row for header in find_headers(list(zip(*rows, strict=True)), VOCABULARY)] == [0]


THINGS = [f"Montera ledstång {at} vid trappan" for at in range(6)]
STATES = ["Klar", "Pågår", "Försenad", "Klar", "Planerad", "Pågår"]


@pytest.mark.parametrize(
    "heads",
    [
        ("Process", "Risk", "S", "K", "Riskvärde", "Åtgärd", "Ansvarig funktion", "Åtgärdsstatus"),
        ("Objekt", "Hinder", "Föreslagen åtgärd", "Kostnad (tkr)", "Genomförandestatus"),
        ("Diskrimineringsgrund", "Aktiv åtgärd", "Ansvar", "Tidsplan", "Hur gick det?"),
        ("Bucketnamn", "Tilldelad till", "Etiketter", "Arbetsuppgift", "Förlopp"),
    ],
)
def test_many_strange_headings_beside_a_name_and_a_status_are_a_header(heads: tuple[str, ...]) -> None:
    named = next(at for at, head in enumerate(heads) if "ppgift" in head or "tgärd" in head)
    rows: list[list[object]] = [list(heads)]
    for at, (thing, state) in enumerate(zip(THINGS, STATES, strict=True)):
        row: list[object] = [f"Sak {at % 2}" for _ in heads]
        row[named], row[-1] = thing, state
        rows.append(row)
    plan = read_plan([grid(rows)], VOCABULARY)
    assert counts(plan, "activities") == {"total": 6, "planned": 1, "ongoing": 2, "delayed": 1, "completed": 2}


def test_a_state_over_what_is_never_so_is_a_heading_like_the_others() -> None:
    rows: list[list[object]] = [["Aktivitetsnamn", "Förlopp", "Är återkommande", "Försenad"]]
    rows += [[thing, state, False, False] for thing, state in zip(THINGS, STATES, strict=True)]
    plan = read_plan([grid(rows)], VOCABULARY)
    assert counts(plan, "activities") == {"total": 6, "planned": 1, "ongoing": 2, "delayed": 1, "completed": 2}


def test_an_assignment_to_somebody_is_the_assignment() -> None:
    rows: list[list[object]] = [["Uppdrag till nämnden/bolaget", "Bedömning\n(T1)"]]
    rows += [[thing, "Uppfyllt"] for thing in THINGS]
    assert counts(read_plan([grid(rows)], VOCABULARY), "assignments") == {"total": 6, "green": 6}


def test_a_heading_that_ends_in_another_word_is_not_taken_for_a_slip() -> None:
    rows: list[list[object]] = [["Aktivitet", "Resultatrad", "Status"]]
    rows += [[thing, "Nära vård", state] for thing, state in zip(THINGS, STATES, strict=True)]
    assert counts(read_plan([grid(rows)], VOCABULARY), "activities")["total"] == 6


def test_numbered_headings_are_read_without_their_numbers() -> None:
    rows: list[list[object]] = [["1. Uppdrag", "2. Ansvarig enhet", "3. Status"]]
    rows += [[thing, "HR", "Uppfyllt"] for thing in THINGS]
    assert counts(read_plan([grid(rows)], VOCABULARY), "assignments") == {"total": 6, "green": 6}


def test_measures_of_assignments_with_the_states_of_activities_are_activities() -> None:
    rows: list[list[object]] = [["Uppdrag", "Åtgärd", "Status"]]
    rows += [[f"Uppdrag {at // 3}", thing, state] for at, (thing, state) in enumerate(zip(THINGS, STATES, strict=True))]
    plan = read_plan([grid(rows)], VOCABULARY)
    assert counts(plan, "activities")["total"] == 6
    assert counts(plan, "assignments") == {}


@pytest.mark.parametrize("what", ["Vad?", "Vad ska göras?"])
def test_questions_head_an_action_plan(what: str) -> None:
    rows: list[list[object]] = [[what, "Vem?", "När?", "Status"]]
    rows += [[thing, "Chef", "2025-06-30", state] for thing, state in zip(THINGS, STATES, strict=True)]
    assert counts(read_plan([grid(rows)], VOCABULARY), "activities")["total"] == 6


def test_a_page_number_in_the_place_of_a_status_is_no_item() -> None:
    rows: list[list[object]] = [["Aktivitet", "Status"], *map(list, zip(THINGS, STATES, strict=True))]
    rows += [[None, None], ["Aktivitetsrapport 2025 T1", "Sida 2 (2)"], ["Aktivitet", "Status"], ["Måla taken", "Klar"]]
    assert counts(read_plan([grid(rows)], VOCABULARY), "activities")["total"] == 7


@pytest.mark.parametrize(
    "heads",
    [
        ("Aktivitet\n(vad ska göras?)", "Ansvarig\n(vem?)", "Status\n(välj i listan)"),
        ("Aktivitet¹⁾", "Ansvarig", "Status*"),
    ],
)
def test_headings_explained_in_brackets_and_with_notes_are_read(heads: tuple[str, str, str]) -> None:
    rows: list[list[object]] = [[*heads], *([thing, "HR", state] for thing, state in zip(THINGS, STATES, strict=True))]
    assert counts(read_plan([grid(rows)], VOCABULARY), "activities")["total"] == 6


def test_counts_below_the_items_are_none_and_notes_that_name_months_are_no_periods() -> None:
    rows: list[list[object]] = [["Aktivitet", "Ansvarig", "Status"]]
    rows += [[thing, "HR", state] for thing, state in zip(THINGS, STATES, strict=True)]
    rows.insert(3, ["OBS! Stäm av datum med entreprenören före maj.", None, None])
    rows.insert(6, ["Nedanstående tillkom efter nämndens beslut i februari.", None, None])
    rows += [["Antal aktiviteter", None, 6], ["Varav klara", None, 2]]
    assert counts(read_plan([grid(rows)], VOCABULARY, Period(2025, Tertial.APRIL)), "activities")["total"] == 6
