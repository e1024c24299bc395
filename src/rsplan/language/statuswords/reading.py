"""What a status text was found to mean, and by which rules. A value without words or cells of its own."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace


class StatusReading(Struct, frozen=True):
    """A meaning (a member's value) with the rules that gave it, in Swedish; none for a word that is known as it stands.

    ``judged`` is True where a rule weighed words against each other, and did not just leave out a number or a date,
    ``scaled`` where the words mean this only in a column in which every text can be read.
    """

    meaning: str
    rules: tuple[str, ...] = ()
    judged: bool = False
    scaled: bool = False

    def by(self, rule: str, *, judged: bool = False) -> StatusReading:
        """The same meaning, reached by one more rule."""
        return replace(self, rules=(rule, *(name for name in self.rules if name != rule)), judged=self.judged or judged)


def agreed(readings: list[StatusReading]) -> StatusReading | None:
    """The reading that all agree on, with the rules of the most careful one."""
    if len({reading.meaning for reading in readings}) != 1:
        return None
    return max(readings, key=lambda reading: (not reading.judged, -len(reading.rules)))
