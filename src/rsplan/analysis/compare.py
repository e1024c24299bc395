"""What has changed between two plans, or two periods of one: flows from status to status, what came and what went.

For every status of a kind: before + in - out + added - removed = after. Knows plans and pairs, nothing of files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from rsplan.analysis.counts import counted
from rsplan.analysis.pairing import Pair, Pairing, pair_items
from rsplan.plan.folding import fold
from rsplan.plan.model import STATUSES, Kind

if TYPE_CHECKING:
    import pandas as pd

    from rsplan.plan.model import Plan

MEASURES = ("target", "actual")


class Flow(Struct, frozen=True):
    """Items that went from one status to another: (before, now) positions in the frames of their kind."""

    before: str
    now: str
    pairs: tuple[Pair, ...]


class Rewritten(Struct, frozen=True):
    """A target or an outcome ("target", "actual") that is another than before: the item, and both texts."""

    field: str
    pair: Pair
    before: str
    now: str


class KindChanges(Struct, frozen=True):
    """What has changed of one kind. ``before`` and ``now`` count every status; items are positions in the frames."""

    kind: Kind
    before: Mapping[str, int]
    now: Mapping[str, int]
    flows: tuple[Flow, ...]
    pairing: Pairing
    rewritten: tuple[Rewritten, ...] = ()

    def into(self, status: str) -> int:
        """How many came to a status from another."""
        return sum(len(flow.pairs) for flow in self.flows if flow.now == status)

    def out_of(self, status: str) -> int:
        """How many left a status for another."""
        return sum(len(flow.pairs) for flow in self.flows if flow.before == status)


class OtherKind(Struct, frozen=True):
    """An id that stood on an item of one kind, and stands on one of another: kind and position of both."""

    before: tuple[Kind, int]
    now: tuple[Kind, int]


class Changes(Struct, frozen=True, dict=True):
    """Two plans side by side, kind by kind. ``same_plan`` tells whether counts may be compared."""

    before: Plan
    now: Plan
    same_plan: bool
    kinds: Mapping[Kind, KindChanges]
    other_kinds: tuple[OtherKind, ...] = ()

    @property
    def any(self) -> bool:
        """True where anything at all is another than before."""
        return any(
            changes.flows or changes.pairing.gone or changes.pairing.new or changes.rewritten
            for changes in self.kinds.values()
        )


def compare_plans(before: Plan, now: Plan, *, same_plan: bool, same: Mapping[str, str] | None = None) -> Changes:
    """What has changed. ``same`` are declared pairs of ids, both folded (``pairing.folded_pairs``)."""
    kinds = {kind: _changes_of(kind, before, now, same_plan=same_plan, same=same) for kind in Kind}
    return Changes(before, now, same_plan, kinds, tuple(_other_kinds(kinds, before, now)) if same_plan else ())


def _changes_of(kind: Kind, before: Plan, now: Plan, *, same_plan: bool, same: Mapping[str, str] | None) -> KindChanges:
    old, new = counted(before, kind), counted(now, kind)
    pairing = pair_items(old, new, kind, same_plan=same_plan, same=same)
    statuses = _statuses(old), _statuses(new)
    counts = [{str(status): 0 for status in STATUSES[kind]} for _ in statuses]
    for count, told in zip(counts, statuses, strict=True):
        for status in told.values():
            count[status] += 1
    flows = tuple(_flows(kind, pairing, *statuses))
    return KindChanges(kind, counts[0], counts[1], flows, pairing, tuple(_rewritten(before, now, kind, pairing)))


def _statuses(frame: pd.DataFrame) -> dict[int, str]:
    return dict(zip(frame.index.tolist(), frame["status"].tolist(), strict=True))


def _flows(kind: Kind, pairing: Pairing, before: Mapping[int, str], now: Mapping[int, str]) -> Iterator[Flow]:
    moved: dict[tuple[str, str], list[Pair]] = {}
    for pair in pairing.pairs:
        statuses = before[pair[0]], now[pair[1]]
        if statuses[0] != statuses[1]:
            moved.setdefault(statuses, []).append(pair)
    order = [str(status) for status in STATUSES[kind]]
    for old, new in sorted(moved, key=lambda flow: (order.index(flow[0]), order.index(flow[1]))):
        yield Flow(old, new, tuple(moved[old, new]))


def _rewritten(before: Plan, now: Plan, kind: Kind, pairing: Pairing) -> Iterator[Rewritten]:
    if kind is not Kind.INDICATORS:
        return
    for field in MEASURES:
        old, new = before.frame(kind)[field].tolist(), now.frame(kind)[field].tolist()
        for pair in pairing.pairs:
            texts = old[pair[0]], new[pair[1]]
            if fold(texts[0]) != fold(texts[1]):
                yield Rewritten(field, pair, *texts)


def _other_kinds(kinds: Mapping[Kind, KindChanges], before: Plan, now: Plan) -> Iterator[OtherKind]:
    """Ids that have changed kind: among what is gone of one and what is new of another."""
    come: dict[str, tuple[Kind, int]] = {}
    for kind, changes in kinds.items():
        ids = now.frame(kind)["id"].tolist()
        for at in changes.pairing.new:
            if ids[at]:
                come.setdefault(fold(ids[at]), (kind, at))
    told: set[str] = set()
    for kind, changes in kinds.items():
        ids = before.frame(kind)["id"].tolist()
        for at in changes.pairing.gone:
            own = fold(ids[at])
            if own in come and come[own][0] is not kind and own not in told:
                told.add(own)
                yield OtherKind((kind, at), come[own])
