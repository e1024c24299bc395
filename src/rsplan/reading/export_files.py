"""Which files of a folder are exports, and which say that one of them is open. Knows names, no content."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

from msgspec import Struct

from rsplan.boundary.folders import entries, is_file
from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding
from rsplan.reading.known_formats import FORMATS

SUFFIXES = frozenset(ending for known in FORMATS.values() for ending in known.endings)
OWNER_PREFIX = "~$"
_LIBREOFFICE_LOCK = ".~lock.{name}#"
_UNFINISHED = (".tmp", ".part", ".partial", ".crdownload", ".download")
# What systems leave in every folder: no person put them there, and none misses them.
_OF_THE_SYSTEM = ("thumbs.db", "desktop.ini", "icon\r")


class Lock(Struct, frozen=True):
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

    The one answer to what is an export. Locks, hidden files and unfinished downloads are left out. Raises an
    ``RsplanError`` where the folder cannot be listed; one that is not there has none.
    """
    return [path for path in _in_order(folder) if _is_export(path)]


def passed_over(folder: Path) -> list[Finding]:
    """A finding for everything in an export folder that is no export and that a person may have meant as one."""
    return [finding(codes.NOT_AN_EXPORT, file=display_name(path)) for path in _in_order(folder) if not _is_export(path)]


def _in_order(folder: Path) -> list[Path]:
    """What a person sees in a folder: no locks, no hidden files."""
    seen = (path for path in entries(folder) if not _is_hidden(path.name.casefold()))
    return sorted(seen, key=lambda path: (unicodedata.normalize("NFC", path.name).casefold(), path.name))


def _is_hidden(name: str) -> bool:
    return name.startswith((OWNER_PREFIX, ".")) or name in _OF_THE_SYSTEM


def _is_export(path: Path) -> bool:
    finished = not path.name.casefold().endswith(_UNFINISHED)
    return finished and path.suffix.casefold() in SUFFIXES and is_file(path)


def display_name(path: Path) -> str:
    """A file's name as text that can be printed, whatever bytes it consists of."""
    return os.fsencode(path.name).decode("utf-8", "replace")
