"""How a finding of many cells says where they are: how many, and the first of them. Knows addresses only."""

from __future__ import annotations

from collections.abc import Sequence

_FIRST = 4


def where(cells: Sequence[str], *, noun: str = "celler") -> str:
    """ " (14 celler: D6, D9, D12, D13 …)"; nothing for a single cell, which is the finding's own."""
    if len(cells) == 1:
        return ""
    first = ", ".join(cells[:_FIRST])
    return f" ({len(cells)} {noun}: {first}{' …' if len(cells) > _FIRST else ''})"
