"""Numbers as people write them in Swedish: "1 200", "−2181,8", "-34,8 %", with how exactly they were said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from rsplan.language.swedish import digits

_SIGN = "-−–‐‑"
_GAP = " \u00a0\u202f\u2009"
_NUMBER = rf"(?P<sign>[{_SIGN}+]?)[{_GAP}]?(?P<whole>\d{{1,3}}(?:[{_GAP}]\d{{3}})+|\d+)(?:[,.](?P<part>\d+))?"
_ALONE = re.compile(rf"{_NUMBER}[{_GAP}]?(?P<unit>%|(?i:tkr|mkr|mnkr|kr))?")
_AMONG = re.compile(rf"(?<![\w,.§/–-]){_NUMBER}[{_GAP}](?P<unit>(?i:tkr|mkr|mnkr|kr|miljoner kronor|kronor))\b")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, the decimals that it was written with, and its unit in small letters ("%", "tkr", ""). ``exact`` where
    it is known to count something and not to be rounded.
    """

    value: Decimal
    decimals: int = 0
    unit: str = ""
    exact: bool = False

    @property
    def slack(self) -> Decimal:
        """How far the number may be from what was rounded to it: half a step of its last digit."""
        return Decimal(0) if self.exact else Decimal(1).scaleb(-self.decimals) / 2

    def __str__(self) -> str:
        return digits(self.value, self.decimals) + (f" {self.unit}" if self.unit else "")


def amount(text: str) -> Amount | None:
    """The number that a text is, and nothing besides; else None."""
    found = _ALONE.fullmatch(text.strip())
    return _amount(found) if found else None


def amounts_of_money(text: str) -> Iterator[tuple[int, Amount]]:
    """Every amount of money in a running text, with where it begins."""
    for found in _AMONG.finditer(text):
        yield found.start(), _amount(found)


def _amount(found: re.Match[str]) -> Amount:
    part = found["part"] or ""
    digits = re.sub(rf"[{_GAP}]", "", found["whole"])
    sign = "-" if found["sign"] and found["sign"] in _SIGN else ""
    return Amount(Decimal(f"{sign}{digits}.{part or 0}"), len(part), (found["unit"] or "").lower())
