"""Money as facts: budget, outcome and deviation of the board and its units, and the measures' effects a year.

All amounts are in Mkr. A sum is of amounts as they are written, never of rounded ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec.structs import replace

from rsplan.analysis.facts import Fact
from rsplan.analysis.patterns import Sentence
from rsplan.language.swedish import HARD_SPACE, digits
from rsplan.plan.folding import unique_slugs
from rsplan.plan.model import Address, Kind

if TYPE_CHECKING:
    from rsplan.language.vocabulary import Vocabulary
    from rsplan.plan.economy import SavingMeasure, UnitResult
    from rsplan.plan.model import Plan

MKR = "Mkr"
DEVIATION = "economy.deviation"
SENTENCE = "budget_deviation"
_MONEY = Fact("", Decimal(0), Kind.ASSIGNMENTS, "", unit=MKR)


def economy_facts(plan: Plan, vocabulary: Vocabulary) -> Iterator[Fact]:
    """The facts of a plan's period, and those of every year that measures are planned for."""
    label = vocabulary.labels["economy"]["label"]
    results = [one for one in plan.economy.results if one.period == plan.period]
    if results:
        yield from _results("economy", results, label["whole"], vocabulary)
    for unit, key in unique_slugs(one.unit for one in results).items():
        mine = [one for one in results if one.unit == unit]
        yield from _results(f"economy.by_unit.{key}", mine, unit, vocabulary)
    measures = plan.economy.measures
    levels = unique_slugs(one.level for one in measures)
    for year in sorted({one.year for one in measures}):
        mine_of_year = [one for one in measures if one.year == year]
        yield from _measures(f"economy.measures.year_{year}", mine_of_year, f"{label['measures']} {year}", vocabulary)
        for level, key in levels.items():
            at_level = [one for one in mine_of_year if one.level == level]
            if not level or not at_level:
                continue
            name = f"economy.measures.by_level.{key}.year_{year}"
            yield from _measures(name, at_level, f"{label['measures']} {year}, {level}", vocabulary)


def _results(prefix: str, results: Sequence[UnitResult], about: str, vocabulary: Vocabulary) -> Iterator[Fact]:
    for at, name in enumerate(("budget", "outcome")):
        cells = tuple(one.cells[at] for one in results)
        yield _fact(f"{prefix}.{name}", (getattr(one, name) for one in results), cells, about, name, vocabulary)
    cells = tuple(cell for one in results for cell in one.cells)
    yield _fact(f"{prefix}.deviation", (one.deviation for one in results), cells, about, "deviation", vocabulary)


def _measures(prefix: str, measures: Sequence[SavingMeasure], about: str, vocabulary: Vocabulary) -> Iterator[Fact]:
    cells = tuple(one.planned_cell for one in measures)
    yield _fact(f"{prefix}.planned", (one.planned for one in measures), cells, about, "planned", vocabulary)
    told = [(one.realised, one.realised_cell) for one in measures if one.realised is not None]
    if len(told) == len(measures):  # a sum of some of them would look like the whole
        cells = tuple(cell for _, cell in told)
        yield _fact(f"{prefix}.realised", (value for value, _ in told), cells, about, "realised", vocabulary)


def _fact(
    name: str, values: Iterable[Decimal], cells: tuple[Address, ...], about: str, what: str, vocabulary: Vocabulary
) -> Fact:
    label = f"{about}: {vocabulary.labels['economy']['label'][what]}"
    return replace(_MONEY, id=name, value=sum(values, Decimal(0)), label=label, cells=cells)


def deviation_sentences(
    facts: Mapping[str, Fact], periods: Iterable[str], vocabulary: Vocabulary
) -> dict[str, Sentence]:
    """The deviation in words, "en positiv budgetavvikelse på 26 miljoner kronor", of the report's own period and of the
    others by their names, as far as their economy is told.
    """
    said = vocabulary.labels["economy"]["sentence"]
    found = {}
    for prefix in ("", *(f"{name}." for name in periods)):
        fact = facts.get(prefix + DEVIATION)
        if fact is not None:
            value = Decimal(fact.value)
            way = "positive" if value > 0 else "negative" if value < 0 else "none"
            amount = f"{digits(abs(value))}{HARD_SPACE}miljoner kronor"
            text = said[way].replace("{amount}", amount)
            found[prefix + SENTENCE] = Sentence(prefix + SENTENCE, text, (fact.id,))
    return found
