"""What a template shows remembers the expression it came from: evaluated again, that gives the value again."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.documents.templating.values import Branch, Figure, Rate, Words, facts_of, filtered

A, B = Figure(12, "a.total", ("a.total",), label="A", gender="n"), Figure(5, "b.total", ("b.total",))
RATE = Rate(Decimal("7.8"), "share", ("share",), text="7,8 %")
NAMES: dict[str, Any] = {"a": SimpleNamespace(total=12), "b": SimpleNamespace(total=5), "share": 7.8}


def again(expression: str) -> Any:
    return eval(expression, {"__builtins__": {}}, NAMES)


@pytest.mark.parametrize(
    ("value", "number", "expression"),
    [
        (A + B, 17, "a.total + b.total"), (A - B, 7, "a.total - b.total"), (A + 1, 13, "a.total + 1"),
        (1 + A, 13, "1 + a.total"), (20 - A, 8, "20 - a.total"), (A * 2, 24, "a.total * 2"), (2 * A, 24, "2 * a.total"),
        ((A + B) * 2, 34, "(a.total + b.total) * 2"), (A - (B + 1), 6, "a.total - (b.total + 1)"),
        (A / 4, 3.0, "a.total / 4"), (A * 0.5, 6.0, "a.total * 0.5"),
        (A / B * 100, 240.0, "(a.total / b.total) * 100"), (RATE + 1, 8.8, "share + 1"), (10 - RATE, 2.2, "10 - share"),
        (A / 2.5, 4.8, "a.total / 2.5"), (A + 0.5, 12.5, "a.total + 0.5"), (A - 0.5, 11.5, "a.total - 0.5"),
        (A / RATE, 12 / 7.8, "a.total / share"), (A + RATE, 19.8, "a.total + share"),
        (RATE * A, 93.6, "share * a.total"),
        (A - (RATE + 1), 3.2, "a.total - (share + 1)"),
        (RATE * 2, 15.6, "share * 2"), (RATE / 2, 3.9, "share / 2"), (1 / (RATE + 2.2), 0.1, "1 / (share + 2.2)"),
    ],
)  # fmt: skip
def test_what_is_reckoned_has_a_value_and_the_expression_that_gives_it(
    value: Figure | Rate, number: float, expression: str
) -> None:
    assert float(value) == pytest.approx(number)
    assert value.expression == expression
    assert again(expression) == pytest.approx(number)


def test_sums_of_decimals_are_those_that_people_reckon() -> None:
    tenth, fifth = Rate(0.1, "x", ()), Rate(0.2, "y", ())
    assert (tenth + fifth).text == "0,3"
    assert float(tenth + fifth) == 0.3


@pytest.mark.parametrize(
    ("value", "facts"),
    [
        (A + B, ("a.total", "b.total")), (A + A, ("a.total",)), (A + 1, ("a.total",)), (A / B, ("a.total", "b.total")),
        (RATE - A, ("share", "a.total")),
        (A * RATE, ("a.total", "share")), (A / 2.5, ("a.total",)), (filtered("tolv", A, "ord"), ("a.total",)),
        ("tolv", ()), (12, ()),
    ],
)  # fmt: skip
def test_what_is_reckoned_states_every_fact_once(value: object, facts: tuple[str, ...]) -> None:
    assert facts_of(value) == facts


@pytest.mark.parametrize(
    ("value", "name", "arguments", "expression"),
    [
        (A, "ord", (), "a.total|ord"), (A, "ord", ("n", 12), "a.total|ord('n', 12)"), (A + B, "ord", (),
        "(a.total + b.total)|ord"),
        (filtered("tolv", A, "ord"), "stor", (), "a.total|ord|stor"), (RATE, "procent", (1,), "share|procent(1)"),
        (A, "böj", ("it's", "a\\b"), "a.total|böj('it\\'s', 'a\\\\b')"),
        (Words("x", "tables['a b'].rows", ()), "stor", (), "tables['a b'].rows|stor"),
    ],
)  # fmt: skip
def test_what_a_filter_made_of_a_computed_value_stays_computed(
    value: object, name: str, arguments: tuple[object, ...], expression: str
) -> None:
    made = filtered("text", value, name, *arguments)
    assert isinstance(made, Words)
    assert (made.text, made.expression) == ("text", expression)


def test_what_a_filter_made_of_a_plain_value_is_plain_and_a_gender_is_handed_on() -> None:
    assert type(filtered("tolv", 12, "ord")) is str
    assert filtered("tolv", A, "ord").gender == "n"  # type: ignore[union-attr,attr-defined]
    assert (A + B).gender == "n"
    assert (A + B).label == "A"


def test_figures_compare_and_count_as_numbers_and_branches_hold_names() -> None:
    assert A > B
    assert A == 12
    assert [A, B].index(B) == 1
    branch = Branch("a", {"total": A, "green": B})
    assert (len(branch), list(branch), "green" in branch, "red" in branch) == (2, [A, B], True, False)


COUNTS = st.integers(0, 999)


@examples(60)
@given(COUNTS, COUNTS, st.lists(st.tuples(st.sampled_from("+-*"), st.integers(1, 9), st.booleans()), max_size=4))
def test_any_chain_of_sums_gives_its_value_again_by_its_expression(
    one: int, other: int, steps: list[tuple[str, int, bool]]
) -> None:
    value: Any = Figure(one, "a.total", ("a",)) + Figure(other, "b.total", ("b",))
    for sign, number, turned in steps:
        left, right = (number, value) if turned else (value, number)
        value = left + right if sign == "+" else left - right if sign == "-" else left * right
    names = {"a": SimpleNamespace(total=one), "b": SimpleNamespace(total=other)}
    assert isinstance(value, Figure)
    assert eval(value.expression, {"__builtins__": {}}, names) == int(value)
