"""Hold every compiled pattern of rsplan against long texts of one kind: ``uv run python scripts/slow_patterns.py``.

A text of a cell, a name or a paragraph may be thousands of signs long, and a pattern whose parts can share the same
signs in many ways takes the square, the cube or an exponential of that. Whatever takes longer than ``--seconds`` of
processor time for a text of ``--length`` signs is printed, with the text that it took it for. Searching finds more
than a place that only matches from the beginning can meet: look how the pattern is used.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import inspect
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Iterator

import rsplan

PIECES = (
    "A", "a", "a ", "1", "1 ", ", ", "Aa, ", " ", "(", "a-", "- ", "inte ", "är ", "a.b ", "\n", "1,1 ", "<a>", "och ",
    "%", "a1", "1=a ", "Mål: ", "T1 ", "2025-01-01 ", "/", "=", "utgår ", "x\n", '"', "_", "[", "{{ ", "\u00a0",
)  # fmt: skip


class TooLongError(Exception):
    """A pattern has used its time."""


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every compiled pattern of text that a module of rsplan keeps or makes at its first use, with its name."""
    for module in sorted(found.name for found in pkgutil.walk_packages(rsplan.__path__, "rsplan.")):
        if module.endswith("__main__"):
            continue
        for name, value in sorted(vars(importlib.import_module(module)).items()):
            if _makes_patterns(value):
                made = value()
                kept = list(made) if isinstance(made, tuple) else [made]
            else:
                kept = [value]
            for each in kept:
                if isinstance(each, re.Pattern) and isinstance(each.pattern, str):
                    yield f"{module}.{name}", each


def _makes_patterns(value: object) -> bool:
    """True for a function without arguments that is kept from being asked twice, and that gives patterns."""
    if not isinstance(value, functools._lru_cache_wrapper):
        return False
    asked = inspect.signature(value)
    return not asked.parameters and "Pattern" in str(asked.return_annotation)


def slow(pattern: re.Pattern[str], length: int, seconds: float) -> Iterator[tuple[str, float]]:
    """The pieces that a pattern is slow on when they fill a text of a length, each with the seconds that it took or,
    where it did not end, was given."""
    for piece in PIECES:
        filled = (piece * length)[:length]
        took = max(_taken(pattern, text, seconds) for text in (filled, filled + "!"))
        if took >= seconds:
            yield piece, took


def _taken(pattern: re.Pattern[str], text: str, seconds: float) -> float:
    begun = time.process_time()
    before = signal.signal(signal.SIGVTALRM, _give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        pattern.search(text)
    except TooLongError:
        return seconds
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return time.process_time() - begun


def _give_up(*_: object) -> None:
    raise TooLongError


def found(length: int, seconds: float) -> Iterator[str]:
    """A line for each pattern and piece that takes too long."""
    for name, pattern in patterns():
        for piece, took in slow(pattern, length, seconds):
            yield f"{name}: {took:.2f} s for {piece!r}"


def main() -> int:
    """Print what is slow; 1 if anything was."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--length", type=int, default=3_000)
    parser.add_argument("--seconds", type=float, default=1.0)
    arguments = parser.parse_args()
    lines = 0
    for line in found(arguments.length, arguments.seconds):
        print(line, flush=True)
        lines += 1
    return int(bool(lines))


if __name__ == "__main__":
    sys.exit(main())
