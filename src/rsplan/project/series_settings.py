"""What ``rsplan.toml`` says of an indicator's values over time: ``[indicators]."N25-12" = { series = "rolling" }``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rsplan.analysis.series import Apart
from rsplan.findings import codes
from rsplan.findings.finding import stop
from rsplan.plan.folding import fold
from rsplan.project.setting_keys import PROJECT_FILE, one_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rsplan.project.settings import Settings

KEY = "series"
_SAID = {
    "accumulating": Apart.ACCUMULATING, "ackumulerad": Apart.ACCUMULATING,
    "rolling": Apart.ROLLING, "rullande": Apart.ROLLING,
    "redefined": Apart.REDEFINED, "ändrad": Apart.REDEFINED,
}  # fmt: skip


def series_apart(settings: Settings) -> Mapping[str, Apart]:
    """The declared series by folded id or title. Raises ``ConfigurationError`` for another word."""
    return {
        fold(name): _apart(name, entry[KEY])
        for name, entry in settings.indicators.items()
        if isinstance(entry, dict) and entry.get(KEY)
    }


def _apart(name: str, said: Any) -> Apart:
    if not isinstance(said, str) or said.casefold() not in _SAID:
        raise stop(codes.SETTING_WRONG, PROJECT_FILE, at=f'[indicators] "{name}" {KEY}', what=one_of(_SAID))
    return _SAID[said.casefold()]
