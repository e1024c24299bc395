"""Columns of a template's own table, whose rows it repeats, that have no room for a word.

The grid is its author's, and a cell's text stands in a bound control: what Word shows is the store's text, so that soft
hyphens would be lost. A word that breaks without a hyphen is told, with the width that holds it. Where the template
hyphenates by itself, only headings and statuses are, which never break in a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from rsplan.documents.office.ooxml import SDT, TBL, TC, TR, Element, P, R, T, child, is_on, qname, wattr, whole_number
from rsplan.documents.word.draft import Draft
from rsplan.documents.word.hyphenation import unbroken
from rsplan.documents.word.looped_tables import is_repeated
from rsplan.documents.word.text_look import TextLook, side_margins, text_look
from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding

_HEADER, _GRID = qname("w:tblHeader"), qname("w:tblGrid")
_PER_MILLIMETRE = 56.7  # twentieths of a point


class _Wide(Struct, frozen=True):
    """A word that is wider than its column, and how wide the column would have to be, in twentieths of a point."""

    word: str
    needed: int


def narrow_columns(draft: Draft, part: str) -> list[Finding]:
    """A finding for each column, of the tables whose rows are repeated, that is too narrow for a word."""
    root = draft.package.tree(part)
    return [told for table in root.iter(TBL) if is_repeated(table) for told in _Columns(draft, table).told()]


class _Columns:
    """The columns of one table."""

    def __init__(self, draft: Draft, table: Element) -> None:
        self.draft, self.table, self.rows = draft, table, table.findall(TR)
        style = wattr(child(table, "tblPr", "tblStyle")) or draft.styles.default("table")
        self.style, self.own = style, child(table, "tblPr", "tblCellMar")
        self.beside = side_margins(draft.styles, style, self.own)
        self.grid = [whole_number(wattr(one, "w"), 0) for one in table.iterfind(f"{_GRID}/*")]
        self.look = cache(self._look_of_style)
        self.usual = draft.styles.default("paragraph")
        self.hyphenated = _hyphenates(draft)
        self.statuses = {
            column.name for one in draft.report.tables.values() for column in one.columns if column.kind == "status"
        }

    def told(self) -> Iterator[Finding]:
        """The findings, a column each."""
        found: dict[int, dict[str, _Wide]] = {}
        for row in self.rows:
            heads = row is self.rows[0] or row.find(f".//{_HEADER}") is not None
            for number, cell in enumerate(row.iterfind(TC)):
                for wide in self._too_wide(cell, number, heads=heads):
                    found.setdefault(number, {})[wide.word] = wide
        first = self.rows[0].iterfind(TC) if self.rows else ()
        headings = ["".join(text.text or "" for text in cell.iter(T)) for cell in first]
        for number, words in sorted(found.items()):
            widest = max(words.values(), key=lambda wide: wide.needed)
            yield finding(
                codes.COLUMN_TOO_NARROW,
                file=self.draft.package.name,
                column=headings[number] if number < len(headings) else str(number + 1),
                word=widest.word,
                others=f" och {len(words) - 1} ord till" if len(words) > 1 else "",
                least=ceil(widest.needed / _PER_MILLIMETRE),
            )

    def _too_wide(self, cell: Element, number: int, *, heads: bool) -> Iterator[_Wide]:
        told = child(cell, "tcPr", "tcW")
        width = self.grid[number] if number < len(self.grid) else 0
        if wattr(told, "type") in (None, "dxa"):
            width = whole_number(wattr(told, "w"), width)
        margins, beside = child(cell, "tcPr", "tcMar"), self.beside
        if margins is not None:
            beside = side_margins(self.draft.styles, self.style, self.own, margins)
        # A cell that says no width, or reaches over several columns, is as wide as its program makes it.
        if width <= beside or child(cell, "tcPr", "gridSpan") is not None:
            return
        for paragraph in cell.iter(P):
            for run in paragraph.iter(R):
                if self.hyphenated and not heads and not self._is_status(run):
                    continue
                look = self._look(paragraph, run)
                for word in unbroken("".join(text.text or "" for text in run.iterfind(T))):
                    needed = round(look.letters.width_of(word) * look.size * 20 / 1000) + beside
                    if needed > width:
                        yield _Wide(word, needed)

    def _is_status(self, run: Element) -> bool:
        tags = (wattr(child(control, "sdtPr", "tag")) or "" for control in run.iterancestors(SDT))
        return any(tag.rpartition(".")[2] in self.statuses for tag in tags)

    def _look(self, paragraph: Element, run: Element) -> TextLook:
        look = self.look(wattr(child(paragraph, "pPr", "pStyle")) or self.usual)
        size, bold = whole_number(wattr(child(run, "rPr", "sz")), 0) / 2, child(run, "rPr", "b")
        font = wattr(child(run, "rPr", "rFonts"), "ascii")
        return replace(
            look,
            font=font or look.font,
            size=size or look.size,
            bold=look.bold if bold is None else is_on(bold),
        )

    def _look_of_style(self, style: str) -> TextLook:
        return text_look(self.draft.styles, style)


def _hyphenates(draft: Draft) -> bool:
    part = next(draft.package.related(draft.package.main, "settings"), "")
    mark = child(draft.package.tree(part), "autoHyphenation") if part else None
    return mark is not None and is_on(mark)
