"""Headings taught with wildcards, for files, sheets and kinds, in the words that ``rsplan doctor`` shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from tables_support import write

from rsplan.language.vocabulary import load_vocabulary
from rsplan.plan.period import Period, Tertial
from rsplan.project.settings import Settings
from rsplan.runs.doctor import inspect_files

ROWS = [
    ["Aktivitet", "Läge T1", "Vem"],
    ["Utbilda", "Klar", "HR"],
    ["Sprida", "Pågår", "IT"],
    ["Följa upp", "Klar", "IT"],
]


def fields_of(path: Path, columns: dict[str, object]) -> dict[str, str]:
    found = inspect_files([path], Settings(path.parent, Period(2025, Tertial.APRIL), columns=columns))
    return {column.heading: column.field for table in found.files[0].tables for column in table.columns}


@pytest.mark.parametrize(
    ("columns", "unit"),
    [
        ({"Vem": "enhet"}, "unit"),
        ({"V*": "enhet"}, "unit"),
        ({"Vem": "används inte", "V*": "enhet"}, ""),
        ({"akt*.xlsx": {"Vem": "enhet"}}, "unit"),
        ({"upp*.xlsx": {"Vem": "enhet"}}, ""),
        ({"Blad1": {"Vem": "enhet"}}, "unit"),
        ({"aktiviteter": {"Vem": "enhet"}}, "unit"),
        ({"nyckeltal": {"Vem": "enhet"}}, ""),
    ],
)
def test_a_heading_is_taught_for_some_tables_or_for_all(tmp_path: Path, columns: dict[str, object], unit: str) -> None:
    assert fields_of(write(tmp_path / "akt.xlsx", ROWS), columns)["Vem"] == unit


def test_every_word_that_doctor_shows_may_be_taught() -> None:
    words = load_vocabulary()
    for field, label in words.labels["fields"].items():
        assert words.adding({}, {"Vår rubrik": label}).columns["vår rubrik"] == field
    assert words.adding({}, {"Vår rubrik": "namn, aktivitet"}).kind_names["vår rubrik"] == "activities"


def test_rows_of_a_status_that_is_not_to_be_counted_are_set_aside_and_a_blank_may_mean_something(
    tmp_path: Path,
) -> None:
    path = write(
        tmp_path / "a.xlsx",
        [["Aktivitet", "Status", "Id"], ["A", "Utgått ur planen", 1], ["B", None, 2], ["C", "Klar", 3]],
    )
    words = {"Utgått ur planen": "räknas inte", "tom cell": "planerad"}
    found = inspect_files([path], Settings(tmp_path, Period(2025, Tertial.APRIL), vocabulary=words))
    account = found.files[0].tables[0].accounts[0]
    assert (account.read, account.counted, list(account.set_aside)) == (3, 2, ["räknas inte enligt rsplan.toml"])
    assert found.findings == ()


@pytest.mark.parametrize(
    ("words", "columns", "meant"),
    [
        ({}, {"Aktiviteter": {"xlsx": {"Läge": "status"}}}, '[columns."Aktiviteter.xlsx"]'),
        ({"a": {"b": "grön"}}, {}, '[vocabulary] kan inte ha en tabell i sig: "a"'),
    ],
)  # fmt: skip
def test_a_table_in_a_table_is_told_with_the_name_that_was_meant(
    words: dict[str, object], columns: dict[str, object], meant: str
) -> None:
    with pytest.raises(ValueError, match="kan inte ha en tabell i sig") as told:
        load_vocabulary(words, columns)
    assert meant in str(told.value)
    assert "{" not in str(told.value)
