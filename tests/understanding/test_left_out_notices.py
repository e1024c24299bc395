"""An export that says of itself that rows are missing is not taken for whole."""

from __future__ import annotations

import pytest
from tables_support import VOCABULARY, cells, counts, grid

from rsplan.understanding.left_out_notices import tells_rows_left_out
from rsplan.understanding.plan import read_plan

TOLD = [
    "Exporterade data överskred den tillåtna volymen. Vissa data kan ha utelämnats.",
    "Exported data exceeded the allowed volume. Some data may have been omitted.",
    "Antalet poster överskrider maxgränsen 500.", "Resultatet har begränsats till 1 000 rader.",
    "Vissa rader har utelämnats på grund av storleken", "Visar 1–50 av 210", "Visar 1-50 av totalt 210 träffar",
    "Endast de första 100 raderna visas", "Posterna kapades vid 5000.",
]  # fmt: skip
NOT_TOLD = [
    "Visar 1–210 av 210", "Inga rader har fallit", "Sida 1 av 3", "Antal rader: 12", "Utskriven 2025-05-02",
    "Begränsa kostnaderna till 100 miljoner", "Data ska delas mellan regionerna", "Öka antalet utelämnade prover",
    "Filter: Enhet är Vården", "Budgeten överskreds", "Visar hur vi når 3 av 5 mål",
]  # fmt: skip


@pytest.mark.parametrize("text", TOLD)
def test_a_notice_of_missing_rows_is_known(text: str) -> None:
    assert tells_rows_left_out(text)


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_only_sounds_like_a_notice_is_none(text: str) -> None:
    assert not tells_rows_left_out(text)


@pytest.mark.parametrize("gap", [0, 1])
def test_a_notice_below_the_items_is_no_item_and_a_warning(gap: int) -> None:
    rows = [["Uppdrag", "Status"], ["A", "Grön"], ["B", "Gul"], ["C", "Röd"], *[[None, None]] * gap, [TOLD[0], None]]
    plan = read_plan([grid(rows)], VOCABULARY)
    assert counts(plan, "assignments") == {"total": 3, "green": 1, "yellow": 1, "red": 1}
    assert cells(plan, "RSP155") == [f"A{5 + gap}"]


def test_a_notice_on_a_sheet_of_its_own_or_above_the_table_is_a_warning() -> None:
    plan = read_plan([grid([[TOLD[5], None], [None, None], ["Uppdrag", "Status"], ["A", "Grön"]])], VOCABULARY)
    assert cells(plan, "RSP155") == ["A1"]
