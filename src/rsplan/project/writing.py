"""Write a file whole or not at all. The only place that puts bytes on disk."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from rsplan.findings.finding import CannotCreateError, InputOutputError, NotPermittedError, TryAgainError


def write_whole(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path``: to a temporary file in the same folder, flushed, then renamed over it.

    A reader sees the old file or the new one, never a part. Raises ``TryAgainError`` when the file is open in an
    office program, ``NotPermittedError``, ``CannotCreateError`` or ``InputOutputError``.
    """
    import tempfile  # only what writes needs it

    refuse_open(path)
    with _named_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            # mkstemp makes private files; a report is for the whole office.
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def backup_of(path: Path) -> Path:
    """Copy a file to the next free name beside it (``rapport.bak.docx``, ``rapport.bak2.docx``); the copy's path."""
    numbers = ("", *range(2, 10_000))
    free = next(name for n in numbers if not (name := path.with_name(f"{path.stem}.bak{n}{path.suffix}")).exists())
    with _named_errors(path):
        data = path.read_bytes()
    write_whole(free, data)
    return free


def refuse_open(path: Path) -> None:
    """Raise ``TryAgainError`` if an office program has the file open: it leaves an owner file beside it."""
    owners = (
        path.with_name(f"~${path.name}"),
        path.with_name(f"~${path.name[2:]}"),
        path.with_name(f".~lock.{path.name}#"),
    )
    if any(owner.exists() for owner in owners):
        raise TryAgainError(f"{path}: filen är öppen i ett annat program.", "Stäng den och försök igen.")


@contextlib.contextmanager
def one_run_at_a_time(folder: Path) -> Iterator[None]:
    """Hold the folder's lock, so that two runs never mix their documents. Raises ``TryAgainError`` if it is taken."""
    from filelock import FileLock, Timeout

    with _named_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / ".rsplan.lock", timeout=0)
    with _named_errors(folder):
        try:
            lock.acquire()
        except Timeout:
            raise TryAgainError(
                f"{folder}: en annan körning av rsplan skriver i mappen.", "Vänta tills den är klar och försök igen."
            ) from None
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def _named_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError as error:
        # Windows answers so for a file that is open in Word, others for a folder without write access.
        if os.name == "nt" and path.is_file():
            raise TryAgainError(f"{path}: filen är öppen i ett annat program.", "Stäng den och försök igen.") from error
        raise NotPermittedError(f"{path}: saknar behörighet att skriva.", "Kontrollera mappens behörighet.") from error
    except (FileExistsError, NotADirectoryError, IsADirectoryError, FileNotFoundError) as error:
        raise CannotCreateError(f"{path}: går inte att skapa ({error.strerror}).", "Välj en annan --output.") from error
    except OSError as error:
        raise InputOutputError(
            f"{path}: skrivningen avbröts ({error.strerror}).", "Kontrollera utrymme och disk."
        ) from error


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
