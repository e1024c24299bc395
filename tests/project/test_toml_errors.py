"""What Python says of a TOML file is told in Swedish, with the row."""

from __future__ import annotations

import inspect
import re
import tomllib
from pathlib import Path
from tomllib import _parser  # type: ignore[attr-defined]

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rsplan.findings.finding import ConfigurationError
from rsplan.plan.period import Period, Tertial
from rsplan.project.settings import load_settings
from rsplan.project.toml_errors import said_of_toml

SAID = sorted(set(re.findall(r'suffixed_err\(\s*\w+,\s*\w+,\s*f?"([^"]+)"', inspect.getsource(_parser))))


@pytest.mark.parametrize("message", SAID)
def test_everything_that_the_reader_says_has_words_of_its_own(message: str) -> None:
    said = said_of_toml(tomllib.TOMLDecodeError(f"{message} (at line 3, column 7)"))
    assert said.startswith("rad 3, tecken 7: ")
    assert "går inte att tolka" not in said


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='ab="[]{},#\n\\ 0é.-', max_size=25))
def test_no_text_brings_english_to_a_person(text: str) -> None:
    said = ""
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = said_of_toml(error)
    assert not re.search(r"\b(?:Invalid|Expected|at line|Cannot|Found|Unclosed)\b", said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = " + "[" * 5_000, "listor eller tabeller står i varandra i för många nivåer"),
        ("a = " + "1" * 5_000, "ett heltal har för många siffror"),
    ],
)
def test_what_python_cannot_hold_is_a_fault_of_the_file(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "rsplan.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=said) as told:
        load_settings(tmp_path, Period(2025, Tertial.APRIL))
    assert told.value.code == "RSP624"
