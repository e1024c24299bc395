"""What kind of indicator each is: short-term, long-term, financial. Told by a cell, else by the headings above it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rsplan.findings import codes
from rsplan.findings.finding import Finding
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.folding import fold
from rsplan.plan.model import Horizon, Kind
from rsplan.understanding.headings import undated
from rsplan.understanding.items import Items, Place
from rsplan.understanding.kind_names import kind_named_in
from rsplan.understanding.tables import SheetTable
from rsplan.understanding.wordings import line_to_paste


def read_horizons(items: Items, place: Place, vocabulary: Vocabulary) -> tuple[list[str], list[Finding]]:
    """The kind of each indicator: short-term where neither its cell nor a heading tells; an unknown word is said."""
    texts, rows = items.columns["horizon"], items.rows
    known = {text: _horizon(text, vocabulary) for text in set(texts)}
    label = vocabulary.label("horizon", Horizon.SHORT_TERM).lower()
    unknown: dict[str, list[int]] = {}
    for text, row in zip(texts, rows, strict=True):
        if not known[text]:
            unknown.setdefault(text, []).append(row)
    code = codes.UNKNOWN_INDICATOR_TYPE
    findings = [
        place.finding(code, found[0], "horizon", text, label=label, count=len(found), line=line_to_paste(text, label))
        for text, found in unknown.items()
    ]
    blank = [row for text, row in zip(texts, rows, strict=True) if not text] if any(texts) else []
    findings += [place.lacking("horizon", "typ", blank)] if blank else []
    above = _told_above(place.table, vocabulary)
    told = [known[text] if text else above[row - 1] for text, row in zip(texts, rows, strict=True)]
    return [horizon or Horizon.SHORT_TERM.value for horizon in told], findings


def _told_above(table: SheetTable, vocabulary: Vocabulary) -> dict[int, str | None]:
    """For each row (from 0) of a table what the heading over it, or over the table, tells."""
    named = {text: horizon_named(text, vocabulary) for text in set(table.groups)}
    whole = next(filter(None, (horizon_named(name, vocabulary) for name in _names_above(table))), None)
    groups = table.groups or [""] * len(table.rows)
    return {row: named.get(text) or whole for row, text in zip(table.rows, groups, strict=True)}


def _names_above(table: SheetTable) -> Iterator[str]:
    """What stands above the table's items, the nearest first."""
    if table.header.title is not None:
        yield table.header.texts.get(table.header.title, "")
    yield from (text for _, _, text in reversed(table.titles))
    yield table.sheet.name
    yield table.workbook.name.rpartition(".")[0]


def horizon_named(text: str, vocabulary: Vocabulary) -> str | None:
    """The kind of indicator that a heading names, "Finansiella nyckeltal 2025", and nothing besides; else None."""
    words = [word for word in re.split(r"[^\w-]+", undated(text.replace("_", " "))) if word]
    rest = [word for word in words if vocabulary.kind_names.get(word) is not Kind.INDICATORS]
    return vocabulary.horizon(" ".join(rest)) if rest else None


def _horizon(text: str, vocabulary: Vocabulary) -> str | None:
    """The kind of indicator that a text names: "Finansiellt", "Långsiktigt nyckeltal"; None if the word is unknown."""
    if horizon := vocabulary.horizon(text):
        return horizon
    words = [word for word in re.split(r"[^\w-]+", fold(text)) if word]
    words = [word for word in words if vocabulary.kind_names.get(word) is not Kind.INDICATORS]
    plain = not text or (not words and kind_named_in(text, vocabulary) is Kind.INDICATORS)
    return Horizon.SHORT_TERM.value if plain else vocabulary.horizon(" ".join(words))
