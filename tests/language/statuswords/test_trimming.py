"""What may stand around a status without changing it; what denies or limits is never left out."""

from __future__ import annotations

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st
from tables_support import VOCABULARY

from rsplan.language.statuswords.column import read_column
from rsplan.language.statuswords.lexicon import lexicon_of
from rsplan.language.statuswords.remarks import says_nothing
from rsplan.language.statuswords.trimming import trimmed
from rsplan.plan.model import Kind

LEXICON = lexicon_of(Kind.ASSIGNMENTS, VOCABULARY)
_STATES = ("försenad", "klar", "genomförd", "pågående", "avslutad", "pågår", "upphandling", "ingen", "delar")
OF_ACTIVITIES = lexicon_of(Kind.ACTIVITIES, VOCABULARY)
STATES = lexicon_of(Kind.ACTIVITIES, VOCABULARY)


def left(text: str) -> set[str]:
    return {found.rest for found in trimmed(text, OF_ACTIVITIES if text.startswith(_STATES) else LEXICON)}


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("grön.", "grön"), ('"grön"', "grön"), ("1. grön", "grön"), ("(2) grön", "grön"), ("nr 3 grön", "grön"),
        ("a) grön", "grön"), ("grön 2025-04-30", "grön"), ("grön, maj 2025", "grön"), ("grön t1", "grön"),
        ("grön (maj)", "grön"), ("grön (3)", "grön"), ("↑ grön", "grön"), ("grön ↗", "grön"), ("• grön", "grön"),
        ("●grön", "grön"),
        ("status: grön", "grön"), ("grön*", "grön"), ("2 grön", "grön"), ("t1 grön", "grön"),
        ("2025-04-30: grön", "grön"),
        ("gul, tidigare grön", "gul"), ("gul (förra: grön)", "gul"), ("– grön", "grön"), ("grön v 17", "grön"),
        ("grön - arbetet går bra", "grön"), ("gul: det går bra nu", "gul"),
        ("klar – rapport lämnad till nämnden", "klar"), ("avslutad – rapport klar", "avslutad"),
        ("pågår – workshop genomförs i juni", "pågår"), ("upphandling pågår", "pågår"),
        ("upphandling pågår enligt plan", "pågår enligt plan"),
        ("försenad – brist på personal", "försenad"), ("uppfyllt - rapporten är lämnad", "uppfyllt"),
    ],
)  # fmt: skip
def test_numbers_dates_marks_and_what_was_are_left_out(text: str, rest: str) -> None:
    assert rest in left(text)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("grön (ej klart)", "grön"), ("gul, ej grön", "gul"), ("inte grön", "grön"), ("grön (delvis)", "grön"),
        ("nästan grön", "grön"), ("2 försenade", "försenade"), ("grön (röd)", "grön"), ("ej: grön", "grön"),
        ("grön", "grön"), ("grön - det går inte bra", "grön"), ("grön - går mindre bra", "grön"),
        ("grön – kommer bli röd", "grön"), ("klar - för beslut", "klar"), ("genomförd – två av fem", "genomförd"),
        ("uppfyllt - för barn", "uppfyllt"), ("genomförd - 2 av 5", "genomförd"), 
        ("klar – slutet av maj", "klar"), ("klar – nästa vecka", "klar"),
        ("klar – rapport ej lämnad", "klar"), ("ingen upphandling pågår", "pågår"),
        ("upphandling pågår inte", "pågår inte"), ("delar av arbetet pågår", "pågår"),
        ("avslutad - rapporten är kvar", "avslutad"), ("uppfyllt – se bilagan för siffror", "uppfyllt"),
    ],
)  # fmt: skip
def test_what_denies_limits_or_tells_another_status_is_never_left_out(text: str, never: str) -> None:
    assert never not in left(text)


@pytest.mark.parametrize(
    ("text", "nothing"),
    [("hr-avdelningen", True), ("enligt beslut", True), ("ej klart", False), ("delvis", False), ("grön", False),
    ("", False),
     ("12", False), ("men", False), ("personalen är anställd", True)],
)  # fmt: skip
def test_free_text_says_nothing_where_it_neither_denies_limits_nor_tells(text: str, nothing: bool) -> None:
    assert says_nothing(text, LEXICON) is nothing


AROUND = [
    "{}.",
    "1. {}",
    "{} 2025-04-30",
    "{} (maj 2025)",
    "↑ {}",
    "{} ↓",
    "Status: {}",
    '"{}"',
    "{}, t1 2025",
    "  {}  ",
]


@examples(40)
@given(
    st.sampled_from(["Grön", "Gul", "Röd", "Uppfyllt", "Ej uppfyllt", "Delvis uppfyllt", "Inte uppfyllt"]),
    st.lists(st.sampled_from(AROUND), min_size=1, max_size=2),
)
def test_whatever_stands_around_a_status_leaves_its_meaning_or_none(word: str, around: list[str]) -> None:
    text = word
    for form in around:
        text = form.format(text)
    found = read_column(Kind.ASSIGNMENTS, [text], VOCABULARY)[text]
    assert found is None or found.meaning == VOCABULARY.status(Kind.ASSIGNMENTS, word)


@examples(30)
@given(st.sampled_from(["klar", "försenad", "pågår"]), st.sampled_from(["ej", "inte", "icke"]), st.sampled_from(AROUND))
def test_a_denial_is_never_trimmed_away(word: str, denial: str, form: str) -> None:
    text = form.format(f"{denial} {word}").casefold()
    assert word not in {found.rest for found in trimmed(text, STATES)}


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("försenad, inväntar svar från länsstyrelsen", "försenad"), ("försenad: avvaktar ny budget", "försenad"),
        ("pågående, ny upphandling i juni", "pågående"), ("genomförd. rapporten finns i diariet § 12", "genomförd"),
        ("klar. redovisad för nämnden", "klar"), ("klar. rutinen är antagen", "klar"),
        ("försenad. ny tidplan antas 2026", "försenad"), ("försenad – resurser saknas", "försenad"),
        ("försenad. avtal tecknas efter sommaren", "försenad"), ("genomförd. jfr protokollet från hösten", "genomförd"),
    ],
)  # fmt: skip
def test_a_reason_or_a_sentence_behind_a_status_is_left_out(text: str, rest: str) -> None:
    assert rest in left(text)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("klar, inväntar svar från länsstyrelsen", "klar"), ("pågående, väntar på beslut", "pågående"),
        ("försenad, väntar på att bli klar", "försenad"), ("klar. gäller bara första etappen", "klar"),
        ("klar. till hösten vet vi", "klar"), ("klar. för beslut", "klar"),
        ("klar. 3 av 5 enheter återrapporterar", "klar"), ("genomförd. hälften av enheterna deltar", "genomförd"),
        ("avslutad. det blev aldrig något", "avslutad"), ("genomförd, i början av nästa år", "genomförd"),
    ],
)  # fmt: skip
def test_a_sentence_that_limits_denies_or_counts_is_not_left_out(text: str, never: str) -> None:
    assert never not in left(text)
