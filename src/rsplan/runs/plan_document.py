"""The decided plan as a file, in Word or as a spreadsheet of any kind: its tables and paragraphs as texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from rsplan.boundary.inputs import DOCUMENT, read_input
from rsplan.findings import codes
from rsplan.findings.finding import stop
from rsplan.plan.grids import DocumentTables, Grid
from rsplan.reading.exports import Unreadable, start_reading
from rsplan.reading.workbook import Sheet, cell_name
from rsplan.runs.plans import refusal_of
from rsplan.understanding.cell_texts import cell_text

if TYPE_CHECKING:
    from rsplan.reading.workbook import Workbook

_WORD_NAMES = (".docx", ".docm", ".dotx", ".doc", ".rtf", ".pdf")
_WORD_PART = b"word/document.xml"


def read_plan_document(path: Path) -> DocumentTables:
    """What a decided plan says in its tables and around them. Raises an ``RsplanError`` as for exports, also for a
    document without any table.
    """
    data = read_input(path, DOCUMENT)
    word = path.suffix.lower() in _WORD_NAMES or (data.startswith(b"PK") and _WORD_PART in data)
    found = _tables_of_word(data, path) if word else _tables_of_workbook(path)
    if not found.grids:
        raise stop(codes.PLAN_WITHOUT_TABLES, path.name)
    return found


def _tables_of_word(data: bytes, path: Path) -> DocumentTables:
    from rsplan.documents.living.foreign_files import refuse_strangers
    from rsplan.documents.office.document_tables import document_tables
    from rsplan.documents.office.package import read_package

    refuse_strangers(data, path.name)
    return document_tables(read_package(data, path.name))


def _tables_of_workbook(path: Path) -> DocumentTables:
    with start_reading([path]) as reading:
        book = reading.results()[0]
    if isinstance(book, Unreadable):
        raise refusal_of([book])
    return tables_of_workbook(book)


def tables_of_workbook(book: Workbook) -> DocumentTables:
    """The tables of a workbook's visible sheets: rows without an empty one between them, of which some have several
    filled cells. Other filled rows are paragraphs.
    """
    grids: list[Grid] = []
    paragraphs: list[tuple[str, str]] = []
    for sheet in (sheet for sheet in book.sheets if not sheet.hidden):
        heading = sheet.name
        for rows in _blocks(sheet):
            grid = _grid(sheet, heading, rows)
            if any(sum(map(bool, row)) > 1 for row in grid.rows):
                grids.append(grid)
                continue
            paragraphs += [
                (place, text)
                for row, places in zip(grid.rows, grid.places, strict=True)
                for place, text in zip(places, row, strict=True)
                if text
            ]
            heading = paragraphs[-1][1]
    return DocumentTables(book.name, tuple(grids), tuple(paragraphs))


def _blocks(sheet: Sheet) -> Iterator[Sequence[int]]:
    """The rows (from 0) that stand together, hidden ones left out."""
    shown = [row for row in range(sheet.height) if row not in sheet.hidden_rows]
    for filled, rows in groupby(shown, key=lambda row: any(cell_text(cell) for cell in sheet.row(row))):
        if filled:
            yield list(rows)


def _grid(sheet: Sheet, heading: str, rows: Sequence[int]) -> Grid:
    texts = tuple(tuple(cell_text(cell) for cell in sheet.row(row)) for row in rows)
    width = len(sheet.columns)
    places = tuple(
        tuple(f"blad {sheet.name}, cell {cell_name(row, column)}" for column in range(width)) for row in rows
    )
    return Grid(heading, texts, places)
