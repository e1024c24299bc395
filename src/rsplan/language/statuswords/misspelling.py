"""A single word with one slip of the keyboard, where only one status can be meant: "Pågåede", "Försened".

The ending and the beginning of a Swedish word carry what it says ("påbörjas", "påbörjad", "oförsenad"), so the first
and the last letter must be right, and another ending of the same word is no slip ("avslutas", "avslutats").
One letter is missing, doubled, wrong or has changed places, and no word of another meaning is one letter away, or two
with the same first and last. A negation or a degree is a word of its own: of several words only the one behind a plain
"ej" is mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from rsplan.language.statuswords.clauses import read_clause
from rsplan.language.statuswords.lexicon import Lexicon, Part, lexicon_of
from rsplan.language.statuswords.reading import StatusReading
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.folding import fold
from rsplan.plan.model import Kind

_SHORTEST, _SHORTEST_DOUBLED, _LONGEST = 7, 5, 30
_DENIED = re.compile(r"^(?P<denial>(?:ej|inte|icke) )?(?P<word>[^\W\d_]{6,})$")
_VOWELS = frozenset("aouåeiyäö")
_WORD = re.compile(r"[^\W\d_]+")
_NEAR, _TOO_NEAR = 1, 2
# Two letters changed make four that only one of the words has.
_UNLIKE, _MOST = 4, 200
_ENDING = re.compile(r"(?:|[strdaen]|a[srtdn]|e[srtn]|[td]e|da|ts|tt|dd|na|ats|ade|ande|ende|are|ens|ets)")


def mended(kind: Kind, texts: Sequence[str], vocabulary: Vocabulary) -> Iterator[tuple[str, StatusReading]]:
    """What misspelt words mean, each with the word that was meant; not those of which nobody can tell."""
    keys = {text: _DENIED.match(fold(text).rstrip(".!")) for text in texts[:_MOST]}
    slips = {text: found for text, found in keys.items() if found and len(found["word"]) <= _LONGEST}
    if not slips:
        return
    lexicon = lexicon_of(kind, vocabulary)
    words = dict(_words(kind, vocabulary, lexicon))
    for text, found in slips.items():
        word = found["word"]
        if word in lexicon.words or not (meant := _meant(word, words)):
            continue
        if not found["denial"]:
            yield text, StatusReading(str(words[meant]), (f'felskrivet "{meant}"',), judged=True)
        elif reading := read_clause(f"{found['denial']}{meant}", lexicon):
            yield text, reading.by(f'felskrivet "{meant}"', judged=True)


def _meant(key: str, words: Mapping[str, str | None]) -> str | None:
    """The word that was meant, where all the words that are near mean the same."""
    plain = (word for word in words if words[word] and (_with_a_letter_twice(word, key) or _is_cut(word, key)))
    if (found := next(plain, None)) or len(key) < _SHORTEST:
        return found
    letters = set(key)
    close = [word for word in words if abs(len(word) - len(key)) <= _TOO_NEAR and len(letters ^ set(word)) <= _UNLIKE]
    far = {word: distance for word in close if (distance := _distance(key, word)) <= _TOO_NEAR}
    rivals = [word for word, distance in far.items() if distance == _NEAR or (words[word] and _framed_alike(key, word))]
    meant = [word for word in rivals if far[word] == _NEAR and _framed_alike(key, word) and not _inflected(key, word)]
    # The infinitive of the word that was meant has another last letter, and is no status.
    meanings = {words[word] for word in rivals if not any(each[:-1] == word for each in meant)}
    if not meant or len(meanings) > 1 or None in meanings:
        return None
    return meant[0]


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


def _with_a_letter_twice(word: str, key: str) -> bool:
    """True for "pågåår": a word, one letter of which has been struck twice."""
    same = next((at for at, (a, b) in enumerate(zip(word, key, strict=False)) if a != b), len(word))
    return len(word) >= _SHORTEST_DOUBLED and same > 0 and key == word[:same] + word[same - 1] + word[same:]


def _is_cut(word: str, key: str) -> bool:
    """True for "pågåend": no form of a word ends as a participle without its last letter does."""
    return word == f"{key}e" and key.endswith(("and", "end"))


def _framed_alike(one: str, other: str) -> bool:
    return one[0] == other[0] and one[-1] == other[-1]


def _inflected(one: str, other: str) -> bool:
    """True for two forms of a word: what is left of either behind what they share is an ending. No form of a word in
    "-ad" or "-at" lacks its "a", and a participle has one form."""
    if other.endswith(("ande", "ende")) and one.endswith("e"):
        return False
    if other == f"{one[:-1]}a{one[-1]}" and one[-1] in "dts" and one[-2] not in _VOWELS:
        return False
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return any(_ENDING.fullmatch(one, at) and _ENDING.fullmatch(other, at) for at in range(max(same - 1, 0), same + 1))


def _distance(one: str, other: str) -> int:
    """How many letters are wrong, missing, added, or have changed places with the next; 3 for more than two."""
    from rapidfuzz.distance import OSA  # few columns have a strange word

    return OSA.distance(one, other, score_cutoff=_TOO_NEAR)
