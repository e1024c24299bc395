"""Composes the report: facts, sentences, tables and sections of a plan, in an organisation's wording."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from rsplan.analysis.compare import Changes, compare_plans
from rsplan.analysis.counts import count_facts, with_shown
from rsplan.analysis.economy_facts import deviation_sentences
from rsplan.analysis.facts import Fact, facts_by_id
from rsplan.analysis.item_titles import titles_of
from rsplan.analysis.patterns import Sentence, WordingError
from rsplan.analysis.sentences import compose_sentences
from rsplan.findings.finding import Finding
from rsplan.language.swedish import genitive
from rsplan.plan.folding import slug
from rsplan.plan.model import Kind
from rsplan.plan.period import PREVIOUS
from rsplan.report.change_tables import tables_of_changes
from rsplan.report.compared import compared_sentences
from rsplan.report.economy_tables import economy_tables
from rsplan.report.history import Comparison, History, comparison, history_facts
from rsplan.report.on_demand import OnDemand
from rsplan.report.report import About, Report, Section, Table
from rsplan.report.status_words import status_words
from rsplan.report.table_making import tables_beside, tables_of
from rsplan.report.wording import Wording

if TYPE_CHECKING:
    from rsplan.language.vocabulary import Vocabulary
    from rsplan.plan.model import Plan


def compose_report(
    plan: Plan,
    about: About,
    wording: Wording,
    vocabulary: Vocabulary,
    texts: Mapping[str, str] | None = None,
    findings: tuple[Finding, ...] = (),
    text_folder: str = "texts",
    history: History | None = None,
    wordings: Mapping[str, Wording] | None = None,
) -> Report:
    """The report of a plan, in an organisation's wording.

    ``texts`` is the prose by section id; ``findings`` those of texts and settings.
    ``history`` holds the plans of other periods by name, ``wordings`` the wordings of those that have their own.
    Raises ``WordingError`` where the wording names an unknown fact or gap.
    """
    history = history or {}
    distinct = about.counting == "distinct"
    own = with_shown(facts_by_id(count_facts(plan, vocabulary)), distinct)
    earlier = history.get(PREVIOUS)
    changes = compare_plans(earlier, plan, same_plan=True, same=about.same) if earlier else None
    facts = own | history_facts(history, own, vocabulary, distinct, changes)
    beside = comparison(plan, history, vocabulary)
    patterns = wording.sentences
    gaps = wording_gaps(about)
    unknown = {kind: _unknown_words(kind, vocabulary) for kind in Kind}
    words = {kind: status_words(kind, wording, vocabulary) for kind in Kind}
    return Report(
        about=_filled(about, gaps),
        plan=plan,
        vocabulary=vocabulary,
        facts=facts,
        sentences={
            **compose_sentences(patterns, facts, gaps, unknown, titles_of(plan)),
            **compared_sentences(patterns, beside, facts, words),
            **_sentences_of_history(
                {name: (wordings or {}).get(name, wording) for name in history}, history, facts, about, unknown
            ),
            **deviation_sentences(facts, history, vocabulary),
        },
        tables=OnDemand(partial(_tables, plan, facts, wording, vocabulary, beside, changes, distinct=distinct)),
        sections=_sections(wording, texts or {}, gaps, text_folder),
        texts=texts or {},
        footnotes={"aktiviteter": wording.footnotes.get(about.counting, "")},
        headings={name: fill_gaps(text, gaps) for name, text in wording.every_heading.items()},
        findings=(*plan.findings, *findings),
        history=history,
        comparison=beside,
    )


def _tables(
    plan: Plan,
    facts: Mapping[str, Fact],
    wording: Wording,
    vocabulary: Vocabulary,
    beside: Comparison | None,
    changes: Changes | None,
    *,
    distinct: bool,
) -> dict[str, Table]:
    made = (
        *tables_of(plan, facts, wording, vocabulary, distinct=distinct),
        *tables_beside(beside, facts, wording, vocabulary),
        *economy_tables(plan, facts, vocabulary),
        *tables_of_changes(changes, beside, facts, wording, vocabulary),
    )
    return {table.id: table for table in made}


def _filled(about: About, gaps: Mapping[str, object]) -> About:
    """What the documents say of themselves, with the gaps of the project's own texts filled."""
    return replace(
        about,
        proposal=fill_gaps(about.proposal, gaps),
        changes=tuple(fill_gaps(change, gaps) for change in about.changes),
        attachments=tuple(fill_gaps(title, gaps) for title in about.attachments),
    )


def _sentences_of_history(
    wordings: Mapping[str, Wording],
    history: History,
    facts: Mapping[str, Fact],
    about: About,
    unknown: Mapping[Kind, str],
) -> dict[str, Sentence]:
    """The sentences as another period's figures and wording make them, under ``previous.`` and ``year_before.``.

    A sentence that names a figure which that period lacks, such as a unit's, is not there.
    """
    found = {}
    for name, plan in history.items():
        start = f"{name}."
        own = {key.removeprefix(start): fact for key, fact in facts.items() if key.startswith(start)}
        period = plan.period or about.period
        gaps = wording_gaps(replace(about, period=period, year=period.year))
        titles = titles_of(plan)
        for key, pattern in wordings[name].sentences.items():
            if "compare" in pattern:
                continue
            with contextlib.suppress(WordingError):
                sentence = compose_sentences({key: pattern}, own, gaps, unknown, titles)[key]
                named = tuple(start + fact.removeprefix(start) for fact in sentence.facts)
                found[start + key] = Sentence(start + key, sentence.text, named)
    return found


def wording_gaps(about: About) -> dict[str, object]:
    """What a wording may name besides facts: ``{year}``, ``{month}``, ``{plan}`` …"""
    years = {"year": about.year, "year_after_next": about.year + 2}
    council_plan = fill_gaps(about.council_plan, years)
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
        "in_council_plan": f" i {council_plan}" if council_plan else "",
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
