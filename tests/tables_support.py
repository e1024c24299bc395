"""What the tests of the tables share: write a workbook, read it as rsplan does, and tell its figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook as Book
from openpyxl.styles import PatternFill

from rsplan.analysis.counts import count_facts
from rsplan.analysis.facts import facts_by_id
from rsplan.language.vocabulary import Vocabulary, load_vocabulary
from rsplan.plan.model import Plan
from rsplan.plan.period import Period
from rsplan.plan.units import UnitTree
from rsplan.reading.exports import Limits, start_reading
from rsplan.reading.looks import Look, Looks
from rsplan.reading.workbook import Sheet, Workbook
from rsplan.runs.plans import plan_from

Rows = Sequence[Sequence[object]]
VOCABULARY = load_vocabulary()


def write(path: Path, sheets: Mapping[str, Rows] | Rows, fills: Mapping[str, str] | None = None) -> Path:
    """A workbook with these sheets; ``fills`` gives cells of the first sheet a colour."""
    book = Book()
    book.remove(book.worksheets[0])
    tables = sheets if isinstance(sheets, Mapping) else {"Blad1": sheets}
    for name, rows in tables.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    for cell, rgb in (fills or {}).items():
        book.worksheets[0][cell].fill = PatternFill("solid", fgColor=rgb)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def change(path: Path, edit: Any) -> Path:
    """A workbook with something done to it by openpyxl: ``edit`` gets the book."""
    from openpyxl import load_workbook

    book = load_workbook(path)
    edit(book)
    book.save(path)
    return path


def read_exports(
    paths: Sequence[Path], vocabulary: Vocabulary, expected: Period | None, *, limits: Limits | None = None
) -> Plan:
    """The plan that some export files tell. Raises an ``RsplanError`` that names every file that cannot be read."""
    with start_reading(paths, limits=limits) as reading:
        return plan_from(reading, vocabulary, expected)


def of_fills(fills: Mapping[tuple[int, int], str]) -> Looks:
    """The looks of a sheet that has nothing but fills."""
    return Looks({place: Look(fill) for place, fill in fills.items()})


def read(*paths: Path, vocabulary: Vocabulary = VOCABULARY, expected: Period | None = None) -> Plan:
    """The plan that files tell, through the real readers."""
    return read_exports(list(paths), vocabulary, expected)


def figures(plan: Plan, vocabulary: Vocabulary = VOCABULARY) -> dict[str, int]:
    """Every figure that is not zero, by its id."""
    return {name: fact.value for name, fact in facts_by_id(count_facts(plan, vocabulary)).items() if fact.value}


def counts(plan: Plan, kind: str) -> dict[str, int]:
    """The main figures of a kind that are not zero: total and statuses."""
    found = {name.split(".")[1]: value for name, value in figures(plan).items() if name.startswith(f"{kind}.")
             and name.count(".") == 1}  # fmt: skip
    return {name: value for name, value in found.items() if name not in ("distinct", "financial", "long_term")}


def codes(plan: Plan) -> list[str]:
    """The codes of a plan's findings, each once, in order."""
    return sorted({entry.code for entry in plan.findings})


def cells(plan: Plan, code: str) -> list[str | None]:
    """The cells that findings of a code name."""
    return [entry.cell for entry in plan.findings if entry.code == code]


def aside(plan: Plan) -> dict[str, int]:
    """How many rows were set aside for each reason."""
    found: dict[str, int] = {}
    for ledger in plan.ledgers:
        for entry in ledger.set_aside:
            found[entry.reason] = found.get(entry.reason, 0) + len(entry.rows)
    return found


def grid(rows: Rows, name: str = "Blad1", file: str = "bok.xlsx", **more: Any) -> Workbook:
    """A workbook of one sheet as the readers would give it, without a file."""
    width = max(map(len, rows), default=0)
    more |= {"looks": of_fills(more.pop("fills"))} if "fills" in more else {}
    padded = [[*row, *[None] * (width - len(row))] for row in rows]
    doubts = more.pop("doubts", ())
    return Workbook(file, "xlsx", "0" * 64, 1, (Sheet.of_rows(name, padded, **more),), doubts=doubts)


__all__ = [
    "VOCABULARY", "Rows", "UnitTree", "aside", "cells", "change", "codes", "counts", "figures", "grid", "read", "write",
]  # fmt: skip
