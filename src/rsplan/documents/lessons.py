"""What rsplan has learnt of some tables, in the terminal: columns with their roles, rows, wordings, and the change of
``rsplan.toml``. The lessons are taken by their shape, so that this floor does not know the one that makes them.
"""

from __future__ import annotations

import difflib
from typing import Any

from rich.text import Text

from rsplan.documents.console import PlainConsole, on_line
from rsplan.findings.finding import place
from rsplan.language.swedish import counted
from rsplan.language.vocabulary import field_label

_QUIET = "bright_black"
_STYLES = {"known": "", "worked_out": "yellow", "unknown": "magenta"}
_WIDEST_HEADING = 30


def print_lesson(lesson: Any, console: PlainConsole | None = None) -> None:
    """Print one table as it is read, to standard output."""
    console = console or PlainConsole(soft_wrap=False)
    table = lesson.table
    where = place(table.workbook.name, table.sheet.name or None)
    kinds = ", ".join(lesson.words.noun(part.kind).many for part in lesson.parts) or "slaget framgår inte"
    rows = counted(len(table.rows), "rad", "rader")
    header = table.header
    headed = on_line(header.turned, header.row + 1)
    console.print(Text(f"{where}: {kinds}, {rows}, rubriker {headed}", style="bold"))
    width = min(_WIDEST_HEADING, max((len(each.heading) for each in lesson.columns), default=0))
    rows_shown = lesson.rows
    for at, each in enumerate(lesson.columns):
        line = Text(f"  {each.letter:<3}{_cut(each.heading, width):<{width}}  ")
        role = each.role or ("" if each.degree != "unknown" else "okänd, ") + field_label("ignored")
        line.append(f"{role}", style=_STYLES[each.degree] if each.role else _QUIET)
        if each.rule:
            line.append(f" ({each.rule})", style="yellow")
        examples = ", ".join(dict.fromkeys(_cut(row[at], 24) for row in rows_shown if row[at]))
        line.append(f"  {examples}", style=_QUIET)
        console.print(line, no_wrap=True, overflow="ellipsis")
    for kind, wordings in lesson.wordings.items():
        _print_wordings(lesson, kind, wordings, console)
    console.print()


def _print_wordings(lesson: Any, kind: Any, wordings: Any, console: PlainConsole) -> None:
    if not wordings:
        return
    console.print(f"  Statusord, {lesson.words.noun(kind).many}:")
    width = min(40, max(len(each.text) for each in wordings))
    for each in wordings:
        line = Text(f"    {_cut(each.text, width):<{width}} {each.count or '':>5}  ")
        line.append(each.meaning or "okänt", style=_STYLES[each.degree])
        reason = each.rule or (f'liknar "{each.guess}"' if each.guess else "")
        if reason and len(line.plain) + len(reason) + 3 > console.width:
            console.print(line, no_wrap=True, overflow="ellipsis")
            console.print(Text(f"        {reason}", style=_STYLES[each.degree]))
        else:
            console.print(line.append(f" ({reason})" if reason else "", style=_STYLES[each.degree]))


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: max(width - 1, 1)] + "…"


def print_change(before: str, after: str, name: str) -> None:
    """Print the difference between two texts of a file, as programs that apply such differences take it."""
    from rsplan.documents.console import write_lines

    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), name, name, lineterm="")
    write_lines("".join(f"{line}\n" for line in lines))
