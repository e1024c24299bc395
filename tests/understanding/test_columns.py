"""Which of several columns is meant, told by what stands in them, and never by where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st
from tables_support import VOCABULARY, cells, codes, counts, grid

from rsplan.findings.finding import ExportError
from rsplan.plan.model import Plan
from rsplan.plan.period import Period, Tertial
from rsplan.understanding.plan import read_plan

NAMES = ["Korta köerna", "Bygga vägar", "Stärka hälsan", "Måla taken"]
COLOURS = ["Grön", "Gul", "Grön", "Röd"]
ANSWERS = ["Ja", "Delvis", "Ja", "Nej"]
DONE = ["Genomfört", "Delvis genomfört", "Genomfört", "Ej genomfört"]
STATES = ["Klar", "Pågår", "Klar", "Försenad"]
OF_STATES = {"total": 4, "completed": 2, "ongoing": 1, "delayed": 1}
FIGURES = {"total": 4, "green": 2, "yellow": 1, "red": 1}
APRIL = Period(2025, Tertial.APRIL)


def of_columns(columns: dict[str, Sequence[object]], period: Period | None = None) -> Plan:
    """The plan of a table given by its columns; a heading may end in signs that tell two alike apart here."""
    rows = [[head.rstrip("'") for head in columns], *map(list, zip(*columns.values(), strict=True))]
    return read_plan([grid(rows)], VOCABULARY, period)


def every_order(columns: dict[str, Sequence[object]]) -> list[dict[str, Sequence[object]]]:
    return [{head: columns[head] for head in order} for order in permutations(columns)]


@pytest.mark.parametrize(
    ("beside", "said"),
    [
        ({"Status'": ["", "", "", ""]}, "RSP218"), ({"Enhet": ["HR", "IT", "HR", "IT"]}, ""),
        ({"Prognos": ["Grön", "Grön", "Grön", "Grön"]}, ""), ({"Kommentar": ["Bra", "Gul är det", "", ""]}, ""),
        ({"Status föregående": ["Röd", "Röd", "Röd", "Röd"]}, ""), ({"Antal": [1, 2, 3, 4]}, ""),
    ],
    ids=["an empty one", "units", "a forecast", "comments", "an earlier one", "numbers"],
)  # fmt: skip
def test_the_statuses_are_those_of_the_column_that_holds_them(beside: dict[str, Sequence[object]], said: str) -> None:
    columns = {"Uppdrag": NAMES, "Status": COLOURS, **beside}
    for each in every_order(columns)[::2]:
        plan = of_columns(each)
        assert counts(plan, "assignments") == FIGURES
        assert not said or codes(plan)


@pytest.mark.parametrize("heading", ["Läget just nu?", "Vad tycker vi", None])
def test_the_one_column_whose_texts_are_statuses_needs_no_heading_that_is_known(heading: str | None) -> None:
    plan = of_columns({"Uppdrag": NAMES, "Enhet": ["HR", "IT", "HR", "IT"], heading or "'": COLOURS})
    assert counts(plan, "assignments") == FIGURES


def test_two_columns_that_are_as_likely_are_never_chosen_between() -> None:
    columns = {"Uppdrag": NAMES, "Vår bild": COLOURS, "Deras bild": COLOURS[::-1]}
    for each in every_order(columns):
        with pytest.raises(ExportError):
            of_columns(each)


def test_two_columns_that_say_the_same_need_no_choice() -> None:
    plan = of_columns({"Uppdrag": NAMES, "Status": COLOURS, "Bedömning": COLOURS})
    assert counts(plan, "assignments") == FIGURES


def test_headings_that_have_changed_places_are_said_and_refused() -> None:
    columns = {"Uppdrag": NAMES, "Status": ["Går bra", "Trögt", "Kom igång", "Stannat av"], "Kommentar": COLOURS}
    with pytest.raises(ExportError):
        of_columns(columns)


@pytest.mark.parametrize(
    ("mine", "other", "period"),
    [
        ("Status T1", "Status T2", APRIL), ("Status april 2025", "Status augusti 2025", APRIL),
        ("Status 2025", "Status 2024", APRIL), ("Status T2", "Status T1", Period(2025, Tertial.AUGUSTI)),
        ("Status per april", "Status per augusti", APRIL), ("April 2025", "Augusti 2025", APRIL),
    ],
)  # fmt: skip
def test_of_columns_that_tell_a_period_each_the_runs_is_the_status(mine: str, other: str, period: Period) -> None:
    columns = {"Uppdrag": NAMES, "Enhet": ["HR", "IT", "HR", "IT"], mine: COLOURS, other: ["Röd"] * 4}
    for each in every_order(columns)[::5]:
        assert counts(of_columns(each, period), "assignments") == FIGURES


@pytest.mark.parametrize("period", [None, Period(2025, Tertial.DECEMBER), Period(2023, Tertial.APRIL)])
def test_where_none_of_them_is_the_runs_nothing_is_guessed(period: Period | None) -> None:
    with pytest.raises(ExportError):
        of_columns({"Uppdrag": NAMES, "Status T1 2025": COLOURS, "Status T2 2025": ["Röd"] * 4}, period)


def test_statuses_of_another_period_alone_are_said() -> None:
    plan = read_plan([grid([["Uppdrag", "Status april 2025"], *zip(NAMES, COLOURS, strict=True)])], VOCABULARY, APRIL)
    assert counts(plan, "assignments") == FIGURES
    with pytest.raises(ExportError, match="augusti 2025"):
        of_columns({"Uppdrag": NAMES, "Status april 2025": COLOURS}, Period(2025, Tertial.AUGUSTI))


def test_a_column_of_numbers_headed_by_a_kind_counts_and_does_not_name() -> None:
    plan = of_columns({"Uppdrag": NAMES, "Aktiviteter": [3, 1, 0, 2], "Status": COLOURS})
    assert counts(plan, "assignments") == FIGURES
    assert counts(plan, "activities") == {}


def test_a_column_of_kinds_tells_the_kind_of_each_row_whatever_it_is_headed() -> None:
    plan = of_columns({"Uppdrag": ["Uppdrag", "Nyckeltal", "Uppdrag", "Nyckeltal"], "Namn": NAMES, "Status": COLOURS})
    assert counts(plan, "assignments") == {"total": 2, "green": 2}
    assert counts(plan, "indicators") == {"total": 2, "yellow": 1, "red": 1}


WORDS = st.lists(st.sampled_from(["Grön", "Gul", "Röd", "Uppfyllt", "Ej uppfyllt", ""]), min_size=4, max_size=4)


@examples(15)
@given(WORDS, st.permutations(range(4)), st.permutations(range(4)))
def test_neither_the_order_of_columns_nor_of_rows_changes_a_figure(
    words: list[str], columns: list[int], rows: list[int]
) -> None:
    table = list(zip(NAMES, words, ["HR", "IT", "Lön", "HR"], ["a", "", "b", "c"], strict=True))
    head = ["Uppdrag", "Status", "Enhet", "Kommentar"]
    plan = read_plan([grid([head, *table])], VOCABULARY)
    turned = [[line[at] for at in columns] for line in (head, *(table[at] for at in rows))]
    other = read_plan([grid(turned)], VOCABULARY)
    assert codes(other) == codes(plan)
    titles = plan.assignments.set_index("title")[["status", "unit", "comment"]].sort_index()
    assert other.assignments.set_index("title")[["status", "unit", "comment"]].sort_index().equals(titles)


@pytest.mark.parametrize(
    ("columns", "kind", "figures"),
    [
        ({"Nyckeltal": NAMES, "Utfall": [1, 2, 3, 4], "Målet uppnått?": ANSWERS}, "indicators", FIGURES),
        ({"Uppdrag": NAMES, "Genomfört?": ANSWERS}, "assignments", FIGURES),
        ({"Uppdrag": NAMES, "Status": DONE}, "assignments", FIGURES),
        ({"Uppdrag": NAMES, "Status": COLOURS, "Genomfört?": ["Nej", "Nej", "Nej", "Nej"]}, "assignments", FIGURES),
        ({"Aktivitet": NAMES, "Färg": COLOURS, "Status T1": STATES}, "activities", OF_STATES),
        ({"Uppdrag": NAMES, "Uppföljning": COLOURS}, "assignments", FIGURES),
        ({"Uppdrag": NAMES, "Status": COLOURS, "Uppföljning": ["Möte", "Samtal"] * 2}, "assignments", FIGURES),
        ({"Uppdrag": NAMES, "Status 31/8": COLOURS[::-1], "Status 30/4": COLOURS}, "assignments", FIGURES),
        ({"Uppdrag": NAMES, "Status": COLOURS, "Klart": [1, 2, 0, 4], "Pågår": [2, 2, 2, 2]}, "assignments", FIGURES),
        ({"Aktivitet": NAMES, "Tidplan": ["Q1"] * 4, "Uppföljning T1": STATES}, "activities", OF_STATES),
    ],
)  # fmt: skip
def test_answers_scales_and_follow_ups_are_read_as_the_status(
    columns: dict[str, Sequence[object]], kind: str, figures: dict[str, int]
) -> None:
    for each in every_order(columns)[::2]:
        assert counts(of_columns(each, APRIL), kind) == figures


def test_a_degree_of_done_beside_a_state_is_no_scale() -> None:
    with pytest.raises(ExportError, match="Genomfört"):
        of_columns({"Uppdrag": NAMES, "Status": ["Genomfört", "Pågår", "Genomfört", "Ej påbörjat"]})


@pytest.mark.parametrize(("heading", "goal"), [("Nivå", "Mål"), ("Slag av rad", "Målområde")])
def test_a_column_of_kinds_tells_the_kind_of_each_row_whatever_its_heading(heading: str, goal: str) -> None:
    plan = of_columns({heading: [goal, *["Aktivitet"] * 3], "Benämning": NAMES, "Status": ["", *STATES[1:]]})
    assert counts(plan, "activities") == {"total": 3, "ongoing": 1, "completed": 1, "delayed": 1}


@pytest.mark.parametrize("levels", [["Hög", "Låg", "Hög", "Låg"], ["Mål", "Aktivitet", "Annat", "Aktivitet"]])
def test_a_column_of_other_words_tells_no_kind(levels: list[str]) -> None:
    with pytest.raises(ExportError):
        of_columns({"Nivå": levels, "Benämning": NAMES, "Status": STATES})


def test_a_status_of_one_sex_is_left_aside_where_there_is_one_of_both() -> None:
    each = {"Bedömning flickor": ["Röd"] * 4, "Bedömning pojkar": ["Grön"] * 4}
    for columns in every_order({"Nyckeltal": NAMES, **each, "Bedömning": COLOURS})[::5]:
        plan = of_columns(columns)
        assert counts(plan, "indicators") == FIGURES
        assert len(cells(plan, "RSP571")) == 2
    with pytest.raises(ExportError):
        of_columns({"Nyckeltal": NAMES, **each})


def test_words_behind_the_status_are_read_past_below_status_and_comment() -> None:
    told = [f"{text}. Se protokoll § {at}." for at, text in enumerate(STATES, 10)]
    assert counts(of_columns({"Aktivitet": NAMES, "Status och kommentar": told}), "activities") == OF_STATES
    both = of_columns({"Aktivitet": NAMES, "Status": STATES, "Status/kommentar": ["Allt löper på väl."] * 4})
    assert counts(both, "activities") == OF_STATES


def test_what_activities_belong_to_is_no_kind_of_row() -> None:
    linked = {"Kopplad till": ["Mål", "Uppdrag", "Mål", "Uppdrag"], "Benämning": NAMES, "Status": STATES}
    with pytest.raises(ExportError, match="framgår inte"):
        of_columns(linked)
    rows = [list(linked), *map(list, zip(*linked.values(), strict=True))]
    assert counts(read_plan([grid(rows, name="Aktiviteter")], VOCABULARY), "activities") == OF_STATES


def test_a_column_that_tells_kinds_by_its_content_is_said() -> None:
    levels = {"Nivå": ["Uppdrag", "Aktivitet", "Aktivitet", "Aktivitet"], "Benämning": NAMES}
    plan = of_columns({**levels, "Status": ["Grön", *STATES[1:]]})
    assert (counts(plan, "assignments"), cells(plan, "RSP275")) == ({"total": 1, "green": 1}, ["A1"])


def test_check_marks_beside_the_status_are_no_rival_of_it() -> None:
    for marks in (["✓", "", "✓", "✓"], ["☑", "☐", "☑", "☐"]):
        plan = of_columns({"Avstämd": marks, "Aktivitet": NAMES, "Status": STATES})
        assert (counts(plan, "activities"), codes(plan)) == (OF_STATES, ["RSP206"])
