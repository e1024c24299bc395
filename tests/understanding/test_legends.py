"""A legend beside, above or below a table says what the numbers and letters of its status column mean."""

from __future__ import annotations

import pytest
from tables_support import VOCABULARY, cells, counts, grid

from rsplan.findings.finding import ExportError
from rsplan.language.vocabulary import load_vocabulary
from rsplan.understanding.plan import read_plan

NUMBERS = [("1", "Planerad"), ("2", "Pågår"), ("3", "Försenad"), ("4", "Klar")]
LETTERS = [("P", "Planerad"), ("PÅ", "Pågår"), ("F", "Försenad"), ("K", "Klar")]
ITEMS = [1, 2, 2, 3, 4, 4, 4, 2]
WANTED = {"total": 8, "planned": 1, "ongoing": 3, "delayed": 1, "completed": 3}


def table(codes: list[tuple[str, str]]) -> list[list[object]]:
    signs = [int(sign) if sign.isdecimal() else sign for sign, _ in codes]
    return [
        ["Aktivitet", "Enhet", "Status"],
        *([f"Utbilda grupp {chr(65 + at)}", "HR", signs[code - 1]] for at, code in enumerate(ITEMS)),
    ]


def placed(place: str, codes: list[tuple[str, str]]) -> list[list[object]]:
    """The table with its legend in a place."""
    rows = table(codes)
    line = ", ".join(f"{sign} = {words.lower()}" for sign, words in codes)
    pairs: list[list[object]] = [[int(sign) if sign.isdecimal() else sign, words] for sign, words in codes]
    lines: list[list[object]] = [[f"{sign} = {words}"] for sign, words in codes]
    if place == "beside":
        return [[*row, None, *(pairs[at - 1] if 0 < at <= len(pairs) else [])] for at, row in enumerate(rows)]
    if place == "lines beside":
        return [[*row, None, *(lines[at - 1] if 0 < at <= len(lines) else [])] for at, row in enumerate(rows)]
    above: dict[str, list[list[object]]] = {
        "line above": [[line], []],
        "named line above": [[f"Status: {line}"], []],
        "cells above": [["Teckenförklaring"], *pairs, []],
        "side by side above": [[text for (text,) in lines], []],
    }
    below: dict[str, list[list[object]]] = {
        "line below": [[], [line]],
        "named line below": [[], [f"Förklaring: {line}"]],
        "right below": [[line]],
        "cells below": [[], ["Förklaring"], *pairs],
        "lines below": [[], *lines],
    }
    return [*above.get(place, []), *rows, *below.get(place, [])]


PLACES = (
    *("beside", "lines beside", "line above", "named line above", "cells above", "side by side above", "line below"),
    *("named line below", "right below", "cells below", "lines below"),
)


def sheet(rows: list[list[object]]):
    width = max(map(len, rows))
    return grid([[*row, *[None] * (width - len(row))] for row in rows])


@pytest.mark.parametrize("codes", [NUMBERS, LETTERS], ids=["numbers", "letters"])
@pytest.mark.parametrize("place", PLACES)
def test_a_legend_gives_signs_their_meaning_wherever_it_stands(place: str, codes) -> None:
    plan = read_plan([sheet(placed(place, codes))], VOCABULARY)
    assert counts(plan, "activities") == WANTED
    (said,) = [entry for entry in plan.findings if entry.code == "RSP230"]
    assert "Försenad" in said.message or "försenad" in said.message
    assert {entry.code for entry in plan.findings} == {"RSP230", "RSP271"}


def test_a_legend_with_a_word_that_is_no_status_is_none() -> None:
    codes = [*NUMBERS[:3], ("4", "Kaffe")]
    with pytest.raises(ExportError, match="ger ingen status"):
        read_plan([sheet(placed("line above", codes))], VOCABULARY)


def test_two_legends_that_do_not_agree_leave_the_sign_unknown() -> None:
    rows = [*placed("line above", NUMBERS), [], ["1 = klar, 2 = pågår"]]
    plan = read_plan([sheet(rows)], VOCABULARY)
    assert counts(plan, "activities") == {"total": 8, "ongoing": 3, "delayed": 1, "completed": 3, "unknown": 1}
    assert cells(plan, "RSP201") == ["C4"]


def test_numbers_beside_statuses_that_count_them_are_no_legend() -> None:
    rows = [
        ["Uppdrag", "Status"],
        *([f"Stärka område {letter}", "Grön"] for letter in "ABCD"),
        [None, None],
        [3, "Grön"],
        [7, "Gul"],
    ]
    plan = read_plan([sheet(rows)], VOCABULARY)
    assert "RSP230" not in {entry.code for entry in plan.findings}


def test_a_projects_word_wins_over_the_legend() -> None:
    plan = read_plan([sheet(placed("line above", NUMBERS))], load_vocabulary({"4": "försenad"}))
    assert counts(plan, "activities") == {"total": 8, "planned": 1, "ongoing": 3, "delayed": 4}


def test_names_of_one_letter_are_no_signs() -> None:
    plan = read_plan([sheet([["Uppdrag", "Status"], ["A", "Grön"], ["B", "Gul"]])], VOCABULARY)
    assert counts(plan, "assignments") == {"total": 2, "green": 1, "yellow": 1}


def test_the_headings_of_a_legend_are_a_part_of_it() -> None:
    pairs: list[list[object]] = [[int(sign), words] for sign, words in NUMBERS]
    plan = read_plan([sheet([*table(NUMBERS), [], ["Kod", "Betydelse"], *pairs])], VOCABULARY)
    assert counts(plan, "activities") == WANTED
    assert {entry.code for entry in plan.findings} == {"RSP230", "RSP271"}


def test_plus_and_minus_mean_what_a_legend_says_of_them_also_a_dash() -> None:
    rows: list[list[object]] = [["+ = målet uppfyllt, +/- = målet delvis uppfyllt, - = målet inte uppfyllt", None], []]
    rows += [["Nyckeltal", "Status"], *([f"Andel {at} (%)", sign] for at, sign in enumerate(["+", "-", "+/-", "+"]))]
    plan = read_plan([sheet(rows)], VOCABULARY)
    assert counts(plan, "indicators") == {"total": 4, "green": 2, "yellow": 1, "red": 1}


@pytest.mark.parametrize(
    "line", ["✔ = klar   ▶ = pågår   ○ = ej påbörjad   ! = försenad", "✔: klar, ▶: pågår, ○: ej påbörjad, !: försenad"]
)
def test_marks_mean_what_a_legend_says_of_them(line: str) -> None:
    rows: list[list[object]] = [[line, None], [], ["Aktivitet", "Status"]]
    rows += [[f"Utbilda grupp {at}", sign] for at, sign in enumerate("✔▶○!▶")]
    plan = read_plan([sheet(rows)], VOCABULARY)
    assert counts(plan, "activities") == {"total": 5, "planned": 1, "ongoing": 2, "delayed": 1, "completed": 1}


def test_two_signs_may_mean_the_same() -> None:
    rows: list[list[object]] = [["Aktivitet", "Status", None, "Teckenförklaring", None]]
    legend = [("○", "Ej påbörjad"), ("◔", "Pågår"), ("◕", "Pågår"), ("●", "Klar")]
    rows += [[f"Utbilda grupp {at}", sign, None, *legend[at]] for at, sign in enumerate("○◔◕●")]
    plan = read_plan([sheet(rows)], VOCABULARY)
    assert counts(plan, "activities") == {"total": 4, "planned": 1, "ongoing": 2, "completed": 1}


def test_rows_below_a_caption_that_explain_each_status_are_no_items() -> None:
    rows: list[list[object]] = [["Uppdrag", "Status"], *([f"Stärka {at}", "Uppfyllt"] for at in range(4)), []]
    rows += [["Teckenförklaring", None], ["Uppdraget är klart", "Uppfyllt"], ["Arbete pågår", "Delvis uppfyllt"]]
    plan = read_plan([sheet(rows)], VOCABULARY)
    assert counts(plan, "assignments") == {"total": 4, "green": 4}
    assert cells(plan, "RSP287") == ["A8", "A9"]
