"""``rsplan series``: the values of the indicators over time, and what may be said of them."""

from __future__ import annotations

from typing import Annotated

import typer

from rsplan.cli.options import ProjectOption, StrictOption, TabledAs, TertialOption, YearOption, project_root
from rsplan.cli.output import exit_code, say

HELP_ORDER = 47


def series(
    name: Annotated[
        str,
        typer.Argument(metavar="[NYCKELTAL]", help="Ett nyckeltals id, eller en del av dess namn.", show_default=False),
    ] = "",
    tertial: TertialOption = None,
    year: YearOption = None,
    project: ProjectOption = None,
    output: Annotated[TabledAs, typer.Option("--format", help="Hur serierna skrivs.")] = TabledAs.TABLE,
    strict: StrictOption = False,
) -> int:
    """Visa nyckeltalens värden över tid, från alla perioder och history/."""
    from rsplan.runs.series import series_of_project

    found = series_of_project(project_root(project), tertial, year, name)
    from rsplan.documents import series_over_time

    if output is TabledAs.TABLE:
        series_over_time.print_series(found)
    else:
        from rsplan.documents.console import write_for_excel, write_json, write_lines

        write = {TabledAs.JSON: write_json, TabledAs.EXCEL: write_for_excel}.get(output, write_lines)
        write(series_over_time.to_json(found) if output is TabledAs.JSON else series_over_time.to_csv(found))
    for entry in found.findings:
        say(f"rsplan: {entry.code} {entry}")
    return exit_code(found.findings, strict)
