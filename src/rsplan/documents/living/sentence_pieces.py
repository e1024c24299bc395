"""Pieces of rsplan's sentences that stand as text, since a person has freed a sentence and written in it or cut it.

A few words in a row with a figure are a piece. So is a sentence with all the numbers of one of rsplan's: in another
order they say something else. Knows words and records, nothing of Word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from rsplan.documents.living.said_numbers import numbers, says_the_same
from rsplan.documents.word.evidence import ControlRecord

_WORDS = 4
_NUMBERS = 3
_WORD = re.compile(r"\w+(?:[.,:/]\w+)*|\ufffc")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]*)*")


class Piece(Struct, frozen=True):
    """A sentence as it stands, and the record of the one that it was."""

    record: ControlRecord
    text: str


class Pieces:
    """Finds the pieces of sentences that do not say what holds today: ``today`` gives that for each record.

    Of records with the same words the first is told.
    """

    def __init__(self, today: Iterable[tuple[ControlRecord, str]]) -> None:
        pairs = list(today)
        holding = {run for _, new in pairs for run in _runs(new)}
        self._runs: dict[tuple[str, ...], ControlRecord] = {}
        for record, new in pairs:
            for run in _runs(record.text) if record.text != new else ():
                if run not in holding and any(map(numbers, run)):
                    self._runs.setdefault(run, record)
        several = [(record, new, Counter(numbers(record.text))) for record, new in pairs]
        self._several = [one for one in several if one[2].total() >= _NUMBERS]

    def found(self, text: str) -> Iterator[Piece]:
        """The sentences of a text that are pieces, each record once."""
        told: set[str] = set()
        for match in _SENTENCE.finditer(text):
            sentence = match[0].strip()
            record = self._known_by_words(sentence) or self._known_by_numbers(sentence)
            if record is not None and record.id not in told:
                told.add(record.id)
                yield Piece(record, sentence)

    def _known_by_words(self, sentence: str) -> ControlRecord | None:
        return next((self._runs[run] for run in _runs(sentence) if run in self._runs), None)

    def _known_by_numbers(self, sentence: str) -> ControlRecord | None:
        if not self._several or len(stated := Counter(numbers(sentence))) < 2:
            return None
        same = ((record, new) for record, new, told in self._several if told == stated)
        return next((record for record, new in same if not says_the_same(sentence, new)), None)


def _runs(text: str) -> list[tuple[str, ...]]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return list(zip(*(words[at:] for at in range(_WORDS)), strict=False))
