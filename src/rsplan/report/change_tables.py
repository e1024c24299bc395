"""What has changed since the period before, as two tables: the flows, and the items that changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from rsplan.analysis.change_facts import flow_name
from rsplan.analysis.compare import Changes, Flow, KindChanges
from rsplan.analysis.facts import Fact
from rsplan.plan.model import ActivityState, Kind
from rsplan.plan.period import CHANGE
from rsplan.report.history import Comparison
from rsplan.report.report import Column, Group, Row, Status, Table

if TYPE_CHECKING:
    from rsplan.language.vocabulary import Vocabulary
    from rsplan.report.wording import Wording

FLOWS, CHANGED = "flows", "changed_items"
# More items of a kind than a reader reads: of activities, those then that have become delayed.
_MOST = 40


def tables_of_changes(
    changes: Changes | None,
    beside: Comparison | None,
    facts: Mapping[str, Fact],
    wording: Wording,
    vocabulary: Vocabulary,
) -> list[Table]:
    """The flows within a plan, and the items that changed; empty tables where nothing may be compared."""
    if changes is None or beside is None or not beside.same_plan:
        return [Table(name, "", (), ()) for name in (FLOWS, CHANGED)]
    when = f"från {beside.earlier.label} till {beside.now.label}"
    nouns = {kind: str(wording.headings.get(kind, vocabulary.noun(kind).many.capitalize())) for kind in Kind}
    groups = [
        Group(nouns[kind], tuple(_flow_rows(found, facts, wording, vocabulary)))
        for kind, found in changes.kinds.items()
    ]
    items = [
        Group(nouns[kind], tuple(_item_rows(changes, found, wording, vocabulary)))
        for kind, found in changes.kinds.items()
    ]
    return [_flow_table(groups, when), _item_table(items, changes, when)]


def _flow_table(groups: list[Group], when: str) -> Table:
    columns = (
        Column("Från", "status", 3, name="before"),
        Column("Till", "status", 3, name="now"),
        Column("Antal", "number", 1, name="count"),
    )
    filled = tuple(group for group in groups if group.rows)
    return Table(FLOWS, f"Ändrad status {when}", columns if filled else (), filled)


def _flow_rows(
    found: KindChanges, facts: Mapping[str, Fact], wording: Wording, vocabulary: Vocabulary
) -> Iterator[Row]:
    for flow in found.flows:
        fact = f"{CHANGE}.{found.kind}.{flow_name(flow.before, flow.now)}"
        sides = [_status(found.kind, member, wording, vocabulary) for member in (flow.before, flow.now)]
        yield Row((*sides, facts[fact].count), ("", "", fact))
    for name, cells in {"added": ("–", "Nya"), "removed": ("Borta", "–")}.items():
        fact = f"{CHANGE}.{found.kind}.{name}"
        if facts[fact].count:
            yield Row((*cells, facts[fact].count), ("", "", fact))


def _item_table(groups: list[Group], changes: Changes, when: str) -> Table:
    columns = [
        Column("Vad", width=6, name="title"),
        Column("Enhet", width=3, name="unit"),
        Column("Från", "status", 2, name="before"),
        Column("Till", "status", 2, name="now"),
    ]
    filled = tuple(group for group in groups if group.rows)
    if not any(row.cells[1] for group in filled for row in group.rows):
        del columns[1]
        filled = tuple(replace(group, rows=tuple(map(_without_unit, group.rows))) for group in filled)
    some = " (av aktiviteterna de som har blivit försenade)" if _too_many(changes.kinds[Kind.ACTIVITIES]) else ""
    return Table(CHANGED, f"Det som har ändrat status {when}{some}", tuple(columns) if filled else (), filled)


def _without_unit(row: Row) -> Row:
    return replace(row, cells=(row.cells[0], *row.cells[2:]))


def _item_rows(changes: Changes, found: KindChanges, wording: Wording, vocabulary: Vocabulary) -> Iterator[Row]:
    frame = changes.now.frame(found.kind)
    for flow in _told(found):
        sides = [_status(found.kind, member, wording, vocabulary) for member in (flow.before, flow.now)]
        for _, position in flow.pairs:
            item: Any = frame.iloc[position]
            yield Row((item["title"], item["unit"], *sides), key=f"{item['key']}\x1f{item['unit']}")


def _told(found: KindChanges) -> list[Flow]:
    if not _too_many(found):
        return list(found.flows)
    return [flow for flow in found.flows if flow.now == ActivityState.DELAYED.value]


def _too_many(found: KindChanges) -> bool:
    return found.kind is Kind.ACTIVITIES and sum(len(flow.pairs) for flow in found.flows) > _MOST


def _status(kind: Kind, member: str, wording: Wording, vocabulary: Vocabulary) -> Status:
    """A status by the word or the colour that the wording chooses for the kind."""
    entry = vocabulary.statuses(kind)[member]
    coloured = wording.styles.get(kind, "colour" if kind is Kind.INDICATORS else "word") == "colour"
    return Status(member, entry.colour.capitalize() if coloured and entry.colour else entry.label, entry.symbol)
