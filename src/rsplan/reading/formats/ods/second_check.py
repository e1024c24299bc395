"""The second check of .ods: every cell against the document's own XML. Lives in the child process."""

from __future__ import annotations

from rsplan.reading.formats.ods.content_xml import tables
from rsplan.reading.verifying.second_check import CellCheck

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class DocumentCheck(CellCheck):
    """Against the document's own XML."""

    verified = "alla celler jämförda med dokumentets egen XML"

    def sheets(self) -> tuple[list[Any], bool]:
        return tables(self.data), False
