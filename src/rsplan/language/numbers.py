"""How numbers are read that people write in Swedish: "1 200", "−2181,8", "1.234,5". The one door for all of them.

Spaces part thousands and a comma begins the decimals. A full stop does either, so that it is read only where it cannot
be the other: "4.5" and "0.125" have decimals, "1.234.567" and "1.234,5" thousands, and "1.234" is no number. Digits are
0 to 9 and no others. What rsplan itself writes (``swedish.digits``) it reads.
"""

from __future__ import annotations

import re
from decimal import Decimal

GAP = "[ \u00a0\u2009\u202f]"
_MINUS = "-−–‐‑"
_PLAIN = rf"(?:[0-9]{{1,3}}(?:{GAP}[0-9]{{3}})+|[0-9]+)(?:,[0-9]+|\.(?:[0-9]{{1,2}}|[0-9]{{4,}})(?![0-9]))?"
_STOPPED = r"[0-9]{1,3}(?:(?:\.[0-9]{3})+,[0-9]+|(?:\.[0-9]{3}){2,})"
# To be part of a longer pattern: the groups "sign" and "digits" of its match are for ``number_of``.
NUMBER = rf"(?P<sign>[{_MINUS}+])?{GAP}?(?P<digits>{_STOPPED}|0\.[0-9]+|{_PLAIN})(?![0-9]|[.,][0-9])"
_SPELLED = {
    "procent": "%", "kronor": "kr", "kr": "kr", "sek": "kr", "tkr": "tkr", "kkr": "tkr", "tusen kronor": "tkr",
    "mnkr": "Mkr", "mkr": "Mkr", "miljoner kronor": "Mkr", "mdkr": "Mdkr", "miljarder kronor": "Mdkr",
}  # fmt: skip


def number_of(found: re.Match[str]) -> tuple[Decimal, int]:
    """The value of a match that holds ``NUMBER``, and with how many decimals it is written."""
    plain = re.sub(GAP, "", found["digits"])
    if "," in plain or plain.count(".") > 1:
        plain = plain.replace(".", "").replace(",", ".")
    sign = "-" if found["sign"] and found["sign"] in _MINUS else ""
    return Decimal(sign + plain), len(plain.partition(".")[2])


def read_number(text: str) -> Decimal | None:
    """The number that a text is, and nothing besides; else None."""
    found = re.fullmatch(NUMBER, text.strip())
    return number_of(found)[0] if found else None


def slack_of(decimals: int) -> Decimal:
    """How far a number may be from what was rounded to it: half a step of its last digit."""
    return Decimal(1).scaleb(-decimals) / 2


def unit_of(text: str) -> str:
    """A unit in the one spelling that rsplan uses: "%", "kr", "tkr", "Mkr"; any other as it is written."""
    return _SPELLED.get(" ".join(text.split()).casefold(), text)
