"""``rsplan explain``: the rows behind one figure."""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rsplan.cli.options import (
    BoardOption,
    ExportsArgument,
    ProjectOption,
    TabledAs,
    TertialOption,
    YearOption,
    project_root,
)
from rsplan.cli.output import say
from rsplan.findings import codes
from rsplan.findings.finding import ExitCode, stop

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rsplan.report.report import Report

HELP_ORDER = 50


def explain(
    fact: Annotated[
        str | None,
        typer.Argument(metavar="UPPGIFT", help="Uppgiften (activities.delayed) eller anmärkningen (RSP201)."),
    ] = None,
    exports: ExportsArgument = None,
    tertial: TertialOption = None,
    year: YearOption = None,
    project: ProjectOption = None,
    board: BoardOption = "",
    every: Annotated[bool, typer.Option("--list", help="Lista alla uppgifter med värde i stället.")] = False,
    output: Annotated[TabledAs, typer.Option("--format", help="Hur raderna skrivs.")] = TabledAs.TABLE,
) -> int:
    """Visa raderna bakom en siffra, med fil, blad och cell, eller vad en anmärkning betyder."""
    from rsplan.runs.economy_files import ECONOMY
    from rsplan.runs.kolada_answers import KOLADA
    from rsplan.runs.summary import summarise_files, summarise_project

    if fact is not None and (code := _code(fact)):
        return _print_finding(code)
    if every and fact is not None:
        exports = [Path(fact), *(exports or [])]
    if not every and fact is None:
        raise stop(codes.FACT_NOT_GIVEN)
    if exports:
        report = summarise_files(exports, tertial, year, project, board)
    else:
        report = summarise_project(project_root(project), tertial, year, names=fact or f"{ECONOMY} {KOLADA}")
    for entry in report.findings:
        if entry.code == codes.PERIOD_NOT_IN_FILES:
            say(f"rsplan: {entry}")
    if every:
        _print_all(report, output)
    else:
        _print_rows(report, _known(str(fact), report.facts), output)
    return ExitCode.DONE


def _code(text: str) -> str:
    """The code of a finding that is meant, "" for what is none."""
    from rsplan.findings.catalogue import catalogue

    if not re.fullmatch(r"[Rr][Ss][Pp]\d{3}", text):
        return ""
    if text.upper() not in catalogue():
        raise stop(codes.FACT_UNKNOWN, name=text, hint="docs/anmarkningar.md har alla anmärkningar. ")
    return text.upper()


def _print_finding(code: str) -> int:
    from rsplan.documents.explanation import print_finding

    print_finding(code)
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
    from rsplan.documents.console import write_for_excel, write_json, write_lines

    {TabledAs.JSON: write_json, TabledAs.EXCEL: write_for_excel}.get(output, write_lines)(text)
