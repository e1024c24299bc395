"""The report as data: every figure, sentence and table that a document may show, nothing rendered.

Every renderer gets the same ``Report`` and never counts; ``composing`` makes it.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field

from rsplan.analysis.facts import Fact
from rsplan.analysis.patterns import Sentence
from rsplan.findings.finding import Finding
from rsplan.language.labels import REGION_COUNCIL
from rsplan.plan.model import InputFile, Ledger
from rsplan.report.history import Comparison, History

if TYPE_CHECKING:
    from rsplan.language.vocabulary import Vocabulary
    from rsplan.plan.model import Plan
    from rsplan.plan.period import Period

Counting = Literal["follow-ups", "distinct"]


class About(Struct, frozen=True):
    """What the documents say of themselves. ``date`` is the document's date: nothing here comes from the clock.

    ``untold`` is for bare files: "year" and "tertial" where they do not tell it. ``period`` then holds a stand-in,
    which nothing shows.
    """

    organisation: str
    board: str
    unit: str
    plan_name: str
    year: int
    period: Period
    diarienummer: str
    date: datetime.date
    tertial_report: str = ""
    handler: str = ""
    handler_email: str = ""
    handler_phone: str = ""
    proposer: str = ""
    proposal: str = ""
    changes: tuple[str, ...] = ()
    signatories: tuple[str, ...] = ()
    copies_to: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    overview: bool = True
    list_remarks: bool = False
    counting: Counting = "follow-ups"
    full_council: str = REGION_COUNCIL
    council_plan: str = ""
    decided: datetime.date | None = None
    revised: tuple[datetime.date, ...] = ()
    wording: str = ""
    same: Mapping[str, str] = field(default_factory=dict)
    untold: frozenset[str] = frozenset()

    @property
    def told_year(self) -> int | None:
        """The year, None where bare files do not tell it."""
        return None if "year" in self.untold else self.year

    @property
    def told_month(self) -> str | None:
        """The tertial's month, None where bare files do not tell it."""
        return None if "tertial" in self.untold else self.period.tertial.month

    @property
    def decision(self) -> str:
        """The proposal for decision as Markdown: one sentence, or a numbered point for each where changes follow."""
        if not self.changes:
            return self.proposal
        return "\n".join(f"{number}. {point}" for number, point in enumerate((self.proposal, *self.changes), start=1))


class Section(Struct, frozen=True):
    """One section of the report: its id (the name of its text file), heading, prose and default sentences.

    ``text`` is the prose as written (Markdown with figures by name), None where nobody has written it; ``fallback`` is
    what stands there instead, after the marked placeholder. ``path`` is where the prose is, or should be, written.
    """

    id: str
    heading: str
    text: str | None
    fallback: str
    path: str


class Status(Struct, frozen=True):
    """A status as a document shows it: never by colour alone. ``member`` is the enum's value ("green", "delayed")."""

    member: str
    label: str
    symbol: str = ""

    def __str__(self) -> str:
        return f"{self.symbol} {self.label}".strip()


CellValue = str | int | Status
ColumnKind = Literal["text", "number", "status"]


class Column(Struct, frozen=True):
    """A table's column: heading, what it holds, and how much of the width it wants (relative).

    ``one`` is what a single item is called where the column counts them ("försenad" under "Försenade"). ``name`` is
    how a template calls the cells of the column: a field of the item, or the status that is counted.
    """

    heading: str
    kind: ColumnKind = "text"
    width: int = 1
    one: str = ""
    name: str = ""


class Row(Struct, frozen=True):
    """A table's row. ``facts`` gives, by column, the id of the fact that a number shows ("" where none).

    ``key`` tells which item the row shows, "" for a row of counts; ``fields`` are all its texts by name, also those
    that the table has no column for.
    """

    cells: tuple[CellValue, ...]
    facts: tuple[str, ...] = ()
    key: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


class Group(Struct, frozen=True):
    """Rows under a common heading, such as a goal area; the heading is "" where the table is not grouped.

    ``beside`` is what its row says in each further column (``group_cells``), "" or fewer where that is nothing.
    """

    heading: str
    rows: tuple[Row, ...]
    beside: tuple[str, ...] = ()


class Table(Struct, frozen=True):
    """A table as data. ``total`` is the row of sums, None where there is nothing to add.

    ``note`` stands below the table: what its symbols mean. ``doubts`` are told by whoever shows the table.
    """

    id: str
    caption: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    total: Row | None = None
    note: str = ""
    doubts: tuple[Finding, ...] = ()

    @property
    def of_counts(self) -> bool:
        """True for a table that has nothing but counts beside its first column: it can be drawn as a chart."""
        return len(self.columns) > 1 and all(column.kind == "number" for column in self.columns[1:])

    def heading_cells(self, group: Group) -> tuple[str, ...]:
        """The row of a group's heading: a cell for each column."""
        further = len(self.columns) - 1
        return (group.heading, *(*group.beside, *[""] * further)[:further])

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, without their group headings and the sums."""
        return tuple(row for group in self.groups for row in group.rows)


class Report(Struct, frozen=True, dict=True):
    """Everything that the documents of one period are made from."""

    about: About
    plan: Plan
    vocabulary: Vocabulary
    facts: Mapping[str, Fact]
    sentences: Mapping[str, Sentence]
    tables: Mapping[str, Table]
    sections: tuple[Section, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    footnotes: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    history: History = field(default_factory=dict)
    comparison: Comparison | None = None

    @property
    def inputs(self) -> tuple[InputFile, ...]:
        """The files that the figures come from, those of other periods last."""
        return (*self.plan.inputs, *(file for plan in self.history.values() for file in plan.inputs))

    @property
    def ledgers(self) -> tuple[Ledger, ...]:
        """The account of every row that was read, in the order of the inputs."""
        return (*self.plan.ledgers, *(ledger for plan in self.history.values() for ledger in plan.ledgers))

    def plan_of(self, fact_id: str) -> Plan:
        """The plan whose rows a fact counts: that of another period, for the facts of its own."""
        return self.history.get(self.facts[fact_id].of, self.plan)
