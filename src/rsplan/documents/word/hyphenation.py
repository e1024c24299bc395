"""Where a Swedish word may break, for words that a column has no room for. Knows no document.

Programs hyphenate by themselves only where they have Swedish patterns, so the places are written into the word, as soft
hyphens, which nobody sees unless the word breaks there.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from rsplan.documents.office.typefaces import Letters

_HYPHEN = re.compile(r"-(?!\d)")
_DIGITS = re.compile(r"\d")
_WORDS = re.compile(r"[^\s-]*-|[^\s-]+")  # a line may break after a hyphen
_LEAST = 3  # letters before and after a hyphen


def unbroken(text: str) -> list[str]:
    """What of a text stays on a line: a line may break after a hyphen, but not within 2025-04-30."""
    return (_HYPHEN.sub("- ", text) if "-" in text else text).split(" ")


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
    """Where a word may be cut: at the s that joins its parts if they have room then ("försörjnings-planer"), else
    between all its parts, and where a part is too wide itself, between its letters."""
    cuts: list[int] = []
    places = [place for place in places_of(word) if _LEAST <= place <= len(word) - _LEAST]
    joints = [place for place in places if word[place - 1] == "s"]
    if all(letters.width_of(word[start:end]) <= room for start, end in pairwise([0, *joints, len(word)])):
        return joints
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
def places_of(word: str) -> tuple[int, ...]:
    """Where a word may be hyphenated by Liang's method: a place is as strong as the strongest pattern says, and odd
    strengths break. ``pyphen`` gives the same places (a test holds them together)."""
    patterns = _patterns()
    dotted = f".{word.lower()}."
    strengths = [0] * (len(dotted) + 1)
    for start in range(len(dotted)):
        for end in range(start + 1, min(start + _longest(), len(dotted)) + 1):
            for place, strength in _strengths(patterns.get(dotted[start:end], "")):
                strengths[start + place] = max(strengths[start + place], strength)
    return tuple(place - 1 for place, strength in enumerate(strengths) if strength % 2)


@cache
def _strengths(pattern: str) -> tuple[tuple[int, int], ...]:
    """The digits of a pattern and how many letters stand before each: ``a1b2`` has 1 after one and 2 after two."""
    return tuple((found.start() - number, int(found[0])) for number, found in enumerate(_DIGITS.finditer(pattern)))


@cache
def _patterns() -> dict[str, str]:
    """The patterns of pyphen's Swedish dictionary by their letters. pyphen itself reads the strengths of all 15,000
    before it can tell of one word, which is a third of the time that a report takes."""
    from pyphen import LANGUAGES, language_fallback

    encoding, _, rest = LANGUAGES[language_fallback("sv_SE")].read_bytes().partition(b"\n")
    lines = rest.decode(encoding.decode().strip())
    letters = _DIGITS.sub("", lines).split("\n")
    return {bare: line for bare, line in zip(letters, lines.split("\n"), strict=True) if bare != line}


@cache
def _longest() -> int:
    return max(map(len, _patterns()))
