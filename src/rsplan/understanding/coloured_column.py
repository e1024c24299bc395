"""Which column of a table without statuses shows them as colours: "Utfall" whose cells are green, yellow and red.

Taken only where one column is coloured so on nearly every row, in more than one status; it is said. Knows colours by
their hues, not the rows' words.
"""

from __future__ import annotations

from rsplan.plan.model import Kind
from rsplan.reading.shown import Shown
from rsplan.understanding.seen import hue_of, meaning_of
from rsplan.understanding.tables import SheetTable

_FEWEST_ROWS = 3


def coloured_column(table: SheetTable, kind: Kind) -> int | None:
    """The column whose cells' fills tell a status of this kind on nearly every row; None where there is none, where the
    names are coloured too, or where several are."""
    looks = table.sheet.looks
    if not looks or looks.unread or len(table.rows) < _FEWEST_ROWS:
        return None
    shown = Shown(table.sheet)

    def meanings(column: int) -> list[str]:
        looked = (shown.at(row, column) for row in table.rows)
        hues = (hue_of(look.fill) if look.fill and not look.doubt else None for look in looked)
        return [meant for hue in hues if (meant := meaning_of(hue, kind))]

    header = table.header
    if header.title is None or meanings(header.title):
        return None
    coloured = []
    for column in range(header.left, header.right):
        told = meanings(column) if column != header.title else []
        if len(set(told)) > 1 and len(told) * 5 >= len(table.rows) * 4:
            coloured.append(column)
    return coloured[0] if len(coloured) == 1 else None
