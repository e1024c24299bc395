"""The three-way merge of one text: what was last written, what stands there now, what it would be today."""

from __future__ import annotations

from enum import Enum

from rsplan.documents.living.said_numbers import same, says_the_same


class Outcome(Enum):
    """What becomes of a text."""

    AGREES = "agrees"  # it says what it should
    RENEWED = "renewed"  # untouched by hand: the new text goes in
    KEPT = "kept"  # edited by hand, and the figure is what it was
    UPDATED_BY_HAND = "updated by hand"  # in a person's own words, with today's numbers
    CONFLICT = "conflict"  # edited by hand, and the figure has changed since


def decide(base: str, theirs: str, new: str, *, pending: bool = False) -> Outcome:
    """What to do with a text. ``pending`` says that a person's revision of it waits to be accepted or rejected."""
    if same(theirs, new) and not pending:
        return Outcome.AGREES
    if same(theirs, base) and not pending:
        return Outcome.RENEWED
    if says_the_same(theirs, new) or same(theirs, new):
        return Outcome.UPDATED_BY_HAND
    return Outcome.KEPT if same(new, base) else Outcome.CONFLICT
