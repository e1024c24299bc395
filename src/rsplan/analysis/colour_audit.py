"""Does an indicator's colour follow from its target and its outcome?

Which way is better is never assumed: the project says it, else the export's column, else the title, else the operator
of the target. The outcome first meets the target or does not; only if not, how near it is decides between yellow and
red. The limit is that of the follow-up of 2021, "ett intervall där 90-99 procent är gult", read as 90 ≤ x < 100.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any

from msgspec import Struct, field

from rsplan.analysis.measures import Measure, read_measure
from rsplan.plan.folding import fold
from rsplan.plan.model import Address, Fulfilment, Kind, Plan

YELLOW_FROM, BORDERLINE_FROM = Decimal(90), Decimal(99)
COLOURED = (Fulfilment.GREEN, Fulfilment.YELLOW, Fulfilment.RED)
_NOT_MET = (Fulfilment.YELLOW, Fulfilment.RED)


class Direction(StrEnum):
    """Which outcomes are better: higher or lower ones."""

    UP = "up"
    DOWN = "down"


class Verdict(StrEnum):
    """Whether a colour is the one that target and outcome give, as far as they decide it."""

    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    PARTLY = "partly_decidable"
    UNDECIDABLE = "not_decidable"


class IndicatorRule(Struct, frozen=True):
    """What a project says of an indicator: its direction, from how many per cent of the target it is yellow, or between
    which outcomes. None where it says nothing.
    """

    direction: Direction | None = None
    yellow_from: Decimal | None = None
    yellow_between: tuple[Decimal, Decimal] | None = None


class AuditRules(Struct, frozen=True):
    """The limits of a run, in per cent of the target, and what is said of single indicators by folded id or title."""

    yellow_from: Decimal = YELLOW_FROM
    borderline_from: Decimal = BORDERLINE_FROM
    indicators: Mapping[str, IndicatorRule] = field(default_factory=dict)

    def of(self, identity: str, title: str) -> IndicatorRule:
        """What is said of an indicator, by its id before its title."""
        return self.indicators.get(fold(identity)) or self.indicators.get(fold(title)) or IndicatorRule()


class Judgement(Struct, frozen=True):
    """What target and outcome say of a colour. ``met`` is None where it could not be told, ``degree`` the per cent of
    the target where it has one, ``expected`` the colours that would be right. ``rule`` says in Swedish what was done,
    or what was missing; ``unread`` is True where target or outcome could not be read, or not compared.
    """

    verdict: Verdict
    rule: str
    direction: Direction | None = None
    met: bool | None = None
    degree: Decimal | None = None
    expected: tuple[Fulfilment, ...] = ()
    borderline: bool = False
    unread: bool = False


class Audited(Struct, frozen=True):
    """One coloured row with its cells and the judgement on it. ``target`` and ``outcome`` are as written."""

    id: str
    key: str
    title: str
    unit: str
    status: Fulfilment
    target: str
    outcome: str
    status_cell: Address
    target_cell: Address
    outcome_cell: Address
    judged: Judgement


def audit(plan: Plan, rules: AuditRules) -> list[Audited]:
    """Every indicator row that has a colour, in the order of the export."""
    rows = enumerate(plan.indicators.to_dict("records"))
    return [_audited(plan, position, row, rules) for position, row in rows if row["status"] in COLOURED]


def _audited(plan: Plan, position: int, row: Mapping[Hashable, Any], rules: AuditRules) -> Audited:
    target, outcome, status = str(row["target"]).strip(), str(row["actual"]).strip(), Fulfilment(row["status"])
    identity, title = str(row["id"]), str(row["title"])
    status_cell, target_cell, outcome_cell = (
        plan.address(Kind.INDICATORS, position, name) for name in ("status", "target", "actual")
    )
    judged = judge(status, title, str(row["direction"]), target, outcome, rules.of(identity, title), rules)
    return Audited(
        identity, str(row["key"]), title, str(row["unit"]), status, target, outcome,
        status_cell, target_cell, outcome_cell, judged,
    )  # fmt: skip


def judge(
    status: Fulfilment, title: str, column: str, target: str, outcome: str, own: IndicatorRule, rules: AuditRules
) -> Judgement:
    """What a target and an outcome, as written, say of a colour. ``column`` is the export's word for the direction."""
    read = _read(target, outcome)
    if isinstance(read, str):
        return Judgement(Verdict.UNDECIDABLE, read, unread=bool(target and outcome))
    wanted, reached = read
    found = _direction(own, column, title, wanted)
    if found is None:
        return Judgement(Verdict.UNDECIDABLE, NO_DIRECTION)
    direction, told_by = found
    met = _is_met(direction, wanted, reached)
    degree = None if met else _degree(direction, wanted, reached)
    expected = _expected(met, degree, reached.value, own, rules)
    borderline = degree is not None and rules.borderline_from <= degree < 100
    rule = _said_rule(direction, told_by, met=met, degree=degree)
    return Judgement(_verdict(status, expected), rule, direction, met, degree, expected, borderline)


NO_DIRECTION = "det framgår inte om ett högre eller ett lägre utfall är bättre"


def _read(target: str, outcome: str) -> tuple[Measure, Measure] | str:
    """Target and outcome as measures, or why not. A target "i jämförelse med riket" is what the outcome says of riket:
    "4,1 % (riket 6,3 %)".
    """
    if not target or not outcome:
        return "målvärde saknas" if not target else "utfall saknas"
    reached = read_measure(outcome)
    if reached is None:
        return f'utfallet "{outcome}" går inte att läsa som ett tal'
    wanted = read_measure(target) or _beside(target, reached)
    if wanted is None:
        return f'målvärdet "{target}" går inte att läsa som ett tal'
    if wanted.unit and reached.unit and wanted.unit != reached.unit:
        return f"målvärdet är i {wanted.unit} och utfallet i {reached.unit}"
    return wanted, reached


_COMPARED_WITH = re.compile(r"\b(?:riket|rikets|genomsnittet|medel|snittet)\b")


def _beside(target: str, reached: Measure) -> Measure | None:
    """What stands beside an outcome in parentheses, where the target names the same thing."""
    named = _COMPARED_WITH.search(fold(target))
    if named is None:
        return None
    thing = named[0].removesuffix("s")
    before, found, number = fold(reached.aside).partition(thing)
    return read_measure(number.lstrip("s").strip(" :")) if found and not before.strip() else None


# Which way is better


_IN_TITLE = {
    Direction.DOWN: re.compile(r"\((?:minska|minskning|sänka|lägre)|\blägre\b"),
    Direction.UP: re.compile(r"\((?:öka|ökning|höja|högre)|\bhögre\b"),
}
_IN_COLUMN = {
    Direction.DOWN: re.compile(
        r"minsk|sänk|sjunk|\blåg|\bläg|\bned|\bner|\bmin\b|\bdown|\bdecreas|\blower|↓|▼|↘|\bhögst\b"
    ),
    Direction.UP: re.compile(r"\bök|\bhöj|\bhög(?!st)|\bupp|\bstig|\bmax\b|\bup\b|\bincreas|\bhigher|↑|▲|↗|\bminst\b"),
}
_BOUNDS = {"<": Direction.DOWN, "≤": Direction.DOWN, ">": Direction.UP, "≥": Direction.UP}


def _direction(own: IndicatorRule, column: str, title: str, target: Measure) -> tuple[Direction, str] | None:
    """Which way is better and who says so; None where nobody does, or where one text says both."""
    if own.direction:
        return own.direction, "rsplan.toml"
    if column.strip():
        return _said(_IN_COLUMN, column, "exportens kolumn")
    return _said(_IN_TITLE, title, "namnet") or ((_BOUNDS[target.bound], "målvärdets tecken") if target.bound else None)


def _said(words: Mapping[Direction, re.Pattern[str]], text: str, by: str) -> tuple[Direction, str] | None:
    found = [direction for direction, pattern in words.items() if pattern.search(fold(text))]
    return (found[0], by) if len(found) == 1 else None


# Met, and how near


def _is_met(direction: Direction, target: Measure, outcome: Measure) -> bool:
    strict = target.bound in ("<", ">")
    if outcome.value == target.value:
        return not strict
    return (outcome.value > target.value) is (direction is Direction.UP)


def _degree(direction: Direction, target: Measure, outcome: Measure) -> Decimal | None:
    """How many per cent of the way to a target an outcome has come that does not meet it.

    Rising: outcome of target. Falling: target of outcome, or, where both are reductions below zero, outcome of target
    (31 of 42). A bound, a zero, or numbers on both sides of it have no degree; nor has a rise below zero.
    """
    wanted, reached = target.value, outcome.value
    if target.bound or not wanted or not reached or (wanted < 0) is not (reached < 0):
        return None
    if direction is Direction.UP:
        return 100 * reached / wanted if wanted > 0 else None
    return 100 * (wanted / reached if wanted > 0 else reached / wanted)


def _expected(
    met: bool, degree: Decimal | None, outcome: Decimal, own: IndicatorRule, rules: AuditRules
) -> tuple[Fulfilment, ...]:
    """The colours that are right: one where they decide it, yellow and red where only green is excluded."""
    if met:
        return (Fulfilment.GREEN,)
    if own.yellow_between:
        least, most = own.yellow_between
        return (Fulfilment.YELLOW if least <= outcome <= most else Fulfilment.RED,)
    if degree is None:
        return _NOT_MET
    limit = rules.yellow_from if own.yellow_from is None else own.yellow_from
    return (Fulfilment.YELLOW if degree >= limit else Fulfilment.RED,)


def _verdict(status: Fulfilment, expected: Sequence[Fulfilment]) -> Verdict:
    if status not in expected:
        return Verdict.CONTRADICTS
    return Verdict.AGREES if len(expected) == 1 else Verdict.PARTLY


def _said_rule(direction: Direction, told_by: str, *, met: bool, degree: Decimal | None) -> str:
    better = "högre är bättre" if direction is Direction.UP else "lägre är bättre"
    if met:
        return f"målet är nått ({better} enligt {told_by})"
    if degree is None:
        return f"målet är inte nått, hur nära går inte att ange ({better} enligt {told_by})"
    return f"målet är nått till {degree.quantize(Decimal('0.1'))} procent ({better} enligt {told_by})".replace(
        ".", ",", 1
    )


def direction_of(row: Mapping[str, str], rules: AuditRules) -> Direction | None:
    """Which way is better for an indicator, by its fields; None where nobody says it, or where one text says both."""
    measure = read_measure(row["target"]) or Measure(Decimal(0))
    found = _direction(rules.of(row["id"], row["title"]), row["direction"], row["title"], measure)
    return found[0] if found else None


def without_direction(plan: Plan, rules: AuditRules) -> list[tuple[str, str, str]]:
    """The indicators of which nothing says which way is better: id, or title where it has none; title; target."""
    missing = {}
    for row in plan.indicators.to_dict("records"):
        told = {name: str(row[name]) for name in ("id", "title", "target", "direction")}
        identity, title, target = told["id"], told["title"], told["target"]
        if direction_of(told, rules) is None:
            missing[identity or title] = (identity or title, title, target)
    return list(missing.values())


# Two periods


class Unexplained(StrEnum):
    """What does not fit between two periods."""

    COLOUR_ALONE = "colour_without_outcome"
    LIMIT_ALONE = "limit_without_colour"


class Moved(Struct, frozen=True):
    """An indicator of two periods whose colour and outcome have not moved together."""

    what: Unexplained
    before: Audited
    now: Audited


def unexplained(before: Sequence[Audited], now: Sequence[Audited]) -> Iterator[Moved]:
    """A colour that changed while the outcome did not, and an outcome that crossed the limit while the colour stayed.

    Only within one plan: an item is the same by its key and its unit.
    """
    earlier = {(one.key, fold(one.unit)): one for one in before}
    for one in now:
        other = earlier.get((one.key, fold(one.unit)))
        if other is None or not one.outcome or not other.outcome:
            continue
        if one.status != other.status and (one.outcome, one.target) == (other.outcome, other.target):
            yield Moved(Unexplained.COLOUR_ALONE, other, one)
        elif one.status == other.status and _apart(other.judged.expected, one.judged.expected):
            yield Moved(Unexplained.LIMIT_ALONE, other, one)


def _apart(one: Sequence[Fulfilment], other: Sequence[Fulfilment]) -> bool:
    return bool(one and other) and not set(one) & set(other)
