"""What makes each item itself: its id and its name; without an id, what it belongs to and its name. Knows no words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rsplan.findings import codes
from rsplan.findings.finding import Finding
from rsplan.plan.folding import fold_column
from rsplan.understanding.cell_texts import short
from rsplan.understanding.items import Place


def keys_of(
    columns: Mapping[str, list[str]], rows: list[int], place: Place
) -> tuple[list[str], list[str], list[Finding]]:
    """What makes each item itself: its id and its name; without an id, what it belongs to and its name. Then the ids
    as written, and what is in doubt.

    The name is part of it, so that an id used for two things does not make them one. An item whose id is missing is the
    one with an id that has the same name and belongs to the same. A column of numbers that begins again is no id.
    """
    titles = columns["title"]
    belongs = columns["parent"] if "parent" in columns else columns["goal_area"]
    names, parents, told = map(fold_column, (titles, belongs, columns["identity"]))
    identities = list(told)
    findings: list[Finding] = []
    reused = _reused(identities, names)
    if _is_running_number(identities, reused):
        row = place.table.header.row + 1
        findings.append(
            place.finding(codes.RUNNING_NUMBERS, row, "key", place.table.header.texts.get(place.columns.get("key", 0)))
        )
        identities = [""] * len(identities)
    else:
        findings += _reused_ids(columns, rows, reused, identities, names, place)
    if any(identities) and "" in identities:
        findings += _filled_in(identities, list(zip(parents, names, strict=True)), rows, place)
    keys = [f"{own or parent}\x1f{name}" for own, name, parent in zip(identities, names, parents, strict=True)]
    return keys, _as_written(identities, told, columns["identity"]), findings


def _as_written(identities: list[str], told: list[str], written: list[str]) -> list[str]:
    """Each id that counts as one, in its own letters; one that was missing in those of its first."""
    if not any(identities):
        return identities
    if identities == told:
        return written
    spelled = dict(zip(reversed(told), reversed(written), strict=True))
    rows = zip(identities, told, written, strict=True)
    return [own if identity == key else spelled.get(identity, "") for identity, key, own in rows]


def _reused(identities: list[str], names: list[str]) -> dict[str, int]:
    """Each id that stands on items of different names, with the position of its first."""
    different = len(set(identities))
    if different == len(identities) or len(set(zip(identities, names, strict=True))) == different:
        return {}
    first: dict[str, int] = {}
    reused: dict[str, int] = {}
    for at, (identity, name) in enumerate(zip(identities, names, strict=True)):
        if identity and names[first.setdefault(identity, at)] != name:
            reused[identity] = first[identity]
    return reused


def _is_running_number(identities: list[str], reused: Mapping[str, int]) -> bool:
    """True where most ids that come again stand on something else: then they are numbers that begin anew."""
    if len(reused) < 3:
        return False
    seen: set[str] = set()
    again = {identity for identity in identities if identity in seen or seen.add(identity)}  # type: ignore[func-returns-value]
    return len(reused) * 2 > len(again)


def _reused_ids(
    columns: Mapping[str, list[str]],
    rows: list[int],
    reused: Mapping[str, int],
    identities: list[str],
    names: list[str],
    place: Place,
) -> Iterator[Finding]:
    """An id that stands on items of different names: counted apart, and said at each of the later ones."""
    if not reused:
        return
    told: set[tuple[str, str]] = set()
    for at, identity in enumerate(identities):
        if identity not in reused:
            continue
        first, title = reused[identity], columns["title"][at]
        pair = (identity, names[at])
        if names[at] != names[first] and pair not in told:
            told.add(pair)
            yield place.finding(
                codes.ID_OF_TWO,
                rows[at],
                "key",
                columns["identity"][at],
                title=short(title),
                own=place.cell(rows[at], "title"),
                other_title=short(columns["title"][first]),
                other=place.cell(rows[first], "key"),
                other_own=place.cell(rows[first], "title"),
            )


def _filled_in(identities: list[str], names: list[tuple[str, str]], rows: list[int], place: Place) -> Iterator[Finding]:
    known: dict[tuple[str, str], str] = {}
    for identity, name in zip(identities, names, strict=True):
        if identity:
            known.setdefault(name, identity)
    for at, identity in enumerate(list(identities)):
        if not identity:
            identities[at] = known.get(names[at], "")
            yield place.finding(codes.ID_MISSING, rows[at], "key")
