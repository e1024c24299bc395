"""Years and tertials: what a period is called, and how one is recognised in a heading or a file name. No clock."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum

from msgspec import Struct

# What the figures of other periods are called, beside those of a report's own.
PREVIOUS, YEAR_BEFORE, CHANGE, SHARE = "previous", "year_before", "change", "share"


class Tertial(IntEnum):
    """The three follow-ups of a year; december is the annual accounts (årsbokslut)."""

    APRIL = 1
    AUGUSTI = 2
    DECEMBER = 3

    @property
    def month(self) -> str:
        """The month's Swedish name, which also names the folder."""
        return self.name.lower()

    @classmethod
    def parse(cls, text: str) -> Tertial:
        """``april``, ``augusti``, ``december``, ``1``–``3`` or ``T1``–``T3``. Raises ``ValueError`` for others."""
        key = text.strip().casefold().removeprefix("t")
        for tertial in cls:
            if key in (tertial.month, str(tertial.value)):
                return tertial
        raise ValueError(text)


class Period(Struct, frozen=True, order=True):
    """A tertial of a year. Ordered by time."""

    year: int
    tertial: Tertial

    @property
    def slug(self) -> str:
        """``2025-april``: the folder's name."""
        return f"{self.year}-{self.tertial.month}"

    @property
    def label(self) -> str:
        """``april 2025``, as running text has it."""
        return f"{self.tertial.month} {self.year}"

    @classmethod
    def parse(cls, slug: str) -> Period:
        """The period of a folder name such as ``2025-april`` or ``2025-T1``. Raises ``ValueError`` for others."""
        year, _, tertial = slug.strip().partition("-")
        if not re.fullmatch(r"20\d\d", year):
            raise ValueError(slug)
        return cls(int(year), Tertial.parse(tertial))


_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")
_TERTIAL_WORDS = {
    Tertial.APRIL: re.compile(
        r"\bapril\b|\bapr\b|\btertial(?:rapport)?\s*(?:1|i)\b|\bt1\b|(?:första|1:a) tertialet|(?<!\d)20\d\d-?04(?!\d)"
    ),
    Tertial.AUGUSTI: re.compile(
        r"\baugusti\b|\baug\b|\btertial(?:rapport)?\s*(?:2|ii)\b|\bt2\b|(?:andra|2:a) tertialet|(?<!\d)20\d\d-?08(?!\d)"
    ),
    Tertial.DECEMBER: re.compile(
        r"\bdecember\b|\bdec\b|\btertial(?:rapport)?\s*(?:3|iii)\b|\bt3\b|(?:tredje|3:e) tertialet"
        r"|(?<!\d)20\d\d-?12(?!\d)"
    ),
}
# Names of reports, which mean a tertial where no month or number says another; one that comes twice a year is numbered.
_REPORT_WORDS = {
    Tertial.APRIL: re.compile(r"\bdel[åa]r\w*\s*(?:1|i)\b|\bförsta delår\w*"),
    Tertial.AUGUSTI: re.compile(r"\bdelår\w*|\bdelar(?:srapport|sbokslut)?\b"),
    Tertial.DECEMBER: re.compile(r"\b[åa]rs(?:bokslut|redovisning|rapport)\w*|\bbokslut(?:et)?\b|\bhelår\w*"),
}


def find_year(text: str) -> int | None:
    """The only year that a heading or a file name tells, else None. A span ("2025–2027") tells none."""
    years = set(_YEAR.findall(_plain(text)))
    return int(years.pop()) if len(years) == 1 else None


def find_tertial(text: str) -> Tertial | None:
    """The only tertial that a heading or a file name tells, else None."""
    plain = _plain(text)
    for words in (_TERTIAL_WORDS, _REPORT_WORDS):
        found, rest = [], plain
        for tertial, pattern in words.items():
            if pattern.search(rest):
                found.append(tertial)
                rest = pattern.sub(" ", rest)
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _plain(text: str) -> str:
    # An underscore is a letter to \b, but a space to the person who named the file.
    return unicodedata.normalize("NFC", text).casefold().replace("_", " ")
