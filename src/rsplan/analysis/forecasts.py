"""What the organisation itself expects of the year's end, beside what is so today: the export's ``Prognos`` columns.

A forecast is shown as it is written; it never takes the place of a status, and nothing is counted from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from rsplan.plan.model import Address, Kind

if TYPE_CHECKING:
    from rsplan.plan.model import Plan


class Forecast(Struct, frozen=True):
    """An item with its status of today, the forecast as written, and the forecast's cell."""

    kind: Kind
    id: str
    title: str
    unit: str
    status: str
    text: str
    address: Address


def forecasts(plan: Plan) -> list[Forecast]:
    """Every item whose export says what is expected, in the order of the export."""
    return [
        Forecast(
            kind, str(row["id"]), str(row["title"]), str(row["unit"]), str(row["status"]), str(row["forecast"]).strip(),
            plan.address(kind, at, "forecast"),
        )
        for kind in Kind
        for at, row in enumerate(plan.frame(kind).to_dict("records"))
        if str(row["forecast"]).strip()
    ]  # fmt: skip
