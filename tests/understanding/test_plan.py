"""From workbooks to a plan: every row accounted for, groups spelled alike, units of the project's part of the tree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st
from tables_support import VOCABULARY, UnitTree, aside, counts, grid

from rsplan.findings.catalogue import Severity
from rsplan.findings.finding import ExportError, RsplanError
from rsplan.plan.model import FIELDS, Kind, Plan
from rsplan.plan.period import Period, Tertial
from rsplan.reading.workbook import Doubt
from rsplan.understanding.plan import OUTSIDE_UNIT, assemble, empty_plan, examine, read_plan

Rows = Sequence[Sequence[object]]
ASSIGNMENTS = [["Uppdrag", "Målområde", "Status"], ["Korta köerna", "Vård", "Grön"], ["Bygga vägar", "Trafik", "Gul"]]
ACTIVITIES = [
    ["Aktivitet", "Enhet", "Status"],
    ["Utbilda", "HR", "Klar"],
    ["Mäta", "IT", "Pågår"],
    ["Ringa", "HR", "Försenad"],
]


def of(*tables: Rows, units: UnitTree | None = None) -> Plan:
    books = [grid(rows, file=f"{at}.xlsx") for at, rows in enumerate(tables)]
    return read_plan(books, VOCABULARY, units=units or UnitTree())


def test_an_empty_plan_has_every_column_and_no_row() -> None:
    for kind in Kind:
        frame = empty_plan().frame(kind)
        assert set(FIELDS[kind]) <= set(frame.columns)
        assert len(frame) == 0


@pytest.mark.parametrize("turned", [False, True])
def test_files_of_several_kinds_are_one_plan_in_any_order(turned: bool) -> None:
    plan = of(*([ACTIVITIES, ASSIGNMENTS] if turned else [ASSIGNMENTS, ACTIVITIES]))
    assert counts(plan, "assignments") == {"total": 2, "green": 1, "yellow": 1}
    assert counts(plan, "activities") == {"total": 3, "completed": 1, "ongoing": 1, "delayed": 1}


def test_every_item_knows_the_cell_that_it_came_from() -> None:
    plan = of(ASSIGNMENTS, ACTIVITIES)
    assert str(plan.address(Kind.ASSIGNMENTS, 1)) == "0.xlsx, blad Blad1, cell C3"
    assert str(plan.address(Kind.ACTIVITIES, 0, "unit")) == "1.xlsx, blad Blad1, cell B2"
    assert str(plan.address(Kind.ACTIVITIES, 2, "comment")) == "1.xlsx, blad Blad1, cell A4"


@pytest.mark.parametrize(
    ("names", "spelled"),
    [
        (["Vård", "vård", "Vård"], ["Vård"] * 3), (["VÅRD", "vård", "vård"], ["vård"] * 3), (["Vård", "Vard", "Vård"],
        ["Vård", "Vard", "Vård"]),
        (["Nära vård", "Nära\u00a0vård", "Nära vård "], ["Nära vård"] * 3),
    ],
)  # fmt: skip
def test_a_group_is_spelled_as_most_rows_spell_it(names: list[str], spelled: list[str]) -> None:
    rows = [ASSIGNMENTS[0], *([f"Uppdrag {at}", name, "Grön"] for at, name in enumerate(names))]
    assert list(of(rows).assignments["goal_area"]) == spelled


UNITS = [
    ["Aktivitet", "Enhet", "Status"], ["Utbilda", "Staben > HR", "Klar"], ["Mäta", "Staben > IT", "Pågår"],
    ["Ringa", "Trafik", "Klar"],
    ["Köra", "Trafik > HR", "Klar"],
]  # fmt: skip


@pytest.mark.parametrize(
    ("root", "titles"),
    [("", ["Utbilda", "Mäta", "Ringa", "Köra"]), ("Staben", ["Utbilda", "Mäta"]), ("trafik", ["Ringa", "Köra"]),
    ("Staben > HR", ["Utbilda"])],
)  # fmt: skip
def test_a_project_of_a_unit_counts_its_part_of_the_tree(root: str, titles: list[str]) -> None:
    plan = of(UNITS, units=UnitTree(root))
    assert list(plan.activities["title"]) == titles
    assert sum(aside(plan).values()) == 4 - len(titles)
    assert all(reason == f"{OUTSIDE_UNIT} {root}" for reason in aside(plan))


def test_a_unit_that_no_export_has_stops_with_those_that_there_are() -> None:
    with pytest.raises(RsplanError, match="HR"):
        of(UNITS, units=UnitTree("Skolan"))


def test_units_of_one_name_are_told_apart_by_their_way() -> None:
    plan = of(UNITS)
    assert list(plan.activities["unit"]) == ["Staben > HR", "IT", "Trafik", "Trafik > HR"]
    assert list(plan.activities["unit_path"]) == ["Staben > HR", "Staben > IT", "Trafik", "Trafik > HR"]


def test_what_the_two_readers_disagree_on_stops_only_where_a_count_depends_on_it() -> None:
    for (row, column), stops in {(1, 2): True, (1, 0): True, (0, 2): True, (9, 5): False}.items():
        doubt = Doubt("Blad1", row, column, "Grön", "Gul", "läsarna ser olika värden")
        book = grid(ASSIGNMENTS, doubts=(doubt,))
        if stops:
            with pytest.raises(ExportError, match="Gul"):
                read_plan([book], VOCABULARY)
        else:
            assert counts(read_plan([book], VOCABULARY), "assignments")["total"] == 2


def test_findings_come_in_the_order_of_their_weight_and_errors_stop_with_all_of_them() -> None:
    bad = [["Uppdrag", "Vår bild", "Deras bild"], ["a", "Grön", "Gul"], ["b", "Gul", "Grön"], ["c", "Röd", "Grön"]]
    books = [grid(bad, file="a.xlsx"), grid(ASSIGNMENTS, file="b.xlsx")]
    with pytest.raises(ExportError) as stopped:
        read_plan(books, VOCABULARY)
    weights = [entry.severity for entry in stopped.value.findings]
    order = [Severity.ERROR, Severity.WARNING, Severity.INFO]
    assert weights == sorted(weights, key=order.index)
    whatever = assemble([examine(book, VOCABULARY) for book in books], VOCABULARY)
    assert set(map(str, whatever.findings)) == set(map(str, stopped.value.findings))


@pytest.mark.parametrize("title", ["Uppföljning per april 2025", "T1 2025"])
def test_the_period_is_the_runs_or_what_the_files_tell(title: str) -> None:
    rows = [[title, None, None], [None], *ASSIGNMENTS]
    padded = [[*row, *[None] * (3 - len(row))] for row in rows]
    plan = read_plan([grid(padded)], VOCABULARY)
    assert plan.period == Period(2025, Tertial.APRIL)
    assert plan.told == (2025, Tertial.APRIL)
    assert read_plan([grid(ASSIGNMENTS)], VOCABULARY, Period(2024, Tertial.AUGUSTI)).period == Period(
        2024, Tertial.AUGUSTI
    )


ITEMS = st.lists(
    st.tuples(st.sampled_from(["Köer", "Vägar", "Hälsa", "Skola", "Trafik"]), st.sampled_from(["Vård", "Väg", ""]),
              st.sampled_from(["Grön", "Gul", "Röd", ""])),
    min_size=1, max_size=7,
)  # fmt: skip


@examples(25)
@given(ITEMS, st.integers(0, 2), st.lists(st.sampled_from(["", "Summa"]), max_size=2))
def test_every_row_below_a_header_is_counted_or_set_aside_once(
    rows: list[tuple[str, ...]], above: int, below: list[str]
) -> None:
    table = [*[["", "", ""]] * above, ASSIGNMENTS[0], *rows, *([text, "", ""] for text in below)]
    plan = of([[cell or None for cell in row] for row in table])
    (ledger,) = plan.ledgers
    assert ledger.balances
    assert ledger.counted == len(plan.assignments)
    assert ledger.header_row == above + 1
    gone = [row for entry in ledger.set_aside for row in entry.rows]
    assert len(set(gone)) == len(gone)
    assert set(gone).isdisjoint(plan.assignments["row"])


@examples(15)
@given(ITEMS, st.integers(0, 7))
def test_a_table_cut_in_two_files_is_the_same_plan(rows: list[tuple[str, ...]], at: int) -> None:
    rows = [(f"{title} {number}", "Vård", status) for number, (title, _, status) in enumerate(rows)]
    whole = of([ASSIGNMENTS[0], *rows])
    parts = [part for part in (rows[: at % (len(rows) + 1)], rows[at % (len(rows) + 1) :]) if part]
    cut = of(*([ASSIGNMENTS[0], *part] for part in parts))
    assert Counter(zip(cut.assignments["title"], cut.assignments["status"], strict=True)) == Counter(
        zip(whole.assignments["title"], whole.assignments["status"], strict=True)
    )
