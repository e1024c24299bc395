"""From workbooks to a plan: tables of every kind put together, every row accounted for, every doubt listed.

``examine`` tells what one workbook holds, ``assemble`` puts several together whatever is wrong with them, and
``read_plan`` refuses where a figure would be wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

import numpy as np
import pandas as pd
from msgspec import Struct
from msgspec.structs import replace

from rsplan.findings import codes
from rsplan.findings.catalogue import Severity
from rsplan.findings.finding import ExportError, Finding, RsplanError, finding, stop
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.folding import fold
from rsplan.plan.model import FIELDS, InputFile, Kind, Ledger, Plan
from rsplan.plan.period import Period
from rsplan.plan.units import UnitTree, leaves
from rsplan.reading.workbook import Workbook
from rsplan.understanding.count_boxes import without_count_boxes
from rsplan.understanding.doubts import doubt_findings
from rsplan.understanding.drawn_signs import as_drawn
from rsplan.understanding.duplicates import without_duplicates
from rsplan.understanding.header_findings import header_findings
from rsplan.understanding.items import Items
from rsplan.understanding.legends import without_legends
from rsplan.understanding.parallel_files import of_the_runs_files
from rsplan.understanding.parallel_tables import of_the_runs_tables, with_units_of_sheets
from rsplan.understanding.pivots import without_pivots
from rsplan.understanding.same_names import told_once
from rsplan.understanding.self_description import Statement, most_told, told_parts, told_period
from rsplan.understanding.sheet_findings import sheet_findings, without_any_table
from rsplan.understanding.sheet_guards import foreign
from rsplan.understanding.sheets_to_read import sheets_to_read
from rsplan.understanding.slices import of_the_run
from rsplan.understanding.table_items import OTHER_KIND, items_of
from rsplan.understanding.tables import SheetTable
from rsplan.understanding.taught import as_accepted, is_left_out
from rsplan.understanding.told_by_files import against_the_run, evidence_of, without_told_twice

OUTSIDE_UNIT = "utanför enheten"
_GROUPS = ("goal_area", "decided_by", "unit", "parent")
_NO_UNITS = UnitTree()


class Examined(Struct, frozen=True, dict=True):
    """What one workbook holds: what it tells of itself, its tables with the items in each, and every doubt but those
    of the items, which carry their own.
    """

    workbook: Workbook
    evidence: tuple[Statement, ...]
    tables: tuple[tuple[SheetTable, tuple[Items, ...]], ...]
    findings: tuple[Finding, ...]

    @property
    def items(self) -> list[Items]:
        """The items of every table."""
        return [part for _, parts in self.tables for part in parts]


def read_plan(
    workbooks: Sequence[Workbook],
    vocabulary: Vocabulary,
    expected: Period | None = None,
    *,
    units: UnitTree = _NO_UNITS,
    board: str = "",
) -> Plan:
    """The plan that the workbooks of one board and one period tell.

    ``expected`` is the period of the run and ``board`` the project's board: a file that says another gives a finding.
    ``units`` is the project's tree of units. Raises ``ExportError`` when no known table is found, a table lacks its
    name or status column, a counted cell is in doubt, or rows do not add up; ``ConfigurationError`` for an
    unknown root.
    """
    examined = [examine(workbook, vocabulary, expected) for workbook in workbooks]
    plan = assemble(examined, vocabulary, expected, units=units, board=board)
    errors = [entry for entry in plan.findings if entry.severity is Severity.ERROR]
    _refuse(errors, plan.findings)
    if not any(each.tables for each in examined):
        raise _nothing_known(examined, plan.findings)
    return plan


def examine(workbook: Workbook, vocabulary: Vocabulary, expected: Period | None = None) -> Examined:
    """What a workbook holds for a run of the expected period. Nothing is refused here."""
    tables: list[tuple[SheetTable, tuple[Items, ...]]] = []
    as_read = workbook
    workbook = replace(workbook, sheets=tuple(map(as_drawn, workbook.sheets)))
    workbook, pivots = without_pivots(workbook)
    workbook, boxes = without_count_boxes(workbook, vocabulary)
    sheets, said = without_legends(workbook, vocabulary)
    workbook = replace(workbook, sheets=tuple(sheets))
    findings = [*workbook.findings, *pivots, *boxes, *said]
    read_sheets, aside = sheets_to_read(workbook, vocabulary, expected)
    findings += aside
    left_out = foreign([table for each in read_sheets for table in each.tables], vocabulary)
    findings += [entry for _, entry in left_out]
    for each in read_sheets:
        mine = [table for table in each.tables if not any(table is other for other, _ in left_out)]
        own = each.words
        found = [(table, tuple(items_of(table, own))) for table in mine]
        if mine or not each.tables:
            findings += sheet_findings(workbook, each.sheet, mine, own)
        for table, parts in found:
            read, told = as_accepted(table, parts, [*table.findings, *header_findings(table, parts, own)], vocabulary)
            tables.append((table, read))
            findings += told
    findings += doubt_findings(workbook, [table for table, _ in tables])
    return Examined(
        as_read, tuple(evidence_of(workbook, [table for table, _ in tables])), tuple(tables), tuple(findings)
    )


def assemble(
    examined: Sequence[Examined],
    vocabulary: Vocabulary,
    expected: Period | None = None,
    *,
    units: UnitTree = _NO_UNITS,
    board: str = "",
) -> Plan:
    """The plan of several workbooks, with every finding in order of weight; errors too."""
    findings = [entry for each in examined for entry in each.findings]
    parts = [part for each in examined for part in each.items if part.ledger.read]
    parts = _with_units(with_units_of_sheets(parts, vocabulary), units)
    evidence = [each.evidence for each in examined if each.tables]
    period = expected or told_period(evidence)
    parts = of_the_runs_files(of_the_runs_tables(_spelled_alike(parts), period, board), expected)
    evidence = [each.evidence for each in examined if each.tables and not _left(each, parts)] or evidence
    parts = [of_the_run(part, period, board) for part in parts]
    by_kind = {kind: _of_kind(parts, kind, vocabulary) for kind in Kind}
    items = [part for found in by_kind.values() for part in found]
    findings += [entry for part in items for entry in part.findings]
    findings += _without_tables(examined, items, vocabulary)
    findings += _accounts(examined, items, vocabulary)
    told = [(each.workbook.name, each.evidence) for each in examined if each.tables]
    findings += without_told_twice(against_the_run(told, expected, board), findings)
    sources = tuple(part.source for part in items)
    assignments, indicators, activities = (_frame(kind, by_kind[kind], items) for kind in Kind)
    return Plan(
        assignments,
        indicators,
        activities,
        sources=sources,
        board=most_told(evidence, "board"),
        period=told_period(evidence) or expected,
        told=told_parts(evidence),
        findings=tuple(sorted(dict.fromkeys(findings), key=_weight)),
        ledgers=tuple(part.ledger for part in items),
        inputs=tuple(InputFile(each.workbook.name, each.workbook.sha256, each.workbook.size) for each in examined),
        notes=notes_of([each.workbook for each in examined]),
    )


def _without_tables(examined: Sequence[Examined], items: Sequence[Items], vocabulary: Vocabulary) -> Iterator[Finding]:
    """Why nothing is known where no file has a table, and the files without one beside others with items."""
    if not any(each.tables for each in examined):
        yield from (entry for each in examined for entry in _why_nothing(each, vocabulary))
    for each in examined:
        if items and not each.tables and not _left_out(each.workbook, vocabulary):
            yield finding(codes.FILE_WITHOUT_TABLE, file=each.workbook.name)


def notes_of(workbooks: Iterable[Workbook]) -> tuple[str, ...]:
    """Which second check was made of each workbook."""
    return tuple(f"{book.name}: {book.verified}" for book in workbooks if book.verified)


# --- Items together -----------------------------------------------------------------------------------------------


def _of_kind(parts: Iterable[Items], kind: Kind, vocabulary: Vocabulary) -> list[Items]:
    return told_once(without_duplicates([part for part in parts if part.kind is kind], vocabulary), vocabulary)


def _left(examined: Examined, parts: Sequence[Items]) -> bool:
    """True for a workbook all of whose items are of another period."""
    mine = [part for part in parts if part.source.file == examined.workbook.name]
    return bool(mine) and not any(part.rows for part in mine)


def _spelled_alike(parts: list[Items]) -> list[Items]:
    """One spelling for each group over all tables: the most frequent of those that differ in case and spaces only."""
    counts: dict[str, Counter[str]] = {field: Counter() for field in _GROUPS}
    for part in parts:
        for field in _GROUPS:
            counts[field].update(part.columns.get(field, ()))
    spelled = {field: _spelling(counter) for field, counter in counts.items()}
    return [_respelled(part, spelled) for part in parts]


def _spelling(counter: Counter[str]) -> dict[str, str]:
    best: dict[str, str] = {}
    keys = {text: fold(text) for text in counter}
    for text, _ in counter.most_common():
        best.setdefault(keys[text], text)
    return {text: best[key] for text, key in keys.items() if best[key] != text}


def _respelled(part: Items, spelled: Mapping[str, Mapping[str, str]]) -> Items:
    changed = {
        field: [names.get(text, text) for text in part.columns[field]]
        for field, names in spelled.items()
        if names and field in part.columns
    }
    return replace(part, columns={**part.columns, **changed}) if changed else part


def _with_units(parts: list[Items], tree: UnitTree) -> list[Items]:
    """Units by their names, with the way from the top beside them; only those of the project's subtree."""
    distinct = {text for part in parts for text in part.columns["unit"]}
    paths = {text: tree.path(text) for text in distinct}
    names = leaves(paths.values())
    if tree.root and distinct - {""} and not any(tree.holds(path) for path in paths.values() if path):
        known = ", ".join(sorted(set(names.values()) - {""})[:12])
        raise stop(codes.UNIT_NOT_IN_EXPORTS, root=tree.root, known=known)
    parts = [
        replace(
            part,
            columns={
                **part.columns,
                "unit": [names[paths[text]] for text in part.columns["unit"]],
                "unit_path": [paths[text] for text in part.columns["unit"]],
            },
        )
        for part in parts
    ]
    return [_within(part, tree) for part in parts] if tree.root else parts


def _within(part: Items, tree: UnitTree) -> Items:
    """The part's items in the subtree; the others are set aside. A table without units is about all of them."""
    if "unit" not in part.source.columns:
        return part
    inside = {path: tree.holds(path) for path in set(part.columns["unit_path"])}
    outside = part.where([inside[path] for path in part.columns["unit_path"]])
    if not outside:
        return part
    cell = part.source.cell(outside[0], "unit")
    found = finding(
        codes.OUTSIDE_UNIT,
        file=part.source.file,
        sheet=part.source.sheet,
        cell=cell,
        value=tree.root,
        count=len(outside),
    )
    return part.set_aside(f"{OUTSIDE_UNIT} {tree.root}", outside, found)


def _frame(kind: Kind, parts: Sequence[Items], items: Sequence[Items]) -> pd.DataFrame:
    """The frame of a kind: text columns and the place of each row."""
    texts = {name: list(chain.from_iterable(part.columns[name] for part in parts)) for name in FIELDS[kind]}
    positions = {id(part): at for at, part in enumerate(items)}
    frame = pd.DataFrame(texts, dtype=object)
    frame["source"] = np.repeat([positions[id(part)] for part in parts], [len(part.rows) for part in parts]).astype(int)
    frame["row"] = np.concatenate([np.array([], dtype=int), *(np.array(part.rows, dtype=int) for part in parts)])
    return frame


# --- Accounts -----------------------------------------------------------------------------------------------------


def _accounts(examined: Sequence[Examined], items: Sequence[Items], vocabulary: Vocabulary) -> Iterator[Finding]:
    """Every ledger balances, and every row of a table is counted or set aside by one of its kinds."""
    for part in items:
        if not part.ledger.balances:
            yield _unbalanced(part.ledger, part.ledger.counted, len(_aside_rows(part.ledger)), vocabulary)
    for each in examined:
        for table, parts in each.tables:
            if len(parts) > 1 and (lost := _lost(table, parts)):
                ledger = parts[0].ledger
                yield _unbalanced(ledger, table.read - len(lost), 0, vocabulary)


def _lost(table: SheetTable, parts: Sequence[Items]) -> set[int]:
    rows = set(range(table.header.row + 2, table.end + 1))
    for part in parts:
        rows -= set(part.rows)
        rows -= {row for entry in part.ledger.set_aside if entry.reason != OTHER_KIND for row in entry.rows}
    return rows


def _aside_rows(ledger: Ledger) -> list[int]:
    return [row for entry in ledger.set_aside for row in entry.rows]


def _unbalanced(ledger: Ledger, counted: int, aside: int, vocabulary: Vocabulary) -> Finding:
    return finding(
        codes.ROWS_DO_NOT_ADD_UP, file=ledger.file, sheet=ledger.sheet, read=ledger.read, counted=counted, aside=aside,
        kind=vocabulary.noun(ledger.kind).many,
    )  # fmt: skip


def _refuse(errors: Sequence[Finding], findings: Sequence[Finding]) -> None:
    if errors:
        more = f" ({len(errors)} fel i allt)" if len(errors) > 1 else ""
        raise ExportError(f"{errors[0]}{more}", findings=findings)


def _why_nothing(examined: Examined, vocabulary: Vocabulary) -> list[Finding]:
    """What keeps a workbook without a table from having one, where no error says so yet."""
    if any(entry.severity is Severity.ERROR for entry in examined.findings):
        return []
    book = examined.workbook
    if names := _left_out(book, vocabulary):
        value, line = ", ".join(names), "counted = false"
        return [finding(codes.ALL_SHEETS_LEFT_OUT, file=book.name, sheet=names[0], value=value, line=line)]
    mine = [sheet for sheet in book.sheets if not is_left_out(vocabulary, book, sheet)]
    return list(without_any_table(replace(book, sheets=tuple(mine)), vocabulary))


def _left_out(workbook: Workbook, vocabulary: Vocabulary) -> list[str]:
    """The sheets of a workbook that the project has said are not to be counted, where there is no other to be seen."""
    visible = [sheet for sheet in workbook.sheets if not sheet.hidden]
    return [sheet.name for sheet in visible] if all(is_left_out(vocabulary, workbook, each) for each in visible) else []


def _nothing_known(examined: Sequence[Examined], findings: Sequence[Finding]) -> RsplanError:
    names = ", ".join(each.workbook.name for each in examined)
    return stop(codes.NOTHING_RECOGNISED, names, findings=findings)


def _weight(entry: Finding) -> int:
    return (Severity.ERROR, Severity.WARNING, Severity.INFO).index(entry.severity)


def empty_plan() -> Plan:
    """A plan without items: what a template is held against where no exports are at hand."""
    assignments, indicators, activities = (_frame(kind, (), ()) for kind in Kind)
    return Plan(assignments, indicators, activities)
