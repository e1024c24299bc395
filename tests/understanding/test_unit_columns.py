"""A column of statuses for each unit is a follow-up of each; what may be phases, periods or boards is not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tables_support import VOCABULARY, cells, codes, counts, grid

from rsplan.findings.finding import ExportError
from rsplan.plan.model import Plan
from rsplan.understanding.plan import read_plan

NAMES = ["Korta köerna", "Bygga vägar", "Stärka hälsan", "Måla taken"]
ONE = ["Planerad", "Planerad", "Försenad", "Klar"]
TWO = ["Klar", "Klar", "Pågår", "Planerad"]
FIGURES = {"total": 8, "planned": 3, "ongoing": 1, "delayed": 1, "completed": 3}


def read(columns: dict[str, Sequence[str]], kind: str = "Aktivitet") -> Plan:
    every = {"Mål": ["A", "A", "B", "B"], kind: NAMES, **columns}
    return read_plan([grid([list(every), *map(list, zip(*every.values(), strict=True))])], VOCABULARY)


@pytest.mark.parametrize("heading", ["Status {}", "{} – status", "Läge: {}", "Status ({})", "{} Status"])
@pytest.mark.parametrize("names", [("Förskola norr", "Hemtjänst öst"), ("HR", "IT")])
def test_each_column_is_a_units_follow_up_and_it_is_told(heading: str, names: tuple[str, str]) -> None:
    plan = read({heading.format(name): texts for name, texts in zip(names, (ONE, TWO), strict=True)})
    assert (counts(plan, "activities"), codes(plan), cells(plan, "RSP583")) == (FIGURES, ["RSP583"], ["C1"])
    assert set(plan.activities["unit"]) == set(names)


@pytest.mark.parametrize(
    "names",
    [("planering", "genomförande"), ("Planering", "Genomförande"), ("KS", "BUN"), ("T1", "T2"), ("Tid", "Kostnad"),
     ("Kulturnämnden", "Socialnämnden"), ("Kvinnor", "Män")],
)  # fmt: skip
def test_other_sides_of_an_activity_are_never_counted_as_units(names: tuple[str, str]) -> None:
    with pytest.raises(ExportError):
        read({f"Status {name}": texts for name, texts in zip(names, (ONE, TWO), strict=True)})


def test_assignments_and_a_status_of_all_beside_them_are_refused_as_before() -> None:
    with pytest.raises(ExportError):
        read({"Status HR": ["Grön", "Gul", "Röd", "Grön"], "Status IT": ["Gul", "Gul", "Röd", "Grön"]}, "Uppdrag")
    with pytest.raises(ExportError):
        read({"Status": ONE, "Status HR": TWO, "Status IT": ONE})


def test_a_unit_without_a_status_is_told_and_a_comment_is_said_once() -> None:
    plan = read({"Status HR": ONE, "Status IT": ["", "Klar", "Pågår", "Klar"], "Kommentar": ["", "", "Utgår", ""]})
    assert counts(plan, "activities") == {"total": 8, "planned": 2, "cancelled": 2, "completed": 3, "unknown": 1}
    assert (cells(plan, "RSP211"), len(cells(plan, "RSP583"))) == (["D2"], 1)


def test_one_column_filled_on_each_row_is_one_status_as_before() -> None:
    plan = read({"Status HR": ["Klar", "", "Klar", ""], "Status IT": ["", "Klar", "", "Klar"]})
    assert (counts(plan, "activities")["total"], codes(plan)) == (4, ["RSP264"])


def test_the_activity_may_be_the_only_heading_that_is_known() -> None:
    rows = [["Aktivitet", "Status HR", "Status IT"], *map(list, zip(NAMES, ONE, TWO, strict=True))]
    plan = read_plan([grid(rows)], VOCABULARY)
    assert (counts(plan, "activities"), codes(plan)) == (FIGURES, ["RSP583"])
    with pytest.raises(ExportError):
        read_plan([grid([["Aktivitet", "Status Start", "Status Slut"], *rows[1:]])], VOCABULARY)
