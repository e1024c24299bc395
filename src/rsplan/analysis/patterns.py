"""What sentences made by a wording's patterns share: the sentence itself, and how a pattern's gaps are filled."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Sentence(Struct, frozen=True):
    """A computed sentence without its full stop, lower case at the start, and the ids of the facts that it states."""

    id: str
    text: str
    facts: tuple[str, ...]


class WordingError(ValueError):
    """A pattern names an unknown fact or gap; the message says which sentence and what."""


def unknown_in_sentence(sentence: str, name: str) -> WordingError:
    """The error of a sentence that uses a name which does not exist."""
    return WordingError(f'meningen "{sentence}" använder {name}, som inte finns')


def fill(text: str, gaps: Mapping[str, object]) -> str:
    """Replace ``{name}`` by its value: no format specifications, no attribute access, so a wording can do no harm."""
    parts = text.replace("{", "\0{").replace("}", "}\0").split("\0")
    return "".join(str(gaps[part[1:-1]]) if part.startswith("{") and part.endswith("}") else part for part in parts)
