"""``rsplan learn``: what rsplan could not be sure of, settled once and kept in ``rsplan.toml``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rsplan.cli.options import ExportsArgument, ProjectOption, TertialOption, YearOption
from rsplan.cli.output import say, say_open
from rsplan.cli.prompts import accept_worked_out, leave_open, prompter_at_terminal
from rsplan.findings.finding import ExitCode

if TYPE_CHECKING:
    from rsplan.runs.learn import Answer, Learnt
    from rsplan.runs.lessons import Lesson

HELP_ORDER = 65


def learn(
    exports: ExportsArgument = None,
    tertial: TertialOption = None,
    year: YearOption = None,
    project: ProjectOption = None,
    accept: Annotated[bool, typer.Option("--accept", help="Godta det som rsplan har räknat ut, utan frågor.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Visa vad som skulle ändras i rsplan.toml, men skriv inget.")
    ] = False,
) -> int:
    """Visa hur exporterna läses, fråga om det som är osäkert och spara svaren i rsplan.toml."""
    from rsplan.runs.learn import learn as learn_exports
    from rsplan.runs.learn import write_learnt
    from rsplan.runs.named_exports import exports_and_settings

    files, settings, expected = exports_and_settings(exports or [], tertial, year, project)
    root = settings.root if settings else Path.cwd()
    asked = None if accept else prompter_at_terminal()
    answer: Answer = asked or (accept_worked_out if accept or dry_run else leave_open)
    learnt = learn_exports(files, root, settings, expected, answer)
    _show(learnt.lessons if asked else learnt.before_answers)
    if dry_run:
        _show_change(learnt)
    elif accept or asked:
        written = write_learnt(learnt)
        say(f"rsplan: {'skrev' if written else 'inget nytt att skriva i'} {learnt.path}.")
    _tell_open(learnt, accept or asked is not None)
    return ExitCode.DONE


def _show(lessons: Iterable[Lesson]) -> None:
    from rsplan.documents.lessons import print_lesson

    for lesson in lessons:
        print_lesson(lesson)


def _show_change(learnt: Learnt) -> None:
    from rsplan.documents.lessons import print_change

    print_change(learnt.before, learnt.after, learnt.path.name)


def _tell_open(learnt: Learnt, settled: bool) -> None:
    """What nobody has answered, and how to."""
    if not learnt.lessons:
        say("rsplan: ingen tabell hittades. Kör rsplan doctor på filerna för att se vad som finns i dem.")
        return
    if settled and not learnt.open:
        for entry in learnt.refusals:
            say(f"rsplan: kan inte läras: {entry.code} {entry}")
    say_open(question.text for question in learnt.open)
    worked_out = sum(question.worked_out for question in learnt.open)
    if worked_out and not settled:
        say("rsplan: kör rsplan learn --accept för att godta det som är uträknat, eller utan flaggan i en terminal.")
    elif learnt.open:
        say("rsplan: kör rsplan learn i en terminal för att svara, eller skriv svaren i rsplan.toml.")
