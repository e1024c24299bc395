"""``rsplan completion``: what makes the Tab key complete commands and options."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from rsplan.findings.finding import ExitCode

HELP_ORDER = 95
VARIABLE = "_RSPLAN_COMPLETE"


class Shell(StrEnum):
    """The shells that can complete."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


def completion(shell: Annotated[Shell, typer.Argument(metavar="SKAL", help="bash, zsh, fish, powershell.")]) -> int:
    """Skriv det skript som låter tabbtangenten fylla i kommandon och flaggor."""
    from typer._completion_shared import get_completion_script

    from rsplan.documents.console import write_lines

    write_lines(get_completion_script(prog_name="rsplan", complete_var=VARIABLE, shell=shell.value) + "\n")
    return ExitCode.DONE
