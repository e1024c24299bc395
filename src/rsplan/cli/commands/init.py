"""``rsplan init``: a new project folder, also from exports."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rsplan.cli.options import BOARD, TertialOption, YearOption
from rsplan.cli.output import say, say_open
from rsplan.findings.finding import ExitCode

if TYPE_CHECKING:
    from rsplan.runs.init import Begun

HELP_ORDER = 5


def init(
    folder: Annotated[Path, typer.Argument(metavar="MAPP", help="Mappen som ska bli ett projekt.")],
    exports: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[EXPORT]...", help="Exporter som kopieras till sin period och lärs."),
    ] = None,
    name: Annotated[str, typer.Option("--name", metavar="NAMN", help="Organisationens namn.")] = "",
    board: Annotated[str, typer.Option("--board", metavar=BOARD, help="Styrelsen eller nämnden.")] = "",
    year: YearOption = None,
    tertial: TertialOption = None,
    wording: Annotated[
        str, typer.Option("--wording", metavar="ORDVAL", help="Ordvalet: allmant, 2025, 2024 eller 2021.")
    ] = "allmant",
) -> int:
    """Skapa en projektmapp; med exporter fylls den i av det som de säger."""
    from rsplan.cli.prompts import accept_worked_out, prompter_at_terminal
    from rsplan.runs.init import Asked, begin_project

    asked = Asked(name, board, year, tertial, wording)
    answer = prompter_at_terminal() or accept_worked_out
    begun = begin_project(folder, asked, exports or [], answer, date.today())
    _say_what_next(folder, begun)
    return ExitCode.DONE


def _say_what_next(folder: Path, begun: Begun) -> None:
    """What was laid out, what is still open, and the next commands."""
    period = begun.begin.period
    exports = folder / "exports" / period.slug
    say(f"rsplan: skapade projektet i {folder} med {len(begun.written)} filer.")
    if begun.learnt is None:
        say(f"rsplan: lägg exporterna i {exports} och kör rsplan learn --project {folder}.")
        return
    told = ", ".join(filter(None, (begun.begin.organisation, begun.begin.board, period.label)))
    say(f"rsplan: {told}. Exporterna ligger i {exports}.")
    say_open(question.text for question in begun.learnt.open)
    if begun.learnt.open:
        say(f"rsplan: svara med rsplan learn --project {folder} i en terminal.")
    if not (begun.begin.organisation and begun.begin.board):
        say(f"rsplan: fyll i det som saknas (…) i {folder / 'rsplan.toml'}.")
    say(f"rsplan: nästa: rsplan summary --project {folder}, sedan rsplan report --tertial {period.tertial.month}.")
