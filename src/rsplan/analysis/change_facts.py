"""Flows, and outcomes that moved, as facts with the rows behind them: ``change.activities.delayed_to_completed``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import permutations
from typing import TYPE_CHECKING

from msgspec.structs import replace

from rsplan.analysis.compare import MEASURES, Changes, KindChanges
from rsplan.analysis.facts import Fact
from rsplan.analysis.measures import PERCENT, PERCENTAGE_POINTS
from rsplan.plan.model import STATUSES, Kind
from rsplan.plan.period import CHANGE

if TYPE_CHECKING:
    from rsplan.language.vocabulary import Vocabulary


def flow_facts(changes: Changes, vocabulary: Vocabulary, *, earlier: str) -> Iterator[Fact]:
    """How many went from each status to each other one, how many are new or gone, how many changed at all.

    The rows are those of now, but for what is gone: those stand in the plan that the history calls ``earlier``.
    """
    for kind, found in changes.kinds.items():
        noun, labels = vocabulary.noun(kind).many, vocabulary.statuses(kind)
        yield from _between(found, noun, {str(status): labels[status.value].label.lower() for status in STATUSES[kind]})
        moved = [new for flow in found.flows for _, new in flow.pairs]
        sides = {"moved": ("med ny status", moved), "added": ("nya", found.pairing.new)}
        for name, (what, rows) in sides.items():
            yield _fact(kind, name, f"{noun}, {what} sedan föregående uppföljning", rows)
        gone = _fact(kind, "removed", f"{noun}, borta sedan föregående uppföljning", found.pairing.gone)
        yield replace(gone, of=earlier)


def _between(found: KindChanges, noun: str, labels: Mapping[str, str]) -> Iterator[Fact]:
    rows = {(flow.before, flow.now): [new for _, new in flow.pairs] for flow in found.flows}
    for old, new in permutations(labels, 2):
        label = f"{noun} från {labels[old]} till {labels[new]} sedan föregående uppföljning"
        yield _fact(found.kind, flow_name(old, new), label, rows.get((old, new), ()))


def flow_name(before: str, now: str) -> str:
    """The last part of a flow's id."""
    return f"{before}_to_{now}"


def _fact(kind: Kind, name: str, label: str, rows: Iterable[int]) -> Fact:
    found = tuple(sorted(rows))
    return Fact(f"{CHANGE}.{kind}.{name}", len(found), kind, label, rows=found)


def measure_changes(changes: Changes, now: Mapping[str, Fact], before: Mapping[str, Fact]) -> Iterator[Fact]:
    """How much each target and outcome has moved, where both are numbers of one unit. The cell is that of now."""
    mine, theirs = _by_row(now), _by_row(before)
    for old, new in changes.kinds[Kind.INDICATORS].pairing.pairs:
        for field in MEASURES:
            fact, was = mine.get((new, field)), theirs.get((old, field))
            if fact is None or was is None or fact.unit != was.unit:
                continue
            unit = PERCENTAGE_POINTS if fact.unit == PERCENT else fact.unit
            apart = Decimal(fact.value) - Decimal(was.value)
            yield replace(fact, id=f"{CHANGE}.{fact.id}", value=apart, unit=unit, label=since_previous(fact), text="")


def since_previous(fact: Fact) -> str:
    """The label of how much a figure has changed."""
    return f"{fact.label}, förändring sedan föregående uppföljning"


def _by_row(facts: Mapping[str, Fact]) -> dict[tuple[int, str], Fact]:
    """The targets and outcomes of a plan by the row that they stand in."""
    return {
        (fact.rows[0], fact.field): fact
        for fact in facts.values()
        if fact.rows and fact.id.rpartition(".")[2] in MEASURES
    }
