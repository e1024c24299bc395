"""Plain questions in a terminal: numbered answers, the best guess first, Enter takes it. No keys but those of text."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rsplan.cli.output import ask, at_terminal, say

if TYPE_CHECKING:
    from rsplan.runs.learn import Answer
    from rsplan.runs.lessons import Lesson
    from rsplan.runs.questions import Choice, Question

_MOST_SHOWN = 12


def prompter_at_terminal() -> Answer | None:
    """Who answers: the person at the terminal, None where there is none."""
    return Prompter().answer if sys.stdin.isatty() and at_terminal() else None


def accept_worked_out(_lesson: Lesson, question: Question) -> Choice | None:
    """The reading that a rule gave; nothing where only a person knows."""
    return question.choices[0] if question.worked_out else None


def leave_open(_lesson: Lesson, _question: Question) -> Choice | None:
    """No answer to anything."""
    return None


class Prompter:
    """Asks the person at the terminal. What is asked of a table is preceded by the table as it is read."""

    def __init__(self) -> None:
        self._shown: set[tuple[str, str, int]] = set()
        self._sure: dict[tuple[str, str, int], bool] = {}

    def answer(self, lesson: Lesson, question: Question) -> Choice | None:
        """The person's choice. What only a number or a date was left out of is taken in one go, if they say so."""
        table = lesson.table
        at = (table.workbook.name, table.sheet.name, table.header.row)
        if at not in self._shown:
            from rsplan.documents.lessons import print_lesson

            self._shown.add(at)
            print_lesson(lesson)
        if not question.doubtful:
            if at not in self._sure:
                self._sure[at] = _yes("Det som bara är läst utan tillägg (inom parentes ovan): stämmer allt? [J/n] ")
            if self._sure[at]:
                return question.choices[0]
        return _chosen(question)


def _chosen(question: Question) -> Choice:
    say(question.text)
    for number, choice in enumerate(question.choices, start=1):
        say(f"  {number:>2}  {choice.label}")
    while True:
        said = _line("Svara med nummer eller ord [1]:")
        if not said:
            return question.choices[0]
        if said.isdecimal() and len(said) < 4 and 1 <= int(said) <= len(question.choices):
            return question.choices[int(said) - 1]
        near = [choice for choice in question.choices if choice.label.casefold().startswith(said.casefold())]
        if len(near) == 1:
            return near[0]
        say(f'"{said}" är inget av svaren.')


def _yes(question: str) -> bool:
    return not _line(question).casefold().startswith("n")


def _line(question: str) -> str:
    """What is typed on one line. An end of input is no answer: the run is broken off."""
    ask(question)
    line = sys.stdin.readline()
    if not line:
        raise KeyboardInterrupt
    return line.strip()
