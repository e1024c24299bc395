"""What the status cells of a table mean: words first, then the fill of a cell without words. Knows no rows' names.

Every status that is not plainly a known word becomes a finding with its cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rsplan.findings.finding import Finding
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.model import ActivityState, Fulfilment, Kind
from rsplan.reading.workbook import Sheet

Say = Callable[..., Finding]
_MOST_GUESSES = 200


@dataclass(frozen=True)
class StatusColumn:
    """The status cells of some rows: their texts and, per row (from 1), the place to look for a fill."""

    kind: Kind
    texts: Sequence[str]
    rows: Sequence[int]
    sheet: Sheet
    column: int
    title: int

    def fill(self, row: int) -> str | None:
        """The fill of a row's status cell ("RRGGBB"); None where it is the fill of the whole row, a stripe."""
        own = self.sheet.look(row - 1, self.column).fill
        striped = self.column != self.title and self.sheet.look(row - 1, self.title).fill == own
        return own if own and not striped else None


def blank_status(kind: Kind) -> str:
    """What an empty status cell means: no data, but for an activity that nobody knows its state."""
    return ActivityState.UNKNOWN.value if kind is Kind.ACTIVITIES else Fulfilment.NO_DATA.value


def read_statuses(column: StatusColumn, vocabulary: Vocabulary, say: Say) -> tuple[list[str], list[Finding]]:
    """The status of each row, a member's value, and what is in doubt. ``say`` makes a finding of a status cell."""
    kind = column.kind
    meanings = {text: vocabulary.status(kind, text) if text else None for text in set(column.texts)}
    if all(meanings.values()) and not column.sheet.looks:
        return [meanings[text] or "" for text in column.texts], []
    reader = _Reader(column, vocabulary, say, meanings)
    statuses = [reader.status(text, row) for text, row in zip(column.texts, column.rows, strict=True)]
    return statuses, [*reader.findings, *reader.summed_up()]


class _Reader:
    def __init__(
        self, column: StatusColumn, vocabulary: Vocabulary, say: Say, meanings: Mapping[str, str | None]
    ) -> None:
        self._column, self._vocabulary, self._say, self._meanings = column, vocabulary, say, meanings
        self._family = vocabulary.family(column.kind)
        self._guesses: dict[str, str] = {}
        self._filled: dict[str, list[int]] = {}
        self.findings: list[Finding] = []

    def status(self, text: str, row: int) -> str:
        meaning = self._meanings[text]
        colour = self._colour(row)
        if meaning is not None:
            if colour not in (None, meaning) and self._column.kind is not Kind.ACTIVITIES:
                self._add("RSP241", row, text, label=self._vocabulary.label(self._family, str(colour)).lower())
            return meaning
        if text:
            self._add(
                "RSP201", row, text, nearest=self._guess(text), expected=self._vocabulary.expected(self._column.kind)
            )
            return Fulfilment.UNKNOWN.value
        if colour is not None:
            self._filled.setdefault(colour, []).append(row)
            return colour
        return self._blank(row)

    def _blank(self, row: int) -> str:
        status = blank_status(self._column.kind)
        noun = self._vocabulary.labels["kinds"][self._column.kind]["one"]
        code = "RSP211" if self._column.kind is Kind.ACTIVITIES else "RSP205"
        self._add(code, row, None, kind=noun, label=self._vocabulary.label(self._family, status).lower())
        return status

    def _colour(self, row: int) -> str | None:
        rgb = self._column.fill(row) if self._column.sheet.looks else None
        if rgb is None:
            return None
        named = self._vocabulary.words[self._family].get(f"#{rgb.lower()}")
        return named or colour_status(rgb, self._column.kind)

    def _guess(self, text: str) -> str:
        """The nearest known word as the message says it; a table of strange words only is not guessed through."""
        if text not in self._guesses:
            many = len(self._guesses) >= _MOST_GUESSES
            nearest = None if many else self._vocabulary.nearest(self._vocabulary.words[self._family], text)
            self._guesses[text] = f'Menades "{nearest}"? ' if nearest else ""
        return self._guesses[text]

    def summed_up(self) -> Iterator[Finding]:
        """One finding for each colour that was read as a status: where first, and how many."""
        code = "RSP232" if self._column.kind is Kind.ACTIVITIES else "RSP210"
        for colour, rows in self._filled.items():
            label = self._vocabulary.label(self._family, colour).lower()
            value = f"#{self._column.fill(rows[0])}"
            yield self._say(code, rows[0], "status", value, label=label, count=len(rows))

    def _add(self, code: str, row: int, value: str | None, **words: object) -> None:
        self.findings.append(self._say(code, row, "status", value, **words))


def colour_status(rgb: str, kind: Kind) -> str | None:
    """What a fill ("RRGGBB") means, by hue: green, yellow to orange, red, grey; for activities green is "ongoing".

    White and colours outside these hues mean nothing.
    """
    red, green, blue = (int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    high, low = max(red, green, blue), min(red, green, blue)
    if high - low < 0.08:
        return Fulfilment.NO_DATA.value if 0.3 < high < 0.93 and kind is not Kind.ACTIVITIES else None
    hue = _hue(red, green, blue, high, low)
    if 75 <= hue < 170:
        return ActivityState.ONGOING.value if kind is Kind.ACTIVITIES else Fulfilment.GREEN.value
    if 25 <= hue < 75:
        return None if kind is Kind.ACTIVITIES else Fulfilment.YELLOW.value
    if hue < 20 or hue >= 340:
        return ActivityState.DELAYED.value if kind is Kind.ACTIVITIES else Fulfilment.RED.value
    return None


def _hue(red: float, green: float, blue: float, high: float, low: float) -> float:
    spread = high - low
    if high == red:
        return ((green - blue) / spread % 6) * 60
    if high == green:
        return ((blue - red) / spread + 2) * 60
    return ((red - green) / spread + 4) * 60
