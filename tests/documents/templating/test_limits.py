"""How much a template may take: what grows beyond all measure is refused, up to that it is let be."""

from __future__ import annotations

import pytest

from rsplan.documents.templating import limits
from rsplan.documents.templating.limits import (
    MAX_NUMBER,
    MAX_RANGE,
    MAX_TEXT,
    Budget,
    bounded,
    bounded_range,
    few,
    reasonable,
)
from rsplan.documents.templating.refusals import BadTagError


@pytest.mark.parametrize(
    ("value", "is_one"),
    [(0, True), (-3.5, True), (MAX_NUMBER, True), (MAX_NUMBER + 1, False), (-MAX_NUMBER - 1, False), ("3", False),
     (None, False), (float("inf"), False), (float("nan"), False)],
)  # fmt: skip
def test_a_number_may_be_reckoned_with_up_to_a_bound(value: object, is_one: bool) -> None:
    assert reasonable(value) is is_one


def test_ranges_lists_and_texts_are_as_long_as_the_bound_and_no_longer() -> None:
    assert len(bounded_range(MAX_RANGE)) == MAX_RANGE
    assert list(bounded_range(3, 9, 2)) == [3, 5, 7]
    assert few(range(MAX_RANGE)) == list(range(MAX_RANGE))
    assert bounded("x" * MAX_TEXT)
    for beyond in (lambda: bounded_range(MAX_RANGE + 1), lambda: bounded_range(0, 10**18), lambda: few(iter(int, 1)),
                   lambda: bounded("x" * (MAX_TEXT + 1))):  # fmt: skip
        with pytest.raises(BadTagError):
            beyond()


def test_a_budget_of_steps_ends_where_it_is_used_up() -> None:
    budget = Budget(steps=10)
    for _ in range(10):
        budget.step()
    with pytest.raises(BadTagError, match="upprepar"):
        budget.step()
    with pytest.raises(BadTagError, match="upprepar"):
        Budget(steps=10).step(11)


def test_a_budget_of_time_ends_too_and_begins_with_the_first_look(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(limits.time, "monotonic", lambda: now[0])
    budget = Budget()
    budget.step(2)
    now[0] += limits.MAX_SECONDS
    budget.step(2)
    now[0] += 0.1
    with pytest.raises(BadTagError, match="lång tid"):
        budget.step(2)
