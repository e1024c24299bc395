"""The items of one kind in one table, and the one door through which a row leaves. Knows neither words nor sheets."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding
from rsplan.plan.model import Kind, Ledger, SetAside, Source
from rsplan.understanding.candidates import not_used
from rsplan.understanding.notes import under_columns
from rsplan.understanding.several_cells import where
from rsplan.understanding.tables import SheetTable


class Items(Struct, frozen=True, dict=True):
    """The items of one kind in one table: field → texts, the row (from 1) of each, the account of all rows. ``titles``
    is what stands above the table, from the top.
    """

    kind: Kind
    columns: Mapping[str, list[str]]
    rows: list[int]
    source: Source
    ledger: Ledger
    findings: tuple[Finding, ...] = ()
    titles: tuple[str, ...] = ()

    def set_aside(self, reason: str, rows: Collection[int], *said: Finding) -> Items:
        """The items without some rows, which the account keeps under the reason; ``said`` tells the reader so.

        The only way in which a row leaves. Raises ``ValueError`` for a row that is not here to leave.
        """
        if not rows:
            return replace(self, findings=(*self.findings, *said)) if said else self
        gone = frozenset(rows)
        kept = [at for at, row in enumerate(self.rows) if row not in gone]
        if len(kept) + len(gone) != len(self.rows):
            raise ValueError(f"rows {sorted(gone - set(self.rows))} were not among the items")
        left = SetAside(reason, tuple(row for row in self.rows if row in gone))
        return replace(
            self,
            columns={name: [texts[at] for at in kept] for name, texts in self.columns.items()},
            rows=[self.rows[at] for at in kept],
            ledger=replace(self.ledger, counted=len(kept), set_aside=(*self.ledger.set_aside, left)),
            findings=(*self.findings, *said),
        )

    def where(self, keep: Collection[bool]) -> list[int]:
        """The rows for which ``keep``, one truth a row, is false: those that are to be set aside."""
        return [row for row, kept in zip(self.rows, keep, strict=True) if not kept]

    def with_columns(self, *said: Finding, **columns: list[str]) -> Items:
        """The items with some columns in the place of others."""
        return replace(self, columns={**self.columns, **columns}, findings=(*self.findings, *said))


class Place(Struct, frozen=True, dict=True):
    """Where a table's cells stand, for findings. Rows from 1, as in the spreadsheet."""

    table: SheetTable
    columns: Mapping[str, int]

    def cell(self, row: int, field: str) -> str:
        return self.table.sheet.cell(row - 1, self.columns.get(field, self.columns.get("title", 0)))

    def lacking(self, field: str, noun: str, rows: Sequence[int]) -> Finding:
        """That some rows have nothing in the column of a field, which ``noun`` names, with the line that leaves the
        column out."""
        cells = tuple(self.cell(row, field) for row in rows)
        heading = self.table.header.texts.get(self.columns[field], "")
        line = f" Är det en annan kolumn, skriv {under_columns(not_used(heading))}." if heading else ""
        words = {"field": noun, "where": where(cells), "count": len(rows), "line": line}
        return replace(self.finding(codes.FIELD_MISSING, rows[0], field, **words), cells=cells)

    def finding(self, code: str, row: int, at: str, value: str | None = None, /, **words: object) -> Finding:
        name, sheet = self.table.workbook.name, self.table.sheet.name
        return finding(code, file=name, sheet=sheet, cell=self.cell(row, at), value=value, **words)
