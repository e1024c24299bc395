"""Tables of money: read as they are kept, and every fault told with its cell."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables_support import grid

from rsplan.findings.finding import ExportError
from rsplan.language.swedish import digits
from rsplan.plan.economy import Economy
from rsplan.plan.period import Period, Tertial
from rsplan.understanding.economy import economy_of

RESULTS = ["Enhet", "Period", "Budget (Mkr)", "Utfall (Mkr)"]
MEASURES = ["Åtgärd", "Beslutsnivå", "År", "Planerad effekt (Mkr)", "Realiserad effekt (Mkr)"]
APRIL = Period(2025, Tertial.APRIL)


def economy(*rows: list[object]) -> Economy:
    return economy_of([grid([list(row) for row in rows])])


def deviations(*rows: list[object]) -> list[Decimal]:
    return [one.deviation for one in economy(*rows).results]


def test_budget_and_outcome_of_a_unit_have_their_cells() -> None:
    (one,) = economy(RESULTS, ["Regionstaben", "april 2025", "151,2", "143,1"]).results
    assert (one.unit, one.period, one.deviation) == ("Regionstaben", APRIL, Decimal("8.1"))
    assert [cell.cell for cell in one.cells] == ["C2", "D2"]


@pytest.mark.parametrize(
    ("head", "row", "deviation"),
    [
        (RESULTS, ["A", "2025-april", 100, 90.5], "9.5"),
        (RESULTS, ["A", "2025-T1", -100, -90.5], "9.5"),
        (RESULTS, ["A", "Tertial 1 2025", "100", "104"], "-4"),
        (["Verksamhet", "Tertial", "Budgetram, tkr", "Utfall tkr"], ["A", "apr 2025", "38 981", "38 000"], "0.981"),
        (["Enhet", "Period", "Budget", "Utfall"], ["A", "2025-april", "12 Mkr", "11 500 tkr"], "0.5"),
        ([*RESULTS, "Avvikelse (Mkr)"], ["A", "2025-april", "12,4", "10,1", "2,3"], "2.3"),
        ([*RESULTS, "Avvikelse (Mkr)"], ["A", "2025-april", "12,44", "10,11", "2,3"], "2.3"),
        ([*RESULTS, "Avvikelse (Mkr)"], ["A", "2025-april", "-12", "3", "15"], "15"),
        ([*RESULTS, "Kommentar"], ["A", "2025-april", 0, 0, "ny enhet"], "0"),
        (RESULTS, ["A", "2025-april", 0.30000000000000004, 0.1], "0.2"),
    ],
)
def test_a_deviation_is_what_is_left(head: list[object], row: list[object], deviation: str) -> None:
    assert deviations(head, row) == [Decimal(deviation)]


def test_titles_above_blank_rows_and_two_tables_are_read() -> None:
    rows = [["Ekonomi 2025", None], [None, None], RESULTS, [None] * 4, ["A", "2025-april", 10, 8]]
    book = grid([[*row, None, None, None][:4] for row in rows])
    other = grid([MEASURES, ["Inköp", "Tjänstepersonsnivå", 2025, "9,0", None]])
    found = economy_of([book, other])
    assert (len(found.results), len(found.measures)) == (1, 1)
    assert (found.measures[0].planned, found.measures[0].realised) == (9, None)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["Enhet", "Period", "Prognos"], ["A", "2025-april", 1]], "cell A1: tabellen saknar en rubrik"),
        ([[*RESULTS, "Prognos"], ["A", "2025-april", 1, 1, 1]], 'cell E1: rubriken "Prognos" är okänd'),
        ([[*RESULTS, "Enhet"], ["A", "2025-april", 1, 1, "A"]], 'cell E1: rubriken "Enhet" är okänd eller står två'),
        ([RESULTS, ["A", "2025-april", "cirka 5", 1]], 'cell C2: "cirka 5" är inget belopp'),
        ([RESULTS, ["A", "2025-april", "1.234", 1]], 'cell C2: "1.234" är inget belopp'),
        ([RESULTS, ["A", "2025-april", "5 %", 1]], 'cell C2: "5 %" är inget belopp'),
        ([RESULTS, ["A", "2025-april", "9" * 40, 1]], 'cell C2: "9+" är inget belopp'),
        ([RESULTS, ["A", "2025-april", 1, None]], "cell D2: cellen är tom"),
        ([RESULTS, [None, "2025-april", 1, 1]], "cell A2: cellen är tom"),
        ([["Enhet", "Period", "Budget", "Utfall"], ["A", "2025-april", 5, 1]], "cell C2: varken cellen eller rubriken"),
        ([RESULTS, ["A", "2025-april", 1, 1], ["a ", "apr 2025", 2, 2]], 'cell A3: "a" står redan .* cell A2'),
        ([RESULTS, ["A", "våren", 1, 1]], 'cell B2: "våren" är ingen period'),
        ([RESULTS, ["A", "2025", 1, 1]], 'cell B2: "2025" är ingen period'),
        ([RESULTS, ["A", "2025-april", 1, 1], ["Summa", "2025-april", 1, 1]], 'cell A3: "Summa" är en summa'),
        ([RESULTS, ["A", "2025-april", -1, 1]], "cell D2: tabellen har både positiva och negativa"),
        (
            [[*RESULTS, "Avvikelse (Mkr)"], ["A", "2025-april", 10, 8, 5]],
            "cell E2: avvikelsen 5 stämmer .* 2 Mkr",
        ),
        ([MEASURES, ["Inköp", "", "snart", 1, None]], 'cell C2: "snart" är inget år'),
        ([MEASURES, ["Inköp", "", 2025, 1, None], ["inköp", "", 2025, 1, None]], 'cell A3: "inköp" står redan'),
        ([["bara en text"]], "cell A1: tabellen saknar"),
    ],
)
def test_a_fault_stops_with_its_cell(rows: list[list[object]], said: str) -> None:
    width = max(map(len, rows))
    with pytest.raises(ExportError, match=said):
        economy(*([*row, *[None] * (width - len(row))] for row in rows))


@given(st.lists(st.tuples(st.decimals(0, 1000, places=1), st.decimals(0, 1000, places=1)), min_size=1, max_size=12))
@settings(max_examples=30, deadline=None)
def test_turning_every_sign_changes_no_deviation(pairs: list[tuple[Decimal, Decimal]]) -> None:
    def rows(sign: int) -> list[list[object]]:
        return [[f"E{at}", "2025-april", *(digits(sign * each) for each in pair)] for at, pair in enumerate(pairs)]

    assert deviations(RESULTS, *rows(1)) == deviations(RESULTS, *rows(-1))
    assert sum(deviations(RESULTS, *rows(1))) == sum(budget - outcome for budget, outcome in pairs)


def test_a_file_without_a_table_tells_nothing() -> None:
    assert economy_of([grid([[None, None]])]) == Economy()
