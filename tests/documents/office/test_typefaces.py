"""Widths of letters: those that come with rsplan are the fonts' own, and a font of the machine is measured."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from rsplan.documents.office.font_files import letters_in_file, stand_in_for
from rsplan.documents.office.typefaces import letters

needs_fontconfig = pytest.mark.skipif(shutil.which("fc-match") is None, reason="fontconfig is not installed (fc-match)")


def installed(family: str) -> bool:
    """Whether the machine has a font of that very name."""
    found = subprocess.run(["fc-match", "--format", "%{family}", family], capture_output=True, text=True, check=True)
    return family in found.stdout.split(",")


@needs_fontconfig
@pytest.mark.parametrize(
    ("name", "file"), [("Calibri", "Carlito"), ("Arial", "Liberation Sans"), ("Verdana", "DejaVu Sans")]
)
@pytest.mark.parametrize("bold", [False, True])
def test_the_widths_that_come_with_rsplan_are_those_of_the_files(name: str, file: str, bold: bool) -> None:
    if not installed(file):
        pytest.skip(f"the font {file} is not installed")
    own, measured = letters(name, bold=bold), letters_in_file(file, bold=bold)
    assert measured
    assert {letter for letter in "ABCÅÄÖabcåäö0123456789–%" if own[letter] != measured[letter]} == set()


def test_a_font_that_nobody_has_is_measured_as_the_widest() -> None:
    assert letters("Finns Inte")["m"] == letters("DejaVu Sans")["m"] > letters("Calibri")["m"]


def test_the_widest_word_is_found_although_another_has_more_letters() -> None:
    assert letters("Arial").widest_of(["illilli", "WWWWWW"]) == letters("Arial").width_of("WWWWWW")
    assert letters("Arial").widest_of([]) == 0


@needs_fontconfig
@pytest.mark.parametrize("name", ["Finns Inte", "--version", "Arial:bold=1", "a,b\\", ""])
def test_a_font_that_the_machine_lacks_has_a_named_stand_in(name: str) -> None:
    assert stand_in_for(name)


@needs_fontconfig
def test_a_font_of_the_same_widths_is_no_lack() -> None:
    if not installed("Liberation Sans"):
        pytest.skip("the font Liberation Sans is not installed")
    assert stand_in_for("Liberation Sans") == ""
    assert stand_in_for("Arial") == ""
