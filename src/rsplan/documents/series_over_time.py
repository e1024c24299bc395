"""The values of indicators over time: for the terminal, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from rich.padding import Padding
from rich.text import Text

from rsplan.analysis.earlier_years import CALLED as CALLED_EARLIER
from rsplan.analysis.earlier_years import said_of_years
from rsplan.analysis.series_words import CALLED, SEXES, capability_of, said_of, unit_of
from rsplan.documents.console import PlainConsole
from rsplan.language.swedish import agree
from rsplan.language.visible import csv_cell

if TYPE_CHECKING:
    from decimal import Decimal

    from rsplan.analysis.earlier_years import EarlierYears
    from rsplan.analysis.forecasts import Forecast
    from rsplan.analysis.series import Point, Series
    from rsplan.report.told_series import ToldSeries

COLUMNS = ("id", "title", "unit", "sex", "period", "value", "written", "measure_unit", "compared", "place", "source")


def print_series(found: ToldSeries, console: PlainConsole | None = None) -> None:
    """Print how many series there are of each sort, then what may be said of each."""
    console = console or PlainConsole()
    count = f"{len(found.series)} {agree(len(found.series), 'serie', 'serier')}"
    heading = f"Nyckeltalens värden över tid till och med {found.period.label}: {count}"
    console.print(Text(heading, style="bold"))
    console.print("─" * min(len(heading), console.width))
    by = Counter(one.said for one in found.series)
    for said, called in CALLED.items():
        if by[said]:
            console.print(f"  {by[said]:>4}  {called}")
    for one in found.series:
        console.print()
        console.print(Text(_named(one), style="bold"))
        console.print(Padding(Text(f"{said_of(one)}."), (0, 0, 0, 2)))
        if one.left_out:
            times = ", ".join(f"{point.time.label} {point.measure.text}" for point in one.left_out)
            console.print(Padding(Text(f"Går inte att jämföra med den senaste: {times}."), (0, 0, 0, 2)))
    _print_forecasts(found, console)
    if found.activities:
        console.print()
        console.print(Text(f"Aktiviteter: {CALLED_EARLIER.lower()}", style="bold"))
        for line in said_of_years(found.activities):
            console.print(Padding(Text(line), (0, 0, 0, 2)))


def _print_forecasts(found: ToldSeries, console: PlainConsole) -> None:
    """What the export expects, beside what is so today."""
    if not found.forecasts or found.vocabulary is None:
        return
    console.print()
    console.print(Text("Exportens egna prognoser", style="bold"))
    for one in found.forecasts:
        today = found.vocabulary.statuses(one.kind)[one.status].label.lower()
        named = f"{one.id} {one.title}".strip() + (f" ({one.unit})" if one.unit else "")
        said = f"{named}: i dag {today}, prognos {one.text} ({one.address})"
        console.print(Padding(Text(said), (0, 0, 0, 2)))


def _named(one: Series) -> str:
    aside = ", ".join(part for part in (one.unit, SEXES[one.sex]) if part)
    return f"{one.id} {one.title}".strip() + (f" ({aside})" if aside else "")


def as_data(found: ToldSeries) -> dict[str, Any]:
    """Everything by the names that programs read; values are numbers, periods as they are written in files."""
    return {
        "board": found.board,
        "period": found.period.slug,
        "series": [_series(one) for one in found.series],
        "forecasts": [_forecast(one) for one in found.forecasts],
        "activities": _years(found.activities) if found.activities else None,
        "findings": [entry.as_dict() for entry in found.findings],
    }


def _forecast(one: Forecast) -> dict[str, Any]:
    told = {"kind": one.kind.value, "id": one.id, "title": one.title, "unit": one.unit, "status": one.status}
    return {**told, "forecast": one.text, "cell": str(one.address)}


def _years(found: EarlierYears) -> dict[str, Any]:
    """Shares of completed activities in per cent; a range only where three years' ends are known."""

    def number(share: Decimal | None) -> float | None:
        return None if share is None else float(share)

    ends = found.range_at_end
    return {
        "completed": float(found.now),
        "years": [{"year": one.year, "then": number(one.then), "end": number(one.end)} for one in found.years],
        "range_at_end": [float(ends[0]), float(ends[1])] if ends else None,
    }


def _series(one: Series) -> dict[str, Any]:
    chart, capable = one.chart, capability_of(one)
    return {
        "id": one.id,
        "title": one.title,
        "unit": one.unit,
        "sex": one.sex.value,
        "measure_unit": unit_of(one),
        "said": one.said.value,
        "sentence": said_of(one),
        "declared": one.apart.value if one.apart else None,
        "direction": one.direction.value if one.direction else None,
        "target": float(one.target.value) if one.target else None,
        "points": [_point(point) for point in one.points],
        "left_out": [_point(point) for point in one.left_out],
        "chart": {
            "mean": round(float(chart.mean), 6),
            "moving_range": round(float(chart.moving_range), 6),
            "upper": round(float(chart.upper), 6),
            "lower": round(float(chart.lower), 6),
            "screened": chart.screened,
            "signals": [
                {"signal": each.signal.value, "periods": [one.points[at].time.slug for at in each.at]}
                for each in one.signals
            ],
            "target": capable.value if capable else None,
        }
        if chart
        else None,
    }


def _point(point: Point) -> dict[str, Any]:
    return {
        "period": point.time.slug,
        "value": float(point.value),
        "written": point.measure.text,
        "place": point.place,
        "source": point.source,
    }


def to_json(found: ToldSeries) -> str:
    """The series as JSON text, one trailing line break."""
    return json.dumps(as_data(found), ensure_ascii=False, indent=2) + "\n"


def to_csv(found: ToldSeries) -> str:
    """A line for each value."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(COLUMNS)
    for one in found.series:
        for compared, points in (("yes", one.points), ("no", one.left_out)):
            for point in points:
                own = (one.id, one.title, one.unit, one.sex.value, point.time.slug, str(point.value))
                told = (*own, point.measure.text, point.measure.unit, compared, point.place, point.source)
                lines.writerow([csv_cell(text) for text in told])
    return out.getvalue()
