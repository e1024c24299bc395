"""Which formats an export may have. The only list of them: a new format is a file or folder in ``formats/`` and a line.

Knows no reader, and is imported by both processes.
"""

from __future__ import annotations


class KnownFormat:
    """A format: its room in ``formats/``, the endings that its files have, and how its content begins.

    ``begins`` is a regular expression, "" where it takes more than that to tell the format from others (``sniff``).
    A room has ``check``, which gives the second check of a file, and ``sheets``, which gives its sheets and the
    encoding of a text; where it has ``sheets_otherwise``, that reads what ``sheets`` takes for damaged (RSP118).
    """

    __slots__ = ("begins", "endings", "room")

    def __init__(self, room: str, *endings: str, begins: str = "") -> None:
        self.room = f"rsplan.reading.formats.{room}"
        self.endings = endings
        self.begins = begins


FORMATS = {
    "xlsx": KnownFormat("xlsx", ".xlsx", ".xltx"),
    "xlsm": KnownFormat("xlsx", ".xlsm", ".xltm"),
    "xlsb": KnownFormat("xlsb", ".xlsb"),
    "xls": KnownFormat("xls", ".xls"),
    "ods": KnownFormat("ods", ".ods"),
    "csv": KnownFormat("text", ".csv", ".tsv", ".txt"),
    "html": KnownFormat("html", ".htm", ".html"),
}
