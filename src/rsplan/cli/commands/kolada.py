"""``rsplan kolada``: figures of the country and of regions beside the indicators, from saved answers."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from rsplan.cli.options import ProjectOption, TabledAs, TertialOption, YearOption, project_root
from rsplan.cli.output import say
from rsplan.findings.finding import ExitCode

HELP_ORDER = 49


class Action(StrEnum):
    """What is done: nothing but showing opens no connection."""

    SHOW = "show"
    FETCH = "fetch"


def kolada(
    action: Annotated[
        Action,
        typer.Argument(
            metavar="[ÅTGÄRD]", help="fetch hämtar nya svar; utan den visas de sparade.", show_default=False
        ),
    ] = Action.SHOW,
    tertial: TertialOption = None,
    year: YearOption = None,
    project: ProjectOption = None,
    all_years: Annotated[bool, typer.Option("--all-years", help="Visa alla år, inte bara det senaste.")] = False,
    since: Annotated[int | None, typer.Option("--since", metavar="ÅR", help="Hämta från det året.")] = None,
    address: Annotated[str, typer.Option("--address", metavar="URL", help="Var svaren hämtas.")] = "",
    output: Annotated[TabledAs, typer.Option("--format", help="Hur siffrorna skrivs.")] = TabledAs.TABLE,
) -> int:
    """Visa Koladas siffror för nyckeltalen ur sparade svar, eller hämta nya."""
    from rsplan.runs.kolada import ADDRESS, fetch_kolada, show_kolada

    root = project_root(project)
    if action is Action.FETCH:
        path, count = fetch_kolada(root, since, address or ADDRESS)
        say(f"{path}: {count} svar")
        return ExitCode.DONE
    found = show_kolada(root, tertial, year, every=all_years)
    from rsplan.documents import kolada_figures
    from rsplan.documents.console import write_for_excel, write_json, write_lines

    if output is TabledAs.JSON:
        write_json(kolada_figures.to_json(found))
    elif output is TabledAs.TABLE:
        kolada_figures.print_figures(found)
    else:
        (write_for_excel if output is TabledAs.EXCEL else write_lines)(kolada_figures.to_csv(found))
    return ExitCode.DONE
