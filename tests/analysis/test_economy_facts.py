"""Money as facts and as a sentence."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace
from tables_support import VOCABULARY, grid

from rsplan.analysis.economy_facts import deviation_sentences, economy_facts
from rsplan.analysis.facts import Fact, facts_by_id, written
from rsplan.plan.period import Period, Tertial
from rsplan.report.economy_tables import economy_tables
from rsplan.understanding.economy import economy_of
from rsplan.understanding.plan import empty_plan

RESULTS = ["Enhet", "Period", "Budget (Mkr)", "Utfall (Mkr)"]
MEASURES = ["Åtgärd", "Beslutsnivå", "År", "Planerad effekt (Mkr)", "Realiserad effekt (Mkr)"]


def plan_of(*rows: list[object]):
    return replace(empty_plan(), economy=economy_of([grid(list(rows))]), period=Period(2025, Tertial.APRIL))


def facts_of(*rows: list[object]) -> dict[str, Fact]:
    return facts_by_id(economy_facts(plan_of(*rows), VOCABULARY))


def test_units_add_up_to_the_board_in_its_period_only() -> None:
    rows = [["Stab", "2025-april", 100, "90,5"], ["stab.", "2025-april", 50, 52], ["Stab", "2025-augusti", 1, 1]]
    facts = facts_of(RESULTS, *rows)
    assert {name: written(fact) for name, fact in facts.items() if name.endswith("deviation")} == {
        "economy.deviation": "7,5\u00a0Mkr",
        "economy.by_unit.stab.deviation": "9,5\u00a0Mkr",
        "economy.by_unit.stab_2.deviation": "−2\u00a0Mkr",
    }
    assert [cell.cell for cell in facts["economy.budget"].cells] == ["C2", "C3"]


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("74", "en positiv budgetavvikelse på 26\u00a0miljoner kronor"),
        ("104,5", "en negativ budgetavvikelse på 4,5\u00a0miljoner kronor"),
        ("100", "ingen budgetavvikelse"),
    ],
)
def test_a_deviation_is_said_with_its_sign(outcome: str, said: str) -> None:
    facts = facts_of(RESULTS, ["Stab", "2025-april", 100, outcome])
    facts |= {f"previous.{name}": replace(fact, id=f"previous.{name}") for name, fact in facts.items()}
    found = deviation_sentences(facts, ["previous", "year_before"], VOCABULARY)
    assert {name: sentence.text for name, sentence in found.items()} == {
        "budget_deviation": said, "previous.budget_deviation": said,
    }  # fmt: skip


def test_without_a_told_economy_nothing_is_said() -> None:
    assert deviation_sentences({}, ["previous"], VOCABULARY) == {}
    assert not list(economy_facts(empty_plan(), VOCABULARY))


def test_measures_add_up_a_year_and_a_level_and_realised_only_where_all_are_told() -> None:
    rows = [
        ["Praktikplatser", "Politisk nivå", 2025, "0,5", "0,4"], ["Inköp", "Tjänstepersonsnivå", 2025, "9,0", "3,1"],
        ["Inköp", "Tjänstepersonsnivå", 2026, "15,0", None], ["Kontor", "Tjänstepersonsnivå", 2026, "1,5", "1"],
    ]  # fmt: skip
    facts = facts_of(MEASURES, *rows)
    shown = {name.removeprefix("economy.measures."): fact.value for name, fact in facts.items()}
    assert shown == {
        "year_2025.planned": Decimal("9.5"), "year_2025.realised": Decimal("3.5"), "year_2026.planned": Decimal("16.5"),
        "by_level.politisk_niva.year_2025.planned": Decimal("0.5"),
        "by_level.politisk_niva.year_2025.realised": Decimal("0.4"),
        "by_level.tjanstepersonsniva.year_2025.planned": 9,
        "by_level.tjanstepersonsniva.year_2025.realised": Decimal("3.1"),
        "by_level.tjanstepersonsniva.year_2026.planned": Decimal("16.5"),
    }  # fmt: skip


def test_the_table_of_measures_has_each_levels_sum_and_all() -> None:
    rows = [["A", "Politisk", 2025, "0,5", None], ["A", "Politisk", 2026, "2,0", None], ["B", "", 2026, "1,0", None]]
    plan = plan_of(MEASURES, *rows)
    table, units = economy_tables(plan, facts_by_id(economy_facts(plan, VOCABULARY)), VOCABULARY)
    assert [column.heading for column in table.columns] == ["Åtgärd", "2025", "2026"]
    assert [row.cells for row in table.rows] == [("A", "0,5", "2"), ("Summa politisk", "0,5", "2"), ("B", "", "1")]
    assert table.total is not None
    assert table.total.cells == ("Summa", "0,5", "3")
    assert (units.columns, units.total) == ((), None)
