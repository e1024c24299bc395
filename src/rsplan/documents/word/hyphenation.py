"""Where a Swedish word may break, for words that a column has no room for. Knows no document.

Programs hyphenate by themselves only where they have Swedish patterns, so the places are written into the word, as soft
hyphens, which nobody sees unless the word breaks there.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from rsplan.documents.office.typefaces import Letters

if TYPE_CHECKING:
    from pyphen import Pyphen

_WORDS = re.compile(r"[^\W\d_]+|[\w]+")
_LEAST = 3  # letters before and after a hyphen


def split_to_fit(text: str, letters: Letters, room: int) -> list[str]:
    """The text cut where a soft hyphen should stand, so that no piece of a word is wider than the room (in thousandths
    of the text's size). A text whose words all fit comes back whole."""
    if all(letters.width_of(word) <= room for word in text.replace("-", "- ").split()):
        return [text]
    pieces, start = [], 0
    for found in _WORDS.finditer(text):
        if letters.width_of(found[0]) > room:
            for cut in _cuts(found[0], letters, room - letters["-"]):
                pieces.append(text[start : found.start() + cut])
                start = found.start() + cut
    return [*pieces, text[start:]]


def _cuts(word: str, letters: Letters, room: int) -> list[int]:
    """Where a word may be cut: between its parts, and where a part is too wide itself, between its letters."""
    cuts: list[int] = []
    places = [place for place in _patterns().positions(word) if _LEAST <= place <= len(word) - _LEAST]
    for start, end in zip([0, *places], [*places, len(word)], strict=True):
        if start:
            cuts.append(start)
        begun = start
        for place in range(start + 1, end):
            if letters.width_of(word[begun : place + 1]) > room and place > begun:
                cuts.append(place)
                begun = place
    return sorted(set(cuts))


@cache
def _patterns() -> Pyphen:
    from pyphen import Pyphen

    return Pyphen(lang="sv_SE")
