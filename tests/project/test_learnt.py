"""What was learnt is put into the text of the project file: comments, order and all else stay as they are."""

from __future__ import annotations

import tomllib

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.language.taught import Taught
from rsplan.project.learnt import same_layout, with_layouts

FILE = """# Överst står en kommentar.
[organisation]
name = "Regionen"  # behålls

[vocabulary]
"Bra" = "grön"
"""
LAYOUT = Taught(
    "uppdrag*.xlsx", "Blad1", columns={"Vad": "uppdrag"}, words={"Bra": "grön"}, headings=("Vad", "Hur"), seen=("Bra",)
)


def test_a_first_layout_is_added_at_the_end_and_nothing_else_changes() -> None:
    text = with_layouts(FILE, [LAYOUT])
    assert text.startswith(FILE)
    (entry,) = tomllib.loads(text)["layouts"]
    assert entry == {"files": "uppdrag*.xlsx", "sheet": "Blad1", "headings": ["Vad", "Hur"], "seen": ["Bra"],
                     "columns": {"Vad": "uppdrag"}, "vocabulary": {"Bra": "grön"}}  # fmt: skip


def test_the_same_layout_once_more_changes_no_letter() -> None:
    once = with_layouts(FILE, [LAYOUT])
    assert with_layouts(once, [LAYOUT]) == once


@pytest.mark.parametrize(
    ("later", "count"),
    [
        (Taught("uppdrag*.xlsx", "Blad1", headings=("Vad", "Hur", "Ny")), 1),
        (Taught("uppdrag*.xlsx", "Blad1", headings=("VAD", "hur")), 1),
        (Taught("uppdrag*.xlsx", "Blad2", headings=("Vad", "Hur")), 2),
        (Taught("annat.xlsx", "Blad1", headings=("Vad", "Hur")), 2),
        (Taught("uppdrag*.xlsx", "Blad1", headings=("Helt", "Andra", "Rubriker")), 2),
    ],
    ids=["a heading more", "other case", "another sheet", "another file", "another table"],
)  # fmt: skip
def test_a_layout_is_brought_up_to_date_where_it_is_of_the_same_table(later: Taught, count: int) -> None:
    entries = tomllib.loads(with_layouts(with_layouts(FILE, [LAYOUT]), [later]))["layouts"]
    assert len(entries) == count
    assert entries[-1]["headings"] == list(later.headings)
    assert entries[0]["columns"] == {"Vad": "uppdrag"}


def test_what_stood_there_stays_beside_what_is_new_and_comments_too() -> None:
    text = with_layouts(FILE, [LAYOUT]).replace('Vad = "uppdrag"', 'Vad = "uppdrag"  # min egen kommentar')
    later = Taught(
        "uppdrag*.xlsx",
        "Blad1",
        columns={"Hur": "status", "Vad": "uppdrag"},
        words={"Bra": "gul"},
        headings=("Vad", "Hur"),
        counted=False,
    )
    text = with_layouts(text, [later])
    assert "# min egen kommentar" in text
    (entry,) = tomllib.loads(text)["layouts"]
    assert entry["columns"] == {"Vad": "uppdrag", "Hur": "status"}
    assert entry["vocabulary"] == {"Bra": "gul"}
    assert entry["counted"] is False
    assert entry["seen"] == ["Bra"]


HOSTILE = st.text(st.sampled_from("aÅ\"\\#=[]{}'\t.*? \u00a0🟢"), min_size=1, max_size=8)


@examples(20)
@given(HOSTILE, HOSTILE, HOSTILE)
def test_whatever_a_heading_is_called_the_file_reads_back_as_it_was_learnt(heading: str, word: str, sheet: str) -> None:
    layout = Taught(
        "a.xlsx", sheet, columns={heading: "status"}, words={word: "grön"}, headings=(heading,), seen=(word,)
    )
    text = with_layouts(FILE, [layout])
    (entry,) = tomllib.loads(text)["layouts"]
    assert (entry["columns"], entry["vocabulary"], entry["sheet"], entry["headings"]) == (
        {heading: "status"},
        {word: "grön"},
        sheet,
        [heading],
    )
    assert with_layouts(text, [layout]) == text


def test_the_layout_of_a_table_is_that_with_half_of_its_headings() -> None:
    known = [Taught("a", "b", headings=("x", "y")), LAYOUT]
    assert same_layout(known, Taught("uppdrag*.xlsx", "Blad1", headings=("Vad", "Nytt"))) == 1
    assert same_layout(known, Taught("uppdrag*.xlsx", "Blad1", headings=("Nytt", "Nyare", "Nyast"))) is None
    assert same_layout([], LAYOUT) is None
