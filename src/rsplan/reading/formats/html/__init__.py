"""Web pages that a system saved as .xls: their tables, and how the cells look."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from rsplan.reading.raw_sheet import RawSheet
    from rsplan.reading.verifying.second_check import NoCheck


def sheets(data: bytes) -> tuple[Iterator[RawSheet], str]:
    """One sheet a table, and the name of the encoding. Raises ``RefusedError``."""
    from rsplan.reading.formats.html.reader import read_html

    return read_html(data)


def check(data: bytes, _job: dict[str, Any]) -> NoCheck:
    """The second check of a file."""
    from rsplan.reading.verifying.second_check import NoCheck

    return NoCheck(data)
