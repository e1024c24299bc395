"""What ``rsplan doctor`` found: in the terminal, as JSON, and as rows of a workbook. Knows no exports.

The inspection is taken by its shape, so that this floor does not know the one that makes it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from msgspec import to_builtins
from msgspec.structs import asdict
from rich.text import Text

from rsplan.documents.console import PlainConsole, line_named, on_line, print_findings
from rsplan.findings.catalogue import Severity
from rsplan.language.swedish import HARD_SPACE, counted, digits
from rsplan.language.vocabulary import field_label
from rsplan.plan.model import Kind

if TYPE_CHECKING:
    from rsplan.language.vocabulary import Vocabulary

_QUIET = "bright_black"
_WHAT = {"year": "år", "tertial": "tertial", "month": "månad", "board": "styrelse eller nämnd"}
_MOST_FINDINGS = 60
HEADINGS = ("Fil", "Blad", "Cell", "Kod", "Vikt", "Anmärkning", "Raden i exporten")
WIDTHS = (26, 18, 8, 9, 10, 70, 30)
_WEIGHTS = {Severity.ERROR: "fel", Severity.WARNING: "varning", Severity.INFO: "upplysning"}


def as_data(inspection: Any) -> dict[str, Any]:
    """The inspection as plain data, one key a thing that the terminal shows."""
    return {
        "period": inspection.period.slug if inspection.period else None,
        "board": inspection.board,
        "files": [_file_data(file) for file in inspection.files],
        "unknown_statuses": [asdict(word) for word in inspection.strange_words],
        "findings": [entry.as_dict() for entry in inspection.findings],
        "accepted": [{**entry.as_dict(), "reason": by.reason} for entry, by in inspection.accepted],
        "refusal": inspection.refusal or None,
        "exit_code": int(inspection.exit_code),
    }


def _file_data(file: Any) -> dict[str, Any]:
    data: dict[str, Any] = to_builtins(file)
    data["reason"] = file.reason.as_dict() if file.reason else None
    return data


def to_json(inspection: Any) -> str:
    """The inspection as JSON text, one trailing line break."""
    return json.dumps(as_data(inspection), ensure_ascii=False, indent=2) + "\n"


def doubtful_rows(inspection: Any) -> Iterator[list[object]]:
    """One row a finding: where it is, what it is, and the cells of the row that it is about."""
    for row in inspection.doubtful:
        entry = row.finding
        said = f"{entry.message} {entry.hint or ''}".strip()
        yield [entry.file, entry.sheet, entry.cell, entry.code, _WEIGHTS[entry.severity], said, *row.cells]


def print_inspection(inspection: Any, vocabulary: Vocabulary, console: PlainConsole | None = None) -> None:
    """Print the inspection to standard output."""
    console = console or PlainConsole(soft_wrap=False)
    for file in inspection.files:
        _print_file(file, vocabulary, console)
    _print_told(inspection, console)
    _print_words(inspection, console)
    _print_findings(inspection, console)
    _print_accepted(inspection, console)
    verdict = inspection.refusal or "Filerna kan räknas."
    console.print(Text(verdict, style="bold red" if inspection.refusal else "bold green"))


def _print_file(file: Any, vocabulary: Vocabulary, console: PlainConsole) -> None:
    console.print(Text(file.name, style="bold"))
    if file.reason:
        console.print(
            Text.assemble((f"  {file.reason.code} ", "red"), f"{file.reason.message} {file.reason.hint or ''}")
        )
        console.print()
        return
    about = [file.format, _size(file.size), f"teckenkodning {file.encoding}" if file.encoding else ""]
    console.print(f"  Format: {', '.join(filter(None, about))}")
    console.print(f"  Kontroll: {file.verified or 'ingen andra läsning'}")
    console.print(f"  Blad: {'; '.join(_sheet(sheet) for sheet in file.sheets) or 'inga'}")
    for table in file.tables:
        _print_table(table, vocabulary, console)
    places: dict[tuple[str, str], list[str]] = {}
    for told in file.told:
        places.setdefault((told.what, told.value), []).append(told.where)
    for (what, value), where in places.items():
        console.print(Text(f"  {_WHAT[what].capitalize()}: {value} ({', '.join(where)})"))
    console.print()


def _size(count: int) -> str:
    return f"{digits(count)}{HARD_SPACE}byte" if count < 1024 else f"{digits(round(count / 1024))}{HARD_SPACE}kB"


def _sheet(sheet: Any) -> str:
    notes = [f"{counted(sheet.rows, 'rad', 'rader')}, {counted(sheet.columns, 'kolumn', 'kolumner')}"]
    if sheet.hidden:
        notes.append("dolt, läses inte")
    if sheet.hidden_rows:
        notes.append(counted(sheet.hidden_rows, "dold rad", "dolda rader"))
    return f"{sheet.name} ({', '.join(notes)})" if sheet.name else ", ".join(notes)


def _print_table(table: Any, vocabulary: Vocabulary, console: PlainConsole) -> None:
    sheet = f" på bladet {table.sheet}" if table.sheet else ""
    console.print(f"  Tabell{sheet}, rubriker {on_line(table.turned, table.header_row)}")
    width = max((len(column.heading) for column in table.columns), default=0)
    for column in table.columns:
        field = _field(column.field, vocabulary)
        line = Text(f"    {column.letter:<3}{column.heading:<{min(width, 40)}}  ")
        line.append(f"→ {field}" if field else field_label("ignored"), style="" if field else _QUIET)
        if field and column.by:
            line.append(f"  ({column.by})", style=_QUIET)
        console.print(line, no_wrap=True, overflow="ellipsis")
    for account in table.accounts:
        _print_account(account, table, vocabulary, console)


def _field(name: str, vocabulary: Vocabulary) -> str:
    level, _, prop = name.rpartition(".")
    label = vocabulary.field_label(prop)
    if not level:
        return label
    kinds = {kind.value: vocabulary.noun(kind).one for kind in Kind}
    return f"{label}, {kinds.get(level) or vocabulary.field_label(level)}"


def _print_account(account: Any, table: Any, vocabulary: Vocabulary, console: PlainConsole) -> None:
    noun = vocabulary.noun(account.kind).many
    console.print(
        f"    {noun.capitalize()}: {counted(account.read, 'rad läst', 'rader lästa')}, {account.counted} räknade"
    )
    for reason, rows in account.set_aside.items():
        console.print(Text(f"      {len(rows)} åsidosatta: {reason} ({_rows(table, rows)})", style=_QUIET))
    if not account.balances:
        console.print(Text("      raderna går inte ihop", style="red"))


def _rows(table: Any, rows: tuple[int, ...]) -> str:
    return line_named(table.turned, *rows[:8]) + (" …" if len(rows) > 8 else "")


def _print_told(inspection: Any, console: PlainConsole) -> None:
    period = inspection.period.label if inspection.period else "framgår inte av filerna"
    console.print(f"Period: {period}")
    console.print(f"Styrelse eller nämnd: {inspection.board or 'framgår inte'}")


def _print_words(inspection: Any, console: PlainConsole) -> None:
    if inspection.strange_words:
        console.print(Text(f"Okända statusord: {len(inspection.strange_words)}", style="bold"))
    for word in inspection.strange_words[:_MOST_FINDINGS]:
        console.print(f'  "{word.value}", {counted(word.count, "gång", "gånger")}, först i {word.place}')


def _print_accepted(inspection: Any, console: PlainConsole) -> None:
    if inspection.accepted:
        console.print(Text(f"Godtagna anmärkningar: {len(inspection.accepted)}", style="bold"))
        for entry, by in inspection.accepted:
            console.print(Text.assemble((f"  {entry.code} ", _QUIET), f"{entry} Godtagen: {by.reason}"))
        console.print()


def _print_findings(inspection: Any, console: PlainConsole) -> None:
    if inspection.findings:
        print_findings(inspection.findings, console, _MOST_FINDINGS)
    console.print()
