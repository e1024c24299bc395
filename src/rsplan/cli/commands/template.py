"""``rsplan template``: which fields a Word template may use, and what is wrong with one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rsplan.cli.options import OverwriteOption, ProjectOption, TertialOption, YearOption, project_root
from rsplan.cli.output import say
from rsplan.cli.swedish_help import HELP_NAMES, SwedishCommand, SwedishGroup
from rsplan.findings.catalogue import Severity
from rsplan.findings.finding import ExitCode

HELP_ORDER = 80
_WIDEST_NAME, _VALUE = 40, 8

group = typer.Typer(
    cls=SwedishGroup,
    rich_markup_mode=None,
    no_args_is_help=True,
    context_settings=HELP_NAMES,
    help="Fält i Wordmallar, kontroll, och de medföljande mallarna.",
)


@group.command("fields", cls=SwedishCommand, context_settings=HELP_NAMES)
def fields(
    start: Annotated[
        str | None,
        typer.Argument(metavar="FÄLT", help="Lista varje fält under detta, till exempel activities.by_unit."),
    ] = None,
    tertial: TertialOption = None,
    year: YearOption = None,
    project: ProjectOption = None,
) -> int:
    """Visa vilka fält en mall kan använda, vad de är och deras värden nu."""
    from rsplan.documents.console import PlainConsole
    from rsplan.runs.template import template_fields

    console = PlainConsole()
    for number, found in enumerate(template_fields(project_root(project), tertial, year, start)):
        if start is None:
            if number:
                console.print()
            console.print(found.heading, soft_wrap=True)
        width = min(_WIDEST_NAME, max(len(field.name) for field in found.fields))
        for field in found.fields:
            value = f"{field.value:<{_VALUE}}  " if field.value and field.meaning else field.value
            console.print(f"  {field.name:<{width}}  {value}{field.meaning}", soft_wrap=True)
    return ExitCode.DONE


@group.command("check", cls=SwedishCommand, context_settings=HELP_NAMES)
def check(
    file: Annotated[Path, typer.Argument(metavar="MALL", help="Wordmallen, en .docx.")],
    tertial: TertialOption = None,
    year: YearOption = None,
    project: ProjectOption = None,
) -> int:
    """Hitta okända fält, trasiga taggar, saknade formatmallar och alternativtexter."""
    from rsplan.documents.console import PlainConsole
    from rsplan.language.swedish import join_list
    from rsplan.project.settings import find_project
    from rsplan.runs.template import check_template

    root = project_root(project) if project else find_project(Path.cwd())
    checked = check_template(file, root, tertial, year)
    findings = checked.findings
    for entry in findings:
        say(f"{entry.code} {entry}")
    faults = [entry for entry in findings if entry.severity is not Severity.INFO]
    told = f" och {len(findings) - len(faults)} att känna till" if len(findings) > len(faults) else ""
    console = PlainConsole()
    console.print(f"{file.name}: {len(faults) or 'inga'} fel{told}.", soft_wrap=True)
    if checked.counts:
        own = f"uppföljningen {checked.period.label} och med " if checked.period else ""
        console.print(
            f"Prövad med {own}{join_list(list(map(str, checked.counts)))} poster av varje slag.", soft_wrap=True
        )
    return ExitCode.FINDINGS if faults else ExitCode.DONE


@group.command("export", cls=SwedishCommand)
def export(
    folder: Annotated[Path, typer.Argument(metavar="MAPP", help="Mappen, till exempel projektets templates.")],
    overwrite: OverwriteOption = False,
) -> int:
    """Lägg de medföljande mallarna och ordvalen i en mapp, att göra till sina egna."""
    from rsplan.runs.template import export_templates

    written = export_templates(folder, overwrite=overwrite)
    told = f"skrev {', '.join(map(str, written))}" if written else f"allt finns redan i {folder}"
    say(f"rsplan: {told}.")
    return ExitCode.DONE
