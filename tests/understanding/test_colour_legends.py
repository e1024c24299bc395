"""A legend says what the colours of cells and rows mean, by their names or by its own filled cells, wherever it is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tables_support import VOCABULARY, cells, counts, grid

from rsplan.reading.looks import Look, Looks
from rsplan.understanding.plan import read_plan

GREEN, YELLOW, RED, BLUE, ORANGE = "92D050", "FFFF00", "FF0000", "9DC3E6", "FFC000"
FILLS = [GREEN, YELLOW, GREEN, RED, BLUE, GREEN, YELLOW, RED]
TOLD = {GREEN: "klar", YELLOW: "pågår", RED: "försenad", BLUE: "ej påbörjad"}
WANTED = {"total": 8, "planned": 1, "ongoing": 2, "delayed": 2, "completed": 3}
NAMES = {GREEN: "Grön", YELLOW: "Gul", RED: "Röd", BLUE: "Blå"}
Fills = dict[tuple[int, int], str]


def table(head: list[object], *, status: bool) -> tuple[list[list[object]], Fills]:
    """Activities whose rows are coloured all over, or only below "Status"."""
    rows = [head, *([f"Utbilda grupp {at}", "HR", None] for at in range(len(FILLS)))]
    columns = [2] if status else [0, 1, 2]
    return rows, {(at, column): fill for at, fill in enumerate(FILLS, 1) for column in columns}


def placed(form: str, *, status: bool = True, head: str = "Status") -> Any:
    """The table with its legend in a form."""
    rows, fills = table(["Aktivitet", "Ansvarig", head], status=status)
    line = ", ".join(f"{NAMES[fill].lower()} = {words}" for fill, words in TOLD.items())
    many: dict[str, list[list[object]]] = {
        "a line": [[line.capitalize()]],
        "a named line": [[f"Färgkoder: {line}"]],
        "lines": [[f"{NAMES[fill]} rad = {words}"] for fill, words in TOLD.items()],
        "sentences": [[f"{NAMES[fill]} betyder att aktiviteten är {words}."] for fill, words in TOLD.items()],
        "words beside": [["Färg", "Betydelse"], *([NAMES[fill], words] for fill, words in TOLD.items())],
        "fills": [["Teckenförklaring"], *([words] for words in TOLD.values())],
        "fills beside": [*([None, words] for words in TOLD.values())],
    }
    below = [[], *many.get(form, [])]
    top = len(rows)
    if form.startswith("fills") and form != "fills to the right":
        first = top + len(below) - len(TOLD)
        fills |= {(first + at, 0): fill for at, fill in enumerate(TOLD)}
    rows += below
    if form == "fills to the right":
        for at, (fill, words) in enumerate(TOLD.items(), 1):
            rows[at] = [*rows[at], None, words]
            fills[at, 4] = fill
    if form == "the heading":
        rows[0] = ["Aktivitet", "Ansvarig", f"{head} ({line})"]
    width = max(map(len, rows))
    return grid([[*row, *[None] * (width - len(row))] for row in rows], fills=fills)


FORMS = ["a line", "a named line", "lines", "sentences", "words beside", "fills", "fills beside", "fills to the right"]


@pytest.mark.parametrize("form", [*FORMS, "the heading"])
def test_a_legend_of_colours_goes_before_their_hues_in_every_form(form: str) -> None:
    plan = read_plan([placed(form)], VOCABULARY)
    assert counts(plan, "activities") == WANTED
    (said,) = [entry for entry in plan.findings if entry.code == "RSP230"]
    assert "klar" in said.message
    assert len(cells(plan, "RSP232")) == len(TOLD)


@pytest.mark.parametrize("form", FORMS)
def test_rows_coloured_all_over_are_read_by_a_legend_without_a_column_of_statuses(form: str) -> None:
    plan = read_plan([placed(form, status=False, head="Slutdatum")], VOCABULARY)
    assert counts(plan, "activities") == WANTED


def test_klart_over_dates_is_when_it_will_be_done() -> None:
    rows, fills = table(["Aktivitet", "Ansvarig", "Klart"], status=False)
    rows[1:] = [[*row[:2], date(2025, 6, at + 1)] for at, row in enumerate(rows[1:])]
    plan = read_plan([grid(rows, fills=fills)], VOCABULARY)
    assert counts(plan, "activities")["total"] == len(FILLS)


def test_orange_is_a_colour_of_its_own_where_a_legend_tells_it_from_yellow() -> None:
    rows: list[list[object]] = [["Aktivitet", "Status"], ["A", None], ["B", None], ["C", None], [None, None]]
    rows += [["Grön: klar, gul: pågår, orange: försenad", None]]
    plan = read_plan([grid(rows, fills={(1, 1): ORANGE, (2, 1): YELLOW, (3, 1): GREEN})], VOCABULARY)
    assert counts(plan, "activities") == {"total": 3, "ongoing": 1, "delayed": 1, "completed": 1}


def test_a_cell_without_a_fill_means_what_the_legend_says_of_white() -> None:
    rows: list[list[object]] = [["Aktivitet", "Status"], ["A", None], ["B", None], ["C", None], [None, None]]
    rows += [["Grön = klar, gul = pågår, vit = ej påbörjad", None]]
    plan = read_plan([grid(rows, fills={(1, 1): GREEN, (2, 1): YELLOW})], VOCABULARY)
    assert counts(plan, "activities") == {"total": 3, "planned": 1, "ongoing": 1, "completed": 1}
    assert cells(plan, "RSP232") == ["B2", "B3", "B4"]


def test_a_colour_that_the_legend_calls_something_else_is_not_read_by_its_hue() -> None:
    rows: list[list[object]] = [["Aktivitet", "Status"], ["A", None], ["B", None], ["C", None], [None, None]]
    rows += [["Grön = klar, gul = pågår, röd = prioriterad av nämnden", None]]
    plan = read_plan([grid(rows, fills={(1, 1): GREEN, (2, 1): YELLOW, (3, 1): RED})], VOCABULARY)
    assert counts(plan, "activities") == {"total": 3, "ongoing": 1, "completed": 1, "unknown": 1}
    assert cells(plan, "RSP281") == ["B4"]


def test_words_for_colours_in_a_status_column_are_read_by_the_legend() -> None:
    rows: list[list[object]] = [["Aktivitet", "Status"], ["A", "Grön"], ["B", "Gul"], ["C", "Grönt"], [None, None]]
    rows += [["Grön = klar, gul = pågår, röd = försenad", None]]
    plan = read_plan([grid(rows)], VOCABULARY)
    assert counts(plan, "activities") == {"total": 3, "ongoing": 1, "completed": 2}


@pytest.mark.parametrize("text", ["Grön omställning, gul fara", "Grön = 5, gul = 3", "Grön: se bilaga, gul: se nedan"])
def test_colours_with_other_words_are_no_legend(text: str) -> None:
    rows: list[list[object]] = [["Uppdrag", "Status"], ["A", "Grön"], ["B", "Gul"], [None, None], [text, None]]
    plan = read_plan([grid(rows)], VOCABULARY)
    assert "RSP230" not in {entry.code for entry in plan.findings}


def test_a_small_table_of_filled_statuses_is_no_legend() -> None:
    rows: list[list[object]] = [["Aktivitet", None, "Status"], ["A", None, "Klar"], ["B", None, "Pågår"]]
    plan = read_plan([grid(rows, fills={(1, 2): GREEN, (2, 2): YELLOW})], VOCABULARY)
    assert counts(plan, "activities") == {"total": 2, "ongoing": 1, "completed": 1}


def test_squares_in_ink_mean_what_the_squares_beside_words_say() -> None:
    rows: list[list[object]] = [["■", "Klar"], ["■", "Pågår"], ["■", "Ej påbörjad"], [None, None]]
    rows += [["Aktivitet", "Status"], ["A", "■"], ["B", "■"], ["C", "■"]]
    inks = {(0, 0): "0070C0", (1, 0): "00B050", (2, 0): "7F7F7F", (5, 1): "0070C0", (6, 1): "7F7F7F", (7, 1): "00B050"}
    plan = read_plan([grid(rows, looks=Looks(cells={place: Look(ink=ink) for place, ink in inks.items()}))], VOCABULARY)
    assert counts(plan, "activities") == {"total": 3, "planned": 1, "ongoing": 1, "completed": 1}


def test_a_line_below_filled_cells_says_what_no_fill_means() -> None:
    rows: list[list[object]] = [["Klar", None], ["Pågår", None], ["Ofärgad = ej påbörjad", None], [None, None]]
    rows += [["Aktivitet", "Slutdatum"], ["A", "2025-06-30"], ["B", "2025-06-30"], ["C", "2025-06-30"]]
    fills = {(0, 0): GREEN, (1, 0): YELLOW, (5, 0): GREEN, (5, 1): GREEN, (6, 0): YELLOW, (6, 1): YELLOW}
    plan = read_plan([grid(rows, fills=fills)], VOCABULARY)
    assert counts(plan, "activities") == {"total": 3, "planned": 1, "ongoing": 1, "completed": 1}


def test_words_of_assignments_are_read_by_the_colours_that_a_legend_gives_them() -> None:
    rows: list[list[object]] = [
        ["Uppdrag", "Status"],
        ["A", "Genomfört"],
        ["B", "Pågår enligt plan"],
        ["C", "Ej påbörjat"],
    ]
    rows += [["D", "Pågår med avvikelse"], [None, None]]
    rows += [["Genomfört = grön", None], ["Pågår enligt plan = grön", None], ["Pågår med avvikelse = gul", None]]
    rows += [["Ej påbörjat = röd", None]]
    plan = read_plan([grid(rows)], VOCABULARY)
    assert counts(plan, "assignments") == {"total": 4, "green": 2, "yellow": 1, "red": 1}
