"""What files tell of their year, period and board, and what of it is not what the run says. Knows texts, not rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding
from rsplan.language.swedish import MONTHS
from rsplan.plan.folding import fold
from rsplan.plan.period import Period
from rsplan.reading.workbook import Workbook
from rsplan.understanding.headings import heading_key, undated
from rsplan.understanding.self_description import Statement, most_told, told_by, told_period
from rsplan.understanding.tables import SheetTable
from rsplan.understanding.told_periods import falls_within


def evidence_of(workbook: Workbook, tables: Iterable[SheetTable]) -> Iterator[Statement]:
    """What the titles, the sheets, the file's name and the headings of the statuses tell, in that order."""
    tables = list(tables)
    for table in tables:
        name = table.sheet.name
        for row, column, text in table.titles:
            cell = table.sheet.cell(row, column)
            yield from told_by(text, f"cell {cell} på bladet {name}", name, cell)
        yield from told_by(name, f"bladnamnet {name}", name)
    stem = workbook.name.rpartition(".")[0] or workbook.name
    yield from told_by(stem, f"filnamnet {workbook.name}")
    for table in tables:
        yield from _told_by_status(table)


def _told_by_status(table: SheetTable) -> Iterator[Statement]:
    """The period that the heading of the statuses tells: "Status april 2025". A target or an outcome may well be of
    another year than the follow-up; a status may not.
    """
    column = table.header.fields.get("status")
    heading = table.header.texts.get(column, "") if column is not None else ""
    if column is not None and undated(heading) != heading_key(heading):
        cell = table.header.cell(column)
        told = told_by(heading, f"cell {cell} på bladet {table.sheet.name}", table.sheet.name, cell)
        yield from (entry for entry in told if entry.what != "board")


def against_the_run(
    told: Sequence[tuple[str, Sequence[Statement]]], expected: Period | None, board: str
) -> Iterator[Finding]:
    """Everything that a file, given by its name, says of period and board against what the run, or most files, say."""
    every = [statements for _, statements in told]
    period = expected or told_period(every)
    reference = {
        "year": str(expected.year) if expected else most_told(every, "year"),
        "tertial": expected.tertial.month if expected else most_told(every, "tertial"),
        "month": period.tertial.month if period else None,
        "board": board or most_told(every, "board"),
    }
    for file, statements in told:
        for entry in dict.fromkeys(statements):
            known = reference[entry.what]
            if not known or _agree(entry, known, period):
                continue
            code = codes.FILES_OF_TWO_BOARDS if entry.what == "board" else codes.PERIOD_DIFFERS
            other = "projektet" if board else "de andra uppgifterna"
            expects = period.label if period and entry.what != "board" else known
            yield finding(
                code, file=file, sheet=entry.sheet, cell=entry.cell,
                value=entry.value, where=entry.where, other=other, expected=expects,
            )  # fmt: skip


def without_told_twice(found: Iterable[Finding], said: Iterable[Finding]) -> list[Finding]:
    """What files say of another period, without the sheets whose rows of other periods have been left out and said, and
    without the names of files that have such a sheet."""
    told = [entry for entry in said if entry.code == codes.ROWS_OF_PERIODS]
    parted = {(entry.file, sheet) for entry in told for sheet in (entry.sheet, None)}
    return [entry for entry in found if entry.code != codes.PERIOD_DIFFERS or (entry.file, entry.sheet) not in parted]


def _agree(entry: Statement, known: str, period: Period | None) -> bool:
    if entry.what == "month" and period is not None:
        return falls_within((None, MONTHS.index(entry.value) + 1), period)
    return fold(entry.value) == fold(known)
