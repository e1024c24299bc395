"""Excel's binary workbooks in parts: their values, not their looks. There is no second reader of them."""

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


def check(data: bytes, _job: dict[str, Any]) -> NoCheck:
    """The second check of a file."""
    from rsplan.reading.verifying.second_check import Unseen

    return Unseen(data)
