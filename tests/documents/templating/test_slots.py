"""Places in a text where a value goes in later: no value is ever read as Markdown or XML, no text forges a place."""

from __future__ import annotations

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.documents.templating.slots import Slot, Slots, has_slot

TEXT = st.text(
    st.sampled_from(["a", "Å", " ", "*", "<", "1", "\n", "\ue000", "\ue001", "\ue010", "\ue015"]), max_size=8
)


@examples(60)
@given(st.lists(st.tuples(TEXT, st.integers(0, 99)), max_size=13), TEXT)
def test_a_text_is_cut_at_its_slots_and_every_value_comes_back_in_its_place(
    parts: list[tuple[str, int]], end: str
) -> None:
    slots = Slots()
    written, expected = "", []
    for text, value in parts:
        clean = slots.clean_source(text)
        written += clean + slots.put(value)
        expected += [clean, value]
    last = slots.clean_source(end)
    pieces = list(slots.pieces(written + last))
    assert [piece.value if isinstance(piece, Slot) else piece for piece in pieces] == [
        part for part in [*expected, last] if part != ""
    ]
    assert has_slot(written) is bool(parts)


@examples(40)
@given(st.integers(1, 200))
def test_a_mark_has_neither_figure_nor_letter_nor_space_in_it(count: int) -> None:
    slots = Slots()
    marks = [slots.put(None) for _ in range(count)]
    assert len(set(marks)) == count
    assert not any(sign.isalnum() or sign.isspace() or sign.isascii() for sign in marks[-1])


@pytest.mark.parametrize(
    "forged", ["\ue000\ue019\ue001", "\ue000\ue011\ue010\ue001", "\ue000\ue001", "\ue000a\ue001", "\ue010"]
)
def test_a_mark_that_no_slot_answers_to_stays_text_and_never_passes_from_a_source(forged: str) -> None:
    slots = Slots()
    slots.put("hemligt")
    assert list(slots.pieces(f"a{forged}b")) == [f"a{forged}b"]
    assert slots.clean_source(f"a{forged}b").strip("a").strip("b") == ""
    assert slots.cleaned == [f"a{forged}b"]


@pytest.mark.parametrize(
    ("text", "clean", "remembered"),
    [
        ("Nära vård", "Nära vård", False), ("a\r\nb\rc", "a\nb\nc", False), ("a\x0bb\x0cc", "a\nb\nc", False),
        ("a\x00b", "ab", True),
        ("a\ud800b", "ab", True), ("a\tb\nc", "a\tb\nc", False), ("a\ufffeb", "ab", True),
        ("🟢 Grön", "🟢 Grön", False),
        
        
        
        
        
        ("", "", False),
    ],
)  # fmt: skip
def test_what_no_document_can_hold_is_taken_out_and_remembered(text: str, clean: str, remembered: bool) -> None:
    slots = Slots()
    assert slots.clean(text) == clean
    assert slots.cleaned == ([text] if remembered else [])
    assert slots.clean(clean) == clean


@pytest.mark.parametrize(("text", "has"), [(None, False), ("", False), ("a", False), ("\ue000", True)])
def test_whether_a_text_holds_a_slot(text: str | None, has: bool) -> None:
    assert has_slot(text) is has
