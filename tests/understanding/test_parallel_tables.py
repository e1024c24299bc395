"""Sheets of one shape that tell a period, a board or a unit by their names are never added up."""

from __future__ import annotations

from pathlib import Path

import pytest
from tables_support import aside, cells, codes, counts, read, write

from rsplan.findings.finding import ExportError
from rsplan.plan.period import Period, Tertial

APRIL = Period(2025, Tertial.APRIL)
HEAD = [["Uppdrag", "Status"]]
NOW = [["Korta köerna", "Grön"], ["Stärka hälsan", "Gul"]]
THEN = [["Korta köerna", "Röd"], ["Stärka hälsan", "Röd"]]
ACTIVITIES = [["Utbilda alla", "Klar"], ["Mäta mer", "Pågår"]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bok.xlsx"


@pytest.mark.parametrize(
    ("mine", "other"),
    [("T1", "T2"), ("Uppdrag april", "Uppdrag augusti"), ("2025", "2024"), ("April 2025", "April 2024")],
)
@pytest.mark.parametrize("turned", [False, True])
def test_of_sheets_of_several_periods_the_runs_is_counted(path: Path, mine: str, other: str, turned: bool) -> None:
    sheets = {mine: [*HEAD, *NOW], other: [*HEAD, *THEN]}
    plan = read(write(path, dict(reversed(sheets.items())) if turned else sheets), expected=APRIL)
    assert counts(plan, "assignments") == {"total": 2, "green": 1, "yellow": 1}
    assert aside(plan) == {"annan period": 2}
    assert [entry.sheet for entry in plan.findings if entry.code == "RSP254"] == [other]


def test_sheets_of_other_periods_are_refused(path: Path) -> None:
    with pytest.raises(ExportError, match=r'blad T2, cell A2: det finns rader av flera perioder \("T2", "T3"\)'):
        read(write(path, {"T2": [*HEAD, *NOW], "T3": [*HEAD, *THEN]}), expected=APRIL)


def test_sheets_of_two_boards_are_never_added_up(path: Path) -> None:
    with pytest.raises(ExportError, match="det finns rader av flera nämnder"):
        read(write(path, {"Regionstyrelsen": [*HEAD, *NOW], "Kulturnämnden": [*HEAD, ["Måla", "Grön"]]}))


@pytest.mark.parametrize("names", [("Marknad", "Junior"), ("Del 1", "Del 2"), ("Uppdrag T1", "Mer")])
def test_sheets_whose_names_tell_no_two_periods_are_added_up(path: Path, names: tuple[str, str]) -> None:
    other = [["Måla", "Grön"], ["Bygga", "Gul"]]
    plan = read(write(path, {names[0]: [*HEAD, *NOW], names[1]: [*HEAD, *other]}), expected=APRIL)
    assert counts(plan, "assignments")["total"] == 4


def test_an_activity_on_the_sheets_of_several_units_is_followed_up_by_each(path: Path) -> None:
    sheets = {unit: [["Aktivitet", "Status"], *ACTIVITIES] for unit in ("HR", "IT", "Miljöenheten")}
    plan = read(write(path, sheets))
    assert counts(plan, "activities") == {"total": 6, "completed": 3, "ongoing": 3}
    assert set(plan.activities["unit"]) == {"HR", "IT", "Miljöenheten"}
    assert cells(plan, "RSP279") == ["A2"]


@pytest.mark.parametrize("names", [("Samtliga", "HR", "IT"), ("Blad1", "Blad2", "Blad3"), ("HR", "IT")])
def test_other_sheets_with_the_same_activities_are_no_units(path: Path, names: tuple[str, ...]) -> None:
    plan = read(write(path, {name: [["Aktivitet", "Status"], *ACTIVITIES] for name in names}))
    assert counts(plan, "activities") == {"total": 2, "completed": 1, "ongoing": 1}
    assert "RSP279" not in codes(plan)


@pytest.mark.parametrize(
    ("mine", "other"),
    [
        ("Tertial 1 2025", "Tertial 2 2025"), ("Per april 2025", "Per augusti 2025"), ("2025", "2024"),
        ("Delår 1", "Delår 2"), ("Uppföljning 2025", "Uppföljning 2024"), ("Första tertialet", "Kvartal 2"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("turned", [False, True])
def test_of_tables_below_one_another_the_runs_is_counted(path: Path, mine: str, other: str, turned: bool) -> None:
    tables = [[[mine, None], *HEAD, *NOW], [[other, None], ["Uppdrag", "Status", "Enhet"], *THEN]]
    first, last = reversed(tables) if turned else tables
    plan = read(write(path, [*first, [None], *last]), expected=APRIL)
    assert counts(plan, "assignments") == {"total": 2, "green": 1, "yellow": 1}
    assert aside(plan)["annan period"] == 2


def test_tables_of_no_period_of_the_run_or_of_two_boards_are_refused(path: Path) -> None:
    with pytest.raises(ExportError, match=r'flera perioder \("Kvartal 1", "Kvartal 2"\)'):
        read(write(path, [["Kvartal 1"], *HEAD, *NOW, [None], ["Kvartal 2"], *HEAD, *THEN]), expected=APRIL)
    with pytest.raises(ExportError, match="flera nämnder"):
        read(write(path, [["Kulturnämnden"], *HEAD, *NOW, [None], ["Socialnämnden"], *HEAD, ["Måla", "Grön"]]))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Uppdrag från regionplan 2024", "Uppdrag från regionplan 2025"), ("Rapport april 2025", "Övriga uppdrag"),
        ("Beslutade av kulturnämnden", "Beslutade av socialnämnden"), ("Uttag 2025-04-30", "Uttag 2025-05-02"),
        ("Antagna 2024", "Antagna 2025"), ("Vård i april 2025", "Skola i april 2025"),
    ],
)  # fmt: skip
def test_titles_that_tell_no_two_periods_or_boards_are_added_up(path: Path, one: str, other: str) -> None:
    tables = [[one], *HEAD, *NOW, [None], [other], *HEAD, ["Måla", "Grön"], ["Bygga", "Gul"]]
    assert counts(read(write(path, tables), expected=APRIL), "assignments")["total"] == 4


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Uppföljning kvartal 2 2025", ["A1"]), ("Uppföljning per juni 2025", ["A1"]), ("Halvår 1", ["A1"]),
        ("Månadsrapport mars 2025", []), ("Kvartal 1 2025", []), ("Beslutade i juni 2025", []), ("Delår 1 2025", []),
        ("Delårsrapport per april 2025", []), ("Delårsrapport 2025", ["A1"]),
    ],
)  # fmt: skip
def test_a_title_of_another_month_is_said(path: Path, title: str, said: list[str]) -> None:
    plan = read(write(path, [[title], *HEAD, *NOW]), expected=APRIL)
    assert cells(plan, "RSP301") == said


def test_a_period_whose_rows_are_left_out_is_told_once(path: Path) -> None:
    tables = [["Uppföljning december 2024"], *HEAD, *NOW, [None], ["Uppföljning april 2025"], *HEAD, ["Måla", "Grön"]]
    plan = read(write(path, tables), expected=APRIL)
    assert counts(plan, "assignments") == {"total": 1, "green": 1}
    assert (len(cells(plan, "RSP254")), cells(plan, "RSP301")) == (1, [])


def test_a_table_of_what_ended_another_year_is_left_out_and_said(path: Path) -> None:
    over = [["Avslutade 2024"], ["Aktivitet", "Status"], ["Måla", "Klar"], ["Bygga", "Klar"]]
    tables = [["Pågående"], ["Aktivitet", "Status"], *ACTIVITIES, [None], *over]
    plan = read(write(path, tables), expected=APRIL)
    assert (counts(plan, "activities")["total"], cells(plan, "RSP254"), cells(plan, "RSP301")) == (2, ["A8"], [])
    mine = [[text.replace("2024", "2025") if isinstance(text, str) else text for text in row] for row in tables]
    assert counts(read(write(path, mine), expected=APRIL), "activities")["total"] == 4


def test_a_sheet_of_what_ended_another_year_is_left_out_and_said(path: Path) -> None:
    over = [["Uppdrag", "Status"], ["Måla", "Grön"], ["Bygga", "Gul"]]
    plan = read(write(path, {"Uppdrag": [*HEAD, *NOW], "Klara 2024": over}), expected=APRIL)
    assert (counts(plan, "assignments")["total"], cells(plan, "RSP254"), cells(plan, "RSP301")) == (2, ["A2"], [])


@pytest.mark.parametrize("rest", ["", "Uppdrag "])
def test_sheets_named_by_the_year_alone_need_not_have_one_shape(path: Path, rest: str) -> None:
    later = [["Målområde", "Uppdrag", "Status"], ["Vård", "Måla taken", "Ingen data"]]
    plan = read(write(path, {f"{rest}2025": [*HEAD, *NOW], f"{rest}2026": later}), expected=APRIL)
    assert (counts(plan, "assignments")["total"], codes(plan), aside(plan)) == (2, ["RSP254"], {"annan period": 1})
    plan = read(write(path, {f"{rest}2024": [*HEAD, *NOW], f"{rest}2026": later}), expected=APRIL)
    assert (counts(plan, "assignments")["total"], codes(plan)) == (2, ["RSP254", "RSP301"])
    plan = read(write(path, {f"{rest}2024": [*HEAD, *NOW], f"{rest}2023": later}), expected=APRIL)
    assert (counts(plan, "assignments")["total"], codes(plan)) == (3, ["RSP301"])


@pytest.mark.parametrize(("name", "counted"), [("Plan 2026", 2), ("2026 nya", 2), ("Mål 2026", 3), ("Vision 2030", 3)])
def test_a_sheet_of_the_next_year_is_none_of_the_runs(path: Path, name: str, counted: int) -> None:
    later = [["Målområde", "Uppdrag", "Status"], ["Vård", "Måla taken", "Ingen data"]]
    plan = read(write(path, {"Uppdrag": [*HEAD, *NOW], name: later}), expected=APRIL)
    assert (counts(plan, "assignments")["total"], codes(plan)) == (counted, ["RSP254" if counted == 2 else "RSP301"])
