"""When a value was measured: a year, a tertial, a quarter or a month, as a person writes it in a file of history.

Values of different lengths are never set in one series: a year's is not a month's.
"""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct

from rsplan.language.swedish import MONTHS, month_name
from rsplan.plan.period import Period, Tertial


class Length(StrEnum):
    """How long a time a value is for."""

    YEAR = "year"
    TERTIAL = "tertial"
    QUARTER = "quarter"
    MONTH = "month"


_MONTHS_IN = {Length.YEAR: 12, Length.TERTIAL: 4, Length.QUARTER: 3, Length.MONTH: 1}


class TimePoint(Struct, frozen=True, order=True):
    """A time by its year and last month (1 to 12), and how long it is. Ordered by time."""

    year: int
    last_month: int
    length: Length

    @property
    def number(self) -> int:
        """Which one of its year: the second tertial is 2."""
        return self.last_month // _MONTHS_IN[self.length]

    @property
    def label(self) -> str:
        """``2025``, ``april 2025``, ``kvartal 2 2025``, ``mars 2025``."""
        if self.length is Length.YEAR:
            return str(self.year)
        if self.length is Length.QUARTER:
            return f"kvartal {self.number} {self.year}"
        return f"{month_name(self.last_month)} {self.year}"

    @property
    def slug(self) -> str:
        """As it is written in a file: ``2025``, ``2025-april``, ``2025-K2``, ``2025-03``."""
        if self.length is Length.TERTIAL:
            return Period(self.year, Tertial(self.number)).slug
        ends = {Length.YEAR: "", Length.QUARTER: f"-K{self.number}", Length.MONTH: f"-{self.last_month:02}"}
        return f"{self.year}{ends[self.length]}"


def time_of_period(period: Period) -> TimePoint:
    """The time of a tertial."""
    return TimePoint(period.year, 4 * period.tertial, Length.TERTIAL)


_YEAR = re.compile(r"(?:19|20)\d\d")
_PART = re.compile(
    r"(?P<year>(?:19|20)\d\d)[ -]?(?:(?P<tertial>T[123])|(?:K|Q|kv)\s?(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])"
    rf"|(?P<word>{'|'.join(MONTHS)}))",
    re.IGNORECASE,
)


def read_time(text: str) -> TimePoint | None:
    """``2024``, ``2024-april`` or ``2024-T1``, ``2024-K2``, ``2024-03`` or ``2024-mars``; None for any other text.

    April, augusti and december are tertials by their names, as in the folders of exports, and months by their numbers.
    """
    text = text.strip()
    if _YEAR.fullmatch(text):
        return TimePoint(int(text), 12, Length.YEAR)
    found = _PART.fullmatch(text)
    if found is None:
        return None
    year = int(found["year"])
    if found["quarter"]:
        return TimePoint(year, 3 * int(found["quarter"]), Length.QUARTER)
    if found["month"]:
        return TimePoint(year, int(found["month"]), Length.MONTH)
    if found["tertial"]:
        return time_of_period(Period(year, Tertial.parse(found["tertial"])))
    month = MONTHS.index(found["word"].casefold()) + 1
    return TimePoint(year, month, Length.MONTH if month % 4 else Length.TERTIAL)
