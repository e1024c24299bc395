"""What rsplan calls kinds of items and their statuses in Swedish, as values. The words stand in ``vocabulary.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from rsplan.language.swedish import Gender


@dataclass(frozen=True, slots=True)
class Noun:
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


@dataclass(frozen=True, slots=True)
class StatusLabel:
    """What a status is called: its ``label``, the ``colour`` where it has one, its ``symbol``, and several of them."""

    label: str
    colour: str
    symbol: str
    many: str

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> Self:
        """The label of an entry of the vocabulary."""
        label = entry["label"]
        return cls(label, entry.get("colour", ""), entry.get("symbol", ""), entry.get("many", label))
