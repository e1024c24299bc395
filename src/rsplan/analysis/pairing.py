"""Which item of one plan is which of another: by id, by name, or because somebody has declared it. Never by likeness.

Within a plan an item is its internal id (with its unit, for follow-ups), else its folded title. Between plans, whose
ids have nothing to do with each other, it is a declared pair, else the same folded title. What is alike is proposed and
never counted: "Brutto-" and "Nettokostnadsutveckling" are more alike than many a reworded assignment.
"""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from rsplan.plan.folding import fold, fold_column
from rsplan.plan.model import Kind

if TYPE_CHECKING:
    import pandas as pd

LIKELY = 0.8
_STEM = 5
_MOST_CANDIDATES = 20
Pair = tuple[int, int]


class Pairing(Struct, frozen=True):
    """Positions in the frames of two plans: items that are the same (``pairs``: before, now), gone and new.

    ``reused`` are those gone and new that share an id but no title; ``proposed`` those that may be the same.
    """

    pairs: tuple[Pair, ...]
    gone: tuple[int, ...]
    new: tuple[int, ...]
    reused: tuple[Pair, ...] = ()
    proposed: tuple[Pair, ...] = ()


class _Item(Struct, frozen=True):
    """What an item is known by. ``at`` is its position; unit and what it belongs to are folded as the rest is."""

    at: int
    id: str
    title: str
    unit: str
    belongs: tuple[str, str, str]
    status: str


def pair_items(
    before: pd.DataFrame, now: pd.DataFrame, kind: Kind, *, same_plan: bool, same: Mapping[str, str] | None = None
) -> Pairing:
    """The items of a kind in two frames, whose index is the position in the plan's own.

    ``same`` are declared pairs, earlier id → later one, both folded; an id may be declared to be itself.
    """
    old, new = _items(before, kind), _items(now, kind)
    matching = _Matching(old, new)
    ids = {item.id for item in new}
    declared = {item.id: _declared(item.id, same or {}, ids) for item in old if item.id}
    matching.match(lambda item: (declared.get(item.id), item.unit), lambda item: (item.id or None, item.unit))
    if same_plan:
        for key in (_by_id_and_place, _by_id):
            matching.match(key, key)
        matching.match_titles(with_ids=False)
    else:
        matching.match_titles(with_ids=True)
    gone, come = matching.left()
    return Pairing(
        tuple(sorted(matching.pairs)),
        tuple(item.at for item in gone),
        tuple(item.at for item in come),
        tuple(_reused(gone, come)) if same_plan else (),
        tuple(_proposed(gone, come)),
    )


def _declared(own: str, same: Mapping[str, str], known: Iterable[str]) -> str | None:
    """The id that another is declared to have become, over several plans if need be."""
    seen: set[str] = set()
    current = own
    while current in same and current not in seen:
        seen.add(current)
        current = same[current]
        if current in known:
            return current
    return None


def _items(frame: pd.DataFrame, kind: Kind) -> list[_Item]:
    def texts(field: str) -> list[str]:
        return fold_column(frame[field].tolist()) if field in frame else [""] * len(frame)

    # Assignments and indicators have an id each; an activity is followed up by each unit under one id.
    units = texts("unit") if kind is Kind.ACTIVITIES else [""] * len(frame)
    belongs = zip(texts("unit_path"), texts("parent"), texts("goal_area"), strict=True)
    rows = zip(frame.index.tolist(), texts("id"), texts("title"), units, belongs, frame["status"], strict=True)
    return [_Item(*row) for row in rows]


def _by_id_and_place(item: _Item) -> tuple[object, ...]:
    return (item.id or None, item.title, item.unit, item.belongs)


def _by_id(item: _Item) -> tuple[object, ...]:
    return (item.id or None, item.title, item.unit)


def _by_title_and_place(item: _Item) -> tuple[object, ...]:
    return (item.title, item.unit, item.belongs)


def _by_title(item: _Item) -> tuple[object, ...]:
    return (item.title, item.unit)


_Key = Callable[[_Item], tuple[object, ...]]


def _if_id(key: _Key, *, has_id: bool) -> _Key:
    """A key for those items only that have an id, or that have none."""
    return lambda item: key(item) if bool(item.id) is has_id else (None,)


class _Matching:
    """Items of two plans that find each other, the surest first; one that has found its like is left alone."""

    def __init__(self, before: Sequence[_Item], now: Sequence[_Item]) -> None:
        self._before = {item.at: item for item in before}
        self._now = {item.at: item for item in now}
        self.pairs: list[Pair] = []

    def left(self) -> tuple[list[_Item], list[_Item]]:
        return list(self._before.values()), list(self._now.values())

    def match_titles(self, *, with_ids: bool) -> None:
        """Items of one title; where ids tell items apart (``with_ids`` false), only if one of the two has none."""
        for key in (_by_title_and_place, _by_title):
            if with_ids:
                self.match(key, key)
                continue
            for mine, theirs in ((False, False), (False, True), (True, False)):
                self.match(_if_id(key, has_id=mine), _if_id(key, has_id=theirs))

    def match(self, of_before: _Key, of_now: _Key) -> None:
        """Pair what has one key; of several that share it, those of one status first. None in a key finds nothing."""
        mine, theirs = _by_key(self._before.values(), of_before), _by_key(self._now.values(), of_now)
        for key in mine.keys() & theirs.keys():
            for old, new in _nearest(mine[key], theirs[key]):
                del self._before[old.at], self._now[new.at]
                self.pairs.append((old.at, new.at))


def _by_key(items: Iterable[_Item], key_of: _Key) -> dict[tuple[object, ...], list[_Item]]:
    found: dict[tuple[object, ...], list[_Item]] = {}
    for item in items:
        key = key_of(item)
        if key[0] is not None:
            found.setdefault(key, []).append(item)
    return found


def _nearest(before: Sequence[_Item], now: Sequence[_Item]) -> Iterator[tuple[_Item, _Item]]:
    """Items that nothing tells apart but their status: those whose status is the same, then the others in its order."""
    if len(before) == len(now) == 1:
        yield before[0], now[0]
        return
    waiting: dict[str, list[_Item]] = defaultdict(list)
    for item in sorted(now, key=lambda item: (item.status, item.belongs, item.at), reverse=True):
        waiting[item.status].append(item)
    others = []
    for item in sorted(before, key=lambda item: (item.status, item.belongs, item.at)):
        if waiting[item.status]:
            yield item, waiting[item.status].pop()
        else:
            others.append(item)
    rest = sorted((item for left in waiting.values() for item in left), key=lambda item: (item.status, item.at))
    yield from zip(others, rest, strict=False)


def _reused(gone: Sequence[_Item], new: Sequence[_Item]) -> Iterator[Pair]:
    """Ids that stand on something else now, the first of each."""
    later = {(item.id, item.unit): item for item in reversed(new) if item.id}
    told: set[str] = set()
    for item in gone:
        if (item.id, item.unit) in later and item.id not in told:
            told.add(item.id)
            yield item.at, later[item.id, item.unit].at


def _proposed(gone: Sequence[_Item], new: Sequence[_Item]) -> Iterator[Pair]:
    """What may be the same, one to one: each is the other's most alike, and both have an id to be declared by."""
    mine, theirs = _distinct(gone), _distinct(new)
    common = Counter(word for item in theirs for word in set(_words(item.title)))
    index: dict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(theirs):
        for word in set(_words(item.title)):
            index[word].append(number)
    likeness: dict[Pair, float] = {}
    for number, item in enumerate(mine):
        shared = Counter(
            at for word in set(_words(item.title)) if common[word] <= max(_MOST_CANDIDATES, len(theirs) // 10)
            for at in index[word]
        )  # fmt: skip
        for at, _ in shared.most_common(_MOST_CANDIDATES):
            if item.id != theirs[at].id and (found := _likeness(item.title, theirs[at].title)) >= LIKELY:
                likeness[number, at] = found
    best_of_mine, best_of_theirs = _best(likeness, 0), _best(likeness, 1)
    for number, at in likeness:
        if best_of_mine[number] == best_of_theirs[at] == (number, at):
            yield mine[number].at, theirs[at].at


def _distinct(items: Sequence[_Item]) -> list[_Item]:
    """One item of each id."""
    return list({item.id: item for item in reversed(items) if item.id}.values())


def _best(likeness: Mapping[Pair, float], side: int) -> dict[int, Pair]:
    found: dict[int, Pair] = {}
    for pair in sorted(likeness, key=lambda pair: (-likeness[pair], pair)):
        found.setdefault(pair[side], pair)
    return found


def _words(title: str) -> list[str]:
    """The beginnings of a title's longer words, which inflection leaves alone."""
    return [word.strip(".,;:()")[:_STEM] for word in title.split() if len(word) > 3]


def _likeness(one: str, other: str) -> float:
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= LIKELY and matcher.quick_ratio() >= LIKELY else 0.0


def folded_pairs(pairs: Mapping[str, str]) -> dict[str, str]:
    """Declared pairs as ``pair_items`` takes them."""
    return {fold(old): fold(new) for old, new in pairs.items()}
