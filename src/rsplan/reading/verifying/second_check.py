"""What the second, independent check of every format shares: what is kept of the first reading, and how two are held
together. The checks themselves stand with their formats (``formats/*/second_check.py``).

A check keeps the first reading's columns while they pass (``keep``), and when all have been sent it runs, and sends its
doubts, what only it can see, and in Swedish what it was. Lives in the child process.
"""

from __future__ import annotations

from rsplan.findings import codes
from rsplan.reading.portions import in_portions
from rsplan.reading.refusal import RefusedError
from rsplan.reading.verifying.differences import ERROR_CELL, blank, differences, garbled, same, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from rsplan.reading.looks import Looks
    from rsplan.reading.verifying.differences import Difference

    Send = Callable[..., None]

MOST_DOUBTS = 10_000
MOST_AREA = 30_000_000

BY_XML = (
    "antal ifyllda celler, fördelningen av värden i varje kolumn, felvärden och formler jämförda med bladens egen XML"
)


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


class CellCheck(NoCheck):
    """Every cell against a second reader of the whole file."""

    verified = ""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._kept = Kept()
        self._seen: list[Any] = []
        self._from_1904 = False

    def keep(self, number: int, name: str, columns: list[list[object]]) -> None:
        self._kept.add(number, name, columns)

    def sheets(self) -> tuple[list[Any], bool]:
        """The sheets as the second reader sees them, and whether they count their days from 1904."""
        raise NotImplementedError

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
        self._compare(send)
        send("verified", self.verified)

    def _compare(self, send: Send) -> None:
        """Compare every cell of every sheet, in order: a name may be cut or come twice."""
        doubts = Doubts(send)
        by_name = {sheet.name: sheet for sheet in self._seen}
        for name, columns in self._kept.sheets.values():
            sheet = by_name.get(name)
            if sheet is None:
                continue
            doubts.add(name, garbled(columns))
            doubts.add(name, missing(columns, [(*place, text, ERROR_CELL) for place, text in sheet.errors.items()]))
            covered = getattr(sheet, "covered", set()) | set(sheet.errors)
            doubts.add(name, differences(columns, sheet.cells, from_1904=self._from_1904, covered=covered))


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
        raise RefusedError(codes.FAR_OFF_CELL, rows=last_row + 1, columns=last_column + 1)


def missing(columns: list[list[object]], cells: Iterable[tuple[int, int, str, str]]) -> Iterable[Difference]:
    """The cells that say something which the first reading does not."""
    for row, column, second, reason in cells:
        first = columns[column][row] if column < len(columns) and row < len(columns[column]) else None
        if blank(first) or (second and not same(first, second)):
            yield row, column, shown(first), second, reason
