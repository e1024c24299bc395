"""What becomes of one text: what was last written, what stands there now, what it would be today."""

from __future__ import annotations

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.documents.living.said_numbers import same
from rsplan.documents.living.three_way_merge import MergeOutcome, decide

A, R, K, U, C = (
    MergeOutcome.AGREES, MergeOutcome.RENEWED, MergeOutcome.KEPT, MergeOutcome.UPDATED_BY_HAND, MergeOutcome.CONFLICT,
)  # fmt: skip
BEFORE = "Av 17 uppdrag är 12 klara."
TODAY = "Av 18 uppdrag är 13 klara."


@pytest.mark.parametrize(
    ("theirs", "same_figures", "new_figures"),
    [
        (BEFORE, A, R), (TODAY, U, A), ("Av\u00a017 uppdrag är\n12 klara.", A, R),
        ("Glädjande nog är 12 klara av uppdragen, som är 17.", K, C),
        ("Av de sjutton uppdragen är hela tolv klara.", U, C), ("Av de arton uppdragen är tretton klara.", K, U),
        ("Vi har arbetat hårt.", K, C), ("", K, C), ("Av 17 uppdrag är 12 klara!", U, C), ("Av 99 uppdrag.", K, C),
    ],
)  # fmt: skip
def test_a_sentence_that_a_person_may_have_edited(
    theirs: str, same_figures: MergeOutcome, new_figures: MergeOutcome
) -> None:
    if theirs != TODAY:
        assert decide(BEFORE, theirs, BEFORE) is same_figures
    assert decide(BEFORE, theirs, TODAY) is new_figures


@pytest.mark.parametrize(
    ("base", "theirs", "new", "outcome"),
    [
        ("Grön", "Grön", "Gul", R), ("Grön", "Röd", "Gul", C), ("Grön", "Röd", "Grön", K), ("Grön", "Gul", "Gul", A),
        ("", "", "12", R), ("", "egna ord", "12", C), ("12", "", "12", K), ("12", "12", "", R), ("12", "12 *", "12", U),
        ("12", "13 *", "12", K), ("3,5", "3,5 %", "3,7", C), ("tolv", "12", "tretton", C), ("tolv", "13", "tretton", U),
    ],
)  # fmt: skip
def test_a_figure_or_a_word_that_a_person_may_have_edited(
    base: str, theirs: str, new: str, outcome: MergeOutcome
) -> None:
    assert decide(base, theirs, new) is outcome


TEXTS = st.sampled_from(["", "12", "tolv", "13", "tretton", "12 klara", "12\u00a0klara", "13 klara", "klart", "Klart!"])


@examples(80)
@given(TEXTS, TEXTS, TEXTS, st.booleans())
def test_what_a_person_wrote_is_replaced_only_where_it_is_what_rsplan_wrote(
    base: str, theirs: str, new: str, pending: bool
) -> None:
    outcome = decide(base, theirs, new, pending=pending)
    if outcome is R:
        assert same(theirs, base)
        assert not pending
    if outcome is A:
        assert same(theirs, new)
    if outcome is K:
        assert same(new, base)
        assert pending or not same(theirs, base)
    if outcome is C:
        assert not same(new, base)


@examples(60)
@given(TEXTS, TEXTS, TEXTS)
def test_what_has_been_renewed_agrees_the_next_time(base: str, theirs: str, new: str) -> None:
    outcome = decide(base, theirs, new)
    after = new if outcome is R else theirs
    again = decide(new, after, new)
    assert again in ({R: {A}, A: {A}, K: {K, U}, U: {U}, C: {K, A}}[outcome] | ({A} if same(after, new) else set()))


@examples(60)
@given(TEXTS, TEXTS, TEXTS)
def test_a_revision_that_waits_is_never_overwritten_and_never_called_right(base: str, theirs: str, new: str) -> None:
    assert decide(base, theirs, new, pending=True) in (K, U, C)
