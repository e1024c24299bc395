"""The second check of .xlsx: tallies against the sheets' own XML, and every cell against openpyxl where that is quick.

Lives in the child process.
"""

from __future__ import annotations

from rsplan.reading.formats.xlsx import sheet_xml
from rsplan.reading.formats.xlsx.styles import looks_of
from rsplan.reading.verifying.differences import ERROR_CELL, NO_RESULT, differences, garbled
from rsplan.reading.verifying.second_check import (
    BY_XML,
    CellCheck,
    Doubts,
    NoCheck,
    missing,
    refuse_vast,
    send_looks,
    send_marks,
)
from rsplan.reading.verifying.tally import Tally, disagreements

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from rsplan.reading.verifying.second_check import Send

# What openpyxl verifies in less time than the parent takes to import pandas. Measured: docs/analysis/reading.md
MOST_OPENPYXL_CELLS = 30_000
MOST_OPENPYXL_MERGED = 100_000
BY_OPENPYXL = "alla celler jämförda med en andra läsare (openpyxl)"


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


class XmlCheck(CellCheck):
    """For .xlsx: tallies against the sheets' own XML always, every cell against openpyxl where that is quick and
    more than tallies is asked for."""

    def __init__(self, data: bytes, wanted: frozenset[str] | None = None, *, by_tallies: bool = False) -> None:
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
            doubts.add(name, missing(columns, [(*place, ERROR_CELL) for place in scan.errors]))
            doubts.add(name, missing(columns, [(row, column, "", NO_RESULT) for row, column in scan.unvalued]))
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
        cells, from_1904 = sheet_xml.cells(self.data, name)
        doubts.add(name, differences(columns, cells, from_1904=from_1904))

    def _merged(self) -> int:
        return sum(scan.merged_cells for scan in self._scans.values())

    def _read_again(self, doubts: Doubts, send: Send) -> None:
        from rsplan.reading.formats.xlsx.openpyxl_reader import read_openpyxl  # many files do without

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
    looks = looks_of(data)
    for number, name in names.items():
        if name in looks:
            send_looks(number, looks[name], send)


def _tally(columns: list[list[object]]) -> Mapping[int, Any]:
    tally = Tally()
    for number, column in enumerate(columns):
        tally.add_column(number, column)
    return tally.columns()
