"""One run at a time in a folder. The lock is on the folder itself: it leaves no file behind, ends with the process, and
any user who may write there can take it.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from rsplan.findings import codes
from rsplan.findings.finding import RsplanError, stop

_LOCK_FILE = ".rsplan.lock"
_EVERYONE = 0o666
# What flock(2) answers on a file system that cannot lock a folder, or locks only files opened for writing.
_NO_FOLDER_LOCKS = (errno.EBADF, errno.EINVAL, errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP)


@contextlib.contextmanager
def one_run_at_a_time(folder: Path) -> Iterator[None]:
    """Hold the folder's lock, so that two runs never mix their documents. Raises ``TryAgainError`` if it is taken, and
    ``OSError`` where the folder cannot be opened.
    """
    with _lock_file(folder) if os.name == "nt" else _folder_lock(folder):
        yield


@contextlib.contextmanager
def _folder_lock(folder: Path) -> Iterator[None]:
    import fcntl

    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _taken(folder) from None
        except OSError as error:
            if error.errno not in _NO_FOLDER_LOCKS:
                error.filename = str(folder)
                raise
            with _lock_file(folder):
                yield
            return
        # What earlier versions left behind; under the folder's lock nobody needs it.
        with contextlib.suppress(OSError):
            (folder / _LOCK_FILE).unlink()
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def _lock_file(folder: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout

    path = folder / _LOCK_FILE
    lock = FileLock(path, timeout=0, mode=_EVERYONE)
    try:
        lock.acquire()
    except Timeout:
        raise _taken(folder) from None
    try:
        with contextlib.suppress(OSError):  # another user's file has the right mode already
            path.chmod(_EVERYONE)  # whatever the umask
        yield
    finally:
        # Under the lock: who waits for the file that is gone sees so and does not take it for the folder's lock.
        with contextlib.suppress(OSError):  # Windows removes it on release
            path.unlink()
        lock.release()


def _taken(folder: Path) -> RsplanError:
    return stop(codes.LOCKED_BY_OTHER_RUN, folder)
