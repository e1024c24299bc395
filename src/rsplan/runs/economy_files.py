"""The economy of a project: the tables in its folder ``economy``, read where a run names what they tell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from rsplan.boundary.inputs import InputKind, refuse_leading_out
from rsplan.findings.finding import ExportError
from rsplan.plan.model import InputFile
from rsplan.reading.export_files import export_files
from rsplan.reading.exports import Unreadable, start_reading
from rsplan.runs.plans import refusal_of

if TYPE_CHECKING:
    from rsplan.plan.economy import Economy

FOLDER = "economy"
# What a run asks for that wants these facts too.
ECONOMY = "economy"
_NAMED = re.compile(r"\beconomy\b|\beconomy_|\bbudget_deviation\b")
_KIND = InputKind("ekonomifilen", 64 << 20, ExportError)


def names_economy(texts: Iterable[str]) -> bool:
    """Whether any of a run's texts names a figure, a sentence or a table of the economy."""
    return any(map(_NAMED.search, texts))


def project_economy(root: Path) -> tuple[Economy, tuple[InputFile, ...]]:
    """What the folder's files tell, and the files. Raises an ``RsplanError`` with file, sheet and cell."""
    from rsplan.plan.economy import Economy
    from rsplan.understanding.economy import economy_of

    files = export_files(root / FOLDER)
    if not files:
        return Economy(), ()
    for path in files:
        refuse_leading_out(path, _KIND, root)
    with start_reading(files) as reading:
        results = reading.results()
    unreadable = [each for each in results if isinstance(each, Unreadable)]
    if unreadable:
        raise refusal_of(unreadable)
    books = [replace(each, name=f"{FOLDER}/{each.name}") for each in results if not isinstance(each, Unreadable)]
    return economy_of(books), tuple(InputFile(book.name, book.sha256, book.size) for book in books)
