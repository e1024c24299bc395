"""A table as it was written beside what it would be today: which row and which column is which, and in what order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from msgspec.structs import replace

from rsplan.documents.living.document import Opened
from rsplan.documents.living.row_order import Order, merged
from rsplan.documents.living.said_numbers import bare, same, says_the_same
from rsplan.documents.templating.slots import Slots
from rsplan.documents.word.evidence import RowRecord, TableRecord
from rsplan.documents.word.evidence_of_report import table_record
from rsplan.documents.word.table_xml import EMPTY

if TYPE_CHECKING:
    from rsplan.report.report import Report

_RENAMED = 0.5


def partners(base: TableRecord, new: TableRecord) -> dict[str, RowRecord]:
    """For each row that was written, the row that shows the same item today."""
    today = {row.key: row for row in new.rows}
    found = {row.key: today[row.key] for row in base.rows if row.key in today}
    free = [row for row in new.rows if row.key not in found]
    for row in base.rows:
        if row.key in found or " | " not in row.key:
            continue
        same_id = [other for other in free if other.key.split(" | ")[0] == row.key.split(" | ")[0]]
        if len(same_id) == 1 and _alike(row.cells[0], same_id[0].cells[0]):
            found[row.key] = same_id[0]
            free.remove(same_id[0])
    return found


def order_of(base: TableRecord, new: TableRecord, same_items: Mapping[str, RowRecord], there: Sequence[str]) -> Order:
    """The order that a document's rows should have; ``there`` are their keys of today, as they stand."""
    was = [same_items[row.key].key for row in base.rows if row.key in same_items and row.kind != "header"]
    rows = [row for row in new.rows if row.kind != "header"]
    headings = {row.key for row in rows if row.kind in ("group", "total")}
    return merged(was, [key for key in there if key != new.rows[0].key], [row.key for row in rows], headings)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _RENAMED


def with_old_columns(
    base: TableRecord, new: TableRecord, facts: Mapping[str, tuple[str, ...]]
) -> tuple[TableRecord, dict[str, tuple[str, ...]]]:
    """A table of counts with the columns that it had before and has no more, since none is paused: all zero.

    Where the headings of its groups stood alone in their rows, they still do.
    """
    kept = dict(facts)
    if any(row.alone for row in base.rows):
        new = replace(new, rows=tuple(_heading_alone(row) for row in new.rows))
    for heading in base.header:
        if heading in new.header or not any(_is_count(row) for row in base.rows):
            continue
        place = base.header.index(heading)
        said = {"header": heading, "group": EMPTY}
        new = replace(new, rows=tuple(widened(row, place, said.get(row.kind, "0")) for row in new.rows))
        kept = {key: (*ids[:place], "", *ids[place:]) for key, ids in kept.items()}
    return new, kept


def todays_tables(opened: Opened, report: Report) -> dict[str, TableRecord]:
    """What each table of a document would be today, where the report still has it."""
    clean = Slots().clean
    return {
        record.id: with_old_columns(record, table_record(table, clean), {})[0]
        for record in opened.evidence.tables
        if (table := report.tables.get(record.id)) is not None
    }


def _heading_alone(row: RowRecord) -> RowRecord:
    return replace(row, cells=row.cells[:1]) if row.kind == "group" else row


def _is_count(row: RowRecord) -> bool:
    return row.key.startswith("fact:")


def widened(row: RowRecord, place: int, text: str) -> RowRecord:
    """A row with a column more."""
    if row.alone:
        return row
    return replace(row, cells=(*row.cells[:place], text, *row.cells[place:]))


def column_of(base: TableRecord, new: TableRecord, column: int) -> int | None:
    """The column, as it was written, that a column of today is."""
    heading = new.header[column]
    return base.header.index(heading) if heading in base.header else None


def as_written(base: TableRecord, new: TableRecord, record: RowRecord, today: RowRecord) -> RowRecord:
    """A row of today that the document does not show: each cell and look as it was written last, if it was."""
    if record.alone:
        return replace(today, cells=record.cells, looks=record.looks)
    old = [column_of(base, new, column) for column in range(len(today.cells))]
    cells = (
        record.cells[at] if at is not None and at < len(record.cells) else text
        for at, text in zip(old, today.cells, strict=True)
    )
    looks = (record.look(at) if at is not None else today.look(column) for column, at in enumerate(old))
    return replace(today, cells=tuple(cells), looks=tuple(looks) if record.looks or today.looks else ())


def says_otherwise(row: RowRecord, column: int, text: str) -> bool:
    """Whether a cell that a person has written in contradicts the export. A title may be reworded."""
    if row.kind == "header" or column == 0:
        return False
    told = row.cells[column]
    return not (same(text, told) or bare(text) == bare(told) or says_the_same(text, told))


def without(row: RowRecord, place: int) -> RowRecord:
    """A row with a column less."""
    if row.alone:
        return row
    looks = (*row.looks[:place], *row.looks[place + 1 :])
    return replace(row, cells=(*row.cells[:place], *row.cells[place + 1 :]), looks=looks)
