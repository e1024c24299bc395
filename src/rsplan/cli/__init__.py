"""The command line: options in, one run, exit code out. Imports nothing heavy until a command runs."""

from __future__ import annotations

import gc
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and exit with a code of the interface."""
    # Importing makes many objects and no garbage: collecting meanwhile costs a tenth of the start.
    gc.disable()
    from rsplan.cli.app import main

    main()
