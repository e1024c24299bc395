"""``rsplan check``: a Word file against the exports that it was made from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rsplan.cli.options import PrintedAs, ProjectOption
from rsplan.cli.output import say
from rsplan.findings.finding import ExitCode

if TYPE_CHECKING:
    from rsplan.documents.living.check import Checked

HELP_ORDER = 30


def check(
    documents: Annotated[
        list[Path], typer.Argument(metavar="DOKUMENT...", help="Word-filerna som rsplan har skrivit.")
    ],
    project: ProjectOption = None,
    output: Annotated[PrintedAs, typer.Option("--format", help="Hur resultatet skrivs.")] = PrintedAs.TABLE,
) -> int:
    """Jämför dokument med exporterna: kod 0 om allt stämmer, 1 om något skiljer."""
    from rsplan.runs.check import check_document

    found = [(document, check_document(document, project=project)) for document in documents]
    if output is PrintedAs.JSON:
        _print_json(found)
    for document, checked in found:
        _tell(document, checked, output)
    return ExitCode.FINDINGS if any(checked.differences for _, checked in found) else ExitCode.DONE


def _print_json(found: list[tuple[Path, Checked]]) -> None:
    """One document as an object, several as a list of such."""
    from rsplan.documents.console import write_json

    data = [_as_data(checked, document) for document, checked in found]
    write_json(json.dumps(data[0] if len(data) == 1 else data, ensure_ascii=False, indent=2) + "\n")


def _tell(document: Path, found: Checked, output: PrintedAs) -> None:
    if output is PrintedAs.TABLE and found.differences:
        _print_table(found)
    for entry in found.findings:
        say(f"rsplan: {entry.code} {entry}")
    count = len(found.differences)
    if count:
        said = "1 ställe skiljer" if count == 1 else f"{count} ställen skiljer"
        compared = f"({found.compared} jämförda)"
        say(f"rsplan: {document}: {said} sig från exporterna {compared}. rsplan refresh sätter in nya siffror.")
    else:
        say(f"rsplan: {document} stämmer med exporterna ({found.compared} ställen jämförda).")


def _as_data(found: Checked, document: Path) -> dict[str, object]:
    return {
        "document": document.name,
        "agrees": not found.differences,
        "compared": found.compared,
        "differences": [
            {"place": one.place, "written": one.written, "current": one.current, "expression": one.expression}
            for one in found.differences
        ],
        "findings": [entry.as_dict() for entry in found.findings],
    }


def _print_table(found: Checked) -> None:
    from rich.table import Table
    from rich.text import Text

    from rsplan.documents.console import PlainConsole

    table = Table("Plats", "Dokumentet", "Exporterna", "Uppgift", show_lines=False, box=None, pad_edge=False)
    for one in found.differences:
        table.add_row(*(Text(text or "–") for text in (one.place, one.written, one.current, one.expression)))
    console = PlainConsole()
    if not console.is_terminal:
        console = PlainConsole(width=200, no_color=True)
    console.print(table)
