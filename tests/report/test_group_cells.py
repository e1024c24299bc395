"""What stands beside the heading of a group."""

from __future__ import annotations

from functools import partial

import pytest
from conftest import SAMPLE

from rsplan.language.labels import Noun
from rsplan.plan.period import Tertial
from rsplan.report.group_cells import of_counts, of_items
from rsplan.report.report import Column, Group, Row, Table
from rsplan.report.status_words import StatusWord
from rsplan.runs.project_report import report_at_its_date, settings_for

WORDS = {
    "green": StatusWord("green", "Uppfyllt", "Uppfyllda", "●"),
    "yellow": StatusWord("yellow", "Delvis uppfyllt", "Delvis uppfyllda", "◊"),
    "delayed": StatusWord("delayed", "Försenad", "Försenade", ""),
    "planned": StatusWord("planned", "Planerad", "Planerade", ""),
}
ACTIVITIES = Noun("aktivitet", "aktiviteter", "aktiviteterna", "n", ())
TITLE, UNIT, TARGET, STATUS = (
    Column("Vad"), Column("Enhet"), Column("Målvärde", "number"), Column("Status", "status"),
)  # fmt: skip
told = partial(of_items, called="Aktiviteter", noun=ACTIVITIES, words=WORDS)


def rows(columns: list[Column], *members: str) -> list[Row]:
    return [Row(tuple(WORDS[one].status if column is STATUS else "x" for column in columns)) for one in members]


@pytest.mark.parametrize(
    ("columns", "members", "cells"),
    [
        ([TITLE, UNIT, STATUS], ["yellow", "green", "yellow"], ("3\u00a0aktiviteter", "1\u00a0● 2\u00a0◊")),
        ([TITLE, STATUS, UNIT], ["green"], ("1\u00a0●", "1\u00a0aktivitet")),
        ([TITLE, TARGET, UNIT, STATUS], ["delayed"], ("1\u00a0aktivitet", "", "1\u00a0försenad")),
        ([TITLE, STATUS], ["planned", "planned"], ("2\u00a0planerade",)),
        ([TITLE, STATUS], ["delayed", "planned", "planned"], ("",)),
        ([TITLE, STATUS], ["green"] * 1_200, ("1\u00a0200\u00a0●",)),
        ([TITLE], ["green"], ()),
    ],
)
def test_a_group_says_how_many_it_has_and_how_many_of_each_status(
    columns: list[Column], members: list[str], cells: tuple[str, ...]
) -> None:
    assert told(columns, rows(columns, *members)) == cells


def test_items_are_called_what_the_wording_calls_them() -> None:
    found = of_items([TITLE, UNIT], rows([TITLE, UNIT], "green", "green"), "Insatser", ACTIVITIES, WORDS)
    assert found == ("2\u00a0insatser",)


def test_counts_have_their_sum() -> None:
    columns = [Column("Från", "status"), Column("Till", "status"), Column("Antal", "number")]
    assert of_counts(columns, [Row(("–", "Nya", 28)), Row(("Borta", "–", 2))]) == ("", "30")


def test_a_heading_has_a_cell_for_each_column_whoever_made_the_table() -> None:
    table = Table("x", "X", (TITLE, UNIT, STATUS), (Group("Vård", ()), Group("Stöd", (), ("1", "2", "3", "4"))))
    assert [table.heading_cells(group) for group in table.groups] == [("Vård", "", ""), ("Stöd", "1", "2")]


def test_no_table_of_the_sample_has_a_heading_that_says_another_number_than_its_rows() -> None:
    april = report_at_its_date(settings_for(SAMPLE, Tertial.APRIL, 2025).but(documents=("report",)))
    grouped = [
        (table, group) for table in april.tables.values() for group in table.groups if group.heading and table.note
    ]
    assert grouped
    for table, group in grouped:
        numbers = [int(part) for part in table.heading_cells(group)[-1].split() if part.isdigit()]
        assert sum(numbers) == len(group.rows)
