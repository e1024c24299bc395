"""Which kind a name tells: a file's, a sheet's, a title's, a heading's between rows. Knows words, not cells."""

from __future__ import annotations

import re

from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.folding import fold
from rsplan.plan.model import Kind
from rsplan.understanding.headings import heading_key

# What may stand around the statuses that a heading names: "Avslutade under år 2024".
_AROUND_STATUSES = frozenset(("under", "i", "år", "året", "från", "per", "tidigare"))


def kind_named_in(text: str, vocabulary: Vocabulary) -> Kind | None:
    """The only kind that a name tells ("Aktiviteter per april"), else None."""
    words = re.split(r"[^a-zåäö]+", fold(text.replace("_", " ")))
    kinds = {vocabulary.kind_names[word] for word in words if word in vocabulary.kind_names}
    return kinds.pop() if len(kinds) == 1 else None


def kind_named_in_full(text: str, vocabulary: Vocabulary) -> bool:
    """True for a text that is nothing but a kind's name: the heading of a section."""
    return heading_key(text) in vocabulary.kind_names


def names_statuses(text: str, vocabulary: Vocabulary) -> bool:
    """True for a text that is nothing but a status, of items or a year: "Avslutade 2024", "Ej påbörjade mål"."""
    words = re.findall(r"[^\W\d_]+", fold(text))
    rest = " ".join(word for word in words if word not in vocabulary.kind_names and word not in _AROUND_STATUSES)
    return bool(rest) and vocabulary.any_status(rest) is not None
