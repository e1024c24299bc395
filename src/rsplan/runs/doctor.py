"""What is known of some export files, also when no figure can be told from them: for ``rsplan doctor``.

Reads, examines and puts together as a run does, but refuses nothing: every failure is part of the answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from rsplan.findings import codes
from rsplan.findings.catalogue import Severity
from rsplan.findings.finding import ExitCode, Finding
from rsplan.project.accepted import Accepted, without_accepted
from rsplan.project.settings import Settings, find_project
from rsplan.project.writing import refuse_open
from rsplan.reading.exports import Unreadable, start_reading
from rsplan.runs.export_folder import folder_findings
from rsplan.runs.ownership import Inputs, refuse_name, write_outputs
from rsplan.runs.plans import units_of, vocabulary_of

if TYPE_CHECKING:
    from rsplan.plan.model import Ledger, Plan
    from rsplan.plan.period import Period
    from rsplan.reading.workbook import Workbook
    from rsplan.understanding.plan import Examined
    from rsplan.understanding.tables import SheetTable


class SheetView(Struct, frozen=True):
    """A sheet: its name, whether it is hidden, its size, and how many of its rows are hidden."""

    name: str
    hidden: bool
    rows: int
    columns: int
    hidden_rows: int


class ColumnView(Struct, frozen=True):
    """A column of a table: its letter, its heading, the field that it is read as ("" if it is not used), and
    by which rule, in Swedish ("" where the heading tells it).
    """

    letter: str
    heading: str
    field: str
    by: str = ""


class AccountView(Struct, frozen=True):
    """The account of a table's rows for one kind: read = counted + set aside, with the rows of each reason."""

    kind: str
    read: int
    counted: int
    set_aside: Mapping[str, tuple[int, ...]]

    @property
    def balances(self) -> bool:
        """True when no row is lost or counted twice."""
        return self.read == self.counted + sum(map(len, self.set_aside.values()))


class TableView(Struct, frozen=True):
    """A table: its sheet, its header row (from 1), its columns, and the account of its rows kind by kind. ``turned`` is
    True where it lies on its side, and rows are columns of the file.
    """

    sheet: str
    header_row: int
    columns: tuple[ColumnView, ...]
    accounts: tuple[AccountView, ...]
    turned: bool = False


class Told(Struct, frozen=True):
    """Something that was inferred: what ("year", "tertial", "board"), its value, and where it stands."""

    what: str
    value: str
    where: str


class FileView(Struct, frozen=True):
    """A file as it was understood. ``reason`` is why it could not be read, None where it could."""

    name: str
    format: str = ""
    encoding: str = ""
    size: int = 0
    verified: str = ""
    sheets: tuple[SheetView, ...] = ()
    tables: tuple[TableView, ...] = ()
    told: tuple[Told, ...] = ()
    reason: Finding | None = None


class StrangeWord(Struct, frozen=True):
    """A status word that is not known: how often it stands, where first, and what the finding says of it."""

    value: str
    count: int
    place: str
    message: str


class DoubtfulRow(Struct, frozen=True):
    """A finding with the cells of the row that it is about."""

    finding: Finding
    cells: tuple[object, ...]


class Inspection(Struct, frozen=True):
    """Everything that is known of some files. ``exit_code`` is the one that a run on them would end with.

    ``accepted`` are the findings that the project has accepted, each with the entry that does so.
    """

    files: tuple[FileView, ...]
    period: Period | None
    board: str | None
    findings: tuple[Finding, ...]
    strange_words: tuple[StrangeWord, ...]
    doubtful: tuple[DoubtfulRow, ...]
    exit_code: ExitCode
    refusal: str = ""
    accepted: tuple[tuple[Finding, Accepted], ...] = ()


def inspect_files(
    paths: Sequence[Path],
    settings: Settings | None = None,
    expected: Period | None = None,
    *,
    folder: bool = False,
) -> Inspection:
    """What the files hold and what a run would say of them. Raises ``ConfigurationError`` for wrong settings only.

    ``folder`` is True where the files are all those of a project's period.
    """
    vocabulary = vocabulary_of(settings)
    with start_reading(paths) as reading:
        from rsplan.understanding.plan import assemble, examine

        results = reading.results()
    workbooks = [result for result in results if not isinstance(result, Unreadable)]
    unreadable = [result for result in results if isinstance(result, Unreadable)]
    examined = [examine(workbook, vocabulary, expected) for workbook in workbooks]
    board = settings.board if settings else ""
    plan = assemble(examined, vocabulary, expected, units=units_of(settings), board=board)
    around = folder_findings(settings, plan, vocabulary) if settings and folder else []
    every = (*(result.finding for result in unreadable), *plan.findings, *around)
    findings, taken = without_accepted(every, settings.accepted if settings else ())
    views = {id(each.workbook): _file_view(each, plan) for each in examined}
    refusal, code = _verdict(unreadable, examined, plan)
    return Inspection(
        files=tuple(_unreadable_view(r) if isinstance(r, Unreadable) else views[id(r)] for r in results),
        period=plan.period,
        board=plan.board,
        findings=tuple(findings),
        accepted=tuple(taken),
        strange_words=_strange_words(findings),
        doubtful=_doubtful(findings, workbooks),
        exit_code=code,
        refusal=refusal,
    )


def write_quarantine(
    found: Inspection, path: Path, exports: Sequence[Path], *, overwrite: bool = False
) -> tuple[int, Path | None]:
    """Write the doubtful rows as a workbook: how many they are, and the copy of what was replaced.

    Neither the exports nor anything else that the project around the workbook reads is ever replaced.
    """
    from rsplan.documents.inspection import HEADINGS, WIDTHS, doubtful_rows
    from rsplan.documents.quarantine import table_workbook

    refuse_name(path, ".xlsx")
    refuse_open(path)
    rows = list(doubtful_rows(found))
    data = table_workbook("Tveksamma rader", HEADINGS, WIDTHS, rows)
    inputs = Inputs(find_project(path.absolute().parent), tuple(exports))
    kept = write_outputs(path.parent, {path: data}, inputs, overwrite=overwrite)
    return len(rows), next(iter(kept), None)


def _verdict(unreadable: Sequence[Unreadable], examined: Sequence[Examined], plan: Plan) -> tuple[str, ExitCode]:
    """Why a run would stop, in Swedish, and its exit code."""
    if unreadable:
        lasting = [file for file in unreadable if file.exit_code is ExitCode.DATA]
        gravest = (lasting or list(unreadable))[0]
        return f"{len(unreadable)} av filerna kan inte läsas.", gravest.exit_code
    errors = sum(entry.severity is Severity.ERROR for entry in plan.findings)
    if errors:
        return f"{errors} fel gör att inga siffror lämnas ut.", ExitCode.DATA
    if not any(each.tables for each in examined):
        return "Ingen tabell med uppdrag, nyckeltal eller aktiviteter hittades.", ExitCode.DATA
    return "", ExitCode.DONE


def _unreadable_view(result: Unreadable) -> FileView:
    return FileView(result.finding.file or "", reason=result.finding)


def _file_view(examined: Examined, plan: Plan) -> FileView:
    book = examined.workbook
    return FileView(
        name=book.name,
        format=book.format,
        encoding=book.encoding,
        size=book.size,
        verified=book.verified,
        sheets=tuple(
            SheetView(
                sheet.name,
                sheet.hidden,
                sheet.height,
                len(sheet.columns) if sheet.height else 0,
                len(sheet.hidden_rows),
            )
            for sheet in book.sheets
        ),
        tables=tuple(_table_view(table, plan) for table, _ in examined.tables),
        told=tuple(dict.fromkeys(Told(entry.what, entry.value, entry.where) for entry in examined.evidence)),
    )


def _table_view(table: SheetTable, plan: Plan) -> TableView:
    header = table.header
    fields = {column: f"{level}.{prop}" for (level, prop), column in header.view.items()}
    fields |= {column: f"{kind}.title" for kind, column in header.kinds.items()}
    fields |= {column: field for field, column in header.columns.items()}
    accounts = [_account(ledger) for ledger in plan.ledgers if _is_of(ledger, table)]
    if table.header.units:  # each unit's column has an account of the same rows
        accounts = accounts[:1]
    return TableView(
        sheet=table.sheet.name,
        header_row=header.row + 1,
        columns=tuple(
            ColumnView(
                table.sheet.column_name(at), header.texts.get(at, ""), fields.get(at, ""), table.decided_by.get(at, "")
            )
            for at in sorted({*header.texts, *fields})
        ),
        accounts=tuple(accounts),
        turned=table.sheet.turned,
    )


def _is_of(ledger: Ledger, table: SheetTable) -> bool:
    """Tables side by side share their header row, but not their kind."""
    same = (ledger.file, ledger.sheet, ledger.header_row) == (
        table.workbook.name,
        table.sheet.name,
        table.header.row + 1,
    )
    return same and (table.kind is None or bool(table.header.view) or ledger.kind in (table.kind, *table.header.kinds))


def _account(ledger: Ledger) -> AccountView:
    aside: dict[str, tuple[int, ...]] = {}
    for entry in ledger.set_aside:
        aside[entry.reason] = (*aside.get(entry.reason, ()), *entry.rows)
    return AccountView(ledger.kind.value, ledger.read, ledger.counted, aside)


def _strange_words(findings: Sequence[Finding]) -> tuple[StrangeWord, ...]:
    strange = [entry for entry in findings if entry.code == codes.UNKNOWN_STATUS]
    counts: Counter[str] = Counter()
    for entry in strange:
        counts[entry.value or ""] += len(entry.cells) or 1
    first = {entry.value or "": entry for entry in reversed(strange)}
    return tuple(
        StrangeWord(value, count, first[value].place, first[value].message) for value, count in counts.most_common()
    )


def _doubtful(findings: Sequence[Finding], workbooks: Sequence[Workbook]) -> tuple[DoubtfulRow, ...]:
    """Every finding of a cell, and of a file that was not read, with its row."""
    sheets = {(book.name, sheet.name): sheet for book in workbooks for sheet in book.sheets}
    rows = []
    for entry in chain.from_iterable(map(_one_by_one, findings)):
        if entry.cell is None:
            cells: tuple[object, ...] = ()
        else:
            number = int(entry.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
            sheet = sheets.get((entry.file or "", entry.sheet or ""))
            cells = tuple(sheet.row(number - 1)) if sheet and 0 < number <= sheet.height else ()
        rows.append(DoubtfulRow(entry, cells))
    return tuple(rows)


def _one_by_one(entry: Finding) -> Iterator[Finding]:
    """A finding of several cells as one for each."""
    if not entry.cells:
        yield entry
    yield from (replace(entry, cell=cell, cells=()) for cell in entry.cells)
