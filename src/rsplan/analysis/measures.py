"""A target or an outcome as people write it: "30 %", "-34,8 %", "<16%", "165", "4,1 % (riket 6,3 %)".

Reads the number with the digits that are shown, its unit, and the bound in front of it. What is no number, such as
"I jämförelse med riket", is None: nothing is guessed. Knows texts only.
"""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec import Struct

from rsplan.language.numbers import NUMBER, number_of, slack_of, unit_of
from rsplan.language.swedish import digits, tidy

PERCENT, PERCENTAGE_POINTS = "%", "procentenheter"
_LONGEST = 80
_BOUNDS = {
    "<": ("<", "mindre än", "lägre än", "under"),
    "≤": ("<=", "≤", "=<", "högst", "max", "max.", "maximalt"),
    ">": (">", "mer än", "högre än", "över"),
    "≥": (">=", "≥", "=>", "minst", "lägst", "min.", "minimum"),
}
_BOUND_OF = {word: bound for bound, words in _BOUNDS.items() for word in words}
_BOUND_WORDS = "|".join(re.escape(word) for word in sorted(_BOUND_OF, key=len, reverse=True))
_WORD = r"[^\W\d_]+[²³23]?"
_UNIT = rf"(?P<unit>[%‰]|(?:miljoner|miljarder|tusen) kronor|{_WORD}(?:(?:/| per ){_WORD})?)?"
_MEASURE = re.compile(
    rf"(?P<main>(?P<bound>{_BOUND_WORDS})?\s*(?P<number>{NUMBER})\s*{_UNIT})\s*(?P<aside>\([^()]*\))?", re.IGNORECASE
)


class Measure(Struct, frozen=True):
    """A number with its unit ("" where none is written) and its bound ("<", "≤", ">", "≥", or "").

    ``text`` is the measure as a document writes it; ``aside`` what stands in parentheses after it ("riket 6,3 %");
    ``decimals`` with how many the number is written.
    """

    value: Decimal
    unit: str = ""
    bound: str = ""
    text: str = ""
    aside: str = ""
    decimals: int = 0

    @property
    def slack(self) -> Decimal:
        """How far the number may be from what was rounded to it."""
        return slack_of(self.decimals)


def read_measure(text: str) -> Measure | None:
    """The measure that a text is, None for any other text."""
    found = _MEASURE.fullmatch(" ".join(text.split())) if len(text) <= _LONGEST else None
    if found is None:
        return None
    value, decimals = number_of(found)
    bound = _BOUND_OF.get((found["bound"] or "").casefold(), "")
    aside = (found["aside"] or "")[1:-1].strip()
    told = ("+" if found["sign"] == "+" else "") + digits(value, decimals)
    shown = found["main"].strip().replace(found["number"], told, 1)
    return Measure(value, unit_of(found["unit"] or ""), bound, tidy(shown), tidy(aside), decimals)


def per_cent(count: int, total: int) -> Decimal:
    """A share to one decimal. Halves are rounded up, as people do; Python's round would go to the even number."""
    return Decimal((2000 * count + total) // (2 * total)) / 10


def difference(outcome: Measure, target: Measure) -> tuple[Decimal, str] | None:
    """Outcome minus target, and the unit of that; None where their units differ, or where the target is a bound."""
    if target.bound or outcome.bound or (outcome.unit and target.unit and outcome.unit != target.unit):
        return None
    unit = outcome.unit or target.unit
    return outcome.value - target.value, PERCENTAGE_POINTS if unit == PERCENT else unit
