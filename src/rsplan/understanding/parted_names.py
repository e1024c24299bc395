"""Names that come again with different statuses, where a column that nothing reads tells the rows apart: each row may
be an item of its own, named there. Knows the items of one table, not what a heading means.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.folding import fold, fold_column
from rsplan.understanding.candidates import examples, not_used
from rsplan.understanding.cell_texts import cell_text
from rsplan.understanding.column_content import holds_names
from rsplan.understanding.items import Items
from rsplan.understanding.notes import column_line
from rsplan.understanding.tables import SheetTable


class PartedNames(Struct, frozen=True):
    """The column of names, the one that parts its rows, and the first row (from 1) whose name has come before."""

    title: int
    part: int
    row: int
    count: int


def parted_names(table: SheetTable, parts: Sequence[Items]) -> PartedNames | None:
    """The columns of a table of one kind in which the same names have different statuses, and the first column beside
    whose texts part them all; None where there is none."""
    title = table.header.title
    if title is None or len(parts) != 1:
        return None
    items = parts[0]
    again = _differing(items)
    if not again:
        return None
    keys = fold_column(items.columns["title"])
    for column in sorted(at for at in table.header.unknown if at > title):
        texts = [cell_text(table.sheet.columns[column][row - 1]) for row in items.rows]
        pairs = {(key, fold(text)) for key, text in zip(keys, texts, strict=True)}
        if all(texts) and len(pairs) == len(texts) and holds_names(texts):
            return PartedNames(title, column, items.rows[again[0]], len(again))
    return None


def _differing(items: Items) -> list[int]:
    """The positions of the rows whose name has come before with another status, in the same unit."""
    seen: dict[tuple[str, str], set[str]] = defaultdict(set)
    found: list[int] = []
    names = list(zip(items.columns["key"], fold_column(items.columns["unit"]), strict=True))
    if len(set(names)) == len(names):
        return found
    for at, (name, status) in enumerate(zip(names, items.columns["status"], strict=True)):
        statuses = seen[name]
        if statuses - {status}:
            found.append(at)
        statuses.add(status)
    return found


def parted_findings(table: SheetTable, parts: Sequence[Items], vocabulary: Vocabulary) -> Iterator[Finding]:
    """That a column tells apart what has the same name, with the lines for either reading."""
    found = parted_names(table, parts)
    if found is None:
        return
    texts = table.header.texts
    name, part = (" ".join(texts.get(at, "").split()) for at in (found.title, found.part))
    below = [cell_text(table.sheet.columns[found.part][row]) for row in table.rows]
    yield finding(
        codes.NAMES_PARTED,
        file=table.workbook.name,
        sheet=table.sheet.name,
        cell=table.header.cell(found.part),
        value=part,
        name=name,
        count=found.count,
        examples=examples(below),
        each=" och ".join(f"{column_line(text, role)}" for text, role in lines_for_each(name, part, parts, vocabulary)),
        unused=not_used(part),
    )


def lines_for_each(name: str, part: str, parts: Sequence[Items], vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """What the two headings mean where each row is an item of its own."""
    return [(part, vocabulary.noun(parts[0].kind).one), (name, vocabulary.field_label("parent"))]
