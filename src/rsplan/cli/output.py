"""What goes to standard error: messages and progress, never results."""

from __future__ import annotations

import sys


def say(message: str) -> None:
    """One line to standard error."""
    print(message, file=sys.stderr, flush=True)
