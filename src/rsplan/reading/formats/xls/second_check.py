"""The second check of .xls: every cell against the file's own records. Lives in the child process."""

from __future__ import annotations

from rsplan.reading.formats.xls import records
from rsplan.reading.formats.xls.ole import Container
from rsplan.reading.verifying.second_check import CellCheck

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class RecordsCheck(CellCheck):
    """Against the file's own records."""

    verified = "alla celler jämförda med filens egna poster"

    def sheets(self) -> tuple[list[Any], bool]:
        return records.sheets(Container(self.data).workbook())
