"""What a document calls each status: one word for it, in every table, chart and sentence, as the wording chooses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from rsplan.plan.model import STATUSES, Kind
from rsplan.report.report import Status

if TYPE_CHECKING:
    from rsplan.language.labels import StatusLabel
    from rsplan.language.vocabulary import Vocabulary
    from rsplan.report.wording import Wording

COLOUR, WORD = "colour", "word"
_USUAL = {Kind.INDICATORS: COLOUR}


class StatusWord(Struct, frozen=True):
    """One status: what one item is called, what several are, and its symbol ("" for none). All begin with a capital."""

    member: str
    one: str
    many: str
    symbol: str

    @property
    def status(self) -> Status:
        """The status as a cell shows it."""
        return Status(self.member, self.one, self.symbol)


def status_words(kind: Kind, wording: Wording, vocabulary: Vocabulary) -> dict[str, StatusWord]:
    """The words of a kind's statuses, by member.

    Under ``[status]`` the wording chooses "colour" (Grön, Gröna) or "word": the words that its own sentences use of the
    status, so that a table never says "Uppfyllt" of what the text calls "helt uppfyllt".
    """
    style = wording.styles.get(kind, _USUAL.get(kind, WORD))
    said = {} if style == COLOUR else dict(_said(kind, wording.sentences))
    words = {}
    for status in STATUSES[kind]:
        member, entry = str(status.value), vocabulary.statuses(kind)[status.value]
        one, many = said.get(member) or _known(entry, style)
        words[member] = StatusWord(member, _capital(one), _capital(many), entry.symbol)
    return words


def _known(entry: StatusLabel, style: str) -> tuple[str, str]:
    if style == COLOUR and entry.colour:
        return entry.colour, entry.colours
    return entry.label, entry.many


def _said(kind: Kind, sentences: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    """What the sentences call a status. A class of a sentence that leaves others out may need the words around it
    ("har inte gått att mäta"): it counts only by its own ``label``.
    """
    for pattern in sentences.values():
        if not isinstance(pattern, Mapping) or pattern.get("of") not in (kind.value, f"{kind}.shown"):
            continue
        for entry in pattern.get("classes", ()):
            if "label" in entry:
                yield str(entry["fact"]), (str(entry["label"]), str(entry["label"]))
            elif pattern.get("complete", True) and "most" not in pattern:
                yield str(entry["fact"]), (str(entry["one"]), str(entry.get("many", entry["one"])))


def key_of_symbols(kinds: Iterable[Mapping[str, StatusWord]], used: Collection[str]) -> str:
    """What the symbols of a table mean: every status that has one, a doubtful one only where it occurs. Where a table
    has items of several kinds, a symbol has the words of each: "● Uppfyllt / Grön"."""
    meanings: dict[str, dict[str, None]] = {}
    for word in chain.from_iterable(words.values() for words in kinds):
        if word.symbol and (word.member != "unknown" or word.member in used):
            meanings.setdefault(word.symbol, {})[word.one] = None
    return " \u2003".join(f"{symbol}\u00a0{' / '.join(words)}" for symbol, words in meanings.items())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
