"""Two periods side by side as data: what they are called, their items with their cells, and what is to be told.

Every rendering of a comparison gets the same ``Compared`` and never counts.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from rsplan.analysis.compare import Changes
from rsplan.analysis.counts import counted
from rsplan.analysis.measures import per_cent
from rsplan.findings.finding import Finding
from rsplan.language.swedish import digits, join_list
from rsplan.plan.folding import fold
from rsplan.plan.model import STATUSES, Address, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rsplan.language.vocabulary import Vocabulary
    from rsplan.plan.model import Plan


class Item(Struct, frozen=True):
    """One item as a comparison shows it: its id ("" without one), title, unit, status, and the status's cell."""

    key: str
    title: str
    unit: str
    status: str
    address: Address


class Compared(Struct, frozen=True):
    """A comparison. ``names`` are what the two periods, folders or files are called, ``slugs`` their periods ("" where
    unknown); ``year_before`` is the same tertial of the year before, by its name, where it is shown beside.
    """

    changes: Changes
    vocabulary: Vocabulary
    board: str
    names: tuple[str, str]
    slugs: tuple[str, str]
    findings: tuple[Finding, ...] = ()
    year_before: tuple[str, Plan] | None = None

    def before(self, kind: Kind, position: int, field: str = "status") -> Item:
        """An item of the earlier plan, with the cell of a field."""
        return _item(self.changes.before, kind, position, field)

    def now(self, kind: Kind, position: int, field: str = "status") -> Item:
        """An item of the later plan, with the cell of a field."""
        return _item(self.changes.now, kind, position, field)

    def proposals(self, kind: Kind) -> list[tuple[Item, Item, str]]:
        """What may be the same: the two items and the line of rsplan.toml that says so. An id that stands on another
        title, or one that somebody has written with other letters, is declared to be itself.
        """
        pairing = self.changes.kinds[kind].pairing
        pairs = {
            (self.before(kind, old), self.now(kind, new)): None for old, new in (*pairing.reused, *pairing.proposed)
        }
        return [(old, new, same_line(old.key, new.key)) for old, new in pairs]


def _item(plan: Plan, kind: Kind, position: int, field: str) -> Item:
    row = plan.frame(kind).iloc[position]
    own = str(row["id"]) or fold(str(row["title"]))
    return Item(own, row["title"], row["unit"], row["status"], plan.address(kind, position, field))


def same_line(before: str, now: str) -> str:
    """The line under ``[same]`` that declares two ids to be one item."""
    told = (text.replace("\\", "\\\\").replace('"', '\\"') for text in (before, now))
    return " = ".join(f'"{text}"' for text in told)


def status_shares(counts: Mapping[str, int]) -> dict[str, Decimal]:
    """The share of each status in per cent, to one decimal; none of nothing."""
    total = sum(counts.values())
    return {status: per_cent(count, total) for status, count in counts.items()} if total else {}


def counts_in(plan: Plan, kind: Kind) -> dict[str, int]:
    """How many items of a kind each status has."""
    told = counted(plan, kind)["status"].value_counts()
    return {str(status): int(told.get(status.value, 0)) for status in STATUSES[kind]}


def plans_differ(before: Plan, now: Plan, vocabulary: Vocabulary) -> str:
    """What has to be known of two plans that stand side by side: "Planerna är olika: 38 respektive 29 uppdrag"."""
    sizes = [
        (kind, len(counted(before, kind)), len(counted(now, kind))) for kind in (Kind.ASSIGNMENTS, Kind.INDICATORS)
    ]
    parts = [
        f"{digits(old)} respektive {digits(new)} {vocabulary.noun(kind).many}" for kind, old, new in sizes if old or new
    ]
    return f"Planerna är olika: {join_list(parts)}. Därför visas andelar i procent och inte antal." if parts else ""
