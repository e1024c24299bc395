"""The rows that hold a word: in the terminal, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import json
from itertools import groupby
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from rsplan.documents.console import PlainConsole
from rsplan.language.visible import csv_cell
from rsplan.plan.folding import fold

if TYPE_CHECKING:
    from rsplan.runs.find import FoundRow, Search

_COLUMNS = ("period", "kind", "field", "file", "sheet", "cell", "key", "title", "unit", "status", "text")
_AROUND = 70


def to_json(search: Search) -> str:
    """The rows as JSON text, one trailing line break."""
    told = {
        "word": search.word,
        "periods": [period.slug for period in search.periods],
        "rows": [dict(zip(_COLUMNS, _cells(row), strict=True)) for row in search.rows],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def to_csv(search: Search) -> str:
    """The rows as comma-separated lines."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows([csv_cell(cell) for cell in _cells(row)] for row in search.rows)
    return out.getvalue()


def _cells(row: FoundRow) -> tuple[str, ...]:
    place = (row.address.file, row.address.sheet, row.address.cell)
    return (row.period.slug, row.kind.value, row.field, *place, row.key, row.title, row.unit, row.status, row.text)


def print_found(search: Search, console: PlainConsole | None = None) -> None:
    """Print the rows to standard output, period by period."""
    console = console or PlainConsole()
    where = ", ".join(period.slug for period in search.periods)
    count = len(search.rows)
    rows = "1 rad" if count == 1 else f"{count or 'Inga'} rader"
    console.print(Text(f'{rows} med "{search.word}" i {where}.', style="bold"))
    for (file, sheet), found in groupby(search.rows, lambda row: (row.address.file, row.address.sheet)):
        console.print()
        console.print(Text(f"{file}, blad {sheet}", style="bright_black"))
        for row in found:
            _print_row(row, search, console)


def _print_row(row: FoundRow, search: Search, console: PlainConsole) -> None:
    status = search.vocabulary.statuses(row.kind)[row.status].label
    unit = f", {row.unit}" if row.unit else ""
    console.print(
        Padding(
            Text.assemble((f"{row.address.cell}  ", "bold"), f"{row.title}{unit}: {status}"), (0, 0, 0, 2), expand=False
        )
    )
    if row.field == "comment":
        console.print(Padding(Text(_excerpt(row.text, search.word), style="bright_black"), (0, 0, 0, 6), expand=False))


def _excerpt(text: str, word: str) -> str:
    """What stands around the word."""
    told = " ".join(text.split())
    at = max(fold(told).find(fold(word)), 0)
    start, end = max(0, at - _AROUND), at + len(word) + _AROUND
    return f"{'…' if start else ''}{told[start:end]}{'…' if end < len(told) else ''}"
