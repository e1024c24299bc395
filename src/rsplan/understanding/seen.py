"""What the look of a status cell means: its icon, its fill, or the colour of its symbol. Knows colours' names only.

A colour means what the project says, else what a legend on the sheet says, else what its hue is. What cannot be told
has a reason, and is never taken for a blank cell.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from rsplan.language.vocabulary import BLANK_CELL, colour_names
from rsplan.plan.model import ActivityState, Fulfilment, Kind
from rsplan.reading.looks import Look, inside
from rsplan.reading.shown import Shown
from rsplan.reading.workbook import Sheet

# The status of a colour by words of the vocabulary ("#00b050") or by a text beside it; None where it says nothing.
Meaning = Callable[[str], str | None]


class Hue(StrEnum):
    """The colours that carry statuses."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    GREY = "grey"


# Where each hue begins, in degrees. Between the named ones lies what people call by different names: orange-red (the
# darkest orange of Office is at 20), lime yellow, turquoise, violet.
HUES = (
    (0, Hue.RED),
    (17, None),
    (20, Hue.YELLOW),
    (70, None),
    (74, Hue.GREEN),
    (168, None),
    (185, Hue.BLUE),
    (260, None),
    (335, Hue.RED),
)
# Excel's own "Orange" is at 45, its yellow at 60.
_LAST_ORANGE = 48
_LEAST_SPREAD = 0.08
_GREYS = (0.3, 0.93)
_MEANINGS: Mapping[bool, Mapping[Hue, str]] = {
    False: {
        Hue.GREEN: Fulfilment.GREEN.value,
        Hue.YELLOW: Fulfilment.YELLOW.value,
        Hue.RED: Fulfilment.RED.value,
        Hue.GREY: Fulfilment.NO_DATA.value,
    },
    True: {
        Hue.GREEN: ActivityState.ONGOING.value,
        Hue.RED: ActivityState.DELAYED.value,
        Hue.BLUE: ActivityState.COMPLETED.value,
    },
}
_FEWEST_BANDED = 4
_LONGEST_SYMBOL = 3
_BULLETS = "•‣∙·"
_WHOLE_ROW = "hela raden är färgad, och bara i en färg"
_PICTURE = "en bild ligger över cellen"


def hue_of(rgb: str) -> Hue | None:
    """The hue of a colour "RRGGBB"; None for white, black, and what lies between the hues."""
    red, green, blue = (int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    high, low = max(red, green, blue), min(red, green, blue)
    if high - low < _LEAST_SPREAD:
        return Hue.GREY if _GREYS[0] < high < _GREYS[1] else None
    degrees = _degrees(red, green, blue, high, low)
    return [hue for start, hue in HUES if start <= degrees][-1]


def _degrees(red: float, green: float, blue: float, high: float, low: float) -> float:
    spread = high - low
    if high == red:
        return ((green - blue) / spread % 6) * 60
    if high == green:
        return ((blue - red) / spread + 2) * 60
    return ((red - green) / spread + 4) * 60


def meaning_of(hue: Hue | None, kind: Kind) -> str | None:
    """The status that a hue stands for; None where it is not agreed upon."""
    return _MEANINGS[kind is Kind.ACTIVITIES].get(hue) if hue else None


def said_of_fill(rgb: str, legend: Mapping[str, str]) -> str:
    """The words of a legend for a fill "RRGGBB": by the fill itself, else by the name of its hue. Empty without any."""
    if not legend or (hue := hue_of(rgb)) is None:
        return legend.get(f"#{rgb.lower()}", "")
    named = _named_in(legend, hue.value)
    if hue is Hue.YELLOW and _is_orange(rgb):
        named = _named_in(legend, "orange") or named
    return legend.get(f"#{rgb.lower()}") or named


def _is_orange(rgb: str) -> bool:
    red, green, blue = (int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return _degrees(red, green, blue, max(red, green, blue), min(red, green, blue)) <= _LAST_ORANGE


def _named_in(legend: Mapping[str, str], colour: str) -> str:
    """The words of a legend for a colour by its name."""
    return next((legend[name] for name, named in colour_names().items() if named == colour and name in legend), "")


class Seen(Struct, frozen=True):
    """What is seen in a status cell: the status, and the colour that says so ("#RRGGBB", or the colour of an icon).

    Without a status there is either nothing to see, a colour of unknown meaning, or a ``doubt`` about what is seen.
    """

    status: str | None = None
    colour: str = ""
    doubt: str = ""


NOTHING = Seen()


class Sight:
    """The status cells of some rows, looked at."""

    def __init__(
        self,
        sheet: Sheet,
        kind: Kind,
        column: int,
        title: int,
        rows: Sequence[int],
        named: Meaning,
        worded: Meaning,
        read: Meaning,
    ) -> None:
        self._sheet, self._kind, self._column, self._title = sheet, kind, column, title
        self._rows, self._named = rows, named
        self._shown = Shown(sheet)
        self._is_status = self._rows_tell_statuses() if column != title else None
        self._read = read
        self._legend = self._read_legend(worded)

    def look(self, row: int) -> Look:
        """The look of the status cell of a row, counted from 1."""
        return self._shown.at(row - 1, self._column)

    def of(self, row: int, text: str) -> Seen:
        """What is seen in the status cell of a row, counted from 1, beside its text."""
        if not text and inside(self._sheet.looks.pictures, row - 1, self._column):
            return Seen(doubt=_PICTURE)
        look = self.look(row)
        if look.icon:
            hue = Hue(look.icon) if look.icon in list(Hue) else None
            return Seen(meaning_of(hue, self._kind), look.icon)
        if look.doubt:
            return Seen(doubt=look.doubt)
        if text and is_symbol(text, look):
            return self._meant(look.ink) if look.ink else NOTHING
        return self._of_fill(look, row)

    def _of_fill(self, look: Look, row: int) -> Seen:
        if not look.fill:
            return self._without_fill()
        if self._is_painted(row, look) and self._is_status is not True:
            return Seen(doubt=_WHOLE_ROW) if self._is_status is None and self._column != self._title else NOTHING
        return self._meant(look.fill)

    def _without_fill(self) -> Seen:
        """What a legend says of cells without a fill: "Vit = ej påbörjad"."""
        words = _named_in(self._sheet.legend, "none")
        status = self._read(words) if words else None
        return Seen(status, BLANK_CELL) if status else NOTHING

    def _meant(self, rgb: str) -> Seen:
        status = self._named(f"#{rgb.lower()}") or self._legend.get(rgb)
        if status is None:
            words = said_of_fill(rgb, self._sheet.legend)
            # What a legend calls something that is no status is not what its hue stands for elsewhere.
            status = self._read(words) if words else meaning_of(hue_of(rgb), self._kind)
        return Seen(status, f"#{rgb}")

    # --- rows that are coloured all over -----------------------------------------------------------------------

    def _is_painted(self, row: int, look: Look) -> bool:
        """True for a row whose name has the same fill as its status."""
        return self._column != self._title and self._shown.at(row - 1, self._title).fill == look.fill

    def _rows_tell_statuses(self) -> bool | None:
        """True where whole rows are coloured by status: in two hues of green, yellow and red at least. False where they
        are striped, or all alike; None where a single colour marks some of them, which may mean anything."""
        painted = []
        for row in self._rows if self._sheet.looks else ():
            look = self.look(row)
            painted.append(look.fill if look.fill and self._is_painted(row, look) else "")
        if len({words for fill in {*painted} if fill and (words := said_of_fill(fill, self._sheet.legend))}) > 1:
            return True
        hues = {hue_of(fill) for fill in painted if fill} & {Hue.GREEN, Hue.YELLOW, Hue.RED}
        if len(hues) > 1:
            return True
        return False if _is_background(painted) else None

    # --- legends ------------------------------------------------------------------------------------------------

    def _read_legend(self, worded: Meaning) -> dict[str, str]:
        """What filled cells outside the rows say that their colour means, in themselves or in the cell beside them."""
        found: dict[str, set[str]] = {}
        items = {row - 1 for row in self._rows}
        for (row, column), look in self._sheet.looks.cells.items():
            if look.fill and row not in items and (status := self._said_at(row, column, worded)):
                found.setdefault(look.fill, set()).add(status)
        return {fill: statuses.pop() for fill, statuses in found.items() if len(statuses) == 1}

    def _said_at(self, row: int, column: int, worded: Meaning) -> str | None:
        own = self._text(row, column)
        return worded(own) if own else worded(self._text(row, column + 1))

    def _text(self, row: int, column: int) -> str:
        columns = self._sheet.columns
        value = columns[column][row] if column < len(columns) and row < len(columns[column]) else None
        return value.strip() if isinstance(value, str) else ""


def _is_background(fills: Sequence[str]) -> bool:
    """True for rows that are all alike, or striped: every other one as the one before the last."""
    if len(set(fills)) < 2:
        return True
    alternate = all(one == other for one, other in zip(fills, fills[2:], strict=False))
    return alternate and len(fills) >= _FEWEST_BANDED


def is_symbol(text: str, look: Look) -> bool:
    """True for a sign that says nothing by itself: a dot, a square, a flag, or a letter in a font of pictures."""
    if len(text) > _LONGEST_SYMBOL:
        return False
    if look.font:
        return True
    return all(unicodedata.category(sign) in ("So", "Sm", "Co") or sign in _BULLETS for sign in text)
