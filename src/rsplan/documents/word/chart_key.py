"""What the colours of a lone bar mean: a line of text below it, which wraps as text does in any font."""

from __future__ import annotations

from collections.abc import Callable

from rsplan.documents.office.ooxml import text_xml
from rsplan.documents.word.palette import Bar, Palette
from rsplan.language.swedish import HARD_SPACE
from rsplan.report.report import Table

# Letters that every usual font has (Microsoft's list of 652, WGL4).
_FILLED, _HOLLOW, _APART = "■", "□", "   "


def key_xml(table: Table, palette: Palette, clean: Callable[[str], str]) -> str:
    """The runs of the key to a table's one bar: every status that has a column, so that it holds for newer figures."""
    (row,) = table.rows
    entries = (
        (column.heading, palette.bar(fact.rpartition(".")[2]))
        for column, fact in zip(table.columns[1:-1], row.facts[1:-1], strict=True)
    )
    return f"<w:r>{text_xml(_APART)}</w:r>".join(_entry(clean(name), look) for name, look in entries)


def names_in_key(text: str) -> tuple[str, ...]:
    """The statuses that a key names, none for a text that is no key."""
    entries = text.split(_APART)
    if not all(entry.startswith((f"{_FILLED}{HARD_SPACE}", f"{_HOLLOW}{HARD_SPACE}")) for entry in entries):
        return ()
    return tuple(entry[2:] for entry in entries)


def shows_key(text: str) -> bool:
    """True for a text with the squares of a key, whatever else stands in it."""
    return _FILLED in text or _HOLLOW in text


def _entry(name: str, look: Bar) -> str:
    square = f'<w:r><w:rPr><w:color w:val="{look.fill}"/></w:rPr>{text_xml(_HOLLOW if look.pattern else _FILLED)}</w:r>'
    return f"{square}<w:r>{text_xml(HARD_SPACE + name.replace(' ', HARD_SPACE))}</w:r>"
