"""Copies of rsplan's tables that a person has written in: theirs, but what grows old in them is told."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from rsplan.documents.living.said_numbers import same
from rsplan.documents.living.table_grid import align
from rsplan.documents.living.table_pairs import column_of, partners
from rsplan.documents.living.table_search import is_like
from rsplan.documents.office.ooxml import TBL, Element
from rsplan.documents.word.evidence import TableRecord
from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding
from rsplan.language.swedish import counted


class OldCopy(Struct, frozen=True):
    """A copy that says what the exports said when the document was written: how many cells, and the first one's row."""

    table: Element
    record: TableRecord
    count: int
    row: str


def old_copies(
    body: Element, records: Sequence[TableRecord], today: Mapping[str, TableRecord], ours: Collection[Element]
) -> Iterator[OldCopy]:
    """The tables that are like one of rsplan's, but are not the one, and show figures of it that have changed."""
    for table in body.iter(TBL):
        if table in ours:
            continue
        for record in records:
            if record.id in today and is_like(table, [record]):
                rows = list(_old_rows(table, record, today[record.id]))
                if rows:
                    yield OldCopy(table, record, len(rows), rows[0])
                    break


def told_copy(copy: OldCopy, where: str) -> Finding:
    """What is said of a copy at a place of the document."""
    cells = counted(copy.count, "siffra", "siffror")
    return finding(codes.COPY_IS_OLD, where=where, title=copy.record.title, cells=cells, row=copy.row)


def _old_rows(table: Element, record: TableRecord, today: TableRecord) -> Iterator[str]:
    """The title of the row of each cell that says what was written and not what is so today."""
    aligned = align((table,), record)
    pairs = partners(record, today)
    for number, row in enumerate(record.rows if aligned is not None else ()):
        partner = pairs.get(row.key)
        if aligned is None or partner is None or row.kind not in ("row", "total"):
            continue
        for column, text in enumerate(partner.cells):
            old = column_of(record, today, column)
            cell = aligned.cell(number, old) if old else None
            if (
                cell is not None
                and old is not None
                and not same(row.cells[old], text)
                and same(cell.text, row.cells[old])
            ):
                yield row.cells[0]
