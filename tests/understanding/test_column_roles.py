"""The roles of all columns are one decision: each remembers its rule, and no order of the columns changes it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest
from tables_support import VOCABULARY, grid

from rsplan.plan.period import Period, Tertial
from rsplan.understanding.plan import examine

NAMES = ["Korta köerna", "Bygga vägar", "Stärka hälsan", "Måla taken"]
COLOURS = ["Grön", "Gul", "Grön", "Röd"]
Columns = dict[str, Sequence[object]]


def roles(columns: Columns, period: Period | None = None) -> dict[str, tuple[str, str]]:
    """What each heading was taken for, and by which rule."""
    rows = [list(columns), *map(list, zip(*columns.values(), strict=True))]
    table, _ = examine(grid(rows), VOCABULARY, period).tables[0]
    named = {at: str(field) for field, at in table.header.columns.items()}
    return {table.header.texts[at]: (field, table.decided_by.get(at, "")) for at, field in named.items()}


@pytest.mark.parametrize(
    ("columns", "heading", "role"),
    [
        ({"Uppdrag": NAMES, "Status": COLOURS}, "Status", ("status", "")),
        ({"Uppdrag": NAMES, "Hur går det": COLOURS}, "Hur går det", ("status", "statusorden i kolumnen")),
        ({"Kortsiktiga nyckeltal": NAMES, "Status": COLOURS}, "Kortsiktiga nyckeltal",
         ("title", "rubrikens delar och namnen under den")),
        ({"Nyckeltal": NAMES, "Mål": ["12", "14", "9", "3"], "Status": COLOURS}, "Mål",
         ("target", "talen under rubriken")),
        ({"Mål": NAMES, "Enhet": ["HR", "IT"] * 2, "Status": COLOURS}, "Mål",
         ("title", "namnen under rubriken, som ingen annan kolumn har")),
        ({"Uppdrag": NAMES, "Ansv. enhet": ["HR", "IT"] * 2, "Status": COLOURS}, "Ansv. enhet",
         ("unit", "rubrikens delar och det som står under den")),
        ({"Uppdrag": NAMES, "Status T1": COLOURS, "Status T2": COLOURS[::-1]}, "Status T1",
         ("status", "rubriken och körningens period")),
    ],
)  # fmt: skip
def test_each_column_remembers_what_decided_it_in_every_order(
    columns: Columns, heading: str, role: tuple[str, str]
) -> None:
    for order in permutations(columns):
        found = roles({head: columns[head] for head in order}, Period(2025, Tertial.APRIL))
        assert found[heading] == role, order
