"""The tables of money: the measures of a plan for a balanced economy with their sums, and the units' results."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rsplan.analysis.facts import Fact
from rsplan.language.swedish import digits
from rsplan.plan.folding import unique_slugs
from rsplan.report.report import Column, Group, Row, Table

if TYPE_CHECKING:
    from rsplan.language.vocabulary import Vocabulary
    from rsplan.plan.model import Plan

MEASURES, UNITS = "economy_measures", "economy_units"
_RESULT = ("budget", "outcome", "deviation")


def economy_tables(plan: Plan, facts: Mapping[str, Fact], vocabulary: Vocabulary) -> list[Table]:
    """Both tables; one without rows has no columns either."""
    label = vocabulary.labels["economy"]["label"]
    return [_measures(plan, facts, label), _units(plan, facts, label)]


def _measures(plan: Plan, facts: Mapping[str, Fact], label: Mapping[str, str]) -> Table:
    """Each measure with its effect a year, under its level of decision, with the sum of each level and of all."""
    measures = plan.economy.measures
    years = sorted({one.year for one in measures})
    columns = (
        Column(label["measure"], width=5, name="name"),
        *(Column(str(year), "number", width=2, name=f"year_{year}") for year in years),
    )
    groups = []
    for level, key in unique_slugs(one.level for one in measures).items():
        mine = [one for one in measures if one.level == level]
        rows = []
        for name in dict.fromkeys(one.name for one in mine):
            told = {one.year: digits(one.planned) for one in mine if one.name == name}
            rows.append(Row((name, *(told.get(year, "") for year in years)), key=f"{level}\x1f{name}"))
        if level:
            rows.append(_sums(f"{label['sum']} {level.lower()}", f"by_level.{key}.", years, facts))
        groups.append(Group(level, tuple(rows)))
    total = _sums(label["sum"], "", years, facts) if measures else None
    return Table(MEASURES, label["measures_caption"], columns if measures else (), tuple(groups), total)


def _sums(name: str, level: str, years: list[int], facts: Mapping[str, Fact]) -> Row:
    ids = [f"economy.measures.{level}year_{year}.planned" for year in years]
    ids = [fact if fact in facts else "" for fact in ids]
    return Row((name, *(digits(facts[fact].value) if fact else "" for fact in ids)), ("", *ids))


def _units(plan: Plan, facts: Mapping[str, Fact], label: Mapping[str, str]) -> Table:
    """Budget, outcome and deviation of each unit in the plan's period, with their sums."""
    units = unique_slugs(one.unit for one in plan.economy.results if one.period == plan.period)
    columns = (
        Column(label["unit"], width=5, name="name"),
        *(Column(label[name].capitalize(), "number", width=2, name=name) for name in _RESULT),
    )
    rows = tuple(_result(unit, f"economy.by_unit.{key}", facts) for unit, key in units.items())
    total = _result(label["sum"], "economy", facts) if units else None
    return Table(UNITS, label["units_caption"], columns if units else (), (Group("", rows),) if units else (), total)


def _result(name: str, prefix: str, facts: Mapping[str, Fact]) -> Row:
    ids = [f"{prefix}.{part}" for part in _RESULT]
    return Row((name, *(digits(facts[fact].value) for fact in ids)), ("", *ids))
