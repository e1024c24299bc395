"""Headings of a flattened tree: a parent and its child on one row, each with its own name and status.

"Uppdrag, Uppdragets status, Aktivitet, Aktivitetsstatus" is an export view in other words. Knows headings, not items.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.model import FIELDS, Kind

_NAMES = frozenset(("namn", "titel", "benämning", "rubrik", "text"))
_MOST_SPECIFIC = (Kind.ACTIVITIES, Kind.INDICATORS, Kind.ASSIGNMENTS)
_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
View = dict[tuple[str, str], int]


def composed(key: str, vocabulary: Vocabulary) -> tuple[Kind, str] | None:
    """The kind and the property that a folded heading names together: "uppdragets status", "status (aktivitet)"."""
    words = [word for word in _WORDS.findall(key) if word not in ("för", "på", "av")]
    if len(words) == 1:
        return _compound(words[0], vocabulary)
    if len(words) != 2:
        return None
    for kind_word, name in (words, words[::-1]):
        if (kind := _kind(kind_word, vocabulary)) and (prop := _property(name, vocabulary)):
            return kind, prop
    return None


def _compound(word: str, vocabulary: Vocabulary) -> tuple[Kind, str] | None:
    for name, kind in vocabulary.kind_names.items():
        rest = word.removeprefix(name)
        if rest != word and (prop := _property(rest.removeprefix("s"), vocabulary)):
            return kind, prop
    return None


def _kind(word: str, vocabulary: Vocabulary) -> Kind | None:
    """The kind that a word names in any of its forms: "uppdraget", "aktivitetens", "uppdragets"."""
    forms = (word, word.removesuffix("s"), *(word.removesuffix(end) for end in ("ets", "ens", "et", "en", "s", "nas")))
    return next((vocabulary.kind_names[form] for form in forms if form in vocabulary.kind_names), None)


def _property(name: str, vocabulary: Vocabulary) -> str | None:
    return "title" if name in _NAMES else vocabulary.columns.get(name)


def flat_view(keys: Mapping[int, str], vocabulary: Vocabulary) -> View | None:
    """(level, property) → column where two kinds on a row have a status each; None for a table of another shape.

    A plain "Status" belongs to the kind that is named nearest to the left of it.
    """
    view: View = {}
    current: Kind | None = None
    for column, key in keys.items():
        pair = composed(key, vocabulary)
        kind = vocabulary.kind_names.get(key) or (pair[0] if pair and pair[1] == "title" else None)
        if kind:
            view.setdefault((kind, "title"), column)
            current = kind
        elif pair:
            view.setdefault(pair, column)
        elif (field := vocabulary.columns.get(key)) == "goal_area":
            view.setdefault(("goal_area", "title"), column)
        elif field and current and field in FIELDS[current]:
            view.setdefault((current, field), column)
    both = [kind for kind in _MOST_SPECIFIC if (kind, "title") in view and (kind, "status") in view]
    return view if len(both) > 1 else None
