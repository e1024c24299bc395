"""Headings of the outcomes of women and men, by their parts and by what stands below them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tables_support import cells, codes, counts, read, write

from rsplan.plan.model import OF_SEX, Kind
from rsplan.plan.period import Period, Tertial

APRIL = Period(2025, Tertial.APRIL)


def outcomes(path: Path, *heads: str, expected: Period | None = None) -> list[list[str]]:
    values = ["6 %", "7 %", "4 %", "5 %"][: len(heads)], ["6 %", "–", "–", "–"][: len(heads)]
    rows = [[f"N{at}", f"Nyckeltal {at}", *row, "Röd"] for at, row in enumerate(values)]
    plan = read(write(path, [["Id", "Nyckeltal", *heads, "Status"], *rows]), expected=expected)
    assert counts(plan, "indicators") == {"total": 2, "red": 2}
    return [list(map(str, row)) for row in plan.indicators[["actual", *OF_SEX]].to_numpy()]


@pytest.mark.parametrize(
    ("women", "men"),
    [
        ("Utfall Kvinnor/Flickor", "Utfall Män/Pojkar"), ("Utfall kvinnor", "Utfall män"), ("Kvinnor", "Män"),
        ("Flickor/kvinnor", "Pojkar/män"), ("Utfall (kvinnor)", "Utfall (män)"), ("Kvinnors utfall", "Mäns utfall"),
        ("Utfall kvinnor T1", "Utfall män T1"), ("Värde, flickor", "Värde, pojkar"),
        ("Nyckeltalets utfall för kvinnor", "Nyckeltalets utfall för män"), ("UTFALL\nKVINNOR", "UTFALL\nMÄN"),
    ],
)  # fmt: skip
def test_an_outcome_by_sex_is_read_however_it_is_headed(tmp_path: Path, women: str, men: str) -> None:
    found = outcomes(tmp_path / "bok.xlsx", "Utfall", women, men, expected=APRIL)
    assert found == [["6 %", "7 %", "4 %"], ["6 %", "–", "–"]]


def test_of_outcomes_of_several_periods_the_runs_is_read(tmp_path: Path) -> None:
    heads = ("Utfall", "Utfall män T1", "Utfall män T2", "Utfall kvinnor T1")
    assert outcomes(tmp_path / "bok.xlsx", *heads, expected=APRIL)[0] == ["6 %", "5 %", "7 %"]


@pytest.mark.parametrize("head", ["Kvinnor och män", "Målvärde kvinnor", "Enhetens kvinnor", "Kommentar kvinnor"])
def test_what_is_no_outcome_of_one_sex_is_not_read_as_one(tmp_path: Path, head: str) -> None:
    assert outcomes(tmp_path / "bok.xlsx", "Utfall", head)[0] == ["6 %", "", ""]


def test_a_word_for_a_sex_alone_is_an_outcome_over_numbers_only(tmp_path: Path) -> None:
    rows = [["N1", "Sjuktal", "6 %", "se bilagan", "Röd"], ["N2", "Löner", "6 %", "7 %", "Röd"]]
    plan = read(write(tmp_path / "bok.xlsx", [["Id", "Nyckeltal", "Utfall", "Kvinnor", "Status"], *rows]))
    assert set(plan.indicators["actual_women"]) == {""}
    assert cells(plan, "RSP206") == ["D1"]


def test_activities_have_no_outcome_by_sex(tmp_path: Path) -> None:
    rows = [["Aktivitet", "Kvinnor", "Status"], ["Utbilda", 12, "Klar"], ["Anställa", 3, "Pågår"]]
    assert codes(read(write(tmp_path / "bok.xlsx", rows))) == ["RSP206"]


def test_a_heading_over_two_rows_divides_the_outcome(tmp_path: Path) -> None:
    rows = [
        ["Id", "Nyckeltal", "Utfall", None, None, "Status"],
        [None, None, "Totalt", "Kvinnor", "Män", None],
        ["N1", "Sjuktal", 6, 7, 4, "Röd"],
    ]
    plan = read(write(tmp_path / "bok.xlsx", rows))
    assert plan.indicators[["actual", *OF_SEX]].to_numpy().tolist() == [["6", "7", "4"]]
    assert plan.address(Kind.INDICATORS, 0, "actual_men").cell == "E3"
