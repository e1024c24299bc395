"""Words: which Swedish label means what. Reads ``vocabulary.toml`` and what a project adds. Knows nothing of files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, TypeVar

import tomli
from msgspec import Struct
from msgspec.structs import replace

from rsplan.language.labels import Noun, StatusLabel
from rsplan.language.slips import candidates, slips_of
from rsplan.language.taught import Taught, has_wildcards, refuse_tables, scopes
from rsplan.plan.folding import ascii_fold, fold, heading_key
from rsplan.plan.model import ActivityState, Fulfilment, Horizon, Kind

T = TypeVar("T")
# What a project says of a status word whose rows are left out, and of a status cell without a word.
NOT_COUNTED, BLANK_CELL = "räknas inte", "tom cell"
_MEMBERS: Mapping[str, type[Fulfilment] | type[ActivityState] | type[Horizon]] = {
    "fulfilment": Fulfilment,
    "state": ActivityState,
    "horizon": Horizon,
}


class Vocabulary(Struct, frozen=True, dict=True):
    """The known words of one run: the packaged ones plus those that the project adds.

    ``words`` maps a family ("fulfilment", "state", "horizon") to folded word → member value; ``columns`` maps a folded
    heading to its field; ``kind_names`` a folded name to its kind; ``labels`` holds the packaged tables as written.
    ``taught`` is what the project says of some tables only; ``left_out`` are the folded status words whose rows are not
    to be counted.
    """

    words: Mapping[str, Mapping[str, str]]
    columns: Mapping[str, str]
    kind_names: Mapping[str, Kind]
    levels: Mapping[str, str]
    properties: Mapping[str, str]
    footer: tuple[str, ...]
    labels: Mapping[str, Any]
    taught: tuple[Taught, ...] = ()
    left_out: frozenset[str] = frozenset()

    def status(self, kind: Kind, text: str) -> str | None:
        """The status that a text of this kind of item means, as a member's value; None if the word is unknown.

        Several words in one text ("Gul – delvis uppfyllt", "🟢 Grön") count when all of them say the same.
        """
        return self._meaning(self.words[self.family(kind)], text)

    def adding(self, words: Mapping[str, Any], columns: Mapping[str, Any]) -> Vocabulary:
        """The vocabulary with more words and headings, which outweigh those that are there. Raises ``ValueError`` with
        the offending key for a member or field that does not exist.
        """
        own = {family: dict(known) for family, known in self.words.items()}
        left_out = {fold(str(word)) for word, meant in words.items() if fold(str(meant)) == NOT_COUNTED}
        for word, member in words.items():
            if fold(str(word)) not in left_out:
                _add_word(own, str(word), str(member))
        headings, kinds, properties = dict(self.columns), dict(self.kind_names), dict(self.properties)
        for heading, meant in columns.items():
            key, field = heading_key(heading), self._meant(heading, str(meant))
            headings.pop(key, None)
            kinds.pop(key, None)
            if isinstance(field, Kind):
                kinds[key] = field
            else:
                headings[key] = field
                properties |= {_property(heading): field} if "_" in heading else {}
        return replace(
            self, words=own, columns=headings, kind_names=kinds, properties=properties,
            left_out=(self.left_out - set(map(fold, map(str, words)))) | left_out,
        )  # fmt: skip

    def _meant(self, heading: str, meant: str) -> str | Kind:
        """The field or the kind that a project means: by its name, by what doctor calls it, or by a known heading."""
        key = fold(meant)
        label, _, noun = key.partition(", ")
        if label == fold(self.labels["fields"]["title"]) and noun in self.kind_names:
            return self.kind_names[noun]
        fields = self.labels["fields"]
        known = {fold(name): field for field, name in fields.items()} | {field: field for field in fields}
        found = self.kind_names.get(key) or known.get(key) or known.get(label) or self.columns.get(key)
        if found is None:
            raise ValueError(f'[columns] "{heading}": "{meant}" finns inte. Välj: {", ".join(fields.values())}.')
        return found

    def field_label(self, field: str) -> str:
        """What a field is called to a person: ``goal_area`` is "målområde"."""
        return str(self.labels["fields"].get(field, field))

    @cached_property
    def headings(self) -> frozenset[str]:
        """Every folded heading that means something, export views aside."""
        return frozenset(self.columns) | frozenset(self.kind_names)

    @cached_property
    def status_words(self) -> frozenset[str]:
        """Every folded word that is a status of some kind of item."""
        return frozenset(self.words["fulfilment"]) | frozenset(self.words["state"])

    def any_status(self, text: str) -> str | None:
        """The status that a text means for any kind of item, else None."""
        return self.status(Kind.ASSIGNMENTS, text) or self.status(Kind.ACTIVITIES, text)

    def horizon(self, text: str) -> str | None:
        """The kind of indicator that a text names, else None."""
        return self._meaning(self.words["horizon"], text)

    @staticmethod
    def family(kind: Kind) -> str:
        """Which family of words a kind's status column uses."""
        return "state" if kind is Kind.ACTIVITIES else "fulfilment"

    @staticmethod
    def _meaning(words: Mapping[str, str], text: str) -> str | None:
        key = fold(text)
        for candidate in (key, key.rstrip(".!").rstrip()):
            if candidate in words:
                return words[candidate]
        parts = [part for part in _PARTS.split(key) if part] if _TELLING.search(key) else []
        meanings = {words.get(part) for part in parts}
        return meanings.pop() if parts and len(meanings) == 1 else None

    def expected(self, kind: Kind) -> str:
        """The labels that the status column of a kind is expected to hold, as a message lists them."""
        family = self.labels[self.family(kind)]
        return ", ".join(
            entry["label"] for name, entry in family.items() if name not in ("unknown", "paused", "cancelled")
        )

    @cached_property
    def _single_words(self) -> frozenset[str]:
        """Every word of a known heading or status: right as it stands."""
        known = (*self.headings, *(word for family in self.words.values() for word in family))
        return frozenset(part for text in known for part in text.split())

    def nearest(self, words: Iterable[str], text: str) -> str | None:
        """The known word that a misspelled one resembles most, word for word; never one that says something else."""
        key = fold(text)
        close = candidates(key, words)
        return next((word for word in close if slips_of(key.split(), word.split(), self._single_words)), None)

    @cached_property
    def _nouns(self) -> Mapping[Kind, Noun]:
        return {kind: Noun.of(self.labels["kinds"][kind]) for kind in Kind}

    def noun(self, kind: Kind) -> Noun:
        """What a kind of items is called."""
        return self._nouns[kind]

    @cached_property
    def _statuses(self) -> Mapping[Kind, Mapping[str, StatusLabel]]:
        entries = {kind: self.labels[self.family(kind)] for kind in Kind}
        return {kind: {name: StatusLabel.of(entry) for name, entry in found.items()} for kind, found in entries.items()}

    def statuses(self, kind: Kind) -> Mapping[str, StatusLabel]:
        """What the statuses of a kind are called, by their values."""
        return self._statuses[kind]

    def label(self, family: str, member: str) -> str:
        """The label that documents show: ``label("fulfilment", "no_data")`` is "Ingen data"."""
        text: str = self.labels[family][member]["label"]
        return text


# Pictures that stand for a status: circles, clocks, check marks, faces.
SIGNS = "\u23e9-\u23fa\u25a0-\u27bf\U0001f300-\U0001faff"
# Words that stand together in one cell: "Gul – delvis uppfyllt", "Röd/Inte uppfyllt", "🟢 Grön".
_TELLING = re.compile(rf"[^\W_]|[{SIGNS}]")
_PARTS = re.compile(rf"\s*[/|;:()\[\]–—]\s*|\s+-\s+|(?<=[{SIGNS}])\s*(?=\w)|\s+(?=[{SIGNS}])")


@cache
def packaged_labels() -> dict[str, Any]:
    """The packaged tables as written."""
    return tomli.loads(files("rsplan.language").joinpath("vocabulary.toml").read_text(encoding="utf-8"))


@cache
def colour_names() -> Mapping[str, str]:
    """The names of colours, folded → the colour ("green", and "none" for a cell without a fill)."""
    return {fold(word): colour for colour, words in packaged_labels()["colours"].items() for word in words}


def field_label(field: str) -> str:
    """What a field is called to a person, without a project's words: ``goal_area`` is "målområde"."""
    return str(packaged_labels()["fields"].get(field, field))


def load_vocabulary(
    extra_words: Mapping[str, Any] | None = None,
    extra_columns: Mapping[str, Any] | None = None,
    layouts: Iterable[Taught] = (),
) -> Vocabulary:
    """The packaged vocabulary with a project's additions.

    ``extra_words`` maps a word as it stands in the export (also a number) to a member's name or to a known word:
    ``{"Halvfärdig": "ongoing", "3": "grön"}``. ``extra_columns`` maps a heading to a field, a known heading or a kind:
    ``{"Läget nu": "status", "Vem": "enhet", "Nämndens uppdrag": "uppdrag"}``; a table in it holds for the files, sheets
    or the kind that its name says. ``layouts`` are what was learnt of single tables.
    Raises ``ValueError`` with the offending key for a member or field that does not exist.
    """
    labels = packaged_labels()
    words = {family: _words(labels[family]) for family in _MEMBERS}
    columns = {fold(name): field for field, names in labels["columns"].items() for name in names}
    kind_names = {fold(name): kind for kind in Kind for name in labels["kinds"][kind]["names"]}
    packaged = Vocabulary(
        words=words,
        columns=columns,
        kind_names=kind_names,
        levels=_inverse(labels["export_view"]["levels"]),
        properties=_inverse(labels["export_view"]["properties"]),
        footer=tuple(labels["footer"]["starts"]),
        labels=labels,
    )
    if not extra_words and not extra_columns and not layouts:
        return packaged
    refuse_tables("vocabulary", extra_words or {})
    own = extra_columns or {}
    plain = {name: meant for name, meant in own.items() if not isinstance(meant, Mapping)}
    known = packaged.adding(
        extra_words or {}, {name: meant for name, meant in plain.items() if not has_wildcards(name)}
    )
    taught = (*scopes(own, known.kind_names), *layouts)
    for each in taught:
        known.adding(each.words, each.columns)  # what is wrong is told before anything is read
    return replace(known, taught=taught)


def _property(heading: str) -> str:
    """The part of an export view's heading that names the property: "lage" for "Aktivitet_Läge"."""
    return re.sub(r"\s+", "", ascii_fold(heading)).partition("_")[2]


def _words(entries: Mapping[str, Any]) -> dict[str, str]:
    return {fold(word): member for member, entry in entries.items() for word in entry["known"]}


def _inverse(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {name: target for target, names in table.items() for name in names}


def _add_word(words: dict[str, dict[str, str]], word: str, member: str) -> None:
    targets = {family: _member(words[family], kind, member) for family, kind in _MEMBERS.items()}
    known = {family: value for family, value in targets.items() if value}
    if not known:
        raise ValueError(
            f'[vocabulary] "{word}": "{member}" är ingen känd status. Välj till exempel '
            f"{', '.join([*Fulfilment, *ActivityState][:12])}."
        )
    for family, value in known.items():
        words[family][fold(word)] = value


def _member(
    words: Mapping[str, str], members: type[Fulfilment] | type[ActivityState] | type[Horizon], name: str
) -> str | None:
    if name in {member.value for member in members}:
        return name
    return words.get(fold(name))
