"""When two texts name the same thing: NFKC (so that hard spaces and decomposed letters meet), folded case, collapsed
spaces. The original is kept for display. Knows no words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import TypeVar

T = TypeVar("T")
# Zero-width characters, soft hyphens, and the sign that asks for a coloured emoji: nobody sees them.
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\ufe0e\ufe0f]")
_SPACES = re.compile(r"\s+")
# A printable sign that stays itself when folded, and that no text is likely to hold: it joins texts.
JOINT = "¦"
_PORTION = 2048
# The signs of Latin-1 that can be seen, that NFKC leaves alone and that fold to one such sign each: with them alone a
# text is folded as bytes, ten times as fast.
_LATIN_1 = [chr(code) for code in range(256)]
_PLAIN = "".join(
    sign
    for sign in _LATIN_1
    if sign.isprintable() and unicodedata.normalize("NFKC", sign) == sign and sign.casefold() in _LATIN_1
).encode("latin-1")
_FOLDED = bytes.maketrans(_PLAIN, _PLAIN.decode("latin-1").casefold().encode("latin-1"))


# The same words stand in row after row, and the same names in every period's exports.
@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """The key that two spellings of one label share; the original is kept for display."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))).strip().casefold()


# What a heading may end in that is no part of it: footnote signs, a colon, an asterisk.
MARKS = "¹²³⁴⁵⁽⁾:*† "


def heading_key(text: str) -> str:
    """A heading as the vocabulary keeps it: folded, without a trailing colon, asterisk or footnote sign."""
    return fold(text.rstrip(MARKS)).rstrip(MARKS)


def fold_many(texts: Iterable[str]) -> dict[str, str]:
    """Each distinct text with its key. As ``fold``, but ten times as fast for many that need no tidying."""
    distinct = list(dict.fromkeys(texts))
    return dict(zip(distinct, _folded(distinct), strict=True))


def fold_column(texts: Sequence[str]) -> list[str]:
    """The key of every text of a column, in its place."""
    if len(set(texts)) * 2 < len(texts):
        return list(map(fold_many(texts).__getitem__, texts))
    return _folded(texts)


def _folded(texts: Sequence[str]) -> list[str]:
    return list(chain.from_iterable(map(_folded_portion, portions(texts))))


def _folded_portion(texts: Sequence[str]) -> list[str]:
    joined = JOINT.join(texts)
    if _is_plain(joined):
        keys = joined.encode("latin-1").translate(_FOLDED).decode("latin-1").split(JOINT)
    else:
        keys = unicodedata.normalize("NFKC", joined).casefold().split(JOINT)
    return keys if len(keys) == len(texts) and is_tidy(" ".join(filter(None, keys))) else list(map(fold, texts))


def portions(texts: Sequence[T]) -> Iterator[Sequence[T]]:
    """A column in parts whose texts, joined, fit a processor's cache; strange signs in one part leave the others be."""
    return (texts[at : at + _PORTION] for at in range(0, len(texts), _PORTION))


def is_tidy(joined: str) -> bool:
    """True where no text of those that spaces join has odd spaces, invisible characters or spaces at its ends."""
    visible = _is_plain(joined) or joined.isprintable()
    return visible and not any(map(joined.__contains__, ("  ", "\ufe0e", "\ufe0f"))) and joined.strip(" ") == joined


def _is_plain(joined: str) -> bool:
    try:
        return not joined.encode("latin-1").translate(None, _PLAIN)
    except UnicodeEncodeError:
        return False


def ascii_fold(text: str) -> str:
    """``Målområde`` as the export view spells it: ``malomrade``."""
    decomposed = unicodedata.normalize("NFKD", fold(text))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def slug(text: str) -> str:
    """A label as part of a fact's id: ``HR-avdelningen`` is ``hr_avdelningen``."""
    return re.sub(r"[^a-z0-9]+", "_", ascii_fold(text)).strip("_") or "utan_namn"


def unique_slugs(names: Iterable[str]) -> dict[str, str]:
    """Each name's part of a fact id; names that fold to the same slug are told apart by a number."""
    distinct = list(dict.fromkeys(names))
    return dict(zip(distinct, unique_slugs_of(distinct), strict=True))


def unique_slugs_of(names: Iterable[str]) -> list[str]:
    """As ``unique_slugs``, a slug for each name in turn."""
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    slugs = []
    for name in names:
        base = candidate = slug(name)
        while candidate in taken:
            numbers[base] = numbers.get(base, 1) + 1
            candidate = f"{base}_{numbers[base]}"
        taken.add(candidate)
        slugs.append(candidate)
    return slugs
