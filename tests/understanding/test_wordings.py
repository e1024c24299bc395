"""What is said of the wordings of a status column: once each, with every cell, and the line that teaches it."""

from __future__ import annotations

import tomllib

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st
from tables_support import VOCABULARY, grid

from rsplan.findings.finding import ExportError, Finding
from rsplan.understanding.plan import read_plan
from rsplan.understanding.wordings import line_to_paste, shortened

NAMES = [f"Uppdrag {letter}" for letter in "abcdefgh"]


def said(*texts: str, noun: str = "Uppdrag") -> list[Finding]:
    try:
        return list(read_plan([grid([[noun, "Status"], *zip(NAMES, texts, strict=False)])], VOCABULARY).findings)
    except ExportError as refused:
        return list(refused.findings)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Bra", '"Bra" = "gul"'), ('sa "ja"', r'"sa \"ja\"" = "gul"'), ("a\\b", r'"a\\b" = "gul"'),
        ("x" * 61, '"ordet" = "gul"'),
        ("x" * 60, f'"{"x" * 60}" = "gul"'), ("rad\nbruten", '"ordet" = "gul"'), ("flik\t", '"ordet" = "gul"'),
    ],
)  # fmt: skip
def test_the_line_to_paste_is_toml_that_teaches_the_wording(text: str, line: str) -> None:
    assert line_to_paste(text, "gul") == line
    assert list(tomllib.loads(line_to_paste(text, "gul")).values()) == ["gul"]


@examples(60)
@given(st.text(max_size=70))
def test_the_line_to_paste_is_toml_whatever_the_wording_is(text: str) -> None:
    (key,) = tomllib.loads(line_to_paste(text, "gul"))
    assert key in (text, "ordet")


@pytest.mark.parametrize(("text", "fits"), [("kort", "kort"), ("x" * 60, "x" * 60), ("x" * 61, "x" * 59 + "…")])
def test_a_wording_fits_in_a_message(text: str, fits: str) -> None:
    assert shortened(text) == fits


@pytest.mark.parametrize(
    ("texts", "cells", "where"),
    [
        (["Hm", "Grön", "Gul"], (), ""), (["Hm", "Grön", "Hm", "Gul", "Gul"], ("B2", "B4"), "(2 celler: B2, B4)"),
        (["Hm", "Hm", "Hm", "Hm", "Hm", "Grön", "Gul", "Gul"], ("B2", "B3", "B4", "B5", "B6"),
        "(5 celler: B2, B3, B4, B5 …)"),
    ],
)  # fmt: skip
def test_a_wording_is_said_once_with_its_cells(texts: list[str], cells: tuple[str, ...], where: str) -> None:
    (found,) = [entry for entry in said(*texts) if entry.value == "Hm" and entry.code == "RSP201"]
    assert found.cell == "B2"
    assert found.cells == (cells or ("B2",))
    assert where in found.message


def test_each_unknown_wording_has_its_own_line_and_its_nearest_word() -> None:
    found = [entry for entry in said("Grönn", "Hmm", "Grön", "Gul", "Röd") if entry.code == "RSP201"]
    assert [entry.value for entry in found] == ["Grönn", "Hmm"]
    assert 'Menades "grön"?' in found[0].message
    assert "Menades" not in found[1].message
    assert '"Grönn" = "grön"' in str(found[0])
    assert '"Hmm" = "' in str(found[1])


@pytest.mark.parametrize(
    ("texts", "refused"),
    [
        (["Hm", "Hmm", "Nja", "Tja", "Grön"], True), (["Hm", "Hmm", "Nja", "Grön", "Gul"], True),
        (["Hm", "Hmm", "Nja"], True),
        (["Hm", "Hmm", "Röd", "Grön", "Gul"], False),
        (["Hm"] * 4 + ["Grön"] * 4, False), (["Hm"] * 5 + ["Grön"] * 3, True),
    ],
    ids=["most of five", "three of five", "all of three", "two of five", "half", "one wording, most cells"],
)  # fmt: skip
def test_a_column_of_mostly_unknown_words_is_refused(texts: list[str], refused: bool) -> None:
    assert any(entry.severity.value == "error" for entry in said(*texts)) is refused


@pytest.mark.parametrize(
    ("text", "label"), [("Grön 2025-04-30", "uppfyllt"), ("3. Gul", "delvis"), ("Uppfyllt (maj)", "uppfyllt")]
)
def test_a_wording_that_was_worked_out_is_said_with_its_meaning(text: str, label: str) -> None:
    found = [entry for entry in said(text, "Grön", "Gul") if entry.value == text]
    assert all(label in str(entry).casefold() for entry in found)
    assert not any(entry.severity.value == "error" for entry in found)


def test_known_wordings_are_not_mentioned() -> None:
    assert said("Grön", "GUL ", "Röd", "Uppfyllt", "🟢") == []
