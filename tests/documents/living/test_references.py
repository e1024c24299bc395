"""Diary numbers and dates in prose: what looks mistyped, what the settings say instead."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.documents.living.references import WRITTEN_DATE, day_of, doubts, outdated
from rsplan.language.swedish import date_iso, date_text

OWN = {"diarienummer": "RS/1234/2025", "tertial_report": "RS/27/2025", "date": "2025-05-12"}


@pytest.mark.parametrize(
    "written",
    ["RS/1243/2025", "RS/1235/2025", "RS/134/2025", "RS/12234/2025", "RS/1234/2024", "HS/1234/2025", "RS/72/2025"],
)
def test_a_number_one_slip_away_from_the_documents_own_is_doubted(written: str) -> None:
    ((text, why),) = doubts(f"Se ärende {written}, bilaga 1.", OWN)
    assert text == written
    assert why in ("liknar dokumentets RS/1234/2025", "liknar dokumentets RS/27/2025")


@pytest.mark.parametrize(
    "written",
    ["RS/1234/2025", "RS/27/2025", "RS/9876/2025", "RS/4321/2025", "KS/99/2019", "A/1/2025", "1234/2025", "RS/1234",
     "xRS/1243/2025", "RS/1243/2025/2"],
)  # fmt: skip
def test_its_own_and_quite_different_numbers_are_not(written: str) -> None:
    assert list(doubts(f"Se ärende {written}.", OWN)) == []


def test_a_document_without_a_number_doubts_none() -> None:
    assert list(doubts("RS/1243/2025", {})) == []


@pytest.mark.parametrize(
    ("sentence", "text", "why"),
    [
        ("Mötet den 31 juni 2025.", "den 31 juni 2025", "dagen finns inte"),
        ("den 29 februari 2025", "den 29 februari 2025", "dagen finns inte"),
        ("torsdagen den 13 maj 2025", "torsdagen den 13 maj 2025", "var en tisdag"),
        ("Måndag 1 januari 2025", "Måndag 1 januari 2025", "var en onsdag"),
        ("Underskriven den 12 maj 2024", "den 12 maj 2024", "dokumentets datum är den 12 maj 2025"),
    ],
)
def test_a_day_that_was_not_or_is_nearly_the_documents_is_doubted(sentence: str, text: str, why: str) -> None:
    assert list(doubts(sentence, OWN)) == [(text, why)]


@pytest.mark.parametrize(
    "sentence",
    ["den 29 februari 2024", "tisdagen den 13 maj 2025", "den 12 maj 2025", "12 maj", "1–31 maj 2025", "i maj 2025",
     "den 13 maj 2024", "Maj 2025 var varm"],
)  # fmt: skip
def test_days_that_were_are_not(sentence: str) -> None:
    assert list(doubts(sentence, OWN)) == []


@examples(60)
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_date_that_rsplan_writes_is_read_back_and_never_doubted_by_itself(day: date) -> None:
    found = WRITTEN_DATE.search(f"Beslutat {date_text(day)}.")
    assert found
    assert day_of(found) == day
    assert list(doubts(date_text(day), {})) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Diarienummer RS/1/2025.", [("RS/1/2025", "RS/2/2025", "diarienummer")]), ("RS/1/2025/3", []),
        ("xRS/1/2025", []),
        ("RS/2/2025", []), ("Datum: 2025-05-12", [("2025-05-12", "2025-06-01", "date")]),
        ("den 12 maj 2025", [("den 12 maj 2025", "den 1 juni 2025", "date")]), ("den 112 maj 2025", []),
        ("Regionstyrelsen", []),
        ("RS/1/2025, 12 maj 2025", [("RS/1/2025", "RS/2/2025", "diarienummer"),
        ("12 maj 2025", "1 juni 2025", "date")]),
    ],
)  # fmt: skip
def test_what_a_document_states_of_a_setting_that_has_changed_is_told(
    text: str, said: list[tuple[str, str, str]]
) -> None:
    written = {"diarienummer": "RS/1/2025", "date": "2025-05-12", "board": "Regionstyrelsen", "gone": "x", "new": ""}
    now = {"diarienummer": "RS/2/2025", "date": "2025-06-01", "board": "Regionstyrelsen", "new": "y"}
    assert list(outdated(text, written, now)) == said


@examples(30)
@given(st.dates(date(2000, 1, 1)), st.dates(date(2000, 1, 1)))
def test_nothing_is_outdated_that_has_not_changed_and_either_form_of_what_has(before: date, after: date) -> None:
    text = f"{date_iso(before)} eller {date_text(before)}"
    told = list(outdated(text, {"date": before.isoformat()}, {"date": after.isoformat()}))
    assert len(told) == (0 if before == after else 2)
    assert {today for _, today, _ in told} <= {date_iso(after), date_text(after)}
