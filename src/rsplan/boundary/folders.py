"""Folders that are looked into: what lies in one, whether a path is a folder or a file, where the user stands.

A folder that is not there has nothing in it; one that cannot be looked into stops the run, with its name.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from rsplan.boundary.system_errors import named


def entries(folder: Path) -> list[Path]:
    """What lies in a folder, in the order of the names; nothing where there is no folder. Raises an ``RsplanError``."""
    with named(folder):
        try:
            return sorted(folder / name for name in os.listdir(folder))  # noqa: PTH208 - names alone, and one call
        except (FileNotFoundError, NotADirectoryError):
            return []


def is_folder(path: Path) -> bool:
    """Whether a path leads to a folder. Raises an ``RsplanError`` where the system does not say."""
    return stat.S_ISDIR(_mode(path))


def is_file(path: Path) -> bool:
    """Whether a path leads to something that is no folder, whatever else: reading it tells what. Raises as above."""
    mode = _mode(path)
    return mode != 0 and not stat.S_ISDIR(mode)


def _mode(path: Path) -> int:
    with named(path):
        try:
            return path.stat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            return 0
        except ValueError:
            return 0  # no name at all
