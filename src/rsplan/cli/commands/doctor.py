"""``rsplan doctor``: what was understood of some exports, from where, and what was not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rsplan.cli.options import (
    BoardOption,
    ExportsArgument,
    OverwriteOption,
    PrintedAs,
    ProjectOption,
    TertialOption,
    YearOption,
)
from rsplan.cli.output import copy_kept, say

if TYPE_CHECKING:
    from rsplan.project.settings import Settings
    from rsplan.runs.doctor import Inspection

HELP_ORDER = 60


def doctor(
    exports: ExportsArgument = None,
    tertial: TertialOption = None,
    year: YearOption = None,
    project: ProjectOption = None,
    board: BoardOption = "",
    output: Annotated[PrintedAs, typer.Option("--format", help="Hur svaret skrivs.")] = PrintedAs.TABLE,
    quarantine: Annotated[
        Path | None,
        typer.Option("--quarantine", metavar="FIL", help="Skriv de tveksamma raderna till en arbetsbok (.xlsx)."),
    ] = None,
    overwrite: OverwriteOption = False,
) -> int:
    """Visa vad som hittades i exporterna, varifrån det kom, och vad som inte förstods."""
    from rsplan.runs import doctor as inspection
    from rsplan.runs.named_exports import exports_and_settings

    files, settings, expected = exports_and_settings(exports or [], tertial, year, project, board)
    found = inspection.inspect_files(files, settings, expected, folder=not exports)
    _print(found, settings, output)
    if quarantine:
        _write_quarantine(found, quarantine, exports or [], overwrite)
    return found.exit_code


def _print(found: Inspection, settings: Settings | None, output: PrintedAs) -> None:
    from rsplan.documents.console import write_json
    from rsplan.documents.inspection import print_inspection, to_json
    from rsplan.runs.plans import vocabulary_of

    if output is PrintedAs.JSON:
        write_json(to_json(found))
    else:
        print_inspection(found, vocabulary_of(settings))


def _write_quarantine(found: Inspection, path: Path, exports: list[Path], overwrite: bool) -> None:
    from rsplan.runs.doctor import write_quarantine

    rows, kept = write_quarantine(found, path, exports, overwrite=overwrite)
    said = "1 tveksam rad" if rows == 1 else f"{rows or 'inga'} tveksamma rader"
    say(f"rsplan: skrev {said} till {path}.{copy_kept(kept)}")
