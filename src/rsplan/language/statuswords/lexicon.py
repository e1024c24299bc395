"""The words of ``status_grammar.toml`` with the part that each may play. Knows words, not texts.

A word may play several parts ("status" is what a sentence is about, and what may be missing): all are kept, and the
clause decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

import tomli
from msgspec import Struct

from rsplan.language.vocabulary import Vocabulary, packaged_labels
from rsplan.plan.folding import fold
from rsplan.plan.model import Kind

ON_PLAN = "enligt plan"
_SECTIONS = {"state": "aktivitet", "fulfilment": "uppfyllelse"}
_NO_MEANINGS = frozenset({"ord", "med_verb", "förkortas", "tolkat", "hela_kolumnen"})
_SMALL_WORDS = ("subjekt", "verb", "tid")
# What stands in a clause where a date stood: only some concepts say what a date makes of them.
DATE_WORD = "datumord"


class Part(Enum):
    """What a word does in a text."""

    CONCEPT = "begrepp"
    NOT = "inte"
    DEGREE = "grad"
    MODIFIER = "omständighet"
    FILLER = "utfyllnad"


class Role(Struct, frozen=True):
    """One part that a word may play: ``name`` is the concept, the degree or the modifier.

    ``needs_verb`` is set for a word that counts only after an auxiliary verb, ``inflection`` where the word is a form
    of one that the vocabulary knows with the same meaning, ``sentence`` for subjects and verbs.
    """

    part: Part
    name: str
    needs_verb: bool = False
    inflection: bool = False
    sentence: bool = False


Phrase = tuple[str, ...]


class Lexicon(Struct, frozen=True, dict=True):
    """The words of one family. ``meanings`` maps concept → circumstances ("inte helt") → a member's value; ``scales``
    are the concepts that mean something only in a column of nothing else."""

    phrases: Mapping[Phrase, tuple[Role, ...]]
    longest: int
    meanings: Mapping[str, Mapping[str, str]]
    doubtful: frozenset[str]
    scales: frozenset[str]
    pairs: Mapping[frozenset[str], str]
    by_beginning: Mapping[str, tuple[str, ...]]
    surroundings: Mapping[str, frozenset[str]]
    letters: Mapping[str, str]
    signs: Mapping[str, str]
    abbreviations: Mapping[str, str]
    reasons: str
    words: frozenset[str]

    def words_beginning(self, letters: str) -> tuple[str, ...]:
        """The words that an abbreviation may stand for."""
        return tuple(word for word in self.by_beginning.get(letters[:3], ()) if word.startswith(letters))

    def says(self, word: str) -> bool:
        """True where a word says something of a status: a concept, a negation, a degree or a modifier."""
        return any(role.part is not Part.FILLER for role in self.phrases.get((word,), ()))

    def is_concept(self, phrase: Phrase, name: str = "") -> bool:
        """True for the words of one concept as they stand, of the one with a ``name`` where it is given."""
        roles = self.phrases.get(phrase, ())
        return any(role.part is Part.CONCEPT and name in ("", role.name) for role in roles)

    def mean_the_same(self, one: str, other: str) -> bool:
        """True for two words that each are a concept and mean the same by themselves."""
        return bool(self._alone(one)) and self._alone(one) == self._alone(other)

    def _alone(self, word: str) -> set[str | None]:
        concepts = [role for role in self.phrases.get((word,), ()) if role.part is Part.CONCEPT]
        return {self.meanings[role.name].get("ensamt") for role in concepts}

    def begins(self, words: Phrase) -> bool:
        """True where some phrase begins with these words."""
        return any(phrase[: len(words)] == words for phrase in self.phrases)

    def is_label(self, word: str) -> bool:
        """True for a word that tells what a text is about: "status", "bedömning"."""
        return any(role.part is Part.FILLER and role.sentence for role in self.phrases.get((word,), ()))


@cache
def grammar() -> Mapping[str, Any]:
    """The rules as written."""
    return tomli.loads(files("rsplan.language").joinpath("status_grammar.toml").read_text(encoding="utf-8"))


@cache
def legend_words() -> frozenset[str]:
    """What may stand before or above a legend, folded."""
    return frozenset(map(fold, grammar()["omgivning"]["teckenförklaring"]))


@cache
def answers() -> Mapping[str, str]:
    """What may answer a question in a heading, folded → "ja" or "nej"."""
    return {fold(word): answer for answer, words in grammar()["svar"].items() for word in words}


def lexicon_of(kind: Kind, vocabulary: Vocabulary) -> Lexicon:
    """The words of a kind's statuses."""
    return _lexicon(vocabulary.family(kind))


def members(family: str, labels: Mapping[str, Any]) -> dict[str, str]:
    """What the rules call each member ("delvis uppfyllt") → the member's value."""
    name = "word" if family == "fulfilment" else "one"
    return {entry[name]: member for member, entry in labels[family].items()}


def forms(entry: str) -> Iterator[str]:
    """ "avslut: ad at" is "avslutad", "avslutat", "finns inte|ej" is "finns inte", "finns ej"; another is itself."""
    stem, colon, endings = entry.partition(":")
    if not colon:
        yield from map(" ".join, product(*(fold(word).split("|") for word in entry.split())))
    for ending in endings.split():
        yield fold(stem + ("" if ending == "-" else ending))


@cache
def _lexicon(family: str) -> Lexicon:
    rules, labels = grammar(), packaged_labels()
    concepts = rules[_SECTIONS[family]]
    known = {fold(word): member for member, entry in labels[family].items() for word in entry["known"]}
    named = members(family, labels)
    meanings = {
        name: {key: named[text] for key, text in table.items() if key not in _NO_MEANINGS}
        for name, table in concepts.items()
    }
    phrases: dict[Phrase, list[Role]] = {}
    for words, role in [*_small_words(rules), *_concept_words(concepts, meanings, known)]:
        phrases.setdefault(tuple(words.split()), []).append(role)
    return Lexicon(
        phrases={phrase: tuple(dict.fromkeys(roles)) for phrase, roles in phrases.items()},
        longest=max(map(len, phrases)),
        meanings=meanings,
        doubtful=frozenset(name for name, table in concepts.items() if table.get("tolkat")),
        scales=frozenset(name for name, table in concepts.items() if table.get("hela_kolumnen")),
        pairs=_pairs(rules, named) if family == "state" else {},
        by_beginning=_beginnings(phrases, concepts),
        surroundings={name: frozenset(map(fold, words)) for name, words in rules["omgivning"].items()},
        letters={word: named[text] for word, text in rules["bokstäver"].items()} if family == "fulfilment" else {},
        signs={fold(sign): named[text] for sign, text in rules["tecken"].items()} if family == "fulfilment" else {},
        abbreviations=rules["förkortningar"],
        reasons="|".join(map(re.escape, rules["omgivning"]["orsak"])),
        words=frozenset(word for phrase in phrases for word in phrase),
    )


def _pairs(rules: Mapping[str, Any], named: Mapping[str, str]) -> dict[frozenset[str], str]:
    return {frozenset(pair["begrepp"]): named[pair["blir"]] for pair in rules["par"]}


def _small_words(rules: Mapping[str, Any]) -> Iterator[tuple[str, Role]]:
    for name, words in rules["småord"].items():
        part = Part.NOT if name == "inte" else Part.FILLER if name in _SMALL_WORDS else Part.MODIFIER
        role = Role(part, name, sentence=name in _SMALL_WORDS[:2])
        yield from ((form, role) for word in words for form in forms(word))
    yield DATE_WORD, Role(Part.MODIFIER, "datum")
    for name, words in rules["grader"].items():
        yield from ((fold(word), Role(Part.DEGREE, name)) for word in words)


def _concept_words(
    concepts: Mapping[str, Any], meanings: Mapping[str, Mapping[str, str]], known: Mapping[str, str]
) -> Iterator[tuple[str, Role]]:
    for name, table in concepts.items():
        alone = meanings[name].get("ensamt")
        for entry in table["ord"]:
            inflected = alone is not None and any(known.get(form) == alone for form in forms(entry))
            yield from ((form, Role(Part.CONCEPT, name, inflection=inflected)) for form in forms(entry))
        for entry in table.get("med_verb", ()):
            yield from ((form, Role(Part.CONCEPT, name, needs_verb=True)) for form in forms(entry))


def _beginnings(phrases: Iterable[Phrase], concepts: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    never = {
        form
        for table in concepts.values()
        if not table.get("förkortas", True)
        for entry in table["ord"]
        for form in forms(entry)
    }
    found: dict[str, dict[str, None]] = {}
    for phrase in phrases:
        for word in phrase:
            if len(word) > 3 and word not in never:
                found.setdefault(word[:3], {})[word] = None
    return {letters: tuple(words) for letters, words in found.items()}
