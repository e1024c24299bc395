"""Which files of a folder are exports, and which say that one of them is open. Knows names, no content."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SUFFIXES = frozenset(
    {".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".ods", ".csv", ".tsv", ".txt", ".htm", ".html"}
)
OWNER_PREFIX = "~$"
_LIBREOFFICE_LOCK = ".~lock.{name}#"
_UNFINISHED = (".tmp", ".part", ".partial", ".crdownload", ".download")


@dataclass(frozen=True, slots=True)
class Lock:
    """A file that a program leaves beside a document as long as it has it open."""

    path: Path
    program: str


def lock_beside(path: Path) -> Lock | None:
    """The lock of an open document, if there is one."""
    locks = (
        Lock(path.with_name(OWNER_PREFIX + path.name), "Excel"),
        Lock(path.with_name(_LIBREOFFICE_LOCK.format(name=path.name)), "LibreOffice"),
    )
    return next((lock for lock in locks if os.path.lexists(lock.path)), None)


def export_files(folder: Path) -> list[Path]:
    """The files of a folder that are exports by their names, in the order of those; subfolders are not searched.

    Locks, hidden files and unfinished downloads are left out. Raises ``OSError`` where the folder cannot be listed.
    """
    return sorted(_candidates(folder), key=lambda path: (unicodedata.normalize("NFC", path.name).casefold(), path.name))


def _candidates(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        name = path.name.casefold()
        if name.startswith((OWNER_PREFIX, ".")) or name.endswith(_UNFINISHED):
            continue
        if path.suffix.casefold() in SUFFIXES and path.is_file():
            yield path


def display_name(path: Path) -> str:
    """A file's name as text that can be printed, whatever bytes it consists of."""
    return os.fsencode(path.name).decode("utf-8", "replace")
