"""The tables that show items: all of a kind under their goal areas, and those that deviate, the gravest first.

Which columns follow the name is the wording's choice; a column that has nothing to show is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from rsplan.analysis.counts import counted
from rsplan.analysis.deviations import USUAL, deviating
from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding
from rsplan.plan.model import FIELDS, Kind
from rsplan.report.group_cells import of_items
from rsplan.report.report import Column, ColumnKind, Group, Row, Table
from rsplan.report.status_words import StatusWord, key_of_symbols, status_words
from rsplan.report.wording import ITEM_COLUMNS, Wording

if TYPE_CHECKING:
    import pandas as pd

    from rsplan.language.vocabulary import Vocabulary
    from rsplan.plan.model import Plan

# A longer comment is shortened in a table, and said to be.
LONGEST_COMMENT = 600

_WIDTHS: Mapping[str, int] = {"title": 6, "comment": 5, "unit": 3, "parent": 4, "goal_area": 3}
_USUAL_WIDTH = 2
_KINDS: Mapping[str, ColumnKind] = {"target": "number", "actual": "number", "status": "status"}

# What each table has after the name of the item, where the wording does not say.
_USUAL_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "assignments": ("decided_by", "status"),
    "indicators": ("target", "actual", "status"),
    "assignments_deviating": ("status", "unit", "comment"),
    "indicators_deviating": ("target", "actual", "status", "unit", "comment"),
    "activities_deviating": ("unit", "end", "comment"),
}


def item_tables(plan: Plan, wording: Wording, vocabulary: Vocabulary, *, distinct: bool) -> Iterator[Table]:
    """The assignments, the indicators, and the deviations of every kind."""
    for kind in (Kind.ASSIGNMENTS, Kind.INDICATORS):
        maker = _ItemTable(f"{kind}", kind, plan, wording, vocabulary)
        yield maker.table(counted(plan, kind), _by_goal_area, f"appendix_{kind}")
    for kind in Kind:
        statuses = wording.deviations.get(kind, USUAL[kind])
        maker = _ItemTable(f"{kind}_deviating", kind, plan, wording, vocabulary)
        yield maker.table(deviating(plan, kind, statuses, distinct=distinct), _in_order, f"{kind}_deviating")


def _by_goal_area(frame: pd.DataFrame, row: Callable[[Any], Row]) -> tuple[Group, ...]:
    """Rows under their goal areas, both in the order of the export."""
    groups: dict[str, list[Row]] = {}
    for item in frame.itertuples(index=False):
        groups.setdefault(str(item.goal_area), []).append(row(item))
    return tuple(Group(area, tuple(rows)) for area, rows in groups.items())


def _in_order(frame: pd.DataFrame, row: Callable[[Any], Row]) -> tuple[Group, ...]:
    return (Group("", tuple(row(item) for item in frame.itertuples(index=False))),) if len(frame) else ()


class _ItemTable:
    """One table of items on its way."""

    def __init__(self, table_id: str, kind: Kind, plan: Plan, wording: Wording, vocabulary: Vocabulary) -> None:
        self.id, self.kind, self.plan, self.wording = table_id, kind, plan, wording
        self.words: Mapping[str, StatusWord] = status_words(kind, wording, vocabulary)
        self.noun = vocabulary.noun(kind)
        self.all_fields = ("title", *(name for name in FIELDS[kind] if name in ITEM_COLUMNS))
        self.shortened: list[tuple[str, str]] = []

    def table(self, frame: pd.DataFrame, grouped: Callable[..., tuple[Group, ...]], heading: str) -> Table:
        """The table of some rows of the kind's frame; without columns where there are no rows."""
        fields = ("title", *self._fields(frame))
        groups = grouped(frame, lambda item: self._row(item, fields))
        caption = self.wording.heading(heading)
        if not groups:
            return Table(self.id, caption, (), ())
        note = key_of_symbols([self.words], set(frame["status"])) if "status" in fields else ""
        columns = tuple(map(self._column, fields))
        groups = tuple(replace(group, beside=self._beside(columns, group)) for group in groups)
        return Table(self.id, caption, columns, groups, note=note, doubts=self._doubts())

    def _beside(self, columns: tuple[Column, ...], group: Group) -> tuple[str, ...]:
        if not group.heading:
            return ()
        return of_items(columns, group.rows, self.wording.heading(self.kind), self.noun, self.words)

    def _fields(self, frame: pd.DataFrame) -> list[str]:
        wanted = self.wording.columns.get(self.id, _USUAL_COLUMNS[self.id])
        known = [name for name in wanted if name in FIELDS[self.kind]]
        return [name for name in known if name == "status" or (frame[name] != "").any()]

    def _column(self, field: str) -> Column:
        heading = self.wording.heading(self.kind if field == "title" else f"column_{field}")
        return Column(heading, _KINDS.get(field, "text"), _WIDTHS.get(field, _USUAL_WIDTH), name=field)

    def _row(self, item: Any, fields: tuple[str, ...]) -> Row:
        cells = tuple(
            self.words[item.status].status
            if field == "status"
            else self._bounded(getattr(item, field), item)
            if field == "comment"
            else getattr(item, field)
            for field in fields
        )
        # A follow-up is one of its unit's: the same activity may stand in the table once for each.
        own = f"{item.key}\x1f{item.unit}" if self.kind is Kind.ACTIVITIES else str(item.key)
        texts = {name: str(getattr(item, name)) for name in self.all_fields}
        return Row(cells, key=own, fields={**texts, "status": str(self.words[item.status].status)})

    def _bounded(self, comment: str, item: Any) -> str:
        if len(comment) <= LONGEST_COMMENT:
            return comment
        source = self.plan.sources[int(item.source)]
        self.shortened.append((source.file, source.cell(int(item.row), "comment")))
        return comment[: LONGEST_COMMENT - 1].rsplit(" ", 1)[0].rstrip(" ,;:–") + " …"

    def _doubts(self) -> tuple[Finding, ...]:
        if not self.shortened:
            return ()
        files = dict.fromkeys(file for file, _ in self.shortened)
        places = [", ".join([file, *(cell for of, cell in self.shortened if of == file)]) for file in files]
        caption = self.wording.heading(self.id if self.id.endswith("_deviating") else f"appendix_{self.id}")
        return (finding(codes.COMMENT_SHORTENED, value="; ".join(places), table=caption, most=LONGEST_COMMENT),)
