"""Count plan items by status. Knows nothing of files or Word.

A count is a ``Fact``: its value, and the condition that finds its rows again. Every count of a family comes from one
crosstab, so the parts add up to the whole by construction, and a test says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.folding import slug
from rsplan.plan.model import STATUSES, ActivityState, Horizon, Kind
from rsplan.plan.units import SEPARATOR, ancestors, has_levels, leaves

if TYPE_CHECKING:
    from rsplan.plan.model import Plan

Where = tuple[tuple[str, str], ...]

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


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure: its id, its value, what it counts (in Swedish), and which rows of its kind's frame it counts.

    ``where`` are (column, value) pairs that all hold; the column ``"distinct"`` counts activities instead of
    follow-ups, its value being the state after the roll-up ("" for any), and ``"under"`` a unit with all levels below
    it, its value being the way to it from the top. ``of`` names the period in the report's history whose plan it is
    of, "" for the report's own; ``unit`` is "" for a count, "%" for a share of the kind, "±" for a change.
    """

    id: str
    value: int
    kind: Kind
    label: str
    where: Where = ()
    of: str = ""
    unit: str = ""


def counted(plan: Plan, kind: Kind) -> pd.DataFrame:
    """The rows that the main figures of a kind count: all but long-term indicators (followed up yearly)."""
    frame = plan.frame(kind)
    if kind is Kind.INDICATORS:
        return frame[frame["horizon"] != Horizon.LONG_TERM.value]
    return frame


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


def rows_behind(plan: Plan, fact: Fact) -> list[int]:
    """The positions, in the frame of the fact's kind, of the rows that a fact counts.

    Behind a distinct activity stand all its follow-ups.
    """
    return RowsBehind(plan)(fact)


class RowsBehind:
    """Finds the rows behind many facts of a plan: a condition that facts share is looked up once."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._masks: dict[tuple[Kind, str, str], np.ndarray[Any, Any]] = {}

    def __call__(self, fact: Fact) -> list[int]:
        """The positions of the rows that a fact counts, as ``rows_behind`` gives them."""
        long_term = ("horizon", Horizon.LONG_TERM.value)
        mask = np.ones(len(self._plan.frame(fact.kind)), dtype=bool)
        if fact.kind is Kind.INDICATORS and long_term not in fact.where:
            mask &= ~self._holds(fact.kind, *long_term)
        for column, value in fact.where:
            mask &= self._holds(fact.kind, column, value)
        return [int(position) for position in np.flatnonzero(mask)]

    def _holds(self, kind: Kind, column: str, value: str) -> np.ndarray[Any, Any]:
        key = (kind, column, value)
        if key not in self._masks:
            self._masks[key] = np.asarray(_holds(self._plan.frame(kind), column, value), dtype=bool)
        return self._masks[key]


def _holds(frame: pd.DataFrame, column: str, value: str) -> pd.Series[bool]:
    """Which rows a condition of a fact holds for."""
    if column == "distinct":
        states = distinct_states(frame)
        return frame["key"].isin(states.index if not value else states.index[states == value])
    if column == "under":
        return (frame["unit_path"] == value) | frame["unit_path"].str.startswith(value + SEPARATOR)
    return frame[column] == value


FactFamily = Callable[["Plan", Vocabulary], Iterator[Fact]]
_FAMILIES: list[FactFamily] = []


def fact_family(function: FactFamily) -> FactFamily:
    """Has a function's facts counted, after those of the functions before it. A new figure is one such function."""
    _FAMILIES.append(function)
    return function


def count_facts(plan: Plan, vocabulary: Vocabulary) -> list[Fact]:
    """Every figure of a plan, the zero ones too, in a fixed order."""
    return [fact for family in _FAMILIES for fact in family(plan, vocabulary)]


def facts_by_id(facts: Iterable[Fact]) -> dict[str, Fact]:
    """Facts by their ids. Raises ``ValueError`` if two share one: a figure must have one meaning."""
    table: dict[str, Fact] = {}
    for fact in facts:
        if fact.id in table:
            raise ValueError(f"two facts share the id {fact.id}")
        table[fact.id] = fact
    return table


def _family(plan: Plan, kind: Kind, vocabulary: Vocabulary, groupings: Mapping[str, str]) -> Iterator[Fact]:
    frame = counted(plan, kind)
    noun = vocabulary.noun(kind).many
    yield Fact(f"{kind}.total", len(frame), kind, noun)
    yield from _statuses(kind, kind.value, _tally(frame["status"]), noun, vocabulary)
    for name, column in groupings.items():
        yield from _groups(frame, kind, f"{kind}.{name}", column, vocabulary)


def _tally(statuses: pd.Series[str]) -> dict[str, int]:
    return {str(status): int(count) for status, count in statuses.value_counts().items()}


def _statuses(
    kind: Kind, prefix: str, counts: Mapping[str, int], noun: str, vocabulary: Vocabulary, where: Where = ()
) -> Iterator[Fact]:
    for status in STATUSES[kind]:
        label = f"{noun}: {vocabulary.label(vocabulary.family(kind), status).lower()}"
        yield Fact(f"{prefix}.{status}", counts.get(status, 0), kind, label, (*where, ("status", str(status.value))))


def _groups(frame: pd.DataFrame, kind: Kind, prefix: str, column: str, vocabulary: Vocabulary) -> Iterator[Fact]:
    sizes = _sizes(frame, column)
    names = list(dict.fromkeys(name for name, _ in sizes))
    if not any(names):
        return
    noun = vocabulary.noun(kind).many
    for name, key in unique_slugs(names).items():
        counts = {str(status): sizes.get((name, str(status)), 0) for status in STATUSES[kind]}
        label = f"{noun}, {name or 'utan angivelse'}"
        yield from _group(kind, f"{prefix}.{key}", counts, label, vocabulary, ((column, name),))


def _sizes(frame: pd.DataFrame, column: str) -> dict[tuple[str, str], int]:
    """How many rows each (group, status) has, in the order of the frame."""
    sizes: dict[Any, int] = frame.groupby([column, "status"], sort=False).size().to_dict()
    return {(str(name), str(status)): int(count) for (name, status), count in sizes.items()}


def _group(
    kind: Kind, prefix: str, counts: Mapping[str, int], label: str, vocabulary: Vocabulary, where: Where
) -> Iterator[Fact]:
    yield Fact(prefix, sum(counts.values()), kind, label, where)
    yield from _statuses(kind, prefix, counts, label, vocabulary, where)


def with_shown(facts: Mapping[str, Fact], distinct: bool) -> dict[str, Fact]:
    """The facts with ``activities.shown.*`` added: follow-ups or distinct activities, as the document has chosen."""
    family = f"{Kind.ACTIVITIES}.distinct" if distinct else Kind.ACTIVITIES.value
    total = family if distinct else f"{family}.total"
    shown = {"total": facts[total]} | {state.value: facts[f"{family}.{state}"] for state in ActivityState}
    prefix = f"{Kind.ACTIVITIES}.shown"
    return {**facts, **{f"{prefix}.{name}": replace(fact, id=f"{prefix}.{name}") for name, fact in shown.items()}}


def unique_slugs(names: Iterable[str]) -> dict[str, str]:
    """Each name's part of a fact id; names that fold to the same slug are told apart by a number."""
    distinct = list(dict.fromkeys(names))
    return dict(zip(distinct, unique_slugs_of(distinct), strict=True))


def unique_slugs_of(names: Iterable[str]) -> list[str]:
    """As ``unique_slugs``, a slug for each name in turn."""
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    slugs = []
    for name in names:
        base = candidate = slug(name)
        while candidate in taken:
            numbers[base] = numbers.get(base, 1) + 1
            candidate = f"{base}_{numbers[base]}"
        taken.add(candidate)
        slugs.append(candidate)
    return slugs


# The figures, in their order


@fact_family
def _assignments(plan: Plan, vocabulary: Vocabulary) -> Iterator[Fact]:
    groupings = {"by_decider": "decided_by", "by_goal_area": "goal_area", "by_unit": "unit"}
    return _family(plan, Kind.ASSIGNMENTS, vocabulary, groupings)


@fact_family
def _indicators(plan: Plan, vocabulary: Vocabulary) -> Iterator[Fact]:
    groupings = {"by_decider": "decided_by", "by_goal_area": "goal_area", "by_unit": "unit"}
    return _family(plan, Kind.INDICATORS, vocabulary, groupings)


@fact_family
def _horizons(plan: Plan, vocabulary: Vocabulary) -> Iterator[Fact]:
    kind = Kind.INDICATORS
    noun = vocabulary.noun(kind).many
    for horizon in (Horizon.FINANCIAL, Horizon.LONG_TERM):
        frame = plan.indicators[plan.indicators["horizon"] == horizon.value]
        label = f"{noun}, {vocabulary.label('horizon', horizon).lower()}"
        where = (("horizon", horizon.value),)
        yield Fact(f"{kind}.{horizon}", len(frame), kind, label, where)
        counts = _tally(frame["status"])
        yield from _statuses(kind, f"{kind}.{horizon}", counts, label, vocabulary, where)


@fact_family
def _activities(plan: Plan, vocabulary: Vocabulary) -> Iterator[Fact]:
    return _family(plan, Kind.ACTIVITIES, vocabulary, {"by_goal_area": "goal_area", "by_unit": "unit"})


@fact_family
def _distinct(plan: Plan, vocabulary: Vocabulary) -> Iterator[Fact]:
    kind = Kind.ACTIVITIES
    states = distinct_states(plan.activities)
    yield Fact(f"{kind}.distinct", len(states), kind, "olika aktiviteter", (("distinct", ""),))
    counts = _tally(states)
    for state in ActivityState:
        label = f"olika aktiviteter: {vocabulary.label('state', state).lower()}"
        yield Fact(f"{kind}.distinct.{state}", counts.get(state.value, 0), kind, label, (("distinct", state.value),))


@fact_family
def _subtrees(plan: Plan, vocabulary: Vocabulary) -> Iterator[Fact]:
    """Each unit with all levels below it, where the units are a tree. These figures overlap, and add to nothing."""
    for kind in (Kind.ASSIGNMENTS, Kind.INDICATORS, Kind.ACTIVITIES):
        frame = counted(plan, kind)
        paths = frame["unit_path"].unique().tolist()
        if not has_levels(paths):
            continue
        totals: dict[str, dict[str, int]] = {}
        for (path, status), count in _sizes(frame, "unit_path").items():
            for unit in ancestors(path):
                counts = totals.setdefault(unit, {})
                counts[status] = counts.get(status, 0) + count
        noun = vocabulary.noun(kind).many
        names = leaves(totals)
        for path, key in zip(names, unique_slugs_of(list(names.values())), strict=True):
            label = f"{noun}, {names[path]} med underliggande nivåer"
            yield from _group(kind, f"{kind}.with_subunits.{key}", totals[path], label, vocabulary, (("under", path),))
