"""What the texts of a column look like, whatever its heading says: names, classes, measures. Knows no tables.

A name is a text of its own on nearly every row; a class (a status, a unit) is one of a few texts that come again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_FEWEST = 3
_MOST_CLASSES = 12
_LONGEST_CLASS = 60
_DATE = re.compile(r"\d{4}-\d\d(?:-\d\d)?|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_TIME = re.compile(
    r"(?:(?:i|under|till|senast|vår|höst|ht|vt|kv|kvartal|tertial|t|q|vecka|v|januari|februari|mars|april|maj|juni|juli|augusti|"
    r"september|oktober|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec|våren|sommaren|hösten|vintern|\d{1,4})[.\s/-]*)+",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[\d\s.,%+–-]+")
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")


def holds_names(texts: Sequence[str]) -> bool:
    """True where nearly every filled cell has a text with letters, and most of these texts stand once."""
    filled = [text for text in texts if text]
    lettered = sum(bool(_LETTER.search(text)) and not _DATE.fullmatch(text) for text in filled)
    return bool(filled) and lettered * 10 >= len(filled) * 9 and len(set(filled)) * 2 > len(filled)


def holds_dates(texts: Sequence[str]) -> bool:
    """True where nearly every filled cell has a date or a time of the year: "2025-06-30", "T2", "hösten 2025"."""
    filled = [text for text in texts if text]
    dates = sum(bool(_DATE.match(text[:10]) or _TIME.fullmatch(text[:30])) for text in filled)
    return len(filled) >= _FEWEST and dates * 10 >= len(filled) * 9


def holds_numbers(texts: Sequence[str]) -> bool:
    """True where every filled cell has a number or a dash, and at least one a number."""
    filled = [text for text in texts if text]
    return any(map(_DIGIT.search, filled)) and all(_DIGIT.search(text) or _NUMBER.fullmatch(text) for text in filled)


def holds_classes(texts: Sequence[str]) -> bool:
    """True where a few short texts, no dates, come again and again; also percentages, "50 %"."""
    filled = [text for text in texts if text]
    distinct = set(filled)
    few = len(filled) >= _FEWEST and len(distinct) <= _MOST_CLASSES and len(distinct) * 2 <= len(filled)
    plain = any(_DATE.fullmatch(text) or len(text) > _LONGEST_CLASS for text in distinct)
    numbers = all(_NUMBER.fullmatch(text) and "%" not in text for text in distinct)
    return few and not plain and not numbers
