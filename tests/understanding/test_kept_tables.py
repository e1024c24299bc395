"""Tables that a person keeps in a form of ours: known headings, every amount with its unit, no sum among the rows."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st
from tables_support import grid

from rsplan.findings.finding import ExportError
from rsplan.language.swedish import digits
from rsplan.understanding.kept_tables import Form, KeptRow, kept_rows, only_once

FORM = Form(
    "resultat", {"unit": ("enhet", "verksamhet"), "budget": ("budget",), "outcome": ("utfall",)}, ("unit", "budget")
)
OTHER = Form("åtgärder", {"name": ("åtgärd",), "planned": ("effekt", "planerad effekt")}, ("name", "planned"))


def rows(*table: Sequence[object], name: str = "Blad1") -> list[tuple[str, KeptRow]]:
    return [(form.name, row) for form, row in kept_rows(grid(table, name), [FORM, OTHER])]


def amounts(heading: str, *values: object) -> list[Decimal | None]:
    return [
        row.in_mkr("budget")
        for _, row in rows(["Enhet", heading], *([f"E{at}", value] for at, value in enumerate(values)))
    ]


@pytest.mark.parametrize(
    ("heading", "value", "mkr"),
    [
        ("Budget (mkr)", "12,5", "12.5"), ("Budget, tkr", "1 200", "1.2"), ("Budget tkr", 1200, "1.2"),
        ("Budget – Mnkr", 12, "12"), ("Budget (kkr)", "500", "0.5"), ("Budget kr", "1 500 000", "1.5"),
        ("Budget mdkr", "1,2", "1200"), ("BUDGET (TKR)", "−300", "-0.3"), ("Budget", "12 mkr", "12"),
        ("Budget (tkr)", "3 mkr", "3"), ("Budget (mkr)", 0, "0"), ("Budget (mkr)", "1.234.567,8", "1234567.8"),
        ("Budget:", "500 tkr", "0.5"),
    ],
)  # fmt: skip
def test_an_amount_has_the_unit_of_its_cell_or_else_of_its_heading(heading: str, value: object, mkr: str) -> None:
    assert amounts(heading, value) == [Decimal(mkr)]


@pytest.mark.parametrize(
    ("heading", "value"),
    [("Budget", "12"), ("Budget (mkr)", "tolv"), ("Budget (mkr)", "12 %"), ("Budget (mkr)", "1.234"),
    ("Budget (mkr)", "12–14"),
     ("Budget (mkr)", "ca 12"), ("Budget (mkr)", 10**16)],
)  # fmt: skip
def test_what_is_no_amount_or_has_no_unit_stops_with_its_cell(heading: str, value: object) -> None:
    with pytest.raises(ExportError, match="B2"):
        amounts(heading, value)


def test_a_blank_amount_is_none_and_a_blank_name_stops() -> None:
    assert amounts("Budget (mkr)", None, 3) == [None, Decimal(3)]
    (_, row) = rows(["Enhet", "Budget (mkr)"], [None, 3])[0]
    with pytest.raises(ExportError, match="A2"):
        row.text("unit")


@pytest.mark.parametrize("sign", ["Summa", "TOTALT", "Total", "Delsumma HR", "S:a", "Summa:"])
def test_a_sum_among_the_rows_stops_and_a_name_that_begins_so_does_not(sign: str) -> None:
    with pytest.raises(ExportError, match="A3"):
        rows(["Enhet", "Budget (mkr)"], ["HR", 3], [sign, 3])
    assert len(rows(["Enhet", "Budget (mkr)"], ["HR", 3], ["Summatorn", 3], ["Totalförsvar", 1])) == 3


@pytest.mark.parametrize(
    ("head", "cell"),
    [(["Enhet", "Budget", "Annat"], "C1"), (["Enhet", "Budget", "Enhet"], "C1"), (["Något", "Annat"], "A1"),
    (["Enhet", "Utfall"], "A1")],
)  # fmt: skip
def test_a_heading_that_is_not_known_or_stands_twice_stops_with_its_cell(head: list[str], cell: str) -> None:
    with pytest.raises(ExportError, match=cell):
        rows(head, ["HR", "1", "2"][: len(head)])


def test_titles_and_blank_rows_are_passed_over_and_each_sheet_has_its_form() -> None:
    found = rows(["Budget 2025"], [None, None], ["Verksamhet", "Budget (mkr)"], ["HR", 3], [None, None], ["IT", 4])
    assert [(name, row.row, row.text("unit"), str(row.address("budget"))) for name, row in found] == [
        ("resultat", 4, "HR", "bok.xlsx, blad Blad1, cell B4"), ("resultat", 6, "IT", "bok.xlsx, blad Blad1, cell B6"),
    ]  # fmt: skip
    assert [name for name, _ in rows(["Åtgärd", "Planerad effekt, mkr"], ["Släcka lampor", 1])] == ["åtgärder"]
    assert rows() == []


def test_the_same_thing_told_twice_stops_with_both_places() -> None:
    found = [row for _, row in rows(["Enhet", "Budget (mkr)"], ["HR", 3], ["IT", 3], ["HR", 4])]
    with pytest.raises(ExportError, match="A2") as stopped:
        only_once(found, lambda row: row.text("unit"), "unit")
    assert "A4" in str(stopped.value)
    only_once(found[:2], lambda row: row.text("unit"), "unit")


@examples(30)
@given(st.decimals(-10_000, 10_000, places=3), st.sampled_from(["tkr", "mkr", "kr"]), st.booleans())
def test_an_amount_that_rsplan_writes_is_read_back_whatever_its_unit(
    value: Decimal, unit: str, in_heading: bool
) -> None:
    factor = {"tkr": Decimal("0.001"), "mkr": Decimal(1), "kr": Decimal("0.000001")}[unit]
    text = digits(value, 3)
    (found,) = amounts(f"Budget ({unit})", text) if in_heading else amounts("Budget", f"{text} {unit}")
    assert found == (value * factor).quantize(Decimal("0.000001"))


@examples(15)
@given(st.permutations(range(3)))
def test_columns_come_in_any_order(order: list[int]) -> None:
    table = [["Enhet", "Budget (mkr)", "Utfall (tkr)"], ["HR", "3", "2500"]]
    ((_, row),) = rows(*[[line[at] for at in order] for line in table])
    assert (row.text("unit"), row.in_mkr("budget"), row.in_mkr("outcome")) == ("HR", Decimal(3), Decimal("2.5"))
