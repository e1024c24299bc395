"""What goes to standard error: messages and progress, never results. And the exit code that findings lead to."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from rsplan.findings.catalogue import Severity
from rsplan.findings.finding import ExitCode, Finding
from rsplan.language.visible import lines, one_line


def say(message: str) -> None:
    """One line to standard error, whatever stands in it."""
    print(one_line(message), file=sys.stderr, flush=True)


def say_lines(text: str) -> None:
    """A text of several lines to standard error: help, or a traceback."""
    print(lines(text), file=sys.stderr, flush=True)


def tell_findings(findings: Iterable[Finding]) -> None:
    """Every finding that is more than for the record, a line each."""
    for entry in doubtful(findings):
        say(f"rsplan: {entry.code} {entry}")


def doubtful(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that ``--strict`` does not accept."""
    return [entry for entry in findings if entry.severity is not Severity.INFO]


def exit_code(findings: Iterable[Finding], strict: bool) -> int:
    """What a run that is done exits with."""
    return ExitCode.FINDINGS if strict and doubtful(findings) else ExitCode.DONE
