"""What state an activity has when several units follow it up."""

from __future__ import annotations

import pandas as pd
import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.analysis.distinct import ROLL_UP_ORDER, distinct_states
from rsplan.plan.model import ActivityState


def state_of(*states: str) -> str:
    (found,) = distinct_states(pd.DataFrame({"key": ["a"] * len(states), "status": list(states)}))
    return str(found)


@pytest.mark.parametrize(
    ("states", "state"),
    [
        (("completed", "completed"), "completed"), (("completed", "planned"), "ongoing"),
        (("planned", "planned"), "planned"), (("completed", "ongoing"), "ongoing"),
        (("completed", "delayed"), "delayed"), (("ongoing", "delayed", "completed"), "delayed"),
        (("delayed", "unknown"), "unknown"), (("completed", "unknown"), "unknown"), (("paused", "completed"), "paused"),
        (("paused", "planned"), "paused"), (("paused", "ongoing"), "ongoing"),
        (("cancelled", "completed"), "completed"),
        (("cancelled", "planned"), "planned"), (("cancelled", "cancelled"), "cancelled"),
        (("planned", "completed", "cancelled"), "ongoing"), (("planned", "completed", "paused"), "paused"),
        (("planned", "completed", "delayed"), "delayed"),
    ],
)  # fmt: skip
def test_an_activity_is_done_when_all_are_and_delayed_when_one_is(states: tuple[str, ...], state: str) -> None:
    assert state_of(*states) == state


STATES = st.sampled_from([state.value for state in ActivityState])


@examples(30)
@given(st.lists(STATES, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_neither_the_order_nor_the_number_of_follow_ups_changes_the_state(states: list[str], chance: object) -> None:
    shuffled = [*states, *states]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert state_of(*shuffled) == state_of(*states) == state_of(*set(states))


@pytest.mark.parametrize("state", list(ActivityState))
def test_a_state_alone_is_itself_and_has_its_place_in_the_order(state: ActivityState) -> None:
    assert state_of(state.value) == state_of(state.value, state.value) == state.value
    assert state in ROLL_UP_ORDER


@examples(20)
@given(st.lists(st.tuples(st.sampled_from("abc"), STATES), min_size=1, max_size=8))
def test_every_activity_has_one_state_by_its_own_follow_ups(rows: list[tuple[str, str]]) -> None:
    keys, states = zip(*rows, strict=True)
    found = distinct_states(pd.DataFrame({"key": list(keys), "status": list(states)}))
    assert list(found.index) == list(dict.fromkeys(keys))
    for key in found.index:
        assert found[key] == state_of(*(state for each, state in rows if each == key))
