"""When a word may be a slip of the keyboard for another, and when it never is. Knows letters, not meanings.

A suggestion is read as advice: one that says the opposite is worse than none. So each word must resemble its own,
nothing that denies may be put before it, and a word that is right as it stands is no slip for another: "planerad slut"
is not "planerad start".
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Sequence

SIMILAR = 0.7
_SIMILAR_BEHIND_ANOTHER_LETTER = 0.8
LONGEST_MISSPELLING = 80
_MOST_CANDIDATES = 8
_LONGEST_ENDING = 2
_SHORTEST_FIRST_PART, _SHORTEST_SECOND_PART, _SIMILAR_REST = 5, 4, 0.6
_DENYING_PREFIXES = ("o", "in", "un", "non", "icke", "ej", "miss")
_DENYING_WORDS = frozenset({"ej", "inte", "icke", "ingen", "inget", "inga", "utan", "saknas"})


def is_slip(said: str, meant: str) -> bool:
    """True where one word resembles the other, with the same digits, and neither is the other denied."""
    if said == meant:
        return True
    if _digits(said) != _digits(meant) or _denies(said, meant):
        return False
    if _ends_otherwise(said, meant):
        return False
    alike = difflib.SequenceMatcher(None, said, meant).ratio()
    return alike >= (SIMILAR if said[0] == meant[0] else _SIMILAR_BEHIND_ANOTHER_LETTER)


def _ends_otherwise(said: str, meant: str) -> bool:
    """True for two compounds that begin alike and end in words of their own: "resultatområde" and "resultatmålen"."""
    same = next((at for at, (a, b) in enumerate(zip(said, meant, strict=False)) if a != b), min(len(said), len(meant)))
    rests = said[same:], meant[same:]
    if same < _SHORTEST_FIRST_PART or min(map(len, rests)) < _SHORTEST_SECOND_PART:
        return False
    return difflib.SequenceMatcher(None, *rests).ratio() < _SIMILAR_REST


def _denies(said: str, meant: str) -> bool:
    """True where what was written begins by denying and what was meant does not, or where one is the other denied."""
    begins = said[0] != meant[0] and said.startswith(_DENYING_PREFIXES)
    return begins or any(prefix + said == meant or prefix + meant == said for prefix in _DENYING_PREFIXES)


def _digits(word: str) -> str:
    return "".join(filter(str.isdigit, word))


def candidates(key: str, words: Iterable[str]) -> list[str]:
    """The words that a folded text resembles as a whole, the likeliest first."""
    if len(key) > LONGEST_MISSPELLING:
        return []
    return difflib.get_close_matches(key, list(words), n=_MOST_CANDIDATES, cutoff=SIMILAR)


def slips_of(said: Sequence[str], meant: Sequence[str], right: Collection[str]) -> bool:
    """True where each word may be a slip for its own; ``right`` are the words that are right as they stand."""
    if "".join(said) == "".join(meant):
        return True
    if len(said) != len(meant) or _DENYING_WORDS & {*said} != _DENYING_WORDS & {*meant}:
        return False
    return all(
        one == other or (is_slip(one, other) and (one not in right or _is_inflected(one, other)))
        for one, other in zip(said, meant, strict=True)
    )


def _is_inflected(one: str, other: str) -> bool:
    """True for two forms of a word: they differ in their last letters only."""
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return same > _LONGEST_ENDING and max(len(one), len(other)) - same <= _LONGEST_ENDING
