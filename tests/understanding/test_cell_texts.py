"""Cells as text: numbers, dates and truths as a person reads them, web forms' markup gone, "<16%" left as it is."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.language.numbers import read_number
from rsplan.understanding.cell_texts import cell_text, column_texts, short, without_markup


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), ("", ""), ("  Nära \u00a0 vård\n", "Nära vård"), ("a\u200bb", "ab"), (True, "ja"), (False, "nej"),
        (12, "12"), (12.0, "12"), (-3.0, "-3"), (0.5, "0,5"), (1e16, "10000000000000000"), (4.25, "4,25"),
        (date(2025, 5, 12), "2025-05-12"), (datetime(2025, 5, 12), "2025-05-12"),
        (datetime(2025, 5, 12, 8, 30), "2025-05-12 08:30"), (time(8, 30), "08:30:00"), ("\ufeffUppdrag", "Uppdrag"),
    ],
)  # fmt: skip
def test_a_cell_is_the_text_that_a_person_reads_in_it(value: object, text: str) -> None:
    assert cell_text(value) == text
    assert column_texts([value]) == [text]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<p>Pågår</p>", "Pågår"), ("<div><b>Pågår</b></div>", "Pågår"), ("Rad ett<br>rad två", "Rad ett rad två"),
        ("<ul><li>ett</li><li>två</li></ul>", "ett två"), ("V&aring;rd &amp; h&auml;lsa", "Vård & hälsa"),
        ("<16%", "<16%"), ("Mål & mening", "Mål & mening"), ("a < b > c", "a < b > c"), ("5 <p 7", "5 <p 7"),
        ("&#229;r", "år"), ("<span style='x'>Klar</span>", "Klar"), ("&nbsp;Klar&nbsp;", "Klar"), ("AT&T", "AT&T"),
        ("<uppdrag>", "<uppdrag>"), ("<BR/>Klar", "Klar"), ("pro<b>jekt</b>", "projekt"),
    ],
)  # fmt: skip
def test_what_a_web_form_left_is_read_without_its_tags(text: str, plain: str) -> None:
    assert without_markup(text) == plain
    assert column_texts([text, None, text]) == [plain, "", plain]


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 5), st.sampled_from([0.0, 1.0, -1.0, 0.5]), st.dates(),
    st.text(st.sampled_from("aÅ \u00a0\t<b>&;\u200b"), max_size=6), st.sampled_from(["<b>", "&amp;", "1", "ja"]),
)  # fmt: skip


@examples(80)
@given(st.lists(VALUES, max_size=12))
def test_a_column_has_the_text_of_each_cell_whatever_stands_beside_it(values: list[object]) -> None:
    assert column_texts(values) == [without_markup(cell_text(value)) for value in values]
    assert column_texts(values * 2) == column_texts(values) * 2


def test_one_true_and_1_point_0_are_three_texts_in_one_column() -> None:
    assert column_texts([1, True, 1.0, 0, False]) == ["1", "ja", "1", "0", "nej"]


def test_one_cell_that_needs_tidying_leaves_thousands_as_they_are() -> None:
    plain = [f"Uppdrag {at}" for at in range(3_000)]
    assert column_texts([*plain, " <i>x</i> ", None, *plain]) == [*plain, "x", "", *plain]


@examples(60)
@given(st.integers(-(10**9), 10**9) | st.integers(-(10**6), 10**6).map(lambda cents: cents / 100))
def test_a_number_is_read_back_from_its_text(value: float) -> None:
    read = read_number(cell_text(value))
    assert read is not None
    assert float(read) == value


@examples(40)
@given(st.text(st.sampled_from("ab \u00a0\n<>&;é"), max_size=20))
def test_a_text_that_has_been_read_is_read_as_itself(text: str) -> None:
    once = cell_text(text)
    assert cell_text(once) == once


@pytest.mark.parametrize(
    ("text", "width", "fits"),
    [("Korta köerna", 60, "Korta köerna"), ("Korta köerna", 12, "Korta köerna"), ("Korta köerna", 11, "Korta köer…"),
     ("Korta köerna", 7, "Korta…"), ("", 3, "")],
)  # fmt: skip
def test_a_text_is_cut_to_fit_a_message(text: str, width: int, fits: str) -> None:
    assert short(text, width) == fits
    assert len(short(text, width)) <= width
