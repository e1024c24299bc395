"""The commands of rsplan: each is settings, one pipeline call, print, exit."""

from __future__ import annotations

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rsplan.cli import template
from rsplan.cli.check import check
from rsplan.cli.doctor import doctor
from rsplan.cli.explain import explain
from rsplan.cli.options import (
    AsOfOption,
    ExportsArgument,
    ProjectOption,
    StrictOption,
    TertialOption,
    YearOption,
    project_root,
)
from rsplan.cli.output import say
from rsplan.cli.refresh import refresh
from rsplan.cli.swedish_help import SwedishCommand
from rsplan.findings.catalogue import Severity
from rsplan.findings.finding import ExitCode, Finding
from rsplan.plan.period import Period

if TYPE_CHECKING:
    from rsplan.project.settings import Settings
    from rsplan.report.report import Report
    from rsplan.runs.pipeline import Run


class By(StrEnum):
    """What the summary is divided by."""

    GOAL_AREA = "goal-area"
    UNIT = "unit"
    DECIDED_BY = "decided-by"


class Output(StrEnum):
    """How a result is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class DocumentName(StrEnum):
    """The documents that rsplan writes."""

    REPORT = "report"
    MEMO = "memo"
    DATA = "data"
    PDF = "pdf"


def register(app: typer.Typer) -> None:
    """Add every command to the application, in the order in which the help lists them."""
    for function in (report, refresh, check, summary, explain, doctor, init):
        app.command(function.__name__, cls=SwedishCommand)(function)
    app.add_typer(template.group, name="template")
    app.callback()(_root)


def _show_version(wanted: bool) -> None:
    if wanted:
        from rsplan import __version__

        print(f"rsplan {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Visa versionen.")
    ] = False,
) -> None:
    """Gör uppföljningsdokument av Stratsys-exporter."""


def report(
    tertial: TertialOption,
    year: YearOption = None,
    project: ProjectOption = None,
    document: Annotated[
        list[DocumentName] | None,
        typer.Option("--document", help="Ett dokument; upprepa för flera. Förval: de i rsplan.toml."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="MAPP", help="Skriv dokumenten hit i stället för till reports/.")
    ] = None,
    as_of: AsOfOption = None,
    strict: StrictOption = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Ersätt även en fil som någon har ändrat; en kopia sparas.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Visa vad som skulle skrivas, men skriv inget.")] = False,
) -> int:
    """Skriv periodens rapport och tjänsteskrivelse ur exporterna."""
    from rsplan.runs import pipeline

    settings = pipeline.settings_for(project_root(project), tertial, year)
    run = pipeline.make_documents(
        settings, _document_date(settings, as_of), [name.value for name in document or ()], output
    )
    _tell_findings(run.findings)
    if not dry_run:
        pipeline.write_documents(run, overwrite=overwrite)
    say(_last_line(run, dry_run))
    return _exit_code(run.findings, strict)


def summary(
    exports: ExportsArgument = None,
    tertial: TertialOption = None,
    year: YearOption = None,
    project: ProjectOption = None,
    by: Annotated[By | None, typer.Option("--by", help="Dela upp siffrorna.")] = None,
    output: Annotated[Output, typer.Option("--format", help="Hur resultatet skrivs.")] = Output.TABLE,
    strict: StrictOption = False,
) -> int:
    """Visa uppdrag, nyckeltal och aktiviteter i terminalen."""
    from rsplan.runs import pipeline

    if exports:
        found = pipeline.summarise_files(exports, tertial, year)
    else:
        found = pipeline.summarise_project(project_root(project), tertial, year)
    _print_summary(found, by, output)
    return _exit_code(found.findings, strict)


def init(
    folder: Annotated[Path, typer.Argument(metavar="MAPP", help="Mappen som ska bli ett projekt.")],
    tertial: TertialOption = "april",
    year: YearOption = None,
    wording: Annotated[str, typer.Option("--wording", metavar="ORDVAL", help="2025, 2024 eller 2021.")] = "2025",
) -> int:
    """Skapa en projektmapp med inställningar, mappar och textmallar."""
    from rsplan.runs import pipeline

    written = pipeline.begin_project(folder, Period(year or date.today().year, tertial), wording)
    say(f"rsplan: skrev {', '.join(str(path) for path in written)}. Lägg exporterna i {folder / 'exports'}.")
    return ExitCode.DONE


def _print_summary(found: Report, by: By | None, output: Output) -> None:
    grouping: Any = by.value if by else None
    if output is Output.TABLE:
        from rsplan.documents.terminal import print_summary

        print_summary(found, grouping)
        return
    from rsplan.documents.data import to_csv, to_json

    sys.stdout.write(to_json(found, grouping) if output is Output.JSON else to_csv(found, grouping))
    sys.stdout.flush()


def _document_date(settings: Settings, as_of: date | None) -> date:
    if as_of or settings.date:
        return as_of or settings.date  # type: ignore[return-value]
    today = date.today()
    say(f"rsplan: inget datum för {settings.period.slug} i rsplan.toml; dagens datum {today} används.")
    return today


def _tell_findings(findings: tuple[Finding, ...]) -> None:
    for entry in findings:
        if entry.severity is not Severity.INFO:
            say(f"rsplan: {entry.code} {entry}")


def _last_line(run: Run, dry_run: bool) -> str:
    names = ", ".join(str(document.path) for document in run.documents)
    doubts = sum(entry.severity is not Severity.INFO for entry in run.findings)
    said = f"{doubts} anmärkning" if doubts == 1 else f"{doubts or 'inga'} anmärkningar"
    return f"rsplan: {'skulle skriva' if dry_run else 'skrev'} {names} ({said})."


def _exit_code(findings: tuple[Finding, ...], strict: bool) -> int:
    doubtful = any(entry.severity is not Severity.INFO for entry in findings)
    return ExitCode.FINDINGS if strict and doubtful else ExitCode.DONE
