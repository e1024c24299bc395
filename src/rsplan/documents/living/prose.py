"""Reads the prose that a person has written for numbers that name the plan's own things, and holds them against facts.

"38 uppdrag", "tolv försenade aktiviteter", "fem av nyckeltalen är gröna": a number, a thing, perhaps a status. What
agrees with a figure of the whole plan is right; what agrees with a group's, or speaks of another time, is doubtful;
what is a figure that has since changed, or can be no figure of the plan, contradicts, and so do parts that are more
than their whole. A sentence about an earlier period is held against that period. "En" and "ett" say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from rsplan.documents.living.item_claims import ItemReader
from rsplan.documents.living.plan_dates import PlanDates, wrong_dates
from rsplan.documents.living.said_numbers import number_words
from rsplan.documents.office.ooxml import whole_number
from rsplan.language.swedish import MONTHS
from rsplan.plan.model import Kind

if TYPE_CHECKING:
    from rsplan.report.report import Report

HOLE = "\ufffc"
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]*)*")
_TOKEN = re.compile(
    r"[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+(?![0-9])|[0-9]+(?:[,.:/–-][0-9]+)*(?:-\w+)*|\w+(?:-\w+)*|[^\w\s]"
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
_FOLLOWED_UP = ("april", "augusti", "december")
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")


class Claim(Struct, frozen=True):
    """A number in prose that names something of the plan. ``status`` is "" for the whole."""

    text: str
    number: int
    kind: Kind
    status: str
    horizon: str = ""
    of_some: bool = False


class ClaimVerdict(Struct, frozen=True):
    """What becomes of a claim: ``wrong`` contradicts, else it is doubtful. ``current`` is the figure of today."""

    claim: Claim
    wrong: bool
    why: str
    current: str
    expression: str


class ProseReader:
    """Reads prose beside one report. ``earlier`` are the facts' values when the document was written."""

    def __init__(self, report: Report, earlier: Mapping[str, int]) -> None:
        self._report = report
        self._earlier = earlier
        self._item_readers: dict[str, ItemReader] = {}

    def verdicts(self, text: str) -> Iterator[ClaimVerdict]:
        """The claims of a paragraph that do not plainly agree."""
        for sentence in _SENTENCE.findall(text):
            period = self._period(sentence)
            claims = list(self.claims(sentence))
            judged = [verdict for claim in claims if (verdict := self._judged(claim, period))]
            yield from judged
            if not any(verdict.wrong for verdict in judged):
                yield from self._sums(claims, period)
            if period is not None:
                yield from self._of_items(sentence, period)
            for said in wrong_dates(sentence, self._plan_dates):
                yield ClaimVerdict(Claim(said.text, 0, Kind.ASSIGNMENTS, ""), True, "", said.current, said.setting)

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
        nouns = {kind: self._report.vocabulary.noun(kind) for kind in Kind}
        names = {name: kind for kind in Kind for name in (*nouns[kind].names, nouns[kind].many, nouns[kind].the_many)}
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

    def _judged(self, claim: Claim, period: str | None) -> ClaimVerdict | None:
        facts = self._report.facts
        ids = [name for name in _fact_ids(claim, period or "") if name in facts]
        values = {name: facts[name].value for name in ids}
        if not values or claim.number in values.values():
            return None
        expression = ids[0]
        current = str(values[expression])
        group = self._group(claim, period or "")
        if group:
            return ClaimVerdict(claim, False, f"stämmer med {group}", current, expression)
        if period is None:
            return ClaimVerdict(claim, False, "meningen handlar om en annan tid", current, expression)
        stale = any(self._earlier.get(name) == claim.number for name in ids)
        most = max(facts[name].value for name in _fact_ids(_whole(claim), period) if name in facts)
        if stale or claim.number > most or (claim.status and not claim.horizon):
            return ClaimVerdict(claim, True, "", current, expression)
        return ClaimVerdict(claim, False, f"planen har {current}", current, expression)

    def _sums(self, claims: Sequence[Claim], period: str | None) -> Iterator[ClaimVerdict]:
        """Parts of one kind that are more than their whole: the stated one, else that of the plan."""
        for kind in dict.fromkeys(claim.kind for claim in claims):
            own = [claim for claim in claims if claim.kind is kind and not claim.horizon]
            parts = {claim.status: claim for claim in own if claim.status}
            wholes = [claim.number for claim in own if not claim.status]
            names = [name for name in _fact_ids(Claim("", 0, kind, ""), period or "") if name in self._report.facts]
            whole = max(wholes or [self._report.facts[name].count for name in names], default=0)
            total = sum(claim.number for claim in parts.values())
            if len(parts) > 1 and names and total > whole and (wholes or period is not None):
                text = " + ".join(claim.text for claim in parts.values())[:_LONGEST_SHOWN]
                told = Claim(text, total, kind, "")
                yield ClaimVerdict(told, True, f"delarna blir {total} av {whole}", str(whole), names[0])

    def _of_items(self, sentence: str, period: str) -> Iterator[ClaimVerdict]:
        for said in self._items(period).claims(sentence):
            claim = Claim(said.text[:_LONGEST_SHOWN], 0, Kind.INDICATORS, "")
            why, expression = f"{said.title} är {said.status}", f"{period}{said.expression}"
            yield ClaimVerdict(claim, said.wrong, why, said.status, expression)

    def _items(self, period: str) -> ItemReader:
        """The reader of claims about the items of a period's plan."""
        if period not in self._item_readers:
            plan = self._report.history.get(period.removesuffix("."), self._report.plan)
            self._item_readers[period] = ItemReader(plan, self._report.vocabulary)
        return self._item_readers[period]

    @cached_property
    def _plan_dates(self) -> PlanDates:
        about = self._report.about
        return PlanDates(about.plan_name, about.year, about.decided, about.revised)

    def _group(self, claim: Claim, period: str) -> str:
        """The group whose figure a number is, if there is one."""
        own = period.count(".")
        for name, fact in self._report.facts.items():
            if not name.startswith(f"{period}{claim.kind}.by_") or fact.value != claim.number:
                continue
            depth = name.count(".") - own
            if (claim.status and name.endswith(f".{claim.status}") and depth == 3) or (not claim.status and depth == 2):
                return fact.label
        return ""

    def _period(self, sentence: str) -> str | None:
        """The period that a sentence speaks of: "" for the report's own, "previous." for another, None if unknown."""
        about = self._report.about
        months = {name for name in _FOLLOWED_UP if re.search(rf"\b{name}\b", sentence, re.IGNORECASE)}
        years = set(_YEAR.findall(sentence))
        own_time = months <= {about.period.tertial.month} and years <= {str(about.year)}
        if own_time and not _ELSEWHEN.search(sentence):
            return ""
        for name, plan in self._report.history.items():
            period = plan.period
            if period and months == {period.tertial.month} and (years or {str(about.year)}) == {str(period.year)}:
                return f"{name}."
        return None


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
    if (number := whole_number(digits, -1)) >= 0:
        return None if _YEAR.fullmatch(digits) and digits == token else number
    return None if token.casefold() in ("en", "ett") else number_words().get(token.casefold())


def _whole(claim: Claim) -> Claim:
    return Claim(claim.text, claim.number, claim.kind, "")


def _fact_ids(claim: Claim, period: str = "") -> list[str]:
    kind = f"{period}{claim.kind}"
    families = [f"{kind}.{claim.horizon}" if claim.horizon else kind]
    if claim.kind is Kind.ACTIVITIES:
        families.append(f"{kind}.distinct")
    if claim.status:
        return [f"{family}.{claim.status}" for family in families]
    return [f"{kind}.total", *families[1:]] if not claim.horizon else families
