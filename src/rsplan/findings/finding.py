"""What rsplan says when something is doubtful or wrong: findings (values) and errors (stops).

The words of a finding stand in ``catalogue``. Knows nothing of files or spreadsheets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum

from msgspec import Struct

from rsplan.findings.catalogue import Severity, catalogue


class ExitCode(IntEnum):
    """The exit codes that schedulers rely on (sysexits.h where it has one)."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    DATA = 65
    NO_INPUT = 66
    BUG = 70
    CANNOT_CREATE = 73
    IO = 74
    TRY_AGAIN = 75
    NO_PERMISSION = 77


class Finding(Struct, frozen=True):
    """One doubtful thing with its place. ``value`` is the text as it stands in the file, ``hint`` what to do next,
    ``cells`` every cell concerned where ``cell`` is only the first of several.
    """

    code: str
    severity: Severity
    message: str
    file: str | None = None
    sheet: str | None = None
    cell: str | None = None
    value: str | None = None
    hint: str | None = None
    cells: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Where it is, in Swedish: ``aktiviteter.xlsx, blad Aktiviteter, cell F17``."""
        return place(self.file, self.sheet, self.cell)

    def as_dict(self) -> dict[str, object]:
        """The finding with the keys of the JSON interface."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "message": self.message,
            "file": self.file,
            "sheet": self.sheet,
            "cell": self.cell,
            "value": self.value,
            "hint": self.hint,
        } | ({"cells": list(self.cells)} if len(self.cells) > 1 else {})

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.message}" + (f" {self.hint}" if self.hint else "")


def place(file: str | None, sheet: str | None = None, cell: str | None = None) -> str:
    """A place in an export, as the messages write it."""
    parts = [file or "", f"blad {sheet}" if sheet else "", f"cell {cell}" if cell else ""]
    return ", ".join(part for part in parts if part)


def finding(
    code: str,
    *,
    file: str | None = None,
    sheet: str | None = None,
    cell: str | None = None,
    value: str | None = None,
    **words: object,
) -> Finding:
    """A finding of a catalogued kind. ``words`` fill the gaps of the rule's message and hint.

    Raises ``KeyError`` for a code or a gap that the catalogue does not know: that is a bug.
    """
    rule = catalogue()[code]
    gaps = {name: _agreeing(word) for name, word in {"value": value, **words}.items()}
    return Finding(
        code=code,
        severity=rule.severity,
        message=rule.message.format(**gaps).strip(),
        file=file,
        sheet=sheet,
        cell=cell,
        value=value,
        hint=rule.hint.format(**gaps).strip() or None,
    )


class _Count(int):
    """A number in a message: ``{count:rad|rader}`` is "1 rad" or "12 rader"."""

    def __format__(self, form: str) -> str:
        one, bar, many = form.partition("|")
        return f"{int(self)} {one if self == 1 else many}" if bar else format(int(self), form)


def _agreeing(word: object) -> object:
    return _Count(word) if isinstance(word, int) and not isinstance(word, (bool, IntEnum)) else word


class RsplanError(Exception):
    """A run that stops for a reason the user can act on. Caught once, in the command line.

    ``message`` says where and what, ``hint`` what to do next; ``findings`` lists every cause when there are several.
    """

    exit_code = ExitCode.DATA

    def __init__(self, message: str, hint: str = "", findings: Iterable[Finding] = (), code: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.findings = tuple(findings)

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class ConfigurationError(RsplanError):
    """The project file, an option, a template or a text names something that does not exist."""

    exit_code = ExitCode.USAGE


class ExportError(RsplanError):
    """An export that cannot be read or does not add up."""

    exit_code = ExitCode.DATA


class DocumentError(RsplanError):
    """A document that is not one of rsplan's, or that cannot be read."""

    exit_code = ExitCode.DATA


class MissingInputError(RsplanError):
    """A file or folder that the run needs is not there."""

    exit_code = ExitCode.NO_INPUT


class CannotCreateError(RsplanError):
    """The output cannot be created."""

    exit_code = ExitCode.CANNOT_CREATE


class InputOutputError(RsplanError):
    """Reading or writing failed underway."""

    exit_code = ExitCode.IO


class TryAgainError(RsplanError):
    """A file is open, still being written, or another run holds the lock."""

    exit_code = ExitCode.TRY_AGAIN


class NotPermittedError(RsplanError):
    """The operating system refuses access."""

    exit_code = ExitCode.NO_PERMISSION


# What a rule of the catalogue calls its error.
ERRORS: Mapping[str, type[RsplanError]] = {
    "usage": ConfigurationError,
    "data": ExportError,
    "document": DocumentError,
    "no_input": MissingInputError,
    "cannot_create": CannotCreateError,
    "io": InputOutputError,
    "try_again": TryAgainError,
    "no_permission": NotPermittedError,
}


def stop(
    code: str,
    where: object = "",
    *,
    as_: type[RsplanError] | None = None,
    findings: Iterable[Finding] = (),
    **gaps: object,
) -> RsplanError:
    """The error of a catalogued kind, to be raised. ``where`` stands before the message; ``as_`` is for rules whose
    error depends on what was asked for. Raises ``KeyError`` for a code or a gap that the catalogue does not know.
    """
    rule = catalogue()[code]
    gaps = {name: _agreeing(word) for name, word in gaps.items()}
    message = rule.message.format(**gaps).strip()
    error = as_ or ERRORS[rule.exit]
    return error(f"{where}: {message}" if str(where) else message, rule.hint.format(**gaps).strip(), findings, code)
