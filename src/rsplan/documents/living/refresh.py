"""Brings a document that a person has edited up to date with a newer report, and not one word of theirs is lost.

Every computed text is merged three ways: what was last written, what stands there now, what it would be today.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from rsplan import __version__
from rsplan.documents.living.charts import renew_charts
from rsplan.documents.living.check import contradictions
from rsplan.documents.living.comments import Comments
from rsplan.documents.living.controls import (
    Control,
    binding_key,
    find_controls,
    missing_controls,
    unwrapped_texts,
)
from rsplan.documents.living.copied_rows import told_copied_rows
from rsplan.documents.living.copied_tables import copies_told
from rsplan.documents.living.document import Opened
from rsplan.documents.living.expressions import Current
from rsplan.documents.living.locations import Places
from rsplan.documents.living.own_cells import persons_controls
from rsplan.documents.living.renewal import Change, Work, bind, tighten, unbind
from rsplan.documents.living.repeated_entries import renew_lists
from rsplan.documents.living.revisions import Revisions
from rsplan.documents.living.said_numbers import number_words, plain, same, says_the_same
from rsplan.documents.living.table_pairs import todays_tables, with_old_columns
from rsplan.documents.living.table_search import find_tables, flat
from rsplan.documents.living.tables import renew_table
from rsplan.documents.living.text import is_shown_as_placeholder, pending_by_others, pending_by_us, visible_text
from rsplan.documents.living.three_way_merge import MergeOutcome, decide
from rsplan.documents.living.untouched_paragraphs import Snapshot
from rsplan.documents.office.ooxml import Element, P, wattr, whole_number
from rsplan.documents.templating.slots import Slots
from rsplan.documents.word.evidence import ChartRecord, ControlRecord, Evidence, InputRecord, TableRecord
from rsplan.documents.word.evidence_of_report import fact_records, table_record, told_remarks
from rsplan.documents.word.evidence_xml import to_xml
from rsplan.documents.word.seal import sealed
from rsplan.documents.word.store import describe_store
from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding

if TYPE_CHECKING:
    from rsplan.report.report import Report


class Refreshed(Struct, frozen=True):
    """A renewed document: its bytes (None if nothing had to change), what was changed, and what is left to a person."""

    data: bytes | None
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]


def refresh(opened: Opened, report: Report, as_of: date, *, tracked: bool) -> Refreshed:
    """The document with the figures of a report. The opened document is used up."""
    package, untouched = opened.package, opened.untouched
    comments_part = list(package.related(opened.main, "comments"))
    snapshot = Snapshot(package, [*opened.parts, *comments_part])
    work = _work(opened, report, as_of, tracked)
    work.comments.forget_own()
    _leave_to_persons(work)
    there = find_controls(opened)  # what goes with a row from now on has not been removed by hand
    tables = _renew_tables(work, {control.element for control in there} - work.theirs)
    controls = find_controls(opened)
    lone = _unwrapped(work, controls)
    work.handled |= renew_lists(work, controls)
    kept = lone | _renew_controls(work, [control for control in controls if control.element not in work.handled])
    charts = renew_charts(work)
    _tell_missing(work, there, lone)
    _tell_prose(work, controls)
    work.places.forget()
    work.comments.number()
    if not (work.changes or snapshot.changed_parts()):
        return Refreshed(None, (), tuple(work.findings))
    renewed = _renewed_evidence(work, kept | _gone(work, controls), tables, charts)
    describe_store(package, opened.store)
    if untouched:
        return Refreshed(sealed(package, renewed), tuple(work.changes), tuple(work.findings))
    package.replace(opened.store, to_xml(renewed))
    contents = snapshot.contents()
    return Refreshed(package.zipped(contents), tuple(work.changes), tuple(work.findings))


def _renewed_evidence(
    work: Work, kept: Mapping[str, ControlRecord], tables: Sequence[TableRecord], charts: Sequence[ChartRecord]
) -> Evidence:
    """What the document remembers from now on."""
    evidence, report = work.opened.evidence, work.current.report
    records = [kept.get(record.id) or _renewed(work, record) for record in (*evidence.controls, *work.made)]
    renewed = replace(
        evidence,
        version=__version__,
        inputs=tuple(InputRecord(file.name, file.sha256, str(file.size)) for file in report.inputs),
        remarks=told_remarks(report),
        controls=tuple(records),
        facts=tuple(fact_records(report, (fact for record in records for fact in record.facts))),
        tables=tuple(tables),
        charts=tuple(charts),
        comments=work.comments.kept(),
    )
    return replace(renewed, bound=_bound(work, renewed.controls))


def _gone(work: Work, controls: Iterable[Control]) -> dict[str, ControlRecord]:
    """What the document does not show: if it comes back, it says what was written last."""
    shown = {control.record.id for control in controls}
    return {record.id: record for record in work.opened.evidence.controls if record.id not in shown}


def _work(opened: Opened, report: Report, as_of: date, tracked: bool) -> Work:
    package = opened.package
    roots = [package.tree(part) for part in opened.parts]
    ids = [whole_number(wattr(found), 0) for root in roots for found in root.iterfind(".//{*}sdtPr/{*}id")]
    keys = [whole_number(record.id[1:]) for record in opened.evidence.controls]
    return Work(
        opened=opened,
        current=Current(report),
        places=Places(opened),
        comments=Comments(package, as_of.isoformat(), opened.evidence.comments),
        revisions=Revisions(roots, as_of.isoformat()) if tracked else None,
        last_key=max(keys, default=0),
        last_id=max(ids, default=700_000_000),
    )


def _leave_to_persons(work: Work) -> None:
    """What a person has copied into cells of their own is no longer filled by Word either."""
    work.theirs = persons_controls(work.opened)
    work.handled |= work.theirs
    for control in work.theirs:
        unbind(control)


def _unwrapped(work: Work, controls: list[Control]) -> dict[str, ControlRecord]:
    """Sentences that stand as text alone: told where they have grown old, and remembered as they stand there."""
    found = {}
    for one in unwrapped_texts(work.opened, controls, work.current):
        record, new = one.record, work.current.text(one.record.expression)
        old = new is not None and not same(record.text, new)
        if new is not None and (old or one.piece):
            where = work.places.of(one.part, one.paragraph)
            work.findings.append(
                finding(codes.SENTENCE_WITHOUT_FIELD, where=where, value=_shortened(one.text), new=new)
            )
        if not one.copied:
            found[record.id] = record
        elif old:  # the control goes on; what the copy says would be forgotten
            copy = work.remember(record)
            found[copy.id] = copy
    return found


# Tables


def _renew_tables(work: Work, following: Collection[Element]) -> list[TableRecord]:
    """Bring every table up to date; the records as they are to be remembered. ``following`` are the controls that are
    renewed wherever they stand."""
    report, clean = work.current.report, Slots().clean
    found = find_tables(work.opened.body, work.opened.evidence.tables)
    records, today = [], todays_tables(work.opened, report)
    for record in work.opened.evidence.tables:
        table = report.tables.get(record.id)
        if table is None or not found[record.id]:
            what = f'tabellen "{record.title}"'
            work.findings.append(
                finding(codes.REMOVED_BY_HAND, what=what) if table else finding(codes.TABLE_UNREADABLE, where=what)
            )
            records.append(record)
            continue
        new = table_record(table, clean)
        facts = facts_by_key(report, new)
        new, facts = with_old_columns(record, new, facts)
        for parts in found[record.id]:
            work.findings.extend(told_copied_rows(parts, record, new, following))
        renewed = [renew_table(work, parts, record, new, facts) for parts in found[record.id]]
        records.append(renewed[-1])
    work.findings.extend(copies_told(work.opened, work.places, today, flat(found), following))
    return records


def facts_by_key(report: Report, record: TableRecord) -> dict[str, tuple[str, ...]]:
    """The facts behind the cells of a table's rows, by the rows' keys."""
    table = report.tables[record.id]
    rows = [row for row in record.rows if row.kind in ("row", "total")]
    told = [*table.rows, *([table.total] if table.total is not None else [])]
    return {row.key: source.facts for row, source in zip(rows, told, strict=True)}


# Controls


def _renew_controls(work: Work, controls: Iterable[Control]) -> dict[str, ControlRecord]:
    """Merge every control; the records of those that keep what they were last given, since a person must choose."""
    kept: dict[str, ControlRecord] = {}
    renewed: set[str] = set()
    edited: list[Control] = []
    for control in controls:
        record = control.record
        new = work.current.text(record.expression)
        where = work.places.of(control.part, control.element)
        if new is None:
            kept[record.id] = record
            _tell_unknown(work, control, where)
            continue
        outcome = decide(record.text, control.text, new, pending=control.pending)
        if outcome is MergeOutcome.CONFLICT:
            kept[record.id] = record
            edited.append(control)
            work.conflict(control.element, where, record.text, control.text, new)
            continue
        renewed.add(record.id)
        if outcome is MergeOutcome.RENEWED:
            _tell_neighbours(work, control, where, new)
            work.change(where, record.text, new)
            work.set_text(control.element, new)
        elif outcome is MergeOutcome.AGREES and not same(_shown_text(control.element), new):
            work.set_text(control.element, new)
        elif outcome is MergeOutcome.KEPT and control.struck:
            work.findings.append(finding(codes.REMOVED_BY_HAND, what=f'"{_shortened(record.text)}"'))
        elif outcome is MergeOutcome.KEPT and not says_the_same(control.text, new):
            work.findings.append(finding(codes.OVERWRITTEN_BY_HAND, where=where, value=control.text, new=new))
    parted = [_part(work, control) for control in edited if control.record.id in renewed]
    return {key: record for key, record in kept.items() if key not in renewed} | {one.id: one for one in parted}


def _part(work: Work, control: Control) -> ControlRecord:
    """A copy that a person has edited is remembered by itself, as it was written last: the other one goes on, and the
    next run finds the same difference here."""
    copy = work.remember(control.record)
    if control.bound:
        unbind(control.element)
        bind(control.element, copy.id)
    return copy


def _tell_unknown(work: Work, control: Control, where: str) -> None:
    expression = control.record.expression
    work.findings.append(finding(codes.FACT_GONE, where=where, value=control.text, expression=expression))
    work.note_gone(control.element, f"Uppgiften {expression}")


def _tell_neighbours(work: Work, control: Control, where: str, new: str) -> None:
    """A lone figure that goes from one to many, or back, may no longer agree with the words that a person wrote."""
    before, after = _count(control.record.text), _count(new)
    paragraph = next(control.element.iterancestors(P), None)
    if before is None or after is None or (before == 1) == (after == 1) or paragraph is None:
        return
    around = plain(visible_text(paragraph))
    if around != plain(control.text):
        shown = around if len(around) <= 100 else around[:99] + "…"
        work.findings.append(
            finding(codes.WORDS_BESIDE_FIGURE, where=where, value=shown, base=control.record.text, new=new)
        )


def _count(text: str) -> int | None:
    folded = plain(text).casefold()
    number = whole_number(folded.replace(" ", ""), -1)
    return number if number >= 0 else number_words().get(folded)


def _renewed(work: Work, record: ControlRecord) -> ControlRecord:
    new = work.current.text(record.expression)
    return record if new is None else replace(record, text=new)


def _tell_missing(work: Work, controls: list[Control], lone: Mapping[str, ControlRecord]) -> None:
    for record in missing_controls(work.opened, controls, work.current.report):
        if record.id not in lone:
            work.findings.append(finding(codes.REMOVED_BY_HAND, what=f'"{_shortened(record.text)}"'))


def _shortened(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"


def _tell_prose(work: Work, controls: list[Control]) -> None:
    """Figures that a person has written in the prose cannot be renewed, but they can be wrong."""
    known = {control.element for control in controls}
    for verdict, part, paragraph in contradictions(work.opened, work.current.report, known):
        if verdict.wrong:
            where = work.places.of(part, paragraph)
            work.findings.append(
                finding(codes.NUMBER_WRONG, where=where, value=verdict.claim.text, new=verdict.current)
            )


# The store


def _bound(work: Work, records: Iterable[ControlRecord]) -> dict[str, str]:
    """The stored texts: Word shows them over the controls' own, so one that differs is no longer bound."""
    texts = {record.id: record.text for record in records}
    shown: dict[str, list[tuple[Element, str]]] = {}
    known = {record.id: record for record in records}
    for control in find_controls(replace_evidence(work.opened, known.values())):
        if control.element in work.theirs:
            continue
        shown.setdefault(control.record.id, []).append((control.element, _shown_text(control.element)))
    bound = dict(texts)
    for key, found in shown.items():
        said = {text for _, text in found}
        if len(said) == 1:
            bound[key] = next(iter(said))
        for element, text in found:
            if not same(text, bound[key]):
                unbind(element)
            elif binding_key(element) is None and work.revisions is None and _is_settled(element):
                tighten(element, known[key])
    return bound


def _shown_text(control: Element) -> str:
    """What a control says; the words that Word shows in an empty one are nobody's."""
    return "" if is_shown_as_placeholder(control) else visible_text(control)


def _is_settled(control: Element) -> bool:
    """Whether a control holds one line of text and no revision waits in it."""
    return next(control.iter(P), None) is None and not pending_by_us(control) and not pending_by_others(control)


def replace_evidence(opened: Opened, records: Iterable[ControlRecord]) -> Opened:
    """The same document with other records."""
    return replace(opened, evidence=replace(opened.evidence, controls=tuple(records), bound={}))
