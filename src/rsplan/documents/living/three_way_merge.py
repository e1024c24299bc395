"""The three-way merge of one text: what was last written, what stands there now, what it would be today."""

from __future__ import annotations

from enum import Enum

from rsplan.documents.living.said_numbers import same, says_the_same


class MergeOutcome(Enum):
    """What becomes of a text."""

    AGREES = "agrees"  # it says what it should
    RENEWED = "renewed"  # untouched by hand: the new text goes in
    KEPT = "kept"  # edited by hand, and the figure is what it was
    UPDATED_BY_HAND = "updated by hand"  # in a person's own words, with today's numbers
    CONFLICT = "conflict"  # edited by hand, and the figure has changed since


def decide(base: str, theirs: str, new: str, *, pending: bool = False) -> MergeOutcome:
    """What to do with a text. ``pending`` says that a person's revision of it waits to be accepted or rejected."""
    if same(theirs, new) and not pending:
        return MergeOutcome.AGREES
    if same(theirs, base) and not pending:
        return MergeOutcome.RENEWED
    if says_the_same(theirs, new) or same(theirs, new):
        return MergeOutcome.UPDATED_BY_HAND
    return MergeOutcome.KEPT if same(new, base) else MergeOutcome.CONFLICT
