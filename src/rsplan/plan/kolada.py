"""Figures of Kolada as values: what was answered, and what is set beside an indicator."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct, field

from rsplan.plan.address import Address

COUNTRY, REGION = "0000", "0023"


class Sex(StrEnum):
    """Whom a value is of, as Kolada writes it: everybody, women, men."""

    ALL = "T"
    WOMEN = "K"
    MEN = "M"


class KoladaValue(Struct, frozen=True):
    """One value as it was answered; None where it is missing, whatever ``status`` says of why. Never zero for that."""

    kpi: str
    municipality: str
    year: int
    sex: Sex
    value: Decimal | None
    status: str
    place: Address


class KoladaAnswers(Struct, frozen=True):
    """Everything that the saved answers hold: values, and what each measure is called by its id."""

    values: tuple[KoladaValue, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)


class KoladaFigure(Struct, frozen=True):
    """A value set beside an indicator. ``who`` is "country", "region" or a group's name; ``value`` None where missing.

    ``members`` are how many of a group's ``of`` members have a value: it is their unweighted mean. Both are 0 where the
    figure is one of Kolada's own, unchanged.
    """

    indicator: str
    kpi: str
    title: str
    who: str
    sex: Sex
    year: int
    value: Decimal | None
    status: str
    places: tuple[Address, ...]
    members: int = 0
    of: int = 0

    @property
    def unchanged(self) -> bool:
        """True for a figure as Kolada gives it: "Källa: Kolada" may stand by it, and by no other."""
        return not self.of
