"""A pivot beside, above or below a table is none of its columns or rows, and is told."""

from __future__ import annotations

import pytest
from tables_support import VOCABULARY, cells, codes, counts, grid

from rsplan.understanding.plan import read_plan

ITEMS = [["Aktivitet", "Status"], ["Korta köerna", "Pågår"], ["Resa mindre", "Klar"], ["Cykla mer", "Klar"]]


def beside(pivot: list[list[object]], gap: int = 1, down: int = 0) -> list[list[object]]:
    height = max(len(ITEMS) + down, len(pivot))
    left = [[None, None]] * down + ITEMS
    width = max(map(len, pivot))
    pad = [*[row + [None] * (width - len(row)) for row in pivot], *[[None] * width] * (height - len(pivot))]
    return [[*(left[at] if at < len(left) else [None, None]), *[None] * gap, *pad[at]] for at in range(height)]


PLAIN = [["Radetiketter", "Antal av Status"], ["Klar", 2], ["Pågår", 1], ["Totalsumma", 3]]
TALL = [["Row Labels", "Count of Status"], *[[f"Enhet {at}", at] for at in range(1, 9)], ["Grand Total", 36]]
TABULAR = [["Status", "Antal av Status"], ["Klar", 2], ["Pågår", 1]]
FOOTED = [["Läget", "Antal av Aktivitet"], ["Klar", 2], ["Pågår", 1], ["Totalsumma", 3]]
WIDE = [["Enhet", "(Alla)"], [], ["Antal av Aktivitet", "Kolumnetiketter"],
        ["Radetiketter", "Klar", "Pågår", "Totalsumma"],
        ["Norr", 1, None, 1], ["Syd", 1, 1, 2], ["Totalsumma", 2, 1, 3]]  # fmt: skip


@pytest.mark.parametrize("pivot", [PLAIN, TALL, TABULAR, FOOTED])
@pytest.mark.parametrize("gap", [0, 1, 2])
def test_a_pivot_right_of_a_table_is_set_aside_and_told(pivot: list[list[object]], gap: int) -> None:
    plan = read_plan([grid(beside(pivot, gap))], VOCABULARY)
    assert counts(plan, "activities") == {"total": 3, "ongoing": 1, "completed": 2}
    assert (codes(plan), cells(plan, "RSP581")) == (["RSP581"], [f"{'CDE'[gap]}1"])


def test_what_stands_above_a_pivot_goes_with_it() -> None:
    plan = read_plan([grid(beside(WIDE, down=3))], VOCABULARY)
    assert (counts(plan, "activities")["total"], codes(plan), cells(plan, "RSP581")) == (3, ["RSP581"], ["D4"])


def test_a_pivot_above_or_below_a_table_is_set_aside() -> None:
    for rows in ([*PLAIN, [None, None], *ITEMS], [*ITEMS, [None, None], *PLAIN]):
        plan = read_plan([grid(rows)], VOCABULARY)
        assert (counts(plan, "activities")["total"], codes(plan)) == (3, ["RSP581"])


def test_a_column_that_begins_as_a_measure_does_is_read_as_before() -> None:
    rows = [["Nyckeltal", "Antal av invånare", "Status"], ["Antal bad", 12, "Grön"], ["Antal resor", 30, "Gul"]]
    plan = read_plan([grid(rows)], VOCABULARY)
    assert (counts(plan, "indicators")["total"], cells(plan, "RSP581")) == (2, [])
