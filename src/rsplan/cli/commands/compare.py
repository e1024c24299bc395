"""``rsplan compare``: what has changed since an earlier period, or between two sets of exports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rsplan.cli.options import ProjectOption, StrictOption, TabledAs, TertialOption, YearOption, project_root
from rsplan.cli.output import exit_code
from rsplan.cli.swedish_help import AFTER_DASHES, ValueRefused
from rsplan.findings import codes
from rsplan.findings.finding import stop
from rsplan.plan.period import Period

if TYPE_CHECKING:
    from rsplan.report.comparing import Compared

HELP_ORDER = 45


def parse_period(text: str) -> Period:
    """An option's text (2024-april) as a period; a usage error for others."""
    try:
        return Period.parse(text)
    except ValueError:
        raise ValueRefused(f'"{text}" är ingen period. Skriv till exempel 2024-april.') from None


def compare(
    context: typer.Context,
    exports: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FÖRE... -- NU...]", help="Två filer eller mappar utan projekt, eller fler åtskilda av --."
        ),
    ] = None,
    tertial: TertialOption = None,
    year: YearOption = None,
    against: Annotated[
        Any,
        typer.Option(
            "--against", parser=parse_period, metavar="PERIOD", help="Perioden att jämföra med, t.ex. 2024-april."
        ),
    ] = None,
    project: ProjectOption = None,
    output: Annotated[TabledAs, typer.Option("--format", help="Hur resultatet skrivs.")] = TabledAs.TABLE,
    strict: StrictOption = False,
) -> int:
    """Visa vad som har ändrats sedan en tidigare period."""
    from rsplan.runs.compare import compare_files, compare_periods

    if exports:
        if (tertial, year, against, project) != (None, None, None, None):
            raise stop(codes.COMPARE_FILES_OR_PERIODS)
        found = compare_files(*_sides(exports, context.meta.get(AFTER_DASHES)))
    else:
        found = compare_periods(project_root(project), tertial, year, against)
    _print(found, output)
    return exit_code(found.findings, strict)


def _sides(paths: list[Path], after: list[str] | None) -> tuple[list[Path], list[Path]]:
    """The files before and after ``--``; two need none between them."""
    later = 1 if after is None and len(paths) == 2 else len(after or ())
    if not 0 < later < len(paths):
        raise stop(codes.COMPARE_TWO_SIDES)
    return paths[:-later], paths[-later:]


def _print(found: Compared, output: TabledAs) -> None:
    if output is TabledAs.TABLE:
        from rsplan.documents.changes_table import print_changes

        print_changes(found)
        return
    from rsplan.documents.changes import to_csv, to_json
    from rsplan.documents.console import write_for_excel, write_json, write_lines

    if output is TabledAs.JSON:
        write_json(to_json(found))
    else:
        (write_for_excel if output is TabledAs.EXCEL else write_lines)(to_csv(found))
