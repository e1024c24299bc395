"""Areas of cells from their references, as the formats write them. Lives in the child process."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rsplan.reading.looks import Area

_CORNER = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


def area_of(text: str) -> Area | None:
    """An area of cells from its reference, "D6:D21" or "D6"; None for anything else."""
    first, _, last = text.upper().partition(":")
    corners = [_CORNER.fullmatch(corner) for corner in (first, last or first)]
    if corners[0] is None or corners[1] is None:
        return None
    (left, top), (right, bottom) = ((column_of(corner[1]), int(corner[2]) - 1) for corner in corners if corner)
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)


def column_of(letters: str) -> int:
    """The column of its letters, from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
