"""Turn what a reading process sent into workbooks. Knows the messages, no processes and no formats."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from rsplan.exports import wire
from rsplan.exports.containment import Outcome
from rsplan.exports.grid import Doubt, Format, Sheet, Workbook, cell_name
from rsplan.exports.tally import disagreements
from rsplan.findings import Finding, finding

# The same words as those of the check within one process.
_MOST_AREA = 30_000_000
_ERROR_CELL, _NO_RESULT = "felvärde i cellen", "formel utan sparat resultat"


def read_workbook(name: str, outcome: Outcome) -> Workbook:
    """The workbook that a reading sent, with its doubts and findings."""
    messages = by_kind(outcome)
    kind, digest, size, encoding = messages["file"][0]
    collecting = gc.isenabled()
    gc.disable()  # a hundred thousand rows are a hundred thousand lists, and none of them garbage
    try:
        sheets = _marked(_sheets(outcome), messages)
    finally:
        if collecting:
            gc.enable()
    verified = messages.get("verified", [("",)])[-1][0]
    findings = tuple(_findings(name, sheets, messages))
    return Workbook(name, Format(kind), digest, size, tuple(sheets), findings, doubts_in(outcome), verified, encoding)


def by_kind(outcome: Outcome) -> dict[str, list[Any]]:
    """The messages by their first word, without it."""
    kinds: dict[str, list[Any]] = {}
    for message in outcome.messages:
        kinds.setdefault(str(message[0]), []).append(message[1:])
    return kinds


def doubts_in(outcome: Outcome) -> tuple[Doubt, ...]:
    """The doubts that a check sent."""
    return tuple(Doubt(sheet, *place) for sheet, found in by_kind(outcome).get("doubts", ()) for place in found)


def unverified(book: Workbook, why: str) -> Workbook:
    """The workbook, with the finding that nobody has checked its reading."""
    return replace(book, findings=(*book.findings, finding("RSP132", file=book.name, detail=why)), verified="")


def sheets_that_differ(outcome: Outcome, scanned: Outcome) -> list[str]:
    """The sheets whose cells do not add up to what their XML says."""
    read = _tallies(outcome)
    counted = {name: columns for name, columns, *_ in by_kind(scanned).get("scan", ())}
    return [name for name, columns in read.items() if name in counted and disagreements(columns, counted[name])]


def has_content(sheet: Sheet) -> bool:
    """True for a sheet with a value or a coloured cell."""
    return bool(sheet.rows or sheet.fills)


def vast_area(scanned: Outcome) -> tuple[int, int] | None:
    """The rows and columns of the first sheet that is too large to hold, if there is one."""
    for *_, (last_row, last_column) in by_kind(scanned).get("scan", ()):
        if (last_row + 1) * (last_column + 1) > _MOST_AREA:
            return last_row + 1, last_column + 1
    return None


def with_scans(book: Workbook, scanned: Outcome) -> Workbook:
    """The workbook with what only the XML of its sheets says."""
    scans = {name: rest for name, *rest in by_kind(scanned).get("scan", ())}
    sheets = []
    doubts: list[Doubt] = []
    for sheet in book.sheets:
        _, errors, unvalued, hidden_rows, filtered, _ = scans.get(sheet.name, ({}, [], [], [], False, ()))
        sheets.append(replace(sheet, hidden_rows=frozenset(hidden_rows), filtered=filtered))
        doubts.extend(Doubt(sheet.name, row, column, "", text, _ERROR_CELL) for row, column, text in errors)
        doubts.extend(Doubt(sheet.name, row, column, "", "", _NO_RESULT) for row, column in unvalued)
    from rsplan.exports.second_check import BY_XML

    return replace(book, sheets=tuple(sheets), doubts=(*book.doubts, *doubts), verified=BY_XML)


def _tallies(outcome: Outcome) -> dict[str, Any]:
    messages = by_kind(outcome)
    names = [about[0] for about in messages.get("sheet", ())]
    return {names[number]: columns for number, columns in messages.get("tally", ())}


def _sheets(outcome: Outcome) -> list[Sheet]:
    sheets: list[Sheet] = []
    for message in outcome.messages:
        if message[0] == "sheet":
            sheets.append(_empty_sheet(*message[1:]))
        elif message[0] == "columns":
            columns: Any = message[1]
            sheets[-1].rows.extend(wire.rows_of([wire.unpack(*packed) for packed in columns]))
    for sheet in sheets:
        _even(sheet.rows)
    return sheets


def _empty_sheet(name: Any, hidden: Any, hidden_rows: Any, filtered: Any, merges: Any) -> Sheet:
    return Sheet(name, [], hidden, frozenset(hidden_rows), filtered, tuple(map(tuple, merges)))


def _even(rows: list[list[object]]) -> None:
    """Make the rows equally long: portions of a text file need not be."""
    width = max(map(len, rows), default=0)
    for row in rows:
        if len(row) < width:
            row.extend([None] * (width - len(row)))


def _marked(sheets: list[Sheet], messages: dict[str, list[Any]]) -> list[Sheet]:
    for number, hidden_rows, filtered in messages.get("marks", ()):
        sheets[number] = replace(sheets[number], hidden_rows=frozenset(hidden_rows), filtered=filtered)
    for number, fills in messages.get("fills", ()):
        sheets[number] = replace(sheets[number], fills=fills)
    return sheets


def _findings(name: str, sheets: list[Sheet], messages: dict[str, list[Any]]) -> Iterator[Finding]:
    for number, code, row, column, words in messages.get("remark", ()):
        sheet = sheets[number].name or None
        yield finding(code, file=name, sheet=sheet, cell=cell_name(row, column), **words)
    for (why,) in messages.get("unchecked", ()):
        yield finding("RSP132", file=name, detail=why)
