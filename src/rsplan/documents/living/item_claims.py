"""Reads prose for items that it names with a status: "nyckeltalet för koldioxidutsläppet är uppnått".

Only what is plain counts: a noun in the definite form ("uppnås inte nyckeltalen för A och B"), or a title of one word
as the subject ("Bruttokostnadsutvecklingen uppnås inte"), words that lead to one item of the plan and no other, a
predicate that means one status. Reached where the item is red, or not reached where it is green, contradicts; what is
only nearly so is doubtful. So is what is denied of items in a list, or of what the first word of a title names: it may
hold for one of them only. Everything else is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from rsplan.language.statuswords.grammar import read_status
from rsplan.plan.folding import fold
from rsplan.plan.model import Fulfilment, Kind

if TYPE_CHECKING:
    from rsplan.language.vocabulary import Vocabulary
    from rsplan.plan.model import Plan

_NOUNS = {"nyckeltalet": Kind.INDICATORS, "mätetalet": Kind.INDICATORS, "indikatorn": Kind.INDICATORS}
_NOUNS |= {"uppdraget": Kind.ASSIGNMENTS, "resultatmålet": Kind.ASSIGNMENTS}
_MANY = {"nyckeltalen": Kind.INDICATORS, "mätetalen": Kind.INDICATORS, "indikatorerna": Kind.INDICATORS}
_MANY |= {"uppdragen": Kind.ASSIGNMENTS, "resultatmålen": Kind.ASSIGNMENTS}
_NOUNS |= _MANY
_NAMED = re.compile(rf"\b({'|'.join(_NOUNS)})\s+(?:för|om|att|kopplat till|gällande|avseende)\s+(.+)", re.IGNORECASE)
_PREDICATE = re.compile(
    r"\b(?:är|har|blev|blir|bedöms|uppnås|uppnåddes|uppfylls|uppfylldes|nås|nåddes|når|nådde|klaras|markeras|redovisas)\b"
)
_ENDS = re.compile(r"[,;:()–]|\b(?:för|under|men|medan|eftersom|då|vilket|som|och|efter|i|på|vid)\b")
_BEFORE_NOUN = re.compile(r"(?P<predicate>\b(?:uppnås|uppnåddes|uppfylls|uppfylldes|nås|nåddes)(?: inte| ej)?)\s+$")
_VERB_BEFORE_NOUN = re.compile(r"\b(?:är|var|har|blev|bedöms)\s+$")
_LONGEST_PARTICIPLE = 3
_LISTED = re.compile(r",|\b(?:och|samt|respektive)\b")
# Words between separators and nothing else: a word that could end anywhere would be cut in every way there is.
_SUBJECT = re.compile(r"^\W*([^\W\d_]{6,}+(?:(?:, | och | samt )[^\W\d_]{6,}+)*+) (?=(?:är|har|blev|uppnå|uppfyll|nå))")
_DEFINITE = ("en", "et", "n", "t", "")
_NOT_EITHER = re.compile(r"^\W*inte heller\b", re.IGNORECASE)
_LONG = re.compile(r"[^\W\d_]{6,}")
_SHORTEST_STEM, _ENDING = 6, 4


class ItemClaim(Struct, frozen=True):
    """What prose says of an item: ``reached`` or not; ``wrong`` where the item's status is the opposite for certain."""

    text: str
    title: str
    expression: str
    status: str
    wrong: bool


_Said = tuple[str, Kind, Fulfilment, tuple[str, Fulfilment]]


class ItemReader:
    """Reads sentences beside one plan."""

    def __init__(self, plan: Plan, vocabulary: Vocabulary) -> None:
        self._plan, self._vocabulary = plan, vocabulary

    def claims(self, sentence: str) -> Iterator[ItemClaim]:
        """The claims of a sentence that do not plainly agree with the item's status."""
        named = _NAMED.search(sentence)
        found = self._by_noun(sentence, named) if named else self._by_title(sentence)
        sure = named is not None and named[1].casefold() not in _MANY
        for shown, kind, said, (title, status) in found:
            if said is not status and status in (Fulfilment.GREEN, Fulfilment.YELLOW, Fulfilment.RED):
                opposite = {said, status} == {Fulfilment.GREEN, Fulfilment.RED}
                label = self._vocabulary.label("fulfilment", status.value).lower()
                certain = opposite and (sure or said is Fulfilment.GREEN)
                yield ItemClaim(shown, title, f'{kind}["{title}"]', label, certain)

    def _by_noun(self, sentence: str, named: re.Match[str]) -> Iterator[_Said]:
        """The items after "nyckeltalet för", or each of those after "nyckeltalen för"."""
        noun, rest = named[1].casefold(), named[2]
        kind = _NOUNS[noun]
        said, about = self._asserted(kind, sentence[: named.start()], rest)
        if _NOT_EITHER.match(sentence):
            # "Inte heller …" without a predicate denies what the sentence before denies.
            said, about = (Fulfilment.RED if self._is_but_a_name(kind, rest) else None), rest
        for part in _LISTED.split(about) if noun in _MANY else [about]:
            item = self._item(kind, part)
            if said is not None and item is not None:
                shown = part.strip() if noun in _MANY else rest[:50]
                yield f"{named[1]} … {shown[:50]}".strip(), kind, said, item

    def _asserted(self, kind: Kind, before: str, rest: str) -> tuple[Fulfilment | None, str]:
        """The status said of what a noun names, and the words that name it. The predicate stands after them, before the
        noun ("uppnås inte nyckeltalet för …"), or on both sides ("är nyckeltalet för … uppnått").
        """
        if ahead := _BEFORE_NOUN.search(before):
            return self._status(kind, ahead["predicate"]), rest
        if _VERB_BEFORE_NOUN.search(before):
            words = rest.rstrip(" .!").split(" ")
            for length in range(_LONGEST_PARTICIPLE, 0, -1):
                if said := self._status(kind, " ".join(words[-length:])):
                    return said, " ".join(words[:-length])
        predicate = _PREDICATE.search(rest)
        if predicate is None:
            return None, rest
        return self._predicated(kind, rest[predicate.start() :]), rest[: predicate.start()]

    def _is_but_a_name(self, kind: Kind, text: str) -> bool:
        """Whether words name one item and say nothing else."""
        item = self._item(kind, text)
        words = re.findall(r"[^\W\d_]{3,}", fold(text))
        return item is not None and all(word[: max(3, len(word) - _ENDING)] in fold(item[0]) for word in words)

    def _by_title(self, sentence: str) -> Iterator[_Said]:
        """Indicators by the word that their titles begin with, as the subject, where all that begin so fare alike."""
        subject = _SUBJECT.match(sentence)
        said = self._predicated(Kind.INDICATORS, sentence[subject.end() :]) if subject else None
        if subject is None or said is None:
            return
        for word in _LONG.findall(subject[1]):
            forms = tuple(fold(word).removesuffix(ending) for ending in _DEFINITE)
            named = [item for title, item in self._titles[Kind.INDICATORS].items() if title.split()[0] in forms]
            if len({status for _, status in named}) == 1:
                yield f"{word} {sentence[subject.end() :].strip()}"[:50], Kind.INDICATORS, said, named[0]

    def _predicated(self, kind: Kind, text: str) -> Fulfilment | None:
        """The status that words from a predicate on mean."""
        text = text.rstrip(" .!")
        return self._status(kind, text[: end.start()] if (end := _ENDS.search(text)) else text)

    def _status(self, kind: Kind, text: str) -> Fulfilment | None:
        reading = read_status(kind, text.strip(), self._vocabulary)
        if reading is None or reading.meaning not in set(Fulfilment):
            return None
        return Fulfilment(reading.meaning)

    def _item(self, kind: Kind, text: str) -> tuple[str, Fulfilment] | None:
        """The one item that words lead to."""
        words = _LONG.findall(fold(text))
        stems = [word[: max(_SHORTEST_STEM, len(word) - _ENDING)] for word in words]
        found = [titles for stem in stems if (titles := {title for title in self._titles[kind] if stem in title})]
        common = set.intersection(*found) if found else set()
        return self._titles[kind][common.pop()] if len(common) == 1 else None

    @cached_property
    def _titles(self) -> dict[Kind, dict[str, tuple[str, Fulfilment]]]:
        """Each kind's items by folded title; titles that stand for several statuses name none."""
        tables: dict[Kind, dict[str, tuple[str, Fulfilment]]] = {}
        for kind in (Kind.ASSIGNMENTS, Kind.INDICATORS):
            frame = self._plan.frame(kind)
            pairs = set(zip(frame["title"], frame["status"], strict=True))
            keys = [fold(title) for title, _ in pairs]
            tables[kind] = {
                fold(title): (title, Fulfilment(status)) for title, status in pairs if keys.count(fold(title)) == 1
            }
        return tables
