"""Put the real output of the README's session into the README. ``--check`` exits 1 if it is not current."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
_SESSION = re.compile(r"(```console\n\$ (?P<command>[^\n]+)\n)(?P<output>.*?)(```)", re.DOTALL)


def session_output(command: str) -> str:
    """What a command prints in a terminal of 80 columns."""
    words = shlex.split(command.removeprefix("uv run "))
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "80", "NO_COLOR": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()) + "\n"


def renewed(text: str) -> str:
    """The README with every session's output as it is now."""
    return _SESSION.sub(lambda match: match[1] + session_output(match["command"]) + match[4], text)


def main() -> int:
    """Write the README, or compare it."""
    text = README.read_text(encoding="utf-8")
    if "--check" in sys.argv[1:]:
        return int(renewed(text) != text)
    README.write_text(renewed(text), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
