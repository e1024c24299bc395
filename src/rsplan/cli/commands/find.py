"""``rsplan find``: the rows whose title, comment or unit holds a word."""

from __future__ import annotations

from typing import Annotated

import typer

from rsplan.cli.options import ProjectOption, TabledAs, TertialOption, YearOption, project_root
from rsplan.findings.finding import ExitCode

HELP_ORDER = 55


def find(
    word: Annotated[
        str, typer.Argument(metavar="ORD", help="Ordet, eller en del av det; skiftläge och bindestreck gör inget.")
    ],
    tertial: TertialOption = None,
    year: YearOption = None,
    project: ProjectOption = None,
    all_periods: Annotated[bool, typer.Option("--all-periods", help="Sök i alla perioder.")] = False,
    output: Annotated[TabledAs, typer.Option("--format", help="Hur raderna skrivs.")] = TabledAs.TABLE,
) -> int:
    """Visa varje rad vars namn, kommentar eller enhet innehåller ett ord."""
    from rsplan.runs.find import find_rows

    search = find_rows(project_root(project), word, tertial, year, all_periods=all_periods)
    from rsplan.documents import found_rows

    if output is TabledAs.TABLE:
        found_rows.print_found(search)
        return ExitCode.DONE
    from rsplan.documents.console import write_for_excel, write_json, write_lines

    if output is TabledAs.JSON:
        write_json(found_rows.to_json(search))
    else:
        (write_for_excel if output is TabledAs.EXCEL else write_lines)(found_rows.to_csv(search))
    return ExitCode.DONE
