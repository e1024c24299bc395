"""A table of a document on its way to its new record: what the steps of its renewal share."""

from __future__ import annotations

from collections.abc import Mapping

from rsplan.documents.living.renewal import Work
from rsplan.documents.living.table_grid import Aligned, Line, Parts
from rsplan.documents.living.table_pairs import partners
from rsplan.documents.office.ooxml import Element
from rsplan.documents.word.evidence import RowRecord, TableRecord
from rsplan.documents.word.palette import palette_of


class TableState:
    """One table: its record as written last (``base``) and of today (``new``), and its rows where they stand.

    ``facts`` gives, by row key, the ids of the facts that the row's cells show; ``lines`` the rows that show an item
    of today, by key.
    """

    def __init__(
        self,
        work: Work,
        parts: Parts,
        base: TableRecord,
        new: TableRecord,
        facts: Mapping[str, tuple[str, ...]],
        aligned: Aligned,
    ) -> None:
        self.work, self.parts, self.base, self.new, self.facts, self.aligned = work, parts, base, new, facts, aligned
        self.tints = palette_of(work.opened.package).tints
        self.partners = partners(base, new)
        self.kinds = {row.key: row.kind for row in new.rows}
        self.lines: dict[str, Line] = {}

    @property
    def name(self) -> str:
        """What the table was called when it was written last."""
        return table_name(self.base)

    @property
    def new_name(self) -> str:
        """What the table is called today."""
        return table_name(self.new)

    def keys(self) -> dict[Element, str]:
        """The key of today of each row that shows an item."""
        return {line.element: key for key, line in self.lines.items()}


def table_name(record: TableRecord) -> str:
    """A table as a message names it."""
    return f'tabellen "{record.title}"'


def quoted(row: RowRecord) -> str:
    """A row as a message names it."""
    title = row.cells[0] if row.cells else ""
    return f'"{title if len(title) <= 60 else title[:59] + "…"}"'
