"""A header that only the content below it tells: a known name, and one column of statuses under a strange heading.

Used on a sheet in which no row is a header by its words. Knows headings and status words, not items.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from rsplan.language.statuswords.column import asks_for_status
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.folding import fold
from rsplan.plan.model import Fulfilment
from rsplan.understanding.cell_texts import cell_text, column_texts
from rsplan.understanding.column_content import holds_names
from rsplan.understanding.headings import Columns, Header
from rsplan.understanding.one_header import Readings, read_header
from rsplan.understanding.shared_status import never_together
from rsplan.understanding.unit_columns import units_named

_ANSWERS = frozenset({"ja", "nej", "delvis"})
_LAST_HEADER, _LONGEST, _FEWEST_STATUSES, _SEARCHED = 40, 60, 3, 400


def header_by_content(columns: Columns, vocabulary: Vocabulary) -> list[Header]:
    """The first row that is a header if the one column of statuses below it is the status, or several of which each row
    has one, or one a unit; else empty. The status is left to be decided by its content, which is said.
    """
    read = Readings(vocabulary)
    height = max(map(len, columns), default=0)
    for index in range(min(height - _FEWEST_STATUSES, _LAST_HEADER)):
        row = [column[index] for column in columns]
        texts = {at: cell_text(value) for at, value in enumerate(row) if isinstance(value, str)}
        asked = {at for at, text in texts.items() if _is_answered(text, columns[at][index + 1 :], vocabulary)}
        plain = [text for at, text in texts.items() if at not in asked]
        if len(texts) < 2 or any(len(text) > _LONGEST or vocabulary.any_status(text) for text in plain):
            continue
        told = [at for at in texts if at in asked or _holds_statuses(columns[at][index + 1 :], vocabulary)]
        below = [column_texts(columns[at][index + 1 :]) for at in told]
        several = len(told) > 1 and not never_together(below)
        if not told or (several and len(units_named({at: texts[at] for at in told}, vocabulary)) < len(told)):
            continue
        if header := _with_status_at(told[0], index, row, columns, read, vocabulary):
            return [header]
    return []


def _holds_statuses(below: Sequence[object], vocabulary: Vocabulary) -> bool:
    """True where nearly all filled cells are known statuses that come again, and not all say that there is nothing."""
    filled = [text for text in column_texts(below[:_SEARCHED]) if text]
    meant = [vocabulary.any_status(text) for text in filled]
    known = [status for status in meant if status]
    several = len(set(filled)) < len(filled) >= _FEWEST_STATUSES
    return several and len(known) * 5 >= len(filled) * 4 and set(known) != {Fulfilment.NO_DATA.value}


def _is_answered(text: str, below: Sequence[object], vocabulary: Vocabulary) -> bool:
    """True for a heading "Uppfyllt" over nothing but "Ja", "Delvis" and "Nej": it asks, with or without its mark."""
    if len(text) > _LONGEST or not vocabulary.any_status(text.rstrip("?")):
        return False
    filled = [fold(answer) for answer in column_texts(below[:_SEARCHED]) if answer]
    return len(filled) >= _FEWEST_STATUSES and set(filled) <= _ANSWERS and asks_for_status(f"{text}?", vocabulary)


def _with_status_at(
    at: int, index: int, row: Sequence[object], columns: Columns, read: Readings, vocabulary: Vocabulary
) -> Header | None:
    """The row as a header in which one heading stands for the status: with names below its name."""
    text = cell_text(row[at])
    as_status = [vocabulary.field_label("status") if place == at else value for place, value in enumerate(row)]
    header = read_header(index, as_status, 0, len(row), vocabulary, read)
    if header is None or header.view or header.fields.get("status") != at:
        return None
    named = [header.title] if header.title is not None else [
        place for place, found in header.readings.items() if found.field == "title" and not found.weak
    ]  # fmt: skip
    if not any(holds_names(column_texts(columns[place][index + 1 :][:_SEARCHED])) for place in named):
        return None
    fields = {name: place for name, place in header.fields.items() if name != "status"}
    return replace(header, fields=fields, unknown={**header.unknown, at: text}, texts={**header.texts, at: text})
