"""The outcomes of women and men, and which indicators lack them.

The plan of 2025 wants it: "samtliga nyckeltal ska om möjligt mäta könsfördelning".

An indicator is divided where both outcomes are numbers; a text such as "–" is none. Long-term indicators are followed
up by themselves and are not among those that the share is of.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from rsplan.analysis.measures import PERCENT, Measure, difference, per_cent, read_measure
from rsplan.plan.model import OF_SEX, Fulfilment, Horizon, Kind

if TYPE_CHECKING:
    from rsplan.language.vocabulary import Vocabulary
    from rsplan.plan.model import Plan

# What is said of indicators that have an outcome of women and one of men.
BY_SEX = "uppdelade på kön"


class BySex(Struct, frozen=True):
    """An indicator's outcomes by sex: its position in the frame, its name, the outcomes as written and as measures."""

    position: int
    id: str
    title: str
    written: tuple[str, str, str]
    whole: Measure | None
    women: Measure | None
    men: Measure | None

    @property
    def divided(self) -> bool:
        """True where both sexes have an outcome."""
        return self.women is not None and self.men is not None

    @property
    def apart(self) -> tuple[Decimal, str] | None:
        """Women's outcome minus men's, with its unit; None where one of them is missing or they cannot be compared."""
        return difference(self.women, self.men) if self.women and self.men else None

    @property
    def fits_whole(self) -> bool:
        """False where the outcome of all is neither between those of the sexes nor, for what is counted, their sum."""
        measures = (self.whole, self.women, self.men)
        if any(each is None or each.bound for each in measures):
            return True
        whole, women, men = (each for each in measures if each is not None)
        if len({each.unit for each in (whole, women, men)} - {""}) > 1:
            return True
        slack = whole.slack + max(women.slack, men.slack)
        if min(women.value, men.value) - slack <= whole.value <= max(women.value, men.value) + slack:
            return True
        added = whole.slack + women.slack + men.slack
        return PERCENT not in (whole.unit, women.unit) and abs(whole.value - women.value - men.value) <= added


def outcomes_by_sex(plan: Plan) -> list[BySex]:
    """Every indicator that is followed up with the others, in the order of the export."""
    frame = plan.indicators
    rows = zip(frame["id"], frame["title"], frame["horizon"], frame["actual"], *(frame[name] for name in OF_SEX),
               strict=True)  # fmt: skip
    return [
        BySex(position, own, title, (whole, women, men), read_measure(whole), read_measure(women), read_measure(men))
        for position, (own, title, horizon, whole, women, men) in enumerate(rows)
        if horizon != Horizon.LONG_TERM.value
    ]


def share_divided(found: list[BySex]) -> Decimal | None:
    """How many per cent of the indicators are divided by sex, to one decimal; None where there are no indicators."""
    return per_cent(sum(one.divided for one in found), len(found)) if found else None


def has_columns_by_sex(plan: Plan) -> bool:
    """Whether any table tells an outcome of a sex, filled or not."""
    told = any(name in source.columns for source in plan.sources for name in OF_SEX)
    return told or any((plan.indicators[name] != "").any() for name in OF_SEX)


def unread_outcomes(found: list[BySex], vocabulary: Vocabulary) -> Iterator[tuple[BySex, str, str]]:
    """The outcomes of a sex that are neither numbers nor words for no data: whose, in which field, as written."""
    for one in found:
        for field, text, measure in zip(OF_SEX, one.written[1:], (one.women, one.men), strict=True):
            if text and measure is None and vocabulary.status(Kind.INDICATORS, text) != Fulfilment.NO_DATA:
                yield one, field, text
