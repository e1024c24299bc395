"""Turn what a reading process sent into workbooks. Knows the messages, no processes and no formats."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding
from rsplan.reading.contained import wire
from rsplan.reading.contained.process import JobOutcome
from rsplan.reading.known_formats import FORMATS
from rsplan.reading.looks import Looks
from rsplan.reading.verifying.differences import ERROR_CELL, NO_RESULT
from rsplan.reading.verifying.second_check import BY_XML, MOST_AREA
from rsplan.reading.verifying.tally import disagreements
from rsplan.reading.workbook import Doubt, Sheet, Workbook, cell_name


class Answers:
    """What a reading process says about one file, turned into values while it comes."""

    def __init__(self, outcome: JobOutcome) -> None:
        self._messages: dict[str, list[Any]] = {}
        self.sheets: list[Sheet] = []
        for kind, *rest in outcome.messages():
            if kind == "sheet":
                self.sheets.append(Sheet(str(rest[0]), [], bool(rest[1])))
            elif kind == "columns":
                _extend(self.sheets[-1].columns, [wire.unpack(*packed) for packed in rest[0]])  # type: ignore[attr-defined]
            else:
                self._messages.setdefault(str(kind), []).append(rest)
        self.died = outcome.died

    def of(self, kind: str) -> list[Any]:
        """The messages of one kind, without its name."""
        return self._messages.get(kind, [])

    @property
    def refusal(self) -> tuple[Any, Any, Any] | None:
        """Code, exit code and words of a refusal, if it is one."""
        return tuple(self.of("refused")[0]) if self.of("refused") else None

    @property
    def was_read(self) -> bool:
        """True where everything was read, whatever came of the verification."""
        return bool(self.of("read"))

    def doubts(self) -> tuple[Doubt, ...]:
        """The doubts that a check sent."""
        return tuple(Doubt(sheet, *place) for sheet, found in self.of("doubts") for place in found)

    def tallies(self) -> dict[str, Any]:
        """The tally of every sheet by its name."""
        return {self.sheets[number].name: columns for number, columns in self.of("tally")}

    def workbook(self, name: str) -> Workbook:
        """The workbook that was read, with its doubts and findings."""
        kind, digest, size, encoding = self.of("file")[0]
        if kind not in FORMATS:
            raise ValueError(f"the reading process names a format that there is not: {kind}")
        sheets = tuple(self._marked())
        verified = self.of("verified")[-1][0] if self.of("verified") else ""
        findings = tuple(self._findings(name))
        return Workbook(name, kind, digest, size, sheets, findings, self.doubts(), verified, encoding)

    def _marked(self) -> list[Sheet]:
        sheets = list(self.sheets)
        for number, hidden_rows, filtered in self.of("marks"):
            hidden = sheets[number].hidden_rows | frozenset(hidden_rows)
            sheets[number] = replace(sheets[number], hidden_rows=hidden, filtered=filtered)
        for number, merges in self.of("merges"):
            merged = (*sheets[number].merges, *map(tuple, merges))
            sheets[number] = replace(sheets[number], merges=merged)
        for number, looks in self._looks().items():
            sheets[number] = replace(sheets[number], looks=looks)
        return sheets

    def _looks(self) -> dict[int, Looks]:
        """The looks of every sheet that has any, or whose looks could not be read."""
        said: dict[int, list[Any]] = {}
        for number, *message in self.of("looks"):
            said.setdefault(number, []).append(message)
        looks = {number: Looks.taken(messages) for number, messages in said.items()}
        for (why,) in self.of("unseen"):
            looks |= {number: Looks(unread=why) for number in range(len(self.sheets)) if number not in looks}
        return looks

    def _findings(self, name: str) -> Iterator[Finding]:
        for number, code, row, column, words in self.of("remark"):
            sheet = self.sheets[number].name or None
            yield finding(code, file=name, sheet=sheet, cell=cell_name(row, column), **words)
        for (why,) in self.of("unchecked"):
            yield finding(codes.NOT_VERIFIED, file=name, detail=why)
        if self.died:
            yield finding(codes.NOT_VERIFIED, file=name, detail="kontrollen avbröts")


def unverified(book: Workbook, why: str) -> Workbook:
    """The workbook, with the finding that nobody has checked its reading."""
    return replace(
        book, findings=(*book.findings, finding(codes.NOT_VERIFIED, file=book.name, detail=why)), verified=""
    )


def sheets_that_differ(read: Answers, scanned: Answers) -> list[str]:
    """The sheets whose cells do not add up to what their XML says."""
    counted = {name: columns for name, columns, *_ in scanned.of("scan")}
    return [name for name, columns in read.tallies().items() if disagreements(columns, counted.get(name, {}))]


def has_content(sheet: Sheet) -> bool:
    """True for a sheet with a value or a coloured cell."""
    return bool(sheet.height or sheet.looks.cells)


def vast_area(scanned: Answers) -> tuple[int, int] | None:
    """The rows and columns of the first sheet that is too large to hold, if there is one."""
    for *_, (last_row, last_column) in scanned.of("scan"):
        if (last_row + 1) * (last_column + 1) > MOST_AREA:
            return last_row + 1, last_column + 1
    return None


def with_scans(book: Workbook, scanned: Answers) -> Workbook:
    """The workbook with what only the XML of its sheets says."""
    scans = {name: rest for name, *rest in scanned.of("scan")}
    sheets = []
    doubts: list[Doubt] = []
    for sheet in book.sheets:
        _, errors, unvalued, filtered, _ = scans.get(sheet.name, ({}, [], [], False, ()))
        hidden = frozenset(row for name, rows in scanned.of("scan_hidden") if name == sheet.name for row in rows)
        sheets.append(replace(sheet, hidden_rows=hidden, filtered=filtered))
        doubts.extend(Doubt(sheet.name, row, column, "", text, ERROR_CELL) for row, column, text in errors)
        doubts.extend(Doubt(sheet.name, row, column, "", "", NO_RESULT) for row, column in unvalued)
    return replace(book, sheets=tuple(sheets), doubts=(*book.doubts, *doubts), verified=BY_XML)


def _extend(columns: list[list[object]], portion: list[list[object]]) -> None:
    """Add the next rows of a sheet. Portions of a text file need not be equally wide."""
    height = len(columns[0]) if columns else 0
    while len(columns) < len(portion):
        columns.append([None] * height)
    rows = len(portion[0]) if portion else 0
    for at, column in enumerate(columns):
        column.extend(portion[at] if at < len(portion) else [None] * rows)
