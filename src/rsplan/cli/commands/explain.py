"""``rsplan explain``: the rows behind one figure."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rsplan.cli.options import ExportsArgument, ProjectOption, TabledAs, TertialOption, YearOption, project_root
from rsplan.findings import codes
from rsplan.findings.finding import ExitCode, stop

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rsplan.report.report import Report

HELP_ORDER = 50


def explain(
    fact: Annotated[
        str | None, typer.Argument(metavar="UPPGIFT", help="Uppgiftens namn, till exempel activities.delayed.")
    ] = None,
    exports: ExportsArgument = None,
    tertial: TertialOption = None,
    year: YearOption = None,
    project: ProjectOption = None,
    every: Annotated[bool, typer.Option("--list", help="Lista alla uppgifter med värde i stället.")] = False,
    output: Annotated[TabledAs, typer.Option("--format", help="Hur raderna skrivs.")] = TabledAs.TABLE,
) -> int:
    """Visa raderna bakom en siffra, med fil, blad och cell."""
    from rsplan.runs.summary import summarise_files, summarise_project

    if every and fact is not None:
        exports = [Path(fact), *(exports or [])]
    if not every and fact is None:
        raise stop(codes.FACT_NOT_GIVEN)
    if exports:
        report = summarise_files(exports, tertial, year)
    else:
        report = summarise_project(project_root(project), tertial, year, names=fact or "")
    if every:
        _print_all(report, output)
    else:
        _print_rows(report, _known(str(fact), report.facts), output)
    return ExitCode.DONE


def _known(name: str, facts: Iterable[str]) -> str:
    """A fact's name if it exists. Raises ``ConfigurationError`` with the nearest ones."""
    names = list(facts)
    for candidate in (name, f"{name}.total"):
        if candidate in names:
            return candidate
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
    hint = f"Menades {', '.join(near)}? " if near else ""
    raise stop(codes.FACT_UNKNOWN, name=name, hint=hint)


def _print_rows(report: Report, name: str, output: TabledAs) -> None:
    from rsplan.documents import explanation

    if output is TabledAs.TABLE:
        explanation.print_rows(report, name)
    else:
        _write(
            explanation.to_json(report, name) if output is TabledAs.JSON else explanation.to_csv(report, name), output
        )


def _print_all(report: Report, output: TabledAs) -> None:
    from rsplan.documents import explanation

    if output is TabledAs.TABLE:
        explanation.print_all(report)
    else:
        _write(explanation.all_to_json(report) if output is TabledAs.JSON else explanation.all_to_csv(report), output)


def _write(text: str, output: TabledAs) -> None:
    from rsplan.documents.console import write_json, write_lines

    (write_json if output is TabledAs.JSON else write_lines)(text)
