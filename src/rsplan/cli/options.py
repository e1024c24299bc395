"""The options that several commands share, with their Swedish help. Parsing only."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from rsplan.cli.swedish_help import ValueRefused
from rsplan.plan.period import Tertial

# What stands for the name of a board in the help.
BOARD = "NÄMND"


def parse_tertial(text: str) -> Tertial:
    """An option's text as a tertial; a usage error for others."""
    try:
        return Tertial.parse(text)
    except ValueError:
        raise ValueRefused(f'"{text}" är ingen tertial. Välj april, augusti eller december.') from None


def parse_date(text: str) -> date:
    """An option's text (2025-05-12) as a date; a usage error for others."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueRefused(f'"{text}" är inget datum. Skriv till exempel 2025-05-12.') from None


class PrintedAs(StrEnum):
    """How a result is printed: for people, or for programs."""

    TABLE = "table"
    JSON = "json"


class TabledAs(StrEnum):
    """How rows are printed: as ``PrintedAs``, as comma-separated lines for programs, or as lines that a Swedish Excel
    opens: semicolons, and the mark that says UTF-8.
    """

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    EXCEL = "excel-csv"


ExportsArgument = Annotated[
    list[Path] | None, typer.Argument(metavar="[EXPORT]...", help="Exportfiler; utan dem läses projektets.")
]
TertialOption = Annotated[
    Any,
    typer.Option("--tertial", parser=parse_tertial, metavar="TERTIAL", help="april, augusti eller december (1, 2, 3)."),
]
YearOption = Annotated[
    int | None,
    typer.Option(
        "--year", min=2000, max=2099, metavar="ÅR", help="Planens år. Förval: det nyaste med exporter för tertialen."
    ),
]
ProjectOption = Annotated[
    Path | None,
    typer.Option("--project", metavar="MAPP", help="Projektmappen. Förval: den närmaste uppåt som har rsplan.toml."),
]
BoardOption = Annotated[
    str,
    typer.Option("--board", metavar=BOARD, help="Nämnden vars rader räknas, när filer anges som har flera nämnders."),
]
AsOfOption = Annotated[
    Any,
    typer.Option("--as-of", parser=parse_date, metavar="DATUM", help="Dokumentens datum. Förval: det i rsplan.toml."),
]
OverwriteOption = Annotated[
    bool, typer.Option("--overwrite", help="Ersätt även en fil som någon har ändrat; en kopia sparas.")
]
StrictOption = Annotated[bool, typer.Option("--strict", help="Avsluta med kod 1 om något är tveksamt.")]


def project_root(project: Path | None) -> Path:
    """The project that is named, or the nearest one upwards. Raises ``MissingInputError``."""
    from rsplan.project.settings import require_project  # not for --help

    return require_project(project, Path.cwd())
