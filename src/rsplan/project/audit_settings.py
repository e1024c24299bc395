"""What ``rsplan.toml`` says of targets: ``[thresholds]`` for all indicators, ``[indicators]`` for single ones."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rsplan.analysis.colour_audit import BORDERLINE_FROM, YELLOW_FROM, AuditRules, Direction, IndicatorRule
from rsplan.analysis.measures import read_measure
from rsplan.findings import codes
from rsplan.findings.finding import RsplanError, stop
from rsplan.plan.folding import fold
from rsplan.project.setting_keys import PROJECT_FILE, one_of

if TYPE_CHECKING:
    from rsplan.project.settings import Settings

_DIRECTIONS = {"up": Direction.UP, "öka": Direction.UP, "down": Direction.DOWN, "minska": Direction.DOWN}
_LIMITS = ("yellow", "borderline")
# What ``series`` says is for ``series_settings``.
_OWN = ("direction", "yellow", "yellow_between", "series")


def audit_rules(settings: Settings) -> AuditRules:
    """The limits and directions of a project. Raises ``ConfigurationError`` with the key that is wrong.

    A direction that is "" is one that nobody has filled in yet.
    """
    limits = settings.thresholds
    _only(limits, _LIMITS, "[thresholds]")
    return AuditRules(
        _per_cent(limits.get("yellow", YELLOW_FROM), "[thresholds] yellow"),
        _per_cent(limits.get("borderline", BORDERLINE_FROM), "[thresholds] borderline"),
        {fold(name): _rule(entry, f'[indicators] "{name}"') for name, entry in settings.indicators.items()},
    )


def _rule(entry: Any, where: str) -> IndicatorRule:
    if not isinstance(entry, dict):
        raise _wrong(where, 'ska vara en tabell, till exempel { direction = "down" }')
    _only(entry, _OWN, where)
    said = entry.get("direction", "")
    if said and said not in _DIRECTIONS:
        raise _wrong(f'{where} direction = "{said}"', one_of(_DIRECTIONS))
    yellow = _per_cent(entry["yellow"], f"{where} yellow") if "yellow" in entry else None
    between = _interval(entry["yellow_between"], f"{where} yellow_between") if "yellow_between" in entry else None
    return IndicatorRule(_DIRECTIONS.get(said), yellow, between)


def _only(entries: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    for name in entries:
        if name not in known:
            raise _wrong(f"{where} {name}", f"finns inte; välj: {', '.join(known)}")


def _per_cent(value: Any, where: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal) or not 0 <= value <= 100:
        raise _wrong(where, "ska vara ett tal från 0 till 100 (procent av målvärdet)")
    return Decimal(str(value))


def _interval(value: Any, where: str) -> tuple[Decimal, Decimal]:
    """Two outcomes, as numbers or as they are written in the export ("-36 %")."""
    ends = [_number(each) for each in value] if isinstance(value, list) else []
    if len(ends) != 2 or None in ends:
        raise _wrong(where, 'ska vara två utfall, till exempel ["-36 %", "-34,8 %"]')
    least, most = sorted(end for end in ends if end is not None)
    return least, most


def _number(value: Any) -> Decimal | None:
    if isinstance(value, str):
        measure = read_measure(value)
        return measure.value if measure else None
    return Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _wrong(where: str, what: str) -> RsplanError:
    return stop(codes.SETTING_WRONG, PROJECT_FILE, at=where, what=what)
