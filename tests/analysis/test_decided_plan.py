"""What a decided plan says in its tables, whatever they are headed and wherever in a table the headings stand."""

from __future__ import annotations

import pytest
from tables_support import VOCABULARY

from rsplan.analysis.decided_plan import DecidedItem, decided_items
from rsplan.plan.grids import Grid
from rsplan.plan.model import Kind


def table(*rows: tuple[str, ...], heading: str = "") -> Grid:
    places = tuple(tuple(f"r{at}k{to}" for to in range(len(row))) for at, row in enumerate(rows, 1))
    return Grid(heading, rows, places)


def items(*rows: tuple[str, ...]) -> list[DecidedItem]:
    return decided_items([table(*rows)], VOCABULARY)


@pytest.mark.parametrize(
    ("head", "kind", "horizon"),
    [
        (("Uppdrag", "Beslutat av"), Kind.ASSIGNMENTS, ""), (("Uppdrag", "Uppdragsgivare"), Kind.ASSIGNMENTS, ""),
        (("Nyckeltal", "Målvärde"), Kind.INDICATORS, "short_term"),
        (("Nyckeltal", "Målvärde 2025"), Kind.INDICATORS, "short_term"),
        (("Kortsiktiga nyckeltal", "Målvärde"), Kind.INDICATORS, "short_term"),
        (("Långsiktiga nyckeltal", "Målvärde"), Kind.INDICATORS, "long_term"),
        (("Finansiella mål", "Målvärde"), Kind.INDICATORS, "financial"),
        (("Finansiella nyckeltal", "Målvärde"), Kind.INDICATORS, "financial"),
    ],
)  # fmt: skip
def test_a_row_of_headings_names_a_kind_beside_what_is_said_of_it(
    head: tuple[str, ...], kind: Kind, horizon: str
) -> None:
    (found,) = items(head, ("Korta köerna", "80 %"))
    assert (found.kind, found.title, found.horizon, found.place) == (kind, "Korta köerna", horizon, "r2k0")


@pytest.mark.parametrize(
    "rows",
    [
        [("Aktivitet", "Beslutat av"), ("Utbilda", "RF")], [("Uppdrag", "Nyckeltal", "Målvärde"), ("a", "b", "c")],
        [("Uppdrag", "Något"), ("Korta köerna", "x")], [("Korta köerna", "RF")], [("Uppdrag", "Beslutat av")],
        [("Uppdrag", "Beslutat av"), ("Summa", "3")], [("Uppdrag", "Beslutat av"), ("Totalt", "3"), (" ", "")], [],
    ],
    ids=["activities", "two kinds", "nothing said", "no headings", "no rows", "a sum", "a total", "nothing"],
)  # fmt: skip
def test_what_no_heading_tells_is_no_item(rows: list[tuple[str, ...]]) -> None:
    assert items(*rows) == []


def test_headings_hold_until_the_next_in_the_same_table() -> None:
    found = items(
        ("Målområde 1", "", ""), ("Uppdrag", "Beslutat av", ""), ("Korta köerna", "RF", ""), ("Bygga vägar", "RS", ""),
        ("Nyckeltal", "Målvärde", "Typ"), ("Köer", "80 %", "Långsiktigt"), ("Hälsa", " 7 ", ""),
    )  # fmt: skip
    assert [(each.kind, each.title, each.decided_by, each.target, each.target_place) for each in found] == [
        (Kind.ASSIGNMENTS, "Korta köerna", "RF", "", ""), (Kind.ASSIGNMENTS, "Bygga vägar", "RS", "", ""),
        (Kind.INDICATORS, "Köer", "", "80 %", "r6k1"), (Kind.INDICATORS, "Hälsa", "", "7", "r7k1"),
    ]  # fmt: skip
    assert [each.horizon for each in found] == ["", "", "Långsiktigt", "short_term"]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_order_of_columns_changes_nothing_of_what_is_said(order: tuple[int, ...]) -> None:
    rows = [("Nyckeltal", "Målvärde", "Id"), ("Köer", "80 %", "N1"), ("Hälsa", "7", "N2")]
    turned = [tuple(row[at] for at in order) for row in rows]
    assert [(each.title, each.target, each.key) for each in items(*turned)] == [
        ("Köer", "80 %", "N1"), ("Hälsa", "7", "N2"),
    ]  # fmt: skip


def test_a_heading_of_one_table_says_nothing_of_the_next() -> None:
    first, second = table(("Uppdrag", "Beslutat av"), ("Korta köerna", "RF")), table(("Bygga vägar", "RS"))
    assert [each.title for each in decided_items([first, second], VOCABULARY)] == ["Korta köerna"]
