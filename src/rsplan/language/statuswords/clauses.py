"""What one clause means: a concept with its negation, its degree and its circumstances. Knows no decorations.

Every word must have a part in the clause; a word that has none, a second negation, or a degree that the concept says
nothing of leaves the clause without a meaning. A guess would sooner or later be the opposite of what somebody wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

from msgspec import Struct

from rsplan.language.statuswords.lexicon import DATE_WORD, ON_PLAN, Lexicon, Part, Role
from rsplan.language.statuswords.reading import StatusReading, agreed

_TOKENS = re.compile(
    r"(?:\b(?:till|ca|cirka|ungefär)\s+)*(\d{1,3}(?:,\d+)?)(?:[–-](\d{1,3}))?\s?(?:%|procent\b)"
    r"|([^\W\d_]+\.?)|([\s-]+)|(.)"
)
_MOST_ALTERNATIVES = 64
_MOST_WORDS = 14
_SHORTEST_ABBREVIATION = 3
_INFLECTED = "annan böjning av ett känt ord"
HEAVIEST = "av flera ord gäller det som väger tyngst"
# How the circumstances of a concept are written in the rules: "kan inte", "inte framtid helt".
_ORDER = ("kan", "ska", "inte", "framtid")
_PERCENT = Role(Part.DEGREE, "procent")
_ALL = Role(Part.DEGREE, "100 procent")
_NONE = Role(Part.DEGREE, "0 procent")


class _Word(Struct, frozen=True):
    """A word or a phrase of a clause with the parts that it may play."""

    text: str
    roles: tuple[Role, ...]


def read_clause(clause: str, lexicon: Lexicon, *, several: bool = False) -> StatusReading | None:
    """The meaning of a folded clause without punctuation, else None; of one with ``several`` concepts, where asked."""
    tokens = _tokens(clause)
    if not tokens:
        return None
    expansions = [_expanded(token, lexicon) for token in tokens]
    if prod(map(len, expansions)) > _MOST_ALTERNATIVES:
        return None
    found = [
        reading
        for words in product(*expansions)
        if (phrases := _phrases(words, lexicon)) is not None
        for reading in _readings(phrases, lexicon, several=several)
    ]
    reading = agreed(found)
    shortened = any(_is_shortened(token, lexicon) for token in tokens)
    return reading.by("förkortningen utskriven", judged=True) if reading and shortened else reading


def _tokens(clause: str) -> list[str] | None:
    """The words of a clause, a percentage as one; None where something else stands in it."""
    found: list[str] = []
    for percent, upto, word, _, strange in _TOKENS.findall(clause):
        # "2-100 % klar" may be numbered: a range stands behind what it is about.
        if strange or (upto and not found):
            return None
        if percent or word:
            found.append(f"{percent}–{upto}%" if upto else f"{percent}%" if percent else word)
    return found if len(found) <= _MOST_WORDS else None


def _is_shortened(token: str, lexicon: Lexicon) -> bool:
    word = token.rstrip(".")
    return word not in lexicon.words and (token != word or word in lexicon.abbreviations)


def _expanded(token: str, lexicon: Lexicon) -> tuple[str, ...]:
    """What a token may stand for: a word cut short by a point is any word that begins so."""
    word = token.rstrip(".")
    if word not in lexicon.words and token == word and word in lexicon.abbreviations:
        return (lexicon.abbreviations[word],)
    if word == token or word in lexicon.words:
        return (word,)
    return lexicon.words_beginning(word) if len(word) >= _SHORTEST_ABBREVIATION else (token,)


def _phrases(words: Sequence[str], lexicon: Lexicon) -> list[_Word] | None:
    """The words put together to the longest phrases that the lexicon knows; None where it does not know one."""
    found: list[_Word] = []
    at = 0
    while at < len(words):
        if words[at].endswith("%"):
            found.append(_Word(words[at], (_percent_role(words[at]),)))
            at += 1
            continue
        for length in range(min(lexicon.longest, len(words) - at), 0, -1):
            if roles := lexicon.phrases.get(tuple(words[at : at + length])):
                found.append(_Word(" ".join(words[at : at + length]), roles))
                at += length
                break
        else:
            return None
    return found


def _percent_role(token: str) -> Role:
    low, _, high = token.rstrip("%").replace(",", ".").partition("–")
    value = (float(low) + float(high or low)) / 2
    return _NONE if value == 0 else _PERCENT if value < 100 else _ALL


def _readings(phrases: Sequence[_Word], lexicon: Lexicon, *, several: bool) -> Iterator[StatusReading]:
    if prod(len(phrase.roles) for phrase in phrases) > _MOST_ALTERNATIVES:
        return
    for roles in product(*(phrase.roles for phrase in phrases)):
        many = len({role.name for role in roles if role.part is Part.CONCEPT}) > 1
        if many >= several and (meaning := _meaning(roles, lexicon)) is not None:
            yield _explained(meaning, phrases, roles, lexicon)


def _meaning(roles: Sequence[Role], lexicon: Lexicon) -> str | None:
    """The meaning of words that each play one part, else None."""
    concepts = list(dict.fromkeys(role.name for role in roles if role.part is Part.CONCEPT))
    circumstances = [role.name for role in roles if role.part not in (Part.CONCEPT, Part.FILLER)]
    if any(role.needs_verb for role in roles) and not {"kan", "ska", "framtid"} & set(circumstances):
        return None
    repeated = sum(role.part is Part.CONCEPT for role in roles) > len(concepts)
    if repeated and circumstances:
        return None
    if not concepts and ON_PLAN in circumstances and ON_PLAN in lexicon.meanings:
        concepts = [ON_PLAN]
        circumstances.remove(ON_PLAN)
    if len(concepts) > 1:
        return None if _telling(roles, lexicon) else _together(concepts, lexicon)
    key = _key(circumstances)
    return lexicon.meanings[concepts[0]].get(key) if concepts and key else None


def _telling(roles: Sequence[Role], lexicon: Lexicon) -> list[str]:
    """The circumstances of several concepts, without a degree that changes nothing, as in "något försenad"."""
    told = []
    for role, after in zip(roles, [*roles[1:], None], strict=True):
        of = lexicon.meanings[after.name] if after is not None and after.part is Part.CONCEPT else {}
        changes_nothing = role.part is Part.DEGREE and role.name in of and of[role.name] == of.get("ensamt")
        if role.part not in (Part.CONCEPT, Part.FILLER) and not changes_nothing:
            told.append(role.name)
    return told


def _key(circumstances: Sequence[str]) -> str | None:
    """The circumstances as the rules write them; None where one comes twice, or is denied from behind."""
    rest = [name for name in circumstances if name not in _ORDER]
    weighed = [name for name in rest if not name.endswith(_PERCENT.name)]
    if len(set(circumstances)) != len(circumstances) or len(rest) > 1:
        return None
    if weighed and "inte" in circumstances and circumstances.index("inte") > circumstances.index(weighed[0]):
        return None
    return " ".join([name for name in _ORDER if name in circumstances] + rest) or "ensamt"


def _together(concepts: Sequence[str], lexicon: Lexicon) -> str | None:
    """Several concepts that mean the same, or of which the rules say which one holds."""
    if held := lexicon.pairs.get(frozenset(concepts)):
        return held
    meanings = {lexicon.meanings[name].get("ensamt") for name in concepts}
    return meanings.pop() if len(meanings) == 1 else None


def _explained(meaning: str, phrases: Sequence[_Word], roles: Sequence[Role], lexicon: Lexicon) -> StatusReading:
    rules = []
    for phrase, role in zip(phrases, roles, strict=True):
        if phrase.text != DATE_WORD and (rule := _rule(phrase.text, role)):
            rules.append(rule)
    if len(rules) > 1:
        rules = [rule for rule in rules if rule != _INFLECTED]
    concepts = [role for role in roles if role.part is Part.CONCEPT]
    if len({role.name for role in concepts}) > 1:
        rules.append(HEAVIEST)
    plain = len(roles) == 1 and len(concepts) == 1 and concepts[0].inflection
    doubtful = any(role.name in lexicon.doubtful for role in concepts)
    scaled = any(role.name in lexicon.scales for role in concepts)
    return StatusReading(meaning, tuple(dict.fromkeys(rules)), judged=not plain or doubtful, scaled=scaled)


def _rule(text: str, role: Role) -> str:
    if role.part is Part.CONCEPT:
        return _INFLECTED if role.inflection else f'"{text}" är ett liknande ord'
    if role.part is Part.NOT:
        return f'nekningen "{text}" vägd in'
    if role.part is Part.FILLER:
        return "subjekt och verb utelämnade" if role.sentence else f'tidsordet "{text}" utelämnat'
    return f'"{text}" vägt in'.replace("%", " %")
