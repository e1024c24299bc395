"""What ``rsplan.toml`` says of Kolada: an id there for each indicator, the region, and groups of regions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from rsplan.findings import codes
from rsplan.findings.finding import RsplanError, stop
from rsplan.plan.kolada import COUNTRY, REGION
from rsplan.project.setting_keys import PROJECT_FILE

if TYPE_CHECKING:
    from rsplan.project.settings import Settings

_MEASURE, _MUNICIPALITY = re.compile(r"[A-Z]\d{5}"), re.compile(r"\d{4}")


class KoladaSettings(Struct, frozen=True):
    """``measures`` maps an indicator's id to that of a measure in Kolada, ``groups`` a name to the ids of regions."""

    measures: Mapping[str, str] = field(default_factory=dict)
    region: str = REGION
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def municipalities(self) -> list[str]:
        """Every region whose values are needed, and the country."""
        return list(dict.fromkeys((COUNTRY, self.region, *(each for ids in self.groups.values() for each in ids))))


def kolada_settings(settings: Settings) -> KoladaSettings:
    """The settings of a project. Raises ``ConfigurationError`` with the key that is wrong."""
    entries = dict(settings.kolada)
    region = _id(entries.pop("region", REGION), _MUNICIPALITY, "[kolada] region", "0023")
    groups = entries.pop("groups", {})
    if not isinstance(groups, dict):
        raise _wrong("[kolada.groups]", 'ska vara en tabell, till exempel "Norrland" = ["0022", "0023"]')
    return KoladaSettings(
        {name: _id(value, _MEASURE, f'[kolada] "{name}"', "U07417") for name, value in entries.items()},
        region,
        {name: _members(ids, f'[kolada.groups] "{name}"') for name, ids in groups.items()},
    )


def _members(ids: Any, where: str) -> tuple[str, ...]:
    if not isinstance(ids, list) or not ids:
        raise _wrong(where, 'ska vara en lista, till exempel ["0022", "0023"]')
    return tuple(dict.fromkeys(_id(each, _MUNICIPALITY, where, "0023") for each in ids))


def _id(value: Any, pattern: re.Pattern[str], where: str, example: str) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise _wrong(where, f'ska vara ett id i Kolada, till exempel "{example}"')
    return value


def _wrong(where: str, what: str) -> RsplanError:
    return stop(codes.SETTING_WRONG, PROJECT_FILE, at=where, what=what)
