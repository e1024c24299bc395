"""The command line: options in, one run, exit code out. Imports nothing heavy until a command runs."""

from rsplan.cli.app import main

__all__ = ["main"]
