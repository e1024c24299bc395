"""Compares a document with a newer report: every computed text, also where a person typed over it, and the prose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from rsplan.analysis.table_sums import SumOutcome, sums_of_tables
from rsplan.documents.living.charts import data_of, find_charts
from rsplan.documents.living.controls import Control, find_controls, missing_controls, unwrapped_texts
from rsplan.documents.living.copied_rows import told_copied_rows
from rsplan.documents.living.copied_tables import copies_told
from rsplan.documents.living.document import Opened
from rsplan.documents.living.expressions import Current
from rsplan.documents.living.locations import Places
from rsplan.documents.living.own_cells import persons_controls
from rsplan.documents.living.prose import HOLE, ClaimVerdict, ProseReader
from rsplan.documents.living.references import doubts, outdated
from rsplan.documents.living.said_numbers import plain, same, says_the_same
from rsplan.documents.living.table_grid import Aligned, align
from rsplan.documents.living.table_pairs import (
    column_of,
    order_of,
    partners,
    says_otherwise,
    todays_tables,
)
from rsplan.documents.living.table_search import find_tables, flat
from rsplan.documents.living.text import text_around
from rsplan.documents.office.document_tables import document_tables
from rsplan.documents.office.ooxml import SDT, Element, P
from rsplan.documents.templating.slots import Slots
from rsplan.documents.word.chart_bars import chart_named
from rsplan.documents.word.evidence import TableRecord
from rsplan.documents.word.evidence_of_report import chart_record
from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding

if TYPE_CHECKING:
    from rsplan.report.report import Report

_GONE = "finns inte längre"


class Difference(Struct, frozen=True):
    """One place where the document does not say what the exports say."""

    place: str
    written: str
    current: str
    expression: str


class Checked(Struct, frozen=True):
    """What a check found: differences make it fail, findings are for the reader. ``compared`` counts the texts."""

    differences: tuple[Difference, ...]
    findings: tuple[Finding, ...]
    compared: int = 0


def check(opened: Opened, report: Report, settings: Mapping[str, str], findings: Iterable[Finding]) -> Checked:
    """Hold a document against a report. ``settings`` are the project's diarienummer, tertial_report and date."""
    return _Check(opened, report, settings).done(findings)


class _Check:
    """One check on its way."""

    def __init__(self, opened: Opened, report: Report, settings: Mapping[str, str]) -> None:
        self.opened, self.report, self.settings = opened, report, settings
        self.current, self.places = Current(report), Places(opened)
        self.differences: list[Difference] = []
        self.findings: list[Finding] = []
        self.handled: set[Element] = set()
        self.compared = 0

    def done(self, findings: Iterable[Finding]) -> Checked:
        """Carry it out."""
        self.handled |= persons_controls(self.opened)
        self._tables()
        controls = [control for control in find_controls(self.opened) if not control.struck]
        standing = self._unwrapped(controls)
        for control in controls:
            if control.element not in self.handled:
                self._control(control)
        for record in missing_controls(self.opened, controls, self.report):
            if record.id not in standing:
                self.findings.append(finding(codes.REMOVED_BY_HAND, what=f'"{record.text[:80]}"'))
        self._charts()
        self._sums()
        self._prose({control.element for control in controls})
        told = tuple(dict.fromkeys((*findings, *self.findings)))
        return Checked(tuple(dict.fromkeys(self.differences)), told, self.compared)

    def _differs(self, place: str, written: str, current: str, expression: str) -> None:
        self.differences.append(Difference(place, plain(written), plain(current), expression))

    # Controls

    def _control(self, control: Control) -> None:
        self.compared += 1
        expression = control.record.expression
        new = self.current.text(expression)
        if new is None:
            self._differs(self.places.of(control.part, control.element), control.text, _GONE, expression)
        elif not same(control.text, new) and not says_the_same(control.text, new):
            self._differs(self.places.of(control.part, control.element), control.text, new, expression)

    def _unwrapped(self, controls: list[Control]) -> set[str]:
        """Sentences that a person has freed from their controls are held against the exports all the same."""
        found = set()
        for one in unwrapped_texts(self.opened, controls, self.current):
            record = one.record
            found.add(record.id)
            self.compared += 1
            new = self.current.text(record.expression)
            if new is not None and (one.piece or not same(record.text, new)):
                self._differs(self.places.of(one.part, one.paragraph), one.text, new, record.expression)
        return found

    # Tables

    def _tables(self) -> None:
        records = self.opened.evidence.tables
        found = find_tables(self.opened.body, records)
        today = todays_tables(self.opened, self.report)
        following = {control.element for control in find_controls(self.opened)} - self.handled
        for record in records:
            table = self.report.tables.get(record.id)
            where = f'tabellen "{record.title}"'
            if table is None or not found[record.id]:
                self.findings.append(finding(codes.REMOVED_BY_HAND, what=where))
                continue
            new = today[record.id]
            for parts in found[record.id]:
                aligned = align(parts, record)
                if aligned is None:
                    self.findings.append(finding(codes.TABLE_UNREADABLE, where=where))
                else:
                    self.findings.extend(told_copied_rows(parts, record, new, following))
                    self._table(record, new, aligned)
        self.findings.extend(copies_told(self.opened, self.places, today, flat(found), following))

    def _table(self, record: TableRecord, new: TableRecord, aligned: Aligned) -> None:
        where, expression = f'tabellen "{new.title}"', f"tables.{new.id}"
        pairs = partners(record, new)
        for number, row in enumerate(record.rows):
            partner = pairs.get(row.key)
            title = row.cells[0] if row.cells else ""
            if partner is None:
                if aligned.rows[number] is not None and row.kind == "row":
                    self._differs(where, f"raden {title}", _GONE, expression)
                continue
            for column, text in enumerate(partner.cells):
                old = column_of(record, new, column) if not row.alone else 0
                cell = aligned.cell(number, old) if old is not None else None
                if cell is None:
                    continue
                self.compared += 1
                self.handled |= set(cell.element.iter(SDT))
                written = cell.text
                unchanged = old is not None and old < len(row.cells) and same(written, row.cells[old])
                if not same(written, text) and (unchanged or says_otherwise(partner, column, written)):
                    place = f"{where}, raden {title[:60]}, kolumnen {new.header[column]}"
                    self._differs(place, written, text, expression)
        self._order(record, new, aligned)
        known = {row.key for row in pairs.values()}
        for row in new.rows:
            if row.key not in known:
                self._differs(where, "", f"raden {row.cells[0]}", expression)
        for heading in new.header:
            if heading not in record.header:
                self._differs(where, "", f"kolumnen {heading}", expression)

    def _order(self, record: TableRecord, new: TableRecord, aligned: Aligned) -> None:
        """A row under another heading says something else of its item; another order is only told."""
        pairs = partners(record, new)
        pairs = {key: partner for key, partner in pairs.items() if partner.kind != "header"}
        keys = {
            line.element: pairs[row.key].key
            for row, line in zip(record.rows, aligned.rows, strict=True)
            if line is not None and row.key in pairs
        }
        there = [keys[line.element] for line in aligned.lines if line.element in keys]
        headings = [row.key for row in new.rows if row.kind in ("group", "total")]
        order = order_of(record, new, pairs, there)
        where = f'tabellen "{new.title}"'
        for key in order.regrouped(there, headings):
            title = next(row.cells[0] for row in new.rows if row.key == key)
            self._differs(where, f"raden {title[:60]}", "under en annan rubrik", f"tables.{new.id}")
        if order.sorted_by_hand:
            self.findings.append(finding(codes.ROWS_SORTED_BY_HAND, where=where))
        elif [key for key in there if key in order.wanted] != list(order.wanted):
            self.findings.append(finding(codes.ROWS_IN_OLD_ORDER, where=where))

    # Charts

    def _charts(self) -> None:
        found = find_charts(self.opened)
        clean = Slots().clean
        for record in self.opened.evidence.charts:
            chart = chart_named(self.report.tables, record.id)
            where = f'diagrammet "{record.title}"'
            if not found[record.id]:
                self.findings.append(finding(codes.REMOVED_BY_HAND, what=where))
            today = data_of(chart_record(chart, clean)) if chart is not None else {}
            for drawn in found[record.id]:
                self.compared += 1
                for series, category, written, now in _apart(drawn.data, today):
                    self._differs(f"{where}, {category}, {series}", written, now, f"tables.{record.table}")

    # Sums

    def _sums(self) -> None:
        """Every sum of every table that a person has made, as far as its digits tell; each cell of rsplan's own tables
        is held against the exports already.
        """
        ours = set(flat(find_tables(self.opened.body, self.opened.evidence.tables)))
        for one in sums_of_tables(document_tables(self.opened.package, ours)):
            self.compared += 1
            if one.outcome is SumOutcome.DIFFERS:
                where = f"{one.place}, {one.label}"
                self.findings.append(finding(codes.SUM_WRONG, where=where, value=str(one.stated), new=one.added_text))

    # Prose

    def _prose(self, controls: set[Element]) -> None:
        evidence = self.opened.evidence
        written = {
            "diarienummer": evidence.diarienummer, "tertial_report": evidence.tertial_report, "date": evidence.date,
        }  # fmt: skip
        own = {key: self.settings.get(key) or written[key] for key in written}
        for verdict, part, paragraph in contradictions(self.opened, self.report, controls):
            where = self.places.of(part, paragraph)
            if verdict.wrong:
                self._differs(where, verdict.claim.text, verdict.current, verdict.expression)
            else:
                self.findings.append(
                    finding(codes.NUMBER_DOUBTFUL, where=where, value=verdict.claim.text, why=verdict.why)
                )
        for part, paragraph, text in free_paragraphs(self.opened, controls):
            for shown, why in doubts(text, own):
                self.findings.append(
                    finding(codes.CASE_NUMBER_OR_DATE, where=self.places.of(part, paragraph), value=shown, why=why)
                )
            for shown, now, key in outdated(text, written, self.settings):
                if key == "date":
                    why = f"rsplan.toml säger {now}"
                    self.findings.append(
                        finding(codes.CASE_NUMBER_OR_DATE, where=self.places.of(part, paragraph), value=shown, why=why)
                    )
                else:
                    self._differs(self.places.of(part, paragraph), shown, now, key)


def _apart(
    shown: Mapping[str, Mapping[str, str]], today: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[str, str, str, str]]:
    """Where two sets of values differ; what is not there is zero."""
    for series in dict.fromkeys((*shown, *today)):
        mine, ours = shown.get(series, {}), today.get(series, {})
        for category in dict.fromkeys((*mine, *ours)):
            if mine.get(category, "0") != ours.get(category, "0"):
                yield series, category, mine.get(category, ""), ours.get(category, "")


def free_paragraphs(opened: Opened, controls: set[Element]) -> Iterator[tuple[str, Element, str]]:
    """Every paragraph with its text, our controls cut out; tables that rsplan made are left out."""
    tables = find_tables(opened.body, opened.evidence.tables)
    ours = {paragraph for table in flat(tables) for paragraph in table.iter(P)}
    for part in opened.parts:
        for paragraph in opened.package.tree(part).iter(P):
            if paragraph not in ours:
                yield part, paragraph, text_around(paragraph, controls, HOLE)


def contradictions(
    opened: Opened, report: Report, controls: set[Element]
) -> Iterator[tuple[ClaimVerdict, str, Element]]:
    """What the prose claims that does not plainly agree with the report, with its paragraph."""
    reader = ProseReader(report, {fact.id: fact.value for fact in opened.evidence.facts if isinstance(fact.value, int)})
    for part, paragraph, text in free_paragraphs(opened, controls):
        for verdict in reader.verdicts(text):
            yield verdict, part, paragraph
