"""The entry: what all the texts of a status column mean. Known words first; only strange ones ask the grammar.

Most exports hold nothing but known words. The grammar's rules and expressions take longer to import than such a column
to read, so they are imported where a text needs them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from rsplan.language.statuswords.reading import StatusReading
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.model import Kind

_MOST_TEXTS = 2_000
_NO_LEGEND: Mapping[str, str] = MappingProxyType({})


def read_column(
    kind: Kind,
    texts: Iterable[str],
    vocabulary: Vocabulary,
    heading: str = "",
    legend: Mapping[str, str] = _NO_LEGEND,
) -> dict[str, StatusReading | None]:
    """What each distinct text of a column means. The column tells what its letters and numbers stand for: a legend in
    the heading or beside the table (folded sign → words), a letter for yellow beside those for green and red, "Hög"
    below "Måluppfyllelse". A column of thousands of strange texts is not read through.
    """
    # What a legend says of "-" goes before what a dash says elsewhere; of a word it says nothing new.
    marks = {sign for sign in legend if not sign[0].isalnum()} if legend else ()
    read = {text: None if text in marks else _known(kind, text, vocabulary) for text in dict.fromkeys(texts) if text}
    strange = [text for text, reading in read.items() if reading is None][:_MOST_TEXTS]
    if strange:
        from rsplan.language.statuswords.grammar import read_strange

        read |= read_strange(kind, strange, read, vocabulary, heading, legend)
    return read


def legend_words() -> frozenset[str]:
    """What may stand before or above a legend, folded."""
    from rsplan.language.statuswords.lexicon import legend_words

    return legend_words()


def means_statuses(texts: Sequence[str], vocabulary: Vocabulary) -> bool:
    """True where every text is a status of one kind of item, the same kind for all of them."""
    return any(all(read_column(kind, texts, vocabulary).values()) for kind in (Kind.ACTIVITIES, Kind.ASSIGNMENTS))


def asks_for_status(heading: str, vocabulary: Vocabulary) -> bool:
    """True for a heading that asks whether something is done or reached: "Målet uppnått?"."""
    if "?" not in heading:
        return False
    from rsplan.language.statuswords.grammar import asks_status

    return asks_status(heading, vocabulary)


def nearest_status(kind: Kind, text: str, vocabulary: Vocabulary) -> str | None:
    """The known word that a misspelled one resembles most, word for word: never one that denies what it says."""
    from rsplan.language.statuswords.grammar import nearest

    return nearest(kind, text, vocabulary)


def _known(kind: Kind, text: str, vocabulary: Vocabulary) -> StatusReading | None:
    known = vocabulary.status(kind, text)
    return StatusReading(known) if known else None
