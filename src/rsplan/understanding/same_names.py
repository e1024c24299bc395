"""The same items told twice, in two tables that know different things of them: details and a summary, a list and its
overview. Compares names where id, goal area or unit stand in one of the tables only. Knows items, not sheets.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding, place
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.folding import fold_column
from rsplan.plan.model import Fulfilment, Kind
from rsplan.understanding.items import Items

TOLD_ELSEWHERE = "står också i en annan tabell"
# What tells two items of one name apart, where both tables have it.
_APART = ("identity", "goal_area", "unit", "parent")
_FEWEST = 2
_NUMBERED = re.compile(r"^(?:[a-zåäö]{0,2}\d{1,3}(?:[.:]\d{1,3})*)[.):]?\s+(?=[^\W\d_])")
_CUT = re.compile(r"\s*(?:…|\.\.\.)$")
_SHORTEST_CUT, _MOST_CUT = 5, 300


def told_once(parts: Sequence[Items], vocabulary: Vocabulary) -> list[Items]:
    """The items of one kind, without those of a table that say again what a more detailed table says."""
    kept = list(parts)
    for less in range(len(kept)):
        for more in range(len(kept)):
            if less != more and kept[less].rows and kept[more].rows and _says_less(kept, less, more):
                kept[less], kept[more] = _merged(kept[less], kept[more], vocabulary)
    return kept


def _says_less(parts: Sequence[Items], one: int, other: int) -> bool:
    """True for the table that gives way: it knows fewer things of its items; of two that know as many, the later."""
    return (_knowing(parts[one]), -one) < (_knowing(parts[other]), -other)


def _knowing(part: Items) -> tuple[int, int]:
    filled = sum(any(texts) for texts in part.columns.values())
    return sum(any(part.columns.get(name, ())) for name in _APART), filled


def _merged(less: Items, more: Items, vocabulary: Vocabulary) -> tuple[Items, Items]:
    shared = [name for name in _APART if any(less.columns.get(name, ())) and any(more.columns.get(name, ()))]
    mine, theirs = _names(less, shared), _names(more, shared)
    mine = _as_cut(mine, theirs)
    first = {name: at for at, name in reversed(list(enumerate(theirs)))}
    again = [(at, first[name]) for at, name in enumerate(mine) if name in first]
    enough = len(again) >= _FEWEST or len(again) == len(mine)
    if not enough or len(again) * 2 < min(len(set(mine)), len(set(theirs))):
        return less, more
    counts = Counter(theirs)
    differing = [(at, other) for at, other in again if _differ(less, more, at, other, counts[mine[at]])]
    more = _in_doubt(more, [other for _, other in differing])
    said = [_told(less, more, again)] + [_conflict(less, more, at, other, vocabulary) for at, other in differing]
    return less.set_aside(TOLD_ELSEWHERE, [less.rows[at] for at, _ in again], *said), more


def _names(part: Items, fields: Sequence[str]) -> list[tuple[str, ...]]:
    titles = [_NUMBERED.sub("", title) or title for title in fold_column(part.columns["title"])]
    return list(zip(titles, *(fold_column(part.columns[name]) for name in fields), strict=True))


def _as_cut(mine: list[tuple[str, ...]], theirs: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Names that are cut short ("Stärka den nä…"), in the place of each the only one of the others' that begins so."""
    begun = {name: _CUT.sub("", name[0]) for name in set(mine) if _CUT.search(name[0])}
    whole = {}
    for name, beginning in begun.items() if len(begun) <= _MOST_CUT else ():
        found = {other for other in theirs if other[0].startswith(beginning) and other[1:] == name[1:]}
        if len(beginning) >= _SHORTEST_CUT and len(found) == 1:
            whole[name] = found.pop()
    return [whole.get(name, name) for name in mine]


def _differ(less: Items, more: Items, at: int, other: int, again: int) -> bool:
    """True where the two say different statuses of one thing. Of what several units follow up one row says nothing."""
    status, told = less.columns["status"][at], more.columns["status"][other]
    return status != told and (more.kind is not Kind.ACTIVITIES or again == 1)


def _in_doubt(part: Items, places: Sequence[int]) -> Items:
    if not places:
        return part
    status = list(part.columns["status"])
    for at in places:
        status[at] = Fulfilment.UNKNOWN.value
    return part.with_columns(status=status)


def _told(less: Items, more: Items, again: Sequence[tuple[int, int]]) -> Finding:
    at, other = again[0]
    where = place(more.source.file, more.source.sheet, more.source.cell(more.rows[other], "title"))
    cell = less.source.cell(less.rows[at], "title")
    return finding(
        codes.SAME_ITEMS_TWICE,
        file=less.source.file,
        sheet=less.source.sheet,
        cell=cell,
        value=less.columns["title"][at],
        count=len(again),
        other=where,
    )


def _conflict(less: Items, more: Items, at: int, other: int, vocabulary: Vocabulary) -> Finding:
    noun = vocabulary.noun(less.kind).one
    where = place(more.source.file, more.source.sheet, more.source.cell(more.rows[other], "status"))
    return finding(
        codes.DUPLICATES_DIFFER,
        file=less.source.file,
        sheet=less.source.sheet,
        cell=less.source.cell(less.rows[at], "status"),
        value=less.columns["status_text"][at] or less.columns["title"][at],
        kind=f'{noun} "{less.columns["title"][at]}"',
        other=where,
        other_value=more.columns["status_text"][other],
    )
