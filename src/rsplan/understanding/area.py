"""The part of a sheet that belongs to one header, as texts: what stands below it, column by column and row by row.

Knows cells and what each column is for, not which rows are items.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from msgspec.structs import replace

from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.model import Kind
from rsplan.plan.period import Period
from rsplan.reading.workbook import Sheet, Workbook
from rsplan.understanding.cell_texts import cell_text, column_texts
from rsplan.understanding.column_roles import Evidence, decided
from rsplan.understanding.headings import Header
from rsplan.understanding.kind_names import kind_named_in
from rsplan.understanding.notes import Note
from rsplan.understanding.shared_status import marked, together

# What an item belongs to: those that are a group's own name, and those that also come with each item.
GROUP_FIELDS = ("goal_area", "parent", "unit", "decided_by")


class Area:
    """The rows of a sheet from ``top`` (titles) over the header to ``end``, the row after the last. A position ``at``
    counts the rows below the header from 0. ``header`` is the one given, its doubtful columns decided by their content,
    ``notes`` what there is to say of that, ``kind`` what the items are.
    """

    def __init__(
        self,
        workbook: Workbook,
        sheet: Sheet,
        header: Header,
        top: int,
        end: int,
        vocabulary: Vocabulary,
        period: Period | None,
    ) -> None:
        self.workbook, self.sheet, self.vocabulary, self.period = workbook, sheet, vocabulary, period
        self.top, self.start, self.end = top, header.row + 1, end
        self._texts: dict[int, list[str]] = {}
        self.titles = tuple(self._titles(header, top))
        self._owners = {found.kind for found in header.readings.values() if found.kind and not found.weak}
        self.kind = self._kind(header)
        header, chosen = self._by_choice(header)
        known = Evidence(self.column, self.kind, vocabulary, period, sheet.looks.hidden_columns, self.own)
        decision = decided(header, known)
        self.header, self.decided_by = decision.header, decision.decided_by
        self.notes = [*chosen, *decision.notes]
        if self.header.shared:
            self._texts[self.header.shared[0]] = together([self.column(at) for at in self.header.shared])
        self.kind = self._kind(self.header)

    @property
    def count(self) -> int:
        """How many rows there are below the header."""
        return self.end - self.start

    def _by_choice(self, header: Header) -> tuple[Header, list[Note]]:
        """The header with the status that crosses tell, read into the first of their columns."""
        if not header.choices or "status" in header.fields:
            return header, []
        first = header.choices[0]
        self._texts[first] = marked({header.texts[at]: self.column(at) for at in header.choices})
        several = ", ".join(f'"{header.texts[at]}"' for at in header.choices)
        note = Note(
            codes.STATUS_IN_SEVERAL_COLUMNS, first, {"several": several, "how": "var rad har ett kryss i en av dem"}
        )
        return replace(header, fields={**header.fields, "status": first}), [note]

    def column(self, at: int) -> list[str]:
        """The texts of a column below the header, merged cells filled."""
        if at not in self._texts:
            texts = column_texts(self.sheet.columns[at][self.start : self.end])
            self._fill_merged(at, texts)
            self._texts[at] = texts
        return self._texts[at]

    def own(self, at: int) -> list[bool]:
        """Which cells of a column below the header have something of their own: of merged ones only the first has."""
        return [bool(cell_text(value)) for value in self.sheet.columns[at][self.start : self.end]]

    def _fill_merged(self, at: int, texts: list[str]) -> None:
        """A merged cell's text holds for all the rows that it covers."""
        for top, left, bottom, _ in self.sheet.merges:
            if left == at and bottom > top >= self.start:
                for row in range(top + 1, min(bottom, self.end - 1) + 1):
                    texts[row - self.start] = texts[row - self.start] or texts[top - self.start]

    def _titles(self, header: Header, top: int) -> Iterator[tuple[int, int, str]]:
        for row in range(top, header.first_row):
            for at in range(header.left, header.right):
                value = self.sheet.columns[at][row]
                if isinstance(value, str) and value.strip():
                    yield row, at, cell_text(value)

    def _kind(self, header: Header) -> Kind | None:
        """The kind of the items: told by a heading, else by the nearest title, the sheet's name, the file's name."""
        if header.kind is not None:
            return header.kind
        names = [*(text for _, _, text in reversed(self.titles)), self.sheet.name, self.workbook.name]
        told = next((kind for name in names if (kind := kind_named_in(name, self.vocabulary))), None)
        if told is None and len(self._owners) == 1:
            return next(iter(self._owners))
        if told is None and "target" in header.fields:
            return Kind.INDICATORS
        return told

    # --- one row ------------------------------------------------------------------------------------------------

    def filled(self, at: int) -> list[tuple[int, str]]:
        """The cells of a row that say something, each with its column."""
        used = self._used
        texts = (
            (
                column,
                self.column(column)[at] if column in used else cell_text(self.sheet.columns[column][self.start + at]),
            )
            for column in range(self.header.left, self.header.right)
        )
        return [(column, text) for column, text in texts if text]

    @cached_property
    def _used(self) -> set[int]:
        return self.header.used

    def of(self, at: int, field: str) -> str:
        """A row's text of a field, blank where the table lacks it."""
        column = self.header.fields.get(field)
        return "" if column is None else self.column(column)[at]

    def title(self, at: int) -> str:
        """A row's name."""
        return "" if self.header.title is None else self.column(self.header.title)[at]

    def is_merged_across(self, at: int, column: int) -> bool:
        """True for a cell that is one with its neighbours to the right."""
        row = self.start + at
        return any(top <= row <= bottom and left <= column < right for top, left, bottom, right in self.sheet.merges)

    @cached_property
    def group_columns(self) -> dict[str, int]:
        """Columns left of the item's name, or that name what it belongs to."""
        header = self.header
        title = header.columns.get("title", header.right)
        fields = {
            name: at
            for name, at in header.columns.items()
            if name in ("goal_area", "parent") or (name in GROUP_FIELDS and at < title)
        }
        levels = {
            f"{level}.{prop}": at
            for (level, prop), at in header.view.items()
            if prop == "title" and level == "goal_area"
        }
        return fields | levels

    def finding(self, code: str, at: int, column: int, value: str | None = None, /, **words: object) -> Finding:
        """A finding of a cell of a row."""
        cell = self.sheet.cell(self.start + at, column)
        return finding(code, file=self.workbook.name, sheet=self.sheet.name, cell=cell, value=value, **words)
