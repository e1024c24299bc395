"""The plan as values: what an assignment, an indicator and an activity are, and where each row came from.

The rows stand in three pandas frames, one a kind. Every frame has a fresh 0..n-1 index and the columns of its kind
(``ASSIGNMENT_FIELDS`` …), all text, plus ``source`` (position in ``Plan.sources``) and ``row`` (the spreadsheet row).
Knows nothing of files or Word.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct, field

from rsplan.plan.address import Address as Address
from rsplan.plan.address import column_letter
from rsplan.plan.economy import Economy
from rsplan.plan.kolada import KoladaFigure

if TYPE_CHECKING:
    import pandas as pd

    from rsplan.findings.finding import Finding
    from rsplan.plan.period import Period, Tertial


class Kind(StrEnum):
    """The three kinds of plan item that rsplan counts; the value names the fact family."""

    ASSIGNMENTS = "assignments"
    INDICATORS = "indicators"
    ACTIVITIES = "activities"


class Fulfilment(StrEnum):
    """How far an assignment or an indicator is fulfilled."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    NO_DATA = "no_data"
    UNKNOWN = "unknown"


class ActivityState(StrEnum):
    """How far an activity has come."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    DELAYED = "delayed"
    COMPLETED = "completed"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


class Horizon(StrEnum):
    """What kind of indicator: short-term ones are followed up each tertial; financial ones are short-term too."""

    SHORT_TERM = "short_term"
    LONG_TERM = "long_term"
    FINANCIAL = "financial"


STATUSES: Mapping[Kind, tuple[Fulfilment | ActivityState, ...]] = {
    Kind.ASSIGNMENTS: tuple(Fulfilment),
    Kind.INDICATORS: tuple(Fulfilment),
    Kind.ACTIVITIES: tuple(ActivityState),
}

# ``key`` makes an item itself, ``id`` is what the export calls it ("" for none, and for a number that begins again).
# ``unit`` is a unit's name, ``unit_path`` the way to it from the top of the tree ("Regionstaben > Sekretariatet").
ITEM_FIELDS = ("key", "id", "title", "goal_area", "unit", "unit_path", "status", "status_text", "comment", "forecast")
ASSIGNMENT_FIELDS = (*ITEM_FIELDS, "decided_by")
# An outcome by sex that stands on a row of its own beside that of all has this row's number in the field ``…_row``.
OF_SEX = ("actual_women", "actual_men")
INDICATOR_FIELDS = (
    *ITEM_FIELDS, "decided_by", "horizon", "target", "actual", "direction", *OF_SEX, *(f"{name}_row" for name in OF_SEX)
)  # fmt: skip
ACTIVITY_FIELDS = (*ITEM_FIELDS, "parent", "start", "end")
FIELDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.ASSIGNMENTS: ASSIGNMENT_FIELDS,
    Kind.INDICATORS: INDICATOR_FIELDS,
    Kind.ACTIVITIES: ACTIVITY_FIELDS,
}


class Source(Struct, frozen=True):
    """One table of one export: where its rows stand, and which column holds which field, by its letters. Of a table
    that lies on its side (``turned``) a column is a row of the file, by its number, and a row a column.
    """

    file: str
    sheet: str
    columns: Mapping[str, str]
    turned: bool = False

    def cell(self, row: int, field: str = "status") -> str:
        """The address of a field in a spreadsheet row; of the title where the table lacks the field."""
        column = self.columns.get(field) or self.columns.get("title") or ("1" if self.turned else "A")
        return f"{column_letter(row - 1)}{column}" if self.turned else f"{column}{row}"


class SetAside(Struct, frozen=True):
    """Rows of a table that are not counted, for one reason (in Swedish)."""

    reason: str
    rows: tuple[int, ...]


class Ledger(Struct, frozen=True):
    """Every row of one table accounted for: ``read == counted + set aside``. Rows are those below the header."""

    file: str
    sheet: str
    kind: Kind
    header_row: int
    read: int
    counted: int
    set_aside: tuple[SetAside, ...] = ()

    @property
    def balances(self) -> bool:
        """True when no row is lost or counted twice."""
        return self.read == self.counted + sum(len(entry.rows) for entry in self.set_aside)


class InputFile(Struct, frozen=True):
    """One file that was read: its name, content hash and size in bytes."""

    name: str
    sha256: str
    size: int


class Plan(Struct, frozen=True, dict=True):
    """A board's plan as one period's exports tell it. ``period`` and ``board`` are None where nothing told them;
    ``told`` is what the files say of year and tertial, where it may be one of them alone.
    """

    assignments: pd.DataFrame
    indicators: pd.DataFrame
    activities: pd.DataFrame
    sources: tuple[Source, ...] = ()
    board: str | None = None
    period: Period | None = None
    told: tuple[int | None, Tertial | None] = (None, None)
    findings: tuple[Finding, ...] = ()
    ledgers: tuple[Ledger, ...] = ()
    inputs: tuple[InputFile, ...] = ()
    notes: tuple[str, ...] = field(default=())
    economy: Economy = field(default_factory=Economy)
    kolada: tuple[KoladaFigure, ...] = ()

    def frame(self, kind: Kind) -> pd.DataFrame:
        """The rows of one kind."""
        frame: pd.DataFrame = getattr(self, kind.value)
        return frame

    def address(self, kind: Kind, position: int, field: str = "status") -> Address:
        """The cell that holds a field of the row at ``position`` of the kind's frame."""
        row = self.frame(kind).iloc[position]
        source = self.sources[int(row["source"])]
        if own_row := row.get(f"{field}_row"):
            return Address(source.file, source.sheet, source.cell(int(own_row), "actual"))
        return Address(source.file, source.sheet, source.cell(int(row["row"]), field))
