"""A sign of life for whoever waits at a terminal: after two seconds, on standard error, gone when anything is printed.

Nothing in a pipe, nothing in a file, and nothing imported for a run that is quicker.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from threading import Timer
from typing import Any

from rsplan.cli import output

_PATIENCE = 2.0


class _Sign:
    """The sign, which appears once the patience is over and never after something was printed."""

    def __init__(self) -> None:
        self._timer = Timer(_PATIENCE, self._show)
        self._timer.daemon = True
        self._status: Any = None
        self._done = False

    def start(self) -> None:
        self._timer.start()

    def _show(self) -> None:
        from rich.console import Console
        from rich.status import Status

        status = Status("rsplan läser och räknar …", console=Console(stderr=True))
        if not self._done:
            self._status = status
            status.start()

    def stop(self) -> None:
        """Take the sign away; what is printed comes on a line of its own."""
        self._done = True
        self._timer.cancel()
        if self._status is not None:
            self._status.stop()


@contextlib.contextmanager
def sign_of_life() -> Iterator[None]:
    """While the block runs and prints nothing."""
    if output.chosen.quiet or not sys.stderr.isatty():
        yield
        return
    sign = _Sign()
    output.before_printing(sign.stop)
    sign.start()
    try:
        yield
    finally:
        sign.stop()
