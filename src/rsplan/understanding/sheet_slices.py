"""Sheets of one shape that each tell a period, a board or a unit by their names: "T1" and "T2", one sheet a unit.

What stands on two such sheets is not added up: the run's period and board are counted, or the run is refused; an
activity on the sheets of several units is followed up by each. Knows sheets' names, not statuses.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from rsplan.findings.finding import Finding, finding
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.folding import fold, fold_column
from rsplan.plan.model import Kind
from rsplan.plan.period import Period
from rsplan.understanding.headings import heading_key, undated
from rsplan.understanding.items import Items
from rsplan.understanding.kind_names import kind_named_in
from rsplan.understanding.self_description import find_board, is_board, stands_for_board
from rsplan.understanding.slices import OTHER_BOARD, OTHER_PERIOD
from rsplan.understanding.told_periods import NEVER, fits, period_told

_FEWEST_UNITS = 3
# Names of sheets that are about all units, or about none.
_NO_UNIT = re.compile(
    r"\b(?:alla|allt|samtliga|hela|total\w*|summ\w*|samman\w*|översikt\w*|samlad\w*|(?:blad|sheet|data|export|tabell|lista|del)\d*)\b"
)


def of_the_runs_sheets(parts: Sequence[Items], period: Period | None, board: str) -> list[Items]:
    """The items without those of sheets that their names give another period or board than the run's."""
    parts = _sliced(parts, _period_of, lambda told: period is not None and fits(period_told(told), period),
                    (OTHER_PERIOD, "RSP254", "RSP255", period.label if period else ""))  # fmt: skip
    return _sliced(parts, _board_of, lambda told: bool(board) and is_board(told, board),
                   (OTHER_BOARD, "RSP257", "RSP256", board))  # fmt: skip


def _period_of(name: str) -> str:
    """The part of a sheet's name that tells a period, empty where none does."""
    key = heading_key(name.replace("_", " "))
    rest = undated(key)
    told = key.removeprefix(rest).strip()
    return told if told and period_told(told) != NEVER else ""


def _board_of(name: str) -> str:
    return find_board(name) or (name.strip() if stands_for_board(name.strip()) else "")


def _sliced(
    parts: Sequence[Items],
    told_by: Callable[[str], str],
    is_the_runs: Callable[[str], bool],
    words: tuple[str, str, str, str],
) -> list[Items]:
    """The items of each group of parallel sheets, cut to those that are the run's; refused where none is."""
    kept = list(parts)
    for places in _parallel(parts):
        told = {at: told_by(parts[at].source.sheet or "") for at in places}
        if len({fold(text) for text in told.values()} - {""}) < 2:
            continue
        mine = [at for at in places if not told[at] or is_the_runs(told[at])]
        for at, part in _cut(parts, places, mine, told, words):
            kept[at] = part
    return kept


def _cut(
    parts: Sequence[Items],
    places: Sequence[int],
    mine: Sequence[int],
    told: dict[int, str],
    words: tuple[str, str, str, str],
) -> Iterable[tuple[int, Items]]:
    reason, left_out, refused, value = words
    if not any(told[at] for at in mine):
        several = ", ".join(f'"{parts[at].source.sheet}"' for at in places)
        first = parts[places[0]]
        yield places[0], first.set_aside("", (), _say(first, refused, value, several=several))
        return
    for at in set(places) - set(mine):
        part = parts[at]
        yield at, part.set_aside(reason, part.rows, _say(part, left_out, value, count=len(part.rows)))


def _parallel(parts: Sequence[Items]) -> list[list[int]]:
    """The positions of the parts that are of one kind and one shape, on several sheets of one file."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, part in enumerate(parts):
        if part.rows:
            groups[part.source.file, part.kind, tuple(sorted(part.source.columns))].append(at)
    return [places for places in groups.values() if len({parts[at].source.sheet for at in places}) > 1]


def with_units_of_sheets(parts: Sequence[Items], vocabulary: Vocabulary) -> list[Items]:
    """Activities on one sheet a unit, with the unit that the sheet's name tells: three sheets or more of one shape,
    with mostly the same activities, none of which says its unit."""
    kept = list(parts)
    for places in _parallel(parts):
        group = [parts[at] for at in places]
        if group[0].kind is not Kind.ACTIVITIES or not _are_units(group, vocabulary):
            continue
        for at in places:
            part = parts[at]
            said = [_say(part, "RSP279", "", count=len(places))] if at == places[0] else []
            kept[at] = part.with_columns(*said, unit=[part.source.sheet or ""] * len(part.rows))
    return kept


def _are_units(group: Sequence[Items], vocabulary: Vocabulary) -> bool:
    names = [part.source.sheet or "" for part in group]
    if len(set(names)) < _FEWEST_UNITS or len(set(names)) < len(names):
        return False
    if any(any(part.columns.get("unit", ())) or any(part.columns.get("identity", ())) for part in group):
        return False
    return all(_may_be_unit(name, vocabulary) for name in names) and _are_shared(group)


def _may_be_unit(name: str, vocabulary: Vocabulary) -> bool:
    key = fold(name.replace("_", " "))
    says_another_thing = kind_named_in(name, vocabulary) or vocabulary.any_status(key) or _NO_UNIT.search(key)
    return any(map(str.isalpha, key)) and not says_another_thing and not _period_of(name) and not _board_of(name)


def _are_shared(group: Sequence[Items]) -> bool:
    """True where most activities stand on several of the sheets."""
    counts = Counter(name for part in group for name in set(fold_column(part.columns["title"])))
    return sum(count > 1 for count in counts.values()) * 2 > len(counts)


def _say(part: Items, code: str, value: str, **words: object) -> Finding:
    source = part.source
    cell = source.cell(part.rows[0], "title")
    return finding(code, file=source.file, sheet=source.sheet, cell=cell, value=value, **words)
