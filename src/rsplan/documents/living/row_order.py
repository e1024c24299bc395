"""The order of a table's rows, merged three ways: as it was written, as it stands, as it would be today.

Knows keys and which of them are headings, nothing of Word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Container, Mapping, Sequence

from msgspec import Struct


class Order(Struct, frozen=True):
    """``wanted`` are the keys in the order that they should have. Those that are not named stand where a person put
    them. ``sorted_by_hand`` says that a person's own order won over another one of today."""

    wanted: tuple[str, ...]
    sorted_by_hand: bool

    def regrouped(self, there: Sequence[str], headings: Container[str]) -> list[str]:
        """The keys that stand under another heading than they should."""
        now, then = _groups(there, headings), _groups(self.wanted, headings)
        return [key for key in self.wanted if now[key] != then[key]]


def merged(base: Sequence[str], there: Sequence[str], new: Sequence[str], headings: Container[str]) -> Order:
    """The order that the rows of a document should have.

    Under a heading that a person has sorted, their order stays; a row that a person has put under another heading stays
    there, unless the exports have moved it since. Everything else stands as it does today.
    """
    known = set(there)
    was, wants = [key for key in base if key in known], [key for key in new if key in known]
    old, now, today = (_groups(keys, headings) for keys in (was, there, wants))
    guests = {key for key in wants if key in old and old[key] == today[key] != now[key]}
    found, by_hand = _sorted([key for key in wants if key in headings], was, there)
    wanted: list[str] = []
    for heading in ("", *found):
        of_today = [key for key in wants if today[key] == heading and key not in headings and key not in guests]
        at_home = [key for key in there if now[key] == heading]
        rows, own = _sorted(of_today, [key for key in was if old[key] == heading], at_home)
        wanted += ([heading] if heading else []) + rows
        by_hand = by_hand or own
    return Order(tuple(wanted), by_hand)


def _groups(keys: Sequence[str], headings: Container[str]) -> dict[str, str]:
    """The heading above each key, "" for none; a heading is its own."""
    found: dict[str, str] = {}
    heading = ""
    for key in keys:
        heading = key if key in headings else heading
        found[key] = heading
    return found


def _sorted(new: list[str], base: Sequence[str], there: Sequence[str]) -> tuple[list[str], bool]:
    """Keys as they stand today, or, where a person has sorted them, as they did; then whether that is told, since today
    they stand as neither of them."""
    common = set(base) & set(there) & set(new)
    by_person, before, today = ([key for key in keys if key in common] for keys in (there, base, new))
    if by_person == before:
        return new, False
    kept = [key for key in there if key in set(new)]
    for place, key in enumerate(new):
        if key not in kept:
            kept.insert(kept.index(new[place - 1]) + 1 if place else 0, key)
    return kept, today not in (by_person, before)


def to_move(there: Sequence[str], wanted: Sequence[str], weight: Callable[[str], int]) -> set[str]:
    """The keys that must move to bring one order into the other, as light as can be."""
    places = {key: place for place, key in enumerate(there)}
    return set(wanted) - set(_heaviest_rise([key for key in wanted if key in places], places, weight))


def _heaviest_rise(keys: Sequence[str], places: Mapping[str, int], weight: Callable[[str], int]) -> list[str]:
    """Of keys, the heaviest choice that stands in rising places."""
    # The best choices so far, by the place of their last key: both rise, so that a search finds the one to go on from.
    ends: list[int] = []
    best: list[int] = []
    last: list[str] = []
    before: dict[str, str] = {}
    for key in keys:
        at = bisect_left(ends, places[key])
        total = weight(key) + (best[at - 1] if at else 0)
        before[key] = last[at - 1] if at else ""
        beaten = at
        while beaten < len(ends) and best[beaten] <= total:
            beaten += 1
        ends[at:beaten], best[at:beaten], last[at:beaten] = [places[key]], [total], [key]
    chain: list[str] = []
    step = last[-1] if last else ""
    while step:
        chain.append(step)
        step = before[step]
    return chain[::-1]
