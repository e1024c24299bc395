"""What is said of a table's headings: those that nothing is known of, what they may have meant, and what a table lacks.

Knows headings and the texts below them, not statuses. A refusal names the heading that a reader would take for the one
that is missed, and ends in the line that teaches it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding
from rsplan.language.vocabulary import Vocabulary, field_label
from rsplan.plan.model import Kind
from rsplan.understanding.candidates import examples, not_used, shown
from rsplan.understanding.cell_texts import cell_text, short
from rsplan.understanding.column_content import holds_classes, holds_names
from rsplan.understanding.headings import heading_key
from rsplan.understanding.items import Items
from rsplan.understanding.kind_names import kind_named_in
from rsplan.understanding.notes import column_line, or_write, under_columns
from rsplan.understanding.parted_names import parted_findings
from rsplan.understanding.statuses import blank_status
from rsplan.understanding.tables import SheetTable

_FEWEST_CELLS = 3


def header_findings(table: SheetTable, parts: Sequence[Items], vocabulary: Vocabulary) -> Iterator[Finding]:
    """Everything there is to say of the headings of one table, with the items that it gave."""
    header = table.header
    file, sheet = table.workbook.name, table.sheet.name

    def say(code: str, column: int, value: str | None = None, **words: object) -> Finding:
        return finding(code, file=file, sheet=sheet, cell=header.cell(column), value=value, **words)

    names = [name for name, field in vocabulary.columns.items() if field != "ignored"] + list(vocabulary.kind_names)
    refused = any(note.code == codes.COLUMNS_EQUALLY_LIKELY for note in table.notes)
    if header.title is None and not header.view and not refused:
        column, text, nearest = _suspect(table, vocabulary, names)
        yield say(codes.TABLE_WITHOUT_NAMES, column, text, known=_headings_read(table), nearest=nearest)
        return
    if not header.view and not table.kind and not parts and not refused:
        text = header.texts.get(header.title or 0)
        line = column_line(text, vocabulary.noun(Kind.ASSIGNMENTS).one) if text else ""
        yield say(codes.TABLE_OF_UNKNOWN_KIND, header.title or 0, text, settle=or_write(line))
    for note in table.notes:
        words = dict(note.words)
        value = str(words.pop("value", header.texts.get(note.column, "")))
        words.setdefault("unused", not_used(value))
        if isinstance(other := words.get("other"), int):
            words["other"] = header.cell(other)
        yield say(note.code, note.column, value, **words)
    yield from _unknown_headings(table, parts, vocabulary, names, say)
    yield from _kind_conflict(table, vocabulary, say)
    if above := _items_above(table):
        at = next(at for at, value in enumerate(table.sheet.row(above[0])) if cell_text(value))
        cell = table.sheet.cell(above[0], at)
        yield finding(codes.ROWS_ABOVE_HEADER, file=file, sheet=sheet, cell=cell, count=len(above), row=header.row + 1)
    if not table.rows:
        yield say(codes.EMPTY_TABLE, header.title or min(header.used))
    yield from parted_findings(table, parts, vocabulary)
    for part in parts:
        if part.rows and not _has_status(part) and not refused:
            yield _no_status(table, part, vocabulary)


def _headings_read(table: SheetTable) -> str:
    """The headings that are understood, as they stand."""
    header = table.header
    return ", ".join(f'"{header.texts[at]}"' for at in sorted(header.fields.values()) if at in header.texts)


def _no_status(table: SheetTable, part: Items, vocabulary: Vocabulary) -> Finding:
    """A table without statuses; the heading that may be the one of the statuses is named."""
    file, sheet, row = table.workbook.name, table.sheet.name, table.header.row
    kind = vocabulary.noun(part.kind).many
    column = _status_suspect(table)
    if column is None:
        cell = part.source.cell(row + 1, "title")
        return finding(codes.TABLE_WITHOUT_STATUS, file=file, sheet=sheet, cell=cell, kind=kind, **_free_columns(table))
    text = table.header.texts[column]
    return finding(
        codes.PERHAPS_STATUS_COLUMN,
        file=file,
        sheet=sheet,
        cell=table.sheet.cell(row, column),
        value=text,
        kind=kind,
        examples=examples(_texts(table, column)),
        line=column_line(text, "status"),
    )


def _free_columns(table: SheetTable) -> dict[str, str]:
    """The words of a refusal for the columns that nothing reads: those that hold something, and the line that takes the
    last of them."""
    header = table.header
    free = [at for at in sorted(header.unknown) if any(_texts(table, at))]
    if not free:
        return {"free": "", "settle": ""}
    told = shown(header, free, lambda at: _texts(table, at))
    line = column_line(header.texts[free[-1]], "status")
    settle = f", eller peka ut kolumnen: skriv till exempel {under_columns(line)}"
    return {"free": f" Det här läses inte: {told}.", "settle": settle}


def _status_suspect(table: SheetTable) -> int | None:
    """The column that a reader would take for the statuses: a few short texts that come again, and nothing reads it."""
    header = table.header
    free = [at for at in header.texts if at not in header.used and holds_classes(_texts(table, at))]
    return max(free, key=lambda at: (at in header.unknown, at), default=None)


def _texts(table: SheetTable, column: int) -> list[str]:
    """The texts of the items in any column, also one that nothing reads."""
    cells = table.sheet.columns[column]
    return [cell_text(cells[row]) for row in table.rows]


def _items_above(table: SheetTable) -> list[int]:
    """The title rows (from 0) that have as many cells as an item: they may be items above their header."""
    rows = sorted({row for row, _, _ in table.titles})
    return [row for row in rows if sum(map(bool, map(cell_text, table.sheet.row(row)))) >= _FEWEST_CELLS]


def _unknown_headings(
    table: SheetTable, parts: Sequence[Items], vocabulary: Vocabulary, names: list[str], say: Callable[..., Finding]
) -> Iterator[Finding]:
    header = table.header
    vital = [*vocabulary.kind_names, *(name for name, field in vocabulary.columns.items() if field == "status")]
    shown = all(_has_status(part) for part in parts)
    told = {note.column for note in table.notes if note.code == codes.STATUS_OF_ONE_SEX}
    for column, text in header.unknown.items():
        if column in told:
            continue
        known = _resembles(text, vital, vocabulary)
        if known and not header.view and (vocabulary.kind_names.get(known) not in (None, *header.kinds) or not shown):
            yield say(codes.HEADING_LIKE_KNOWN, column, text, known=known, line=column_line(text, known))
            continue
        nearest = _resembles(text, names, vocabulary)
        field = vocabulary.columns.get(nearest or "")
        missing = nearest is not None and field is not None and field not in header.columns and not header.view
        line = column_line(text, nearest) if nearest else not_used(text)
        code = codes.HEADING_LIKE_MISSING if missing else codes.UNKNOWN_COLUMN
        yield say(code, column, text, nearest=_meant(nearest), line=line)
    for column in range(header.left, header.right):
        if column not in header.texts and column not in header.used and (row := _first_text(table, column)) is not None:
            yield say(codes.COLUMN_WITHOUT_HEADING, column, first=table.sheet.cell(row, column))


def _first_text(table: SheetTable, column: int) -> int | None:
    """The first item that has something in a column; None where the column's heading is part of a merged one."""
    row = table.header.row
    if any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in table.sheet.merges):
        return None
    return next((at for at in table.rows if table.sheet.columns[column][at] is not None), None)


def _kind_conflict(table: SheetTable, vocabulary: Vocabulary, say: Callable[..., Finding]) -> Iterator[Finding]:
    """A heading that names one kind under a title, or in a sheet or a file, that names another."""
    kind = table.header.kind
    if kind is None:
        return
    names = [*(text for _, _, text in reversed(table.titles)), table.sheet.name, table.workbook.name]
    told = next(((named, text) for text in names if (named := kind_named_in(text, vocabulary))), None)
    if told and told[0] is not kind:
        column = table.header.kinds[kind]
        yield say(
            codes.KIND_DIFFERS,
            column,
            table.header.texts.get(column),
            kind=vocabulary.noun(kind).many,
            other=vocabulary.noun(told[0]).many,
            where=short(told[1]),
        )


def _resembles(text: str, names: Sequence[str], vocabulary: Vocabulary) -> str | None:
    key = heading_key(text)
    nearest = vocabulary.nearest(names, key)
    return nearest if nearest is not None and abs(len(nearest) - len(key)) <= 2 else None


def _has_status(part: Items) -> bool:
    """True when a table shows statuses somehow: a column, glued colour words, or fills."""
    blank = blank_status(part.kind)
    return "status" in part.source.columns or any(status != blank for status in part.columns["status"])


def _suspect(table: SheetTable, vocabulary: Vocabulary, names: Sequence[str]) -> tuple[int, str | None, str]:
    """The column that is most likely to hold the names: one whose texts are names, or that has no heading; beside it
    what its heading may have meant, and the line to paste."""
    header = table.header
    known = set(header.fields.values())
    candidates = [at for at in range(header.left, header.right) if at not in known]
    filled = [at for at in candidates if _first_text(table, at) is not None]
    likely = [at for at in filled if holds_names(_texts(table, at))] or [at for at in header.unknown if at in filled]
    column = next(iter(likely or [*header.unknown] or filled), header.left)
    text = header.texts.get(column)
    if text is None:
        return column, None, ""
    nearest = _meant(vocabulary.nearest(names, text))
    line = f"Är det namnen, skriv {under_columns(column_line(text, field_label('title')))}."
    return column, text, f"{nearest} {line}".strip()


def _meant(nearest: str | None) -> str:
    return f'Menades "{nearest}"?' if nearest else ""
