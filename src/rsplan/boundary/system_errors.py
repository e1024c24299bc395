"""Errors of the operating system met where a path is known: told as rsplan's own, with that path."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from rsplan.findings import codes
from rsplan.findings.finding import stop
from rsplan.findings.system import as_rsplan_error


@contextlib.contextmanager
def named(path: Path) -> Iterator[None]:
    """Errors of the system as rsplan's own, with the path that was asked for."""
    try:
        yield
    except (OSError, MemoryError) as error:
        if isinstance(error, OSError) and error.filename is None and error.errno is not None:
            error.filename = str(path)
        raise as_rsplan_error(error) or error from error
    except ValueError as error:  # a name with a null in it is no name
        if "null" not in str(error):
            raise
        raise stop(codes.PATH_UNFOLLOWABLE, path) from error
