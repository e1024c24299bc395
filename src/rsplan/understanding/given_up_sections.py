"""Lines that say that the rows below them are given up: "Uppdrag som utgår", "Avslutade och borttagna aktiviteter".

Such a line stands between the rows, above a table of its own, or beside each row as what it belongs to. It is made of
words of giving up, the names of items, and small words; another word makes it the name of a group.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

_NOUN = (
    r"(?:(?:del)?uppdrag|aktivitet|nyckeltal|indikator|mått|mätetal|(?:del|resultat|effekt)?mål|åtgärd|insats|projekt"
    r"|rad|post|punkt|områd)[a-zåäö]{0,3}"
)
_GIVEN_UP = (
    r"utgår(?! från)|utgått|utgåtts|utgick|utgångna|utgående(?! från)|struk(?:en|et|na)|strukits|stryks"
    r"|avbrut(?:en|et|na)|avbrutits|nedlag(?:d|t|da)|inställ(?:d|t|da)|ställts in|avskriv(?:en|et|na)"
    r"|bort?tag(?:en|et|na)|tagits bort|tas bort|bortplockade|makulera(?:d|t|de|ts)|avförd|avfört|avförda"
)
_NOT = r"(?:ej|inte|icke)"
# Such items may be ended because they are done, go on elsewhere, or be counted all the same.
_PERHAPS = (
    r"utgår från (?:handlings|verksamhets)?(?:planen|uppföljningen)|utgå|ersatt|ersatta|ersätts"
    r"|(?:över)?flytta(?:d|t|de|ts|s)|överför(?:d|t|da|s|ts)|vilande|vilar|pausa(?:d|t|de|ts)"
    r"|uppskjut(?:en|et|na)|skjuts (?:upp|fram)|sammanslag(?:en|et|na)|slås (?:ihop|samman)"
    rf"|{_NOT} (?:längre )?(?:aktuell[ta]?|relevant[a]?|prioritera(?:d|t|de)|med|kvar|beslutade|följs upp)"
    rf"|{_NOT} (?:längre )?(?:räknas|följas? upp|ingå|ingår|medräknas|redovisas|rapporteras)"
    rf"|(?:räknas|ingår|redovisas|rapporteras) {_NOT}|följs {_NOT} (?:längre )?upp"
    r"|(?:från )?(?:förra|föregående|tidigare) (?:år|året|period|perioden|plan|planen)"
)
_SMALL = (
    r"följande|dessa|nedanstående|nedan|övriga|alla|samtliga|de|som|vilka|har|hade|är|blivit|ska|skall|bör|föreslås"
    r"|planerade|beslutade|tidigare|från tidigare år|nu|redan|avslutad|avslutade|avslutat|klara|genomförda|och|eller"
    r"|samt|helt|lista|förteckning|över"
)
_LEAD = rf"\W*+(?:\d{{1,3}}\W++)?(?:(?:{_SMALL}|{_NOUN})\b\W*+)*?"
# What may follow: a noun, other ways of being ended, a place or a reason.
_REASON = r"ur|från|fr\.? ?o\.? ?m|enligt|enl|på grund|pga|per|efter|genom|under|i|till|inför|t\.? ?o\.? ?m|20\d\d"
_TAIL = (
    rf"(?:\W++(?:och|eller|samt|{_GIVEN_UP}|{_PERHAPS}|avslutade|klara|genomförda|{_NOUN}|nämnda)\b)*+"
    rf"(?:\W*+\d*+\W*+(?:st\W*+)?$|\W++(?:{_REASON})\b.{{0,80}}$)"
)
_LONGEST = 100
# One of these is in every line that any pattern fits.
_STEMS = (
    "utg", "struk", "stry", "avbr", "nedlag", "ställ", "tag", "tas ", "bortpl", "makul", "avför", "avskr", "ersat",
    "ersät", "flytt", "överför", "vila", "paus", "skju", "samma", "aktuell", "relevant", "priorit", "räkna", "följ",
    "ingå", "redovis", "rapport", "förra", "föreg", "tidigare", "inte ", "ej ", "icke ",
)  # fmt: skip


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What is sure, and what may be so. Made where a line asks: that takes longer than a plan to read."""
    sure, unsure = (re.compile(rf"{_LEAD}\b(?:{words})\b{_TAIL}") for words in (_GIVEN_UP, _PERHAPS))
    return sure, unsure


def says_given_up(text: str) -> bool | None:
    """True for a line that says that the rows below it are given up, False where it may say so, None where it does
    not."""
    key = " ".join(text.casefold().split())
    if len(key) > _LONGEST or not any(stem in key for stem in _STEMS):
        return None
    sure, unsure = _patterns()
    if sure.match(key):
        return True
    return False if unsure.match(key) else None


def lines_above(headings: Mapping[int, str], kept: Sequence[int]) -> tuple[list[str], list[str]]:
    """For each item, the rows ``kept``, the line above it that says, or may say, that it is given up: those that stand
    right below the line, and those below another heading that follows right upon it. ``headings`` are rows with their
    texts. Both are empty where no line says so.
    """
    if all(says_given_up(text) is None for text in set(headings.values())):
        return [], []
    nearest, beyond = {}, {}
    line = outer = ""
    bare = False  # a line with no item below it yet
    for at in sorted({*headings, *kept}):
        if at not in headings:
            bare = False
            nearest[at], beyond[at] = line, outer
            continue
        told = says_given_up(headings[at]) is not None
        outer = "" if told else line if bare else outer
        line, bare = (headings[at], True) if told else ("", False)
    return [nearest[at] for at in kept], [beyond[at] for at in kept]
