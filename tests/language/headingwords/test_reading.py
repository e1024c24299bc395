"""A heading is understood from its parts, in any order and however they are joined; a strange word ends the attempt."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rsplan.language.headingwords.lexicon import Part, lexicon
from rsplan.language.headingwords.reading import read_heading
from rsplan.language.vocabulary import load_vocabulary
from rsplan.plan.folding import fold
from rsplan.plan.model import Kind

VOCABULARY = load_vocabulary()
UPPDRAG, NYCKELTAL, AKTIVITET = Kind.ASSIGNMENTS, Kind.INDICATORS, Kind.ACTIVITIES


@pytest.mark.parametrize(
    ("text", "field", "kind"),
    [
        # The kind, inflected, with a horizon, an owner, a first part or in another kind's genitive: the name.
        ("Kortsiktiga nyckeltal", "title", NYCKELTAL), ("Styrtal", "title", NYCKELTAL),
        ("Nyckeltal/indikator", "title", NYCKELTAL), ("Resultatindikatorer", "title", NYCKELTAL),
        ("Nämndens uppdrag", "title", UPPDRAG), ("RF-uppdrag", "title", UPPDRAG), ("Nämnduppdrag", "title", UPPDRAG),
        ("Uppdrag från regionfullmäktige", "title", UPPDRAG), ("Uppdrag (från KF)", "title", UPPDRAG),
        ("Mål/uppdrag", "title", UPPDRAG), ("Uppdrag/beslut", "title", UPPDRAG), ("Ärende/uppdrag", "title", UPPDRAG),
        ("Uppdragets aktiviteter", "title", AKTIVITET),
        ("Aktivitet 2025", "title", AKTIVITET), ("Aktivitet/åtgärd", "title", AKTIVITET),
        # With a property: as a genitive, as a compound, with a sign or a line break between.
        ("Nyckeltalets namn", "title", NYCKELTAL), ("Aktivitetsbenämning", "title", AKTIVITET),
        ("Uppdrag: Namn", "title", UPPDRAG), ("AktivitetNamn", "title", AKTIVITET),
        ("Aktivitet - Titel", "title", AKTIVITET),
        ("Aktivitetens status", "status", AKTIVITET), ("Status (uppdrag)", "status", UPPDRAG),
        ("Uppdrags-\nstatus", "status", UPPDRAG), ("Aktivi-\ntetens sta-\ntus", "status", AKTIVITET),
        ("Uppdragsnr", "key", UPPDRAG), ("Aktivitets-ID", "key", AKTIVITET), ("Åtgärdens status", "status", AKTIVITET),
        # The property alone, with period, owner, brackets, abbreviations, a legend.
        ("Status T1 2025", "status", None), ("T1 Status", "status", None), ("Bedömning per april 2025", "status", None),
        ("Status 2025-04", "status", None), ("Status, T1-25", "status", None), ("Status tertial 1", "status", None),
        ("Bedömning (färg)", "status", None), ("Status\n(grön/gul/röd)", "status", None), ("Måluppf.", "status", None),
        ("Status (1=planerad, 2=pågående)", "status", None), ("Status: 1=planerad, 2=pågående", "status", None),
        ("Status RS", "status", None), ("Samlad bedömning", "status", None), ("Bedömt läge", "status", None),
        ("Ansv. enhet", "unit", None), ("Ansv enh.", "unit", None), ("Ansvarig\nenhet", "unit", None),
        ("Utfall (%)", "actual", None), ("Målvärde 2026", "target", None),
        ("Uppdrag / nyckeltal", "parent", None), ("Nämnd / styrelse", "board", None),
        ("Ansvarig chef", "responsible", None),
        # What is said of something is not the thing.
        ("Kommentar till status", "comment", None), ("Status motivering", "comment", None),
        ("Datum för bedömning", "date", None), ("Analys av måluppfyllelse", "comment", None),
        # Only the content tells.
        ("Uppföljning", "follow_up", None), ("Uppföljning T1", "follow_up", None),
        ("Status/uppföljning", "status", None),
        ("Aktiviteter för att nå målet", "title", AKTIVITET), ("Uppdrag som bidrar till målet", "title", UPPDRAG),
        ("Nyckeltalets resultat", "result", NYCKELTAL), ("Uppdragsbeskrivning", "description", UPPDRAG),
    ],
)  # fmt: skip
def test_a_heading_is_read_from_its_parts(text: str, field: str, kind: Kind | None) -> None:
    found = read_heading(text, VOCABULARY)
    assert found is not None
    assert (found.field, found.kind) == (field, kind)
    assert found.rule


@pytest.mark.parametrize(
    "text",
    [
        "Klar?", "Status?", "Antal aktiviteter", "Andel uppfyllda nyckeltal", "Delaktivitet", "Delmål",
        "Föregående status",
        "Statusprognos", "Prognos status", "Ej uppfyllda uppdrag", "Status ej", "Inte status",
        "Uppdragens",
        "Uppdragets mål", "Mål för uppdraget", "Finansiella mål", "Långsiktiga mål", "Enhet för målvärde",
        "Målområde/uppdrag", "Enhetens namn",
        "Uppdrags- och aktivitetsstatus", "Status (enligt Anna)", "Genomförda aktiviteter", "Målenhet",
        "Verksamhetens syn",
        "Grön", "T1", "2025", "för", "Beslut", "Ärende", "Risk", "", "Status mot föregående år", "x" * 200,
    ],
)  # fmt: skip
def test_a_heading_with_a_word_that_has_no_place_is_not_read(text: str) -> None:
    assert read_heading(text, VOCABULARY) is None


@pytest.mark.parametrize("text", ["Åtgärd", "Insatser", "Mål T1", "Nämndmål", "Målets status"])
def test_a_word_that_may_be_something_else_is_told_apart(text: str) -> None:
    found = read_heading(text, VOCABULARY)
    assert found is not None
    assert found.weak
    assert found.judged


KINDS = {"uppdragets": UPPDRAG, "aktivitetens": AKTIVITET, "nyckeltalets": NYCKELTAL, "indikatorns": NYCKELTAL}
PROPERTIES = {
    "namn": "title",
    "status": "status",
    "bedömning": "status",
    "enhet": "unit",
    "kommentar": "comment",
    "id": "key",
}
LEFT_OUT = ["aktuell", "2025", "t1", "april", "för", "nämndens", "rs", "samlad", "och"]


@given(
    st.sampled_from(sorted(KINDS)), st.sampled_from(sorted(PROPERTIES)),
    st.lists(st.sampled_from(LEFT_OUT), max_size=2),
    st.sampled_from([" ", "  ", "\n", " / ", " - ", ": ", ", ", " – "]), st.randoms(use_true_random=False),
)  # fmt: skip
def test_order_joiners_and_what_is_left_out_change_nothing(
    kind: str, name: str, more: list[str], joint: str, dice
) -> None:
    words = [kind, name, *more]
    dice.shuffle(words)
    found = read_heading(joint.join(words).capitalize(), VOCABULARY)
    assert found is not None
    assert (found.field, found.kind) == (PROPERTIES[name], KINDS[kind])


def _has_no_place(word: str) -> bool:
    plain = fold(word)
    brackets = {phrase[0] for phrase in lexicon().in_brackets}
    known = lexicon().roles(plain) or lexicon().abbreviations.get(plain) or plain in brackets
    return not known and not re.fullmatch(
        r"[tqk]\d|jan|feb|mar|apr|maj|jun|jul|aug|sept?|okt|nov|dec|januari|februari|mars|april|juni|juli|augusti|"
        r"september|oktober|november|december",
        plain,
    )


@given(
    st.sampled_from(["Aktivitetens status", "Nyckeltal", "Ansvarig enhet T1", "Uppdragets namn"]),
    st.text("abdefghklmnoprstuvyåäö", min_size=3, max_size=12).filter(_has_no_place), st.booleans(), st.booleans(),
)  # fmt: skip
def test_a_strange_word_ends_the_attempt_wherever_it_stands(text: str, word: str, first: bool, bracket: bool) -> None:
    strange = f"({word})" if bracket else word
    whole = f"{strange} {text}" if first else f"{text} {strange}"
    assert read_heading(whole, VOCABULARY) is None or VOCABULARY.any_status(word)


def test_every_word_of_the_grammar_has_a_part_and_every_measure_is_folded() -> None:
    roles = set(lexicon().phrases.values())
    assert {role.part for role in roles} == set(Part) - {Part.BRACKET}
    assert all(role.name for role in roles if role.part in (Part.KIND, Part.WEAK_KIND, Part.PROPERTY))


@pytest.mark.parametrize(
    ("text", "field", "kind"),
    [
        ("Insatser (7)", "title", Kind.ACTIVITIES), ("Nyckeltal (14 stycken)", "title", Kind.INDICATORS),
        ("Status den 31 augusti 2025", "status", None), ("Bedömning (per 30 apr)", "status", None),
        ("Initiativnamn", "title", Kind.ACTIVITIES), ("Insatsstatus", "status", Kind.ACTIVITIES),
        ("Vem (ansvarig chef)", "responsible", None), ("Vad (uppdrag)", "title", Kind.ASSIGNMENTS),
        ("Bedömning och kommentar", "status_or_comment", None), ("Kommentar / status T1", "status_or_comment", None),
        ("Status flickor", "status_of_sex", None), ("Måluppfyllelse män T1", "status_of_sex", None),
    ],
)  # fmt: skip
def test_counts_days_questions_and_two_properties_have_a_place(text: str, field: str, kind: Kind | None) -> None:
    found = read_heading(text, VOCABULARY)
    assert found is not None
    assert (found.field, found.kind) == (field, kind)


@pytest.mark.parametrize(
    "text",
    ["Projekt 12", "Aktivitet 12 st", "Vad (syfte)", "Varför (aktivitet)", "Projektmål", "Projektledare",
     "Status kvinnor/män", "Aktiviteter kvinnor", "Status (30)x"],
)  # fmt: skip
def test_a_number_or_a_question_without_its_place_is_not_read(text: str) -> None:
    assert read_heading(text, VOCABULARY) is None


def test_a_comment_about_the_status_is_no_status() -> None:
    assert [
        getattr(read_heading(text, VOCABULARY), "field", "") for text in ("Kommentar till status", "Status, text")
    ] == [
        "comment",
        "comment",
    ]
