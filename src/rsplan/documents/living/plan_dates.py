"""Reads prose for when the plan was decided and revised, and holds it against ``[plan] decided`` and ``revised``.

"Regionstyrelsens plan 2025 fastställdes den 1 oktober 2024, § 145, och reviderades den 10 december 2024." Only what is
plain counts: the plan itself beside a past verb, and a whole date for each verb. A plan of another year, another plan
(åtgärdsplanen, regionplanen), something in the plan, and what is still to be decided are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from rsplan.documents.living.references import WRITTEN_DATE, day_of
from rsplan.language.swedish import date_text, join_list

DECIDED, REVISED = "decided", "revised"
_VERB = re.compile(
    r"\b(?:(?P<decided>fastställ(?:de|des|ts|d)|beslut(?:ades|ats|ad)|antog(?:s)?|antag(?:its|en))"
    r"|(?P<revised>revider(?:ade|ades|ats|ad)))\b"
)
_YET_TO_COME = re.compile(r"\b(?:ska|skall|kommer|bör|föreslås|planeras|inför|innan)\b")
_YEARS = re.compile(r"(?<![\d/–-])(?:19|20)[0-9]{2}(?![\d–-])")
_PREPOSITIONS = ("i", "av", "om", "för", "till", "inom", "enligt", "på", "ur")
_OF_SOMETHING = "".join(rf"(?<!\b{word} )" for word in _PREPOSITIONS)
_AUXILIARY = r"(?: har| hade| är| blev| var)?"
_JOINED = re.compile(r"\b(?:och|samt|men)(?: den)? $")


class PlanDates(Struct, frozen=True):
    """When a plan was decided (None where the project does not say) and revised, what it is called, and its year."""

    name: str
    year: int
    decided: date | None = None
    revised: tuple[date, ...] = ()

    def known(self, what: str) -> list[date]:
        """The days that the project gives for DECIDED or REVISED."""
        return list(self.revised) if what == REVISED else [self.decided] if self.decided else []


class WrongDate(Struct, frozen=True):
    """A date as it is written, what the project says instead, and the setting that says it."""

    text: str
    current: str
    setting: str


def wrong_dates(sentence: str, plan: PlanDates) -> Iterator[WrongDate]:
    """The dates of a sentence that contradict when the plan was decided or revised."""
    shown = " ".join(sentence.split())
    text = shown.casefold()
    dates, verbs = list(WRITTEN_DATE.finditer(shown)), list(_VERB.finditer(text))
    if len(text) != len(shown) or len(dates) != len(verbs) or not _is_of_its_year(text, plan.year):
        return
    subject = _subject(plan)
    spoken_of = False
    for written, verb in zip(dates, verbs, strict=True):
        before, after = text[: verb.start()], text[verb.end() :]
        joined = spoken_of and _JOINED.search(before)
        spoken_of = bool(joined or re.search(rf"{subject}{_AUXILIARY} $", before) or re.match(rf" {subject}", after))
        what = DECIDED if verb[DECIDED] else REVISED
        day, known = day_of(written), plan.known(what)
        if spoken_of and day and known and day not in known:
            yield WrongDate(written[0], join_list([date_text(each) for each in known]), f"plan.{what}")


def _is_of_its_year(text: str, year: int) -> bool:
    return not _YET_TO_COME.search(text) and set(_YEARS.findall(WRITTEN_DATE.sub("", text))) <= {str(year)}


def _subject(plan: PlanDates) -> str:
    """A pattern of the plan as a sentence names it, with what may follow: "regionstyrelsens plan och budget 2025"."""
    name = " ".join(plan.name.casefold().split())
    noun = name.split()[-1] if name else "plan"
    definite = noun if noun.endswith("en") else f"{noun}en"
    called = "|".join(re.escape(each) for each in (name, definite, f"sin {noun}") if each)
    return rf"{_OF_SOMETHING}\b(?:{called})(?: (?:och|med) budget)?(?: för)?(?: år)?(?: {plan.year})?(?![\w-])"
