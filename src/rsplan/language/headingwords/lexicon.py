"""The words of ``heading_grammar.toml`` with the part that each may play. Knows words, not headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import Any

import tomli
from msgspec import Struct
from msgspec.structs import replace

from rsplan.language.statuswords.lexicon import forms
from rsplan.language.vocabulary import packaged_labels
from rsplan.plan.folding import fold
from rsplan.plan.model import Kind

Phrase = tuple[str, ...]
# The field that an outcome of one sex is.
SEXES = {"kvinnor": "actual_women", "män": "actual_men"}
_KINDS = {"uppdrag": Kind.ASSIGNMENTS, "nyckeltal": Kind.INDICATORS, "aktivitet": Kind.ACTIVITIES}
_FIELDS = {
    "namn": "title", "status": "status", "enhet": "unit", "ansvarig": "responsible", "kommentar": "comment",
    "datum": "date", "start": "start", "slut": "end", "målvärde": "target", "utfall": "actual", "resultat": "result",
    "uppföljning": "follow_up", "id": "key",
    "målområde": "goal_area", "beslutad": "decided_by",
}  # fmt: skip
# Known headings whose words are parts of longer ones too; those of other fields are read as they stand or not at all.
_FROM_VOCABULARY = ("unit", "target", "actual", "comment", "key", "decided_by", "start", "end")


class Part(Enum):
    """What a word does in a heading."""

    KIND = "slag"
    WEAK_KIND = "svagt slag"
    PROPERTY = "egenskap"
    SEX = "kön"
    PERIOD = "period"
    FILLER = "utfyllnad"
    AND = "och"
    OWNER = "ägare"
    BRACKET = "parentes"


class Role(Struct, frozen=True):
    """The part that a word plays: ``name`` is a kind's value or a field; ``owner`` is set for a genitive; ``listed``
    where the vocabulary itself has the word."""

    part: Part
    name: str = ""
    owner: bool = False
    listed: bool = True


class Lexicon(Struct, frozen=True, dict=True):
    """``phrases`` maps a phrase to its role, ``in_brackets`` those that count within brackets only. ``stems`` are the
    kinds that begin a compound ("aktivitets-"), ``first_parts`` what may stand before a kind ("nämnd-"), ``questions``
    the field and kind of headings that ask ("vad ska göras"), ``interrogatives`` what may ask before a bracket.
    """

    phrases: Mapping[Phrase, Role]
    in_brackets: Mapping[Phrase, Role]
    longest: int
    abbreviations: Mapping[str, Role]
    stems: Mapping[str, Role]
    first_parts: tuple[str, ...]
    questions: Mapping[str, tuple[str, Kind | None]]
    interrogatives: frozenset[str]

    def roles(self, word: str) -> tuple[Role, ...]:
        """The roles of one word: its own, or those of the two parts of a compound; none for an unknown word."""
        if role := self.phrases.get((word,)):
            return (role,)
        return self._kind_and_property(word) or self._longer_kind(word)

    def _kind_and_property(self, word: str) -> tuple[Role, ...]:
        """ "aktivitetsnamn" is the name of an activity."""
        for stem, role in self.stems.items():
            rest = word.removeprefix(stem)
            for name in (rest, rest.removeprefix("s")) if rest != word else ():
                found = self.phrases.get((name,))
                if found and found.part is Part.PROPERTY:
                    return replace(role, owner=True), found
        return ()

    def _longer_kind(self, word: str) -> tuple[Role, ...]:
        """ "nämnduppdrag" is a kind of "uppdrag"."""
        for first in self.first_parts:
            found = self.phrases.get((word.removeprefix(first),)) if word.startswith(first) else None
            if found and found.part in (Part.KIND, Part.WEAK_KIND):
                return (replace(found, listed=False),)
        return ()

    def meant(self, beginning: str) -> Role | None:
        """The role of the words that begin so, where all have the same."""
        roles = {role for phrase, role in self.phrases.items() if len(phrase) == 1 and phrase[0].startswith(beginning)}
        plain = {(role.part, role.name) for role in roles}
        return replace(next(iter(roles)), owner=False) if len(plain) == 1 else None


@cache
def lexicon() -> Lexicon:
    """The packaged words."""
    rules = _rules()
    phrases: dict[Phrase, Role] = {}
    for words, role in _every(rules):
        phrases.setdefault(tuple(words.split()), role)
    brackets = {tuple(fold(entry).split()): Role(Part.BRACKET) for entry in rules["utfyllnad"]["parentes"]}
    activities = rules["svaga slag"]["aktivitet"]
    stems = [next(forms(entry)) for entries in (*rules["slag"].values(), activities) for entry in entries]
    return Lexicon(
        phrases=phrases,
        in_brackets=brackets,
        longest=max(map(len, (*phrases, *brackets))),
        abbreviations={short: phrases[(word,)] for short, word in rules["förkortningar"].items()},
        stems={stem: phrases[(stem,)] for stem in stems},
        first_parts=tuple(rules["förled"]["ord"]),
        questions={
            fold(text): ("title", _KINDS[name]) if name in _KINDS else (_FIELDS[name], None)
            for name, texts in rules["frågor"].items()
            for text in texts
        },
        interrogatives=frozenset(map(fold, rules["utfyllnad"]["frågeord"])),
    )


@cache
def other_registers() -> frozenset[str]:
    """What the rows of a sheet are called that is no plan: controls, risks, motions. Folded."""
    return frozenset(form for entry in _rules()["andra register"]["ord"] for form in forms(entry))


@cache
def measures() -> frozenset[str]:
    """What a column of units of measure holds."""
    return frozenset(map(fold, _rules()["måttenheter"]["ord"]))


@cache
def _rules() -> Mapping[str, Any]:
    text = files("rsplan.language").joinpath("heading_grammar.toml").read_text(encoding="utf-8")
    return tomli.loads(text)


def _every(rules: Mapping[str, Any]) -> Iterator[tuple[str, Role]]:
    """Every phrase with its role; where a phrase comes twice the first holds."""
    yield from _kind_words(rules)
    for name, entries in rules["egenskap"].items():
        yield from ((form, Role(Part.PROPERTY, _FIELDS[name])) for form in _all_forms(entries))
    for name, entries in rules["kön"].items():
        yield from ((form, Role(Part.SEX, SEXES[name])) for form in _all_forms(entries))
    for name, entries in rules["utfyllnad"].items():
        if name not in ("parentes", "frågeord"):
            part = {"och": Part.AND, "ägare": Part.OWNER}.get(name, Part.FILLER)
            yield from ((form, Role(part, name)) for form in _all_forms(entries))
    yield from ((fold(word), Role(Part.PERIOD)) for word in rules["period"]["ord"])
    for field in _FROM_VOCABULARY:
        yield from ((fold(word), Role(Part.PROPERTY, field)) for word in packaged_labels()["columns"][field])


def _kind_words(rules: Mapping[str, Any]) -> Iterator[tuple[str, Role]]:
    """Kinds in every form and its genitive."""
    names = packaged_labels()["kinds"]
    known = {fold(name) for kind in Kind for name in names[kind]["names"]}
    for section, part in (("slag", Part.KIND), ("svaga slag", Part.WEAK_KIND)):
        for name, entries in rules[section].items():
            for entry in entries:
                plain = list(forms(entry))
                role = Role(part, _KINDS[name], listed=plain[0] in known)
                yield from ((form, role) for form in plain)
                yield from ((f"{form}s", replace(role, owner=True)) for form in plain)


def _all_forms(entries: Iterable[str]) -> Iterator[str]:
    for entry in entries:
        yield from forms(entry)
