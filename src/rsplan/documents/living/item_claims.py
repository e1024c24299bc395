"""Reads prose for items that it names with a status: "nyckeltalet för koldioxidutsläppet är uppnått".

Only what is plain counts: one noun in the definite singular, words that lead to one item of the plan and no other, a
predicate that means one status. Reached where the item is red, or not reached where it is green, contradicts; what is
only nearly so is doubtful. Everything else is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rsplan.language.statuswords.grammar import read_status
from rsplan.plan.folding import fold
from rsplan.plan.model import Fulfilment, Kind

if TYPE_CHECKING:
    from rsplan.report.report import Report

_NOUNS = {"nyckeltalet": Kind.INDICATORS, "mätetalet": Kind.INDICATORS, "indikatorn": Kind.INDICATORS}
_NOUNS |= {"uppdraget": Kind.ASSIGNMENTS, "resultatmålet": Kind.ASSIGNMENTS}
_NAMED = re.compile(rf"\b({'|'.join(_NOUNS)})\s+(?:för|om|att|kopplat till|gällande|avseende)\s+(.+)", re.IGNORECASE)
_PREDICATE = re.compile(
    r"\b(?:är|har|blev|blir|bedöms|uppnås|uppnåddes|uppfylls|uppfylldes|nås|nåddes|når|nådde|klaras|markeras|redovisas)\b"
)
_ENDS = re.compile(r"[,;:()–]|\b(?:för|under|men|medan|eftersom|då|vilket|som|och|efter|i|på|vid)\b")
_NOT_EITHER = re.compile(r"^\W*inte heller\b", re.IGNORECASE)
_LONG = re.compile(r"[^\W\d_]{6,}")
_SHORTEST_STEM, _ENDING = 6, 4


@dataclass(frozen=True, slots=True)
class ItemClaim:
    """What prose says of an item: ``reached`` or not; ``wrong`` where the item's status is the opposite for certain."""

    text: str
    title: str
    expression: str
    status: str
    wrong: bool


class ItemReader:
    """Reads sentences beside one report."""

    def __init__(self, report: Report) -> None:
        self._report = report

    def claims(self, sentence: str) -> Iterator[ItemClaim]:
        """The claims of a sentence that do not plainly agree with the item's status."""
        named = _NAMED.search(sentence)
        if not named:
            return
        kind, rest = _NOUNS[named[1].casefold()], named[2]
        said = self._said(kind, rest, bool(_NOT_EITHER.match(sentence)))
        item = self._item(kind, rest) if said else None
        if said is None or item is None:
            return
        title, status = item
        if said is not status and status in (Fulfilment.GREEN, Fulfilment.YELLOW, Fulfilment.RED):
            opposite = {said, status} == {Fulfilment.GREEN, Fulfilment.RED}
            label = self._report.vocabulary.label("fulfilment", status.value).lower()
            yield ItemClaim(f"{named[1]} … {rest[:50]}".strip(), title, f'{kind}["{title}"]', label, opposite)

    def _said(self, kind: Kind, rest: str, not_either: bool) -> Fulfilment | None:
        """The status that the predicate means; "inte heller …" without one denies what the sentence before denies."""
        predicate = _PREDICATE.search(rest)
        if predicate is None:
            return Fulfilment.RED if not_either else None
        text = rest[predicate.start() :].rstrip(" .!")
        text = text[: end.start()] if (end := _ENDS.search(text)) else text
        reading = read_status(kind, text, self._report.vocabulary)
        if reading is None or not_either:
            return None
        return Fulfilment(reading.meaning) if reading.meaning in set(Fulfilment) else None

    def _item(self, kind: Kind, rest: str) -> tuple[str, Fulfilment] | None:
        """The one item that the words before the predicate lead to."""
        predicate = _PREDICATE.search(rest)
        words = _LONG.findall(fold(rest[: predicate.start()] if predicate else rest))
        stems = [word[: max(_SHORTEST_STEM, len(word) - _ENDING)] for word in words]
        found = [titles for stem in stems if (titles := {title for title in self._titles[kind] if stem in title})]
        common = set.intersection(*found) if found else set()
        return self._titles[kind][common.pop()] if len(common) == 1 else None

    @cached_property
    def _titles(self) -> dict[Kind, dict[str, tuple[str, Fulfilment]]]:
        """Each kind's items by folded title; titles that stand for several statuses name none."""
        tables: dict[Kind, dict[str, tuple[str, Fulfilment]]] = {}
        for kind in (Kind.ASSIGNMENTS, Kind.INDICATORS):
            frame = self._report.plan.frame(kind)
            pairs = set(zip(frame["title"], frame["status"], strict=True))
            keys = [fold(title) for title, _ in pairs]
            tables[kind] = {
                fold(title): (title, Fulfilment(status)) for title, status in pairs if keys.count(fold(title)) == 1
            }
        return tables
