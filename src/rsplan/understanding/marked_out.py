"""Columns that mark items which no longer hold: "Borttagen" with a cross, "Aktiv" with "Nej". Knows headings and marks.

Such an item is counted as it stands, and it is said which and by which column: what the mark means for the count only
the plan's owner can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding
from rsplan.plan.folding import fold
from rsplan.plan.model import ActivityState
from rsplan.understanding.cell_texts import cell_text
from rsplan.understanding.headings import heading_key
from rsplan.understanding.items import Items, Place
from rsplan.understanding.shared_status import NO_MARKS, YES_MARKS

_GONE = (
    r"(?:är )?(?:bort?tag(?:en|et|na)|arkivera(?:d|t|de)|utgår|utgått|struk(?:en|et)|makulera(?:d|t)|avförd?|avfört"
    r"|inaktiv(?:t|a)?|(?:ej|inte) (?:längre )?(?:aktuell|aktuellt|aktiv|aktivt)|nedlag(?:d|t)|raderad)\b"
)
_HOLDS = re.compile(r"(?:är )?(?:aktiv(?:t|a)?|aktuell(?:t|a)?|gäller|räknas|ingår)(?: i (?:planen|uppföljningen))?$")
# "Aktuell (ja/nej)".
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,40}[)\]]$")
_AT_AN_END = {ActivityState.CANCELLED.value, ActivityState.COMPLETED.value}


def marked_out(items: Items, place: Place) -> Iterator[Finding]:
    """One finding for each column that nothing reads and that marks some of the items, not all, as gone."""
    table = place.table
    for column, heading in table.header.unknown.items():
        key = _BRACKETS.sub("", heading_key(heading))
        gone = re.match(_GONE, key)
        if not gone and not _HOLDS.match(key):
            continue
        marks = YES_MARKS if gone else NO_MARKS
        texts = {row: cell_text(table.sheet.columns[column][row - 1]) for row in items.rows}
        if not all(fold(text) in YES_MARKS | NO_MARKS for text in texts.values()):
            continue
        states = dict(zip(items.rows, items.columns["status"], strict=True))
        shown = dict(zip(items.rows, items.columns["status_text"], strict=True))
        rows = [row for row, text in texts.items() if text and fold(text) in marks and states[row] not in _AT_AN_END]
        if rows and len(rows) < len(texts):
            first = rows[0]
            yield finding(
                codes.COMMENT_SAYS_CANCELLED, file=table.workbook.name, sheet=table.sheet.name,
                cell=table.sheet.cell(first - 1, column), value=f"{heading}: {texts[first]}", status=shown[first],
                says="säger", count=len(rows),
            )  # fmt: skip
