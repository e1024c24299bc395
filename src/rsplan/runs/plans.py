"""From export files to a plan, in the words of a project or in none's.

Reading starts in a process of its own before pandas is imported, so that it costs no time.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from rsplan.findings import codes
from rsplan.findings.finding import (
    ExitCode,
    ExportError,
    InputOutputError,
    MissingInputError,
    NotPermittedError,
    RsplanError,
    TryAgainError,
    stop,
)
from rsplan.language.vocabulary import Vocabulary, load_vocabulary
from rsplan.plan.period import Period
from rsplan.plan.units import UnitTree
from rsplan.project.settings import Settings
from rsplan.reading.exports import Reading, Unreadable

if TYPE_CHECKING:
    from rsplan.plan.model import Plan
    from rsplan.reading.workbook import Workbook


def vocabulary_of(settings: Settings | None) -> Vocabulary:
    """The words of a run: the packaged ones and the project's. Raises ``ConfigurationError``."""
    if settings is None:
        return load_vocabulary()
    try:
        return load_vocabulary(settings.vocabulary, settings.columns, settings.layouts)
    except ValueError as error:
        raise stop(codes.OWN_WORDS_WRONG, "rsplan.toml", said=error) from error


def plan_from(
    reading: Reading,
    vocabulary: Vocabulary,
    expected: Period | None,
    settings: Settings | None = None,
    paths: Sequence[Path] | None = None,
) -> Plan:
    """The plan of a reading that has been started, or of some of its files; imports pandas while it works.

    A large workbook is worked on while it is being verified, and again if that has left anything in doubt.
    """
    from rsplan.understanding.plan import notes_of

    first = reading.first(paths)
    try:
        plan = _plan_of(first, vocabulary, expected, settings)
    except RsplanError:
        return _plan_of(reading.results(paths), vocabulary, expected, settings)
    verified = reading.results(paths)
    if all(map(_says_the_same, first, verified)):
        return replace(plan, notes=notes_of(book for book in verified if not isinstance(book, Unreadable)))
    return _plan_of(verified, vocabulary, expected, settings)


def _says_the_same(first: Workbook | Unreadable, verified: Workbook | Unreadable) -> bool:
    """True where a workbook's verification has found nothing."""
    if isinstance(first, Unreadable) or isinstance(verified, Unreadable):
        return first is verified
    return first is verified or first == replace(verified, verified=first.verified)


def _plan_of(
    results: Sequence[Workbook | Unreadable],
    vocabulary: Vocabulary,
    expected: Period | None,
    settings: Settings | None,
) -> Plan:
    from rsplan.understanding.plan import read_plan

    unreadable = [result for result in results if isinstance(result, Unreadable)]
    if unreadable:
        raise refusal_of(unreadable)
    readable = [result for result in results if not isinstance(result, Unreadable)]
    board = settings.board if settings else ""
    return read_plan(readable, vocabulary, expected, units=units_of(settings), board=board)


def units_of(settings: Settings | None) -> UnitTree:
    """The project's tree of units. Raises ``ConfigurationError``."""
    if settings is None:
        return UnitTree()
    try:
        return UnitTree(settings.unit_root, settings.unit_parents)
    except ValueError as error:
        raise stop(codes.UNIT_TREE_WRONG, "rsplan.toml", said=error) from error


_ERRORS: dict[ExitCode, type[RsplanError]] = {
    ExitCode.DATA: ExportError,
    ExitCode.IO: InputOutputError,
    ExitCode.NO_INPUT: MissingInputError,
    ExitCode.TRY_AGAIN: TryAgainError,
    ExitCode.NO_PERMISSION: NotPermittedError,
}


def refusal_of(files: Sequence[Unreadable]) -> RsplanError:
    """One error for all files that cannot be read; a lasting fault outweighs one that passes."""
    gravest = min(files, key=lambda file: list(_ERRORS).index(file.exit_code))
    more = f" ({len(files)} filer i allt)" if len(files) > 1 else ""
    return _ERRORS[gravest.exit_code](f"{gravest.finding}{more}", findings=[file.finding for file in files])
