"""The files that a run reads beside its exports: of which kind, at most how large, from where, and what refuses them.

A file that rsplan finds by itself lies, after its links, in the project; one that the user names lies where they say.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from rsplan.boundary.opening import NotAnInputError, read_whole
from rsplan.boundary.system_errors import named
from rsplan.findings import codes
from rsplan.findings.finding import (
    CannotCreateError,
    ConfigurationError,
    DocumentError,
    ExportError,
    RsplanError,
    stop,
)

_MEGABYTE = 1 << 20


class InputKind(Struct, frozen=True):
    """A kind of file: what a message calls it (definite form), how large it may be, which error refuses it."""

    name: str
    most: int
    error: type[RsplanError]


SETTINGS = InputKind("inställningsfilen", _MEGABYTE, ConfigurationError)
WORDING = InputKind("ordvalet", 2 * _MEGABYTE, ConfigurationError)
TEXT = InputKind("texten", 4 * _MEGABYTE, ConfigurationError)
HISTORY = InputKind("filen med tidigare värden", 16 * _MEGABYTE, ExportError)
TEMPLATE = InputKind("mallen", 64 * _MEGABYTE, ConfigurationError)
DOCUMENT = InputKind("dokumentet", 128 * _MEGABYTE, DocumentError)
RECORD = InputKind("minnesfilen", 4 * _MEGABYTE, ConfigurationError)
PRESENT = InputKind("den tidigare filen", 512 * _MEGABYTE, CannotCreateError)
CONVERTED = InputKind("PDF-filen", 512 * _MEGABYTE, DocumentError)


def read_input(path: Path, kind: InputKind, within: Path | None = None) -> bytes:
    """A file's bytes, read once. Raises an ``RsplanError`` that names the file and says what to do.

    ``within`` is the folder that the file must lie in, links followed; None for a file that the user has named.
    """
    with named(path):
        if within is not None:
            refuse_leading_out(path, kind, within)
        try:
            return read_whole(path, kind.most)[0]
        except NotAnInputError as error:
            raise _refused(path, kind, error) from error


def read_input_text(path: Path, kind: InputKind, within: Path | None = None) -> str:
    """As ``read_input``, as text. Raises ``ConfigurationError`` for what is not UTF-8."""
    try:
        return read_input(path, kind, within).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise stop(codes.INPUT_NOT_UTF8, path, kind=kind.name) from error


def refuse_leading_out(path: Path, kind: InputKind, within: Path) -> None:
    """Raise the kind's error for a file that its links lead out of a folder."""
    with named(path):
        if leads_out(path, within):
            raise stop(codes.INPUT_LEADS_OUT, path, kind=kind.name, within=within, as_=kind.error)


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a path, links followed, lies outside a folder, links followed. Raises ``OSError`` for a ring of links."""
    try:
        return not path.resolve().is_relative_to(folder.resolve())
    except RuntimeError as error:  # what a ring of links was to pathlib before Python 3.13
        raise OSError(f"{path}: symlink loop") from error


def _refused(path: Path, kind: InputKind, error: NotAnInputError) -> RsplanError:
    if error.why == "folder":
        return stop(codes.INPUT_IS_FOLDER, path)
    if error.why == "changing":
        return stop(codes.INPUT_CHANGING, path)
    if error.why == "large":
        size, most = error.size / _MEGABYTE, error.most // _MEGABYTE
        return stop(codes.INPUT_TOO_LARGE, path, kind=kind.name, size=f"{size:.0f}", most=most, as_=kind.error)
    return stop(codes.INPUT_NO_FILE, path, as_=kind.error)
