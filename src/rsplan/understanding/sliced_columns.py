"""Columns that part a table into periods or boards, known by what stands in them, whatever their heading says.

"Ansvarig" over the names of boards is the board; "Avser" over "T1 2025" and "T1 2024" is the period, where the same
names come again for each. Knows columns, not rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from rsplan.findings import codes
from rsplan.language.vocabulary import field_label
from rsplan.plan.folding import fold
from rsplan.understanding.headings import Header
from rsplan.understanding.notes import Note, column_line
from rsplan.understanding.self_description import find_board, stands_for_board
from rsplan.understanding.told_periods import NEVER, period_told

ColumnOf = Callable[[int], list[str]]
_MOST_PARTS = 60
_LONGEST_PERIOD = 40
_SHORT_NAME = re.compile(r"[A-ZÅÄÖ]{2,5}")


def sliced_by_content(header: Header, column_of: ColumnOf) -> tuple[Header, list[Note]]:
    """The header with a period and a board that no heading tells, and what there is to say of it."""
    notes = []
    names = column_of(header.title) if header.title is not None else []
    for field in ("board", "period"):
        found = [] if field in header.fields else [at for at in _free(header) if _fits(field, column_of(at), names)]
        if len(found) != 1:
            continue
        at = found[0]
        heading = header.texts.get(at, "")
        line = column_line(heading, field_label(field))
        notes.append(Note(codes.PARTS_BY_CONTENT, at, {"what": field_label(field), "line": line}))
        unknown = {column: text for column, text in header.unknown.items() if column != at}
        header = replace(header, fields={**header.fields, field: at}, unknown=unknown)
    return header, notes


def _fits(field: str, texts: Sequence[str], names: Sequence[str]) -> bool:
    return _are_boards(texts) if field == "board" else _are_periods(texts, names)


def _free(header: Header) -> Iterator[int]:
    return (at for at in range(header.left, header.right) if at not in header.used and at not in header.doubled)


def _are_boards(texts: Sequence[str]) -> bool:
    """True for two boards or more and nothing else, by their names or by what they are called for short."""
    distinct = set(texts) - {""}
    if not 1 < len(distinct) <= _MOST_PARTS:
        return False
    if all(find_board(text) for text in distinct):
        return len({find_board(text) for text in distinct}) > 1
    short = all(_SHORT_NAME.fullmatch(text) and text[-1] in "NS" for text in distinct)
    return short and any(stands_for_board(text) for text in distinct)


def _are_periods(texts: Sequence[str], titles: Sequence[str]) -> bool:
    """True for two periods or more and nothing else, where most names come again, each time with another period."""
    distinct = set(texts) - {""}
    if not 1 < len(distinct) <= _MOST_PARTS or max(map(len, distinct)) > _LONGEST_PERIOD or not titles:
        return False
    told = {text: period_told(text) for text in distinct}
    if NEVER in told.values() or len(set(told.values())) < 2:
        return False
    names = [fold(name) for name in titles]
    named = {name for name in names if name}
    pairs = {(name, told.get(text)) for name, text in zip(names, texts, strict=True) if name and text}
    return len(pairs) * 2 >= len(named) * 3
