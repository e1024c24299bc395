"""The key in words below a lone bar, renewed with the bar: a status that is new in the exports is named there too."""

from __future__ import annotations

from collections.abc import Callable

from rsplan.documents.living.renewal import Work
from rsplan.documents.living.text import visible_text
from rsplan.documents.office.ooxml import PPR, Element, P, parse_fragment
from rsplan.documents.word.chart_key import key_xml, names_in_key, shows_key
from rsplan.documents.word.evidence import ChartRecord
from rsplan.documents.word.palette import palette_of
from rsplan.findings import codes
from rsplan.findings.finding import finding
from rsplan.language.swedish import HARD_SPACE
from rsplan.report.report import Table


def renew_key(
    work: Work, drawing: Element, base: ChartRecord, table: Table, clean: Callable[[str], str], where: str
) -> None:
    """Bring the key below a drawing up to date. One that a person has written in stays, and is told."""
    shown = _key_below(drawing)
    if shown is None or len(table.rows) != 1:
        return
    runs = key_xml(table, palette_of(work.opened.package), clean)
    new = parse_fragment(f"<w:p>{runs}</w:p>")
    text, today = visible_text(shown), visible_text(new)
    if text == today:
        return
    names = names_in_key(text)
    ours = {*names_in_key(today), *(name.replace(" ", HARD_SPACE) for name, _ in base.series)}
    if not names or not set(names) <= ours:
        work.findings.append(finding(codes.OVERWRITTEN_BY_HAND, where=where, value=text, new=today))
        return
    work.change(where, text, today)
    if work.revisions is not None:
        work.revisions.set_runs(shown, list(new))
    else:
        shown[:] = [*(found for found in shown if found.tag == PPR), *new]


def _key_below(drawing: Element) -> Element | None:
    """The first paragraph below the drawing's own that shows the squares of a key."""
    own = next(drawing.iterancestors(P), None)
    below = own.itersiblings(P) if own is not None else ()
    return next((found for found in below if shows_key(visible_text(found))), None)
