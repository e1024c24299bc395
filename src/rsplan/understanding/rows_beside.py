"""Rows that tell more of the row above: a sex ("varav kvinnor", "- män"), or what it is compared with ("Riket", "Medel
liknande kommuner"). Such a row may have all that an item has; only its name tells. Knows names, not statuses.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from rsplan.findings import codes
from rsplan.plan.folding import fold

SEX_ROW = "uppdelning på kön"
OTHERS_ROW = "jämförelse med andra"

_SEXES = ("kvinnor", "flickor", "män", "pojkar")
_AMONG = ("varav", "därav")
# Whom an organisation is compared with, in any ending, and what stands beside that.
_OTHERS = (
    "riket", "rikssnitt", "riksgenomsnitt", "riksmedel", "riksmedian", "sverige", "landet", "landsting", "kommuner",
    "regioner", "län", "länet", "länssnitt", "storstäder", "storstadskommun", "storstadsregion", "kommungrupp",
    "jämförelsegrupp", "jämförelsekommun", "jämförelseregion", "jämförelsevärde",
    "referensgrupp", "referenskommun", "referensvärde",
)  # fmt: skip
_BESIDE = (
    "i", "av", "för", "med", "hela", "varav", "jmf", "jfr", "jämf", "jämfört", "jämförelse", "jämförbara", "liknande",
    "alla", "samtliga", "övriga", "andra", "ovägt", "oviktat", "vägt", "viktat", "medel", "medelvärde", "medelvärdet",
    "genomsnitt", "genomsnittet", "genomsnittlig", "snitt", "snittet", "median", "medianen", "socioekonomi",
    "övergripande",
)  # fmt: skip
_SHORT = 3  # "län" in any ending would be "länge"
_ENDINGS = "(?:|s|n|t|r|a|et|en|er|ets|ens|na|nas|erna|ernas)"


@cache
def _pattern_of_sexes() -> re.Pattern[str]:
    either = "|".join(_SEXES)
    return re.compile(rf"\W*+(?:(?:{'|'.join(_AMONG)})\b\W*+)?(?:{either})(?:\s*+/\s*+(?:{either}))?\W*+$")


@cache
def _pattern_of_others() -> re.Pattern[str]:
    whom = "|".join(word if len(word) <= _SHORT else word + _ENDINGS for word in _OTHERS)
    beside = "|".join(_BESIDE)
    return re.compile(rf"\W*+(?:(?:{beside})\W+)*+(?:{whom})(?:\W+(?:{beside}|{whom})\b)*+\W*$")


_STEMS = tuple(word for word in _OTHERS if len(word) > _SHORT)
# What the rows are, how they are said, what their names are, and the words and the stems that those begin with.
_KINDS = (
    (SEX_ROW, codes.ROWS_OF_ONE_SEX, _pattern_of_sexes, (*_SEXES, *_AMONG), ()),
    (OTHERS_ROW, codes.ROWS_OF_OTHERS, _pattern_of_others, (*_OTHERS, *_BESIDE), _STEMS),
)
_LONGEST, _SIGNS = 60, " \t-–—•·*+>→(.:,"
_FIRST_WORDS = re.compile(rf"^[{re.escape(_SIGNS)}]*+(\w++)", re.MULTILINE)


def beside_the_above(titles: Sequence[str], states: Sequence[str]) -> Iterator[tuple[str, str, list[int]]]:
    """The rows that tell more of the one above: for each reason its code and the positions. None where one has a
    status and the row above has none: then the statuses are theirs.
    """
    # Thousands of names begin with the same few words, none of which most tables have here.
    distinct = set(titles)
    words = {word: word.casefold() for word in set(_FIRST_WORDS.findall("\n".join(distinct)))}
    for reason, code, pattern, beginnings, stems in _KINDS:
        begins = tuple(word for word, key in words.items() if key in beginnings or key.startswith(stems))
        near = [title for title in distinct if title.lstrip(_SIGNS).startswith(begins)] if begins else ()
        told = {title for title in near if len(title) <= _LONGEST and pattern().match(fold(title))}
        if told and (found := _below_their_own(titles, states, told)):
            yield reason, code, found


def _below_their_own(titles: Sequence[str], states: Sequence[str], told: Collection[str]) -> list[int]:
    whole = -1
    for at, title in enumerate(titles):
        if title not in told:
            whole = at
        elif whole < 0 or (states[at] and not states[whole]):
            return []
    return [at for at, title in enumerate(titles) if title in told]
