"""The formulas of conditional formats worked out as a spreadsheet does, and never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.reading.formula import Unworkable, compared, numeric, plain, text_of, worked_out

CELLS = {(0, 0): "Grön", (0, 1): 12, (0, 2): None, (1, 0): "Röd", (1, 1): 3, (2, 2): date(2025, 5, 12), (0, 3): True}


def value(formula: str, at: tuple[int, int] = (0, 0), origin: tuple[int, int] = (0, 0)) -> object:
    return worked_out(formula, lambda row, column: CELLS.get((row, column)), at, origin)


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ('A1="Grön"', True), ('A1="grön"', True), ('=A1<>"Röd"', True), ("B1>10", True), ("B1>=12", True),
        ("B1<12", False), ('A1&B1="Grön12"', True),
        ("B1+B2*2", 18.0), ("(B1+B2)*2", 30.0), ("-B2", -3.0), ("50%", 0.5), ("B1/B2", 4.0), ("2-3-4", -5.0),
        ('C1=""', True), ("C1=0", True),
        ("C3>45000", True), ("D1", True), ("D1=TRUE", True), ("TRUE", True), ('"a""b"', 'a"b'), (".5*2", 1.0),
        ("1e3", 1000.0),
        ('AND(A1="Grön",B1=12)', True), ('AND(A1="Grön";B1=13)', False), ("OR(B1=1,B1=12)", True),
        ('NOT(A1="Röd")', True),
        ('IF(B1>10,"hög","låg")', "hög"), ("IF(B1>100,1)", False), ("IFERROR(1/0,7)", 7.0), ("ISBLANK(C1)", True),
        ("ISBLANK(A1)", False),
        ("ISNUMBER(B1)", True), ('ISNUMBER(SEARCH("rö",A1))', True), ('ISNUMBER(SEARCH("x",A1))', False),
        ("ISTEXT(A1)", True),
        ('ISERROR(FIND("g",A1))', True), ("LEN(A1)", 4.0), ('TRIM("  a  b ")', "a b"), ("LEFT(A1)", "G"),
        ("RIGHT(A1,2)", "ön"), ("LEFT(A1,0)", ""),
        ("UPPER(A1)", "GRÖN"), ('EXACT(A1,"grön")', False), ("ABS(-3)", 3.0), ("MOD(7,3)", 1.0), ("MAX(1,B1,3)", 12.0),
        ("MIN(B1,B2)", 3.0), ("ROW()", 1.0),
        ("COLUMN()", 1.0), ('SEARCH("R",A1)', 2.0),
    ],
)  # fmt: skip
def test_a_formula_is_worked_out(formula: str, result: object) -> None:
    assert value(formula) == result


@pytest.mark.parametrize(
    ("formula", "at", "result"),
    [('A1="Röd"', (1, 0), True), ('$A$1="Grön"', (1, 1), True), ("B1=3", (1, 0), True), ('$A1="Röd"', (1, 3), True),
    ("A$1=12", (2, 1), True), ("ROW()", (7, 2), 8.0)],
)  # fmt: skip
def test_a_reference_moves_with_the_cell_unless_it_is_fixed(formula: str, at: tuple[int, int], result: object) -> None:
    assert value(formula, at) == result


@pytest.mark.parametrize(
    "formula",
    ["", "=", "1+", "A1:B2", "TODAY()", "Blad2!A1", "namn", "SUM(B1,B2)", "1/0", '"abc', "(1", "1)", "A1 B1", "{1}",
     'SEARCH("*",A1)', "AND(A1)", 'A1*2',
     "NOT(1,2)", "IF()", "MOD(ROW(A1),2)=0", "LEN(A1,2)", "TRUE(1)", "(" * 60 + "1" + ")" * 60, "1+" * 600 + "1"],
)  # fmt: skip
def test_what_is_not_known_is_not_guessed(formula: str) -> None:
    with pytest.raises(Unworkable):
        value(formula)


@pytest.mark.parametrize(
    ("one", "sign", "other", "holds"),
    [(1.0, "<", 2.0, True), (9.0, "<", "a", True), ("z", "<", True, True), (None, "=", "", True),
    (None, "=", 0.0, True), (None, "=", False, True),
     ("Å", "=", "å", True), (1.0, "=", True, False), ("10", "=", 10.0, False), ("a", ">=", "A", True),
     (2.0, "<>", 3.0, True)],
)  # fmt: skip
def test_numbers_come_before_texts_before_truths(one: object, sign: str, other: object, holds: bool) -> None:
    assert compared(sign, one, other) is holds  # type: ignore[arg-type]


VALUES = st.one_of(st.none(), st.booleans(), st.floats(-99, 99), st.text("aÅb", max_size=3))


@examples(60)
@given(VALUES, VALUES)
def test_of_two_values_one_is_less_or_they_are_equal(one: object, other: object) -> None:
    less, equal, more = (compared(sign, one, other) for sign in ("<", "=", ">"))  # type: ignore[arg-type]
    assert less + equal + more == 1
    assert compared("<=", one, other) is (less or equal)  # type: ignore[arg-type]
    assert compared("<>", one, other) is (not equal)  # type: ignore[arg-type]


@examples(40)
@given(st.integers(-99, 99), st.integers(-99, 99), st.sampled_from(["+", "-", "*"]))
def test_arithmetic_is_arithmetic(one: int, other: int, sign: str) -> None:
    expected = {"+": one + other, "-": one - other, "*": one * other}[sign]
    assert value(f"{one}{sign}({other})") == float(expected)


def test_a_date_is_a_number_and_a_text_of_a_number_one_where_it_is_wanted() -> None:
    assert plain(date(2025, 5, 12)) == 45789.0
    assert numeric("2,5") == 2.5
    assert numeric(None) == 0.0
    assert [text_of(each) for each in (True, 3.0, 2.5, None, "a")] == ["TRUE", "3", "2.5", "", "a"]
    with pytest.raises(Unworkable):
        plain(b"")
