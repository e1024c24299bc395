"""The reason why a file is not read, as a value that a reader raises. Lives in the child process too."""

from __future__ import annotations

from rsplan.boundary.opening import NotAnInputError
from rsplan.findings import codes

DATA, NO_INPUT, IO, TRY_AGAIN, NO_PERMISSION = 65, 66, 74, 75, 77
# What a file is that could be a document and is none that is known.
UNKNOWN_DOCUMENT = "ett dokument av okänt slag"


class RefusedError(Exception):
    """A file that is not read: the code of its finding, the words that fill the message, the exit code.

    ``words`` may hold ``sheet``, ``cell`` and ``value``, which become the finding's place.
    """

    def __init__(self, code: str, exit_code: int = DATA, **words: object) -> None:
        super().__init__(code)
        self.code = code
        self.exit_code = exit_code
        self.words = {name: word if isinstance(word, int) else str(word) for name, word in words.items()}


def refused_input(error: NotAnInputError) -> RefusedError:
    """The reason for a path that is no ordinary file, or too large a one."""
    if error.why == "large":
        return RefusedError(codes.EXPORT_TOO_LARGE, megabytes=error.size >> 20, most=error.most >> 20)
    if error.why == "changing":
        return RefusedError(codes.FILE_CHANGING, TRY_AGAIN)
    return RefusedError(codes.NOT_A_FILE, what="en mapp" if error.why == "folder" else "ett rör eller en enhet")
