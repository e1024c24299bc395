"""A decided plan against what the exports hold: what is missing, what has been added, what is said otherwise."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from itertools import product

from msgspec import Struct

from rsplan.analysis.decided_plan import DecidedItem
from rsplan.language.amounts import Amount, amount
from rsplan.plan.folding import fold
from rsplan.plan.model import Horizon, Kind, Plan

# Two titles less alike than this are not even proposed as one; the true pairs of plans that were looked at are above
# 0.87. Likeness alone never decides: what is proposed counts as a difference until somebody has said yes.
LIKELY = 0.85
_SIGNS = re.compile("[−–‐‑]")


class ExportedItem(Struct, frozen=True):
    """An item of the exports, with the cells of its title and of its target."""

    title: str
    key: str
    place: str
    decided_by: str
    target: str = ""
    target_place: str = ""
    horizon: str = ""


class Pair(Struct, frozen=True):
    """An item of the plan beside what is, or may be, the same one in the exports."""

    decided: DecidedItem
    exported: ExportedItem


class Reconciled(Struct, frozen=True):
    """What became of every item of a kind. ``same`` are alike word for word; ``reworded`` are proposed pairs, best
    first; ``missing`` is in the plan alone, ``added`` in the exports alone. ``deciders`` and ``targets`` are the pairs
    that differ in them. ``yearly`` are the plan's long-term indicators where the exports have none: they are followed
    up once a year, and are not missing.
    """

    kind: Kind
    same: tuple[Pair, ...]
    reworded: tuple[Pair, ...]
    missing: tuple[DecidedItem, ...]
    added: tuple[ExportedItem, ...]
    deciders: tuple[Pair, ...]
    targets: tuple[Pair, ...]
    yearly: tuple[DecidedItem, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether plan and exports say anything else."""
        return bool(self.reworded or self.missing or self.added or self.deciders or self.targets)


def reconcile(decided: Sequence[DecidedItem], plan: Plan, kind: Kind) -> Reconciled:
    """The items of one kind, each counted once: ``same + reworded + missing`` are the plan's, ``same + reworded +
    added`` the exports'.
    """
    wanted = [item for item in decided if item.kind is kind]
    exported = exported_items(plan, kind)
    yearly = [item for item in wanted if item.horizon == Horizon.LONG_TERM]
    if yearly and not any(item.horizon == Horizon.LONG_TERM for item in exported):
        wanted = [item for item in wanted if item not in yearly]
    else:
        yearly = []
    same, wanted, exported = _alike(wanted, exported)
    reworded, missing, added = _likely(wanted, exported)
    pairs = (*same, *reworded)
    return Reconciled(
        kind,
        tuple(same),
        tuple(reworded),
        tuple(missing),
        tuple(added),
        tuple(pair for pair in pairs if _other_decider(pair)),
        tuple(pair for pair in pairs if _other_target(pair)),
        tuple(yearly),
    )


def exported_items(plan: Plan, kind: Kind) -> list[ExportedItem]:
    """The items of the exports, in their order, as often as they stand there under one title."""
    frame = plan.frame(kind)
    indicators = kind is Kind.INDICATORS
    items: dict[str, ExportedItem] = {}
    for position, row in enumerate(frame.to_dict("records")):
        items.setdefault(
            str(row["key"]),
            ExportedItem(
                str(row["title"]),
                _shown_key(str(row["key"]), str(row["title"])),
                str(plan.address(kind, position, "title")),
                str(row.get("decided_by", "")),
                str(row["target"]) if indicators else "",
                str(plan.address(kind, position, "target")) if indicators else "",
                str(row["horizon"]) if indicators else "",
            ),
        )
    return list(items.values())


def _shown_key(key: str, title: str) -> str:
    """The internal id in an item's key, "" where its title is all that there is."""
    own = key.removesuffix(fold(title)).strip("\x1f ")
    return own.upper() if own != key else ""


def _alike(
    wanted: Sequence[DecidedItem], exported: Sequence[ExportedItem]
) -> tuple[list[Pair], list[DecidedItem], list[ExportedItem]]:
    """The pairs of the same title, and what is left on both sides. A title that stands twice is paired twice."""
    left: dict[str, list[ExportedItem]] = {}
    for item in exported:
        left.setdefault(fold(item.title), []).append(item)
    same, alone = [], []
    for wish in wanted:
        if found := left.get(fold(wish.title)):
            same.append(Pair(wish, found.pop(0)))
        else:
            alone.append(wish)
    taken = [pair.exported for pair in same]
    return same, alone, [item for item in exported if item not in taken]


def _likely(
    wanted: Sequence[DecidedItem], exported: Sequence[ExportedItem]
) -> tuple[list[Pair], list[DecidedItem], list[ExportedItem]]:
    """The most alike first, each item once."""
    scored = sorted(
        (
            (likeness(one.title, other.title), a, b)
            for (a, one), (b, other) in product(enumerate(wanted), enumerate(exported))
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for score, a, b in scored:
        if score >= LIKELY and a not in pairs and b not in pairs.values():
            pairs[a] = b
    return (
        [Pair(wanted[a], exported[b]) for a, b in pairs.items()],
        [item for a, item in enumerate(wanted) if a not in pairs],
        [item for b, item in enumerate(exported) if b not in pairs.values()],
    )


def likeness(one: str, other: str) -> float:
    """How much of two titles is the same, 0 to 1 (difflib's ratio, of folded texts)."""
    return difflib.SequenceMatcher(None, fold(one), fold(other), autojunk=False).ratio()


def _other_decider(pair: Pair) -> bool:
    said, exported = fold(pair.decided.decided_by), fold(pair.exported.decided_by)
    return bool(said and exported) and said != exported


def _other_target(pair: Pair) -> bool:
    """Whether both state a target, and not the same one: "30%" is "30 %", "−42" is "-42"."""
    said, exported = pair.decided.target, pair.exported.target
    return bool(said and exported) and not _same_target(said, exported)


def _same_target(one: str, other: str) -> bool:
    numbers = [found for text in (one, other) if (found := amount(text))]
    if len(numbers) < 2:
        return _squeezed(one) == _squeezed(other)
    # A cell that is shown as per cent holds a hundredth of what is seen.
    values = {
        number.value if number.unit == "%" or not _is_share(numbers) else number.value * 100 for number in numbers
    }
    return len(values) == 1 and (_is_share(numbers) or numbers[0].unit == numbers[1].unit)


def _is_share(numbers: Sequence[Amount]) -> bool:
    """Whether one of two numbers is in per cent and the other a plain fraction."""
    units = {number.unit for number in numbers}
    return units == {"%", ""} and all(abs(number.value) <= 1 for number in numbers if not number.unit)


def _squeezed(text: str) -> str:
    return "".join(_SIGNS.sub("-", fold(text)).split())
