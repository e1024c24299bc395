"""What a run is about to do to a folder's files, written down first, so that whatever interrupts it can be taken back.

``.rsplan.journal`` lists every file of the run: its place, what its temporary names are made of, and its digests before
and after. While it lies there, the run has not happened. Renamed to ``.rsplan.done``, it has, and only
what was held is left to remove.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

JOURNAL, DONE = ".rsplan.journal", ".rsplan.done"
_UNFINISHED = ".rsplan.journal.tmp"


class Step(Struct, frozen=True):
    """One file of a run. ``name`` is its place in the folder, ``mark`` what its temporary names are made of.

    ``before`` and ``after`` are digests of the file; ``before`` is "" where nothing stood there.
    """

    name: str
    mark: str
    before: str
    after: str

    def target(self, folder: Path) -> Path:
        """The file itself; where a link stands in its place, what the link leads to."""
        return (folder / self.name).resolve()

    def new(self, folder: Path) -> Path:
        """Where the new file lies until its turn comes: in the same folder as the file, or it could not be renamed."""
        return self.target(folder).with_name(f".rsplan-{self.mark}.new")

    def held(self, folder: Path) -> Path:
        """Where the old file is held until the run is done."""
        return self.target(folder).with_name(f".rsplan-{self.mark}.old")


def begin(folder: Path, steps: Sequence[Step]) -> None:
    """Write down what is about to happen, before any of it does."""
    unfinished = folder / _UNFINISHED
    write_flushed(unfinished, json.dumps([asdict(step) for step in steps], ensure_ascii=False).encode())
    unfinished.replace(folder / JOURNAL)
    flush_folder(folder)


def finish(folder: Path) -> None:
    """The run has happened: from here on nothing is taken back."""
    (folder / JOURNAL).replace(folder / DONE)


def is_unsettled(folder: Path) -> bool:
    """Whether an interrupted run has left something in the folder."""
    return any((folder / name).exists() for name in (JOURNAL, DONE, _UNFINISHED))


def settle(folder: Path) -> None:
    """Take back a run that was interrupted, or clear up after one that was done. To be called under the folder's lock.

    A file that somebody has changed meanwhile is left as it is. Raises ``OSError`` where that fails: then the journal
    stays for the next run.
    """
    (folder / _UNFINISHED).unlink(missing_ok=True)
    if (done := _read(folder / DONE)) is not None:
        for step in done:
            _clear(step, folder)
        (folder / DONE).unlink(missing_ok=True)
    if (begun := _read(folder / JOURNAL)) is not None:
        for step in reversed(begun):
            _take_back(step, folder)
            _clear(step, folder)
        (folder / JOURNAL).unlink(missing_ok=True)


def digest(data: bytes) -> str:
    """What tells a file's content."""
    return sha256(data).hexdigest()


def digest_at(path: Path) -> str:
    """The digest of the file at a path; "" where there is none."""
    try:
        return digest(path.read_bytes())
    except FileNotFoundError:
        return ""


def write_flushed(path: Path, data: bytes) -> None:
    """A new file, on the disk before this returns. Raises ``FileExistsError`` where one is."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """A folder's names on the disk; Windows has no such thing."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _read(path: Path) -> list[Step] | None:
    """The steps of a journal, None where none was found: then nothing of it is removed either. What is no journal of
    rsplan's, or leads out of the folder, is nothing to take back.
    """
    try:
        found = [Step(**entry) for entry in json.loads(path.read_text(encoding="utf-8"))]
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, RecursionError):
        return []
    return [step for step in found if _is_plain(step)]


def _is_plain(step: Step) -> bool:
    name = Path(step.name)
    return not name.is_absolute() and ".." not in name.parts and re.fullmatch(r"[0-9a-f]+-\d+", step.mark) is not None


def _take_back(step: Step, folder: Path) -> None:
    target, held = step.target(folder), step.held(folder)
    if step.before and held.exists():
        if digest_at(target) in (step.after, "") and not (target.exists() and target.samefile(held)):
            held.replace(target)
    elif not step.before and digest_at(target) == step.after:
        target.unlink()


def _clear(step: Step, folder: Path) -> None:
    for path in (step.new(folder), step.held(folder)):
        path.unlink(missing_ok=True)
