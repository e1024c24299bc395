"""What an export says of rows that it lacks: "Exporterade data överskred den tillåtna volymen", "Visar 1–50 av 210".

Knows sentences, not tables. The wordings are those of Power BI, of lists on the web and of database tools, in Swedish
and English.
"""

from __future__ import annotations

import re

from rsplan.plan.folding import fold

_ROWS = r"(?:rad(?:er|erna)?|post(?:er|erna)?|data|resultat(?:et|en)?|objekt(?:en)?|uppgifter(?:na)?|träff(?:ar|arna))"
_GONE = r"(?:(?:utelämna|kapa|trunkera|begränsa)(?:s|ts|de|d|t)|fallit bort|klippts)"
_LIMIT = r"(?:gräns|volym|antal|max|storlek)\w*"
_TOLD = re.compile(
    rf"\b{_ROWS}\b.{{0,40}}\b{_GONE}"
    rf"|\böverskr(?:ed|ider|idit)\b.{{0,60}}\b\w*{_LIMIT}"
    rf"|\bbegränsa(?:d|t|de|s|ts)\b.{{0,20}}\btill\b.{{0,20}}\d+\W*{_ROWS}\b"
    rf"|\b(?:endast|bara|högst|max(?:imalt)?)\b.{{0,20}}\bförsta\b.{{0,10}}\d+\W*{_ROWS}?\b"
    r"|\b(?:data|rows|results)\b.{0,40}\b(?:omitted|truncated|left out)\b|\bexceeded\b.{0,40}\b(?:volume|limit|rows)\b"
)
_OF = re.compile(
    r"\bvisar\b\s*(?:(?:rad|post|träff)\w*)?\s*(?:(\d[\d ]*)\s*[-–]\s*)?(\d[\d ]*)\s*av\s*(?:totalt\s*)?(\d[\d ]*)"
)


def tells_rows_left_out(text: str) -> bool:
    """True for a sentence that says that rows are missing from the export."""
    key = fold(text)
    if found := _OF.search(key):
        first, last, all_of_them = (int(part.replace(" ", "")) if part else 1 for part in found.groups())
        return last - first + 1 < all_of_them
    return bool(_TOLD.search(key))
