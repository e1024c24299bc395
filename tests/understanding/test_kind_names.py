"""Which kind of item a name tells, and when it is nothing but that."""

from __future__ import annotations

import pytest
from tables_support import VOCABULARY

from rsplan.plan.model import Kind
from rsplan.understanding.kind_names import kind_named_in, kind_named_in_full


@pytest.mark.parametrize(
    ("name", "kind", "in_full"),
    [
        ("Aktiviteter", Kind.ACTIVITIES, True), ("Aktiviteter per april", Kind.ACTIVITIES, False),
        ("aktiviteter_2025_T1.xlsx", Kind.ACTIVITIES, False), ("UPPDRAG", Kind.ASSIGNMENTS, True),
        ("Uppdrag:", Kind.ASSIGNMENTS, True), ("Nyckeltal 2025", Kind.INDICATORS, False),
        ("Indikatorer", Kind.INDICATORS, True), ("Uppdrag och nyckeltal", None, False),
        ("Uppdrag, uppdrag", Kind.ASSIGNMENTS, False), ("Blad1", None, False), ("", None, False),
        ("Aktivitetsplan", None, False), ("Uppdragstagare", None, False),
        ("Nya uppdrag (ej klara)", Kind.ASSIGNMENTS, False),
    ],
)  # fmt: skip
def test_a_name_tells_a_kind_where_it_names_one_and_no_other(name: str, kind: Kind | None, in_full: bool) -> None:
    assert kind_named_in(name, VOCABULARY) is kind
    assert kind_named_in_full(name, VOCABULARY) is in_full


@pytest.mark.parametrize("kind", list(Kind))
def test_every_word_that_the_vocabulary_has_for_a_kind_tells_it(kind: Kind) -> None:
    noun = VOCABULARY.noun(kind)
    for word in (noun.one, noun.many, *noun.names):
        assert kind_named_in_full(word.capitalize(), VOCABULARY)
        if " " not in word and "-" not in word:
            assert kind_named_in(f"Våra {word.upper()} 2025", VOCABULARY) is kind
