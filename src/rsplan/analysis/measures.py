"""A target or an outcome as people write it: "30 %", "-34,8 %", "<16%", "165", "4,1 % (riket 6,3 %)".

Reads the number with the digits that are shown, its unit, and the bound in front of it. What is no number, such as
"I jämförelse med riket", is None: nothing is guessed. Knows texts only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from rsplan.language.swedish import tidy

PERCENT, PERCENTAGE_POINTS = "%", "procentenheter"
_LONGEST = 80
_SPACE = "[ \u00a0\u2009\u202f]"
_BOUNDS = {
    "<": ("<", "mindre än", "lägre än", "under"),
    "≤": ("<=", "≤", "=<", "högst", "max", "max.", "maximalt"),
    ">": (">", "mer än", "högre än", "över"),
    "≥": (">=", "≥", "=>", "minst", "lägst", "min.", "minimum"),
}
_BOUND_OF = {word: bound for bound, words in _BOUNDS.items() for word in words}
_BOUND_WORDS = "|".join(re.escape(word) for word in sorted(_BOUND_OF, key=len, reverse=True))
# Groups of three by spaces, or digits without any; a decimal comma, or a full stop that separates no thousands.
_WHOLE = rf"(?:[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+|[0-9]+)"
_NUMBER = rf"(?P<number>[-−–+]?{_SPACE}?{_WHOLE}(?:,[0-9]+|\.(?![0-9]{{3}}\b)[0-9]+)?)"
_WORD = r"[^\W\d_]+[²³23]?"
_UNIT = rf"(?P<unit>[%‰]|(?:miljoner|miljarder|tusen) kronor|{_WORD}(?:(?:/| per ){_WORD})?)?"
_MEASURE = re.compile(
    rf"(?P<main>(?P<bound>{_BOUND_WORDS})?\s*{_NUMBER}\s*{_UNIT})\s*(?P<aside>\([^()]*\))?", re.IGNORECASE
)
_SPELLED = {"procent": PERCENT, "kronor": "kr", "sek": "kr", "mnkr": "Mkr", "mkr": "Mkr", "miljoner kronor": "Mkr"}


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with its unit ("" where none is written) and its bound ("<", "≤", ">", "≥", or "").

    ``text`` is the measure as a document writes it; ``aside`` what stands in parentheses after it ("riket 6,3 %").
    """

    value: Decimal
    unit: str = ""
    bound: str = ""
    text: str = ""
    aside: str = ""


def read_measure(text: str) -> Measure | None:
    """The measure that a text is, None for any other text."""
    found = _MEASURE.fullmatch(" ".join(text.split())) if len(text) <= _LONGEST else None
    if found is None:
        return None
    number = re.sub(_SPACE, "", found["number"]).replace(",", ".").replace("−", "-").replace("–", "-")
    unit = found["unit"] or ""
    bound = _BOUND_OF.get((found["bound"] or "").casefold(), "")
    aside = (found["aside"] or "")[1:-1].strip()
    told = found["number"].replace(".", ",").replace("–", "-")
    shown = found["main"].strip().replace(found["number"], told, 1)
    return Measure(Decimal(number), _SPELLED.get(unit.casefold(), unit), bound, tidy(shown), tidy(aside))


def per_cent(count: int, total: int) -> Decimal:
    """A share to one decimal. Halves are rounded up, as people do; Python's round would go to the even number."""
    return Decimal((2000 * count + total) // (2 * total)) / 10


def difference(outcome: Measure, target: Measure) -> tuple[Decimal, str] | None:
    """Outcome minus target, and the unit of that; None where their units differ, or where the target is a bound."""
    if target.bound or outcome.bound or (outcome.unit and target.unit and outcome.unit != target.unit):
        return None
    unit = outcome.unit or target.unit
    return outcome.value - target.value, PERCENTAGE_POINTS if unit == PERCENT else unit
