"""How wide words are in a font. Knows no document.

The widths of the usual fonts come with rsplan (``letter_widths.json``, made by ``scripts/make_letter_widths.py``): a
document is then the same on every machine, whatever fonts that has. Any other font is measured in its own file where
the machine has it, else by the widest of the usual ones.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from rsplan.documents.office.font_files import letters_in_file
from rsplan.documents.office.stand_ins import STAND_INS, folded

_WIDTHS = Path(__file__).parent / "letter_widths.json"
# What Linux, macOS and LibreOffice show when a font is missing, and the widest of the usual ones.
WIDEST = "DejaVu Sans"
_UNKNOWN = 1000  # a letter that no table has: an em, as East Asian letters and most symbols are


# Fonts that are measured by another: not the same widths, but never wider in any letter by more than a hundredth.
_ALIKE = {"verdana": "DejaVu Sans", "tahoma": "DejaVu Sans", "georgia": "DejaVu Serif", "consolas": "Liberation Mono"}


class Letters(dict[str, int]):
    """Widths of letters in thousandths of the size."""

    def __missing__(self, letter: str) -> int:
        return _UNKNOWN

    def width_of(self, word: str) -> int:
        """The width of a word in thousandths of the size. Kerning, which narrows it, is left out."""
        return sum(map(self.__getitem__, word))

    def widest_of(self, words: Iterable[str]) -> int:
        """The width of the widest of some words, 0 of none."""
        most, widest = max(self.values(), default=_UNKNOWN), 0
        # Longest first: once a word is too short even if every letter were the widest, no later one need be measured.
        for word in sorted(words, key=len, reverse=True):
            if len(word) * max(most, _UNKNOWN) <= widest:
                break
            widest = max(widest, self.width_of(word))
        return widest


@cache
def letters(family: str, *, bold: bool = False) -> Letters:
    """The widths of a font's letters. Those that the font lacks are taken from the widest, which stands in for them."""
    weight = "bold" if bold else "regular"
    known = _usual()
    name = folded(family)
    stand_in = STAND_INS.get(name)
    usual = stand_in.family if stand_in else _ALIKE.get(name, family)
    own = known.get((folded(usual), weight))
    if own is None:
        own = letters_in_file(family, bold=bold) or {}
    return Letters({**known[folded(WIDEST), weight], **own})


@cache
def _usual() -> Mapping[tuple[str, str], Mapping[str, int]]:
    """The letters of the usual fonts by folded name and weight."""
    read = json.loads(_WIDTHS.read_text(encoding="utf-8"))
    return {
        (folded(family), weight): {
            letter: width for letter, width in zip(read["characters"], widths, strict=True) if width
        }
        for family, weights in read["families"].items()
        for weight, widths in weights.items()
    }
