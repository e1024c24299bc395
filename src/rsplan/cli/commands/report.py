"""``rsplan report``: a period's documents from its exports."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rsplan.cli.options import (
    AsOfOption,
    OverwriteOption,
    ProjectOption,
    StrictOption,
    TertialOption,
    YearOption,
    project_root,
)
from rsplan.cli.output import doubtful, exit_code, say, tell_findings
from rsplan.cli.swedish_help import ValueRefused
from rsplan.report.documents import DOCUMENTS

if TYPE_CHECKING:
    from rsplan.project.settings import Settings
    from rsplan.runs.report import Run


HELP_ORDER = 10


def parse_document(text: str) -> str:
    """An option's text as the name of a document; a usage error for others."""
    if text in DOCUMENTS:
        return text
    raise ValueRefused(f'"{text}" är inget dokument som rsplan kan göra. Välj bland: {", ".join(DOCUMENTS)}.')


def report(
    tertial: TertialOption,
    year: YearOption = None,
    project: ProjectOption = None,
    document: Annotated[
        list[str] | None,
        typer.Option(
            "--document",
            parser=parse_document,
            metavar=f"<{'|'.join(DOCUMENTS)}>",
            help="Ett dokument; upprepa för flera. Förval: de i rsplan.toml.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="MAPP", help="Skriv dokumenten hit i stället för till reports/.")
    ] = None,
    as_of: AsOfOption = None,
    strict: StrictOption = False,
    overwrite: OverwriteOption = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Visa vad som skulle skrivas, men skriv inget.")] = False,
) -> int:
    """Skriv periodens rapport och tjänsteskrivelse ur exporterna."""
    from rsplan.runs.project_report import settings_for
    from rsplan.runs.report import make_documents, write_documents

    settings = settings_for(project_root(project), tertial, year)
    run = make_documents(settings, _document_date(settings, as_of), document or (), output)
    tell_findings(run.findings)
    if not dry_run:
        write_documents(run, overwrite=overwrite)
    say(_last_line(run, dry_run))
    return exit_code(run.findings, strict)


def _document_date(settings: Settings, as_of: date | None) -> date:
    if as_of or settings.date:
        return as_of or settings.date  # type: ignore[return-value]
    today = date.today()
    say(f"rsplan: inget datum för {settings.period.slug} i rsplan.toml; dagens datum {today} används.")
    return today


def _last_line(run: Run, dry_run: bool) -> str:
    names = ", ".join(str(document.path) for document in run.documents)
    doubts = len(doubtful(run.findings))
    said = f"{doubts} anmärkning" if doubts == 1 else f"{doubts or 'inga'} anmärkningar"
    return f"rsplan: {'skulle skriva' if dry_run else 'skrev'} {names} ({said})."
