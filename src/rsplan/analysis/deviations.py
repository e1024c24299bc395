"""Which items of a plan have a status that a board has to look at. Knows nothing of files or Word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rsplan.analysis.counts import counted
from rsplan.analysis.distinct import distinct_states
from rsplan.plan.model import ActivityState, Fulfilment, Kind

if TYPE_CHECKING:
    import pandas as pd

    from rsplan.plan.model import Plan

# The statuses that count as deviations where the wording does not say otherwise, the gravest first.
USUAL: dict[Kind, tuple[str, ...]] = {
    Kind.ASSIGNMENTS: (Fulfilment.RED.value,),
    Kind.INDICATORS: (Fulfilment.RED.value, Fulfilment.YELLOW.value),
    Kind.ACTIVITIES: (ActivityState.DELAYED.value,),
}


def deviating(plan: Plan, kind: Kind, statuses: Sequence[str], *, distinct: bool = False) -> pd.DataFrame:
    """The counted rows of a kind that have one of some statuses: in the order of these, then in that of the export.

    As many as the facts of the statuses count. With ``distinct``, an activity that several units follow up is one row:
    its status is that after the roll-up, its units and comments are those of the units that have this status, or of all
    where only the roll-up gives it.
    """
    frame = counted(plan, kind)
    if distinct and kind is Kind.ACTIVITIES:
        frame = _distinct(frame, statuses)
    order = {status: place for place, status in enumerate(statuses)}
    found = frame[frame["status"].isin(statuses)]
    return found.iloc[found["status"].map(order).argsort(kind="stable").tolist()]


def _distinct(frame: pd.DataFrame, statuses: Sequence[str]) -> pd.DataFrame:
    states = distinct_states(frame)
    wanted = states[states.isin(statuses)]
    rows = []
    for key, followed in frame[frame["key"].isin(wanted.index)].groupby("key", sort=False):
        status = wanted[key]
        own = followed[followed["status"] == status]
        told = own if len(own) else followed
        units = dict.fromkeys(unit for unit in told["unit"] if unit)
        said = [(unit, text) for unit, text in zip(told["unit"], told["comment"], strict=True) if text]
        comments = [f"{unit}: {text}" if unit and len(units) > 1 else text for unit, text in said]
        row: dict[Any, Any] = told.iloc[0].to_dict()
        row |= {"status": status, "unit": ", ".join(units), "comment": " ".join(dict.fromkeys(comments))}
        rows.append(row)
    return frame.iloc[:0] if not rows else frame.iloc[:0].from_records(rows, columns=frame.columns.tolist())
