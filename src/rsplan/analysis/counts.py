"""Count plan items by status. Knows nothing of files or Word.

A count is a ``Fact``: its value, and the condition that finds its rows again. Every count of a family comes from one
tally, so the parts add up to the whole by construction, and a test says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec.structs import replace

from rsplan.analysis.by_sex import BY_SEX, outcomes_by_sex, share_divided
from rsplan.analysis.distinct import distinct_states
from rsplan.analysis.economy_facts import economy_facts
from rsplan.analysis.facts import Fact, Where
from rsplan.analysis.kolada import kolada_facts
from rsplan.analysis.measures import PERCENT, difference, read_measure
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.folding import unique_slugs as unique_slugs
from rsplan.plan.folding import unique_slugs_of
from rsplan.plan.model import OF_SEX, STATUSES, ActivityState, Horizon, Kind
from rsplan.plan.units import ancestors, has_levels, leaves

if TYPE_CHECKING:
    import pandas as pd

    from rsplan.plan.model import Plan


# What is told of an indicator in numbers: a fact each, and the differences of target and outcome, of women and men.
_MEASURED = ("target", "actual", *OF_SEX)


def counted(plan: Plan, kind: Kind) -> pd.DataFrame:
    """The rows that the main figures of a kind count: all but long-term indicators (followed up yearly)."""
    frame = plan.frame(kind)
    if kind is Kind.INDICATORS:
        return frame[frame["horizon"] != Horizon.LONG_TERM.value]
    return frame


FactFamily = Callable[["Plan", Vocabulary], Iterator[Fact]]
_FAMILIES: list[FactFamily] = []


def fact_family(function: FactFamily) -> FactFamily:
    """Has a function's facts counted, after those of the functions before it. A new figure is one such function."""
    _FAMILIES.append(function)
    return function


def count_facts(plan: Plan, vocabulary: Vocabulary) -> list[Fact]:
    """Every figure of a plan, the zero ones too, in a fixed order."""
    return [fact for family in _FAMILIES for fact in family(plan, vocabulary)]


def _family(plan: Plan, kind: Kind, vocabulary: Vocabulary, groupings: Mapping[str, str]) -> Iterator[Fact]:
    frame = counted(plan, kind)
    noun = vocabulary.noun(kind).many
    yield Fact(f"{kind}.total", len(frame), kind, noun)
    yield from _statuses(kind, kind.value, _tally(frame["status"]), noun, vocabulary)
    for name, column in groupings.items():
        yield from _groups(frame, kind, f"{kind}.{name}", column, vocabulary)


def _tally(statuses: pd.Series[str]) -> dict[str, int]:
    return dict(Counter(statuses.tolist()))


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
    return dict(Counter(zip(frame[column].tolist(), frame["status"].tolist(), strict=True)))


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
def _measured(plan: Plan, vocabulary: Vocabulary) -> Iterator[Fact]:
    """Each indicator's target, outcome, and the difference of the two, as far as they are numbers."""
    frame = plan.indicators
    names = [own or title for own, title in zip(frame["id"], frame["title"], strict=True)]
    texts = zip(unique_slugs_of(names), frame["title"], *(frame[name] for name in _MEASURED), strict=True)
    for position, (key, title, *told) in enumerate(texts):
        measures = {name: read_measure(text) for name, text in zip(_MEASURED, told, strict=True)}
        base = Fact(f"{Kind.INDICATORS}.by_key.{key}", 0, Kind.INDICATORS, title, rows=(position,))
        for name, found in measures.items():
            if found is not None:
                fact = _measure_of(base, name, found.value, found.unit, vocabulary)
                yield replace(fact, text=found.text, field=name)
        target, actual = measures["target"], measures["actual"]
        if target and actual and (apart := difference(actual, target)):
            yield replace(_measure_of(base, "difference", *apart, vocabulary), field="actual")
        women, men = (measures[name] for name in OF_SEX)
        if women and men and (apart := difference(women, men)):
            yield replace(_measure_of(base, "sex_difference", *apart, vocabulary), field=OF_SEX[0])


@fact_family
def _by_sex(plan: Plan, vocabulary: Vocabulary) -> Iterator[Fact]:
    """How many indicators have an outcome of women and of men, and each with what lies between them."""
    kind, noun = Kind.INDICATORS, vocabulary.noun(Kind.INDICATORS).many
    found = outcomes_by_sex(plan)
    both = tuple(one.position for one in found if one.divided)
    without = tuple(one.position for one in found if not one.divided)
    yield Fact(f"{kind}.by_sex.both", len(both), kind, f"{noun} {BY_SEX}", rows=both)
    yield Fact(f"{kind}.by_sex.without", len(without), kind, f"{noun} utan uppdelning på kön", rows=without)
    if (share := share_divided(found)) is not None:
        yield Fact(f"{kind}.by_sex.share", share, kind, f"andel {noun} {BY_SEX}", unit=PERCENT, rows=both)


def _measure_of(base: Fact, name: str, value: Decimal, unit: str, vocabulary: Vocabulary) -> Fact:
    label = f"{base.label}: {vocabulary.label('measures', name).lower()}"
    return replace(base, id=f"{base.id}.{name}", label=label, value=value, unit=unit)


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


@fact_family
def _economy(plan: Plan, vocabulary: Vocabulary) -> Iterator[Fact]:
    return economy_facts(plan, vocabulary)


@fact_family
def _kolada(plan: Plan, _: Vocabulary) -> Iterator[Fact]:
    return kolada_facts(plan.kolada)
