"""From workbooks to a plan: tables of every kind put together, every row accounted for, every doubt listed.

The only function that others call is ``read_plan``. Raises ``ExportError`` where a figure would be wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from rsplan.exports.context import Evidence, first, tertial_of, told_by
from rsplan.exports.grid import Doubt, Sheet, Workbook, cell_name
from rsplan.exports.headings import heading_key
from rsplan.exports.items import Items, items_of, kind_of, without_duplicates
from rsplan.exports.tables import Table, tables_of, title_rows
from rsplan.findings import ExportError, Finding, Severity, finding
from rsplan.model import FIELDS, InputFile, Kind, Plan
from rsplan.period import Period
from rsplan.vocabulary import Vocabulary, fold


@dataclass(frozen=True, slots=True)
class _Found:
    """What one workbook gave."""

    workbook: Workbook
    evidence: tuple[Evidence, ...]
    items: tuple[Items, ...]
    findings: tuple[Finding, ...]


def read_plan(workbooks: Sequence[Workbook], vocabulary: Vocabulary, expected: Period | None = None) -> Plan:
    """The plan that the workbooks of one board and one period tell.

    ``expected`` is the period of the run; a file that says another gives a finding. Raises ``ExportError`` when no
    known table is found, a table lacks its name or status column, a counted cell is in doubt, or rows do not add up.
    """
    found = [_read(workbook, vocabulary) for workbook in workbooks]
    findings = [entry for each in found for entry in each.findings]
    _refuse([entry for entry in findings if entry.severity is Severity.ERROR], findings)
    if not any(each.items for each in found):
        raise _nothing_known(found, findings)
    by_kind = {kind: _of_kind(found, kind, vocabulary) for kind in Kind}
    items = [part for parts in by_kind.values() for part in parts]
    _check_ledgers(items)
    findings += [entry for part in items for entry in part.findings]
    findings += _context_findings(found, expected)
    sources = [part.source for part in items]
    return Plan(
        **{kind.value: _frame(kind, parts, sources.index) for kind, parts in by_kind.items()},
        sources=tuple(sources),
        board=_told(found, "board"),
        period=_period(found) or expected,
        findings=tuple(sorted(findings, key=_weight)),
        ledgers=tuple(part.ledger for part in items),
        inputs=tuple(InputFile(book.name, book.sha256, book.size) for book in workbooks),
        notes=tuple(f"{book.name}: {book.verified}" for book in workbooks if book.verified),
    )


def inferred(
    workbook: Workbook, vocabulary: Vocabulary
) -> tuple[tuple[Evidence, ...], list[tuple[Table, list[Items]]]]:
    """What one workbook tells of itself, and its tables with the items found in each: for ``rsplan doctor``."""
    evidence: list[Evidence] = []
    tables: list[tuple[Table, list[Items]]] = []
    for sheet in workbook.sheets:
        if sheet.hidden:
            continue
        for table in tables_of(workbook, sheet, vocabulary):
            evidence += _evidence(table, sheet)
            names = [sheet.name, *(text for _, _, text in title_rows(sheet, table.header.row)), workbook.name]
            tables.append((table, list(items_of(table, kind_of(table, names, vocabulary), vocabulary))))
    return (*evidence, *told_by(_stem(workbook.name), f"filnamnet {workbook.name}")), tables


def _read(workbook: Workbook, vocabulary: Vocabulary) -> _Found:
    evidence, tables = inferred(workbook, vocabulary)
    items = [part for _, parts in tables for part in parts]
    findings = [*workbook.findings, *_sheet_findings(workbook, tables)]
    for table, parts in tables:
        findings += _header_findings(table, parts, vocabulary)
        findings += _doubt_findings(table, workbook.doubts)
    return _Found(workbook, tuple(evidence), tuple(part for part in items if _usable(part)), tuple(findings))


def _usable(part: Items) -> bool:
    return bool(len(part.frame)) or bool(part.ledger.read)


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name


def _evidence(table: Table, sheet: Sheet) -> Iterator[Evidence]:
    for row, column, text in title_rows(sheet, table.header.row):
        yield from told_by(text, f"cell {cell_name(row, column)} på bladet {sheet.name}")
    yield from told_by(sheet.name, f"bladnamnet {sheet.name}")


def _sheet_findings(workbook: Workbook, tables: Iterable[tuple[Table, list[Items]]]) -> Iterator[Finding]:
    with_tables = {table.sheet.name for table, _ in tables}
    for sheet in workbook.sheets:
        if sheet.hidden:
            yield finding("RSP216", file=workbook.name, sheet=sheet.name)
        elif sheet.name in with_tables:
            if sheet.hidden_rows:
                cell = f"A{min(sheet.hidden_rows) + 1}"
                yield finding("RSP217", file=workbook.name, sheet=sheet.name, cell=cell, count=len(sheet.hidden_rows))
        elif sheet.rows:
            yield finding("RSP304", file=workbook.name, sheet=sheet.name, nearest="")


def _header_findings(table: Table, parts: list[Items], vocabulary: Vocabulary) -> Iterator[Finding]:
    where = {"file": table.workbook.name, "sheet": table.sheet.name}
    header = table.header
    names = [*vocabulary.columns, *vocabulary.kind_names]
    if header.title is None and not header.view:
        cell, value, nearest = _suspect(header.unknown, header.row, vocabulary, names)
        known = ", ".join(sorted(header.fields))
        yield finding("RSP214", **where, cell=cell, value=value, known=known, nearest=nearest)
        return
    for column, text in header.unknown.items():
        vital = _resembles(text, [*vocabulary.kind_names, *_status_names(vocabulary)], vocabulary)
        cell = cell_name(header.row, column)
        if vital and (vital in vocabulary.kind_names or not _has_status(parts)):
            yield finding("RSP220", **where, cell=cell, value=text, known=vital)
        else:
            yield finding("RSP206", **where, cell=cell, value=text, nearest=_meant(vocabulary.nearest(names, text)))
    for column, other in header.doubled.items():
        text = str(table.sheet.rows[header.row][column]).strip()
        cell = cell_name(header.row, column)
        yield finding("RSP207", **where, cell=cell, value=text, other=cell_name(header.row, other))
    for part in parts:
        if len(part.frame) and not _has_status([part]):
            cell = cell_name(header.row, header.title or 0)
            kind = vocabulary.labels["kinds"][part.kind]["many"]
            yield finding("RSP215", **where, cell=cell, kind=kind, nearest="")


def _status_names(vocabulary: Vocabulary) -> list[str]:
    return [name for name, field in vocabulary.columns.items() if field == "status"]


def _resembles(text: str, names: Sequence[str], vocabulary: Vocabulary) -> str | None:
    nearest = vocabulary.nearest(names, heading_key(text))
    if nearest is None or abs(len(nearest) - len(fold(text))) > 2:
        return None
    return nearest


def _has_status(parts: Iterable[Items]) -> bool:
    """True when a table shows statuses somehow: a column, glued colour words, or fills."""
    return any("status" in part.source.columns or (part.frame["status"] != _blank(part.kind)).any() for part in parts)


def _blank(kind: Kind) -> str:
    return "unknown" if kind is Kind.ACTIVITIES else "no_data"


def _suspect(
    unknown: Mapping[int, str], row: int, vocabulary: Vocabulary, names: Sequence[str]
) -> tuple[str, str | None, str]:
    for column, text in unknown.items():
        if nearest := vocabulary.nearest(names, text):
            return cell_name(row, column), text, _meant(nearest)
    if unknown:
        column, text = next(iter(unknown.items()))
        return cell_name(row, column), text, ""
    return cell_name(row, 0), None, ""


def _meant(nearest: str | None) -> str:
    return f'Menades "{nearest}"?' if nearest else ""


def _doubt_findings(table: Table, doubts: Iterable[Doubt]) -> Iterator[Finding]:
    rows = set(table.rows)
    counted = {*table.header.columns.values(), *table.header.view.values()}
    for doubt in doubts:
        if doubt.sheet != table.sheet.name:
            continue
        counts = (doubt.row in rows or doubt.row == table.header.row) and doubt.column in counted
        yield finding(
            "RSP218" if counts else "RSP219",
            file=table.workbook.name,
            sheet=table.sheet.name,
            cell=cell_name(doubt.row, doubt.column),
            value=doubt.first,
            second=doubt.second,
            reason=doubt.reason,
        )


def _of_kind(found: Iterable[_Found], kind: Kind, vocabulary: Vocabulary) -> list[Items]:
    return without_duplicates([part for each in found for part in each.items if part.kind is kind], vocabulary)


def _frame(kind: Kind, parts: Sequence[Items], position: object) -> pd.DataFrame:
    names = [*FIELDS[kind], "source", "row"]
    if not parts:
        return pd.DataFrame({name: pd.Series(dtype=int if name in ("source", "row") else str) for name in names})
    frames = [part.frame.assign(source=position(part.source)) for part in parts]  # type: ignore[operator]
    return pd.concat(frames, ignore_index=True)[names]


def _check_ledgers(items: Iterable[Items]) -> None:
    wrong = [part for part in items if not part.ledger.balances]
    if wrong:
        findings = [
            finding(
                "RSP302",
                file=part.ledger.file,
                sheet=part.ledger.sheet,
                read=part.ledger.read,
                counted=part.ledger.counted,
                aside=sum(len(entry.rows) for entry in part.ledger.set_aside),
                kind=part.kind.value,
            )
            for part in wrong
        ]
        raise ExportError(str(findings[0]), findings=findings)


def _refuse(errors: Sequence[Finding], findings: Sequence[Finding]) -> None:
    if errors:
        more = f" ({len(errors)} fel i allt)" if len(errors) > 1 else ""
        raise ExportError(f"{errors[0]}{more}", findings=findings)


def _nothing_known(found: Sequence[_Found], findings: Sequence[Finding]) -> ExportError:
    names = ", ".join(each.workbook.name for each in found)
    return ExportError(
        f"{names}: ingen tabell med uppdrag, nyckeltal eller aktiviteter.",
        "Kör rsplan doctor för att se vad som hittades, eller lägg till rubrikerna under [columns] i rsplan.toml.",
        findings,
    )


def _told(found: Iterable[_Found], what: str) -> str | None:
    return next((entry.value for each in found if (entry := first(each.evidence, what))), None)


def _period(found: Iterable[_Found]) -> Period | None:
    """The period of the first file that tells both year and tertial."""
    for each in found:
        year, tertial = first(each.evidence, "year"), tertial_of(each.evidence)
        if year and tertial:
            return Period(int(year.value), tertial)
    return None


def _context_findings(found: Sequence[_Found], expected: Period | None) -> Iterator[Finding]:
    reference = expected or _period(found)
    board = _told(found, "board")
    for each in found:
        if not each.items:
            continue
        if reference:
            for what, value in (("year", str(reference.year)), ("tertial", reference.tertial.month)):
                yield from _contradiction(each, what, value, reference)
        mine = first(each.evidence, "board")
        if board and mine and fold(mine.value) != fold(board):
            yield finding("RSP303", file=each.workbook.name, value=mine.value, other="en annan fil", expected=board)


def _contradiction(each: _Found, what: str, value: str, reference: Period) -> Iterator[Finding]:
    told = first(each.evidence, what)
    if told and told.value != value:
        yield finding(
            "RSP301", file=each.workbook.name, value=told.value, where=told.where, expected=reference.label
        )  # fmt: skip


def _weight(entry: Finding) -> int:
    return (Severity.ERROR, Severity.WARNING, Severity.INFO).index(entry.severity)
