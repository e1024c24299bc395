"""How much a template may take: steps, sizes and, as a last resort, time. Everything that grows is bounded here."""

from __future__ import annotations

import time
from collections.abc import Iterable
from itertools import islice

from msgspec import Struct

from rsplan.documents.templating.refusals import BadTagError, known

MAX_STEPS = 500_000
MAX_SECONDS = 10.0
MAX_RANGE = 10_000
MAX_TEXT = 2_000_000
MAX_OUTPUT = 60_000_000
MAX_NUMBER = 10**15
MAX_SOURCE = 20_000_000


class Budget(Struct):
    """What is left of the steps and the time that one document may take."""

    steps: int = MAX_STEPS
    deadline: float | None = None

    def step(self, count: int = 1) -> None:
        """Count steps; stop the template when there are too many or they take too long."""
        self.steps -= count
        if self.steps < 0:
            raise BadTagError("mallen upprepar för mycket och stoppades.")
        if count > 1 or self.steps % 256 == 0:
            now = time.monotonic()
            if self.deadline is None:
                self.deadline = now + MAX_SECONDS
            elif now > self.deadline:
                raise BadTagError("mallen tog för lång tid och stoppades.")


def reasonable(value: object) -> bool:
    """True for a number that may be reckoned with."""
    return isinstance(value, int | float) and abs(value) <= MAX_NUMBER


def bounded_range(*bounds: int) -> range:
    """``range``, of a bounded length."""
    found = range(*bounds)
    if len(found) > MAX_RANGE:
        raise BadTagError(f"range får ge högst {MAX_RANGE} tal.")
    return found


def bounded(text: str) -> str:
    """The text, if it is not beyond all measure."""
    if len(text) > MAX_TEXT:
        raise BadTagError("en text i mallen blir orimligt lång.")
    return text


def few(items: Iterable[object]) -> list[object]:
    """The items as a list of bounded length."""
    found = list(islice(known(items), MAX_RANGE + 1))
    if len(found) > MAX_RANGE:
        raise BadTagError("en lista i mallen är orimligt lång.")
    return found
