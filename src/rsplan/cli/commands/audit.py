"""``rsplan audit``: does the colour follow from target and outcome."""

from __future__ import annotations

from typing import Annotated

import typer

from rsplan.cli.options import ExportsArgument, ProjectOption, TabledAs, TertialOption, YearOption, project_root
from rsplan.findings.finding import ExitCode

HELP_ORDER = 45


def audit(
    exports: ExportsArgument = None,
    tertial: TertialOption = None,
    year: YearOption = None,
    project: ProjectOption = None,
    missing: Annotated[
        bool,
        typer.Option("--missing", help="Skriv de riktningar som saknas, att fylla i och klistra in i rsplan.toml."),
    ] = False,
    output: Annotated[TabledAs, typer.Option("--format", help="Hur resultatet skrivs.")] = TabledAs.TABLE,
) -> int:
    """Granska om nyckeltalens färger följer av målvärde och utfall."""
    from rsplan.runs.audit import audit_files, audit_project

    found = audit_files(exports, tertial, year) if exports else audit_project(project_root(project), tertial, year)
    from rsplan.documents import colour_audit
    from rsplan.documents.console import write_for_excel, write_json, write_lines

    if missing:
        write_lines(colour_audit.missing_as_toml(found))
    elif output is TabledAs.JSON:
        write_json(colour_audit.to_json(found))
    elif output in (TabledAs.CSV, TabledAs.EXCEL):
        (write_for_excel if output is TabledAs.EXCEL else write_lines)(colour_audit.to_csv(found))
    else:
        colour_audit.print_audit(found)
    return ExitCode.DONE
