"""Which fonts have the same widths, so that one may stand in for the other. Knows no machine and no document."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class StandIn(Struct, frozen=True):
    """A font of the same widths as another, and the Debian package that has it; "" where only the font itself helps."""

    family: str
    package: str


# Fonts made to have the widths of others (metric-compatible), by the folded name of the other.
STAND_INS: Mapping[str, StandIn] = {
    "calibri": StandIn("Carlito", "fonts-crosextra-carlito"),
    "cambria": StandIn("Caladea", "fonts-crosextra-caladea"),
    "arial": StandIn("Liberation Sans", "fonts-liberation"),
    "helvetica": StandIn("Liberation Sans", "fonts-liberation"),
    "arial narrow": StandIn("Liberation Sans Narrow", "fonts-liberation"),
    "times new roman": StandIn("Liberation Serif", "fonts-liberation"),
    "times": StandIn("Liberation Serif", "fonts-liberation"),
    "courier new": StandIn("Liberation Mono", "fonts-liberation"),
}


def folded(family: str) -> str:
    """A font's name as it is compared."""
    return " ".join(family.casefold().split())
