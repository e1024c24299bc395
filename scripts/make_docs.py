"""Write ``docs/kommandon.md`` from the commands' own help. ``--check`` exits 1 if what is committed differs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("COLUMNS", "100")

import typer

from rsplan.cli.app import application

TARGET = Path(__file__).parent.parent / "docs" / "kommandon.md"
INTRODUCTION = "# Kommandon och flaggor\n\nSidan görs av `scripts/make_docs.py` ur programmets egen hjälp.\n"


def page() -> str:
    """The page's text: the program's help, then that of every command."""
    group = typer.main.get_command(application())
    context = group.make_context("rsplan", [], resilient_parsing=True)
    parts = [INTRODUCTION, _block("rsplan", group.get_help(context))]
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        own = command.make_context(name, [], parent=context, resilient_parsing=True)
        parts.append(_block(f"rsplan {name}", command.get_help(own)))
    return "\n".join(parts)


def _block(name: str, text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return f"## {name}\n\n```text\n{lines}\n```\n"


def main() -> int:
    """Write the page, or compare it."""
    if "--check" in sys.argv[1:]:
        return int(TARGET.read_text(encoding="utf-8") != page())
    TARGET.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
