"""What goes to standard error: messages and progress, never results. And the exit code that findings lead to."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec import Struct

from rsplan.findings.catalogue import Severity
from rsplan.findings.finding import ExitCode, Finding
from rsplan.language.visible import lines, one_line


class Chosen(Struct, dict=True):
    """How much is said: nothing but what stops a run, or also what is for the record."""

    quiet: bool = False
    verbose: bool = False


chosen = Chosen()
_before: list[Callable[[], None]] = []


def before_printing(act: Callable[[], None]) -> None:
    """Have something done before the next thing is printed, on whichever stream."""
    from rsplan.documents import console

    _before.append(act)
    console.before_printing.append(act)


def say(message: str, *, always: bool = False) -> None:
    """One line to standard error, whatever stands in it; with ``--quiet`` only what is ``always`` said."""
    if chosen.quiet and not always:
        return
    for act in _before:
        act()
    print(one_line(message), file=sys.stderr, flush=True)


def copy_kept(kept: Path | None) -> str:
    """What is said of the copy of a file that was written over; nothing without one."""
    return f" Det förra finns kvar som {kept.name}." if kept else ""


def say_open(texts: Iterable[str]) -> None:
    """The questions that nobody has answered."""
    for text in texts:
        say(f"rsplan: inte avgjort: {text}")


def ask(question: str) -> None:
    """A question to standard error, the line left open for its answer."""
    print(one_line(question), end="", file=sys.stderr, flush=True)


def at_terminal() -> bool:
    """Whether a person sees what is said."""
    return sys.stderr.isatty()


def say_lines(text: str) -> None:
    """A text of several lines to standard error: help, or a traceback."""
    print(lines(text), file=sys.stderr, flush=True)


def tell_findings(findings: Iterable[Finding]) -> None:
    """Every finding that is more than for the record, a line each; with ``--verbose`` every one."""
    for entry in list(findings) if chosen.verbose else doubtful(findings):
        say(f"rsplan: {entry.code} {entry}")


def doubtful(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that ``--strict`` does not accept."""
    return [entry for entry in findings if entry.severity is not Severity.INFO]


def exit_code(findings: Iterable[Finding], strict: bool) -> int:
    """What a run that is done exits with."""
    return ExitCode.FINDINGS if strict and doubtful(findings) else ExitCode.DONE
