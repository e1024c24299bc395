"""Copies of rsplan's tables that a person has written in: theirs, but what grows old in them is told."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping

from msgspec import Struct

from rsplan.documents.living.copied_rows import old_rows_as_text, told_old
from rsplan.documents.living.document import Opened
from rsplan.documents.living.locations import Places
from rsplan.documents.living.said_numbers import same
from rsplan.documents.living.table_grid import align
from rsplan.documents.living.table_pairs import column_of, partners
from rsplan.documents.living.table_search import is_like
from rsplan.documents.living.text import visible_text
from rsplan.documents.office.ooxml import SDT, TBL, Element, P
from rsplan.documents.word.evidence import TableRecord
from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding
from rsplan.language.swedish import counted


class OldCopy(Struct, frozen=True):
    """A copy that says what the exports said when the document was written: how many cells, and the first one's row."""

    part: str
    table: Element
    record: TableRecord
    count: int
    row: str


def copies_told(
    opened: Opened,
    places: Places,
    today: Mapping[str, TableRecord],
    ours: Collection[Element],
    following: Container[Element],
) -> Iterator[Finding]:
    """What has grown old in copies of rsplan's tables, in any part, and in rows that have become text.

    ``following`` are the controls that are renewed wherever they stand.
    """
    for copy in old_copies(opened, today, ours, following):
        yield told_copy(copy, places.of(copy.part, copy.table))
    pairs = {record.id: (record, today[record.id]) for record in opened.evidence.tables if record.id in today}
    for part, paragraph, row, record in old_rows_as_text(_lines(opened, ours, following), pairs):
        where = places.of(part, paragraph)
        yield told_old(where, f'en rad ur tabellen "{record.title}"', [row])


def _lines(
    opened: Opened, ours: Collection[Element], following: Container[Element]
) -> Iterator[tuple[str, Element, str]]:
    held = {paragraph for table in ours for paragraph in table.iter(P)}
    for part in opened.parts:
        for paragraph in opened.package.tree(part).iter(P):
            if paragraph not in held and not any(control in following for control in paragraph.iter(SDT)):
                yield part, paragraph, visible_text(paragraph)


def old_copies(
    opened: Opened, today: Mapping[str, TableRecord], ours: Collection[Element], following: Container[Element]
) -> Iterator[OldCopy]:
    """The tables that are like one of rsplan's, but are not the one, and show figures of it that have changed."""
    for part in opened.parts:
        for table in opened.package.tree(part).iter(TBL):
            for record in opened.evidence.tables if table not in ours else ():
                if record.id in today and is_like(table, [record]):
                    rows = list(_old_rows(table, record, today[record.id], following))
                    if rows:
                        yield OldCopy(part, table, record, len(rows), rows[0])
                        break


def told_copy(copy: OldCopy, where: str) -> Finding:
    """What is said of a copy at a place of the document."""
    cells = counted(copy.count, "siffra", "siffror")
    return finding(codes.COPY_IS_OLD, where=where, title=copy.record.title, cells=cells, row=copy.row)


def _old_rows(table: Element, record: TableRecord, today: TableRecord, following: Container[Element]) -> Iterator[str]:
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
                and not any(control in following for control in cell.element.iter(SDT))
            ):
                yield row.cells[0]
