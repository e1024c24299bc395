"""Names that begin with what the row is: "Uppdrag: Utreda en ny bro", "Aktivitet 2 – Måla om", "[Mål] God vård".

Told where nearly all names of a column begin so, with more than one such word. Knows words, not rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.folding import fold
from rsplan.plan.model import Kind
from rsplan.understanding.cell_texts import cell_text, column_texts
from rsplan.understanding.headings import Columns, Header
from rsplan.understanding.kind_names import kind_named_in
from rsplan.understanding.one_header import Readings, read_header

_WORD, _NUMBER = r"[^\W\d_]{3,20}(?: [^\W\d_]{3,20})?", r"(?:\s*\d{1,3}(?:\.\d{1,3}){0,3})?"
_PREFIX = re.compile(
    rf"(?:({_WORD}){_NUMBER}\s*(?::\s*|[–—]\s+|\s-\s+)|[\[(]({_WORD}){_NUMBER}[\])]\s*:?\s*)(?=\S)", re.IGNORECASE
)
_FEWEST, _SAMPLE, _LAST_HEADER, _LONGEST = 4, 40, 40, 60


class Prefixed(Struct, frozen=True):
    """The names of a column apart: the word before each, "" where there is none, its kind, and the name itself. A word
    of a goal area has no kind."""

    words: list[str]
    kinds: list[Kind | None]
    names: list[str]


def prefixed(names: Sequence[str], vocabulary: Vocabulary) -> Prefixed | None:
    """The names apart from the kinds that they begin with, None where they do not begin so."""
    sample = [name for name in names[:_SAMPLE] if name]
    if len(sample) < _FEWEST or not _begin_so(sample, vocabulary):
        return None
    parts = [_apart(name, vocabulary) for name in names]
    if len({(kind, word if kind is None else "") for word, kind, _ in parts if word}) < 2:
        return None
    return Prefixed(*map(list, zip(*parts, strict=True)))


def _begin_so(sample: Sequence[str], vocabulary: Vocabulary) -> bool:
    return sum(bool(_apart(name, vocabulary)[0]) for name in sample) * 10 >= len(sample) * 9


def _apart(name: str, vocabulary: Vocabulary) -> tuple[str, Kind | None, str]:
    match = _PREFIX.match(name)
    word = fold(match[1] or match[2]) if match else ""
    kind = kind_named_in(word, vocabulary) if word in vocabulary.kind_names else None
    if match is None or (kind is None and vocabulary.columns.get(word) != "goal_area"):
        return "", None, name
    return word, kind, name[match.end() :]


def header_by_prefixes(columns: Columns, vocabulary: Vocabulary) -> list[Header]:
    """The first row that is a header if the column of such names is headed by "Namn", whatever stands there."""
    height = max(map(len, columns), default=0)
    for index in range(min(height - _FEWEST, _LAST_HEADER)):
        row = [column[index] for column in columns]
        for at, value in enumerate(row):
            text = cell_text(value)
            below = columns[at][index + 1 :]
            if not text or len(text) > _LONGEST or prefixed(column_texts(below[:_SAMPLE]), vocabulary) is None:
                continue
            named = [vocabulary.field_label("title") if place == at else other for place, other in enumerate(row)]
            header = read_header(index, named, 0, len(row), vocabulary, Readings(vocabulary))
            if header and header.fields.get("title") == at and "status" in header.fields:
                return [replace(header, texts={**header.texts, at: text})]
    return []
