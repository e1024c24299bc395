"""What a control's text says, whoever wrote it: its numbers in figures or words, its spaces aside. Knows no Word."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache

from rsplan.language.swedish import JOINER, cardinal

_LARGEST_WORD = 999
_NUMBER = re.compile(
    r"(?<![\w/.,§])(?P<grouped>[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+)(?![0-9])"
    r"|(?<![\w/,§])(?<!§\s)(?P<plain>[0-9]+(?:,[0-9]+)?)(?![0-9/])"
    r"|(?<![\w/])(?P<word>[a-zåäö]+)(?!\w)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-zåäöé]{3,}")
_LINKING = frozenset(
    {
        "och", "samt", "medan", "men", "varav", "var", "vara", "varit", "blev", "bedöms", "som", "det", "den", "dem",
        "dessa", "har", "hade", "ingen", "inga", "utan", "med", "för", "till", "totalt", "också", "samtidigt", "därav",
        "övriga", "resten", "vidare",
    }
)  # fmt: skip
_STEM = 4  # "gröna" and "grönt", "försenade" and "försenad"
_BEFORE, _AFTER = 0, 2
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
# These are articles more often than numbers.
_ARTICLES = frozenset({"en", "ett"})


@cache
def number_words() -> dict[str, int]:
    """Number words by themselves, up to 999, of both genders."""
    return {cardinal(number, gender): number for number in range(_LARGEST_WORD + 1) for gender in ("t", "n")}


def plain(text: str) -> str:
    """The text as it is compared: composed, every run of spaces one, what only binds signs together left out."""
    return " ".join(unicodedata.normalize("NFC", text.replace(JOINER, "")).split())


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
    """Whether a text that a person wrote states the numbers of a computed one; a text without numbers tells nothing.

    Each number keeps what it counts: in another order the words beside it must be those of the computed text, and no
    number may stand by the words of another.
    """
    stated, told = ([value for value in numbers(text) if value != "1"] for text in (computed, edited))
    if not stated or Counter(stated) != Counter(told):
        return False
    wanted = _counted(computed, _AFTER)
    return any(_pairs(_counted(edited, side), wanted, told == stated and side == _AFTER) for side in (_AFTER, _BEFORE))


def _counted(text: str, side: int) -> dict[str, set[str]]:
    """What each number counts: the beginnings of the words up to the next number, those that tell it from others."""
    found = [(match, value) for match in _NUMBER.finditer(text) if (value := _value(match)) is not None]
    edges = [0, *(edge for match, _ in found for edge in match.span()), len(text)]
    words = [
        {
            word[:_STEM]
            for word in _WORD.findall(text[edges[2 * at + side] : edges[2 * at + side + 1]].casefold())
            if word not in _LINKING
        }
        for at in range(len(found))
    ]
    counted: dict[str, set[str]] = {}
    for (_, value), near in zip(found, words, strict=True):
        counted[value] = counted.get(value, set()) | near
    common = Counter(word for near in counted.values() for word in near)
    return {value: {word for word in near if common[word] == 1} for value, near in counted.items() if value != "1"}


def _pairs(told: Mapping[str, set[str]], wanted: Mapping[str, set[str]], in_order: bool) -> bool:
    """Whether every number stands by its own words; in the computed order it is enough that none has another's."""
    owners = {word: value for value, words in wanted.items() for word in words}
    crossed = any(owners.get(word, value) != value for value, words in told.items() for word in words)
    return not crossed and (in_order or len(told) == 1 or all(words & wanted[value] for value, words in told.items()))


def bare(text: str) -> str:
    """A status without its symbol and in small letters: "◐ Delvis uppfyllt" is "delvis uppfyllt"."""
    return re.sub(r"^\W+", "", plain(text)).casefold()
