"""What the project says of Kolada: an id for each indicator, the region, groups of regions."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import SAMPLE

from rsplan.findings.finding import ConfigurationError
from rsplan.plan.kolada import COUNTRY, REGION
from rsplan.plan.period import Period
from rsplan.project.kolada_settings import KoladaSettings, kolada_settings
from rsplan.project.settings import Settings


def read(kolada: dict[str, Any]) -> KoladaSettings:
    return kolada_settings(Settings(SAMPLE, Period.parse("2025-april"), kolada=kolada))


def test_without_any_the_region_is_the_usual_and_nothing_is_asked_for() -> None:
    assert read({}) == KoladaSettings({}, REGION, {})
    assert read({}).municipalities == [COUNTRY, REGION]


def test_every_key_that_is_no_setting_is_an_indicator() -> None:
    found = read({"N25-01": "U07417", "Sjukfrånvaro": "N00951", "region": "0022"})
    assert dict(found.measures) == {"N25-01": "U07417", "Sjukfrånvaro": "N00951"}
    assert found.region == "0022"


def test_the_regions_of_all_groups_are_asked_for_once() -> None:
    found = read({"groups": {"Norrland": ["0022", "0023", "0022"], "Mitt": ["0020", "0023"]}})
    assert dict(found.groups) == {"Norrland": ("0022", "0023"), "Mitt": ("0020", "0023")}
    assert found.municipalities == list(dict.fromkeys([COUNTRY, REGION, "0022", "0023", "0020"]))


@pytest.mark.parametrize(
    ("kolada", "where"),
    [
        ({"N1": "07417"}, '"N1"'), ({"N1": "u07417"}, '"N1"'), ({"N1": 7417}, '"N1"'), ({"N1": "U074171"}, '"N1"'),
        ({"region": "23"}, "region"),
        ({"region": 23}, "region"), ({"groups": ["0022"]}, "kolada.groups"), ({"groups": {"Norr": []}}, '"Norr"'),
        ({"groups": {"Norr": "0022"}}, '"Norr"'), ({"groups": {"Norr": ["22"]}}, '"Norr"'),
        ({"groups": {"Norr": [22]}}, '"Norr"'),
    ],
)  # fmt: skip
def test_what_is_no_id_stops_with_its_key_and_an_example(kolada: dict[str, Any], where: str) -> None:
    with pytest.raises(ConfigurationError, match=where) as stopped:
        read(kolada)
    assert "till exempel" in str(stopped.value)
