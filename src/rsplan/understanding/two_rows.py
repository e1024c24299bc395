"""Headings over two rows: "Bedömning" above "Färg" and "Text", "Ansvarig" above "enhet". Knows texts, no columns.

Two rows are one heading where every text of the lower one is understood, alone or with what stands above it; a cell of
the upper row holds for the blank cells to its right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

Understood = Callable[[str], bool]
_YEAR = re.compile(r"20\d\d")
_FEWEST_TEXTS = 2


def joined(upper: Sequence[object], lower: Sequence[object], understood: Understood) -> list[object] | None:
    """The two rows as one, None where they are not one heading."""
    above, below = [_text(value) for value in upper], [_text(value) for value in lower]
    if None in above or None in below or min(_filled(above), _filled(below)) < _FEWEST_TEXTS:
        return None
    texts: list[object] = []
    current = ""
    for top, sub in zip(above, below, strict=True):
        current = top or current
        found = _one(top, current, sub or "", understood)
        if found is None:
            return None
        texts.append(found or None)
    return texts


def choices_below(
    upper: Sequence[object], lower: Sequence[object], is_status_heading: Understood, is_status: Understood
) -> list[str]:
    """The statuses below one heading of statuses, two or more and nothing else below it; empty where that is not so."""
    found: list[str] = []
    current = ""
    for top, sub in zip(map(_text, upper), map(_text, lower), strict=True):
        current = top or current
        if sub and is_status(sub):
            if not is_status_heading(current):
                return []
            found.append(sub)
        elif sub and is_status_heading(current):
            return []
    return found if len(set(found)) == len(found) > 1 else []


def _one(top: str | None, current: str, sub: str, understood: Understood) -> str | None:
    """A column's heading; None where the lower text is not understood in any way."""
    if not sub:
        return top or ""
    both = f"{sub} {current}" if _YEAR.fullmatch(current) else f"{current} {sub}"
    return next((text for text in (both.strip(), sub) if understood(text)), None)


def _text(value: object) -> str | None:
    """A heading's text, also of a year as a number; None for what no heading is."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    year = str(value).removesuffix(".0")
    return year if _YEAR.fullmatch(year) else None


def _filled(texts: Sequence[str | None]) -> int:
    return sum(map(bool, texts))
