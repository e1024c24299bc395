"""What colours, icons and symbols mean: one table of hues, legends before it, and nothing unclear taken for blank."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl.formatting.rule import CellIsRule, FormulaRule, IconSetRule, Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from tables_support import VOCABULARY, cells, change, codes, counts, grid, read, write

from rsplan.findings.finding import ExportError
from rsplan.plan.model import Kind
from rsplan.reading.formula import Unworkable, worked_out
from rsplan.reading.looks import Look, Looks
from rsplan.understanding.plan import read_plan
from rsplan.understanding.seen import hue_of, is_symbol, meaning_of

RED, AMBER, LIME = "FFC00000", "FFED7D31", "FF92D050"


@pytest.mark.parametrize(
    ("colours", "hue"),
    [
        ("FF0000 C00000 C0504D FFC7CE F8696B FF7C80 DA9694 E6B8B7 8B0000 DC143C FF5050 EA4335", "red"),
        ("FFFF00 FFC000 ED7D31 E97132 F79646 FFEB9C FFEB84 F4B084 F8CBAD FF9900 FF6600 FFD966 FFF2CC FBBC04", "yellow"),
        ("00B050 92D050 70AD47 C6EFCE 63BE7B 9BBB59 C6E0B4 E2EFDA 99CC00 008000 4EA72E 34A853 CCFFCC", "green"),
        ("0070C0 4472C4 5B9BD5 0000FF 00B0F0 4285F4 BDD7EE 1F497D", "blue"),
        ("808080 BFBFBF A6A6A6 D9D9D9 7F7F7F", "grey"),
        ("FFFFFF 000000 7030A0 FF4B00 CCFF00 CCFFFF", None),
    ],
)
def test_a_colour_has_the_hue_that_people_call_it_by(colours: str, hue: str | None) -> None:
    assert {rgb: hue_of(rgb) for rgb in colours.split()} == dict.fromkeys(colours.split(), hue)


def test_blue_and_violet_say_nothing_of_an_assignment_and_nothing_is_counted_as_blank() -> None:
    assert meaning_of(hue_of("0070C0"), Kind.ASSIGNMENTS) is None
    fills = {(1, 1): "0070C0", (2, 1): "7030A0", (3, 1): "00B050"}
    plan = read_plan([grid([["Uppdrag", "Status"], ["A", None], ["B", None], ["C", None]], fills=fills)], VOCABULARY)
    assert counts(plan, "assignments") == {"total": 3, "green": 1, "unknown": 2}
    assert cells(plan, "RSP281") == ["B2", "B3"]


def test_a_legend_on_the_sheet_goes_before_the_hue() -> None:
    rows = [
        ["Förklaring", None],
        ["Inte uppfyllt", None],
        [None, None],
        ["Uppdrag", "Status"],
        ["A", None],
        ["B", None],
    ]
    fills = {(1, 0): "0070C0", (4, 1): "0070C0", (5, 1): "00B050"}
    plan = read_plan([grid(rows, fills=fills)], VOCABULARY)
    assert counts(plan, "assignments") == {"total": 2, "green": 1, "red": 1}


def rows_of(colours: list[str], width: int = 2) -> dict[tuple[int, int], str]:
    """The fills of rows that are coloured all over; "" for none."""
    return {(row, column): rgb for row, rgb in enumerate(colours, start=1) if rgb for column in range(width)}


@pytest.mark.parametrize(
    ("colours", "found"),
    [
        (["00B050", "FFC000", "00B050", "FF0000", ""], {"green": 2, "yellow": 1, "red": 1, "no_data": 1}),
        (["DDEBF7", "", "DDEBF7", "", "DDEBF7"], {"no_data": 5}),
        (["E2EFDA", "", "E2EFDA", "", "E2EFDA"], {"no_data": 5}),
        (["E2EFDA"] * 5, {"no_data": 5}),
    ],
)
def test_whole_rows_are_coloured_by_status_or_striped(colours: list[str], found: dict[str, int]) -> None:
    rows = [["Uppdrag", "Status"], *[[name, None] for name in "ABCDE"]]
    plan = read_plan([grid(rows, fills=rows_of(colours))], VOCABULARY)
    assert counts(plan, "assignments") == {"total": 5, **found}


def test_rows_marked_in_one_colour_only_are_refused_where_their_status_is_blank() -> None:
    rows = [["Uppdrag", "Status"], *[[name, None if name in "BC" else "Grön"] for name in "ABCDE"]]
    plan = grid(rows, fills=rows_of(["", "FFFF00", "FFFF00", "", ""]))
    with pytest.raises(Exception, match="hela raden är färgad"):
        read_plan([plan], VOCABULARY)


@pytest.mark.parametrize(
    ("text", "look", "is_one"),
    [
        ("●", Look(), True), ("■■", Look(), True), ("l", Look(font="wingdings"), True), ("\uf06c", Look(), True),
        ("•", Look(), True), ("l", Look(), False), ("–", Look(), False), ("?", Look(), False), ("1", Look(), False),
    ],
)  # fmt: skip
def test_a_symbol_says_nothing_by_itself(text: str, look: Look, is_one: bool) -> None:
    assert is_symbol(text, look) is is_one


def test_a_symbol_means_its_colour_and_a_black_one_is_unknown(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", [["Uppdrag", "Status"], ["A", "●"], ["B", "●"], ["C", "l"], ["D", "●"]])

    def paint(book: Any) -> None:
        page = book.active
        page["B2"].font, page["B3"].font = Font(color="FF00B050"), Font(color="FFFF0000")
        page["B4"].font = Font(name="Wingdings", color="FFFFC000")

    plan = read(change(path, paint))
    assert counts(plan, "assignments") == {"total": 4, "green": 1, "yellow": 1, "red": 1, "unknown": 1}
    assert cells(plan, "RSP201") == ["B5"]


def test_the_faces_of_wingdings_are_read_by_their_form(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", [["Indikator", "Status"], ["A", "J"], ["B", "K"], ["C", "L"], ["D", "J"]])

    def paint(book: Any) -> None:
        for row in range(2, 6):
            book.active.cell(row, 2).font = Font(name="Wingdings")

    plan = read(change(path, paint))
    assert counts(plan, "indicators") == {"total": 4, "green": 2, "yellow": 1, "red": 1}
    assert cells(plan, "RSP272") == ["B2", "B3", "B4"]


@pytest.mark.parametrize("signs", ["123123", "ABCABC"])
def test_a_code_of_which_each_has_a_colour_means_that_colour(signs: str) -> None:
    rows: list[list[object]] = [["Nyckeltal", "Status"], *([f"Andel {at}", sign] for at, sign in enumerate(signs))]
    colours = dict(zip(signs, ("00B050", "FFC000", "FF0000"), strict=False))
    fills = {(at, 1): colours[sign] for at, sign in enumerate(signs, 1)}
    plan = read_plan([grid(rows, fills=fills)], VOCABULARY)
    assert counts(plan, "indicators") == {"total": 6, "green": 2, "yellow": 2, "red": 2}
    assert cells(plan, "RSP210") == ["B2", "B3", "B4"]


def test_a_code_with_two_colours_means_neither() -> None:
    rows: list[list[object]] = [["Nyckeltal", "Status"], *([f"Andel {at}", sign] for at, sign in enumerate("1121"))]
    fills = {(1, 1): "00B050", (2, 1): "FF0000", (3, 1): "FFC000", (4, 1): "00B050"}
    with pytest.raises(ExportError, match="ger ingen status"):
        read_plan([grid(rows, fills=fills)], VOCABULARY)


def test_a_day_in_the_status_cell_is_when_and_its_fill_is_what() -> None:
    days = [f"2025-04-{at:02}" for at in range(8, 14)]
    rows: list[list[object]] = [["Uppdrag", "Bedömning"], *([f"Ordna {at}", day] for at, day in enumerate(days))]
    fills = {(at, 1): ("00B050", "FFC000", "FF0000")[at % 3] for at in range(1, 7)}
    plan = read_plan([grid(rows, fills=fills)], VOCABULARY)
    assert counts(plan, "assignments") == {"total": 6, "green": 2, "yellow": 2, "red": 2}
    with pytest.raises(ExportError, match="ger ingen status"):
        read_plan([grid(rows)], VOCABULARY)


def solid(rgb: str) -> DifferentialStyle:
    return DifferentialStyle(fill=PatternFill(bgColor=rgb))


def fill(rgb: str) -> PatternFill:
    return PatternFill(bgColor=rgb)


OUTCOMES: list[list[object]] = [["Uppdrag", "Status", "Mål", "Utfall"], ["A", None, 10, 12], ["B", None, 10, 9],
                                ["C", None, 10, 2]]  # fmt: skip


def test_conditional_fills_are_worked_out_by_their_formulas(tmp_path: Path) -> None:
    def paint(book: Any) -> None:
        page = book.active
        page.conditional_formatting.add("B2:B4", FormulaRule(["$D2>=$C2"], fill=fill(LIME)))
        page.conditional_formatting.add("B2:B4", FormulaRule(["AND($D2<$C2,$D2/$C2>=0.9)"], fill=fill(AMBER)))
        page.conditional_formatting.add("B2:B4", FormulaRule(["NOT(ISBLANK($D2))"], fill=fill(RED)))

    plan = read(change(write(tmp_path / "a.xlsx", OUTCOMES), paint))
    assert counts(plan, "assignments") == {"total": 3, "green": 1, "yellow": 1, "red": 1}


def test_a_conditional_fill_that_cannot_be_worked_out_is_refused_on_blank_cells(tmp_path: Path) -> None:
    def paint(book: Any) -> None:
        book.active.conditional_formatting.add("B2:B4", FormulaRule(["COUNTIF($D$2:$D$9,$D2)>1"], fill=fill(RED)))

    with pytest.raises(Exception, match="villkorsstyrd färg"):
        read(change(write(tmp_path / "a.xlsx", OUTCOMES), paint))


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        (IconSetRule("3TrafficLights1", "num", [0, 2, 3]), {"red": 1, "yellow": 1, "green": 1}),
        (IconSetRule("3TrafficLights1", "num", [0, 2, 3], reverse=True, showValue=False),
         {"red": 1, "yellow": 1, "green": 1}),
        (IconSetRule("3Arrows", "percent", [0, 50, 100]), {"red": 1, "yellow": 1, "green": 1}),
    ],
)  # fmt: skip
def test_icons_stand_for_their_numbers(rule: Rule, found: dict[str, int], tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", [["Uppdrag", "Status"], ["A", 1], ["B", 2], ["C", 3]])
    plan = read(change(path, lambda book: book.active.conditional_formatting.add("B2:B4", rule)))
    assert counts(plan, "assignments") == {"total": 3, **found}


@pytest.mark.parametrize(
    "rule", [IconSetRule("3ArrowsGray", "num", [0, 2, 3]), CellIsRule("greaterThan", ["2"], fill=fill(LIME))]
)
def test_numbers_under_icons_without_a_colour_or_a_strange_one_are_refused(rule: Rule, tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", [["Uppdrag", "Status"], ["A", 1], ["B", 2], ["C", 3]])
    with pytest.raises(ExportError, match="3 av 3"):
        read(change(path, lambda book: book.active.conditional_formatting.add("B2:B4", rule)))


@pytest.mark.parametrize(("reverse", "first"), [(False, "red"), (True, "green")])
def test_icons_can_be_turned_round(reverse: bool, first: str, tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", [["Uppdrag", "Status"], ["A", 1], ["B", 1], ["C", 2]])
    rule = IconSetRule("3Flags", "num", [0, 2, 3], reverse=reverse)
    plan = read(change(path, lambda book: book.active.conditional_formatting.add("B2:B4", rule)))
    assert counts(plan, "assignments") == {"total": 3, first: 2, "yellow": 1}


def test_where_the_looks_are_not_known_a_blank_status_is_refused_and_words_are_read() -> None:
    unread = Looks(unread="rsplan läser inte utseendet i det här formatet")
    words = grid([["Uppdrag", "Status"], ["A", "Grön"]], looks=unread)
    assert counts(read_plan([words], VOCABULARY), "assignments") == {"total": 1, "green": 1}
    blank = grid([["Uppdrag", "Status"], ["A", "Grön"], ["B", None]], looks=unread)
    with pytest.raises(Exception, match=r"cell B3.*utseende"):
        read_plan([blank], VOCABULARY)


def test_a_picture_over_a_blank_status_is_refused_with_its_cell() -> None:
    book = grid([["Uppdrag", "Status"], ["A", None], ["B", "Grön"]], looks=Looks(pictures=[(1, 1, 1, 1)]))
    with pytest.raises(Exception, match=r"cell B2.*bild"):
        read_plan([book], VOCABULARY)


def test_a_column_that_is_mostly_blank_is_a_warning() -> None:
    rows = [["Uppdrag", "Status"], ["A", None], ["B", None], ["C", "Grön"]]
    assert "RSP282" in codes(read_plan([grid(rows)], VOCABULARY))
    rows[1][1] = "Gul"
    assert "RSP282" not in codes(read_plan([grid(rows)], VOCABULARY))


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("1+2*3", 7.0), ('"a"&"B"="ab"', True), ("A1>B1", False), ("$A$1<B1", True), ("A2=A1", False),
        ('ISERROR(SEARCH("x",C1))', True), ('NOT(ISERROR(SEARCH("grön",C1)))', True), ("IF(A1=1,\"ja\",2)", "ja"),
        ("50%*4", 2.0), ("-A1+3", 2.0), ('D9=""', True), ("D9=0", True), ("MOD(ROW(),2)=1", True),
        ('LEFT(C1,2)="gr"', True), ("AND(A1=1,OR(B1=1,B1=2))", True),
    ],
)  # fmt: skip
def test_formulas_are_worked_out_as_a_spreadsheet_does(formula: str, value: object) -> None:
    table = {(0, 0): 1, (0, 1): 2, (0, 2): "Grön", (1, 0): 5}
    assert worked_out(formula, lambda row, column: table.get((row, column)), (0, 0), (0, 0)) == value


@pytest.mark.parametrize(
    "formula",
    ["", "A1:A9", "Blad2!A1", "TODAY()>A1", "Namn", "1+", "(" * 300, "1/0", "SUM(A1,A2)", "A1 B1", "=" * 50, '"a'],
)
def test_what_is_not_known_of_formulas_is_not_guessed(formula: str) -> None:
    with pytest.raises(Unworkable):
        worked_out(formula, lambda *_: 1, (0, 0), (0, 0))
