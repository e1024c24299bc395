"""Rows that look like items and are none: a form's example, a group's own verdict, what is struck out.

Such a row has a name and a status, so that only its name or its look tells. Knows names and looks, not statuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rsplan.plan.folding import fold
from rsplan.reading.workbook import Sheet

EXAMPLE_ROW = "formulärets exempel"
VERDICT_ROW = "gruppens samlade bedömning"
STRUCK_ROW = "överstruken rad"
# How each is said, by its reason.
CODES = {EXAMPLE_ROW: "RSP251", VERDICT_ROW: "RSP252", STRUCK_ROW: "RSP250"}

_EXAMPLE = re.compile(
    r"(?:[^\w(\[<]*(?:t\.? ?ex\.?|ex|exempel(?:rad|text)?)\s*\d*\s*(?:[:–—-]\s|\.\s*:|:|$)|[(\[<]\s*(?:exempel|ex)\b"
    r"|[\[<][^\]>]*[\]>]$)"
)
_WHOLE = r"(?:samla[dt]e?|sammanvägd|sammantagen|sammanfattande|sammanlagd|övergripande|total|genomsnittlig)"
_VERDICT = re.compile(
    rf"(?:{_WHOLE}\s+(?:bedömning|status|måluppfyllelse|uppfyllelse|färg|analys|slutsats)\b.{{0,60}}"
    r"|(?:helhets|sammanfattnings|total)bedömning\b.{0,60}"
    r"|(?:medel(?:värde|tal)?|genomsnitt|snitt|totalt?|totalsumma|(?:del)?summa)\W*)$"
)
_BELONGING = re.compile(
    r"(?:medel(?:värde)?|genomsnitt|snitt|totalt?|(?:del)?summa)(?: för| i)? (?:målområdet? )?(.+)$"
)
_STARTS = ("ex", "t.", "t ", "(", "[", "<", "sa", "sn", "öv", "to", "ge", "me", "su", "de", "he", "*", "–", "-")


def guarded(titles: Sequence[str], groups: Sequence[Sequence[str]]) -> Iterator[tuple[int, str]]:
    """The positions of names that no item has, each with the reason. ``groups`` are the columns of what they belong to:
    "Totalt Nära vård" is a verdict where "Nära vård" is the row's group.
    """
    doubtful = {title for title in set(titles) if title[:2].casefold().startswith(_STARTS)}
    keys = {title: fold(title) for title in doubtful}
    reasons = {title: reason for title, key in keys.items() if (reason := _reason(key))}
    belonging = {title: match[1] for title, key in keys.items() if (match := _BELONGING.match(key))}
    if not reasons and not belonging:
        return
    for at, title in enumerate(titles):
        if reason := reasons.get(title):
            yield at, reason
        elif (named := belonging.get(title)) and any(fold(texts[at]) == named for texts in groups):
            yield at, VERDICT_ROW


def _reason(key: str) -> str | None:
    if _EXAMPLE.match(key):
        return EXAMPLE_ROW
    return VERDICT_ROW if _VERDICT.match(key) else None


def struck(sheet: Sheet, rows: Sequence[int], column: int) -> Iterator[int]:
    """The positions of the rows (from 0) whose cell in a column is struck out."""
    if sheet.looks:
        yield from (at for at, row in enumerate(rows) if sheet.look(row, column).strike)
