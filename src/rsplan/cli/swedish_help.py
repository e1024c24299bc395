"""Typer's own words in Swedish: headings of the help, and what it says of a wrong option. Knows no commands."""

from __future__ import annotations

import difflib
import re
from typing import Any

import typer
from typer import core

from rsplan.cli import output

# Where a command finds the arguments that stood after "--", in its context's ``meta``.
AFTER_DASHES = "rsplan.after_dashes"
_HELP_WORDS = (
    ("Usage: ", "Användning: "),
    ("\nOptions:", "\nFlaggor:"),
    ("\nArguments:", "\nArgument:"),
    ("\nCommands:", "\nKommandon:"),
    ("[OPTIONS] COMMAND [ARGS]...", "[FLAGGOR] KOMMANDO …"),
    ("[OPTIONS]", "[FLAGGOR]"),
    ("[required]", "[krävs]"),
    ("[env var: ", "[miljövariabel: "),
    ("[default:", "[förval:"),
    ("Show this message and exit.", "Visa den här hjälpen."),
)


HELP_NAMES = {"help_option_names": ["-h", "--help"]}


class ValueRefused(typer.BadParameter):
    """A value that an option does not take, in rsplan's own words."""


class _SwedishHelp:
    """Mixed into Typer's classes: the help text with its headings in Swedish."""

    def get_help(self, ctx: Any) -> str:
        """The whole help text of a command."""
        text: str = super().get_help(ctx)  # type: ignore[misc]
        for english, swedish in _HELP_WORDS:
            text = text.replace(english, swedish)
        return text


class SwedishCommand(_SwedishHelp, core.TyperCommand):
    """A command whose help is Swedish throughout, and that takes what every command takes: how much is to be said.

    It remembers what stood after ``--``, which click forgets. Typer looks at no file: whether one may be read is told
    by what reads it, in Swedish and with its own exit code.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for parameter in self.params:
            if hasattr(parameter.type, "readable"):
                parameter.type.readable = False
        self.params += _how_much_is_said()

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments of a command."""
        if "--" in args:
            ctx.meta[AFTER_DASHES] = args[args.index("--") + 1 :]
        return super().parse_args(ctx, args)


def _how_much_is_said() -> list[core.TyperOption]:
    return [
        _flag("--quiet", "-q", "Säg bara det som stoppar körningen."),
        _flag("--verbose", "-v", "Säg också det som bara är upplysningar."),
    ]


def _flag(name: str, short: str, help_text: str) -> core.TyperOption:
    """A flag that sets how much is said."""

    def choose(_context: Any, _parameter: Any, wanted: bool) -> None:
        if wanted:
            setattr(output.chosen, name.removeprefix("--"), True)

    return core.TyperOption(
        param_decls=[name, short], is_flag=True, default=False, expose_value=False, callback=choose, help=help_text
    )


class SwedishGroup(_SwedishHelp, core.TyperGroup):
    """The list of commands, in the order in which they are registered. How much is to be said may stand before them."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.params += _how_much_is_said()


def usage_message(error: Any) -> str:
    """A usage error of the command line in Swedish, with the nearest option or command that exists."""
    kind = type(error).__name__
    path = error.ctx.command_path if error.ctx else "rsplan"
    help_hint = f"Se {path} --help."
    if kind == "NoSuchOption":
        return f"Flaggan {error.option_name} finns inte. {_maybe(error.possibilities or _options(error))}{help_hint}"
    if kind == "MissingParameter":
        return f"{_name(error)} saknas. {help_hint}"
    if kind == "BadOptionUsage":
        what = "den tar inget värde" if "does not take a value" in error.message else "den behöver ett värde"
        return f"Flaggan {error.option_name} används fel: {what}. {help_hint}"
    if isinstance(error, typer.BadParameter):
        said = error.message if isinstance(error, ValueRefused) else _in_swedish(error.message)
        return f"{_name(error)}: {said} {help_hint}"
    if "No such command" in error.message:
        wanted = error.message.split("'")[1]
        commands = error.ctx.command.list_commands(error.ctx)
        return f"Kommandot {wanted} finns inte. {_maybe(difflib.get_close_matches(wanted, commands))}{help_hint}"
    if "Missing command" in error.message:
        return f"Ange ett kommando. {help_hint}"
    if found := re.search(r"unexpected extra argument.*\((.*)\)", error.message):
        return f"Det står mer på raden än kommandot tar: {found[1]}. {help_hint}"
    return f"Kommandot kunde inte tolkas. {help_hint}"


# What Typer says of a value → what rsplan says.
_OF_VALUES = (
    (re.compile(r"(.*) is not one of (.*)\."), "{0} finns inte. Välj bland: {1}."),
    (re.compile(r"(.*) is not a valid (?:integer|int)(?: range)?\."), "{0} är inget heltal."),
    (re.compile(r"(.*) is not a valid float(?: range)?\."), "{0} är inget tal."),
    (re.compile(r"(.*) is not a valid boolean\..*"), "{0} är varken ja eller nej."),
    (re.compile(r"(.*) is not a valid .*"), "{0} är inget giltigt värde."),
    (re.compile(r"(\S+) is not in the range (\S+)<=x<=(\S+)\."), "{0} ligger inte mellan {1} och {2}."),
    (re.compile(r"(\S+) is not in the range x>=?(\S+)\."), "{0} är för litet; minst {1}."),
    (re.compile(r"(\S+) is not in the range x<=?(\S+)\."), "{0} är för stort; högst {1}."),
    (re.compile(r"(.*) does not match the formats (.*)\."), "{0} är inget datum. Skriv till exempel 2025-05-12."),
    (
        re.compile(r"(?:Takes )?(\d+) values (?:are required, )?but (\d+) (?:were |was )?given\."),
        "{0} värden krävs, {1} angavs.",
    ),
    (re.compile(r"'(.*)': .*"), "{0} går inte att öppna."),
)


def _in_swedish(message: str) -> str:
    for pattern, swedish in _OF_VALUES:
        if found := pattern.fullmatch(message):
            return swedish.format(*(part.replace("'", "") for part in found.groups()))
    return "värdet går inte att använda."


def _options(error: Any) -> list[str]:
    known = [name for parameter in error.ctx.command.params for name in parameter.opts] if error.ctx else []
    return difflib.get_close_matches(error.option_name, known)


def _maybe(names: list[str] | None) -> str:
    return f"Menades {names[0]}? " if names else ""


def _name(error: Any) -> str:
    parameter = error.param
    if parameter is None:
        return "Ett värde"
    return parameter.opts[0] if parameter.param_type_name == "option" else str(parameter.human_readable_name).upper()
