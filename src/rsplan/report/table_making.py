"""The tables of a report as data: the items, their counts by unit and goal area, and two periods side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rsplan.analysis.counts import counted, unique_slugs
from rsplan.analysis.facts import Fact
from rsplan.language.swedish import sort_key
from rsplan.plan.model import STATUSES, ActivityState, Kind
from rsplan.plan.period import SHARE
from rsplan.report.history import Comparison
from rsplan.report.report import Column, Group, Row, Status, Table
from rsplan.report.wording import Wording

if TYPE_CHECKING:
    from rsplan.language.labels import StatusLabel
    from rsplan.language.vocabulary import Vocabulary
    from rsplan.plan.model import Plan


def _status_of(kind: Kind, member: str, vocabulary: Vocabulary, style: str = "word") -> Status:
    """A status as documents show it: "Uppfyllt" or, with the style "colour", "Grön"; always with its symbol."""
    entry = vocabulary.statuses(kind)[member]
    label = entry.colour.capitalize() if style == "colour" and entry.colour else entry.label
    return Status(member, label, entry.symbol)


def tables_of(plan: Plan, facts: Mapping[str, Fact], wording: Wording, vocabulary: Vocabulary) -> list[Table]:
    """The tables of one plan: its items, and its counts by unit and goal area."""
    headings = wording.headings
    area = headings.get("goal_area", "Målområde")
    units = _Grouping(Kind.ACTIVITIES, "unit", "by_unit", "Enhet")
    areas = [_Grouping(kind, "goal_area", "by_goal_area", area) for kind in Kind]
    return [
        _assignments(plan, wording, vocabulary),
        _indicators(plan, wording, vocabulary),
        _counts(plan, facts, units, headings.get("appendix_activities", "Aktiviteter per enhet"), vocabulary),
        *(
            _counts(plan, facts, each, f"{headings.get(each.kind, each.kind.value)} per {area.lower()}", vocabulary)
            for each in areas
        ),
    ]


@dataclass(frozen=True, slots=True)
class _Grouping:
    """Items of a kind by a column of its frame; ``facts`` is the grouping's part of a fact's id."""

    kind: Kind
    column: str
    facts: str
    heading: str


def _assignments(plan: Plan, wording: Wording, vocabulary: Vocabulary) -> Table:
    headings = wording.headings
    style = wording.styles.get(Kind.ASSIGNMENTS, "word")
    frame = plan.assignments
    decided = bool((frame["decided_by"] != "").any())
    columns = [Column(headings.get("assignments", "Uppdrag"), width=6)]
    if decided:
        columns.append(Column("Beslutad av", width=2))
    columns.append(Column("Status", "status", width=2))

    def row(item: Any) -> Row:
        middle = (item.decided_by,) if decided else ()
        return Row(
            (item.title, *middle, _status_of(Kind.ASSIGNMENTS, item.status, vocabulary, style)), key=str(item.key)
        )

    caption = headings.get("appendix_assignments", "Uppdrag per målområde")
    return Table("assignments", caption, tuple(columns), _grouped(frame, row))


def _indicators(plan: Plan, wording: Wording, vocabulary: Vocabulary) -> Table:
    headings = wording.headings
    style = wording.styles.get(Kind.INDICATORS, "colour")
    columns = (
        Column(headings.get("indicators", "Nyckeltal"), width=5),
        Column("Målvärde", "number", width=2),
        Column("Utfall", "number", width=2),
        Column("Status", "status", width=2),
    )

    def row(item: Any) -> Row:
        status = _status_of(Kind.INDICATORS, item.status, vocabulary, style)
        return Row((item.title, item.target, item.actual, status), key=str(item.key))

    caption = headings.get("appendix_indicators", "Nyckeltal")
    return Table("indicators", caption, columns, _grouped(counted(plan, Kind.INDICATORS), row))


def _grouped(frame: Any, row: Any) -> tuple[Group, ...]:
    """Rows under their goal areas, both in the order of the export."""
    groups: dict[str, list[Row]] = {}
    for item in frame.itertuples(index=False):
        groups.setdefault(item.goal_area, []).append(row(item))
    return tuple(Group(area, tuple(rows)) for area, rows in groups.items())


def _counts(plan: Plan, facts: Mapping[str, Fact], by: _Grouping, caption: str, vocabulary: Vocabulary) -> Table:
    """The facts of a kind by a grouping and status, with sums both ways; rare statuses only where they occur."""
    slugs = unique_slugs(counted(plan, by.kind)[by.column].unique())
    table_id = f"{by.kind}_{by.facts}"
    if not any(slugs):
        return Table(table_id, caption, (), ())
    rare = ("unknown", ActivityState.PAUSED.value, ActivityState.CANCELLED.value)
    statuses = [status.value for status in STATUSES[by.kind]]
    shown = [status for status in statuses if status not in rare or facts[f"{by.kind}.{status}"].value]
    names = list(slugs) if by.column == "goal_area" else sorted(slugs, key=sort_key)
    rows = tuple(_count_row(name, f"{by.kind}.{by.facts}.{slugs[name]}", shown, facts) for name in names)
    sums = ("", *(f"{by.kind}.{status}" for status in shown), f"{by.kind}.total")
    labels = vocabulary.statuses(by.kind)
    columns = (
        Column(by.heading, width=5),
        *(_status_column(labels[status], width=2) for status in shown),
        Column("Summa", "number", width=2),
    )
    total = Row(("Summa", *(facts[fact].count for fact in sums[1:])), sums)
    return Table(table_id, caption, columns, (Group("", rows),), total)


def tables_beside(
    beside: Comparison | None, facts: Mapping[str, Fact], wording: Wording, vocabulary: Vocabulary
) -> list[Table]:
    """The statuses of each kind in another period and now; empty tables where there is nothing to compare with."""
    headings = wording.headings
    return [_by_period(kind, beside, facts, str(headings.get(kind, kind.value)), vocabulary) for kind in Kind]


def _by_period(
    kind: Kind, beside: Comparison | None, facts: Mapping[str, Fact], noun: str, vocabulary: Vocabulary
) -> Table:
    table_id = f"{kind}_by_period"
    if beside is None or not (facts[f"{beside.name}.{kind}.total"].value and facts[f"{kind}.total"].value):
        return Table(table_id, noun, (), ())
    periods = ((beside.earlier, f"{beside.name}.{SHARE}.{kind}"), (beside.now, f"{SHARE}.{kind}"))
    labels = vocabulary.statuses(kind)
    statuses = [status.value for status in STATUSES[kind]]
    shown = [status for status in statuses if any(facts[f"{base}.{status}"].value for _, base in periods)]
    sums = [f"{beside.name}.{kind}.total", f"{kind}.total"]
    columns = (
        Column("Period"),
        *(_status_column(labels[status]) for status in shown),
        Column("Antal", "number"),
    )
    rows = []
    for (period, base), total in zip(periods, sums, strict=True):
        ids = (*(f"{base}.{status}" for status in shown), total)
        rows.append(Row((period.label.capitalize(), *(facts[fact].count for fact in ids)), ("", *ids)))
    caption = f"{noun}, andelar i procent, efter {beside.earlier.label} och {beside.now.label}"
    return Table(table_id, caption, columns, (Group("", tuple(rows)),))


def _status_column(status: StatusLabel, width: int = 1) -> Column:
    """The column that counts the items of a status."""
    return Column(status.many[:1].upper() + status.many[1:], "number", width, status.label.lower())


def _count_row(name: str, base: str, shown: list[str], facts: Mapping[str, Fact]) -> Row:
    ids = (*(f"{base}.{status}" for status in shown), base)
    return Row((name or "Utan angivelse", *(facts[fact].count for fact in ids)), ("", *ids))
