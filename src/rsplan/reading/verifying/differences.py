"""Hold two readings of a sheet against each other, cell by cell, and name the cells where they mean different things.

What only looks different is no difference: 3 and 3.0, a date and its serial number, line breaks, white space, escaped
characters, and what one reader leaves out under a merged cell. Knows values only. Lives in the child process.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from rsplan.reading.verifying.tally import folded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    # Row, column, what the first reader saw, what the second saw, why that is a doubt (in Swedish).
    Difference = tuple[int, int, str, str, str]

ERROR_CELL = "felvärde i cellen"
NO_RESULT = "formel utan sparat resultat"
GARBLED = "förvanskad text"
ONLY_FIRST = "bara den ena läsaren ser ett värde"
ONLY_SECOND = "bara den andra läsaren ser ett värde"
OTHER_VALUE = "läsarna ser olika värden"
_DURATION = re.compile(r"(-?)P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?")
_SECOND_OF_A_DAY = 1.01 / 86_400
_EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}


def differences(
    columns: list[list[object]],
    cells: Mapping[tuple[int, int], object],
    *,
    from_1904: bool = False,
    covered: Container[tuple[int, int]] = frozenset(),
) -> Iterator[Difference]:
    """The cells that the first reader (``columns``) and the second (``cells``) read differently.

    ``covered`` are the cells that the second reader leaves out on purpose.
    """
    for (row, column), second in cells.items():
        first = columns[column][row] if column < len(columns) and row < len(columns[column]) else None
        if not same(first, second, from_1904=from_1904):
            yield row, column, shown(first), shown(second), _reason(first, second)
    for column, values in enumerate(columns):
        for row, first in enumerate(values):
            if first is not None and (row, column) not in cells and not blank(first) and (row, column) not in covered:
                yield row, column, shown(first), "", ONLY_FIRST


def garbled(columns: Iterable[list[object]]) -> Iterator[Difference]:
    """The texts with characters that no spreadsheet can hold: wide letters read as narrow ones."""
    for column, values in enumerate(columns):
        if "\x00" not in "".join([value for value in values if value.__class__ is str]):
            continue
        for row, value in enumerate(values):
            if value.__class__ is str and "\x00" in value:
                yield row, column, shown(value), shown(str(value).replace("\x00", "")), GARBLED


def same(first: object, second: object, *, from_1904: bool = False) -> bool:
    """True for two values that mean the same."""
    if first.__class__ is str and second.__class__ is str:
        one_text, other_text = str(first), str(second)
        # Where one reader has taken out the escapes, what is left may look like an escape.
        return one_text == other_text or bool(_foldings(one_text) & _foldings(other_text))
    if blank(first) or blank(second):
        return blank(first) and blank(second)
    one, other = number(first, from_1904=from_1904), number(second, from_1904=from_1904)
    if one is None or other is None:
        return folded(str(first)) == folded(str(second))
    timed = not (isinstance(first, int | float) and isinstance(second, int | float))
    return abs(one - other) <= (_SECOND_OF_A_DAY if timed else 1e-9 * max(1.0, abs(one)))


def _foldings(text: str) -> set[str]:
    return {folded(text), " ".join(text.split())}


def blank(value: object) -> bool:
    """True for an empty cell, also one of white space."""
    return value is None or (isinstance(value, str) and not value.strip())


def number(value: object, *, from_1904: bool) -> float | None:
    """The number that a cell stores for a value: a date is a count of days. None for a text that is no number."""
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, datetime):
        return (value.replace(tzinfo=None) - _EPOCHS[from_1904]) / timedelta(days=1)
    if isinstance(value, date):
        return float((datetime(value.year, value.month, value.day) - _EPOCHS[from_1904]).days)
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6) / 86_400
    if isinstance(value, timedelta):
        return value / timedelta(days=1)
    return _numeric(str(value))


def _numeric(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        pass
    try:
        return number(datetime.fromisoformat(text), from_1904=False)
    except ValueError:
        return days_of(text)


def days_of(duration: str) -> float | None:
    """A duration of ISO 8601 in days; None for a text that is none."""
    found = _DURATION.fullmatch(duration)
    if not found:
        return None
    sign, days, hours, minutes, seconds = found.groups()
    whole = int(days or 0) * 86_400 + int(hours or 0) * 3600 + int(minutes or 0) * 60
    return (-1 if sign else 1) * (whole + float((seconds or "0").replace(",", "."))) / 86_400


def shown(value: object) -> str:
    """A value as a finding quotes it."""
    return "" if value is None else str(value)[:200]


def _reason(first: object, second: object) -> str:
    if blank(first):
        return ONLY_SECOND
    return ONLY_FIRST if blank(second) else OTHER_VALUE
