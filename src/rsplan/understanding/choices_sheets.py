"""Sheets with the choices of drop-down lists: 'Status', 'Ansvarig enhet', 'Mål', each text of a column once.

What stands on one row of such a sheet does not belong together: the columns are of different heights. It is known by
its shape where nobody can take a column for the names of items, and by another sheet that chooses from it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.folding import fold
from rsplan.reading.workbook import Sheet
from rsplan.understanding.cell_texts import cell_text
from rsplan.understanding.headings import heading_key
from rsplan.understanding.tables import SheetTable

_MOST_ROWS, _MOST_COLUMNS, _FEWEST = 200, 20, 2
# What names an item, or may: a column of these that is the longest may be that of the items' names.
_NAMES = frozenset({"title", "goal_area", "parent", "comment", None})

Lists = Mapping[str, Sequence[str]]


def lists_choices(sheet: Sheet, tables: Sequence[SheetTable], vocabulary: Vocabulary) -> str | None:
    """The cell of the first heading of a sheet of choices, None for any other sheet. ``tables`` are those of the
    workbook's other sheets."""
    if not 1 <= len(sheet.columns) <= _MOST_COLUMNS or len(sheet.columns[0]) > _MOST_ROWS:
        return None
    found = _lists_in(sheet)
    if found is None:
        return None
    cell, lists = found
    states = [key for key, texts in lists.items() if _are_states(key, texts, vocabulary)]
    if len(states) != 1:
        return None
    named = [len(texts) for key, texts in lists.items() if _names_items(key, vocabulary)]
    if not named and _no_names(lists, states[0], vocabulary):
        return cell
    # A name on every row makes items of the rows, whatever another sheet has.
    if max(named, default=0) == max(map(len, lists.values())):
        return None
    return cell if any(_chooses(table, lists, states[0]) for table in tables) else None


def _names_items(key: str, vocabulary: Vocabulary) -> bool:
    return key in vocabulary.kind_names or vocabulary.columns.get(key) == "title"


def _lists_in(sheet: Sheet) -> tuple[str, Lists] | None:
    """The cell of the first heading and, by heading, the texts below it; None where they are no lists of one text
    each, without a gap, or all are equally long."""
    rows = [list(map(cell_text, sheet.row(row))) for row in range(len(sheet.columns[0]))]
    filled = [sum(map(bool, row)) for row in rows]
    width = max(filled, default=0)
    top = next((at for at, count in enumerate(filled) if count == width), 0)
    if not width or any(count > 1 for count in filled[:top]):
        return None
    lists: dict[str, Sequence[str]] = {}
    for at, heading in enumerate(rows[top]):
        below = [row[at] for row in rows[top + 1 :]]
        texts = [text for text in below if text]
        if not heading and not texts:
            continue
        key = heading_key(heading)
        if not key or key in lists or below[: len(texts)] != texts or len(set(map(fold, texts))) < len(texts):
            return None
        lists[key] = texts
    if len({len(texts) for texts in lists.values()}) < 2 and len(lists) > 1:
        return None
    first = next(at for at, heading in enumerate(rows[top]) if heading)
    return sheet.cell(top, first), lists


def _are_states(key: str, texts: Sequence[str], vocabulary: Vocabulary) -> bool:
    """True for several different statuses, under whatever heading, but for a single one under that of statuses."""
    known = [text for text in texts if vocabulary.any_status(text)]
    return (len(known) >= _FEWEST and len(known) * 5 >= len(texts) * 4) or (
        vocabulary.columns.get(key) == "status" and len(texts) >= _FEWEST
    )


def _no_names(lists: Lists, states: str, vocabulary: Vocabulary) -> bool:
    """True where the longest list is of what no item is called by."""
    height = max(map(len, lists.values()))
    longest = [key for key, texts in lists.items() if len(texts) == height]
    if longest == [states]:
        return True
    return len(lists[states]) < height and all(vocabulary.columns.get(key) not in _NAMES for key in longest)


def _chooses(table: SheetTable, lists: Lists, states: str) -> bool:
    """True for a table that has two of the headings or more, the statuses' among them, and below each nothing but what
    its list has."""
    header = table.header
    shared = {heading_key(text): at for at, text in header.texts.items() if heading_key(text) in lists}
    if states not in shared or len(shared) < _FEWEST:
        return False
    for key, at in shared.items():
        cells = table.sheet.columns[at]
        used = {fold(cell_text(cells[row])) for row in table.rows} - {""}
        if not used or not used <= set(map(fold, lists[key])):
            return False
    return True
