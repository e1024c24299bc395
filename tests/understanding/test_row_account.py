"""A row leaves a table by one door, once, and with its reason."""

from __future__ import annotations

import inspect

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rsplan.understanding import area, group_cells, row_reasons, tables
from rsplan.understanding.row_account import RowAccount


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["", "tom rad", "mellanrubrik", "under tabellen"]), max_size=30))
def test_every_row_is_kept_or_set_aside_and_none_is_both(reasons: list[str]) -> None:
    account = RowAccount(len(reasons))
    for at, reason in enumerate(reasons):
        if reason:
            account.set_aside(reason, {at: "text"})
    left = [row - 10 for entry in account.entries(10) for row in entry.rows]
    assert sorted([*account.kept, *left]) == list(range(len(reasons)))
    assert account.kept == [at for at, reason in enumerate(reasons) if not reason]


def test_a_row_that_has_left_cannot_leave_again_for_another_reason() -> None:
    account = RowAccount(3)
    account.set_aside("tom rad", {1: ""})
    with pytest.raises(ValueError, match=r"\[1\]"):
        account.set_aside("mellanrubrik", {1: "Nära vård"})
    with pytest.raises(ValueError, match=r"\[3\]"):
        account.set_aside("tom rad", {3: ""})
    assert account.kept == [0, 2]


def test_no_module_of_tables_keeps_an_account_of_rows_beside_the_door() -> None:
    for module in (area, group_cells, row_reasons, tables):
        assert "SetAside(" not in inspect.getsource(module), module.__name__
