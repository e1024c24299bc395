"""Headings of a flattened tree: a parent and its child on one row, each with its own name and status.

"Uppdrag, Uppdragets status, Aktivitet, Aktivitetsstatus" is an export view in other words. Knows headings, not items.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.model import FIELDS, Kind
from rsplan.understanding.headings import MOST_SPECIFIC, Header, heading_key

if TYPE_CHECKING:
    from rsplan.language.headingwords.reading import HeadingReading

View = dict[tuple[str, str], int]
Read = Callable[[str], "HeadingReading | None"]


def flat_view(header: Header, vocabulary: Vocabulary, read: Read) -> View | None:
    """(level, property) → column where two kinds on a row have a status each; None for a table of another shape.

    A plain "Status" belongs to the kind that is named nearest to the left of it.
    """
    named = {reading.kind for reading in header.readings.values() if reading.kind and not reading.weak}
    if len(named | {*header.kinds}) < 2 or _statuses(header) < 2:
        return None
    view: View = {}
    current: Kind | None = None
    for column, kind, prop in _pairs(header, vocabulary, read):
        if kind and prop == "title":
            current = kind
        if kind:
            view.setdefault((kind, prop), column)
        elif prop == "goal_area":
            view.setdefault(("goal_area", "title"), column)
        elif current and prop in FIELDS[current]:
            view.setdefault((current, prop), column)
    both = [kind for kind in MOST_SPECIFIC if (kind, "title") in view and (kind, "status") in view]
    return view if len(both) > 1 else None


def _statuses(header: Header) -> int:
    """How many headings name a status."""
    known = header.fields.get("status")
    again = sum(first == known for first in header.doubled.values()) if known is not None else 0
    return (known is not None) + again + sum(reading.field == "status" for reading in header.readings.values())


def _pairs(header: Header, vocabulary: Vocabulary, read: Read) -> Iterator[tuple[int, Kind | None, str]]:
    """Each heading that means something: its column, the kind that it names, the property."""
    for column, text in header.texts.items():
        key = heading_key(text)
        if kind := vocabulary.kind_names.get(key):
            yield column, kind, "title"
        elif (reading := read(text)) and reading.kind and not reading.weak:
            yield column, reading.kind, "comment" if reading.field == "description" else reading.field
        elif field := vocabulary.columns.get(key) or (reading.field if reading else None):
            yield column, None, field
