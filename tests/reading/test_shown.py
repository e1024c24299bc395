"""How cells look when a sheet's conditional formats have been worked out, each as far as it can be."""

from __future__ import annotations

from typing import Any

import pytest

from rsplan.reading.looks import Condition, Look, Looks
from rsplan.reading.shown import NOT_WORKED_OUT, Shown
from rsplan.reading.workbook import Sheet

ALL = ((0, 0, 9, 9),)
RED, GREEN = Look(fill="FF0000"), Look(fill="00B050", ink="FFFFFF")
ROWS: list[list[object]] = [["Grön", 10, None], ["Röd", 3, " "], ["Ej grön", 7.5, True]]


def shown(*rules: Condition, looks: dict[tuple[int, int], Look] | None = None) -> Shown:
    return Shown(Sheet.of_rows("Blad1", ROWS, looks=Looks(looks or {}, conditions=list(rules))))


def filled(kind: str, look: Look = RED, **more: Any) -> list[tuple[int, int]]:
    """The cells that a rule fills."""
    sheet = shown(Condition(more.pop("areas", ALL), kind, look=look, **more))
    return [(row, column) for row in range(3) for column in range(3) if sheet.at(row, column).fill == look.fill]


@pytest.mark.parametrize(
    ("kind", "more", "cells"),
    [
        ("cellIs", {"operator": "equal", "formulas": ('"grön"',)}, [(0, 0)]),
        ("cellIs", {"operator": "greaterThan", "formulas": ("7",), "areas": ((0, 1, 2, 1),)}, [(0, 1), (2, 1)]),
        ("cellIs", {"operator": "between", "formulas": ("8", "3"), "areas": ((0, 1, 2, 1),)}, [(1, 1), (2, 1)]),
        ("cellIs", {"operator": "notBetween", "formulas": ("3", "8"), "areas": ((0, 1, 2, 1),)}, [(0, 1)]),
        ("containsText", {"text": "GRÖN"}, [(0, 0), (2, 0)]), ("beginsWith", {"text": "ej"}, [(2, 0)]),
        ("endsWith", {"text": "d"}, [(1, 0)]),
        ("notContainsText", {"text": "n", "areas": ((0, 0, 2, 0),)}, [(1, 0)]), ("containsBlanks", {}, [(0, 2),
        (1, 2)]),
        ("notContainsBlanks", {"areas": ((0, 2, 2, 2),)}, [(2, 2)]), ("expression", {"formulas": ('$A1="Röd"',)},
        [(1, 0), (1, 1), (1, 2)]),
        ("expression", {"formulas": ("B2>5",), "areas": ((1, 1, 2, 1),), "origin": (1, 1)}, [(2, 1)]),
    ],
    ids=["equal", "greater", "between", "not between", "contains", "begins", "ends", "lacks", "blank", "filled",
     "by another cell", "from its corner"],
)  # fmt: skip
def test_a_rule_fills_the_cells_where_it_holds(kind: str, more: dict[str, Any], cells: list[tuple[int, int]]) -> None:
    assert filled(kind, **more) == cells


@pytest.mark.parametrize(
    ("kind", "more"),
    [("expression", {"formulas": ("TODAY()>A1",)}), ("expression", {}),
    ("expression", {"formulas": ("MOD(ROW(A1),2)=0",)}), ("colorScale", {}),
     ("cellIs", {"operator": "okänd", "formulas": ("1",)}), ("containsText", {}),
     ("cellIs", {"operator": "between", "formulas": ("1",)})],
)  # fmt: skip
def test_a_rule_that_cannot_be_worked_out_leaves_a_doubt_and_stops_nothing(kind: str, more: dict[str, Any]) -> None:
    look = shown(Condition(ALL, kind, look=RED, **more)).at(0, 0)
    assert look.doubt == NOT_WORKED_OUT
    assert look.fill == ""


def test_of_rules_that_hold_the_first_gives_each_part_of_the_look() -> None:
    first = Condition(ALL, "expression", formulas=("TRUE",), look=RED)
    second = Condition(ALL, "expression", formulas=("TRUE",), look=GREEN)
    assert shown(first, second).at(0, 0) == Look(fill="FF0000", ink="FFFFFF")
    assert shown(second, first).at(0, 0) == GREEN
    from msgspec.structs import replace

    assert shown(replace(first, stop=True), second).at(0, 0) == RED


def test_a_doubt_behind_a_rule_that_fills_is_none_and_before_it_is_one() -> None:
    fills, doubtful = Condition(ALL, "expression", formulas=("TRUE",), look=RED), Condition(ALL, "colorScale")
    assert shown(fills, doubtful).at(0, 0).doubt == ""
    assert shown(doubtful, fills).at(0, 0).doubt == NOT_WORKED_OUT


def test_a_cells_own_look_shows_where_no_rule_holds_and_white_is_no_fill() -> None:
    own = {(0, 0): GREEN, (1, 0): GREEN}
    never = Condition(ALL, "expression", formulas=("FALSE",), look=RED)
    assert shown(never, looks=own).at(0, 0) == GREEN
    white = Condition(ALL, "expression", formulas=("TRUE",), look=Look(fill="FFFFFF"))
    assert shown(white, looks=own).at(0, 0).fill == ""
    elsewhere = Condition(((5, 5, 9, 9),), "expression", formulas=("TRUE",), look=RED)
    assert shown(elsewhere, looks=own).at(1, 0) == GREEN


ICONS = ("FF0000", "FFFF00", "00B050")


@pytest.mark.parametrize(
    ("limits", "icons"),
    [
        ((("num", "0", True), ("num", "5", True), ("num", "10", True)), ["00B050", "FF0000", "FFFF00"]),
        ((("num", "0", True), ("num", "3", False), ("num", "10", False)), ["FFFF00", "FF0000", "FFFF00"]),
        ((("percent", "0", True), ("percent", "33", True), ("percent", "67", True)), ["00B050", "FF0000", "FFFF00"]),
        ((("percentile", "0", True), ("percentile", "50", True), ("percentile", "100", True)),
        ["00B050", "FF0000", "FFFF00"]),
        ((("min", "", True), ("formula", "$B$3", True), ("max", "", True)), ["00B050", "FF0000", "FFFF00"]),
    ],
    ids=["numbers", "above only", "per cent", "percentiles", "a formula"],
)  # fmt: skip
def test_an_icon_stands_for_a_number_by_its_limits(limits: tuple[tuple[str, str, bool], ...], icons: list[str]) -> None:
    sheet = shown(Condition(((0, 1, 2, 1),), "iconSet", icons=ICONS, limits=limits))
    assert [sheet.at(row, 1).icon for row in range(3)] == icons


@pytest.mark.parametrize(("row", "column"), [(0, 0), (0, 2), (2, 2)])
def test_a_text_a_blank_and_a_truth_have_no_icon(row: int, column: int) -> None:
    limits = (("num", "0", True), ("num", "5", True), ("num", "10", True))
    assert shown(Condition(ALL, "iconSet", icons=ICONS, limits=limits)).at(row, column).icon == ""
