"""A table as it was written beside what it would be today: which row is which, which column is which."""

from __future__ import annotations

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.documents.living.table_pairs import (
    as_written,
    column_of,
    order_of,
    partners,
    says_otherwise,
    widened,
    with_old_columns,
    without,
)
from rsplan.documents.word.evidence import RowRecord, TableRecord

HEADER = RowRecord("header", "header", ("Uppdrag", "Status", "Kommentar"))


def table(*rows: tuple[str, ...], header: RowRecord = HEADER) -> TableRecord:
    """A table whose rows are key, title, status and comment."""
    return TableRecord("t", "T", (header, *(RowRecord("row", key, tuple(cells)) for key, *cells in rows)))


def pairs(base: TableRecord, new: TableRecord) -> dict[str, str]:
    return {was: row.key for was, row in partners(base, new).items() if was != "header"}


@pytest.mark.parametrize(
    ("was", "today", "found"),
    [
        ([("U1 | Korta köerna", "Korta köerna")],
        [("U1 | Korta köerna", "Korta köerna")], {"U1 | Korta köerna": "U1 | Korta köerna"}),
        ([("U1 | Korta köerna", "Korta köerna")],
        [("U1 | Korta vårdköerna", "Korta vårdköerna")], {"U1 | Korta köerna": "U1 | Korta vårdköerna"}),
        ([("U1 | Korta köerna", "Korta köerna")], [("U1 | Bygg vägar", "Bygg vägar")], {}),
        ([("U1 | Korta köerna", "Korta köerna")], [("U2 | Korta köerna", "Korta köerna")], {}),
        ([("Korta köerna", "Korta köerna")], [("Korta köerna nu", "Korta köerna nu")], {}),
        ([("U1 | Korta köerna", "Korta köerna")],
         [("U1 | Korta köerna A", "Korta köerna A"), ("U1 | Korta köerna B", "Korta köerna B")], {}),
        ([("U1 | A köer", "A köer"), ("U1 | B köer", "B köer")], [("U1 | A köer", "A köer"), ("U1 | C köer", "C köer")],
         {"U1 | A köer": "U1 | A köer", "U1 | B köer": "U1 | C köer"}),
    ],
    ids=["the same", "reworded", "another name", "another id", "without id", "one of two", "the one that is left"],
)  # fmt: skip
def test_a_row_is_the_item_that_it_was_also_under_a_new_title(
    was: list[tuple[str, ...]], today: list[tuple[str, ...]], found: dict[str, str]
) -> None:
    assert pairs(table(*was), table(*today)) == found


ITEMS = st.lists(st.sampled_from([f"U{at} | {name}" for at, name in enumerate(("Köer", "Vägar", "Hälsa", "Skola"))]),
                 unique=True, max_size=4)  # fmt: skip


@examples(40)
@given(ITEMS, ITEMS)
def test_no_row_of_today_is_two_that_were_and_the_order_of_rows_changes_nothing(was: list[str], now: list[str]) -> None:
    base, new = (table(*((key, key.split(" | ")[1]) for key in keys)) for keys in (was, now))
    turned = table(*((key, key.split(" | ")[1]) for key in reversed(now)))
    found = pairs(base, new)
    assert found == pairs(base, turned) == {key: key for key in was if key in now}
    assert len(set(found.values())) == len(found)


def test_rows_of_a_table_come_in_the_exports_order_unless_a_person_has_sorted_them() -> None:
    base = table(("a", "A"), ("b", "B"), ("c", "C"))
    new = table(("c", "C"), ("a", "A"), ("b", "B"))
    same_items = partners(base, new)
    assert list(order_of(base, new, same_items, ["header", "a", "b", "c"]).wanted) == ["c", "a", "b"]
    assert list(order_of(base, new, same_items, ["header", "b", "a", "c"]).wanted) == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("kind", "column", "written", "told", "otherwise"),
    [
        ("row", 1, "Grön", "Grön", False), ("row", 1, "● Grön", "Grön", False), ("row", 1, "grön", "● Grön", False),
        ("row", 1, "Röd", "Grön", True), ("row", 2, "tolv av uppdragen", "12 uppdrag", False),
        ("row", 2, "elva av uppdragen", "12 uppdrag", True), ("row", 0, "Eget namn", "Uppdrag", False),
        ("header", 1, "Läge", "Status", False), ("group", 1, "x", "y", True), ("group", 0, "x", "y", False),
        ("total", 1, "13", "12", True),
        ("total", 1, "1 200", "1\u00a0200", False), ("row", 2, "", "Allt går bra", True),
    ],
)  # fmt: skip
def test_a_cell_contradicts_the_export_by_what_it_says_and_a_title_may_be_reworded(
    kind: str, column: int, written: str, told: str, otherwise: bool
) -> None:
    cells = [told if at == column else "" for at in range(3)]
    assert says_otherwise(RowRecord(kind, "k", tuple(cells)), column, written) is otherwise


def counts(header: tuple[str, ...], *rows: tuple[str, ...]) -> TableRecord:
    kept = [RowRecord("row", f"fact:{cells[0]}", cells) for cells in rows]
    return TableRecord("t", "T", (RowRecord("header", "header", header), *kept))


def test_a_column_of_counts_that_is_gone_today_stands_there_with_zeros_and_counts_nothing() -> None:
    base = counts(("Enhet", "Klara", "Pausade", "Summa"), ("HR", "3", "1", "4"))
    new = counts(("Enhet", "Klara", "Summa"), ("HR", "4", "4"), ("IT", "1", "1"))
    widened_table, facts = with_old_columns(base, new, {"fact:HR": ("", "hr.completed", "hr.total")})
    assert [row.cells for row in widened_table.rows] == [
        ("Enhet", "Klara", "Pausade", "Summa"), ("HR", "4", "0", "4"), ("IT", "1", "0", "1"),
    ]  # fmt: skip
    assert facts == {"fact:HR": ("", "hr.completed", "", "hr.total")}


def test_a_column_of_texts_that_is_gone_today_is_gone() -> None:
    base, new = (
        table(("a", "A", "Grön", "x")),
        table(("a", "A", "Grön"), header=RowRecord("header", "header", ("Uppdrag", "Status"))),
    )
    assert with_old_columns(base, new, {}) == (new, {})


@pytest.mark.parametrize(("column", "was"), [(0, 0), (1, 2), (2, None)])
def test_a_column_is_known_by_its_heading(column: int, was: int | None) -> None:
    today = table(header=RowRecord("header", "header", ("Uppdrag", "Kommentar", "Prognos")))
    assert column_of(table(), today, column) == was


def test_a_row_that_the_document_does_not_show_says_what_was_written_last() -> None:
    base = table(("a", "Köer", "Grön", "Bra"))
    new = table(("a", "Köer", "Dålig", "Röd"), header=RowRecord("header", "header", ("Uppdrag", "Kommentar", "Status")))
    assert as_written(base, new, base.rows[1], new.rows[1]).cells == ("Köer", "Bra", "Grön")
    later = table(
        ("a", "Köer", "Röd", "Sämre", "Gul"),
        header=RowRecord("header", "h", ("Uppdrag", "Status", "Kommentar", "Prognos")),
    )
    assert as_written(base, later, base.rows[1], later.rows[1]).cells == ("Köer", "Grön", "Bra", "Gul")


@examples(40)
@given(st.lists(st.text("abc", max_size=3), min_size=1, max_size=5), st.data())
def test_a_column_put_in_and_taken_out_again_leaves_the_row_as_it_was(cells: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(cells)))
    row = RowRecord("row", "a", tuple(cells), tuple("" for _ in cells))
    wide = widened(row, place, "0")
    assert wide.cells[place] == "0"
    assert without(RowRecord("row", "a", wide.cells, row.looks), place).cells == row.cells
    heading = RowRecord("group", "g", ("Nära vård",))
    assert widened(heading, place, "0") == without(heading, place) == heading
