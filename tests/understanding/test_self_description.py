"""What a file says of itself outside its tables: year, tertial, month and board."""

from __future__ import annotations

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.plan.period import Period, Tertial
from rsplan.understanding.self_description import (
    Statement,
    find_board,
    first,
    is_board,
    most_told,
    stands_for_board,
    told_by,
    told_parts,
    told_period,
)


@pytest.mark.parametrize(
    ("text", "board"),
    [
        ("Regionstyrelsen", "Regionstyrelsen"), ("REGIONSTYRELSEN", "Regionstyrelsen"),
        ("Regionstyrelsens plan 2025", "Regionstyrelsen"), ("Uppföljning för regionstyrelsen", "Regionstyrelsen"),
        ("Hälso- och sjukvårdsnämnden T1", "Hälso- och sjukvårdsnämnden"),
        ("Barn- och utbildningsnämndens uppdrag", "Barn- och utbildningsnämnden"),
        ("Regionala utvecklingsnämnden", "Regionala utvecklingsnämnden"),
        ("Nämnden för kultur och bildning", "Nämnden för kultur och bildning"),
        ("uppdrag_kulturnämnden_2025.xlsx", "Kulturnämnden"), ("Valberedningen", "Valberedningen"),
        ("Tekniska nämndens plan", "Tekniska nämnden"),
        ("Kulturna\u0308mnden", "Kulturnämnden"), ("Nämnden", None), ("Styrelsen", None), ("", None),
        ("Kulturnämnden och socialnämnden", None), ("Kulturnämnden, kulturnämnden", "Kulturnämnden"),
        ("Uppdrag 2025", None), ("Nämndens uppdrag", None), ("UppdragKulturnämnden", None),
    ],
)  # fmt: skip
def test_a_name_tells_the_one_board_that_it_names(text: str, board: str | None) -> None:
    assert find_board(text) == board


@pytest.mark.parametrize(
    ("text", "board", "names"),
    [
        ("Regionstyrelsen", "Regionstyrelsen", True), ("regionstyrelsens", "Regionstyrelsen", True),
        ("RS", "Regionstyrelsen", True), ("rs", "Regionstyrelsen", False),
        ("BUN", "Barn- och utbildningsnämnden", True),
        ("HSN", "Hälso- och sjukvårdsnämnden", True), ("KN", "Kulturnämnden", True),
        ("TN", "Tekniska nämnden", True), ("KN", "Regionstyrelsen", False),
        ("Kulturnämnden", "Regionstyrelsen", False),
    ],
)  # fmt: skip
def test_a_board_goes_by_its_name_or_its_initials(text: str, board: str, names: bool) -> None:
    assert is_board(text, board) is names


@pytest.mark.parametrize(("text", "stands"), [("KS", True), ("HSN", True), ("ks", False), ("HR", False), ("IT", False)])
def test_initials_that_many_boards_have_stand_for_one(text: str, stands: bool) -> None:
    assert stands_for_board(text) is stands


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Uppföljning per april 2025", {"year": "2025", "tertial": "april"}),
        ("Regionstyrelsen T2 2024", {"year": "2024", "tertial": "augusti", "board": "Regionstyrelsen"}),
        ("Månadsrapport maj 2025", {"year": "2025", "month": "maj"}), ("Uttag 2025-04-30", {}),
        ("Utskriven den 3 maj 2025", {}), ("Exporterad 2025-08-31 08:15", {}), ("Senast ändrad april 2025", {}),
        ("Export 2025-05-12", {}), ("export-2025-april", {"year": "2025", "tertial": "april"}),
        ("export_T1_2025", {"year": "2025", "tertial": "april"}), ("Uppdrag", {}), ("2025", {"year": "2025"}),
        ("Regionplan 2025–2027", {}), ("Uppdrag från april till augusti 2025", {"year": "2025"}),
    ],
)  # fmt: skip
def test_a_title_tells_what_is_reported_and_not_when_the_file_was_made(text: str, told: dict[str, str]) -> None:
    assert {entry.what: entry.value for entry in told_by(text, "filnamnet x")} == told


def said(**values: str) -> list[Statement]:
    return [Statement(what, value, "filnamnet x") for what, value in values.items()]


@pytest.mark.parametrize(
    ("files", "period"),
    [
        ([said(year="2025", tertial="april")], Period(2025, Tertial.APRIL)), ([said(year="2025")], None),
        ([said()], None), ([], None),
        ([said(year="2025"), said(tertial="augusti")], Period(2025, Tertial.AUGUSTI)),
        ([said(year="2024"), said(year="2025"), said(year="2025", tertial="april")], Period(2025, Tertial.APRIL)),
        ([said(year="2024", tertial="april"), said(year="2025", tertial="april")], Period(2024, Tertial.APRIL)),
    ],
    ids=["one file", "a year only", "nothing", "no files", "each a part", "most", "as many: the first"],
)  # fmt: skip
def test_what_most_files_say_is_the_period(files: list[list[Statement]], period: Period | None) -> None:
    assert told_period(files) == period
    if period:
        assert told_parts(files) == (period.year, period.tertial)


def test_of_one_file_what_it_says_first_counts() -> None:
    both = [*said(board="Kulturnämnden"), *said(board="Regionstyrelsen")]
    assert first(both, "board") == both[0]
    assert most_told([both, said(board="Regionstyrelsen"), said(board="Regionstyrelsen")], "board") == "Regionstyrelsen"
    assert first([], "board") is None


BOARDS = st.sampled_from(["Regionstyrelsen", "Kulturnämnden", "Hälso- och sjukvårdsnämnden", "Tekniska nämnden"])


@examples(20)
@given(BOARDS, st.sampled_from(["{} april 2025", "{}s uppdrag", "Uppföljning för {}", "uppdrag_{}_T1"]))
def test_a_board_is_told_whatever_stands_around_its_name(board: str, form: str) -> None:
    told = find_board(form.format(board))
    assert told == board
    assert find_board(str(told)) == told
