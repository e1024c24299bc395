"""What a sheet with statuses lacks to be a table: the row that may be its header, and the lines that would teach it.

Knows headings and the texts below them. A misspelt or strange heading is named, not the statuses below another one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.model import Kind
from rsplan.reading.workbook import Sheet
from rsplan.understanding.candidates import lines, shown
from rsplan.understanding.cell_texts import cell_text, column_texts, short
from rsplan.understanding.column_content import holds_names
from rsplan.understanding.header_by_shape import headings_of
from rsplan.understanding.headings import Header, heading_key, undated
from rsplan.understanding.notes import column_line

_LONGEST = 60
_FEWEST, _FEWEST_STATUSES = 2, 3


class Suspect(Struct, frozen=True):
    """A heading that nothing is known of, in its cell, with what it may have meant, the line that teaches it,
    and what the column would be."""

    cell: str
    text: str
    nearest: str
    line: str
    meant: str

    def __str__(self) -> str:
        meant = f'Menades "{self.nearest}"? ' if self.nearest else ""
        return f'"{short(self.text)}" ({self.cell}) är ingen känd rubrik. {meant}Skriv {self.line} under [columns].'


def heading_suspects(sheet: Sheet, row: int, column: int, vocabulary: Vocabulary) -> list[Suspect]:
    """The headings above a column of statuses, whose first one stands at ``row`` and ``column`` (from 0), that keep its
    sheet from being a table: that of the names first, then that of the statuses. Empty where no row may be a header."""
    if sum(vocabulary.any_status(text) is not None for text in column_texts(sheet.columns[column])) < _FEWEST_STATUSES:
        return []
    header = next((at for at in range(row - 1, -1, -1) if _may_be_header(sheet, at, column, vocabulary)), None)
    if header is None:
        return []
    return list(_suspects(sheet, header, column, vocabulary))


def heading_above(sheet: Sheet, row: int, column: int, vocabulary: Vocabulary) -> str:
    """A sentence on the text that stands above the statuses, where nothing else can be said: with the line that makes
    it their heading. Empty where none does, and where it is known as one."""
    texts = [(at, cell_text(sheet.columns[column][at])) for at in range(row - 1, -1, -1)]
    at, text = next(((at, text) for at, text in texts if text), (0, ""))
    if not text or len(text) > _LONGEST or vocabulary.columns.get(undated(text)) == "status":
        return ""
    where, line = sheet.cell(at, column), column_line(text, "status")
    return f' Ovanför dem står "{short(text)}" ({where}): är det deras rubrik, skriv {line} under [columns].'


def unknown_headings(sheet: Sheet, header: int, vocabulary: Vocabulary) -> list[Suspect]:
    """The headings in a row of which none is known, that may be those of the names and of the statuses: the first
    column of names, and the first after it in which a few texts come again. Empty where there are no names."""
    at = sorted(headings_of(sheet, header))
    below = {column: column_texts(sheet.columns[column][header + 1 :]) for column in at}
    named = next((column for column in at if holds_names(below[column])), None)
    if named is None:
        return []
    unknown = [column for column in at if column != named and not _is_known(sheet, header, column, vocabulary)]
    classes = (column for column in unknown if column > named and _may_be_statuses(below[column]))
    headed = (column for column in at if _is_headed_status(sheet, header, column, vocabulary))
    status = next(headed, next(classes, next(iter(unknown), None)))
    kinds, statuses = list(vocabulary.kind_names), _status_headings(vocabulary)
    kind = _kind_of(sheet, header, named if status is None else status, vocabulary)
    found = []
    if not _names_items(sheet, header, named, vocabulary):
        found.append(_suspect(sheet, header, named, kinds, vocabulary, kind))
    if status is not None and not _is_known(sheet, header, status, vocabulary):
        found.append(_suspect(sheet, header, status, statuses, vocabulary, "status"))
    return found


def _is_headed_status(sheet: Sheet, row: int, column: int, vocabulary: Vocabulary) -> bool:
    return vocabulary.columns.get(undated(cell_text(sheet.columns[column][row]))) == "status"


def _may_be_statuses(below: Sequence[str]) -> bool:
    filled = [text for text in below if text]
    short = all(len(text) <= _LONGEST for text in filled)
    return short and bool(filled) and len(set(filled)) < len(filled) and not all(map(str.isdigit, filled))


def _status_headings(vocabulary: Vocabulary) -> list[str]:
    return [name for name, field in vocabulary.columns.items() if field == "status"]


def _may_be_header(sheet: Sheet, row: int, column: int, vocabulary: Vocabulary) -> bool:
    """True for a row of several short, different texts, one of them above the statuses, and none a status."""
    filled = [text for text in map(cell_text, sheet.row(row)) if text]
    plain = all(len(text) <= _LONGEST and not vocabulary.any_status(text) for text in filled)
    return plain and len(set(filled)) == len(filled) >= _FEWEST and bool(cell_text(sheet.columns[column][row]))


def _suspects(sheet: Sheet, header: int, column: int, vocabulary: Vocabulary) -> Iterator[Suspect]:
    below = [column_texts(cells)[header + 1 :] for cells in sheet.columns]
    titles = [at for at, texts in enumerate(below) if at != column and holds_names(texts)]
    for at in [*(at for at in titles if not _is_known(sheet, header, at, vocabulary))][:1]:
        if any(_names_items(sheet, header, other, vocabulary) for other in titles):
            break
        yield _suspect(
            sheet, header, at, list(vocabulary.kind_names), vocabulary, _kind_of(sheet, header, column, vocabulary)
        )
    if not _is_known(sheet, header, column, vocabulary):
        yield _suspect(sheet, header, column, _status_headings(vocabulary), vocabulary, "status")


def rival_statuses(sheet: Sheet, row: int, column: int, vocabulary: Vocabulary) -> str:
    """A sentence on the columns of statuses under headings that are not known, where there are several: each with its
    cell and the lines that take it. ``row`` and ``column`` are the first status. Empty where there is one."""
    header = next((at for at in range(row - 1, -1, -1) if _may_be_header(sheet, at, column, vocabulary)), None)
    if header is None:
        return ""
    below = {at: column_texts(cells)[header + 1 :] for at, cells in enumerate(sheet.columns)}
    rivals = [at for at, texts in below.items() if at >= column and _are_statuses(texts, vocabulary)]
    if len(rivals) < 2 or any(_is_known(sheet, header, at, vocabulary) for at in rivals):
        return ""
    texts = {at: cell_text(sheet.columns[at][header]) for at in rivals}
    found = Header(header, 0, len(sheet.columns), {}, texts=texts)
    ways = lines(found, rivals, vocabulary.field_label("status"))
    return f"Statusar finns i {shown(found, rivals, below.__getitem__)}. Skriv under [columns] {ways}." if ways else ""


def _are_statuses(texts: Sequence[str], vocabulary: Vocabulary) -> bool:
    filled = [text for text in texts if text]
    known = sum(vocabulary.any_status(text) is not None for text in filled)
    return len(filled) >= _FEWEST_STATUSES and known * 5 >= len(filled) * 4


def _is_known(sheet: Sheet, row: int, column: int, vocabulary: Vocabulary) -> bool:
    text = cell_text(sheet.columns[column][row])
    if not text or heading_key(text) in vocabulary.headings or undated(text) in vocabulary.headings:
        return True
    from rsplan.language.headingwords.reading import read_heading

    return read_heading(text, vocabulary) is not None


def _names_items(sheet: Sheet, row: int, column: int, vocabulary: Vocabulary) -> bool:
    text = cell_text(sheet.columns[column][row])
    key = heading_key(text)
    if key in vocabulary.kind_names or vocabulary.columns.get(key) == "title":
        return True
    from rsplan.language.headingwords.reading import read_heading

    found = read_heading(text, vocabulary)
    return found is not None and found.field == "title" and found.kind is not None and not found.weak


def _kind_of(sheet: Sheet, header: int, column: int, vocabulary: Vocabulary) -> str:
    """What a line would call the items: activities where most statuses are theirs, indicators where there is a target
    or an outcome, else assignments."""
    states = [text for text in column_texts(sheet.columns[column])[header + 1 :] if text]
    mine = {kind: sum(vocabulary.status(kind, text) is not None for text in states) for kind in Kind}
    if mine[Kind.ACTIVITIES] > mine[Kind.ASSIGNMENTS]:
        return vocabulary.noun(Kind.ACTIVITIES).one
    fields = {vocabulary.columns.get(undated(text)) for text in map(cell_text, sheet.row(header)) if text}
    return vocabulary.noun(Kind.INDICATORS if fields & {"target", "actual"} else Kind.ASSIGNMENTS).one


def _suspect(sheet: Sheet, row: int, column: int, names: Sequence[str], vocabulary: Vocabulary, meant: str) -> Suspect:
    text = cell_text(sheet.columns[column][row])
    nearest = next((found for part in (text, *text.split()) if (found := vocabulary.nearest(names, part))), "")
    return Suspect(sheet.cell(row, column), text, nearest, column_line(text, nearest or meant), meant)
