"""Which year and month a cell or a heading tells, and whether that is the run's period. Knows no tables."""

from __future__ import annotations

import re

from rsplan.language.swedish import MONTHS
from rsplan.plan.folding import fold
from rsplan.plan.period import Period, Tertial, find_tertial, find_year

When = tuple[int | None, int | None]
NEVER: When = (None, None)
_MONTH = re.compile(
    r"^(?:(20\d\d)[-./ ]?(0[1-9]|1[0-2])(?:[-./ ]?[0-3]\d)?|(0?[1-9]|1[0-2])[-./ ](20\d\d))(?: 00:00)?$"
)
# Whole or abbreviated, never as the beginning of another word: "mars" and "mar", not "marknad".
_MONTHS = [re.compile(rf"\b(?:{name}|{name[:3]}{'|sept' if name == 'september' else ''})\b") for name in MONTHS]

# "30/4" is the end of April; "1/2" may be anything.
_LAST_DAY = re.compile(r"(?<![\d/])(?:28|29|30|31)/(0?[1-9]|1[0-2])(?![\d/])")
_QUARTER = re.compile(r"\b(?:kvartal|kv\.?|q)\s?([1-4])\b")
_HALF = re.compile(r"\bhalvår(?:et)?\s?([12])\b")
_NUMBERED = re.compile(r"\b(första|andra|tredje|fjärde) (kvartalet|halvåret)\b")
_NUMBERS = ("första", "andra", "tredje", "fjärde")

# A line that is about a month and nothing else: "Uppföljning per juni 2025", "Månadsrapport maj".
# A part of the year without its number, and all of it.
_LOOSELY = re.compile(r"\bhelår(?:et)?\b|\bdelår(?:et)?\b(?!\s*(?:[1-3]|i+)\b)")
_LINE = re.compile(
    rf"\W*+(?:(?:månads)?(?:uppföljning|rapport|status|läge)\w*+\W*+)?(?:(?:per|i|för|efter)\s)?(?:den\s)?(?:\d{{1,2}}\s)?"
    rf"(?:{'|'.join(MONTHS)})(?:\s20\d\d)?\W*+"
)


def period_told(text: str) -> When:
    """The year and the month that a text tells, each None where it does not: (2025, 4) for "T1 2025" and "2025-04"."""
    key = fold(text)
    if match := _MONTH.match(key):
        year, month, month_first, year_last = match.groups()
        return int(year or year_last), int(month or month_first)
    if (tertial := find_tertial(key)) is not None:
        return find_year(key), 4 * tertial
    if last := _LAST_DAY.search(key):
        return find_year(key), int(last[1])
    month = next((at for at, pattern in enumerate(_MONTHS, 1) if pattern.search(key)), None)
    return find_year(key), month or _last_month(key)


def _last_month(key: str) -> int | None:
    """The last month of the quarter or the half of a year that a text tells."""
    for pattern, months in ((_QUARTER, 3), (_HALF, 6)):
        if found := pattern.search(key):
            return months * int(found[1])
    if found := _NUMBERED.search(key):
        return (3 if found[2] == "kvartalet" else 6) * (_NUMBERS.index(found[1]) + 1)
    return None


def month_reported(text: str) -> int | None:
    """The last month of what a line says that the report is about, where that is no tertial: 6 for "Kvartal 2"."""
    key = fold(text)
    if find_tertial(key) is not None:
        return None
    return _last_month(key) or (period_told(key)[1] if _LINE.fullmatch(key) else None)


def may_be_of(text: str, period: Period) -> bool:
    """True for a heading that tells a part of a year without saying which, or the year that a period looks ahead to:
    "Bedömning delår" in April, "Bedömd måluppfyllelse helår" in any."""
    key = fold(text)
    if find_year(key) not in (None, period.year) or (found := _LOOSELY.search(key)) is None:
        return False
    plain = period_told(key.replace(found[0], " "))[1] is None
    return plain and (found[0].startswith("hel") or period.tertial is not Tertial.DECEMBER)


def fits(when: When, period: Period) -> bool:
    """True where what a text tells is the period, or a part of saying so: its year, its last month."""
    year, month = when
    return year in (None, period.year) and month in (None, 4 * period.tertial)


def falls_within(when: When, period: Period) -> bool:
    """True where what a text tells is the period or one of its months."""
    year, month = when
    return year in (None, period.year) and month in (None, *range(4 * period.tertial - 3, 4 * period.tertial + 1))
