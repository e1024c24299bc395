"""The roles of all columns are one decision: each remembers its rule, and no order of the columns changes it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st
from tables_support import VOCABULARY, counts, grid

from rsplan.findings import codes
from rsplan.findings.finding import ExportError
from rsplan.plan.period import Period, Tertial
from rsplan.understanding.plan import examine, read_plan

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
        ({"Uppdrag": NAMES, "Ljuset": COLOURS}, "Ljuset", ("status", "statusorden i kolumnen")),
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


# --- What stands beside the names and the statuses changes no figure, in no order ---------------------------------

BESIDE: Columns = {
    "Enhet": ["HR", "IT"] * 2,
    "Målområde": ["Hälsa", "Hälsa", "Klimat", "Klimat"],
    "Ansvarig": ["enhetschef"] * 4,
    "Startdatum": ["2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01"],
    "Id": ["A1", "A2", "A3", "A4"],
    "Kommentar": [f"Gruppen har träffats {times} gånger i vår" for times in ("två", "tre", "fyra", "fem")],
    "Prioritet": ["Hög", "Låg"] * 2,
    "Prognos helår": ["Gul", "Grön", "Grön", "Grön"],
    "Status föregående period": ["Röd", "Röd", "Gul", "Röd"],
    "Trend": ["↑", "→", "↓", "→"],
    "Genomfört": ["Ja", "Nej"] * 2,
}
RIVALS: Columns = {"Ekonomi": ["Gul", "Gul", "Röd", "Grön"], "Färg": ["Röd", "Gul", "Röd", "Gul"]}
SURELY_BESIDE = {"Enhet", "Målområde", "Ansvarig", "Startdatum", "Id", "Kommentar", "Prognos helår"}
MAIN = st.tuples(
    st.sampled_from(["Uppdrag", "Nämndens uppdrag", "Resultatmål", "Löfte"]),
    st.sampled_from(["Status", "Läge", "Nulägesbedömning", "Status T1 2025", "Hur går det"]),
)


@examples(60)
@given(MAIN, st.sets(st.sampled_from([*BESIDE, *RIVALS]), max_size=6), st.randoms(use_true_random=False))
def test_a_table_is_read_right_in_every_order_of_its_columns_or_refused(
    main: tuple[str, str], beside: set[str], chance: st.DataObject
) -> None:
    name, status = main
    columns = {name: NAMES, status: COLOURS} | {head: (BESIDE | RIVALS)[head] for head in sorted(beside)}
    order = list(columns)
    chance.shuffle(order)  # type: ignore[attr-defined]
    rows = [order, *map(list, zip(*(columns[head] for head in order), strict=True))]
    figures = figures_or_refusal(rows)
    assert figures in (None, {"total": 4, "green": 2, "yellow": 1, "red": 1})
    assert figures or not (name == "Uppdrag" and status == "Status" and beside <= SURELY_BESIDE)


def figures_or_refusal(rows: Sequence[Sequence[object]]) -> dict[str, int] | None:
    """The figures of the assignments, None where the table is refused."""
    try:
        return counts(read_plan([grid(rows)], VOCABULARY, Period(2025, Tertial.APRIL)), "assignments")
    except ExportError:
        return None


def test_goals_are_not_taken_for_names_where_another_column_has_better_ones() -> None:
    goals = ["Hälsa för alla", "Grön region", "Hälsa för alla", "Trygghet"]
    columns: Columns = {"Löfte": NAMES, "Mål": goals, "Status": COLOURS, "Enhet": ["HR", "IT"] * 2}
    for order in permutations(columns):
        rows = [list(order), *map(list, zip(*(columns[head] for head in order), strict=True))]
        with pytest.raises(ExportError) as refused:
            read_plan([grid(rows)], VOCABULARY)
        (told,) = (found for found in refused.value.findings if found.code == codes.COLUMNS_EQUALLY_LIKELY)
        assert '"Löfte" = "uppdrag"' in f"{told.hint}"
        assert '"Mål" = "uppdrag"' in f"{told.hint}"


def test_a_status_word_may_be_a_heading_beside_that_of_the_statuses() -> None:
    columns: Columns = {"Nämndens uppdrag": NAMES, "Läge": COLOURS, "Enhet": ["HR", "IT"] * 2, "Genomfört": ["Ja"] * 4}
    assert roles(columns)["Nämndens uppdrag"][0] == "title"
    assert roles(columns)["Läge"][0] == "status"
