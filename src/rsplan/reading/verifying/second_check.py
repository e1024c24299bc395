"""The second, independent check of each format: what it keeps of the first reading, and how it holds the two together.

A check keeps the first reading's columns while they pass (``keep``), and when all have been sent it runs, and sends its
doubts, what only it can see, and in Swedish what it was. Lives in the child process.
"""

from __future__ import annotations

from rsplan.reading.contained.wire import in_portions
from rsplan.reading.refusal import RefusedError
from rsplan.reading.verifying.differences import ERROR_CELL, NO_RESULT, blank, differences, garbled, same, shown
from rsplan.reading.verifying.tally import Tally, disagreements

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from rsplan.reading.looks import Looks
    from rsplan.reading.verifying.differences import Difference

    Send = Callable[..., None]

MOST_DOUBTS = 10_000
# What openpyxl verifies in less time than the parent takes to import pandas. Measured: docs/analysis/reading.md
MOST_OPENPYXL_CELLS = 30_000
MOST_OPENPYXL_MERGED = 100_000
MOST_AREA = 30_000_000

BY_OPENPYXL = "alla celler jämförda med en andra läsare (openpyxl)"
BY_XML = (
    "antal ifyllda celler, fördelningen av värden i varje kolumn, felvärden och formler jämförda med bladens egen XML"
)
BY_RECORDS = "alla celler jämförda med filens egna poster"
BY_DOCUMENT = "alla celler jämförda med dokumentets egen XML"


class Kept:
    """The columns of the first reading, by sheet."""

    def __init__(self) -> None:
        self.sheets: dict[int, tuple[str, list[list[object]]]] = {}
        self._rows: dict[int, int] = {}

    def add(self, number: int, name: str, portion: list[list[object]]) -> None:
        """Keep the next rows of a sheet."""
        columns = self.sheets.setdefault(number, (name, []))[1]
        rows = self._rows.get(number, 0)
        while len(columns) < len(portion):
            columns.append([None] * rows)
        for column, values in zip(columns, portion, strict=False):
            column.extend(values)
        self._rows[number] = rows + (len(portion[0]) if portion else 0)

    def cells(self) -> int:
        """How many cells are kept, filled or not."""
        return sum(len(columns) * self._rows[number] for number, (_, columns) in self.sheets.items())


class NoCheck:
    """For formats that have no second reader."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def keep(self, number: int, name: str, columns: list[list[object]]) -> None:
        """Nothing is kept."""

    def describe(self, send: Send) -> None:
        """Send how the sheets look, which is a part of reading them. Here nothing looks like anything."""

    def run(self, send: Send) -> None:
        """Nothing is checked, and nothing said."""


class Unseen(NoCheck):
    """For formats of which rsplan reads the values and not the looks."""

    def describe(self, send: Send) -> None:
        send("unseen", "rsplan läser inte utseendet i det här formatet")


class Tallies(NoCheck):
    """For large workbooks, whose XML another process counts: send the tallies of the first reading."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._tallies: dict[int, Tally] = {}
        self._names: dict[int, str] = {}

    def describe(self, send: Send) -> None:
        _describe(self.data, self._names, send)

    def keep(self, number: int, name: str, columns: list[list[object]]) -> None:
        self._names[number] = name
        tally = self._tallies.setdefault(number, Tally())
        for column, values in enumerate(columns):
            tally.add_column(column, values)

    def run(self, send: Send) -> None:
        for number, tally in self._tallies.items():
            send("tally", number, tally.columns())


class RecordsCheck(NoCheck):
    """For .xls: against the file's own records."""

    verified = BY_RECORDS

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._kept = Kept()

        self._seen: list[Any] = []

    def keep(self, number: int, name: str, columns: list[list[object]]) -> None:
        self._kept.add(number, name, columns)

    def sheets(self) -> tuple[list[Any], bool]:
        """The sheets as the second reader sees them, and whether they count their days from 1904."""
        from rsplan.reading.formats.xls import records as biff
        from rsplan.reading.formats.xls.ole import Container

        return biff.sheets(Container(self.data).workbook())

    def describe(self, send: Send) -> None:
        self._seen, self._from_1904 = self.sheets()
        by_name = {sheet.name: sheet for sheet in self._seen}
        for number, (name, _) in self._kept.sheets.items():
            if sheet := by_name.get(name):
                send_marks(number, sheet.hidden_rows, sheet.filtered, send)
                send_looks(number, sheet.looks, send)

    def run(self, send: Send) -> None:
        if not self._seen:
            self._seen, self._from_1904 = self.sheets()
        _check_all(self._kept, self._seen, send, from_1904=self._from_1904)
        send("verified", self.verified)


class DocumentCheck(RecordsCheck):
    """For .ods: against the document's own XML."""

    verified = BY_DOCUMENT

    def sheets(self) -> tuple[list[Any], bool]:
        from rsplan.reading.formats.ods import content_xml as ods_xml

        return ods_xml.tables(self.data), False


class Unchecked(NoCheck):
    """For a file whose second reading fails, or was the only one: say so. ``check`` tells its looks where it can."""

    def __init__(self, data: bytes, why: str, check: NoCheck | None = None) -> None:
        super().__init__(data)
        self._why, self._check = why, check

    def keep(self, number: int, name: str, columns: list[list[object]]) -> None:
        if self._check:
            self._check.keep(number, name, columns)

    def describe(self, send: Send) -> None:
        if self._check:
            self._check.describe(send)
        else:
            send("unseen", self._why)

    def run(self, send: Send) -> None:
        send("unchecked", self._why)


class XmlCheck(RecordsCheck):
    """For .xlsx: tallies against the sheets' own XML always, every cell against openpyxl where that is quick and
    more than tallies is asked for."""

    def __init__(self, data: bytes, wanted: frozenset[str] | None = None, *, by_tallies: bool = False) -> None:
        from rsplan.reading.formats.xlsx import sheet_xml

        super().__init__(data)
        self._most_cells = 0 if by_tallies else MOST_OPENPYXL_CELLS
        if wanted is None:
            scans, self._from_1904 = sheet_xml.scans(data)
            self._scans = {scan.name: scan for scan in scans}
            for scan in scans:
                refuse_vast(scan.last_row, scan.last_column)

    def describe(self, send: Send) -> None:
        for number, (name, _) in self._kept.sheets.items():
            if scan := self._scans.get(name):
                send_marks(number, scan.hidden_rows, scan.filtered, send)
        _describe(self.data, {number: name for number, (name, _) in self._kept.sheets.items()}, send)

    def run(self, send: Send) -> None:
        doubts = Doubts(send)
        for name, columns in self._kept.sheets.values():
            scan = self._scans.get(name)
            if scan is None:
                send("unchecked", f"bladet {name} finns inte i arbetsbokens förteckning")
                continue
            doubts.add(name, garbled(columns))
            doubts.add(name, _missing(columns, [(*place, ERROR_CELL) for place in scan.errors]))
            doubts.add(name, _missing(columns, [(row, column, "", NO_RESULT) for row, column in scan.unvalued]))
            if disagreements(_tally(columns), scan.tally.columns()):
                self._locate(name, columns, doubts)
        send("verified", BY_XML)
        if self._kept.cells() <= self._most_cells and self._merged() <= MOST_OPENPYXL_MERGED:
            self._read_again(doubts, send)

    def locate(self, send: Send) -> None:
        """Send the differing cells of the sheets that are kept."""
        doubts = Doubts(send)
        for name, columns in self._kept.sheets.values():
            self._locate(name, columns, doubts)

    def _locate(self, name: str, columns: list[list[object]], doubts: Doubts) -> None:
        from rsplan.reading.formats.xlsx import sheet_xml

        cells, from_1904 = sheet_xml.cells(self.data, name)
        doubts.add(name, differences(columns, cells, from_1904=from_1904))

    def _merged(self) -> int:
        return sum(scan.merged_cells for scan in self._scans.values())

    def _read_again(self, doubts: Doubts, send: Send) -> None:
        from rsplan.reading.formats.xlsx.openpyxl_reader import read_openpyxl

        try:
            readings, from_1904 = read_openpyxl(self.data)
        except Exception:  # noqa: BLE001 - openpyxl raises anything on what other programs accept
            return  # the XML has been counted, and that is what the workbook says of its verification
        by_name = {reading.name: reading for reading in readings}
        if set(by_name) != set(self._scans):
            return  # it does not know this dialect
        for name, columns in self._kept.sheets.values():
            reading = by_name.get(name)
            if reading is None:
                continue
            left_out = reading.covered | set(reading.errors) | set(self._scans[name].unvalued)
            found = differences(columns, reading.values, from_1904=from_1904, covered=left_out)
            doubts.add(name, found)
        send("verified", BY_OPENPYXL)


def _describe(data: bytes, names: Mapping[int, str], send: Send) -> None:
    """Send the looks of the sheets of an xlsx file."""
    from rsplan.reading.formats.xlsx.styles import looks_of

    looks = looks_of(data)
    for number, name in names.items():
        if name in looks:
            send_looks(number, looks[name], send)


def send_marks(number: int, hidden_rows: list[int], filtered: bool, send: Send) -> None:
    """Send which rows of a sheet are hidden."""
    for rows in in_portions(hidden_rows):
        send("marks", number, rows, filtered)


def send_looks(number: int, looks: Looks, send: Send) -> None:
    """Send the looks of one sheet."""
    for message in looks.messages():
        send("looks", number, *message)


class Doubts:
    """Sends differences, each cell once."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._seen: set[tuple[str, int, int]] = set()

    def add(self, sheet: str, found: Iterable[Difference]) -> None:
        """Send what is new."""
        new = []
        for row, column, first, second, reason in found:
            if (sheet, row, column) in self._seen:
                continue
            if len(self._seen) >= MOST_DOUBTS:
                break
            self._seen.add((sheet, row, column))
            new.append((row, column, first, second, reason))
        if new:
            self._send("doubts", sheet, new)


def refuse_vast(last_row: int, last_column: int) -> None:
    """Raise ``RefusedError`` for a table that a far-off cell makes too large to hold."""
    if (last_row + 1) * (last_column + 1) > MOST_AREA:
        raise RefusedError("RSP124", rows=last_row + 1, columns=last_column + 1)


def _tally(columns: list[list[object]]) -> Mapping[int, Any]:
    tally = Tally()
    for number, column in enumerate(columns):
        tally.add_column(number, column)
    return tally.columns()


def _missing(columns: list[list[object]], cells: Iterable[tuple[int, int, str, str]]) -> Iterable[Difference]:
    """The cells that say something which the first reading does not."""
    for row, column, second, reason in cells:
        first = columns[column][row] if column < len(columns) and row < len(columns[column]) else None
        if blank(first) or (second and not same(first, second)):
            yield row, column, shown(first), second, reason


def _check_all(kept: Kept, sheets: Iterable[Any], send: Send, *, from_1904: bool = False) -> None:
    """Compare every cell of every sheet, in order: a name may be cut or come twice."""
    doubts = Doubts(send)
    by_name = {sheet.name: sheet for sheet in sheets}
    for name, columns in kept.sheets.values():
        sheet = by_name.get(name)
        if sheet is None:
            continue
        doubts.add(name, garbled(columns))
        doubts.add(name, _missing(columns, [(*place, text, ERROR_CELL) for place, text in sheet.errors.items()]))
        covered = getattr(sheet, "covered", set()) | set(sheet.errors)
        doubts.add(
            name,
            differences(columns, sheet.cells, from_1904=from_1904, covered=covered),
        )
