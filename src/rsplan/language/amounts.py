"""Amounts as they stand in a table or a text: "1 200", "−2181,8 tkr", "-34,8 %", with how exactly they were said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from rsplan.language.numbers import GAP, NUMBER, number_of, slack_of, unit_of
from rsplan.language.swedish import digits

_ALONE = re.compile(rf"{NUMBER}{GAP}?(?P<unit>%|(?i:tkr|kkr|mkr|mnkr|kr))?")
_AMONG = re.compile(rf"(?<![\w,.§/–-]){NUMBER}{GAP}(?P<unit>(?i:tkr|kkr|mkr|mnkr|kr|miljoner kronor|kronor))\b")


class Amount(Struct, frozen=True):
    """A number, the decimals that it was written with, and its unit ("%", "tkr", "Mkr", ""). ``exact`` where it is
    known to count something and not to be rounded.
    """

    value: Decimal
    decimals: int = 0
    unit: str = ""
    exact: bool = False

    @property
    def slack(self) -> Decimal:
        """How far the number may be from what was rounded to it: half a step of its last digit."""
        return Decimal(0) if self.exact else slack_of(self.decimals)

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
    value, decimals = number_of(found)
    return Amount(value, decimals, unit_of(found["unit"] or ""))
