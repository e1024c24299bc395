"""Sheets and tables beside the real ones: forms, archives, lists of choices, registers. Each is left out and said.

Knows names and kinds, not rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding
from rsplan.language.vocabulary import Vocabulary, field_label, packaged_labels
from rsplan.plan.folding import fold
from rsplan.reading.workbook import Sheet
from rsplan.understanding.candidates import not_used
from rsplan.understanding.cell_texts import cell_text
from rsplan.understanding.column_content import holds_names
from rsplan.understanding.kind_names import kind_named_in
from rsplan.understanding.notes import column_line
from rsplan.understanding.row_kinds import row_kinds
from rsplan.understanding.tables import SheetTable

# The names of such sheets, as a person gives them; each word stands by itself in the name.
_ASIDE = re.compile(
    r"\b(?:mall(?:ar|en)?|formulär|exempel(?:blad)?|instruktion(?:er)?|läsmig|testdata"
    r"|kopi(?:a|or)|säkerhetskopia|backup|utkast|arbetsmaterial|slask|skräp|test|old|copy|draft|reserv"
    r"|(?:ej|inte|icke) (?:längre )?aktuell(?:a|t)?|inaktiv(?:a|t)?|vilande|parkerade|makulera(?:de|t)|avförda|ersatta"
    r"|raderade|idébank|bruttolista|förra|föregående|tidigare|ursprunglig(?:a|t)?"
    r"|arkiv(?:et|erat|erade?)?|histori(?:k|skt|ska)|gam(?:mal|malt|la)|avslutat|avslutade"
    r"|borttag(?:na|et)|strukna|utgångna|utgår|papperskorg(?:en)?"
    r"|list(?:a|or|val)|valbara|rullist(?:a|or)|uppslag|stödlistor)\b"
)
# What a program calls a copied sheet.
_COPY = re.compile(r"(.+?) ?\(\d{1,2}\)$")
_CLOSED = frozenset({"avslutade", "avslutat"})


def stands_aside(sheet: Sheet, sheets: Sequence[Sheet], vocabulary: Vocabulary) -> bool:
    """True for a sheet whose name says that it holds a form, an archive or lists, beside one that does not say so.

    "Avslutade" beside a sheet that is named by another state ("Pågående") is the part of the items that is completed.
    """
    mine = _ASIDE.search(_words(sheet.name))
    if not mine and (copied := _COPY.match(sheet.name)):
        return any(other.name == copied[1] and not other.hidden for other in sheets)
    beside = [other for other in sheets if not other.hidden and not _ASIDE.search(_words(other.name))]
    if not mine or not beside:
        return False
    by_state = any(vocabulary.any_status(word) for other in beside for word in _words(other.name).split())
    closed = mine[0] in _CLOSED or vocabulary.any_status(mine[0])
    return not (closed and by_state)


def _words(name: str) -> str:
    return fold(name).replace("_", " ")


def foreign(tables: Sequence[SheetTable], vocabulary: Vocabulary) -> list[tuple[SheetTable, Finding]]:
    """The tables that no more than the file's name calls items, where another sheet of the file tells its kind itself;
    and those whose names are nothing but numbers, where another table of the kind has names.
    """
    told = [table for table in tables if _tells_kind(table, vocabulary)]
    found = [
        (table, _say(codes.KIND_BY_FILE_NAME, table)) for table in tables if told and table.kind and table not in told
    ]
    named = {table.kind for table in tables if not _names_are_numbers(table)}
    numbered = [table for table in tables if _names_are_numbers(table)]
    return found + [
        (table, _say(codes.NAMES_ARE_NUMBERS_SUMMARY if table.kind in named else codes.NAMES_ARE_NUMBERS, table))
        for table in numbered
    ]


def _tells_kind(table: SheetTable, vocabulary: Vocabulary) -> bool:
    header = table.header
    if header.view or header.title is None or header.kind or "target" in header.fields:
        return True
    names = [*(text for _, _, text in table.titles), table.sheet.name]
    return any(kind_named_in(name, vocabulary) for name in names) or row_kinds(table, vocabulary) is not None


def _names_are_numbers(table: SheetTable) -> bool:
    titles = [text for text in table.columns.get("title", ()) if text]
    return len(titles) > 1 and all(text.replace(",", "").replace(" ", "").isdigit() for text in titles)


def _say(code: str, table: SheetTable) -> Finding:
    column = table.header.title or table.header.left
    cell = table.header.cell(column)
    return finding(
        code, file=table.workbook.name, sheet=table.sheet.name, cell=cell, value=table.header.texts.get(column, ""),
        count=len(table.rows), settle=_names_elsewhere(table),
    )  # fmt: skip


def _names_elsewhere(table: SheetTable) -> str:
    """The line that tells which column has the names, where another one has texts of its own on nearly every row."""
    header = table.header
    numbers = header.texts.get(header.title or 0, "")
    free = [at for at in sorted(header.texts) if at not in header.used]
    texts = {at: [cell_text(table.sheet.columns[at][row]) for row in table.rows] for at in free}
    named = next((at for at in free if holds_names(texts[at])), None)
    if named is None:
        return ""
    role = packaged_labels()["kinds"][table.kind]["one"] if table.kind else field_label("title")
    return f", till exempel {column_line(header.texts[named], role)} och {not_used(numbers)}"
