"""``rsplan summary``: the figures in the terminal, as JSON or as CSV."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rsplan.cli.options import (
    BoardOption,
    ExportsArgument,
    ProjectOption,
    StrictOption,
    TabledAs,
    TertialOption,
    YearOption,
    project_root,
)
from rsplan.cli.output import chosen, exit_code

if TYPE_CHECKING:
    from rsplan.report.report import Report


HELP_ORDER = 40


class By(StrEnum):
    """What the summary is divided by."""

    GOAL_AREA = "goal-area"
    UNIT = "unit"
    DECIDED_BY = "decided-by"


def summary(
    exports: ExportsArgument = None,
    tertial: TertialOption = None,
    year: YearOption = None,
    project: ProjectOption = None,
    board: BoardOption = "",
    by: Annotated[By | None, typer.Option("--by", help="Dela upp siffrorna.")] = None,
    output: Annotated[TabledAs, typer.Option("--format", help="Hur resultatet skrivs.")] = TabledAs.TABLE,
    strict: StrictOption = False,
) -> int:
    """Visa uppdrag, nyckeltal och aktiviteter i terminalen."""
    from rsplan.runs.summary import summarise_files, summarise_project

    if exports:
        found = summarise_files(exports, tertial, year, project, board)
    else:
        found = summarise_project(project_root(project), tertial, year)
    _print_summary(found, by, output)
    return exit_code(found.findings, strict)


def _print_summary(found: Report, by: By | None, output: TabledAs) -> None:
    grouping: Any = by.value if by else None
    if output is TabledAs.TABLE:
        from rsplan.documents.terminal import print_summary

        print_summary(found, grouping, findings=not chosen.quiet)
        return
    from rsplan.documents.console import write_for_excel, write_json, write_lines
    from rsplan.documents.data import to_csv, to_json

    if output is TabledAs.JSON:
        write_json(to_json(found, grouping))
    else:
        (write_lines if output is TabledAs.CSV else write_for_excel)(to_csv(found, grouping))
