"""``rsplan init``: a new project folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from rsplan.cli.options import TertialOption, YearOption
from rsplan.cli.output import say
from rsplan.findings.finding import ExitCode
from rsplan.plan.period import Period

HELP_ORDER = 70


def init(
    folder: Annotated[Path, typer.Argument(metavar="MAPP", help="Mappen som ska bli ett projekt.")],
    tertial: TertialOption = "april",
    year: YearOption = None,
    wording: Annotated[str, typer.Option("--wording", metavar="ORDVAL", help="2025, 2024 eller 2021.")] = "2025",
) -> int:
    """Skapa en projektmapp med inställningar, mappar och textmallar."""
    from rsplan.runs.init import begin_project

    written = begin_project(folder, Period(year or date.today().year, tertial), wording)
    say(f"rsplan: skrev {', '.join(str(path) for path in written)}. Lägg exporterna i {folder / 'exports'}.")
    return ExitCode.DONE
