"""Columns of which one is meant and nobody can tell which: how a refusal shows them, and the lines that settle it.

Knows headings and the texts below them. Each column stands with its cell and a few of its texts, so that a reader sees
the choice without opening the file; the line for each of them leaves the others out, so that pasting one is enough.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rsplan.language.swedish import join_list
from rsplan.language.vocabulary import field_label
from rsplan.understanding.cell_texts import short
from rsplan.understanding.headings import IGNORED, Header, heading_key
from rsplan.understanding.notes import Note, column_line, under_columns

ColumnOf = Callable[[int], list[str]]
_STATUS_WORDS = "det som står i den är statusord"
_NAMELESS = "(utan rubrik)"
_NO_HEADING = "Skriv en rubrik över kolumnen i exporten, eller ta bort den."
_EXAMPLES, _LONGEST_EXAMPLE = 3, 30


def examples(texts: Sequence[str]) -> str:
    """The first different texts of a column, quoted; empty for a blank one."""
    distinct = [text for text in dict.fromkeys(texts) if text]
    return ", ".join(f'"{short(text, _LONGEST_EXAMPLE)}"' for text in distinct[:_EXAMPLES])


def shown(header: Header, columns: Sequence[int], column_of: ColumnOf) -> str:
    """Each column with its heading, its cell and some of its texts: '"Bedömning" (C5: "Uppfyllt") och …'."""
    told = []
    for at in columns:
        below = examples(column_of(at))
        where = header.cell(at)
        told.append(f'"{_heading(header, at)}" ({where}: {below})' if below else f'"{_heading(header, at)}" ({where})')
    return join_list(told)


def lines(header: Header, columns: Sequence[int], role: str) -> str:
    """What to paste under ``[columns]``: for each column the line that takes it with those that leave out the others.
    Only a column whose heading is its own can be told so; empty where two have the same.
    """
    headings = [_heading(header, at) for at in columns]
    if len(set(map(heading_key, headings))) < len(headings):
        return ""
    ways = [
        " och ".join([column_line(mine, role), *(not_used(other) for other in headings if other != mine)])
        for mine in headings
    ]
    return ", eller ".join(ways)


def not_used(heading: str) -> str:
    """The line that leaves a column out."""
    return column_line(heading, field_label(IGNORED))


def undecided(code: str, header: Header, columns: Sequence[int], column_of: ColumnOf, *, what: str, role: str) -> Note:
    """That nobody can tell which of some columns is meant: ``what`` says for what, ``role`` is what a line calls it."""
    settle = lines(header, columns, role)
    words = {
        "several": shown(header, columns, column_of),
        "what": what,
        "settle": f"Skriv under [columns] i rsplan.toml {settle}." if settle else "Ge kolumnerna olika rubriker.",
    }
    return Note(code, columns[0], words, tuple(columns))


def unused_beside(header: Header, column: int, column_of: ColumnOf) -> dict[str, str]:
    """The words of a refusal for a column of statuses that nothing reads: what stands in it, the column that is read
    as the status beside it, and the line for either."""
    text, status = _heading(header, column), header.fields.get("status")
    if not text:
        return {"value": _NAMELESS, "examples": examples(column_of(column)), "beside": "", "settle": _NO_HEADING}
    instead = f"är den statusen, {column_line(text, 'status')}"
    beside = ""
    if status is not None and status in header.texts:
        beside = f" Statusen läses ur {shown(header, [status], column_of)}."
        if heading_key(header.texts[status]) != heading_key(text):
            instead += f" och {not_used(_heading(header, status))}"
    settle = f"Ska den inte räknas, skriv under [columns] i rsplan.toml {not_used(text)}; {instead}."
    return {"value": text, "examples": examples(column_of(column)), "beside": beside, "settle": settle}


def by_content(header: Header, column: int) -> dict[str, str]:
    """The words of what is said where a column is read as the status for what stands in it."""
    if not (text := _heading(header, column)):
        settle = "Skriv rubriken Status över kolumnen om det stämmer."
        return {"value": _NAMELESS, "settle": settle, "why": _STATUS_WORDS}
    line = column_line(text, "status")
    settle = f"Skriv {under_columns(line)} om det stämmer, så sägs det inte igen."
    return {"value": text, "settle": settle, "why": _STATUS_WORDS}


def twice(header: Header, column: int, other: int) -> dict[str, object]:
    """The words of what is said where two headings mean the same and ``other`` is read."""
    mine, theirs = _heading(header, column), _heading(header, other)
    settle = "Ge kolumnerna olika rubriker eller ta bort den ena."
    if heading_key(mine) != heading_key(theirs):
        settle = f"Skriv {under_columns(not_used(mine))} om det stämmer, så sägs det inte igen."
    return {"other": other, "settle": settle}


def swapped(header: Header, status: int, other: int) -> dict[str, object]:
    """The words of what is said where another column than that of the statuses holds statuses."""
    texts = _heading(header, status), _heading(header, other)
    settle = ""
    if all(texts) and heading_key(texts[0]) != heading_key(texts[1]):
        pasted = f"{column_line(texts[1], 'status')} och {not_used(texts[0])}"
        settle = f" Står statusen där, skriv {under_columns(pasted)}."
    return {"value": texts[0], "other": other, "settle": settle}


def _heading(header: Header, column: int) -> str:
    return " ".join(header.texts.get(column, "").split())
