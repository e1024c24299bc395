"""What state a distinct activity has when several units follow it up. Knows frames of activities, nothing of facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from rsplan.plan.model import ActivityState

# How the states of several follow-ups become the state of one distinct activity: the first of these that any of them
# has, except that an activity is completed or cancelled only when all its follow-ups are done with (see _rolled_up).
ROLL_UP_ORDER = (
    ActivityState.UNKNOWN,
    ActivityState.DELAYED,
    ActivityState.ONGOING,
    ActivityState.PAUSED,
    ActivityState.PLANNED,
    ActivityState.COMPLETED,
    ActivityState.CANCELLED,
)


def distinct_states(activities: pd.DataFrame) -> pd.Series[str]:
    """The state of each distinct activity, by its key, in the order of the frame."""
    if len(set(activities["key"].tolist())) == len(activities):
        return activities["status"].set_axis(activities["key"])
    codes, keys = pd.factorize(activities["key"])
    present = {state: np.zeros(len(keys), dtype=bool) for state in ActivityState}
    status = activities["status"].to_numpy(dtype=object)
    for state, found in present.items():
        found[codes[status == state.value]] = True
    return pd.Series(_rolled_up(present), index=pd.Index(keys, name="key"), name="status", dtype=object)


def _rolled_up(present: Mapping[ActivityState, np.ndarray[Any, np.dtype[np.bool_]]]) -> np.ndarray[Any, Any]:
    """The states of activities that several units follow up, from which states each of them has.

    An activity that some have completed or planned and others not is under way: ``ongoing``. Otherwise the gravest
    state of any unit: unknown, delayed, ongoing, paused, planned, completed, cancelled, in that order.
    """
    begun = present[ActivityState.PLANNED] & present[ActivityState.COMPLETED]
    for state in set(ActivityState) - {ActivityState.PLANNED, ActivityState.COMPLETED, ActivityState.CANCELLED}:
        begun = begun & ~present[state]
    choices = [(begun, ActivityState.ONGOING), *((present[state], state) for state in ROLL_UP_ORDER)]
    return np.select([found for found, _ in choices], [state.value for _, state in choices], default="").astype(object)
