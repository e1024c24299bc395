"""What a file says of itself outside its tables: year, tertial and board, and where it says so.

Looked for in the title rows, then the sheet's name, then the file's name. The first that tells decides; a later one
that says something else is for the caller to report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rsplan.period import Tertial, find_tertial, find_year
from rsplan.vocabulary import fold

_BOARD = re.compile(
    r"\b(?:[A-ZÅÄÖ][\wåäöé]*-?(?: och [\wåäöé-]+?)?(?:styrelsen|nämnden)|Regionstyrelsen|"
    r"[A-ZÅÄÖ][a-zåäöé]+ utvecklingsnämnden)\b"
)
# A line that tells when the file was made says nothing of the period that it reports.
_MADE = re.compile(r"^(?:uttag|uttagen|uttaget|utskriven|utskrift|exporterad|export|skapad|hämtad|senast|genererad)\b")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that a text tells: what ("year", "tertial", "board"), its value, and where it stands (in Swedish)."""

    what: str
    value: str
    where: str


def told_by(text: str, where: str) -> list[Evidence]:
    """What one heading or name tells of year, tertial and board."""
    if _MADE.match(fold(text)):
        return []
    evidence = []
    if (year := find_year(text)) is not None:
        evidence.append(Evidence("year", str(year), where))
    if (tertial := find_tertial(text)) is not None:
        evidence.append(Evidence("tertial", tertial.month, where))
    if match := _BOARD.search(text):
        evidence.append(Evidence("board", match.group(0), where))
    return evidence


def first(evidence: Iterable[Evidence], what: str) -> Evidence | None:
    """The evidence that decides: the first of its kind."""
    return next((entry for entry in evidence if entry.what == what), None)


def tertial_of(evidence: Iterable[Evidence]) -> Tertial | None:
    """The tertial that the evidence tells, else None."""
    entry = first(evidence, "tertial")
    return Tertial.parse(entry.value) if entry else None
