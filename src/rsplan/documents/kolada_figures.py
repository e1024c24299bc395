"""Figures from Kolada, for the terminal, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.padding import Padding
from rich.text import Text

from rsplan.analysis.kolada import OF_SEX, WHO, said_source, said_value
from rsplan.documents.console import PlainConsole
from rsplan.language.visible import csv_cell

if TYPE_CHECKING:
    from rsplan.plan.kolada import KoladaFigure

COLUMNS = (
    "indicator", "kpi", "title", "who", "sex", "year", "value", "status", "members", "of", "source", "file",
)  # fmt: skip
_MISSING = "saknas"


def print_figures(figures: Sequence[KoladaFigure], console: PlainConsole | None = None) -> None:
    """Print each indicator with its figures; what is missing is said to be, and so is what is no figure of Kolada's."""
    console = console or PlainConsole()
    for (indicator, kpi, title, year), mine in groupby(
        figures, key=lambda one: (one.indicator, one.kpi, one.title, one.year)
    ):
        console.print(Text(f"{indicator} {kpi} {title}, {year}".replace(" ,", ","), style="bold"))
        for one in mine:
            who = " ".join(filter(None, (WHO.get(one.who, one.who), OF_SEX[one.sex])))
            value = said_value(one) or _MISSING + (f" ({one.status})" if one.status else "")
            console.print(Padding(Text(f"{who}: {value}. {said_source(one)}"), (0, 0, 0, 2)))


def as_data(figures: Sequence[KoladaFigure]) -> list[dict[str, Any]]:
    """Each figure by the names that programs read; a missing value is null."""
    return [
        {
            "indicator": one.indicator,
            "kpi": one.kpi,
            "title": one.title,
            "who": one.who,
            "sex": one.sex.value,
            "year": one.year,
            "value": float(one.value) if one.value is not None else None,
            "status": one.status,
            "members": one.members,
            "of": one.of,
            "source": said_source(one),
            "file": ", ".join(dict.fromkeys(place.file for place in one.places)),
        }
        for one in figures
    ]


def to_json(figures: Sequence[KoladaFigure]) -> str:
    """The figures as JSON text, one trailing line break."""
    return json.dumps(as_data(figures), ensure_ascii=False, indent=2) + "\n"


def to_csv(figures: Sequence[KoladaFigure]) -> str:
    """A line for each figure; a missing value is blank."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(COLUMNS)
    for one, data in zip(figures, as_data(figures), strict=True):
        data["value"] = "" if one.value is None else str(one.value).replace(".", ",")
        lines.writerow([csv_cell(str(data[name])) for name in COLUMNS])
    return out.getvalue()
