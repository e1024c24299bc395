"""What the status cells of some rows say: what is left where a part is struck out, and a comment on a line of its own.

Knows cells and status words, not what the rows are.
"""

from __future__ import annotations

from collections.abc import Sequence

from rsplan.language.statuswords.column import read_column
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.model import Kind
from rsplan.reading.workbook import Sheet


def status_texts(
    sheet: Sheet, column: int, texts: Sequence[str], rows: Sequence[int], kind: Kind, vocabulary: Vocabulary
) -> list[str]:
    """The texts of a status column, of rows counted from 1, as a person reads them."""
    left, cells = sheet.looks.part_struck, sheet.columns[column]
    said = [left.get((row - 1, column), text) for text, row in zip(texts, rows, strict=True)] if left else list(texts)
    broken = {text: str(cells[row - 1]) for text, row in zip(said, rows, strict=True) if _has_lines(cells[row - 1])}
    if not broken:
        return said
    known = read_column(kind, broken, vocabulary)
    parted = {text: _parted(cell, kind, vocabulary) for text, cell in broken.items() if not known[text]}
    return [parted.get(text, text) for text in said]


def _has_lines(cell: object) -> bool:
    return isinstance(cell, str) and "\n" in cell.strip()


def _parted(cell: str, kind: Kind, vocabulary: Vocabulary) -> str:
    """A status and the lines below it as sentences of their own; lines that are no status and more are one text."""
    first, *rest = [" ".join(line.split()) for line in cell.strip().splitlines() if line.strip()]
    if not rest or not read_column(kind, [first], vocabulary)[first]:
        return " ".join([first, *rest])
    return f"{first.rstrip('.')}. {' '.join(rest)}"
