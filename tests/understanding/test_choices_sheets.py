"""A sheet of the choices of drop-down lists is no table, whatever it is called; a table is none for being short."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tables_support import VOCABULARY, cells, codes, counts, grid

from rsplan.understanding.plan import read_plan

ITEMS = [
    ["Aktivitet", "Ansvarig enhet", "Status"],
    ["Byta skyltar", "Norr", "Pågående"],
    ["Köpa bussar", "Syd", "Planerad"],
    ["Ta fram en plan", "Norr", "Planerad"],
]
STATES = ["Status", "Planerad", "Pågående", "Försenad", "Genomförd"]


def columns(*lists: list[str], above: tuple[str, ...] = ()) -> list[list[str | None]]:
    height = max(map(len, lists))
    rows = [[each[at] if at < len(each) else None for each in lists] for at in range(height)]
    return [[text, *[None] * (len(lists) - 1)] for text in above] + rows


def read(beside: list[list[str | None]], *, first: bool = False):
    one, other = grid(ITEMS, "Aktiviteter").sheets[0], grid(beside, "Data").sheets[0]
    return read_plan([replace(grid(ITEMS), sheets=(other, one) if first else (one, other))], VOCABULARY)


UNITS = ["Ansvarig enhet", "Norr", "Syd", "Väst", "Öst", "Mitt", "Centrum"]


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize(
    "lists",
    [
        [STATES, UNITS, ["Mål", "God vård", "Rent vatten"]],
        [UNITS, STATES],
        [STATES],
        [STATES, ["Beslutad av", "Nämnden"]],
        [STATES, ["Uppdrag", "Ett uppdrag", "Ett till"], UNITS],
    ],
)
def test_lists_of_different_heights_are_no_table_and_it_is_told(lists: list[list[str]], first: bool) -> None:
    plan = read(columns(*lists), first=first)
    assert counts(plan, "activities") == {"total": 3, "planned": 2, "ongoing": 1}
    assert (counts(plan, "assignments"), codes(plan), cells(plan, "RSP580")) == ({}, ["RSP580"], ["A1"])


def test_a_line_above_the_lists_is_no_part_of_them() -> None:
    assert cells(read(columns(STATES, UNITS, above=("Val i listorna",))), "RSP580") == ["A2"]


@pytest.mark.parametrize(
    "lists",
    [
        [["Uppdrag", "Ett uppdrag", "Ett till", "Ett tredje"], ["Status", "Grön", "Gul"]],
        [["Mål", "God vård", "Rent vatten", "Ren luft"], ["Status", "Grön", "Gul", "Röd"], ["Kommentar", "Bra"]],
    ],
)
def test_a_table_with_a_name_on_every_row_is_counted(lists: list[list[str]]) -> None:
    plan = read(columns(*lists))
    assert (counts(plan, "assignments")["total"], cells(plan, "RSP580")) == (3, [])
