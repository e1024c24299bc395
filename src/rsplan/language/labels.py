"""What rsplan calls kinds of items and their statuses in Swedish, as values. The words stand in ``vocabulary.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from msgspec import Struct

from rsplan.language.swedish import Gender

# Who decides a region's plan, where a project does not say so.
REGION_COUNCIL = "Regionfullmäktige"


class Noun(Struct, frozen=True):
    """The name of a kind: "aktivitet", "aktiviteter", "aktiviteterna"; ``names`` are the others that people use."""

    one: str
    many: str
    the_many: str
    gender: Gender
    names: tuple[str, ...]

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> Self:
        """The noun of an entry of the vocabulary."""
        return cls(entry["one"], entry["many"], entry["the_many"], entry["gender"], tuple(entry["names"]))


class StatusLabel(Struct, frozen=True):
    """What a status is called: its ``label`` and that of several, its ``symbol``, and its colour where it has one."""

    label: str
    many: str
    symbol: str
    colour: str
    colours: str

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> Self:
        """The label of an entry of the vocabulary."""
        label = entry["label"]
        colour = entry.get("colour", "")
        return cls(label, entry.get("many", label), entry.get("symbol", ""), colour, entry.get("colours", colour))
