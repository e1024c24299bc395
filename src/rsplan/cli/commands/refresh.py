"""``rsplan refresh``: new figures into a Word file that a person has edited."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rsplan.cli.options import AsOfOption, OverwriteOption, ProjectOption, StrictOption
from rsplan.cli.output import copy_kept, exit_code, say
from rsplan.findings.catalogue import Severity

if TYPE_CHECKING:
    from rsplan.runs.refresh import Refresh

HELP_ORDER = 20

_MOST_SHOWN = 40


def refresh(
    document: Annotated[Path, typer.Argument(metavar="DOKUMENT", help="Word-filen som rsplan har skrivit.")],
    tracked: Annotated[
        bool, typer.Option("--tracked", help="Skriv varje ändring som en spårad ändring i Word (författare rsplan).")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="FIL", help="Skriv hit. Förval: dokumentet ersätts och en kopia sparas."),
    ] = None,
    project: ProjectOption = None,
    as_of: AsOfOption = None,
    strict: StrictOption = False,
    overwrite: OverwriteOption = False,
) -> int:
    """Sätt in nya siffror i ett dokument som någon har redigerat; text skriven för hand ändras inte."""
    from rsplan.runs.refresh import refresh_document, write_refresh

    done = refresh_document(document, tracked=tracked, output=output, project=project, as_of=as_of)
    for change in done.changes[:_MOST_SHOWN]:
        say(f"rsplan: {change.place}: {_told(change.before, change.after)}")
    if len(done.changes) > _MOST_SHOWN:
        say(f"rsplan: … och {len(done.changes) - _MOST_SHOWN} ändringar till.")
    doubts = [entry for entry in done.findings if entry.severity is not Severity.INFO or entry.code.startswith("RSP5")]
    for entry in doubts:
        say(f"rsplan: {entry.code} {entry}")
    kept = write_refresh(done, overwrite=overwrite)
    say(_last_line(done, kept))
    return exit_code(done.findings, strict)


def _told(before: str, after: str) -> str:
    if not before:
        return f'ny: "{after}"'
    return f'borttagen: "{before}"' if not after else f'"{before}" blev "{after}"'


def _last_line(done: Refresh, kept: Path | None) -> str:
    if not done.changes and done.data is None:
        return f"rsplan: {done.source} säger redan vad exporterna säger; inget skrevs."
    said = "1 ändring" if len(done.changes) == 1 else f"{len(done.changes) or 'inga'} ändringar"
    return f"rsplan: skrev {done.target} ({said}).{copy_kept(kept)}"
