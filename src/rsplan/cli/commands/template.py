"""``rsplan template``: which fields a Word template may use, and what is wrong with one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rsplan.cli.options import ProjectOption, TertialOption, YearOption, project_root
from rsplan.cli.output import say
from rsplan.cli.swedish_help import HELP_NAMES, SwedishCommand, SwedishGroup
from rsplan.findings.finding import ExitCode

HELP_ORDER = 80

group = typer.Typer(
    cls=SwedishGroup,
    rich_markup_mode=None,
    no_args_is_help=True,
    context_settings=HELP_NAMES,
    help="Fält i Wordmallar, och kontroll.",
)


@group.command("fields", cls=SwedishCommand, context_settings=HELP_NAMES)
def fields(tertial: TertialOption = None, year: YearOption = None, project: ProjectOption = None) -> int:
    """Lista varje fält som en mall kan använda, med dess värde nu."""
    from rsplan.documents.console import PlainConsole
    from rsplan.runs.template import template_fields

    console = PlainConsole()
    found = template_fields(project_root(project), tertial, year)
    width = min(60, max(len(name) for name, _ in found))
    for name, value in found:
        console.print(f"{name:<{width}}  {value}", soft_wrap=True)
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
    from rsplan.project.settings import find_project
    from rsplan.runs.template import check_template

    root = project_root(project) if project else find_project(Path.cwd())
    findings = check_template(file, root, tertial, year)
    for entry in findings:
        say(f"{entry.code} {entry}")
    PlainConsole().print(f"{file.name}: {len(findings) or 'inga'} fel.", soft_wrap=True)
    return ExitCode.FINDINGS if findings else ExitCode.DONE
