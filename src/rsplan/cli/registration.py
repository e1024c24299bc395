"""Which commands there are: the modules of ``cli/commands``. A new command is a new file there and nothing else."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Annotated

import typer

from rsplan.cli import commands
from rsplan.cli.swedish_help import HELP_NAMES, SwedishCommand


def register_commands(app: typer.Typer, wanted: str = "") -> None:
    """Add the ``wanted`` command, or every one where none has that name, in the order that the modules give.

    A module holds a function of its own name, or a ``group`` of commands. Where help is wanted, the commands are only
    listed: to work out the options of all takes longer than to show the list.
    """
    listed = wanted in HELP_NAMES["help_option_names"]
    for module in sorted(command_modules(wanted), key=lambda module: int(module.HELP_ORDER)):
        name = module.__name__.rpartition(".")[2]
        if hasattr(module, "group"):
            app.add_typer(module.group, name=name)
        elif listed:
            app.command(name, help=getattr(module, name).__doc__)(_nothing)
        else:
            app.command(name, cls=SwedishCommand, context_settings=HELP_NAMES)(getattr(module, name))
    app.callback()(_root)


def command_modules(wanted: str = "") -> list[ModuleType]:
    """The module of ``cli/commands`` that is named so, or all."""
    names = [found.name for found in iter_modules(commands.__path__)]
    return [import_module(f"{commands.__name__}.{name}") for name in ([wanted] if wanted in names else names)]


def _nothing() -> None:
    """What a command that is only listed does."""


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
