"""What a project has taught of single tables, put to use: the words that hold on a sheet, and what has changed since a
layout was learnt. Knows headings and words, not where they were written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from rsplan.findings import codes
from rsplan.findings.catalogue import Severity
from rsplan.findings.finding import Finding, finding
from rsplan.language.taught import Taught, has_wildcards, layouts, matches
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.folding import fold, heading_key
from rsplan.plan.model import Kind
from rsplan.reading.workbook import Sheet, Workbook
from rsplan.understanding.headings import Header
from rsplan.understanding.items import Items
from rsplan.understanding.kind_names import kind_named_in
from rsplan.understanding.tables import SheetTable, tables_of

_LONGEST_HEADING = 90
_LAST_HEADER = 200
# A wording that is not known as it stands: since the layout was learnt it has come in.
_NEW_WORDS = (codes.UNKNOWN_STATUS, codes.STATUS_TRIMMED, codes.STATUS_COMPOSED)


def is_left_out(vocabulary: Vocabulary, workbook: Workbook, sheet: Sheet) -> bool:
    """True for a sheet that the project has said is not to be counted."""
    return _counted(vocabulary, workbook, sheet) is False


def is_taken_in(vocabulary: Vocabulary, workbook: Workbook, sheet: Sheet) -> bool:
    """True for a sheet that the project has said is to be counted, hidden or not."""
    return _counted(vocabulary, workbook, sheet) is True


def _counted(vocabulary: Vocabulary, workbook: Workbook, sheet: Sheet) -> bool | None:
    """What the project says of a sheet as a whole; nothing is counted that it has left out once."""
    mine = (each.counted for each in vocabulary.taught if each.holds_for(workbook.name, sheet.name))
    told = [counted for counted in mine if counted is not None]
    return all(told) if told else None


def words_of(vocabulary: Vocabulary, workbook: Workbook, sheet: Sheet) -> Vocabulary:
    """The words that hold on a sheet: the run's, and those taught of the file, the sheet or the kind of its tables."""
    mine = [each for each in vocabulary.taught if each.holds_for(workbook.name, sheet.name)]
    if not mine:
        return vocabulary
    own = _with(vocabulary, [each for each in mine if each.kind is None], sheet)
    by_kind = [each for each in mine if each.kind is not None]
    kinds = _kinds(workbook, sheet, own) if by_kind else set()
    return _with(own, [each for each in by_kind if each.kind in kinds], sheet)


def _with(vocabulary: Vocabulary, taught: Iterable[Taught], sheet: Sheet) -> Vocabulary:
    for each in sorted(taught, key=lambda one: bool(one.headings)):
        vocabulary = vocabulary.adding(each.words, _exact(each, sheet))
    return vocabulary


def _exact(taught: Taught, sheet: Sheet) -> dict[str, str]:
    """The headings taught, each pattern as the texts of the sheet that it stands for; plain ones outweigh patterns."""
    wild = {name: meant for name, meant in taught.columns.items() if has_wildcards(name)}
    if not wild:
        return dict(taught.columns)
    texts = list(dict.fromkeys(_short_texts(sheet)))
    found = {text: meant for name, meant in wild.items() for text in texts if matches(name, text)}
    return found | {name: meant for name, meant in taught.columns.items() if name not in wild}


def _short_texts(sheet: Sheet) -> Iterator[str]:
    """What may be headings: short texts, and those of two rows together, as a heading over two rows is read."""
    for column in sheet.columns:
        above = ""
        for value in column[:_LAST_HEADER]:
            text = value.strip() if isinstance(value, str) and len(value) <= _LONGEST_HEADING else ""
            if text:
                yield text
                if above:
                    yield f"{above} {text}"
            above = text


def _kinds(workbook: Workbook, sheet: Sheet, vocabulary: Vocabulary) -> set[Kind | None]:
    """The kinds that the sheet's tables are of, or that its name or its file's tells."""
    named = {kind_named_in(name, vocabulary) for name in (sheet.name, workbook.name)}
    return named | {table.kind for table in tables_of(workbook, sheet, vocabulary)}


# --- What has changed since a layout was learnt --------------------------------------------------------------------


def as_accepted(
    table: SheetTable, parts: Sequence[Items], findings: Sequence[Finding], vocabulary: Vocabulary
) -> tuple[tuple[Items, ...], list[Finding]]:
    """The items and the findings without what the table's layout has accepted, and with what has changed since."""
    layout = layout_of(table, vocabulary)
    if layout is None:
        return tuple(parts), list(findings)
    said = [entry for part in parts for entry in part.findings]
    told = _unaccepted(findings, layout)
    told += _drift(table, layout, said)
    return tuple(replace(part, findings=tuple(_unaccepted(part.findings, layout))) for part in parts), told


def _unaccepted(findings: Iterable[Finding], layout: Taught) -> list[Finding]:
    return [entry for entry in findings if entry.severity is Severity.ERROR or entry.code not in layout.accepted]


def layout_of(table: SheetTable, vocabulary: Vocabulary) -> Taught | None:
    """The layout that was learnt of a table: of those for its file and sheet the one with most headings in common."""
    mine = [
        each for each in layouts(vocabulary.taught) if each.holds_for(table.workbook.name, table.sheet.name)
    ]  # fmt: skip
    now = set(map(heading_key, table.header.texts.values()))
    shared = {id(each): len(now & set(map(heading_key, each.headings))) for each in mine}
    best = max(mine, key=lambda each: shared[id(each)], default=None)
    return best if best is not None and shared[id(best)] * 2 >= min(len(now), len(best.headings)) else None


def headings_of(header: Header) -> tuple[str, ...]:
    """The headings of a table from the left, as a layout keeps them."""
    return tuple(" ".join(header.texts[at].split()) for at in sorted(header.texts))


def _drift(table: SheetTable, layout: Taught, said: Iterable[Finding]) -> list[Finding]:
    changes = [*_changed_headings(layout.headings, headings_of(table.header)), *_new_words(layout, said)]
    if not changes:
        return []
    cell = table.header.cell(min(table.header.texts, default=0))
    return [
        finding(codes.LAYOUT_CHANGED, file=table.workbook.name, sheet=table.sheet.name, cell=cell,
                changes="; ".join(changes))
    ]  # fmt: skip


def _changed_headings(before: Sequence[str], now: Sequence[str]) -> Iterator[str]:
    """What is gone, what is new, and what has moved among those that are still there."""
    old, new = [heading_key(text) for text in before], [heading_key(text) for text in now]
    gone = [text for text, key in zip(before, old, strict=True) if key not in new]
    come = [text for text, key in zip(now, new, strict=True) if key not in old]
    if gone:
        yield f"rubriken {_quoted(gone)} är borta" if len(gone) == 1 else f"rubrikerna {_quoted(gone)} är borta"
    if come:
        yield f"rubriken {_quoted(come)} är ny" if len(come) == 1 else f"rubrikerna {_quoted(come)} är nya"
    kept_before, kept_now = [key for key in old if key in new], [key for key in new if key in old]
    if kept_before != kept_now and sorted(kept_before) == sorted(kept_now):
        places = range(len(kept_now))
        moved = [now[new.index(kept_now[at])] for at in places if kept_before[at] != kept_now[at]]
        yield f"kolumnerna {_quoted(moved)} har bytt plats"


def _new_words(layout: Taught, said: Iterable[Finding]) -> Iterator[str]:
    seen = {fold(text) for text in layout.seen}
    new = list(dict.fromkeys(entry.value or "" for entry in said if entry.code in _NEW_WORDS))
    new = [text for text in new if fold(text) not in seen]
    if new:
        yield f"statusordet {_quoted(new)} är nytt" if len(new) == 1 else f"statusorden {_quoted(new)} är nya"


def _quoted(texts: Sequence[str]) -> str:
    return ", ".join(f'"{text}"' for text in texts)
