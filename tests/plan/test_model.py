"""The plan as values: accounts that balance, cells by their fields, one list of statuses a kind."""

from __future__ import annotations

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.plan.address import Address
from rsplan.plan.model import FIELDS, ITEM_FIELDS, OF_SEX, STATUSES, Kind, Ledger, SetAside, Source


@pytest.mark.parametrize(
    ("columns", "field", "cell"),
    [
        ({"title": "B", "status": "C"}, "status", "C7"), ({"title": "B", "status": "C"}, "unit", "B7"),
        ({"title": "B"}, "status", "B7"),
        ({}, "status", "A7"), ({"title": "", "status": ""}, "status", "A7"),
    ],
)  # fmt: skip
def test_a_field_stands_in_its_column_or_in_that_of_the_name(columns: dict[str, str], field: str, cell: str) -> None:
    assert Source("a.xlsx", "Blad1", columns).cell(7, field) == cell


@examples(40)
@given(st.integers(0, 50), st.lists(st.lists(st.integers(2, 99), max_size=4), max_size=4), st.integers(-1, 1))
def test_an_account_balances_where_every_row_is_counted_or_set_aside(
    counted: int, gone: list[list[int]], wrong: int
) -> None:
    aside = tuple(SetAside("skäl", tuple(rows)) for rows in gone)
    read = counted + sum(map(len, gone))
    ledger = Ledger("a.xlsx", "Blad1", Kind.ASSIGNMENTS, 1, read + wrong, counted, aside)
    assert ledger.balances is (wrong == 0)


def test_every_kind_has_the_fields_of_an_item_and_its_own() -> None:
    for kind in Kind:
        assert FIELDS[kind][: len(ITEM_FIELDS)] == ITEM_FIELDS
        assert len(set(FIELDS[kind])) == len(FIELDS[kind])
    assert {f"{name}_row" for name in OF_SEX} <= set(FIELDS[Kind.INDICATORS])
    assert "parent" in FIELDS[Kind.ACTIVITIES]
    assert "parent" not in FIELDS[Kind.ASSIGNMENTS]


def test_the_statuses_of_assignments_and_indicators_are_the_same_and_unknown_is_one_of_every_kind() -> None:
    assert STATUSES[Kind.ASSIGNMENTS] == STATUSES[Kind.INDICATORS] != STATUSES[Kind.ACTIVITIES]
    assert all("unknown" in tuple(map(str, statuses)) for statuses in STATUSES.values())


def test_an_address_is_told_as_a_message_tells_it() -> None:
    assert str(Address("a.xlsx", "Blad1", "C7")) == "a.xlsx, blad Blad1, cell C7"
