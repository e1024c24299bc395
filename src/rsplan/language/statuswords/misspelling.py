"""A single word with one slip of the keyboard, where only one status can be meant: "Pågåede", "Försened".

The ending and the beginning of a Swedish word carry what it says ("påbörjas", "påbörjad", "oförsenad"), so the first
and the last letter must be right, and another ending of the same word is no slip ("avslutas", "avslutats").
One letter is missing, doubled, wrong or has changed places, and no word of another meaning is one letter away, or two
with the same first and last. A negation or a degree is a word of its own: several words are never mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from rsplan.language.statuswords.lexicon import Lexicon, Part, lexicon_of
from rsplan.language.statuswords.reading import StatusReading
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.folding import fold
from rsplan.plan.model import Kind

_SHORTEST, _LONGEST = 7, 30
_WORD = re.compile(r"[^\W\d_]+")
_NEAR, _TOO_NEAR = 1, 2
# Two letters changed make four that only one of the words has.
_UNLIKE, _MOST = 4, 200
_ENDING = re.compile(r"(?:|[strdaen]|a[srtdn]|e[srtn]|[td]e|da|ts|tt|dd|na|ats|ade|ande|ende|are|ens|ets)")


def mended(kind: Kind, texts: Sequence[str], vocabulary: Vocabulary) -> Iterator[tuple[str, StatusReading]]:
    """What misspelt words mean, each with the word that was meant; not those of which nobody can tell."""
    keys = {text: fold(text).rstrip(".!") for text in texts[:_MOST]}
    single = {text: key for text, key in keys.items() if _SHORTEST <= len(key) <= _LONGEST and _WORD.fullmatch(key)}
    if not single:
        return
    lexicon = lexicon_of(kind, vocabulary)
    words = dict(_words(kind, vocabulary, lexicon))
    for text, key in single.items():
        if key not in lexicon.words and (reading := _meant(key, words)):
            yield text, reading


def _meant(key: str, words: Mapping[str, str | None]) -> StatusReading | None:
    """The one meaning of the words that are near, where one of them was meant."""
    letters = set(key)
    close = [word for word in words if abs(len(word) - len(key)) <= _TOO_NEAR and len(letters ^ set(word)) <= _UNLIKE]
    far = {word: distance for word in close if (distance := _distance(key, word)) <= _TOO_NEAR}
    rivals = [word for word, distance in far.items() if distance == _NEAR or (words[word] and _framed_alike(key, word))]
    meant = [word for word in rivals if far[word] == _NEAR and _framed_alike(key, word) and not _inflected(key, word)]
    meanings = {words[word] for word in rivals}
    if not meant or len(meanings) > 1 or None in meanings:
        return None
    return StatusReading(str(meanings.pop()), (f'felskrivet "{meant[0]}"',), judged=True)


def _words(kind: Kind, vocabulary: Vocabulary, lexicon: Lexicon) -> Iterator[tuple[str, str | None]]:
    """Every single word with what it means by itself; None for one that means nothing by itself."""
    known = vocabulary.words[vocabulary.family(kind)]
    yield from ((word, meaning) for word, meaning in known.items() if _WORD.fullmatch(word))
    for phrase, roles in lexicon.phrases.items():
        if len(phrase) > 1 or phrase[0] in known:
            continue
        concepts = {role.name for role in roles if role.part is Part.CONCEPT and not role.needs_verb}
        meanings = {lexicon.meanings[name].get("ensamt") for name in concepts}
        plain = len(meanings) == 1 and not concepts & (lexicon.doubtful | lexicon.scales)
        yield phrase[0], meanings.pop() if plain else None


def _framed_alike(one: str, other: str) -> bool:
    return one[0] == other[0] and one[-1] == other[-1]


def _inflected(one: str, other: str) -> bool:
    """True for two forms of a word: what is left of either behind what they share is an ending."""
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return any(_ENDING.fullmatch(one, at) and _ENDING.fullmatch(other, at) for at in range(max(same - 1, 0), same + 1))


def _distance(one: str, other: str) -> int:
    """How many letters are wrong, missing, added, or have changed places with the next; 3 for more than two."""
    from rapidfuzz.distance import OSA  # few columns have a strange word

    return OSA.distance(one, other, score_cutoff=_TOO_NEAR)
