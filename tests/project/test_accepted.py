"""A finding that somebody has accepted, by code and place with a reason, is not told again."""

from __future__ import annotations

from pathlib import Path

import pytest
from tables_support import write

from rsplan.findings.finding import ConfigurationError, finding
from rsplan.plan.period import Period, Tertial
from rsplan.project.accepted import accepted_of, without_accepted
from rsplan.project.settings import load_settings
from rsplan.runs.doctor import inspect_files

FOUND = finding("RSP202", file="aktiviteter.xlsx", sheet="Aktiviteter", cell="B14", kind="aktivitet")


@pytest.mark.parametrize(
    ("place", "holds"),
    [
        ("aktiviteter.xlsx, Aktiviteter, B14", True),
        ("aktiviteter.xlsx, blad Aktiviteter, cell B14", True),
        ("aktiviteter*.xlsx, *", True),
        ("Aktiviteter.xlsx", True),
        ("aktiviteter.xlsx, Aktiviteter, B15", False),
        ("uppdrag.xlsx", False),
        ("aktiviteter.xlsx, Aktiviteter, B14, mer", False),
    ],
)
def test_the_place_says_which_finding_is_meant(place: str, holds: bool) -> None:
    entry = accepted_of({"code": "RSP202", "place": place, "reason": "avstämt"})
    assert (without_accepted([FOUND], [entry])[0] == []) is holds


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ('code = "RSP202"\nplace = "a.xlsx"', "reason saknas"),
        ('code = "RSP999"\nplace = "a.xlsx"\nreason = "x"', "RSP999 är ingen anmärkning"),
        ('code = "RSP215"\nplace = "a.xlsx"\nreason = "x"', "är ett fel som stoppar körningen"),
        ('code = "RSP202"\nplats = "a.xlsx"\nreason = "x"', "plats är inget känt namn"),
    ],
)
def test_an_entry_that_accepts_nothing_is_refused(tmp_path: Path, entry: str, said: str) -> None:
    (tmp_path / "rsplan.toml").write_text(f"[[accepted]]\n{entry}\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=said):
        load_settings(tmp_path, Period(2025, Tertial.APRIL))


def test_doctor_lists_what_was_accepted_with_the_reason(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", [["Aktivitet", "Status"], ["Utbilda", "Halvvägs där"], ["Sprida", "Klar"]])
    toml = '[[accepted]]\ncode = "RSP201"\nplace = "a.xlsx"\nreason = "avstämt"\n'
    (tmp_path / "rsplan.toml").write_text(toml, encoding="utf-8")
    found = inspect_files([path], load_settings(tmp_path, Period(2025, Tertial.APRIL)))
    assert found.findings == ()
    assert [(entry.code, by.reason) for entry, by in found.accepted] == [("RSP201", "avstämt")]
