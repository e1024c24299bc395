"""``rsplan reconcile``: the decided plan against the exports."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rsplan.cli.options import ExportsArgument, PrintedAs, ProjectOption, TertialOption, YearOption, project_root
from rsplan.findings.finding import ExitCode

HELP_ORDER = 47


def reconcile(
    plan: Annotated[
        Path, typer.Argument(metavar="PLAN", help="Den beslutade planen: en Word-fil eller ett kalkylblad.")
    ],
    exports: ExportsArgument = None,
    tertial: TertialOption = None,
    year: YearOption = None,
    project: ProjectOption = None,
    output: Annotated[PrintedAs, typer.Option("--format", help="Hur resultatet skrivs.")] = PrintedAs.TABLE,
) -> int:
    """Stäm av den beslutade planen mot exporterna: kod 0 om allt stämmer, 1 om något skiljer."""
    from rsplan.runs.reconcile import reconcile_plan

    root = None if exports else project_root(project)
    found = reconcile_plan(plan, exports or (), project=root, tertial=tertial, year=year)
    from rsplan.documents import reconciliation

    if output is PrintedAs.JSON:
        from rsplan.documents.console import write_json

        write_json(reconciliation.to_json(found))
    else:
        reconciliation.print_reconciliation(found)
    return ExitCode.FINDINGS if found.differs else ExitCode.DONE
