"""Tables beside the real ones: registers, and tables whose names are nothing but numbers. Each is left out and said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from msgspec.structs import replace
from tables_support import VOCABULARY, grid

from rsplan.findings import codes
from rsplan.findings.finding import ExportError, Finding
from rsplan.reading.workbook import Workbook
from rsplan.understanding.plan import read_plan

Rows = Sequence[Sequence[object]]
ITEMS: Rows = [["Uppdrag", "Status"], ["Korta köerna", "Grön"], ["Bygga vägar", "Gul"]]
REGISTER: Rows = [["Namn", "Status"], ["Kontakt A", "Grön"], ["Kontakt B", "Gul"]]
NUMBERS: Rows = [["Uppdrag", "Status"], [1, "Grön"], [2, "Gul"], ["3,5", "Röd"]]


def book(sheets: Mapping[str, Rows], file: str = "uppdrag.xlsx") -> Workbook:
    return replace(grid(ITEMS, file=file), sheets=tuple(grid(rows, name).sheets[0] for name, rows in sheets.items()))


def said(sheets: Mapping[str, Rows], file: str = "uppdrag.xlsx") -> tuple[int, list[Finding]]:
    """How many assignments there are, -1 where the run stops, and what is said."""
    try:
        plan = read_plan([book(sheets, file)], VOCABULARY)
    except ExportError as stopped:
        return -1, list(stopped.findings)
    return len(plan.assignments), list(plan.findings)


def cells(found: Sequence[Finding], code: str) -> list[tuple[str | None, str | None]]:
    return [(entry.sheet, entry.cell) for entry in found if entry.code == code]


def test_a_table_that_only_the_files_name_calls_items_gives_way_to_one_that_tells_its_kind() -> None:
    for sheets in ({"A": ITEMS, "B": REGISTER}, {"B": REGISTER, "A": ITEMS}):
        count, found = said(sheets)
        assert count == 2
        assert cells(found, codes.KIND_BY_FILE_NAME) == [("B", "A1")]


@pytest.mark.parametrize("sheets", [{"B": REGISTER}, {"Uppdrag": REGISTER, "A": ITEMS}])
def test_alone_or_on_a_sheet_of_that_name_it_is_counted(sheets: dict[str, Rows]) -> None:
    count, found = said(sheets)
    assert count == sum(len(rows) - 1 for rows in sheets.values())
    assert cells(found, codes.KIND_BY_FILE_NAME) == []


def test_names_of_nothing_but_numbers_are_a_summary_beside_names_and_stop_alone() -> None:
    count, found = said({"A": ITEMS, "B": NUMBERS})
    assert count == 2
    assert cells(found, codes.NAMES_ARE_NUMBERS_SUMMARY) == [("B", "A1")]
    count, found = said({"B": NUMBERS})
    assert count == -1
    assert cells(found, codes.NAMES_ARE_NUMBERS) == [("B", "A1")]


def test_the_column_that_has_the_names_is_proposed() -> None:
    rows = [
        ["Uppdrag", "Vad det gäller", "Status"],
        [1, "Korta köerna", "Grön"],
        [2, "Bygga vägar", "Gul"],
        [3, "Måla", "Röd"],
    ]
    _, found = said({"B": rows})
    (told,) = [str(entry) for entry in found if entry.code == codes.NAMES_ARE_NUMBERS]
    assert '"Vad det gäller" = "uppdrag"' in told
    assert '"Uppdrag" = "används inte"' in told


@pytest.mark.parametrize("name", ["12 platser", "2030", "A1"])
def test_one_name_with_letters_makes_them_names(name: str) -> None:
    rows = [["Uppdrag", "Status"], [name, "Grön"], ["Korta köerna", "Gul"], ["7", "Röd"]]
    count, found = said({"B": rows})
    assert count == 3
    assert cells(found, codes.NAMES_ARE_NUMBERS) == []
