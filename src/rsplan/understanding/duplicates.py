"""One row for each item, over all tables of a kind. Knows items, not sheets.

A second row that says the same is set aside; one that says another status leaves the item counted once, with unknown
status. Both are findings that name the two places.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding, place
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.folding import fold_many
from rsplan.plan.model import Fulfilment, Kind
from rsplan.understanding.cell_texts import short
from rsplan.understanding.items import Items

DUPLICATE = "dubblett"
_COUNTED = ("goal_area", "decided_by", "horizon")


class _Row(Struct, frozen=True):
    """A row of one of several parts."""

    part: int
    at: int


def without_duplicates(items: Sequence[Items], vocabulary: Vocabulary) -> list[Items]:
    """The items with every repeated row set aside. An activity may be followed up once by each unit."""
    if len(items) == 1 and _all_differ(items[0]):
        return list(items)
    identities = [_identities(part) for part in items]
    if len({identity for part in identities for identity in part}) == sum(map(len, identities)):
        return list(items)
    first: dict[tuple[str, str], _Row] = {}
    repeated: dict[int, dict[int, _Row]] = {}
    for number, part in enumerate(identities):
        for at, identity in enumerate(part):
            original = first.setdefault(identity, _Row(number, at))
            if original != _Row(number, at):
                repeated.setdefault(number, {})[at] = original
    conflicts: dict[int, set[int]] = {}
    findings = {
        number: [_finding(items, _Row(number, at), original, vocabulary, conflicts) for at, original in rows.items()]
        for number, rows in repeated.items()
    }
    return [
        _without(part, repeated.get(number, {}), findings.get(number, []), conflicts.get(number, set()))
        for number, part in enumerate(items)
    ]


def _all_differ(part: Items) -> bool:
    keys, count = part.columns["key"], len(part.rows)
    if len(set(keys)) == count:
        return True
    return part.kind is Kind.ACTIVITIES and len(set(zip(keys, part.columns["unit"], strict=True))) == count


def _identities(part: Items) -> list[tuple[str, str]]:
    if part.kind is not Kind.ACTIVITIES:
        return [(key, "") for key in part.columns["key"]]
    units = fold_many(part.columns["unit"])
    return [(key, units[unit]) for key, unit in zip(part.columns["key"], part.columns["unit"], strict=True)]


def _finding(
    items: Sequence[Items], row: _Row, original: _Row, vocabulary: Vocabulary, conflicts: dict[int, set[int]]
) -> Finding:
    mine, other = items[row.part], items[original.part]
    same = mine.columns["status"][row.at] == other.columns["status"][original.at]
    if not same:
        conflicts.setdefault(original.part, set()).add(original.at)
    noun = vocabulary.noun(mine.kind).one
    differs = [
        name
        for name in _COUNTED
        if name in mine.columns and mine.columns[name][row.at] != other.columns[name][original.at]
    ]
    code, field = (
        (codes.DUPLICATES_DIFFER, "status")
        if not same
        else (codes.DUPLICATES_DIFFER_IN_DETAIL, differs[0])
        if differs
        else (codes.DUPLICATE, "status")
    )
    text = "status_text" if field == "status" else field
    return finding(
        code,
        file=mine.source.file,
        sheet=mine.source.sheet,
        cell=mine.source.cell(mine.rows[row.at], field),
        value=mine.columns[text][row.at] or mine.columns["title"][row.at],
        kind=f'{noun} "{short(mine.columns["title"][row.at])}"',
        other=place(other.source.file, other.source.sheet, other.source.cell(other.rows[original.at], field)),
        other_value=other.columns[text][original.at],
    )


def _without(part: Items, repeated: Mapping[int, _Row], findings: list[Finding], conflicts: set[int]) -> Items:
    if conflicts:
        status = list(part.columns["status"])
        for at in conflicts:
            status[at] = Fulfilment.UNKNOWN.value
        part = part.with_columns(status=status)
    return part.set_aside(DUPLICATE, [part.rows[at] for at in repeated], *findings)
