"""Headings between the rows that are the rows' statuses: 'Klara', 'Pågår', 'Försenade', in a table without a column of
statuses.

Such a heading is the only text of its row, the rows below it have more. Knows rows and words, not items.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct, field

from rsplan.findings import codes
from rsplan.findings.finding import Finding
from rsplan.language.statuswords.column import read_column
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.folding import fold
from rsplan.plan.model import Kind
from rsplan.understanding.area import Area
from rsplan.understanding.totals import looks_like_total

_FEWEST, _MOST, _MOST_ROWS = 2, 60, 20_000
_COUNT = re.compile(r"(?<!\s)\s*+(?:[(\[]?\s*\d{1,4}\s*(?:st|stycken)?\s*[)\]]?|:)\s*$")
_WORD = re.compile(r"[^\W\d_]+")


class StatusSections(Struct, frozen=True):
    """The headings by their rows' positions, each with the status that holds for the rows below it; empty for a heading
    of something else that stands right above one."""

    headings: Mapping[int, str] = field(default_factory=dict)
    texts: Mapping[int, str] = field(default_factory=dict)

    def below(self, kept: Sequence[int]) -> list[str]:
        """The status of each of the rows ``kept``."""
        current, found = "", {}
        for at in sorted({*self.headings, *kept}):
            current = self.headings.get(at) or current
            found[at] = current
        return [found[at] for at in kept]

    def said(self, area: Area) -> Finding:
        """That the headings are read as the statuses, with the cell of the first."""
        first = min(at for at, text in self.headings.items() if text)
        column = area.filled(first)[0][0]
        several = ", ".join(f'"{text}"' for text in list(dict.fromkeys(filter(None, self.texts.values())))[:6])
        return area.finding(codes.STATUS_BY_SECTION, first, column, self.texts[first], several=several)


def status_sections(area: Area) -> StatusSections:
    """The headings that tell the statuses of a table that has them nowhere else: two or more that mean different
    things, the first above all rows with more than a name."""
    header = area.header
    status = "status" in header.fields or header.dated.get("status") or header.choices or header.shared
    if header.title is None or header.view or status or area.kind is None or not 0 < area.count <= _MOST_ROWS:
        return StatusSections()
    first = next((at for at in range(area.count) if area.filled(at)), 0)
    if len(area.filled(first)) != 1:
        return StatusSections()
    filled = [area.filled(at) for at in range(area.count)]
    single = {at: cells[0][1] for at, cells in enumerate(filled) if len(cells) == 1}
    items = [cells[0][1] for cells in filled if len(cells) > 1]
    if not _FEWEST <= len(single) <= _MOST or any(fold(text) in area.vocabulary.status_words for text in items):
        return StatusSections()
    words = {at: _words(text, area.vocabulary) for at, text in single.items()}
    meant = _meant(area.kind, [*words.values()], area.vocabulary)
    known = {at for at in single if words[at] in meant}
    headings = dict(sorted(({at: words[at] for at in known} | _others(single, known, filled)).items()))
    strange = sum(bool(text) for at, text in headings.items() if at not in known)
    several = len({meant[words[at]] for at in known}) >= _FEWEST
    if not several or strange > len(known) or len(items) < len(known):
        return StatusSections()
    return StatusSections(headings, {at: single[at] if headings[at] else "" for at in headings})


def _others(single: Mapping[int, str], known: Collection[int], filled: Sequence[Sequence[object]]) -> dict[int, str]:
    """The other headings: right above a status it is a group's name, "", above items a status that nobody knows."""
    found = {}
    for at, text in single.items():
        below = next((row for row in range(at + 1, len(filled)) if filled[row]), None)
        if at not in known and below is not None and not looks_like_total(text):
            found[at] = "" if below in known else text
    return found


def _words(text: str, vocabulary: Vocabulary) -> str:
    """What a heading says besides what the items are called and how many they are: "Pågående aktiviteter (5)"."""
    plain = _COUNT.sub("", text)
    words = [word for word in plain.split() if fold(word) not in vocabulary.kind_names]
    return " ".join(words) if any(map(_WORD.search, words)) else plain


def _meant(kind: Kind, texts: Sequence[str], vocabulary: Vocabulary) -> dict[str, str]:
    read = read_column(kind, list(dict.fromkeys(texts)), vocabulary)
    return {text: reading.meaning for text, reading in read.items() if reading}
