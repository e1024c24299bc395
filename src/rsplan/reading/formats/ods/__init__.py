"""OpenDocument spreadsheets, straight from their XML."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from rsplan.reading.raw_sheet import RawSheet
    from rsplan.reading.verifying.second_check import NoCheck


def sheets(data: bytes) -> tuple[Iterator[RawSheet], str]:
    """The sheets of a file. Raises ``RefusedError``."""
    from rsplan.reading.calamine_reader import read_calamine

    return read_calamine(data), ""


def sheets_otherwise(data: bytes) -> tuple[Iterator[RawSheet], str]:
    """The sheets of a file between whose cells there is white space, which calamine takes for damage."""
    from rsplan.reading.formats.ods.reader import read_ods

    return read_ods(data), ""


def check(data: bytes, _job: dict[str, Any]) -> NoCheck:
    """The second check of a file."""
    from rsplan.reading.formats.ods.second_check import DocumentCheck

    return DocumentCheck(data)
