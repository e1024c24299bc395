"""What a control's text says, whoever wrote it: its numbers in figures or words, its spaces aside. Knows no Word."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from rsplan.language.swedish import cardinal

_LARGEST_WORD = 999
_NUMBER = re.compile(
    r"(?<![\w/.,§])(?P<grouped>[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+)(?![0-9])"
    r"|(?<![\w/,§])(?<!§\s)(?P<plain>[0-9]+(?:,[0-9]+)?)(?![0-9/])"
    r"|(?<![\w/])(?P<word>[a-zåäö]+)(?!\w)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
# These are articles more often than numbers.
_ARTICLES = frozenset({"en", "ett"})


@cache
def number_words() -> dict[str, int]:
    """Number words by themselves, up to 999, of both genders."""
    return {cardinal(number, gender): number for number in range(_LARGEST_WORD + 1) for gender in ("t", "n")}


def plain(text: str) -> str:
    """The text as it is compared: composed, every run of spaces one."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def same(one: str, other: str) -> bool:
    """Whether two texts are the same but for spaces."""
    return one == other or plain(one) == plain(other)


def numbers(text: str) -> tuple[str, ...]:
    """The numbers that a text states, in order, as digits. Years and articles are none."""
    found = (_value(match) for match in _NUMBER.finditer(text))
    return tuple(value for value in found if value is not None)


def _value(match: re.Match[str]) -> str | None:
    if match["grouped"]:
        return re.sub(r"\D", "", match["grouped"])
    if match["plain"]:
        text = match["plain"]
        return None if _YEAR.fullmatch(text) else text.lstrip("0") or "0"
    word = match["word"].casefold()
    return None if word in _ARTICLES or word not in number_words() else str(number_words()[word])


def says_the_same(edited: str, computed: str) -> bool:
    """Whether a text that a person wrote states the numbers of a computed one; a text without numbers tells nothing."""
    stated = [value for value in numbers(computed) if value != "1"]
    return bool(stated) and Counter(value for value in numbers(edited) if value != "1") == Counter(stated)


def bare(text: str) -> str:
    """A status without its symbol and in small letters: "◐ Delvis uppfyllt" is "delvis uppfyllt"."""
    return re.sub(r"^\W+", "", plain(text)).casefold()
