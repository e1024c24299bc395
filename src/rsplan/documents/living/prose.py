"""Reads the prose that a person has written for numbers that name the plan's own things, and holds them against facts.

"38 uppdrag", "tolv försenade aktiviteter", "fem av nyckeltalen är gröna": a number, a thing, perhaps a status. What
agrees with a figure of the whole plan is right; what agrees with a group's, or speaks of another time, is doubtful;
what is a figure that has since changed, or can be no figure of the plan, contradicts. "En" and "ett" say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rsplan.documents.living.said_numbers import number_words
from rsplan.language.swedish import MONTHS
from rsplan.plan.model import Kind

if TYPE_CHECKING:
    from rsplan.report.report import Report

HOLE = "\ufffc"
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]*)*")
_TOKEN = re.compile(
    r"[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+(?![0-9])|[0-9]+(?:[,.:/–-][0-9]+)*|\w+(?:-\w+)*|[^\w\s]"
)
_AHEAD, _LONGEST_STATUS, _LONGEST_SHOWN = 8, 4, 60
_LINKS = frozenset({"av", "de", "det", "dessa", "våra", "samtliga", "alla", "totalt"})
_STOPS = frozenset({",", ";", ":", "(", ")", "och", "samt", "men", "varav", HOLE, "§", "%", "procent", *MONTHS})
_VERBS = frozenset({"är", "var", "har", "blev", "bedöms", "vara", "varit", "redovisas", "som", "markeras"})
_KINDS_OF_INDICATOR = {"finansiella": "financial", "långsiktiga": "long_term", "kortsiktiga": ""}
_ELSEWHEN = re.compile(
    r"föregående|förra|tidigare|i fjol|fjolårets|året innan|jämfört med|jämförelse|tidigt|nästa år|kommande",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")


@dataclass(frozen=True, slots=True)
class Claim:
    """A number in prose that names something of the plan. ``status`` is "" for the whole."""

    text: str
    number: int
    kind: Kind
    status: str
    horizon: str = ""
    of_some: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a claim: ``wrong`` contradicts, else it is doubtful. ``current`` is the figure of today."""

    claim: Claim
    wrong: bool
    why: str
    current: str
    expression: str


class Reader:
    """Reads prose beside one report. ``earlier`` are the facts' values when the document was written."""

    def __init__(self, report: Report, earlier: Mapping[str, int]) -> None:
        self._report = report
        self._earlier = earlier

    def verdicts(self, text: str) -> Iterator[Verdict]:
        """The claims of a paragraph that do not plainly agree."""
        for sentence in _SENTENCE.findall(text):
            for claim in self.claims(sentence):
                verdict = self._judged(claim, sentence)
                if verdict is not None:
                    yield verdict

    def claims(self, sentence: str) -> Iterator[Claim]:
        """The claims of a sentence."""
        tokens = _TOKEN.findall(sentence)
        for place, token in enumerate(tokens):
            number = _number(token)
            if number is not None and not (place and tokens[place - 1] == "§"):
                claim = self._claim(tokens, place, number)
                if claim is not None:
                    yield claim

    @cached_property
    def _nouns(self) -> dict[str, Kind]:
        kinds = self._report.vocabulary.labels["kinds"]
        names = {
            name: kind
            for kind in Kind
            for name in (*kinds[kind]["names"], kinds[kind]["many"], kinds[kind]["the_many"])
        }
        return {name: kind for name, kind in names.items() if " " not in name and len(name) > 4}

    def _claim(self, tokens: Sequence[str], place: int, number: int) -> Claim | None:
        words = [token.casefold() for token in tokens]
        inner = place > 0 and words[place - 1] in _LINKS and any(_number(word) is not None for word in words[:place])
        ahead = _ahead(words, place)
        noun = next((at for at, word in enumerate(ahead) if word in self._nouns), None)
        kind = self._nouns[ahead[noun]] if noun is not None else self._kind_around(words, place)
        if kind is None:
            return None
        status, end = self._status(ahead, kind)
        if inner and noun is not None:
            status, end = "", noun
        if not status and (noun is None or not self._is_close(ahead[:noun])):
            return None
        last = max(end, noun if noun is not None else 0)
        shown = " ".join(tokens[place : place + last + 2])
        horizon = next((told for word in ahead[: noun or 0] if (told := _KINDS_OF_INDICATOR.get(word))), "")
        of_some = len(ahead) > 0 and ahead[0] == "av"
        return Claim(shown[:_LONGEST_SHOWN], number, kind, status, horizon, of_some)

    def _kind_around(self, words: Sequence[str], place: int) -> Kind | None:
        before = [self._nouns[word] for word in words[:place] if word in self._nouns]
        return before[-1] if before else None

    def _status(self, ahead: Sequence[str], kind: Kind) -> tuple[str, int]:
        for start, word in enumerate(ahead):
            for length in range(min(_LONGEST_STATUS, len(ahead) - start), 0, -1):
                phrase = " ".join(ahead[start : start + length])
                found = self._report.vocabulary.status(kind, phrase)
                if found:
                    return found, start + length - 1
            if word not in _VERBS | _LINKS and word not in self._nouns and word not in _KINDS_OF_INDICATOR:
                return "", 0
        return "", 0

    @staticmethod
    def _is_close(between: Sequence[str]) -> bool:
        """Whether a number and its noun belong together: nothing between them that narrows the noun down."""
        return all(word in _LINKS or word in _KINDS_OF_INDICATOR for word in between)

    # Judgement

    def _judged(self, claim: Claim, sentence: str) -> Verdict | None:
        ids = [name for name in _fact_ids(claim) if name in self._report.facts]
        values = {name: self._report.facts[name].value for name in ids}
        if not values or claim.number in values.values():
            return None
        expression = ids[0]
        current = str(values[expression])
        group = self._group(claim)
        if group:
            return Verdict(claim, False, f"stämmer med {group}", current, expression)
        if self._other_time(sentence):
            return Verdict(claim, False, "meningen handlar om en annan tid", current, expression)
        stale = any(self._earlier.get(name) == claim.number for name in ids)
        most = max(self._report.facts[name].value for name in _fact_ids(_whole(claim)) if name in self._report.facts)
        if stale or claim.number > most or (claim.status and not claim.horizon):
            return Verdict(claim, True, "", current, expression)
        return Verdict(claim, False, f"planen har {current}", current, expression)

    def _group(self, claim: Claim) -> str:
        """The group whose figure a number is, if there is one."""
        for name, fact in self._report.facts.items():
            if not name.startswith(f"{claim.kind}.by_") or fact.value != claim.number:
                continue
            depth = name.count(".")
            if (claim.status and name.endswith(f".{claim.status}") and depth == 3) or (not claim.status and depth == 2):
                return fact.label
        return ""

    def _other_time(self, sentence: str) -> bool:
        own = str(self._report.about.year)
        month = self._report.about.period.tertial.month
        others = [name for name in ("april", "augusti", "december") if name != month]
        told = _ELSEWHEN.search(sentence) or any(re.search(rf"\b{name}\b", sentence) for name in others)
        return bool(told) or any(year != own for year in _YEAR.findall(sentence))


def _ahead(words: Sequence[str], place: int) -> list[str]:
    """The words that may belong to a number: up to a stop, or to the next number but for "fem av de 17"."""
    found: list[str] = []
    for word in words[place + 1 : place + 1 + _AHEAD]:
        if word in _STOPS:
            break
        if _number(word) is not None:
            if found and found[-1] in _LINKS:
                continue
            break
        found.append(word)
    return found


def _number(token: str) -> int | None:
    digits = re.sub(r"[\s\u00a0\u2009\u202f]", "", token)
    if digits.isdigit():
        return None if _YEAR.fullmatch(digits) and digits == token else int(digits)
    return None if token.casefold() in ("en", "ett") else number_words().get(token.casefold())


def _whole(claim: Claim) -> Claim:
    return Claim(claim.text, claim.number, claim.kind, "")


def _fact_ids(claim: Claim) -> list[str]:
    families = [f"{claim.kind}.{claim.horizon}" if claim.horizon else claim.kind.value]
    if claim.kind is Kind.ACTIVITIES:
        families.append(f"{claim.kind}.distinct")
    if claim.status:
        return [f"{family}.{claim.status}" for family in families]
    return [f"{claim.kind}.total", *families[1:]] if not claim.horizon else families
