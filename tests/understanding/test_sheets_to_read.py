"""Which sheets of a workbook are read: hidden ones and those that stand aside by their names are left, and said."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tables_support import VOCABULARY, counts, grid

from rsplan.language.taught import Taught
from rsplan.plan.model import Plan
from rsplan.reading.workbook import Workbook
from rsplan.understanding.plan import read_plan
from rsplan.understanding.sheets_to_read import sheets_to_read

ROWS = [["Uppdrag", "Status"], ["Korta köerna", "Grön"], ["Bygga vägar", "Gul"]]
OTHER = [["Uppdrag", "Status"], ["Måla hus", "Röd"], ["Riva hus", "Röd"], ["Rita hus", "Röd"]]


def book(*names: str, hidden: str = "") -> Workbook:
    """A workbook whose first sheet has two items, and every other one three of its own."""
    sheets = []
    for at, name in enumerate(names):
        rows = ROWS if not at else [OTHER[0], *([f"{text} {name}", status] for text, status in OTHER[1:])]
        (sheet,) = grid(rows, name).sheets
        sheets.append(replace(sheet, hidden=name == hidden))
    return replace(grid(ROWS), sheets=tuple(sheets))


def total(plan: Plan) -> int:
    return counts(plan, "assignments").get("total", 0)


@pytest.mark.parametrize(
    "name",
    ["Mall", "Arkiv", "Historik", "Gammalt", "Listor", "Rullistor", "Exempel", "Kopia", "Backup", "Instruktioner",
     "Utkast", "Ej aktuella", "Test",
     "Uppdrag (2)", "Avslutade", "Uppdrag gammal", "mall_uppdrag", "Borttagna", "Papperskorg", "Utgår"],
)  # fmt: skip
def test_a_sheet_that_stands_aside_by_its_name_is_left_and_said(name: str) -> None:
    plan = read_plan([book("Uppdrag", name)], VOCABULARY)
    assert total(plan) == 2
    assert any(entry.sheet == name for entry in plan.findings)


@pytest.mark.parametrize(
    "name",
    [
        "Uppdrag 2",
        "Marknad",
        "Malmö",
        "Listerlandet",
        "Testning av vatten",
        "Arkivering",
        "Kopieringen",
        "Region",
        "Blad2",
        "(2)",
    ],
)
def test_a_name_that_only_begins_so_is_a_sheet_like_others(name: str) -> None:
    assert total(read_plan([book("Uppdrag", name)], VOCABULARY)) == 5


@pytest.mark.parametrize(
    ("names", "read"), [(("Pågående", "Avslutade"), 5), (("Uppdrag", "Avslutade"), 2), (("Pågående", "Arkiv"), 2)]
)
def test_closed_items_beside_a_sheet_named_by_another_state_are_a_part_of_them(
    names: tuple[str, ...], read: int
) -> None:
    assert total(read_plan([book(*names)], VOCABULARY)) == read


def test_a_hidden_sheet_is_left_and_said_whatever_it_is_called() -> None:
    plan = read_plan([book("Uppdrag", "Blad2", hidden="Blad2")], VOCABULARY)
    assert total(plan) == 2
    assert any(entry.sheet == "Blad2" for entry in plan.findings)


def test_a_sheet_that_stands_aside_alone_is_read_and_that_is_said() -> None:
    alone = book("Arkiv", "Text")
    alone = replace(alone, sheets=(alone.sheets[0], *grid([["Läs mig"]], "Text").sheets))
    plan = read_plan([alone], VOCABULARY)
    assert total(plan) == 2
    assert any(entry.sheet == "Arkiv" for entry in plan.findings)


@pytest.mark.parametrize(
    ("sheet", "counted", "read"),
    [("Arkiv", True, 5), ("Arkiv", False, 2), ("Uppdrag", False, 3), ("Blad*", True, 2), ("A*", True, 5)],
)
def test_what_the_project_says_of_a_sheet_outweighs_its_name(sheet: str, counted: bool, read: int) -> None:
    words = replace(VOCABULARY, taught=(Taught(sheet=sheet, counted=counted),))
    assert total(read_plan([book("Uppdrag", "Arkiv")], words)) == read


def test_a_hidden_sheet_may_be_taken_in() -> None:
    words = replace(VOCABULARY, taught=(Taught(sheet="Dolt", counted=True),))
    assert total(read_plan([book("Uppdrag", "Dolt", hidden="Dolt")], words)) == 5


def test_the_sheets_are_read_in_their_order_each_with_its_tables() -> None:
    found, said = sheets_to_read(book("Uppdrag", "Arkiv", "Mera"), VOCABULARY, None)
    assert [(each.sheet.name, len(each.tables)) for each in found] == [("Uppdrag", 1), ("Mera", 1)]
    assert [entry.sheet for entry in said] == ["Arkiv"]
