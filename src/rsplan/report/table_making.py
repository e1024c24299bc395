"""The tables of a report as data: the items, their counts by unit and goal area, and two periods side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from rsplan.analysis.counts import counted, unique_slugs
from rsplan.analysis.facts import Fact
from rsplan.language.swedish import sort_key
from rsplan.plan.model import STATUSES, ActivityState, Kind
from rsplan.plan.period import SHARE
from rsplan.report.history import Comparison
from rsplan.report.item_tables import item_tables
from rsplan.report.report import Column, Group, Row, Table
from rsplan.report.status_words import StatusWord, status_words
from rsplan.report.wording import Wording

if TYPE_CHECKING:
    from rsplan.language.vocabulary import Vocabulary
    from rsplan.plan.model import Plan

Words = Mapping[str, StatusWord]


def tables_of(
    plan: Plan, facts: Mapping[str, Fact], wording: Wording, vocabulary: Vocabulary, *, distinct: bool
) -> list[Table]:
    """The tables of one plan: its items, and its counts by unit and goal area."""
    words = {kind: status_words(kind, wording, vocabulary) for kind in Kind}
    area = wording.heading("goal_area")
    units = _Grouping(Kind.ACTIVITIES, "unit", "by_unit", wording.heading("unit"))
    areas = [_Grouping(kind, "goal_area", "by_goal_area", area) for kind in Kind]
    return [
        *item_tables(plan, wording, vocabulary, distinct=distinct),
        *(_statuses(kind, plan, facts, wording.heading(kind), words[kind]) for kind in Kind),
        _counts(plan, facts, units, wording.heading("appendix_activities"), words[units.kind]),
        *(
            _counts(plan, facts, each, f"{wording.heading(each.kind)} per {area.lower()}", words[each.kind])
            for each in areas
        ),
    ]


class _Grouping(Struct, frozen=True):
    """Items of a kind by a column of its frame; ``facts`` is the grouping's part of a fact's id."""

    kind: Kind
    column: str
    facts: str
    heading: str


def _counts(plan: Plan, facts: Mapping[str, Fact], by: _Grouping, caption: str, words: Words) -> Table:
    """The facts of a kind by a grouping and status, with sums both ways; rare statuses only where they occur."""
    slugs = unique_slugs(counted(plan, by.kind)[by.column].unique())
    table_id = f"{by.kind}_{by.facts}"
    if not any(slugs):
        return Table(table_id, caption, (), ())
    shown = _shown(by.kind, facts, by.kind.value)
    names = list(slugs) if by.column == "goal_area" else sorted(slugs, key=sort_key)
    rows = tuple(_count_row(name, f"{by.kind}.{by.facts}.{slugs[name]}", shown, facts) for name in names)
    sums = ("", *(f"{by.kind}.{status}" for status in shown), f"{by.kind}.total")
    columns = (
        Column(by.heading, width=5, name="name"),
        *(_status_column(status, words[status], width=2) for status in shown),
        Column("Summa", "number", width=2, name="total"),
    )
    total = Row(("Summa", *(facts[fact].count for fact in sums[1:])), sums)
    return Table(table_id, caption, columns, (Group("", rows),), total)


def _statuses(kind: Kind, plan: Plan, facts: Mapping[str, Fact], noun: str, words: Words) -> Table:
    """The statuses of a whole kind as one row, as the document counts them: for the bars of an overview."""
    family = f"{kind}.shown" if kind is Kind.ACTIVITIES else kind.value
    caption = f"{noun} efter {plan.period.label}" if plan.period else noun
    if not facts[f"{family}.total"].value:
        return Table(f"{kind}_statuses", caption, (), ())
    shown = _shown(kind, facts, family)
    columns = (
        Column(noun, width=3, name="name"),
        *(Column(words[status].many, "number", width=2, name=status) for status in shown),
        Column("Summa", "number", width=2, name="total"),
    )
    ids = tuple(f"{family}.{status}" for status in (*shown, "total"))
    row = Row((noun, *(facts[fact].count for fact in ids)), ("", *ids))
    return Table(f"{kind}_statuses", caption, columns, (Group("", (row,)),))


def _shown(kind: Kind, facts: Mapping[str, Fact], family: str) -> list[str]:
    """The statuses that a table of counts shows: the rare ones only where they occur."""
    rare = ("unknown", ActivityState.PAUSED.value, ActivityState.CANCELLED.value)
    statuses = [str(status.value) for status in STATUSES[kind]]
    return [status for status in statuses if status not in rare or facts[f"{family}.{status}"].value]


def tables_beside(
    beside: Comparison | None, facts: Mapping[str, Fact], wording: Wording, vocabulary: Vocabulary
) -> list[Table]:
    """The statuses of each kind in another period and now; empty tables where there is nothing to compare with."""
    return [
        _by_period(kind, beside, facts, wording.heading(kind), status_words(kind, wording, vocabulary)) for kind in Kind
    ]


def _by_period(kind: Kind, beside: Comparison | None, facts: Mapping[str, Fact], noun: str, words: Words) -> Table:
    table_id = f"{kind}_by_period"
    if beside is None or not (facts[f"{beside.name}.{kind}.total"].value and facts[f"{kind}.total"].value):
        return Table(table_id, noun, (), ())
    periods = ((beside.earlier, f"{beside.name}.{SHARE}.{kind}"), (beside.now, f"{SHARE}.{kind}"))
    statuses = [status.value for status in STATUSES[kind]]
    shown = [status for status in statuses if any(facts[f"{base}.{status}"].value for _, base in periods)]
    sums = [f"{beside.name}.{kind}.total", f"{kind}.total"]
    columns = (
        Column("Period", name="name"),
        *(_status_column(status, words[status]) for status in shown),
        Column("Antal", "number", name="total"),
    )
    rows = []
    for (period, base), total in zip(periods, sums, strict=True):
        ids = (*(f"{base}.{status}" for status in shown), total)
        rows.append(Row((period.label.capitalize(), *(facts[fact].count for fact in ids)), ("", *ids)))
    # The two may hold different items, which the text above tells in figures: a caption is read alone, too.
    differ = " (olika planer)" if beside.note else ""
    caption = f"{noun}, andelar i procent, efter {beside.earlier.label} och {beside.now.label}{differ}"
    return Table(table_id, caption, columns, (Group("", tuple(rows)),))


def _status_column(status: str, word: StatusWord, width: int = 1) -> Column:
    """The column that counts the items of a status."""
    return Column(word.many, "number", width, word.one.lower(), status)


def _count_row(name: str, base: str, shown: list[str], facts: Mapping[str, Fact]) -> Row:
    ids = (*(f"{base}.{status}" for status in shown), base)
    return Row((name or "Utan angivelse", *(facts[fact].count for fact in ids)), ("", *ids))
