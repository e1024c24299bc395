"""What Kolada's values say beside an indicator: the region's, the country's, and groups of regions.

A group's value is the unweighted mean of those of its members that have one. A value that is missing is missing: it is
no zero and counts in no mean. Kolada's colours are ranks among all regions and are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from rsplan.analysis.facts import Fact
from rsplan.language.swedish import HARD_SPACE, digits
from rsplan.plan.folding import unique_slugs
from rsplan.plan.kolada import COUNTRY, KoladaAnswers, KoladaFigure, KoladaValue, Sex
from rsplan.plan.model import Kind

SOURCE = "Källa: Kolada"
WHO = {"country": "riket", "region": "regionen"}
OF_SEX = {Sex.ALL: "", Sex.WOMEN: "kvinnor", Sex.MEN: "män"}
_FACT_OF_SEX = {Sex.ALL: "", Sex.WOMEN: ".women", Sex.MEN: ".men"}
_UNIT = re.compile(r"\((?P<unit>%|kr|tkr|mnkr|procent|dagar|antal)[^()]*\)\s*$", re.IGNORECASE)
_Key = tuple[str, str, int, Sex]


def kolada_figures(
    answers: KoladaAnswers, measures: Mapping[str, str], region: str, groups: Mapping[str, Sequence[str]]
) -> list[KoladaFigure]:
    """Every figure of the declared measures (indicator → id in Kolada), the newest year first."""
    values: dict[_Key, KoladaValue] = {(one.kpi, one.municipality, one.year, one.sex): one for one in answers.values}
    figures: list[KoladaFigure] = []
    for indicator, kpi in measures.items():
        years = sorted({one.year for one in answers.values if one.kpi == kpi}, reverse=True)
        title = answers.titles.get(kpi, "")
        for year in years:
            for sex in Sex:
                figures += _of_year(values, indicator, kpi, title, year, sex, region, groups)
    return figures


def _of_year(
    values: Mapping[_Key, KoladaValue], indicator: str, kpi: str, title: str, year: int, sex: Sex, region: str,
    groups: Mapping[str, Sequence[str]],
) -> Iterator[KoladaFigure]:  # fmt: skip
    for who, municipality in (("region", region), ("country", COUNTRY)):
        if one := values.get((kpi, municipality, year, sex)):
            yield KoladaFigure(indicator, kpi, title, who, sex, year, one.value, one.status, (one.place,))
    for name, members in groups.items():
        told = [one for each in members if (one := values.get((kpi, each, year, sex))) and one.value is not None]
        if any((kpi, each, year, sex) in values for each in members):
            places = tuple(one.place for one in told)
            yield KoladaFigure(
                indicator, kpi, title, name, sex, year, _mean([one.value for one in told if one.value is not None]), "",
                places, len(told), len(members),
            )  # fmt: skip


def _mean(values: Sequence[Decimal]) -> Decimal | None:
    """The unweighted mean with as many decimals as the most exact of the values, halves away from zero."""
    if not values:
        return None
    finest = Decimal(1).scaleb(min(0, *(int(value.as_tuple().exponent) for value in values)))
    return (sum(values, Decimal(0)) / len(values)).quantize(finest, ROUND_HALF_UP)


def newest(figures: Sequence[KoladaFigure]) -> list[KoladaFigure]:
    """Of each indicator the figures of the newest year in which the region has a value, else of the newest there is."""
    years: dict[str, int] = {}
    for own in (True, False):
        for one in figures:
            if one.value is not None and (one.who == "region" or not own):
                years.setdefault(one.indicator, one.year)
    return [one for one in figures if years.get(one.indicator) == one.year]


def said_source(figure: KoladaFigure) -> str:
    """What must be said of where a figure comes from."""
    if figure.unchanged:
        return SOURCE
    return f"eget ovägt medelvärde av {figure.members} av {figure.of} regioner, underlag från Kolada"


def unit_in(title: str) -> str:
    """The unit that ends a measure's name, "%" of "…, andel (%)"; "" where none does."""
    found = _UNIT.search(title)
    unit = found["unit"].lower() if found else ""
    return {"procent": "%", "antal": ""}.get(unit, unit)


def said_value(figure: KoladaFigure) -> str:
    """A value as documents write it, with all its decimals; "" for one that is missing."""
    if figure.value is None:
        return ""
    unit = unit_in(figure.title)
    return digits(figure.value) + (f"{HARD_SPACE}{unit}" if unit else "")


def kolada_facts(figures: Sequence[KoladaFigure]) -> Iterator[Fact]:
    """The newest figures as facts: ``kolada.n25_01.region``, ``.country.women``, ``.group.norrland``, ``.year``."""
    shown = newest(figures)
    slugs = unique_slugs(dict.fromkeys(one.indicator for one in figures))
    names = unique_slugs(dict.fromkeys(one.who for one in figures if not one.unchanged))
    years: set[str] = set()
    for one in shown:
        if one.value is None:
            continue
        prefix = f"kolada.{slugs[one.indicator]}"
        if prefix not in years:
            years.add(prefix)
            label = f"{one.title or one.kpi}: år"
            yield Fact(
                f"{prefix}.year", Decimal(one.year), Kind.INDICATORS, label, cells=one.places, text=str(one.year)
            )
        who = one.who if one.unchanged else f"group.{names[one.who]}"
        about = " ".join(filter(None, (WHO.get(one.who, one.who), OF_SEX[one.sex])))
        label = f"{one.title or one.kpi}, {about} {one.year}. {said_source(one)}"
        name = f"{prefix}.{who}{_FACT_OF_SEX[one.sex]}"
        yield Fact(name, one.value, Kind.INDICATORS, label, unit=unit_in(one.title), cells=one.places)
