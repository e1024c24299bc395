"""Headings that ask ("Målet uppnått?", "Genomförd?") and what the answers below them mean. Knows no cells.

The question is a status clause: "Ja" says it, "Nej" denies it, a degree grades it. Only a question of what is done or
reached is one. What "Nej" means of an activity is not known: it may be planned, ongoing or given up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from rsplan.language.statuswords.lexicon import Part, answers, lexicon_of
from rsplan.language.statuswords.reading import StatusReading
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.folding import fold
from rsplan.plan.model import ActivityState, Fulfilment, Kind

ReadStatus = Callable[[Kind, str, Vocabulary], StatusReading | None]
_LONGEST = 60
# What the answers are, and when it was asked, are no part of the question: "Klar (ja/nej)?", "Uppnått 2025?".
_BESIDE = re.compile(r"[(\[][^()\[\]]{0,40}[)\]]|\b(?:20\d\d|t[123])\b|\b(?:ja|nej|delvis)(?:/(?:ja|nej|delvis))+")
_DONE = {Kind.ACTIVITIES: ActivityState.COMPLETED.value}
_DENIED = {Fulfilment.RED.value}
_RULE = 'svaret på frågan i rubriken: "{clause}"'


def clause_asked(kind: Kind, heading: str, vocabulary: Vocabulary, read: ReadStatus) -> str | None:
    """The clause that a heading asks, folded; None where it asks nothing of whether an item of the kind is done."""
    if not heading or len(heading) > _LONGEST:
        return None
    clause = " ".join(_BESIDE.sub(" ", fold(heading)).replace("?", " ").split()).strip(" :*-–")
    reading = read(kind, clause, vocabulary) if clause else None
    done = _DONE.get(kind, Fulfilment.GREEN.value)
    return clause if reading and reading.meaning == done else None


def asks(heading: str, vocabulary: Vocabulary, read: ReadStatus) -> bool:
    """True for a heading with a question mark that asks whether something is done or reached."""
    asked = heading.rstrip().endswith(("?", "?)")) or "? (" in heading
    return asked and any(clause_asked(kind, heading, vocabulary, read) for kind in Kind)


def answered(
    kind: Kind, heading: str, texts: Sequence[str], vocabulary: Vocabulary, read: ReadStatus
) -> Iterator[tuple[str, StatusReading]]:
    """What texts mean that answer the question of their heading."""
    if not any(_answer(text) in answers() for text in texts):
        return
    if (clause := clause_asked(kind, heading, vocabulary, read)) is None:
        return
    for text in texts:
        said = _said(kind, _answer(text), clause, vocabulary)
        reading = read(kind, said, vocabulary) if said else None
        denied = answers().get(_answer(text)) == "nej"
        if reading and (not denied or reading.meaning in _DENIED):
            yield text, StatusReading(reading.meaning, (_RULE.format(clause=said),), judged=True)


def _answer(text: str) -> str:
    return fold(text).strip(" .!")


def _said(kind: Kind, answer: str, clause: str, vocabulary: Vocabulary) -> str | None:
    """What an answer says as a clause of its own; None for what is no answer."""
    plain = answers().get(answer)
    if plain == "ja":
        return clause
    if plain == "nej":
        return f"inte {clause}"
    degree = re.sub(r"^ja,? |,? ja$", "", answer)
    roles = lexicon_of(kind, vocabulary).phrases.get(tuple(degree.split()), ())
    return f"{degree} {clause}" if any(role.part is Part.DEGREE for role in roles) else None
