"""Columns of statuses that are a group's own: 'Måluppfyllelse' beside 'Mål', filled where the goal begins and no more.

Another column has a status on every row, and that one is the items'. Knows which cells have something of their own,
not what it means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from rsplan.findings import codes
from rsplan.understanding.candidates import not_used
from rsplan.understanding.headings import Header
from rsplan.understanding.notes import Note

OwnCells = Callable[[int], Sequence[bool]]
_GROUPS = ("goal_area", "parent")
_FEWEST_GROUPS = 2


def without_group_statuses(
    header: Header, own: OwnCells, is_status: Callable[[int], bool]
) -> tuple[Header, list[Note]]:
    """The header without the columns of statuses that groups have of their own. ``own`` tells which cells of a column
    have something of their own: of a merged cell only the first has."""
    rated, named = _rated(header, is_status), header.title
    if len(rated) < 2 or named is None:
        return header, []
    notes = []
    for group in _groups(header, rated):
        begins = own(group)
        mine = [at for at in rated if _begins_with(own(at), begins)]
        items = [at for at in rated if at not in mine and _is_on_every(own(at), own(named), begins)]
        for column in mine if len(items) == 1 else ():
            words = {"group": header.texts.get(group, ""), "other": header.texts[items[0]],
                     "line": not_used(header.texts[column])}  # fmt: skip
            notes.append(Note(codes.STATUS_OF_GROUPS, column, words))
            header = _without(header, column, items[0])
            rated.remove(column)
    return header, notes


def _rated(header: Header, is_status: Callable[[int], bool]) -> list[int]:
    """The columns that are headed as statuses are, or hold them."""
    first = header.fields.get("status")
    headed = {at for at, found in header.readings.items() if found.field == "status"}
    headed |= {at for at, taken in header.doubled.items() if taken == first}
    free = {at for at in header.unknown if at not in headed and is_status(at)} if headed or first is not None else set()
    return sorted({*headed, *free, *(() if first is None else (first,))} & header.texts.keys())


def _groups(header: Header, rated: Sequence[int]) -> Iterator[int]:
    """The columns that tell what an item belongs to by their headings, and those left of the names that may. Where
    units follow up an activity, its name begins their group."""
    yield from (header.columns[name] for name in _GROUPS if name in header.columns)
    yield from (at for at in header.unknown if at < (header.title or 0) and at not in rated)
    if header.title is not None and "unit" in header.fields:
        yield header.title


def _begins_with(cells: Sequence[bool], begins: Sequence[bool]) -> bool:
    """True for a column that has something where a group begins and nowhere else, most groups having several rows."""
    groups = sum(begins)
    if (
        groups < _FEWEST_GROUPS
        or groups * 2 > len(begins)
        or any(mine and not its for mine, its in _pairs(cells, begins))
    ):
        return False
    return sum(cells) * 2 > groups


def _is_on_every(cells: Sequence[bool], named: Sequence[bool], begins: Sequence[bool]) -> bool:
    """True for a column that has something on nearly every row with a name, and on most of those where no group
    begins."""
    beside = [mine for mine, name in _pairs(cells, named) if name]
    within = [mine for mine, its in _pairs(cells, begins) if not its]
    return sum(beside) * 5 >= len(beside) * 4 and sum(within) * 2 > len(within)


def _pairs(one: Sequence[bool], other: Sequence[bool]) -> Iterator[tuple[bool, bool]]:
    return zip(one, other, strict=True)


def _without(header: Header, column: int, status: int) -> Header:
    """The header in which a column means nothing and another may be the status in its place."""
    fields = {name: at for name, at in header.fields.items() if at != column}
    doubled = {at: taken for at, taken in header.doubled.items() if at != column}
    if header.fields.get("status") == column:
        fields["status"] = status
        doubled = {at: (status if taken == column else taken) for at, taken in doubled.items() if at != status}
    unknown = {at: text for at, text in header.unknown.items() if at not in (column, fields.get("status"))}
    readings = {at: found for at, found in header.readings.items() if at not in (column, fields.get("status"))}
    return replace(header, fields=fields, doubled=doubled, unknown=unknown, readings=readings)
