"""Rows and columns of rsplan's tables that a person has copied or made into text: left, and told when they are old."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Iterator, Mapping

from rsplan.documents.living.said_numbers import plain, same
from rsplan.documents.living.table_grid import Aligned, Cell, Parts, align, title_of
from rsplan.documents.living.table_pairs import column_of, partners
from rsplan.documents.office.ooxml import SDT, Element
from rsplan.documents.word.evidence import RowRecord, TableRecord
from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding
from rsplan.plan.folding import fold

_BETWEEN = re.compile(r"[\W_]+")
_FIGURES = ("row", "total")
_LONG, _MANY = 60, 20


class Told:
    """A table as it was written, and what each cell beside the titles says today; None for a row that is gone."""

    def __init__(self, record: TableRecord, today: TableRecord) -> None:
        self.record, self._today, self._pairs = record, today, partners(record, today)
        self.rows = [row for row in record.rows if row.kind in _FIGURES]

    def is_old(self, row: RowRecord, column: int) -> bool:
        """Whether what was written in a cell is not what is so today."""
        partner = self._pairs.get(row.key)
        if partner is None:
            return True
        at = next((at for at in range(len(partner.cells)) if column_of(self.record, self._today, at) == column), None)
        return at is not None and not same(partner.cells[at], row.cells[column])

    def old_columns(self, row: RowRecord) -> list[int]:
        """The columns of a row that say something else today."""
        return [column for column in range(1, len(row.cells)) if self.is_old(row, column)]


def told_copied_rows(
    parts: Parts, record: TableRecord, today: TableRecord, renewed: Container[Element]
) -> Iterator[Finding]:
    """What has grown old in copied rows and columns of a table, each told once.

    ``renewed`` are the controls that follow the exports wherever they stand.
    """
    aligned = align(parts, record)
    if aligned is None or not (aligned.added or _own_columns(aligned)):
        return
    told, where = Told(record, today), f'tabellen "{record.title}"'
    found: dict[str, list[str]] = {}
    for what, row in (*_old_columns(aligned, told, renewed), *_old_rows(aligned, told, renewed)):
        found.setdefault(what, []).append(row)
    for what, rows in found.items():
        yield told_old(where, what, dict.fromkeys(rows))


def told_old(where: str, what: str, rows: Collection[str]) -> Finding:
    """What is said of a copied row or column that has grown old at some rows."""
    listed = ", ".join(f'"{row if len(row) <= _LONG else row[: _LONG - 1] + "…"}"' for row in [*rows][:_MANY])
    more = f" och {len(rows) - _MANY} till" if len(rows) > _MANY else ""
    return finding(codes.COPIED_CELLS_OLD, where=where, what=what, rows=listed + more)


def _own_columns(aligned: Aligned) -> set[int]:
    ours = {column for column in aligned.columns if column is not None}
    return {cell.column for line in aligned.rows if line for cell in line.cells if cell.span == 1} - ours


def _old_rows(aligned: Aligned, told: Told, renewed: Container[Element]) -> Iterator[tuple[str, str]]:
    known = {fold(row.cells[0]): row for row in told.rows}
    for line in aligned.added:
        row = known.get(title_of(line, aligned.columns[0] or 0))
        for column in told.old_columns(row) if row is not None else ():
            grid = aligned.columns[column]
            if row is not None and grid is not None and _says(line.at(grid), row.cells[column], renewed):
                yield f'raden "{row.cells[0]}"', row.cells[0]


def _old_columns(aligned: Aligned, told: Told, renewed: Container[Element]) -> Iterator[tuple[str, str]]:
    header = aligned.rows[0]
    headings = {fold(text): column for column, text in enumerate(told.record.header) if column}
    for grid in sorted(_own_columns(aligned)) if header is not None else ():
        heading = header.at(grid) if header is not None else None
        column = headings.get(fold(heading.text), 0) if heading is not None else 0
        for row, line in zip(told.record.rows, aligned.rows, strict=True) if column else ():
            old = row.kind in _FIGURES and told.is_old(row, column)
            if old and line is not None and _says(line.at(grid), row.cells[column], renewed):
                yield f"kolumnen {told.record.header[column]}", row.cells[0]


def _says(cell: Cell | None, text: str, renewed: Container[Element]) -> bool:
    """Whether a cell says a text that nothing will renew."""
    follows = cell is not None and any(one in renewed for one in cell.element.iter(SDT))
    return cell is not None and not follows and same(cell.text, text)


def old_rows_as_text(
    paragraphs: Iterable[tuple[str, Element, str]], pairs: Mapping[str, tuple[TableRecord, TableRecord]]
) -> Iterator[tuple[str, Element, str, TableRecord]]:
    """The paragraphs that say all that a row said, whatever stands between its cells, if it says something else today.

    ``pairs`` gives each table as it was written and as it would be today. Yields part, paragraph, title and table.
    """
    old: dict[str, tuple[str, TableRecord]] = {}
    for record, today in pairs.values():
        told = Told(record, today)
        for row in told.rows:
            if told.old_columns(row) and all(row.cells):
                old.setdefault(_letters(" ".join(row.cells)), (row.cells[0], record))
    for part, paragraph, text in paragraphs:
        found = old.get(_letters(text))
        if found is not None:
            yield part, paragraph, *found


def _letters(text: str) -> str:
    return _BETWEEN.sub("", fold(plain(text)))
