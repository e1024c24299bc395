"""The one way to the terminal, whatever command prints: it can carry nothing but text.

Knows rich and the standard streams. Everything that reaches them has gone through ``visible``.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

from rsplan.findings.catalogue import Severity
from rsplan.language.visible import json_text, lines, one_line
from rsplan.plan.address import column_letter

if TYPE_CHECKING:
    from rsplan.findings.finding import Finding

_DECIMAL = re.compile(r"-?\d+\.\d+")
# Columns in which "1.10" is a name or a text, and stays as it is.
_NO_NUMBERS = frozenset({"id", "key", "title", "text", "written", "label"})
WEIGHT_STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "bright_black"}
# What is to be done before anything is printed: a sign of life at the terminal goes.
before_printing: list[Callable[[], None]] = []


class PlainConsole(Console):
    """A console to which a string is text: no markup, no emoji codes, no links, no control sequences."""

    def __init__(self, **options: Any) -> None:
        super().__init__(file=sys.stdout, highlight=False, markup=False, emoji=False, **options)

    def print(self, *objects: Any, **options: Any) -> None:
        """Print; a string or a text stays on its line unless it is too long for it."""
        for act in before_printing:
            act()
        super().print(*(_on_one_line(each) for each in objects), **options)

    def on_broken_pipe(self) -> None:
        """The reader has gone: the command line knows what that means."""
        raise BrokenPipeError

    def render_str(self, text: str, **options: Any) -> Text:
        """A string inside a table or a panel, as text."""
        style = options.get("style", "")
        return Text(lines(text), style=style or "", justify=options.get("justify"), overflow=options.get("overflow"))

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Whatever is printed, its texts cleaned; rich's own colours are added afterwards."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else segment._replace(text=lines(segment.text))


def _on_one_line(printed: Any) -> Any:
    if isinstance(printed, str):
        return Text(one_line(printed))
    if isinstance(printed, Text) and (clean := one_line(printed.plain)) != printed.plain:
        return Text(clean, style=printed.style)
    return printed


def line_named(turned: bool, *rows: int) -> str:
    """Rows of a table, from 1, as they stand in the file: columns, where it lies on its side (``turned``)."""
    names = [column_letter(row - 1) if turned else str(row) for row in rows]
    return f"{'kolumn' if turned else 'rad'} {', '.join(names)}"


def on_line(turned: bool, *rows: int) -> str:
    """Where something stands: "på rad 5", of a table on its side "i kolumn E"."""
    return f"{'i' if turned else 'på'} {line_named(turned, *rows)}"


def print_findings(findings: Sequence[Finding], console: PlainConsole, most: int) -> None:
    """Findings under their number, ``most`` of them, each with its code in the colour of its weight."""
    console.print(Text(f"Anmärkningar: {len(findings)}", style="bold"))
    for entry in findings[:most]:
        console.print(Text.assemble((f"  {entry.code} ", WEIGHT_STYLES[entry.severity]), str(entry)), soft_wrap=False)
    if len(findings) > most:
        print_left_out(console, len(findings) - most, "json")


def print_left_out(console: PlainConsole, count: int, printed_as: str, indent: int = 2) -> None:
    """How many more there are, and how to see them all."""
    console.print(f"{' ' * indent}… och {count} till; --format {printed_as} visar alla.")


def write_json(text: str) -> None:
    """JSON to standard output, at once."""
    _write(json_text(text))


def write_for_excel(text: str) -> None:
    """Comma-separated lines as a Swedish Excel opens them: it splits at semicolons, its list separator, takes a file
    for UTF-8 only if it begins with that mark, and 4.7 for the fourth of July.
    """
    heads, *rows = csv.reader(io.StringIO(text))
    names = {at for at, head in enumerate(heads) if head in _NO_NUMBERS}
    rows = [[cell if at in names else _swedish(cell) for at, cell in enumerate(row)] for row in rows]
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows([heads, *rows])
    for act in before_printing:
        act()
    sys.stdout.write("\ufeff" + "".join(f"{one_line(line)}\r\n" for line in out.getvalue().split("\r\n")[:-1]))
    sys.stdout.flush()


def _swedish(cell: str) -> str:
    return cell.replace(".", ",") if _DECIMAL.fullmatch(cell) else cell


def write_lines(text: str) -> None:
    """Lines of text, such as CSV, to standard output, at once."""
    _write(lines(text))


def _write(text: str) -> None:
    for act in before_printing:
        act()
    sys.stdout.write(text)
    sys.stdout.flush()
