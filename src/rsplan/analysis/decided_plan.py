"""What a decided plan says in its tables: its assignments and indicators, who decided them, and their targets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from rsplan.language.headingwords.reading import read_heading
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.folding import fold
from rsplan.plan.grids import Grid
from rsplan.plan.model import Horizon, Kind

_GOALS = "mål"
_WANTED = ("decided_by", "target", "horizon", "key")
_TOTALS = ("summa", "totalt", "total ")


class DecidedItem(Struct, frozen=True):
    """An assignment or an indicator of a decided plan, and where it stands. ``target`` and ``decided_by`` are as
    written, "" where the table does not say; ``horizon`` is a ``Horizon`` value, "" for an assignment.
    """

    kind: Kind
    title: str
    place: str
    decided_by: str = ""
    target: str = ""
    target_place: str = ""
    horizon: str = ""
    key: str = ""


def decided_items(grids: Sequence[Grid], vocabulary: Vocabulary) -> list[DecidedItem]:
    """Every assignment and indicator of a plan's tables, in the plan's order.

    A table counts from a row of headings on that names a kind ("Uppdrag", "Kortsiktiga nyckeltal", "Finansiella mål")
    beside who decided it or its target, up to the next such row or the table's end.
    """
    return [item for grid in grids for item in _items(grid, vocabulary)]


def _items(grid: Grid, vocabulary: Vocabulary) -> Iterator[DecidedItem]:
    heading: _Heading | None = None
    for row, places in zip(grid.rows, grid.places, strict=True):
        found = _heading(row, vocabulary)
        if found is not None:
            heading = found
        elif heading is not None and (title := row[heading.title].strip()) and not fold(title).startswith(_TOTALS):
            yield heading.item(row, places)


class _Heading(Struct, frozen=True):
    kind: Kind
    horizon: str
    title: int
    columns: Mapping[str, int]

    def item(self, row: Sequence[str], places: Sequence[str]) -> DecidedItem:
        said = {field: row[column].strip() for field, column in self.columns.items()}
        where = places[self.columns["target"]] if "target" in self.columns else ""
        horizon = said.pop("horizon", "") or self.horizon
        return DecidedItem(self.kind, row[self.title].strip(), places[self.title], target_place=where,
                           horizon=horizon, **said)  # fmt: skip


def _heading(row: Sequence[str], vocabulary: Vocabulary) -> _Heading | None:
    """A row that is all headings, one of them a kind's and one of what is said of its items; else None."""
    kinds: dict[int, tuple[Kind, str]] = {}
    columns: dict[str, int] = {}
    for column, text in enumerate(row):
        if kind := _kind(text, vocabulary):
            kinds.setdefault(column, kind)
        elif text.strip() and (reading := read_heading(text, vocabulary)) and reading.field in _WANTED:
            columns.setdefault(reading.field, column)
    if len(kinds) != 1 or not columns:
        return None
    title, (named, horizon) = next(iter(kinds.items()))
    return _Heading(named, horizon, title, columns)


def _kind(text: str, vocabulary: Vocabulary) -> tuple[Kind, str] | None:
    """The kind that a heading names, with its horizon: "Finansiella mål" are indicators, as plans call them."""
    words = fold(text).split()
    horizon = next((found for word in words if (found := vocabulary.horizon(word))), None)
    if horizon and words[-1] == _GOALS:
        return Kind.INDICATORS, horizon
    reading = read_heading(text, vocabulary)
    if reading is None or reading.field != "title" or reading.kind in (None, Kind.ACTIVITIES):
        return None
    assert reading.kind is not None
    if reading.kind is Kind.ASSIGNMENTS:
        return reading.kind, ""
    return reading.kind, horizon or Horizon.SHORT_TERM.value
