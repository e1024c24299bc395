"""Something to say of a heading, before the file and the sheet are known. A value without words of its own."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field


class Note(Struct, frozen=True):
    """Something to say of a heading: a finding's code, the heading's column, and the words that fill the message.

    ``choices`` are the columns of which one is meant, where nobody can tell which.
    """

    code: str
    column: int
    words: Mapping[str, object] = field(default_factory=dict)
    choices: tuple[int, ...] = ()


def column_line(heading: str, name: str) -> str:
    """The line of rsplan.toml that teaches a heading."""
    key = " ".join(heading.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{key}" = "{name}"'


def under_columns(lines: str) -> str:
    """The lines with where in the settings they belong."""
    return f"{lines} under [columns] i rsplan.toml"


def or_write(line: str) -> str:
    """The end of a hint that has told another way: the line to paste, if there is one."""
    return f", eller skriv till exempel {under_columns(line)}" if line else ""
