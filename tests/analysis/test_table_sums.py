"""Sums in tables: found by their labels, added up, and told apart from rounding."""

from __future__ import annotations

from functools import cache

import pytest
from conftest import SAMPLE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rsplan.analysis.table_sums import SumOutcome, stated_sums, twice_stated
from rsplan.plan.grids import DocumentTables, Grid
from rsplan.runs.plan_document import read_plan_document


def tables(*texts: str, paragraphs: tuple[str, ...] = ()) -> DocumentTables:
    """Tables written as lines, with a bar between the cells."""
    grids = []
    for text in texts:
        rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
        width = max(map(len, rows))
        whole = tuple(tuple(row + [""] * (width - len(row))) for row in rows)
        places = tuple(tuple(f"{line},{column}" for column in range(width)) for line in range(len(rows)))
        grids.append(Grid("", whole, places))
    return DocumentTables("prov", tuple(grids), tuple((f"stycke {at}", text) for at, text in enumerate(paragraphs)))


@cache
def decided_plan(ending: str) -> DocumentTables:
    return read_plan_document(SAMPLE / "plan" / f"plan-2025.{ending}")


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_the_plan_of_2025_adds_up_but_for_2027(ending: str) -> None:
    found = stated_sums(decided_plan(ending))
    by_label: dict[str, list[str]] = {}
    for one in found:
        by_label.setdefault(one.label, []).append(str(one.stated))
    assert by_label["Total effekter regionstyrelsen"] == ["20,8", "29,9", "36,7"]
    assert by_label["Totalt"] == ["38\u00a0981"]
    assert by_label["Total nettobudgetram regionstyrelsen"] == ["2\u00a0181\u00a0766 tkr"]
    wrong = [one for one in found if one.outcome is not SumOutcome.AGREES]
    assert [(str(one.stated), one.added_text, one.outcome) for one in wrong] == [("36,7", "35,7", SumOutcome.DIFFERS)]


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_the_elected_members_are_said_twice_with_a_rounding_apart(ending: str) -> None:
    (found,) = twice_stated(decided_plan(ending))
    assert (found.label, str(found.said), str(found.other)) == ("förtroendemannabudget", "−4,4", "−4,3")
    assert found.outcome is SumOutcome.ROUNDING


CASES = {
    "en summa som stämmer": ("A | 1\nB | 2\nSumma | 3", ["agrees"]),
    "en summa som är fel": ("A | 1\nB | 2\nTotalt | 4", ["differs"]),
    "hela miljoner kan vara avrundade": ("Mkr | 2025\nA | 1\nB | 2\nSumma | 4", ["rounding"]),
    "men inte hur mycket som helst": ("Mkr | 2025\nA | 1\nB | 2\nSumma | 6", ["differs"]),
    "avrundade delar": ("A | 1,4\nB | 2,4\nC | 3,4\nSumma | 7", ["rounding"]),
    "delsummor och en summa av dem": (
        "A | 1\nB | 2\nSumma ett | 3\nC | 4\nD | 5\nSumma två | 9\nTotalt | 12",
        ["agrees"] * 3,
    ),
    "en slutsumma över allt": ("A | 1\nB | 2\nSumma ett | 3\nC | 4\nD | 5\nTotalt | 12", ["agrees"] * 2),
    "år i rubriken räknas inte": ("Åtgärd | 2025 | 2026\nA | 1 | 2\nB | 3 | 4\nSumma | 4 | 6", ["agrees"] * 2),
    "ett tal som ser ut som ett år": ("A | 10\nB | 2000\nSumma | 2010", ["agrees"]),
    "en av tre kolumner fel": ("A | 1 | 1 | 1\nB | 2 | 2 | 2\nTotalt | 3 | 3 | 9", ["agrees", "agrees", "differs"]),
    "summa i sidled": ("Enhet | Plan | Klart | Summa\nA | 1 | 2 | 3\nB | 4 | 5 | 8", ["agrees", "differs"]),
    "ett netto i sidled": (
        "Enhet | In | Ut | Netto\nA | 5 | -2 | 3\nB | 4 | -1 | 3\nC | 1 | 1 | 3",
        ["agrees"] * 2 + ["differs"],
    ),
    "procent summeras inte": ("A | 20 %\nB | 30 %\nTotalt | 25 %", []),
    "tusental och minus": ("A | 1 200\nB | −200\nSumma | 1 000", ["agrees"]),
    "ord som börjar på total": ("Totalförsvar | 3\nA | 1\nB | 2", []),
    "en ensam rad som heter summa": ("Summa | 3", []),
    "tomma celler": ("A | 1 | \nB | | 2\nSumma | 1 | 2", ["agrees"] * 2),
}


@pytest.mark.parametrize("case", CASES)
def test_a_table_is_added_up(case: str) -> None:
    text, expected = CASES[case]
    assert [one.outcome.value for one in stated_sums(tables(text))] == expected


def test_a_list_of_amounts_leaves_out_what_is_part_of_another() -> None:
    lines = ("Staben 100 tkr varav 20 tkr avser stöd samt lokaler 50 tkr", "Vården 300 tkr", "Totalt nämnden: 450 tkr")
    (found,) = stated_sums(tables(paragraphs=lines))
    assert found.outcome is SumOutcome.AGREES
    (found,) = stated_sums(tables(paragraphs=(*lines[:2], "Totalt nämnden: 470 tkr")))
    assert (found.outcome, found.added_text) == (SumOutcome.DIFFERS, "450")


ROW = st.tuples(*[st.integers(-999, 999)] * 3)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ROW, min_size=2, max_size=6), st.integers(0, 2), st.integers(1, 500))
def test_one_changed_figure_is_always_told(rows: list[tuple[int, int, int]], column: int, change: int) -> None:
    sums = [sum(values) for values in zip(*rows, strict=True)]
    lines = [f"Rad {at} | " + " | ".join(map(str, row)) for at, row in enumerate(rows)]
    right = stated_sums(tables("\n".join([*lines, "Summa | " + " | ".join(map(str, sums))])))
    assert all(one.outcome is SumOutcome.AGREES for one in right)
    sums[column] += change
    wrong = stated_sums(tables("\n".join([*lines, "Summa | " + " | ".join(map(str, sums))])))
    assert [one.place for one in wrong if one.outcome is not SumOutcome.AGREES] == [f"{len(rows)},{column + 1}"]
