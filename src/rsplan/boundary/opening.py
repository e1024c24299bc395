"""The one way to open a file for reading: a regular file, at most so large, read once. Knows no words and no projects.

The reading process imports it too and has to start fast: no pathlib, no enum. See docs/analysis/safety.md.
"""

from __future__ import annotations

import os
import stat

_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY"))
_PORTION = 1 << 22
# No Stratsys export comes near it; what is larger is refused before any memory is used.
EXPORT_BYTES = 256 << 20


class NotAnInputError(Exception):
    """A path that is not read. ``why`` is one of the words below; ``size`` and ``most`` in bytes where it is too large.

    ``folder`` and ``special`` (a pipe, a device, a socket) are no files, ``large`` is more than the reader takes, and
    ``changing`` is being written, or is one of those that the system makes up as they are read.
    """

    def __init__(self, why: str, size: int = 0, most: int = 0) -> None:
        super().__init__(why)
        self.why, self.size, self.most = why, size, most


def look_at(path: str | bytes | os.PathLike[str], most: int) -> int:
    """The size of a file that may be read; nothing is opened. Raises ``NotAnInputError`` or ``OSError``."""
    return _accepted(os.stat(path), most).st_size  # noqa: PTH116 - pathlib takes milliseconds to import


def read_whole(path: str | bytes | os.PathLike[str], most: int) -> tuple[bytes, float]:
    """The bytes of a file and when it was written. Raises ``NotAnInputError`` or ``OSError``.

    Nothing is opened that is no regular file (opening a device can do something), and what was opened is looked at
    again: between the two it may have become a pipe, which would never answer.
    """
    look_at(path, most)
    handle = os.open(path, _FLAGS)
    try:
        about = _accepted(os.fstat(handle), most)
        data = _bytes_of(handle, about.st_size + 1)
        after = os.stat(path)  # noqa: PTH116 - likewise; by its name: a new file may have taken its place
    finally:
        os.close(handle)
    if (about.st_size, about.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != about.st_size:
        raise NotAnInputError("changing")
    return data, after.st_mtime


def first_bytes(path: str | bytes | os.PathLike[str], count: int) -> bytes:
    """The beginning of a regular file of any size. Raises ``NotAnInputError`` or ``OSError``."""
    _accepted(os.stat(path), None)  # noqa: PTH116 - likewise
    handle = os.open(path, _FLAGS)
    try:
        _accepted(os.fstat(handle), None)
        return _bytes_of(handle, count)
    finally:
        os.close(handle)


def _accepted(about: os.stat_result, most: int | None) -> os.stat_result:
    if stat.S_ISDIR(about.st_mode):
        raise NotAnInputError("folder")
    if not stat.S_ISREG(about.st_mode):
        raise NotAnInputError("special")
    if most is not None and about.st_size > most:
        raise NotAnInputError("large", about.st_size, most)
    return about


def _bytes_of(handle: int, most: int) -> bytes:
    """At most so many bytes; a system call may give fewer than it is asked for."""
    portions = []
    while most > 0 and (portion := os.read(handle, min(most, _PORTION))):
        portions.append(portion)
        most -= len(portion)
    return b"".join(portions)
