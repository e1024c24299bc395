"""What stands beside the heading of a group in its row of a table: a cell for each further column.

The row has as many cells as all others, so that a screen reader, a person who adds a column and a program that reads
the table meet no merged cell; and they tell of the group what its column tells of each row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from rsplan.language.labels import Noun
from rsplan.language.swedish import agree, digits
from rsplan.plan.folding import fold
from rsplan.report.report import Column, Row, Status
from rsplan.report.status_words import StatusWord


def of_items(
    columns: Sequence[Column], rows: Sequence[Row], called: str, noun: Noun, words: Mapping[str, StatusWord]
) -> tuple[str, ...]:
    """How many items the group has, under the first column that is no status, and under each status how many of each:
    "10 ◊ 2 ●". ``called`` is what the wording calls them, which need not be the vocabulary's ``noun``."""
    further = range(1, len(columns))
    count = next((number for number in further if columns[number].kind != "status"), None)
    told = agree(len(rows), noun.one, noun.many) if fold(called) == fold(noun.many) else called.lower()
    cells = {number: _tally([row.cells[number] for row in rows], words) for number in further}
    if count is not None:
        cells[count] = f"{digits(len(rows))}\u00a0{told}"
    return tuple(cells.values())


def of_counts(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[str, ...]:
    """Under each column of counts their sum."""
    return tuple(
        digits(sum(int(str(row.cells[number])) for row in rows)) if columns[number].kind == "number" else ""
        for number in range(1, len(columns))
    )


def _tally(cells: Sequence[object], words: Mapping[str, StatusWord]) -> str:
    """How many have each status, by its symbol, which the key below the table explains. Where it has none by its word,
    if they all have the same: several would take more lines than they tell. "" in a column without statuses."""
    found = Counter(cell.member for cell in cells if isinstance(cell, Status))
    told = [(found[member], word) for member, word in words.items() if found[member]]
    if all(word.symbol for _, word in told):
        return " ".join(f"{digits(number)}\u00a0{word.symbol}" for number, word in told)
    if len(told) > 1:
        return ""
    return "".join(f"{digits(number)}\u00a0{agree(number, word.one, word.many).lower()}" for number, word in told)
