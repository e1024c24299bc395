"""Read export files, each within its limits, while the caller does something else. Knows no format.

``start_reading`` starts the reading at once and returns; ``Reading.results`` waits. Importing this module is cheap: the
readers live in the child process, and pandas can be imported while they work.
"""

from __future__ import annotations

import contextlib
import gc
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from msgspec import Struct
from msgspec.structs import replace

from rsplan.boundary.opening import EXPORT_BYTES, NotAnInputError, first_bytes, look_at
from rsplan.findings import codes
from rsplan.findings.finding import ExitCode, Finding, finding
from rsplan.findings.system import is_passing, said_by_system
from rsplan.reading.contained.answers import Answers, has_content, sheets_that_differ, unverified, vast_area, with_scans
from rsplan.reading.contained.process import Job, JobOutcome, Worker
from rsplan.reading.export_files import OWNER_PREFIX, display_name, lock_beside
from rsplan.reading.refusal import refused_input
from rsplan.reading.workbook import Workbook

_MEGABYTE = 1 << 20


class Limits(Struct, frozen=True):
    """The bounds of reading one file. Above ``ordinary`` bytes memory and time grow with the file, to a limit.

    A workbook of more than ``large`` bytes whose sheets are more than ``large_sheets`` when unpacked is verified by a
    second process beside the first.
    """

    ordinary: int = 20 * _MEGABYTE
    memory: int = 512 * _MEGABYTE
    seconds: float = 18.0
    seconds_to_verify: float = 6.0
    memory_a_byte: int = 25
    seconds_a_megabyte: float = 1.0
    most_memory: int = 4096 * _MEGABYTE
    most_seconds: float = 300.0
    large: int = _MEGABYTE
    large_sheets: int = 6 * _MEGABYTE

    def memory_for(self, size: int) -> int:
        """The address space of the reading process, in bytes."""
        return min(self.memory + self.memory_a_byte * max(0, size - self.ordinary), self.most_memory)

    def seconds_for(self, size: int) -> float:
        """The processor time for one file: reading and verifying."""
        return min(self.seconds + self.seconds_a_megabyte * max(0, size - self.ordinary) / _MEGABYTE, self.most_seconds)


class Unreadable(Struct, frozen=True):
    """A file that was not read: why, and the exit code that a run ends with because of it."""

    finding: Finding
    exit_code: ExitCode


class Reading:
    """The reading of some files under way. Use it as a context manager, or call ``results`` or ``close``."""

    def __init__(self, paths: Sequence[Path], limits: Limits, tallied: Sequence[Path] = ()) -> None:
        self._paths = (*paths, *tallied)
        self._tallied = frozenset(tallied)
        self._limits = limits
        self._refused: dict[Path, Unreadable] = {}
        self._sizes: dict[Path, int] = {}
        for path in dict.fromkeys(self._paths):
            size = _size(path)
            if isinstance(size, Unreadable):
                self._refused[path] = size
            else:
                self._sizes[path] = size
        self._large = [path for path, size in self._sizes.items() if size > limits.large and _is_zip(path)]
        self._readers = self._work("read", list(self._sizes))
        self._read = dict(zip(self._sizes, self._readers.outcomes if self._readers else (), strict=True))
        self._scanners: Worker | None = None
        self._scanned: dict[Path, JobOutcome] = {}
        self._answers: dict[Path, Answers] = {}
        self._first: dict[Path, Workbook | Unreadable] = {}
        self._results: dict[Path, Workbook | Unreadable] = {}

    def first(self, paths: Sequence[Path] | None = None) -> list[Workbook | Unreadable]:
        """As ``results``, but before the large workbooks are verified: something to work on meanwhile."""
        wanted = self._paths if paths is None else paths
        self._start_scanning()
        with _not_collecting():
            for path in wanted:
                if path not in self._first:
                    self._first[path] = self._refused.get(path) or self._as_read(path)
        return [self._first[path] for path in wanted]

    def results(self, paths: Sequence[Path] | None = None) -> list[Workbook | Unreadable]:
        """One result a path, in the order of the paths: of those given, or of all. Waits for them alone, so that some
        can be worked on while others are being read; when the last is there, the child processes are gone.
        """
        wanted = self._paths if paths is None else paths
        try:
            self.first(wanted)
            with _not_collecting():
                for path in wanted:
                    if path not in self._results:
                        self._results[path] = self._verified_if_large(path)
        except BaseException:
            self.close()
            raise
        if self._results.keys() >= set(self._paths):
            self.close()
        return [self._results[path] for path in wanted]

    def _start_scanning(self) -> None:
        """Not before the parent waits: until then its imports and the reading keep two processors busy."""
        if self._scanners is None and self._large:
            self._scanners = self._work("scan", self._large)
            outcomes = self._scanners.outcomes if self._scanners else ()
            self._scanned = dict(zip(self._large, outcomes, strict=True))

    def _as_read(self, path: Path) -> Workbook | Unreadable:
        self._answers[path] = Answers(self._read[path])
        return self._result(path, self._answers[path], None)

    def _verified_if_large(self, path: Path) -> Workbook | Unreadable:
        if path not in self._scanned:
            return self._first[path]
        return self._result(path, self._answers[path], Answers(self._scanned[path]))

    def close(self) -> None:
        """Stop reading and end the child processes."""
        for worker in (self._readers, self._scanners):
            if worker:
                worker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _work(self, task: str, paths: Iterable[Path]) -> Worker | None:
        most = self._limits.large_sheets
        jobs = [
            self._job(task, path, most_sheets=most if path in self._large else 0, by_tallies=path in self._tallied)
            for path in paths
        ]
        return Worker(jobs) if jobs else None

    def _job(self, task: str, path: Path, **options: object) -> Job:
        size = self._sizes[path]
        seconds, memory = self._limits.seconds_for(size), self._limits.memory_for(size)
        after = self._limits.seconds_to_verify / self._limits.seconds * seconds if task == "read" else 0.0
        return Job(task, path, seconds, memory, after, options)

    def _result(self, path: Path, read: Answers, scanned: Answers | None) -> Workbook | Unreadable:
        if reason := self._reason(path, read, scanned):
            return reason
        book = read.workbook(display_name(path))
        if scanned and (read.died or read.of("tally")):
            book_or_reason = self._verified(path, book, read, scanned)
            if isinstance(book_or_reason, Unreadable):
                return book_or_reason
            book = book_or_reason
        if not book.doubts and not any(has_content(sheet) for sheet in book.sheets):
            return _unreadable(book.name, codes.NO_CELLS, ExitCode.DATA)
        return book

    def _reason(self, path: Path, read: Answers, scanned: Answers | None) -> Unreadable | None:
        """Why a file was not read; None if it was, also where its verification died afterwards."""
        name, size = display_name(path), self._sizes[path]
        if read.refusal:
            return _refused(name, *read.refusal)
        if read.was_read:
            return None
        if scanned and (area := vast_area(scanned)):
            return _unreadable(name, codes.FAR_OFF_CELL, ExitCode.DATA, {"rows": area[0], "columns": area[1]})
        if read.died == "busy":
            return _unreadable(name, codes.PROCESSES_EXHAUSTED, ExitCode.TRY_AGAIN)
        if read.died == "unsent":
            return _unreadable(name, codes.DISK_FAULT, ExitCode.IO, {"value": "läsningens svar kom inte fram"})
        if read.died == "time":
            return _unreadable(
                name, codes.READING_TOO_LONG, ExitCode.DATA, {"seconds": round(self._limits.seconds_for(size))}
            )
        return _unreadable(name, codes.READER_DIED, ExitCode.DATA, {"megabytes": self._limits.memory_for(size) >> 20})

    def _verified(self, path: Path, book: Workbook, read: Answers, scanned: Answers) -> Workbook | Unreadable:
        """A large workbook, held against what its XML says."""
        if read.died:
            return book  # that it could not be verified is one of its findings
        if scanned.died or scanned.refusal:
            return unverified(book, "bladens XML kunde inte räknas inom gränserna")
        differing = sheets_that_differ(read, scanned)
        book = with_scans(book, scanned)
        return self._located(path, book, differing) if differing else book

    def _located(self, path: Path, book: Workbook, differing: list[str]) -> Workbook | Unreadable:
        """The workbook with the cells that its two readings differ in, which takes a third."""
        worker = Worker([self._job("locate", path, sheets=differing)])
        try:
            located = Answers(worker.outcomes[0])
        finally:
            worker.close()
        if located.died or located.refusal:
            return _unreadable(book.name, codes.SHEETS_DISAGREE, ExitCode.DATA, {"sheet": differing[0]})
        return replace(book, doubts=(*book.doubts, *located.doubts()))


@contextlib.contextmanager
def _not_collecting() -> Iterator[None]:
    """Without garbage collection: a hundred thousand rows are a million objects, and none of them garbage."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def start_reading(paths: Sequence[Path], *, limits: Limits | None = None, tallied: Sequence[Path] = ()) -> Reading:
    """Start reading the files in a process of their own, and return at once.

    The ``tallied`` are read after the others and verified by the tallies of their XML alone, however small they are.
    """
    return Reading([Path(path) for path in paths], limits or Limits(), [Path(path) for path in tallied])


def _size(path: Path) -> int | Unreadable:
    """The size of a file that may be read, or why it may not. Its content is not looked at here."""
    name = display_name(path)
    try:
        size = look_at(path, EXPORT_BYTES)
    except NotAnInputError as error:
        refused = refused_input(error)
        return _unreadable(name, refused.code, refused.exit_code, refused.words)
    except (FileNotFoundError, NotADirectoryError):
        return _unreadable(name, codes.FILE_MISSING, ExitCode.NO_INPUT)
    except PermissionError:
        return _unreadable(name, codes.FILE_NOT_PERMITTED, ExitCode.NO_PERMISSION)
    except (OSError, ValueError) as error:
        return _unreadable(name, codes.DISK_FAULT, ExitCode.IO, {"value": str(error)})
    if path.name.startswith(OWNER_PREFIX):
        return _unreadable(name, codes.OWNER_FILE, ExitCode.DATA)
    if lock := lock_beside(path):
        words = {"program": lock.program, "lock": display_name(lock.path)}
        return _unreadable(name, codes.FILE_OPEN, ExitCode.TRY_AGAIN, words)
    if not os.access(path, os.R_OK):
        return _unreadable(name, codes.FILE_NOT_PERMITTED, ExitCode.NO_PERMISSION)
    return size


def _is_zip(path: Path) -> bool:
    try:
        return first_bytes(path, 4) == b"PK\x03\x04"
    except (OSError, NotAnInputError):
        return False  # the child that reads it will say why


def _refused(name: str, code: Any, exit_code: Any, words: Any) -> Unreadable:
    """A refusal of the reading process; what the system said to it in Swedish, and to be tried again if it passes."""
    if "number" not in words:
        return _unreadable(name, code, exit_code, words)
    error = OSError(words["number"], words["value"])
    if is_passing(error):
        return _unreadable(name, codes.SYSTEM_BUSY, ExitCode.TRY_AGAIN, {"at": "", "said": said_by_system(error)})
    return _unreadable(name, code, exit_code, {"value": said_by_system(error)})


def _unreadable(name: str, code: Any, exit_code: Any, words: Any = None) -> Unreadable:
    return Unreadable(finding(code, file=name, **(words or {})), ExitCode(exit_code))
