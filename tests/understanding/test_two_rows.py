"""When two rows are one heading, and what each column's heading then is."""

from __future__ import annotations

import pytest

from rsplan.understanding.two_rows import choices_below, joined

KNOWN = {
    "Uppdrag", "Status", "Bedömning Färg", "Bedömning Text", "Ansvarig enhet", "Status T1", "Status T2", "Utfall 2025",
    "Utfall 2024", "Målvärde 2025", "Mål", "Färg", "Kommentar",
}  # fmt: skip


@pytest.mark.parametrize(
    ("upper", "lower", "headings"),
    [
        (["Uppdrag", "Bedömning", None], [None, "Färg", "Text"], ["Uppdrag", "Bedömning Färg", "Bedömning Text"]),
        (["Ansvarig", "Uppdrag"], ["enhet", "Status"], ["Ansvarig enhet", "Status"]),
        (["Uppdrag", "Status", None], [None, "T1", "T2"], ["Uppdrag", "Status T1", "Status T2"]),
        (["Uppdrag", 2024, 2025], [None, "Utfall", "Utfall"], ["Uppdrag", "Utfall 2024", "Utfall 2025"]),
        (["Uppdrag", "2024", "2025"], [None, "Utfall", "Utfall"], ["Uppdrag", "Utfall 2024", "Utfall 2025"]),
        (["Uppdrag", 2025.0, None], [None, "Utfall", "Målvärde"], ["Uppdrag", "Utfall 2025", "Målvärde 2025"]),
        (["Okänd", "Rubrik"], ["Uppdrag", "Status"], ["Uppdrag", "Status"]),
        (["Uppdrag", "Uppföljning", None, None], [None, "Status", None, "Kommentar"],
         ["Uppdrag", "Status", None, "Kommentar"]),
        ([" Ansvarig ", "Uppdrag"], [" enhet ", "Status"], ["Ansvarig enhet", "Status"]),
    ],
    ids=["below one", "half each", "periods", "years as numbers", "years as texts", "a year over two", "a band above",
         "a blank between", "spaces"],
)  # fmt: skip
def test_a_text_is_understood_with_what_stands_above_it(
    upper: list[object], lower: list[object], headings: list[object]
) -> None:
    assert joined(upper, lower, KNOWN.__contains__) == headings


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (["Uppdrag", "Status"], ["Korta köerna", "Grön"]), (["Uppdrag", "Status"], ["Uppdrag", "Röd"]),
        (["Uppdrag", "Status"], [None, "Status"]), (["Uppföljning", None], ["Uppdrag", "Status"]),
        (["Uppdrag", "Status"], ["Uppdrag", 17]), (["Uppdrag", 17], ["Uppdrag", "Status"]),
        (["Uppdrag", "Status"], [True, "Status"]), ([None, None], [None, None]),
    ],
    ids=["an item", "half an item", "one text below", "one text above", "a number below", "a number above", "a truth",
         "nothing"],
)  # fmt: skip
def test_a_row_with_anything_that_is_no_heading_is_none(upper: list[object], lower: list[object]) -> None:
    assert joined(upper, lower, KNOWN.__contains__) is None


def test_a_cell_above_holds_for_the_blank_cells_to_its_right_and_no_further_than_the_next() -> None:
    told: list[str] = []
    joined(["Status", None, "Mål"], ["T1", "T2", "T1"], lambda text: bool(told.append(text)) or True)
    assert told == ["Status T1", "Status T2", "Mål T1"]


@pytest.mark.parametrize(
    ("upper", "lower", "choices"),
    [
        (["Uppdrag", "Status", None, None, "Mål"], [None, "Grön", "Gul", "Röd", None], ["Grön", "Gul", "Röd"]),
        (["Uppdrag", "Status", None], [None, "Grön", "Färg"], []),
        (["Uppdrag", "Status", None], [None, "Grön", "Grön"], []),
        (["Uppdrag", "Status"], [None, "Grön"], []),
        (["Uppdrag", "Mål", None], [None, "Grön", "Gul"], []),
        (["Uppdrag", "Status", None, "Mål"], [None, "Grön", "Gul", "Röd"], []),
    ],
)
def test_statuses_below_one_heading_of_statuses_are_choices(
    upper: list[object], lower: list[object], choices: list[str]
) -> None:
    assert choices_below(upper, lower, "Status".__eq__, {"Grön", "Gul", "Röd"}.__contains__) == choices
