"""What ``find`` does: the rows of one period, or of all, that hold a word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from rsplan.findings import codes
from rsplan.findings.finding import stop
from rsplan.plan.period import Period, Tertial
from rsplan.project.settings import Settings, exports_of, periods_with_exports
from rsplan.reading.exports import start_reading
from rsplan.runs.period_plans import plan_of_period
from rsplan.runs.plans import vocabulary_of
from rsplan.runs.project_report import newest_settings

if TYPE_CHECKING:
    from rsplan.analysis.search import Word
    from rsplan.language.vocabulary import Vocabulary
    from rsplan.plan.model import Address, Kind, Plan


class FoundRow(Struct, frozen=True):
    """A row that holds the word: where (the cell of the field that holds it), and what the row says."""

    period: Period
    kind: Kind
    field: str
    address: Address
    key: str
    title: str
    unit: str
    status: str
    text: str


class Search(Struct, frozen=True):
    """The rows that hold a word, the periods that were read, and the words for their statuses."""

    word: str
    periods: tuple[Period, ...]
    rows: tuple[FoundRow, ...]
    vocabulary: Vocabulary


def find_rows(
    root: Path, word: str, tertial: Tertial | None = None, year: int | None = None, *, all_periods: bool = False
) -> Search:
    """The rows of a project's period, the newest if none is named, or of all, oldest first."""
    newest = newest_settings(root, tertial, year)
    periods = periods_with_exports(root) if all_periods else [newest.period]
    files = {period: exports_of(newest.but(period=period)) for period in periods}
    vocabulary = vocabulary_of(newest)
    rows: list[FoundRow] = []
    # What stands in a cell is looked for, not counted: tallies are check enough.
    with start_reading((), tallied=[file for found in files.values() for file in found]) as reading:
        from rsplan.analysis.search import Word

        try:
            wanted = Word(word)
        except ValueError:
            raise stop(codes.WORD_BLANK) from None
        for period in periods:
            settings: Settings = newest.but(period=period)
            plan = plan_of_period(reading, files[period], vocabulary, period, settings)
            rows += _rows(plan, wanted, period)
    return Search(word, tuple(periods), tuple(rows), vocabulary)


def _rows(plan: Plan, word: Word, period: Period) -> list[FoundRow]:
    from rsplan.analysis.search import rows_with

    found = []
    for hit in rows_with(plan, word):
        row = plan.frame(hit.kind).iloc[hit.position]
        address = plan.address(hit.kind, hit.position, hit.field)
        told = {name: str(row[name]) for name in ("title", "unit", "status")}
        found.append(FoundRow(period, hit.kind, hit.field, address, str(row["id"]), text=str(row[hit.field]), **told))
    return found
