"""A Word document's evidence as values: what it was made from, and what was last written into it.

It lies in a custom XML part of its own, ``evidence_xml``, which has two halves: the bound texts of the controls, and
what rsplan wrote, which is what a person's changes are told from.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct, field

NAMESPACE = "urn:rsplan:document:1"
STORE_ID = "{8F0B4F5C-6E0D-5B51-9E5C-2D5B6C1A7E10}"


class ControlRecord(Struct, frozen=True):
    """What was last written into a control: its key in the store, the expression behind it and the text."""

    id: str
    expression: str
    facts: tuple[str, ...]
    text: str


class Cells(Struct, frozen=True):
    """The cells of one sheet that a fact counts, shortest form: ``F5:F9 F12``."""

    file: str
    sheet: str
    cells: str


class FactRecord(Struct, frozen=True):
    """A fact that the document states: its value when it was written and the cells behind it."""

    id: str
    value: int | Decimal
    cells: tuple[Cells, ...] = ()


class RowRecord(Struct, frozen=True):
    """A row as last written. ``kind`` is header, group, row or total; ``key`` tells which item it is.

    ``looks`` names, by column, the status that a cell shows ("" for none).
    """

    kind: str
    key: str
    cells: tuple[str, ...]
    looks: tuple[str, ...] = ()

    @property
    def alone(self) -> bool:
        """Whether it is the heading of a group in one cell over all columns, as rsplan once set them."""
        return self.kind == "group" and len(self.cells) == 1

    def look(self, column: int) -> str:
        """The status of a column."""
        return self.looks[column] if column < len(self.looks) else ""


class TableRecord(Struct, frozen=True):
    """A table as last written, header first."""

    id: str
    title: str
    rows: tuple[RowRecord, ...]
    description: str = ""

    @property
    def header(self) -> tuple[str, ...]:
        """The headings of its columns."""
        return self.rows[0].cells if self.rows else ()


class ChartRecord(Struct, frozen=True):
    """The data of a chart, or of a piece of one, as last written: categories, and each series by name with its values
    as text."""

    id: str
    title: str
    description: str
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def table(self) -> str:
        """The id of the table that it is drawn from."""
        return self.id.partition("#")[0]

    @property
    def longest(self) -> int:
        """What its longest bar adds up to, 0 without bars."""
        rows = range(len(self.categories))
        return max((sum(int(values[row]) for _, values in self.series) for row in rows), default=0)

    @property
    def series_numbers(self) -> list[tuple[str, list[str | int]]]:
        """The series with their values as numbers."""
        return [(name, [int(value) for value in values]) for name, values in self.series]


class InputRecord(Struct, frozen=True):
    """A file that the figures came from."""

    name: str
    sha256: str
    size: str


class Evidence(Struct, frozen=True):
    """Everything that a document knows of its own making. ``seal`` is the digest of what rsplan wrote."""

    kind: str
    version: str
    period: str
    board: str
    date: str
    counting: str
    wording: str = ""
    diarienummer: str = ""
    tertial_report: str = ""
    template: str = ""
    template_sha256: str = ""
    inputs: tuple[InputRecord, ...] = ()
    remarks: tuple[str, ...] = ()
    controls: tuple[ControlRecord, ...] = ()
    facts: tuple[FactRecord, ...] = ()
    tables: tuple[TableRecord, ...] = ()
    charts: tuple[ChartRecord, ...] = ()
    comments: tuple[str, ...] = ()
    seal: str = ""
    bound: Mapping[str, str] = field(default_factory=dict)

    def control(self, key: str) -> ControlRecord | None:
        """The record of a control."""
        return next((record for record in self.controls if record.id == key), None)
