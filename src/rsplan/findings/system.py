"""What the operating system answers, in Swedish and as one of rsplan's errors. No such answer is a bug of rsplan's."""

from __future__ import annotations

import errno

from rsplan.findings import codes
from rsplan.findings.finding import (
    RsplanError,
    stop,
)

_WORDS = {
    errno.EACCES: "behörighet saknas",
    errno.EPERM: "behörighet saknas",
    errno.EROFS: "filsystemet är skrivskyddat",
    errno.ENOENT: "finns inte",
    errno.ENOTDIR: "en del av sökvägen är en fil, inte en mapp",
    errno.EISDIR: "är en mapp, inte en fil",
    errno.EEXIST: "finns redan",
    errno.ENOSPC: "disken är full",
    errno.EIO: "läs- eller skrivfel på disken",
    errno.EMFILE: "för många filer är öppna",
    errno.ENFILE: "för många filer är öppna",
    errno.EAGAIN: "systemet har inga lediga processer",
    errno.ENOMEM: "minnet räcker inte",
    errno.ENAMETOOLONG: "namnet är för långt",
    errno.ELOOP: "länkarna går i en ring",
    errno.EBADF: "utmatningen är stängd",
    errno.EBUSY: "filen används av ett annat program",
}
for _name, _said in (("EDQUOT", "diskkvoten är slut"), ("ESTALE", "nätverksmappen har försvunnit")):
    if hasattr(errno, _name):  # not on Windows
        _WORDS[getattr(errno, _name)] = _said
_PASSING = (errno.EAGAIN, errno.ENOMEM, errno.EMFILE, errno.ENFILE, errno.EBUSY)
_NO_THREAD = "can't start new thread"


def said_by_system(error: OSError) -> str:
    """What the system's answer means."""
    return _WORDS.get(error.errno or 0) or f"fel {error.errno}" if error.errno else str(error)


def is_passing(error: OSError) -> bool:
    """Whether it is worth trying again: too many files or processes at this moment, no memory left."""
    return error.errno in _PASSING


def as_rsplan_error(error: BaseException) -> RsplanError | None:
    """An error of the operating system as rsplan's own, None for any other."""
    if isinstance(error, MemoryError):
        return stop(codes.MEMORY_EXHAUSTED)
    if isinstance(error, RuntimeError) and _NO_THREAD in str(error):
        return stop(codes.PROCESSES_EXHAUSTED)
    if not isinstance(error, OSError):
        return None
    where = f"{error.filename}: " if error.filename else ""
    said = said_by_system(error)
    if is_passing(error):
        return stop(codes.SYSTEM_BUSY, at=where, said=said)
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return stop(codes.SYSTEM_REFUSES, at=where, said=said)
    if isinstance(error, FileNotFoundError):
        return stop(codes.SYSTEM_FINDS_NOTHING, at=where or "Arbetsmappen: ", said=said)
    return stop(codes.SYSTEM_FAILED, at=where, said=said)
