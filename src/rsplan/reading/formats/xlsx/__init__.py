"""Excel's XML workbooks: parts, fills, a second reader and a count straight from the XML."""

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


def check(data: bytes, job: dict[str, Any]) -> NoCheck:
    """The second check of a file: of one so large that another process counts its XML, tallies are told."""
    from rsplan.reading.formats.xlsx.package import size_of_sheets
    from rsplan.reading.formats.xlsx.second_check import Tallies, XmlCheck

    if job["most_sheets"] and size_of_sheets(data) > job["most_sheets"]:
        return Tallies(data)
    return XmlCheck(data, by_tallies=bool(job["by_tallies"]))
