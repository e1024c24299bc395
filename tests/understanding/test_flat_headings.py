"""Headings of a flattened tree: a parent and its child on one row, each with its own name and status."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tables_support import VOCABULARY, counts, grid

from rsplan.plan.model import Plan
from rsplan.understanding.header_rows import find_headers
from rsplan.understanding.plan import read_plan

ROWS = [["Köer", "Grön", "Anställa", "Klar"], ["Köer", "Grön", "Ringa", "Pågår"], ["Vägar", "Röd", "Gräva", "Försenad"]]


def plan_of(head: Sequence[str], rows: Sequence[Sequence[object]] = ROWS) -> Plan:
    return read_plan([grid([head, *rows])], VOCABULARY)


@pytest.mark.parametrize(
    "head",
    [
        ["Uppdrag", "Status", "Aktivitet", "Status"], ["Uppdrag", "Uppdragets status", "Aktivitet", "Aktivitetsstatus"],
        ["Uppdragets namn", "Status uppdrag", "Aktivitet", "Status aktivitet"],
        ["Uppdrag", "Bedömning", "Aktiviteter", "Aktivitetens status"],
    ],
)  # fmt: skip
def test_two_kinds_on_a_row_with_a_status_each_are_two_items(head: list[str]) -> None:
    plan = plan_of(head)
    assert counts(plan, "assignments") == {"total": 2, "green": 1, "red": 1}
    assert counts(plan, "activities") == {"total": 3, "completed": 1, "ongoing": 1, "delayed": 1}
    assert list(plan.activities["parent"]) == ["Köer", "Köer", "Vägar"]


@pytest.mark.parametrize(
    "head",
    [
        ["Uppdrag", "Enhet", "Aktivitet", "Status"],
        ["Målområde", "Enhet", "Aktivitet", "Status"],
        ["Aktivitet", "Status", "Kommentar", "Ägare"],
    ],
)
def test_one_status_on_a_row_is_that_of_the_most_specific_kind(head: list[str]) -> None:
    columns = [list(row) for row in zip(*[head, *([row[0], "HR", row[2], row[3]] for row in ROWS)], strict=True)]
    (header,) = find_headers(columns, VOCABULARY)
    assert not header.view


def test_a_plain_property_belongs_to_the_kind_named_nearest_to_its_left() -> None:
    head = ["Uppdrag", "Status", "Kommentar", "Aktivitet", "Status", "Kommentar"]
    rows = [
        ["Köer", "Grön", "om kön", "Anställa", "Klar", "om anställning"],
        ["Vägar", "Röd", "om vägen", "Gräva", "Försenad", "om grävning"],
    ]
    plan = plan_of(head, rows)
    assert list(plan.assignments["comment"]) == ["om kön", "om vägen"]
    assert list(plan.activities["comment"]) == ["om anställning", "om grävning"]
