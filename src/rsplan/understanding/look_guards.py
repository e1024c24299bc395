"""Texts that are not what a person sees in their cells: struck out as a whole or in part, white on white.

Knows looks, not what the texts mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from rsplan.findings import codes
from rsplan.findings.finding import Finding
from rsplan.reading.colours import WHITE
from rsplan.reading.shown import Shown
from rsplan.reading.workbook import Sheet
from rsplan.understanding.area import Area


def struck(sheet: Sheet, rows: Sequence[int], column: int) -> Iterator[int]:
    """The positions of the rows (from 0) whose cell in a column is struck out."""
    if any(look.strike for look in sheet.looks.different()):
        yield from (at for at, row in enumerate(rows) if sheet.look(row, column).strike)


def unlike_their_look(area: Area, title: int, status: int) -> Iterator[Finding]:
    """Names and statuses that are counted as they stand though nobody sees them so: one finding for each sort."""
    if not area.sheet.looks:
        return
    rows, states = range(area.start, area.end), area.column(status)
    alone = [at for at in struck(area.sheet, rows, status) if states[at]]
    alone = [at for at in alone if not area.sheet.look(rows[at], title).strike]
    yield from _said(area, codes.STATUS_STRUCK_OUT, alone, status)
    left = area.sheet.looks.part_struck
    part = [at for at, row in enumerate(rows) if (row, status) in left]
    yield from _said(area, codes.STATUS_STRUCK_IN_PART, part, status, left=left[rows[part[0]], status] if part else "")
    for column in (title, status):
        yield from _said(area, codes.WHITE_ON_WHITE, list(_white(area, column)), column)


def _said(area: Area, code: str, found: Sequence[int], column: int, **words: str) -> Iterator[Finding]:
    if found:
        said = area.finding(code, found[0], column, area.column(column)[found[0]], count=len(found), **words)
        yield replace(said, cells=tuple(area.sheet.cell(area.start + at, column) for at in found))


def _white(area: Area, column: int) -> Iterator[int]:
    """The positions of texts in white where nothing fills the cell, whatever the conditional formats make of it."""
    if not any(look.ink == WHITE for look in area.sheet.looks.different()):
        return
    shown, texts = Shown(area.sheet), area.column(column)
    for at in range(area.count):
        if texts[at] and area.sheet.look(area.start + at, column).ink == WHITE:
            look = shown.at(area.start + at, column)
            if look.ink == WHITE and not (look.fill or look.icon or look.doubt):
                yield at
