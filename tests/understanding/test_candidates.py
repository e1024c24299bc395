"""Where nobody can tell which of two columns is meant, the message shows both, and pasting its lines settles it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from tables_support import read_exports, write

from rsplan.findings.finding import ExportError, Finding
from rsplan.language.vocabulary import load_vocabulary
from rsplan.plan.model import Plan
from rsplan.plan.period import Period, Tertial

PERIOD = Period(2025, Tertial.APRIL)
LINE = re.compile(r'"((?:[^"\\]|\\.)+)" = "([^"]+)"')
NAMES = ["Korta köerna", "Stärka vården", "Måla huset", "Riva muren", "Gräva diket", "Öva sången"]
ONE = ["Grön", "Gul", "Röd", "Grön", "Gul", "Grön"]
OTHER = ["Gul", "Gul", "Röd", "Röd", "Grön", "Grön"]
STATES = ["Pågående", "Försenad", "Genomförd", "Pågående", "Planerad", "Genomförd"]
NUMBERS = ["10", "20", "30", "40", "50", "60"]
MORE = ["12", "18", "33", "44", "55", "66"]
UNITS = ["HR", "IT", "HR", "IT", "HR", "IT"]
SHOPS = ["Nord", "Syd", "Nord", "Syd", "Nord", "Syd"]


def rows_of(columns: dict[str, Sequence[str]]) -> list[list[object]]:
    return [list(columns), *map(list, zip(*columns.values(), strict=True))]


def plan_of(path: Path, taught: dict[str, str] | None = None) -> Plan:
    return read_exports([path], load_vocabulary({}, taught or {}), PERIOD)


def refusal_of(path: Path, taught: dict[str, str] | None = None) -> Finding | None:
    try:
        plan_of(path, taught)
    except ExportError as error:
        return error.findings[0]
    return None


def ways_of(told: Finding) -> list[dict[str, str]]:
    """What the message offers to paste, each way by itself."""
    return [dict(LINE.findall(way)) for way in re.split(r", eller |; är den", str(told)) if LINE.search(way)]


STATUSES = {
    "two owners": {"Uppdrag": NAMES, "Nämndens bedömning": ONE, "Enhetens bedömning": OTHER},
    "two strange headings": {"Uppdrag": NAMES, "Det först": ONE, "Det sist": OTHER},
    "a strange one beside the status": {"Uppdrag": NAMES, "Status": ONE, "Mellanläge": OTHER},
    "two that are known": {"Uppdrag": NAMES, "Status": ONE, "Bedömning": OTHER},
    "two periods": {"Uppdrag": NAMES, "Status T2 2024": ONE, "Status T3 2024": OTHER},
    "three": {
        "Uppdrag": NAMES,
        "Chefens bedömning": ONE,
        "Ordförandens bedömning": OTHER,
        "Bedömarens färg": ONE[::-1],
    },
}
TITLES = {
    "two strange names": {"Nämndens aktiviteter": NAMES, "Regionens aktiviteter": NAMES[::-1], "Status": STATES},
    "two words that may be": {"Åtgärder": NAMES, "Insatser": NAMES[::-1], "Status": STATES, "Enhet": UNITS},
}


@pytest.mark.parametrize("columns", [*STATUSES.values(), *TITLES.values()], ids=[*STATUSES, *TITLES])
def test_a_refusal_shows_every_candidate_with_its_cell_and_each_way_settles_it(
    tmp_path: Path, columns: dict[str, Sequence[str]]
) -> None:
    path = write(tmp_path / "uppföljning.xlsx", rows_of(columns))
    told = refusal_of(path)
    assert told is not None
    rivals = [heading for heading in columns if f'"{heading}" (' in told.message]
    assert len(rivals) > 1 or told.code == "RSP265"
    ways = ways_of(told)
    assert len(ways) == max(2, len(rivals))
    counts = []
    for way in ways:
        assert refusal_of(path, way) is None, way
        plan = plan_of(path, way)
        counts.append([*plan.assignments["status"], *plan.activities["status"], *plan.activities["title"]])
        assert not any(entry.code in ("RSP206", "RSP207", "RSP265", "RSP276") for entry in plan.findings)
    assert any(one != counts[0] for one in counts[1:])


FIELDS = {
    "unit": {"Uppdrag": NAMES, "Ansvarig verksamhet": UNITS, "Klinik": SHOPS, "Status": ONE},
    "target": {"Nyckeltal": NAMES, "Måltal 2025": NUMBERS, "Målnivå": MORE, "Utfall": NUMBERS, "Status": ONE},
    "actual": {"Nyckeltal": NAMES, "Mätvärde": NUMBERS, "Utfallsvärde": MORE, "Målvärde": NUMBERS, "Status": ONE},
    "goal_area": {"Uppdrag": NAMES, "Fokusområde": UNITS, "Utvecklingsområde": SHOPS, "Status": ONE},
    "decided_by": {"Uppdrag": NAMES, "Tilldelat": UNITS, "Beslutsinstans": SHOPS, "Status": ONE},
    "key": {"Uppdrag": NAMES, "Löpnr": NUMBERS, "Nummer": MORE, "Status": ONE},
}


@pytest.mark.parametrize("field", FIELDS)
def test_of_two_columns_for_the_same_field_none_is_taken_in_silence(tmp_path: Path, field: str) -> None:
    columns = FIELDS[field]
    path = write(tmp_path / "uppföljning.xlsx", rows_of(columns))
    told = [entry for entry in plan_of(path).findings if entry.code in ("RSP248", "RSP207", "RSP206", "RSP221")]
    assert told
    assert all(LINE.search(entry.hint or "") for entry in told)
    ways = ways_of(told[0])
    for way in ways:
        said = [entry.code for entry in plan_of(path, way).findings]
        assert told[0].code not in said or len(told) > 1


def test_the_same_heading_twice_asks_for_two_headings(tmp_path: Path) -> None:
    rows = [["Uppdrag", "Status", "Status"], *zip(NAMES, ONE, OTHER, strict=True)]
    plan = plan_of(write(tmp_path / "uppdrag.xlsx", list(map(list, rows))))
    told = next(entry for entry in plan.findings if entry.code == "RSP207")
    assert told.hint == "Ge kolumnerna olika rubriker eller ta bort den ena."
