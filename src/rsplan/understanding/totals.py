"""Texts that add rows up: "Summa", "Totalt antal: 12", "12 uppdrag". Knows texts, not rows."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from operator import itemgetter

from rsplan.plan.folding import fold

# A count of the rows in words: "12 uppdrag", "Antal rader: 12", "Totalt antal uppdrag 12 st".
_COUNTED = (
    r"(?=.*(?:\d|antal|summa|total))(?:(?:total[ta]?|totalt|summa|antal|antalet|rader|poster|uppdrag|nyckeltal|aktiviteter"
    r"|mål|åtgärder|insatser|indikatorer|st|styck|stycken|alla|i|varav|uppfyllda|inte|ej|delvis|försenade|pågående"
    r"|planerade|påbörjade|genomförda|klara?|slutförda|avslutade|färdiga|grön|gröna|gul|gula|röd|röda|\d+)\b[\W_]*)+"
)
_TOTAL = (
    r"^(?:(?:del)?summa\b.*|totalt?\b[^a-zåäö]*(?:summa|antal)?[^a-zåäö]*(?:(?:uppdrag|nyckeltal|aktiviteter|rader|poster|mål)\b.{0,12})?"
    r"|(?:totalt )?antal\b[^a-zåäö]*(?:(?:uppdrag|nyckeltal|aktiviteter|rader|poster|mål)\b\W*\d[\d\s]*)?)$"
)
_STARTS = {start for word in ("summa", "total", "antal", "delsu") for start in (word, word.capitalize(), word.upper())}
_BEGINNING = itemgetter(slice(5))


def looks_like_total(text: str) -> bool:
    """True for the first text of a row of sums: "Summa", "Totalt antal: 12", "Delsumma Nära vård"."""
    return text[:5].casefold() in ("summa", "total", "antal", "delsu") and bool(re.match(_TOTAL, fold(text)))


def begins_as_total(text: str) -> bool:
    """True for a text that begins as a sum does, though it may be a name: "Antal vårdplatser"."""
    return text[:5] in _STARTS


def is_of_which(text: str) -> bool:
    """True for what stands below a sum and is a part of it: "Varav klara"."""
    return text[:6].casefold() in ("varav ", "därav ")


def totals_among(texts: Sequence[str]) -> Collection[str]:
    """Those of a column's texts that look like sums; one look at their beginnings tells that there is none."""
    if _STARTS.isdisjoint(map(_BEGINNING, texts)):
        return ()
    return {text for text in texts if begins_as_total(text) and looks_like_total(text)}


def counts_rows(text: str) -> bool:
    """True for a text that is nothing but a count of rows in words."""
    return bool(re.fullmatch(_COUNTED, fold(text)))
