"""Sheets in which no header was recognised, made into tables to ask about: which row has the headings, by its shape."""

from __future__ import annotations

from collections.abc import Iterator

from rsplan.findings import codes
from rsplan.language.headingwords.reading import read_heading
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.folding import heading_key
from rsplan.plan.model import Kind
from rsplan.reading.workbook import Sheet, Workbook
from rsplan.understanding.cell_texts import cell_text
from rsplan.understanding.header_by_shape import header_row, headings_of
from rsplan.understanding.headings import Header
from rsplan.understanding.kind_names import kind_named_in
from rsplan.understanding.plan import Examined
from rsplan.understanding.tables import SheetTable, tables_of
from rsplan.understanding.taught import words_of
from rsplan.understanding.turned_sheets import lies_across, turned

# What is said of a sheet that is not read, and of one that seems to hold items.
_ASIDE = (codes.SHEET_ASIDE, codes.HIDDEN_SHEET)
_OF_ITEMS = (codes.STATUSES_WITHOUT_HEADER, codes.HEADING_WITHOUT_TABLE)


def unread_tables(examined: Examined, vocabulary: Vocabulary) -> Iterator[SheetTable]:
    """A table for each sheet that seems to hold items, or for all of a file that gave no table."""
    book = examined.workbook
    read = {table.sheet.name for table, _ in examined.tables}
    told = {entry.sheet for entry in examined.findings if entry.code in _OF_ITEMS}
    for sheet in book.sheets:
        asked = sheet.name in told or (not read and not sheet.hidden)
        if not asked or sheet.name in read:
            continue
        words = words_of(vocabulary, book, sheet)
        upright = turned(sheet) if lies_across(sheet, words) else sheet
        if (row := header_row(upright)) is not None:
            yield _table(book, upright, row, words)


def tables_aside(examined: Examined, vocabulary: Vocabulary) -> Iterator[SheetTable]:
    """The first table of each sheet that is not read for its name's sake, and of hidden ones where nothing else of the
    file is read."""
    book = examined.workbook
    told = {entry.sheet: entry.code for entry in examined.findings if entry.code in _ASIDE}
    for sheet in book.sheets:
        if told.get(sheet.name) == codes.SHEET_ASIDE or (sheet.name in told and not examined.tables):
            yield from tables_of(book, sheet, words_of(vocabulary, book, sheet))[:1]


def _table(book: Workbook, sheet: Sheet, row: int, words: Vocabulary) -> SheetTable:
    texts = headings_of(sheet, row)
    fields, kinds = _known(texts, words)
    known = {*fields.values(), *kinds.values()}
    unknown = {at: text for at, text in texts.items() if at not in known}
    header = Header(row, min(texts), max(texts) + 1, fields, kinds, unknown=unknown, texts=texts, turned=sheet.turned)
    rows = [
        at for at in range(row + 1, sheet.height) if sum(bool(cell_text(sheet.row(at)[each])) for each in texts) > 1
    ]
    named = next((kind for name in (sheet.name, book.name) if (kind := kind_named_in(name, words))), None)
    return SheetTable(book, sheet, header, header.kind or named, rows, {}, [], len(rows), sheet.height, (), ())


def _known(texts: dict[int, str], words: Vocabulary) -> tuple[dict[str, int], dict[Kind, int]]:
    """The columns whose headings are known as they stand or by their parts."""
    fields: dict[str, int] = {}
    kinds: dict[Kind, int] = {}
    for at, text in texts.items():
        key = heading_key(text)
        reading = read_heading(text, words)
        if kind := words.kind_names.get(key):
            kinds.setdefault(kind, at)
        elif field := words.columns.get(key):
            fields.setdefault(field, at)
        elif reading and reading.kind and reading.field == "title" and not reading.weak:
            kinds.setdefault(reading.kind, at)
        elif reading and reading.field and reading.field != "title":
            fields.setdefault(reading.field, at)
    return fields, kinds
