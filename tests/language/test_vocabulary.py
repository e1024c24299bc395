"""Words meet whatever their case, spaces and composition, and a project's words join the packaged ones."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rsplan.language.vocabulary import load_vocabulary
from rsplan.plan.folding import ascii_fold, fold, fold_column, fold_many, slug
from rsplan.plan.model import ActivityState, Fulfilment, Horizon, Kind

WORDS = load_vocabulary()
FAMILIES = {"fulfilment": Fulfilment, "state": ActivityState, "horizon": Horizon}
KNOWN = [
    (family, word, member)
    for family in FAMILIES
    for member, entry in WORDS.labels[family].items()
    for word in entry["known"]
]


@pytest.mark.parametrize(("family", "word", "member"), KNOWN)
def test_every_known_word_means_its_member_in_any_spelling(family: str, word: str, member: str) -> None:
    def meaning(text: str) -> str | None:
        if family == "horizon":
            return WORDS.horizon(text)
        return WORDS.status(Kind.ACTIVITIES if family == "state" else Kind.ASSIGNMENTS, text)

    for spelled in (
        word,
        word.upper(),
        f" {word}\u00a0",
        unicodedata.normalize("NFD", word),
        word.replace(" ", "\n"),
        f"{word}\u200b",
    ):
        assert meaning(spelled) == member, spelled


@pytest.mark.parametrize("family", FAMILIES)
def test_no_word_means_two_things(family: str) -> None:
    words = [fold(word) for entry in WORDS.labels[family].values() for word in entry["known"]]
    assert sorted({word for word in words if words.count(word) > 1}) in ([], ["⏸"], ["⚠"])


def test_no_heading_means_two_things() -> None:
    names = [fold(name) for names in WORDS.labels["columns"].values() for name in names] + list(WORDS.kind_names)
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_every_member_has_a_label_and_every_status_a_family() -> None:
    for family, members in FAMILIES.items():
        labels = set(WORDS.labels[family]) | ({"unknown"} if family == "horizon" else set())
        assert {member.value for member in members} <= labels
    assert all(WORDS.labels["fulfilment"][member.value]["symbol"] for member in Fulfilment)


@given(st.lists(st.text(alphabet=st.sampled_from("aÅå ¦\u00a0\u200b\ufe0fé\n⚠²İßﬁ\u0301x"), max_size=6)))
def test_many_texts_fold_as_each_by_itself(texts: list[str]) -> None:
    assert fold_many(texts) == {text: fold(text) for text in texts}
    assert fold_column(texts) == fold_column(texts * 3)[: len(texts)] == [fold(text) for text in texts]


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing_more_in_what_is_compared(text: str) -> None:
    assert fold(fold(text)) == fold(fold(fold(text)))


def test_folds_for_ids_and_for_the_export_view() -> None:
    assert ascii_fold("  MålOmråde ") == "malomrade"
    assert slug("Utvecklings- och digitaliseringsavdelningen") == "utvecklings_och_digitaliseringsavdelningen"
    assert slug("–") == "utan_namn"


def test_a_project_adds_words_by_member_or_by_known_word() -> None:
    words = load_vocabulary({"Halvfärdig": "ongoing", "3": "grön", "Nästan": "yellow", "Femårig": "long_term"})
    assert words.status(Kind.ACTIVITIES, "halvfärdig") == "ongoing"
    assert words.status(Kind.ASSIGNMENTS, "3") == "green"
    assert words.status(Kind.INDICATORS, "NÄSTAN") == "yellow"
    assert words.horizon("femårig") == "long_term"


def test_a_wrong_member_or_field_is_named() -> None:
    with pytest.raises(ValueError, match=r'\[vocabulary\] "Halv": "gröön" är ingen känd status'):
        load_vocabulary({"Halv": "gröön"})
    with pytest.raises(ValueError, match=r'\[columns\] "Läget": "stattus" finns inte'):
        load_vocabulary(None, {"Läget": "stattus"})


@pytest.mark.parametrize(
    ("text", "nearest"),
    [("Försennad", "försenad"), ("Pågåendee", "pågående"), ("helt annat ord", None), ("x" * 30000, None)],
)
def test_the_nearest_word_is_offered(text: str, nearest: str | None) -> None:
    assert WORDS.nearest(WORDS.words["state"], text) == nearest


HEADINGS = [*WORDS.columns, *WORDS.kind_names]


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("Stauts", "status"), ("tatus", "status"), ("Aktivitett", "aktivitet"), ("Mål område", "målområde"),
        ("Ansvrig enhet", "ansvarig enhet"), ("Planerad slut", "planerat slut"), ("Objekt id", "objektid"),
        # What says something else is never suggested: denied, another year, another word that is right as it stands.
        ("Ouppfyllelse", None), ("Mål 2026", None), ("Inte status", None), ("Styrtal", None), ("Utfall flickor", None),
    ],
)  # fmt: skip
def test_a_heading_is_suggested_only_where_each_word_may_be_a_slip(text: str, nearest: str | None) -> None:
    assert WORDS.nearest(HEADINGS, text) == nearest


@given(st.sampled_from([word for words in WORDS.words.values() for word in words if word.isalpha()]))
def test_no_word_is_suggested_for_itself_denied(word: str) -> None:
    for denied in (f"inte {word}", f"ej {word}", f"o{word}"):
        for family in WORDS.words.values():
            assert WORDS.nearest([known for known in family if known != denied], denied) != word
