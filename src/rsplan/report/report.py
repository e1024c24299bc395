"""The report as data: every figure, sentence and table that a document may show, nothing rendered.

Takes a ``Plan`` and the document's settings as values; every renderer gets the same ``Report`` and never counts.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from rsplan.analysis.counts import (
    Fact,
    count_facts,
    counted,
    facts_by_id,
    unique_slugs,
    with_shown,
)
from rsplan.analysis.sentences import Sentence, WordingError, compose_sentences
from rsplan.findings.finding import Finding
from rsplan.language.swedish import genitive, sort_key
from rsplan.plan.folding import slug
from rsplan.plan.model import STATUSES, ActivityState, InputFile, Kind, Ledger
from rsplan.plan.period import SHARE
from rsplan.report.history import Comparison, History, comparison, history_facts
from rsplan.report.wording import Wording

if TYPE_CHECKING:
    from rsplan.language.labels import StatusLabel
    from rsplan.language.vocabulary import Vocabulary
    from rsplan.plan.model import Plan
    from rsplan.plan.period import Period

Counting = Literal["follow-ups", "distinct"]


@dataclass(frozen=True, slots=True)
class About:
    """What the documents say of themselves. ``date`` is the document's date: nothing here comes from the clock."""

    organisation: str
    board: str
    unit: str
    plan_name: str
    year: int
    period: Period
    diarienummer: str
    date: date
    tertial_report: str = ""
    handler: str = ""
    proposer: str = ""
    proposal: str = ""
    changes: tuple[str, ...] = ()
    signatories: tuple[str, ...] = ()
    copies_to: tuple[str, ...] = ()
    counting: Counting = "follow-ups"
    full_council: str = "Regionfullmäktige"
    wording: str = ""

    @property
    def decision(self) -> str:
        """The proposal for decision as Markdown: one sentence, or a numbered point for each where changes follow."""
        if not self.changes:
            return self.proposal
        return "\n".join(f"{number}. {point}" for number, point in enumerate((self.proposal, *self.changes), start=1))


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the report: its id (the name of its text file), heading, prose and default sentences.

    ``text`` is the prose as written (Markdown with figures by name), None where nobody has written it; ``fallback`` is
    what stands there instead, after the marked placeholder. ``path`` is where the prose is, or should be, written.
    """

    id: str
    heading: str
    text: str | None
    fallback: str
    path: str


@dataclass(frozen=True, slots=True)
class Status:
    """A status as a document shows it: never by colour alone. ``member`` is the enum's value ("green", "delayed")."""

    member: str
    label: str
    symbol: str = ""

    def __str__(self) -> str:
        return f"{self.symbol} {self.label}".strip()


CellValue = str | int | Status


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column: heading, what it holds, and how much of the width it wants (relative)."""

    heading: str
    kind: Literal["text", "number", "status"] = "text"
    width: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A table's row. ``facts`` gives, by column, the id of the fact that a number shows ("" where none).

    ``key`` tells which item the row shows, "" for a row of counts.
    """

    cells: tuple[CellValue, ...]
    facts: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a common heading, such as a goal area; the heading is "" where the table is not grouped."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as data. ``total`` is the row of sums, None where there is nothing to add."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    total: Row | None = None

    @property
    def of_counts(self) -> bool:
        """True for a table that has nothing but counts beside its first column: it can be drawn as a chart."""
        return len(self.columns) > 1 and all(column.kind == "number" for column in self.columns[1:])

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, without their group headings and the sums."""
        return tuple(row for group in self.groups for row in group.rows)


@dataclass(frozen=True)
class Report:
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


def compose_report(
    plan: Plan,
    about: About,
    wording: Wording,
    vocabulary: Vocabulary,
    texts: Mapping[str, str] | None = None,
    findings: tuple[Finding, ...] = (),
    text_folder: str = "texts",
    history: History | None = None,
) -> Report:
    """The report of a plan, in an organisation's wording.

    ``texts`` is the prose by section id; ``findings`` those of texts and settings.
    ``history`` holds the plans of other periods by name. Raises ``WordingError`` where the wording names an unknown
    fact or gap.
    """
    history = history or {}
    distinct = about.counting == "distinct"
    own = with_shown(facts_by_id(count_facts(plan, vocabulary)), distinct)
    facts = own | history_facts(history, own, vocabulary, distinct)
    beside = comparison(plan, history, vocabulary)
    patterns = wording.sentences
    gaps = wording_gaps(about)
    unknown = {kind: _unknown_words(kind, vocabulary) for kind in Kind}
    return Report(
        about=replace(
            about,
            proposal=fill_gaps(about.proposal, gaps),
            changes=tuple(fill_gaps(change, gaps) for change in about.changes),
        ),
        plan=plan,
        vocabulary=vocabulary,
        facts=facts,
        sentences={
            **compose_sentences(patterns, facts, gaps, unknown),
            **_sentences_of_history(patterns, history, facts, about, unknown),
        },
        tables={
            table.id: table
            for table in (
                *_tables(plan, facts, wording, vocabulary),
                *_beside(beside, facts, wording, vocabulary),
            )
        },
        sections=_sections(wording, texts or {}, gaps, text_folder),
        texts=texts or {},
        footnotes={"aktiviteter": wording.footnotes.get(about.counting, "")},
        headings={name: fill_gaps(text, gaps) for name, text in wording.headings.items()},
        findings=(*plan.findings, *findings),
        history=history,
        comparison=beside,
    )


def _sentences_of_history(
    patterns: Mapping[str, Any], history: History, facts: Mapping[str, Fact], about: About, unknown: Mapping[Kind, str]
) -> dict[str, Sentence]:
    """The sentences as another period's figures make them, under ``previous.`` and ``year_before.``.

    A sentence that names a figure which that period lacks, such as a unit's, is not there.
    """
    found = {}
    for name, plan in history.items():
        start = f"{name}."
        own = {key.removeprefix(start): fact for key, fact in facts.items() if key.startswith(start)}
        period = plan.period or about.period
        gaps = wording_gaps(replace(about, period=period, year=period.year))
        for key, pattern in patterns.items():
            with contextlib.suppress(WordingError):
                sentence = compose_sentences({key: pattern}, own, gaps, unknown)[key]
                named = tuple(start + fact.removeprefix(start) for fact in sentence.facts)
                found[start + key] = Sentence(start + key, sentence.text, named)
    return found


def wording_gaps(about: About) -> dict[str, object]:
    """What a wording may name besides facts: ``{year}``, ``{month}``, ``{plan}`` …"""
    return {
        "year": about.year,
        "year_after_next": about.year + 2,
        "month": about.period.tertial.month,
        "plan": about.plan_name,
        "board": about.board,
        "board_genitive": genitive(about.board.lower()),
        "board_slug": slug(about.board),
        "full_council": about.full_council.lower(),
        "full_council_slug": slug(about.full_council),
    }


def fill_gaps(text: str, gaps: Mapping[str, object]) -> str:
    """A heading with its ``{gaps}`` filled; a gap that does not exist stays as written, so that it is seen."""
    for name, value in gaps.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


def _unknown_words(kind: Kind, vocabulary: Vocabulary) -> str:
    return vocabulary.label(vocabulary.family(kind), "unknown").lower()


def _sections(
    wording: Wording, texts: Mapping[str, str], gaps: Mapping[str, object], folder: str
) -> tuple[Section, ...]:
    return tuple(
        Section(
            id=entry.id,
            heading=fill_gaps(entry.heading, gaps),
            text=texts.get(entry.id),
            fallback=entry.fallback,
            path=f"{folder}/{entry.id}.md",
        )
        for entry in wording.sections
    )


def status_of(kind: Kind, member: str, vocabulary: Vocabulary, style: str = "word") -> Status:
    """A status as documents show it: "Uppfyllt" or, with the style "colour", "Grön"; always with its symbol."""
    entry = vocabulary.statuses(kind)[member]
    label = entry.colour.capitalize() if style == "colour" and entry.colour else entry.label
    return Status(member, label, entry.symbol)


def _tables(plan: Plan, facts: Mapping[str, Fact], wording: Wording, vocabulary: Vocabulary) -> list[Table]:
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
            (item.title, *middle, status_of(Kind.ASSIGNMENTS, item.status, vocabulary, style)), key=str(item.key)
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
        status = status_of(Kind.INDICATORS, item.status, vocabulary, style)
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
        *(Column(_heading_of(labels[status]), "number", width=2) for status in shown),
        Column("Summa", "number", width=2),
    )
    total = Row(("Summa", *(facts[fact].value for fact in sums[1:])), sums)
    return Table(table_id, caption, columns, (Group("", rows),), total)


def _beside(
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
    share = "" if beside.same_plan else f"{SHARE}."
    periods = ((beside.earlier, f"{beside.name}.{share}{kind}"), (beside.now, f"{share}{kind}"))
    labels = vocabulary.statuses(kind)
    statuses = [status.value for status in STATUSES[kind]]
    shown = [status for status in statuses if any(facts[f"{base}.{status}"].value for _, base in periods)]
    sums = [f"{beside.name}.{kind}.total", f"{kind}.total"]
    columns = (
        Column("Period"),
        *(Column(_heading_of(labels[status]), "number") for status in shown),
        Column("Summa" if beside.same_plan else "Antal", "number"),
    )
    rows = []
    for (period, base), total in zip(periods, sums, strict=True):
        ids = (*(f"{base}.{status}" for status in shown), total)
        rows.append(Row((period.label.capitalize(), *(facts[fact].value for fact in ids)), ("", *ids)))
    what = noun if beside.same_plan else f"{noun}, andelar i procent,"
    caption = f"{what} efter {beside.earlier.label} och {beside.now.label}"
    return Table(table_id, caption, columns, (Group("", tuple(rows)),))


def _heading_of(status: StatusLabel) -> str:
    return status.many[:1].upper() + status.many[1:]


def _count_row(name: str, base: str, shown: list[str], facts: Mapping[str, Fact]) -> Row:
    ids = (*(f"{base}.{status}" for status in shown), base)
    return Row((name or "Utan angivelse", *(facts[fact].value for fact in ids)), ("", *ids))
