"""Diary numbers and dates in the prose, held against the project's own: what has changed there, what looks mistyped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from rsplan.language.swedish import MONTHS, date_iso, date_text

_DIARY = re.compile(r"(?<![\w/])[A-ZÅÄÖ]{2,6}/[0-9]{1,6}/(?:19|20)[0-9]{2}(?![\w/])")
WRITTEN_DATE = re.compile(
    rf"(?:(?P<weekday>måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag)(?:en)? )?(?:den )?(?<![0-9–-])"
    rf"(?P<day>[0-9]{{1,2}}) (?P<month>{'|'.join(MONTHS)}) (?P<year>(?:19|20)[0-9]{{2}})",
    re.IGNORECASE,
)
_WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")


def doubts(text: str, own: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What is written, and why it is doubtful. ``own`` holds the document's diarienummer, tertial_report and date."""
    numbers = [own[key] for key in ("diarienummer", "tertial_report") if own.get(key)]
    for found in _DIARY.findall(text):
        near = next((number for number in numbers if number != found and _one_slip(found, number)), None)
        if near and found not in numbers:
            yield found, f"liknar dokumentets {near}"
    for match in WRITTEN_DATE.finditer(text):
        why = _date_doubt(match, own.get("date", ""))
        if why:
            yield match[0], why


def day_of(written: re.Match[str]) -> date | None:
    """The day that a written date means, None for one that does not exist."""
    month = MONTHS.index(written["month"].casefold()) + 1
    try:
        return date(int(written["year"]), month, int(written["day"]))
    except ValueError:
        return None


def _date_doubt(match: re.Match[str], own: str) -> str:
    day = day_of(match)
    if day is None:
        return "dagen finns inte"
    weekday = (match["weekday"] or "").casefold()
    if weekday and _WEEKDAYS[day.weekday()] != weekday:
        return f"var en {_WEEKDAYS[day.weekday()]}"
    if own and day.isoformat()[5:] == own[5:] and day.isoformat() != own:
        return f"dokumentets datum är {date_text(date.fromisoformat(own))}"
    return ""


def outdated(text: str, written: Mapping[str, str], now: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """What a document states of the settings that have changed since: the text, today's, and which setting."""
    for key, before in written.items():
        after = now.get(key, "")
        if not before or not after or before == after:
            continue
        for shown, today in _forms(text, before, after):
            if re.search(rf"(?<![\w/]){re.escape(shown)}(?![\w/])", text):
                yield shown, today, key


def _forms(text: str, before: str, after: str) -> list[tuple[str, str]]:
    """How a text may state a setting: as it stands, a date also in words, with "den" before it or without."""
    try:
        old, new = date.fromisoformat(before), date.fromisoformat(after)
    except ValueError:
        return [(before, after)]
    in_words = (date_text(old), date_text(new))
    if in_words[0] not in text:
        in_words = (in_words[0].removeprefix("den "), in_words[1].removeprefix("den "))
    return [(date_iso(old), date_iso(new)), in_words]


def _one_slip(one: str, other: str) -> bool:
    """Whether two texts differ by one letter, one missing, or two that changed places."""
    if abs(len(one) - len(other)) > 1:
        return False
    if len(one) == len(other):
        apart = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        swapped = len(apart) == 2 and apart[1] == apart[0] + 1 and one[apart[0]] == other[apart[1]]
        return len(apart) == 1 or (swapped and one[apart[1]] == other[apart[0]])
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
