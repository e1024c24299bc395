"""What the operating system answers, in Swedish and as one of rsplan's errors. No such answer is a bug of rsplan's."""

from __future__ import annotations

import errno

from rsplan.findings.finding import InputOutputError, MissingInputError, NotPermittedError, RsplanError, TryAgainError

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


def as_rsplan_error(error: BaseException) -> RsplanError | None:
    """An error of the operating system as rsplan's own, None for any other."""
    if isinstance(error, MemoryError):
        return TryAgainError("Minnet räcker inte.", "Stäng andra program och försök igen.")
    if isinstance(error, RuntimeError) and _NO_THREAD in str(error):
        return TryAgainError("Systemet har inga lediga processer.", "Vänta en stund och försök igen.")
    if not isinstance(error, OSError):
        return None
    where = f"{error.filename}: " if error.filename else ""
    said = said_by_system(error)
    if error.errno in _PASSING:
        return TryAgainError(f"{where}{said}.", "Vänta en stund och försök igen.")
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return NotPermittedError(f"{where}{said}.", "Kontrollera rättigheterna.")
    if isinstance(error, FileNotFoundError):
        return MissingInputError(f"{where or 'Arbetsmappen: '}{said}.", "Kontrollera sökvägen.")
    return InputOutputError(f"{where}{said}.", "Kontrollera disk och utrymme.")
