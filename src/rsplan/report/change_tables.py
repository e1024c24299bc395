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
from rsplan.report.group_cells import of_counts, of_items
from rsplan.report.history import Comparison
from rsplan.report.report import Column, Group, Row, Status, Table
from rsplan.report.status_words import StatusWord, key_of_symbols, status_words

if TYPE_CHECKING:
    from rsplan.language.labels import Noun
    from rsplan.language.vocabulary import Vocabulary
    from rsplan.report.wording import Wording

Words = Mapping[str, StatusWord]

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
    nouns = {kind: wording.heading(kind) for kind in Kind}
    words = {kind: status_words(kind, wording, vocabulary) for kind in Kind}
    groups = {
        kind: Group(nouns[kind], tuple(_flow_rows(found, facts, words[kind]))) for kind, found in changes.kinds.items()
    }
    items = {
        kind: Group(nouns[kind], tuple(_item_rows(changes, found, words[kind])))
        for kind, found in changes.kinds.items()
    }
    table = _item_table(list(items.values()), changes, when, _key(items, words))
    told = {nouns[kind]: (vocabulary.noun(kind), words[kind]) for kind in Kind}
    return [
        _flow_table(list(groups.values()), when, _key(groups, words)),
        replace(table, groups=tuple(_told_beside(table, group, *told[group.heading]) for group in table.groups)),
    ]


def _told_beside(table: Table, group: Group, noun: Noun, words: Words) -> Group:
    return replace(group, beside=of_items(table.columns, group.rows, group.heading, noun, words))


def _key(groups: Mapping[Kind, Group], words: Mapping[Kind, Words]) -> str:
    """What the symbols of the kinds that a table has rows of mean."""
    filled = {kind: group for kind, group in groups.items() if group.rows}
    used = {
        cell.member for group in filled.values() for row in group.rows for cell in row.cells if isinstance(cell, Status)
    }
    return key_of_symbols([words[kind] for kind in filled], used)


def _flow_table(groups: list[Group], when: str, key: str) -> Table:
    columns = (
        Column("Från", "status", 3, name="before"),
        Column("Till", "status", 3, name="now"),
        Column("Antal", "number", 1, name="count"),
    )
    filled = tuple(replace(group, beside=of_counts(columns, group.rows)) for group in groups if group.rows)
    return Table(FLOWS, f"Ändrad status {when}", columns if filled else (), filled, note=key)


def _flow_rows(found: KindChanges, facts: Mapping[str, Fact], words: Words) -> Iterator[Row]:
    for flow in found.flows:
        fact = f"{CHANGE}.{found.kind}.{flow_name(flow.before, flow.now)}"
        sides = [words[member].status for member in (flow.before, flow.now)]
        yield Row((*sides, facts[fact].count), ("", "", fact))
    for name, cells in {"added": ("–", "Nya"), "removed": ("Borta", "–")}.items():
        fact = f"{CHANGE}.{found.kind}.{name}"
        if facts[fact].count:
            yield Row((*cells, facts[fact].count), ("", "", fact))


def _item_table(groups: list[Group], changes: Changes, when: str, key: str) -> Table:
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
    return Table(CHANGED, f"Det som har ändrat status {when}{some}", tuple(columns) if filled else (), filled, note=key)


def _without_unit(row: Row) -> Row:
    return replace(row, cells=(row.cells[0], *row.cells[2:]))


def _item_rows(changes: Changes, found: KindChanges, words: Words) -> Iterator[Row]:
    frame = changes.now.frame(found.kind)
    for flow in _told(found):
        sides = [words[member].status for member in (flow.before, flow.now)]
        for _, position in flow.pairs:
            item: Any = frame.iloc[position]
            yield Row((item["title"], item["unit"], *sides), key=f"{item['key']}\x1f{item['unit']}")


def _told(found: KindChanges) -> list[Flow]:
    if not _too_many(found):
        return list(found.flows)
    return [flow for flow in found.flows if flow.now == ActivityState.DELAYED.value]


def _too_many(found: KindChanges) -> bool:
    return found.kind is Kind.ACTIVITIES and sum(len(flow.pairs) for flow in found.flows) > _MOST
