"""Put the files of a run on disk: all of them whole, or none. The only place that does.

Everything is written under temporary names and flushed before the first file takes its place; ``journal`` says how
whatever interrupts that is taken back. What is replaced is what the caller has seen, and nothing else.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from rsplan.findings import codes
from rsplan.findings.finding import stop
from rsplan.findings.system import as_rsplan_error, is_passing, said_by_system
from rsplan.project import journal
from rsplan.project.journal import Step, digest, digest_at
from rsplan.project.locking import one_run_at_a_time

_MOST_COPIES = 9_999


class Put(Struct, frozen=True):
    """A file to write. ``seen`` is what the caller found in its place, None for nothing; ``keep``: a copy stays."""

    path: Path
    data: bytes
    seen: bytes | None = None
    keep: bool = False


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder, which is made if need be, with whatever an interrupted run left in it taken back.

    Raises ``TryAgainError`` where another run holds it. A folder that was made for nothing is gone afterwards.
    """
    with named_errors(folder):
        made = _make(folder)
        try:
            with one_run_at_a_time(folder):
                journal.settle(folder)
                yield
        finally:
            _unmake(made)


def settle(folder: Path) -> None:
    """Take back what an interrupted run left in a folder, before anything there is read."""
    with named_errors(folder):
        if folder.is_dir() and journal.is_unsettled(folder):
            with locked(folder):
                pass


def write_together(folder: Path, puts: Sequence[Put], folders: Sequence[Path] = ()) -> list[Path]:
    """Write files into a locked folder and those below it, all or none; the copies that were kept of what they replace.
    ``folders`` are made too, though nothing may be put into them.

    Raises ``TryAgainError`` when a file is open in an office program or is not any more what the caller saw,
    ``NotPermittedError``, ``CannotCreateError`` or ``InputOutputError``.
    """
    for put in puts:
        refuse_open(put.path)
        refuse_special(put.path)
    kept = {put.path: free_name(put.path) for put in puts if put.keep and put.seen is not None}
    copies = [Put(kept[put.path], put.seen) for put in puts if put.path in kept and put.seen is not None]
    _write(folder, [*copies, *puts], {kept[path]: path for path in kept}, folders)
    return list(kept.values())


def free_name(path: Path) -> Path:
    """The next free name beside a file for a copy of it: ``rapport.bak.docx``, ``rapport.bak2.docx``."""
    for number in ("", *range(2, _MOST_COPIES)):
        if not os.path.lexists(name := path.with_name(f"{path.stem}.bak{number}{path.suffix}")):
            return name
    raise stop(codes.TOO_MANY_COPIES, path, count=_MOST_COPIES - 1)


def refuse_open(path: Path) -> None:
    """Raise ``TryAgainError`` if an office program has the file open: it leaves an owner file beside it."""
    owners = (
        path.with_name(f"~${path.name}"),
        path.with_name(f"~${path.name[2:]}"),
        path.with_name(f".~lock.{path.name}#"),
    )
    with named_errors(path):
        if any(owner.exists() for owner in owners):
            raise stop(codes.OUTPUT_OPEN, path)


def refuse_special(path: Path) -> None:
    """Raise ``CannotCreateError`` where something stands in the way that is no file."""
    with named_errors(path):
        try:
            mode = path.stat().st_mode
        except FileNotFoundError:
            return
    if not stat.S_ISREG(mode):
        raise stop(codes.OUTPUT_OCCUPIED, path)


def _write(folder: Path, puts: Sequence[Put], like: dict[Path, Path], folders: Sequence[Path]) -> None:
    token = secrets.token_hex(4)
    steps = [_step(folder, put, f"{token}-{number}") for number, put in enumerate(puts)]
    with named_errors(folder):
        made = [each for parent in (*folders, *(put.path.parent for put in puts)) for each in _make(parent)]
        try:
            journal.begin(folder, steps)
            for step, put in zip(steps, puts, strict=True):
                _prepare(step, folder, put, like.get(put.path, put.path))
            for step, put in zip(steps, puts, strict=True):
                _replace(step, folder, put.path)
            for parent in {step.target(folder).parent for step in steps}:
                journal.flush_folder(parent)
            journal.finish(folder)
        except BaseException:
            # Where even that fails, the journal stays, and the next run settles it.
            with contextlib.suppress(OSError):
                journal.settle(folder)
            _unmake(made)
            raise
        # The run is done: what cannot be flushed or cleared now is left to the system and to the next run.
        with contextlib.suppress(OSError):
            journal.flush_folder(folder)
            journal.settle(folder)


def _step(folder: Path, put: Put, mark: str) -> Step:
    name = put.path.absolute().relative_to(folder.absolute())
    return Step(str(name), mark, "" if put.seen is None else digest(put.seen), digest(put.data))


def _prepare(step: Step, folder: Path, put: Put, like: Path) -> None:
    """The new file beside its place, with mode and owner of the old one; the old one held under another name."""
    new, target = step.new(folder), step.target(folder)
    journal.write_flushed(new, put.data)
    _look_like(new, like)
    if step.before:
        _hold(target, step.held(folder), put.seen or b"")


def _hold(target: Path, held: Path, data: bytes) -> None:
    try:
        os.link(target, held)
    except OSError:  # a file system without links
        journal.write_flushed(held, data)
        _look_like(held, target)


def _replace(step: Step, folder: Path, path: Path) -> None:
    """Put the new file in its place, if what stands there is what the caller saw."""
    refuse_open(path)
    target = step.target(folder)
    if digest_at(target) != step.before:
        raise stop(codes.OUTPUT_CHANGED_MEANWHILE, path)
    step.new(folder).replace(target)


def _look_like(path: Path, other: Path) -> None:
    """Give a file the mode and the owner of another; those of any new file where there is none."""
    try:
        like = other.stat()
    except FileNotFoundError:
        path.chmod(0o666 & ~_umask())
        return
    path.chmod(stat.S_IMODE(like.st_mode))
    own = path.stat()
    if hasattr(os, "chown") and (own.st_uid, own.st_gid) != (like.st_uid, like.st_gid):
        # Only an administrator may give files away; a member of the group may keep the group.
        try:
            os.chown(path, like.st_uid, like.st_gid)
        except PermissionError:
            with contextlib.suppress(PermissionError):
                os.chown(path, -1, like.st_gid)


def _make(folder: Path) -> list[Path]:
    """Make a folder and those above it; the ones that were made, the lowest first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        _unmake(missing)
        raise
    return missing


def _unmake(folders: Sequence[Path]) -> None:
    """Take away folders that nothing was put into, the lowest first."""
    for each in folders:
        with contextlib.suppress(OSError):  # it is in use, or was not made
            each.rmdir()


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


@contextlib.contextmanager
def named_errors(path: Path) -> Iterator[None]:
    """Errors of the operating system as rsplan's own, with the path and what to do."""
    try:
        yield
    except PermissionError as error:
        # Windows answers so for a file that is open in Word, others for a folder without write access.
        if os.name == "nt" and path.is_file():
            raise stop(codes.OUTPUT_OPEN, path) from error
        raise stop(codes.OUTPUT_NOT_PERMITTED, path) from error
    except (FileExistsError, NotADirectoryError, IsADirectoryError, FileNotFoundError) as error:
        raise stop(codes.OUTPUT_NOT_CREATED, path, said=said_by_system(error)) from error
    except OSError as error:
        passing = as_rsplan_error(error) if is_passing(error) else None
        raise passing or stop(codes.WRITING_BROKEN_OFF, path, said=said_by_system(error)) from error
