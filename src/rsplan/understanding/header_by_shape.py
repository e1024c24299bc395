"""Which row of a sheet has the headings, by its shape alone, where no word of it is known. Knows cells only."""

from __future__ import annotations

import re

from rsplan.plan.folding import fold
from rsplan.reading.workbook import Sheet
from rsplan.understanding.cell_texts import cell_text
from rsplan.understanding.column_content import holds_names
from rsplan.understanding.headings import heading_key

# What a column of counts is headed by in a pivot table and in Power BI.
_COUNT = re.compile(r"(?:antal|summa|count|sum)\b")
_LAST_HEADER, _LONGEST_HEADING, _FEWEST_ROWS, _LOOKED_AT = 40, 60, 2, 20
# Of three columns two headings may be all that a title row has.
_FEWEST_TO_LACK_ONE = 3


def header_row(sheet: Sheet) -> int | None:
    """The row of most short texts, all different, with rows of cells in the same columns below; the first such. A row
    above the items may lack the heading of one column."""
    candidates = {
        row: len(texts) for row in range(min(sheet.height, _LAST_HEADER)) if (texts := headings_of(sheet, row))
    }
    most = max(candidates.values(), default=0)
    lacking = most - 1 if most > _FEWEST_TO_LACK_ONE else most
    return next((row for row, count in candidates.items() if count >= lacking), None)


def headings_of(sheet: Sheet, row: int) -> dict[int, str]:
    """The texts of a row that may be headings, by column; empty where it is no header."""
    values = {at: value for at, value in enumerate(sheet.row(row)) if value is not None and cell_text(value)}
    texts = {at: cell_text(value) for at, value in values.items() if isinstance(value, str)}
    if len(texts) < 2 or len(texts) < len(values) or len({heading_key(text) for text in texts.values()}) < len(texts):
        return {}
    if any(len(text) > _LONGEST_HEADING for text in texts.values()):
        return {}
    below = [sheet.row(at) for at in range(row + 1, min(row + 1 + _LOOKED_AT, sheet.height))]
    filled = [sum(bool(cell_text(cells[at])) for at in texts) for cells in below]
    return texts if sum(count >= 2 for count in filled) >= _FEWEST_ROWS else {}


def counts_rows(sheet: Sheet, row: int) -> bool:
    """True for a table of counts, below a header in a row: whole numbers in all its columns but the first, two or more
    or headed as a count; or a column headed so, and names in no other."""
    columns = {at: [text for value in sheet.columns[at][row + 1 :] if (text := cell_text(value))]
               for at in sorted(headings_of(sheet, row))}  # fmt: skip
    counted = [at for at, texts in columns.items() if texts and all(map(str.isdigit, texts))]
    headed = any(_COUNT.match(fold(cell_text(sheet.columns[at][row]))) for at in counted)
    if counted == list(columns)[1:] and (len(counted) > 1 or headed):
        return True
    return headed and not any(holds_names(texts) for at, texts in columns.items() if at not in counted)
