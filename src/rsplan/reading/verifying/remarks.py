"""What a reader remarks about a sheet as it passes: broken letters, endless texts, rows up to a format's limit.

Lives in the child process.
"""

from __future__ import annotations

from rsplan.findings import codes
from rsplan.reading.verifying.differences import blank
from rsplan.reading.verifying.tally import different_texts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rsplan.reading.raw_sheet import Remark

ROW_LIMITS = (65_536, 1_048_576)
LONGEST_TEXT = 1_000_000  # a cell of Excel holds 32,767 characters, a comment in HTML may be longer
# UTF-8 read as Windows text gives Ã¥ and â€“; read so twice Ãƒ. Lost letters are the replacement character.
_SUSPECTS = ("Ã", "â€", "Â\xa0", "\ufffd")
_BROKEN = ("Ã¥", "Ã¤", "Ã¶", "Ã…", "Ã„", "Ã–", "Ã©", "Ã¼", "Ãƒ", "Ã\x85", "Ã\x84", "Ã\x96", "â€", "Â\xa0", "\ufffd")


class Remarks:
    """The remarks about one sheet. ``last`` is its last row with content, from 0; -1 where it has none."""

    def __init__(self) -> None:
        self.last = -1
        self._rows = 0
        self._is_full = False
        self._first_broken: tuple[int, int, str] | None = None
        self._broken = 0
        self.overlong: tuple[int, int, int] | None = None

    def look(self, columns: list[list[object]]) -> int | None:
        """Take in the next rows, as columns. Gives the last filled row among them, from 0; None where all are blank."""
        last = max((_last(column) for column in columns), default=-1)
        for number, column in enumerate(columns):
            self._look_for_broken(number, column)
        if last >= 0:
            # A stray cell in the last row of all is no truncated table.
            self._is_full = last > 0 and any(not blank(column[last - 1]) for column in columns)
            self.last = self._rows + last
        self._rows += len(columns[0]) if columns else 0
        return last if last >= 0 else None

    def found(self) -> list[Remark]:
        """The remarks, when all rows have passed."""
        remarks: list[Remark] = []
        rows = self.last + 1
        if rows in ROW_LIMITS and self._is_full:
            remarks.append((codes.ROWS_AT_LIMIT, self.last, 0, {"rows": f"{rows:,}".replace(",", "\xa0")}))
        if self._first_broken:
            row, column, text = self._first_broken
            remarks.append((codes.BROKEN_LETTERS, row, column, {"value": text[:100], "count": self._broken}))
        return remarks

    def _look_for_broken(self, number: int, column: list[object]) -> None:
        texts = "\n".join(different_texts(column))
        if len(texts) > LONGEST_TEXT:
            self._look_for_overlong(number, column)
        if not any(suspect in texts for suspect in _SUSPECTS):
            return
        for row, value in enumerate(column):
            if value.__class__ is str and any(broken in value for broken in _BROKEN):
                self._broken += 1
                if self._first_broken is None:
                    self._first_broken = (self._rows + row, number, str(value))

    def _look_for_overlong(self, number: int, column: list[object]) -> None:
        for row, value in enumerate(column):
            if isinstance(value, str) and len(value) > LONGEST_TEXT:
                self.overlong = (self._rows + row, number, len(value))
                return


def _last(column: list[object]) -> int:
    """The last filled row of a column, from 0; -1 where it has none."""
    for row in range(len(column) - 1, -1, -1):
        if not blank(column[row]):
            return row
    return -1
