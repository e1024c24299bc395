"""Read export files, each within its limits, while the caller does something else. Knows no format.

``start_reading`` starts the reading at once and returns; ``Reading.results`` waits. Importing this module is cheap: the
readers live in the child process, and pandas can be imported while they work.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from rsplan.exports import wire
from rsplan.exports.containment import Job, Outcome, Worker
from rsplan.exports.grid import Format, Sheet, Workbook
from rsplan.findings import ExitCode, Finding, finding

_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of reading one file. Above ``ordinary`` bytes memory and time grow with the file."""

    ordinary: int = 20 * _MEGABYTE
    memory: int = 512 * _MEGABYTE
    seconds: float = 18.0
    memory_a_byte: int = 25
    seconds_a_megabyte: float = 1.0

    def memory_for(self, size: int) -> int:
        """The address space of the reading process, in bytes."""
        return self.memory + self.memory_a_byte * max(0, size - self.ordinary)

    def seconds_for(self, size: int) -> float:
        """The wall clock time for one file."""
        return self.seconds + self.seconds_a_megabyte * max(0, size - self.ordinary) / _MEGABYTE


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that was not read: why, and the exit code that a run ends with because of it."""

    finding: Finding
    exit_code: ExitCode


class Reading:
    """The reading of some files under way. Use it as a context manager, or call ``results`` or ``close``."""

    def __init__(self, paths: Sequence[Path], limits: Limits) -> None:
        self._paths = tuple(paths)
        self._refused = {path: reason for path in self._paths if (reason := _refusal(path))}
        self._sizes = {path: path.stat().st_size for path in self._paths if path not in self._refused}
        jobs = [
            Job("read", path, limits.seconds_for(size), limits.memory_for(size)) for path, size in self._sizes.items()
        ]
        self._worker = Worker(jobs) if jobs else None
        self._limits = limits
        self._results: list[Workbook | Unreadable] | None = None

    def results(self) -> list[Workbook | Unreadable]:
        """One result a path, in the order of the paths. Waits; the child processes are gone when it returns."""
        if self._results is None:
            outcomes = self._worker.outcomes() if self._worker else []
            self.close()
            by_path = dict(zip(self._sizes, outcomes, strict=True))
            self._results = [self._refused.get(path) or self._result(path, by_path[path]) for path in self._paths]
        return list(self._results)

    def close(self) -> None:
        """Stop reading and end the child processes."""
        if self._worker:
            self._worker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _result(self, path: Path, outcome: Outcome) -> Workbook | Unreadable:
        name = display_name(path)
        for message in outcome.messages:
            if message[0] == "refused":
                return _unreadable(name, *message[1:])
        if outcome.died == "time":
            return _unreadable(name, "RSP119", 65, {"seconds": round(self._limits.seconds_for(self._sizes[path]))})
        if outcome.died:
            return _unreadable(name, "RSP121", 65, {"megabytes": self._limits.memory_for(self._sizes[path]) >> 20})
        return _workbook(name, outcome)


def start_reading(paths: Sequence[Path], *, limits: Limits | None = None) -> Reading:
    """Start reading the files in a process of their own, and return at once."""
    return Reading([Path(path) for path in paths], limits or Limits())


def display_name(path: Path) -> str:
    """A file's name as text that can be printed, whatever bytes it consists of."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def _refusal(path: Path) -> Unreadable | None:
    if not path.exists():
        return _unreadable(display_name(path), "RSP101", ExitCode.NO_INPUT, {})
    return None


def _unreadable(name: str, code: Any = "", exit_code: Any = 65, words: Any = None) -> Unreadable:
    return Unreadable(finding(code, file=name, **(words or {})), ExitCode(exit_code))


def _workbook(name: str, outcome: Outcome) -> Workbook:
    _, kind, digest, size, encoding = next(message for message in outcome.messages if message[0] == "file")
    collecting = gc.isenabled()
    gc.disable()  # a hundred thousand rows are a hundred thousand lists, and none of them garbage
    try:
        sheets = tuple(_sheets(outcome))
    finally:
        if collecting:
            gc.enable()
    return Workbook(name, Format(str(kind)), str(digest), int(str(size)), sheets, encoding=str(encoding))


def _sheets(outcome: Outcome) -> list[Sheet]:
    sheets: list[Sheet] = []
    for message in outcome.messages:
        if message[0] == "sheet":
            sheets.append(_empty_sheet(*message[1:]))
        elif message[0] == "columns":
            columns: Any = message[1]
            sheets[-1].rows.extend(wire.rows_of([wire.unpack(*packed) for packed in columns]))
    for sheet in sheets:
        _even(sheet.rows)
    return sheets


def _even(rows: list[list[object]]) -> None:
    """Make the rows equally long: portions of a text file need not be."""
    width = max(map(len, rows), default=0)
    for row in rows:
        if len(row) < width:
            row.extend([None] * (width - len(row)))


def _empty_sheet(name: Any, hidden: Any, hidden_rows: Any, filtered: Any, merges: Any) -> Sheet:
    return Sheet(name, [], hidden, frozenset(hidden_rows), filtered, tuple(map(tuple, merges)))
