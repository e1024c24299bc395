"""The tables of deviations, what a document calls a status, and what becomes of a comment."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from conftest import SAMPLE
from msgspec.structs import replace

from rsplan.analysis.counts import count_facts, with_shown
from rsplan.analysis.facts import facts_by_id
from rsplan.language.vocabulary import load_vocabulary
from rsplan.plan.model import FIELDS, STATUSES, Kind, Plan, Source
from rsplan.plan.period import Period, Tertial
from rsplan.project.settings import read_wording
from rsplan.report.composing import compose_report
from rsplan.report.item_tables import LONGEST_COMMENT, item_tables
from rsplan.report.report import About, Report, Status, Table
from rsplan.report.status_words import status_words
from rsplan.report.wording import MalformedWordingError, Wording
from rsplan.runs.project_report import newest_settings, report_at_its_date

WORDINGS = Path(__file__).parents[2] / "templates" / "ordval"
PERIODS = {"2025": (Tertial.APRIL, 2025), "2024": (Tertial.DECEMBER, 2024), "2021": (Tertial.AUGUSTI, 2021)}


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    return {
        name: report_at_its_date(newest_settings(SAMPLE, tertial, year)) for name, (tertial, year) in PERIODS.items()
    }


def plan_of(kind: Kind, rows: list[dict[str, str]]) -> Plan:
    """A plan with rows of one kind, written as the fields that matter."""
    frames = {
        each: pd.DataFrame(
            [
                {**dict.fromkeys(FIELDS[each], ""), "key": str(at), "source": 0, "row": at + 2, **row}
                for at, row in enumerate(rows if each is kind else [])
            ],
            columns=[*FIELDS[each], "source", "row"],
        )
        for each in Kind
    }
    source = Source("fil.xlsx", "Blad", {"title": "A", "comment": "C"})
    return Plan(*(frames[each] for each in Kind), sources=(source,), period=Period(2025, Tertial.APRIL))


def tables(plan: Plan, *, distinct: bool = False, **wording: object) -> dict[str, Table]:
    made = item_tables(plan, replace(Wording(), **wording), load_vocabulary(), distinct=distinct)  # type: ignore[arg-type]
    return {table.id: table for table in made}


@pytest.mark.parametrize("name", PERIODS)
def test_a_table_of_deviations_has_as_many_rows_as_the_facts_count(reports: dict[str, Report], name: str) -> None:
    report = reports[name]
    counted = {
        "indicators_deviating": ("indicators.red", "indicators.yellow"),
        "assignments_deviating": ("assignments.red",),
        "activities_deviating": ("activities.delayed",),
    }
    for table, facts in counted.items():
        assert len(report.tables[table].rows) == sum(report.facts[fact].value for fact in facts)


def test_the_red_come_before_the_yellow_with_target_outcome_and_comment(reports: dict[str, Report]) -> None:
    table = reports["2025"].tables["indicators_deviating"]
    assert [column.name for column in table.columns] == ["title", "target", "actual", "status", "comment"]
    status = [getattr(row.cells[3], "label", "") for row in table.rows]
    assert status == ["Röd"] * 6 + ["Gul"] * 4
    assert table.rows[0].cells[1:3] == ("30 %", "21 %")
    assert str(table.rows[0].cells[4]).startswith("Tre hälsocentraler har saknat personal")


def test_every_comment_of_a_deviation_is_shown(reports: dict[str, Report]) -> None:
    report = reports["2025"]
    frame = report.plan.indicators
    said = set(frame[frame["status"].isin(["red", "yellow"])]["comment"]) - {""}
    shown = {str(cell) for row in report.tables["indicators_deviating"].rows for cell in row.cells}
    assert said
    assert said <= shown


def test_delayed_activities_are_named_with_unit_and_end(reports: dict[str, Report]) -> None:
    table = reports["2025"].tables["activities_deviating"]
    assert [column.heading for column in table.columns] == ["Aktiviteter", "Enhet", "Slut"]
    assert len({row.key for row in table.rows}) == len(table.rows) == 12


def test_a_distinct_activity_is_one_row_with_the_units_that_are_late() -> None:
    rows = [
        {"key": "a", "title": "Öva", "unit": unit, "status": status, "comment": comment}
        for unit, status, comment in (("A", "delayed", "Sent."), ("B", "ongoing", "Bra."), ("C", "delayed", "Väntar."))
    ]
    plan = plan_of(Kind.ACTIVITIES, rows)
    table = tables(plan, distinct=True)["activities_deviating"]
    assert [row.cells for row in table.rows] == [("Öva", "A, C", "A: Sent. C: Väntar.")]
    facts = with_shown(facts_by_id(count_facts(plan, load_vocabulary())), distinct=True)
    assert facts["activities.shown.delayed"].value == 1
    assert len(tables(plan)["activities_deviating"].rows) == 2


def test_a_column_that_has_nothing_to_show_is_left_out_and_none_is_asked_for_in_vain() -> None:
    plan = plan_of(Kind.INDICATORS, [{"title": "A", "status": "red"}, {"title": "B", "status": "green"}])
    assert [column.name for column in tables(plan)["indicators_deviating"].columns] == ["title", "status"]
    plan = plan_of(Kind.INDICATORS, [{"title": "A", "status": "red", "unit": "X", "comment": "Y"}])
    chosen = {"indicators": ("comment", "unit")}
    assert [column.name for column in tables(plan, columns=chosen)["indicators"].columns] == [
        "title",
        "comment",
        "unit",
    ]


def test_without_deviations_there_is_no_table() -> None:
    made = tables(plan_of(Kind.INDICATORS, [{"title": "A", "status": "green"}]))
    assert not made["indicators_deviating"].columns
    assert not tables(plan_of(Kind.ASSIGNMENTS, []))["assignments_deviating"].rows


def test_the_wording_chooses_which_statuses_deviate() -> None:
    plan = plan_of(Kind.ASSIGNMENTS, [{"title": each, "status": each} for each in ("yellow", "red", "green")])
    table = tables(plan, deviations={"assignments": ("red", "yellow")})["assignments_deviating"]
    assert [row.cells[0] for row in table.rows] == ["red", "yellow"]


def test_a_long_comment_is_shortened_at_a_word_and_said_to_be() -> None:
    comment = "ord " * 400
    plan = plan_of(Kind.INDICATORS, [{"title": "A", "status": "red", "comment": comment.strip()}])
    table = tables(plan)["indicators_deviating"]
    shown = str(table.rows[0].cells[-1])
    assert len(shown) <= LONGEST_COMMENT + 2
    assert shown.endswith("ord …")
    assert "fil.xlsx, C2" in str(table.doubts[0])
    assert not tables(plan_of(Kind.INDICATORS, [{"title": "A", "status": "red", "comment": "Kort."}]))[
        "indicators_deviating"
    ].doubts


def test_300_deviations_are_300_rows() -> None:
    plan = plan_of(Kind.INDICATORS, [{"title": f"N{at}", "status": "red"} for at in range(300)])
    assert len(tables(plan)["indicators_deviating"].rows) == 300


@pytest.mark.parametrize("name", PERIODS)
def test_tables_charts_and_sentences_have_one_word_for_a_status(reports: dict[str, Report], name: str) -> None:
    report = reports[name]
    wording = read_wording(name, [WORDINGS.parent])
    for kind in Kind:
        words = status_words(kind, wording, report.vocabulary)
        for table in report.tables.values():
            own = table.id.startswith(kind.value)
            of_kind = [group for group in table.groups if own or group.heading == wording.heading(kind)]
            shown = {cell for group in of_kind for row in group.rows for cell in row.cells if isinstance(cell, Status)}
            assert {status.label for status in shown} <= {word.one for word in words.values()}
            assert all(status.label == words[status.member].one for status in shown)
            if not own:
                continue
            heads = {column.name: column.heading for column in table.columns if column.name in words}
            assert heads == {member: words[member].many for member in heads}
        sentence = report.sentences.get(kind.value)
        for member in ("green", "yellow", "red", *(each.value for each in STATUSES[Kind.ACTIVITIES])):
            fact = report.facts.get(f"{kind}.{member}")
            if sentence and fact and fact.value and fact.id in sentence.facts:
                word = words[member].many if fact.value > 1 else words[member].one
                assert re.search(rf"\b{word.lower()[:-1]}", sentence.text), (word, sentence.text)


def test_below_a_table_with_symbols_stands_what_they_mean(reports: dict[str, Report]) -> None:
    for table in (*reports["2025"].tables.values(), *reports["2024"].tables.values()):
        symbols = {cell.symbol for row in table.rows for cell in row.cells if isinstance(cell, Status)} - {""}
        assert all(symbol in table.note for symbol in symbols)
        assert bool(table.note) == bool(symbols)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[columns]\nassignments = ["pris"]', "[columns] assignments: pris"),
        ('[columns]\nassignments = ["target"]', "[columns] assignments: target"),
        ('[columns]\nnyckeltal = ["unit"]', "[columns] nyckeltal"),
        ('[columns]\nassignments = "unit"', "[columns] assignments"),
        ('[deviations]\nactivities = ["red"]', "[deviations] activities: red"),
        ("columns = 3", "[columns]"),
    ],
)
def test_a_choice_that_does_not_exist_is_told_with_its_place(text: str, place: str) -> None:
    with pytest.raises(MalformedWordingError, match=re.escape(place)):
        Wording.of(tomllib.loads(text))


def test_an_empty_plan_has_a_report() -> None:
    period = Period(2025, Tertial.APRIL)
    about = About("", "", "", "planen", 2025, period, "", date(2025, 1, 1))
    report = compose_report(plan_of(Kind.INDICATORS, []), about, Wording(), load_vocabulary())
    assert not report.tables["indicators_deviating"].columns
