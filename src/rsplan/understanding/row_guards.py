"""Rows that look like items and are none: a form's example, a group's own verdict, what is struck out.

Such a row has a name and a status, so that only its name or its look tells. Knows names, not statuses.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from rsplan.findings import codes
from rsplan.plan.folding import fold, fold_many

EXAMPLE_ROW = "formulärets exempel"
VERDICT_ROW = "gruppens samlade bedömning"
STRUCK_ROW = "överstruken rad"
LEGEND_ROW = "statusens förklaring"
# How each is said, by its reason.
CODES = {
    EXAMPLE_ROW: codes.FORM_EXAMPLE, VERDICT_ROW: codes.GROUP_VERDICT, STRUCK_ROW: codes.STRUCK_OUT_ROW,
    LEGEND_ROW: codes.LEGEND_ROW,
}  # fmt: skip

_NOUN = r"(?:uppdrag|nyckeltal|aktivitet|mål|målområde|åtgärd|namn|text|rubrik|beskrivning|strategi|enhet)\w*"
_EXAMPLE = re.compile(
    r"(?:[^\w(\[<]*(?:t\.? ?ex\.?|ex|exempel(?:rad|text)?)\s*\d*\s*(?:[:–—-]\s|\.\s*:|:|$)|[(\[<]\s*(?:exempel|ex)\b"
    rf"|[\[<][^\]>]*[\]>]$|t\.? ?ex\.? \S|[^:]*[(\[]\s*(?:exempel|ex\.?)\s*[)\]]$|exempel(?:{_NOUN}|rad)\W*\d*$"
    rf"|exempel på (?:ett |en )?{_NOUN}$|test(?:{_NOUN}|rad)?\W*\d*$|x{{2,}}$|lorem ipsum\b"
    rf"|(?:här )?(?:skriv(?:er|s)?|fyll(?:er|s)?|ange(?:r|s)?|välj(?:er|s)?|beskriv(?:er|s)?|klicka(?:r|s)?)"
    rf" (?:du |här |i |in |ett |en |den |det )*{_NOUN}(?: kortfattat| kort| här| namn| nedan| i listan| för \w+)*\W*$"
    rf"|(?:namn|titel|benämning|beskrivning) (?:på|av) {_NOUN}$)"
)
# The first cells of a form's example: "Exempel" where an id or a goal area should be.
_EXAMPLE_CELL = re.compile(r"\W*(?:exempel(?:rad)?|ex|t\.? ?ex|hjälptext|instruktion)\W*$")
_EXAMPLE_WORD = re.compile("ex|hjälptext|instruktion")
_EXAMPLE_COMMENT = re.compile(
    r".{0,40}\b(?:är|endast|bara) (?:ett |en )?exempel\b|\W*exempel\b.{0,30}(?:ta bort|radera)"
)
_WHOLE = (
    "samlad samlat samlade sammanvägd sammanvägt sammantagen sammantaget sammanfattande sammanlagd sammanlagt"
    " övergripande total totalt totala totalbedömning genomsnittlig genomsnittligt medel medelvärde medeltal genomsnitt"
    " snitt totalsumma summa delsumma summering helhet helheten helhetsbedömning sammanfattningsbedömning slutsats"
    " sammanfattning slutbedömning samtliga samtligt alla"
)
_ABOUT = "bedömning bedömningen status statusen måluppfyllelse måluppfyllelsen uppfyllelse färg analys"
_GOAL = "mål målet målets"
_AROUND = " .:,;–-"
_GROUP = (
    "målområde målområdet målområdets strategi strategin strategins perspektiv perspektivet perspektivets"
    " område området områdets fokusområde fokusområdet delområde delområdet grupp gruppen kategori kategorin"
    " målområden målområdena områden områdena fokusområden fokusområdena strategier perspektiven"
)
_SMALL = (
    "för i av på som per och det den hela under inom nivå uppdrag nyckeltal aktiviteter förvaltningen nämnden"
    " verksamheten avdelningen enheten kommunen regionen bolaget styrelsen perioden planen handlingsplanen"
)
_SAID = {
    word: role
    for role, words in (
        ("whole", _WHOLE),
        ("about", _ABOUT),
        ("goal", _GOAL),
        ("result", "resultat utfall"),
        ("group", _GROUP),
        ("small", _SMALL),
    )
    for word in words.split()
}
_FIRST_WORDS = re.compile("^[^ \n]*", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]+|\d+")
_TITLED_GROUP = re.compile(r"(?:målområde|strategi|perspektiv|fokusområde|mål)\s*\d*\s*[:.–-]?\s*(.+)$")
# "Summering: 3 av 12 aktiviteter klara", "3 av 12 uppdrag är gröna": a sentence about the other rows.
_SUMMARY = re.compile(
    r"(?:summering|sammanfattning|slutsats|sammantaget|totalt|summa)\s*[:–—]\s*(?:totalt )?"
    r"(?:\d|inga|samtliga|alla|de flesta|flertalet|merparten)\b"
    r"|\d{1,4} av (?:de |våra |totalt )?\d{1,4} (?:av )?(?:uppdrag|nyckeltal|aktivitet|mål|åtgärd|insats|indikator)\w*"
)
# What a form writes below its headings: all of it in brackets, or each cell what to put there.
_GUIDE = re.compile(
    r"[(\[<].{1,80}[)\]>]$|(?:fri ?text|text|datum|siffra|tal|namn|procent|%|lista|rullista|ja/nej|åååå-mm-dd|åå-mm-dd"
    r"|obligatorisk\w*|valfri\w*|automatisk\w*|fylls i\b.{0,60}|max \d+ tecken)$"
    r"|(?:välj|ange|skriv|fyll i|beskriv)\b.{0,60}$"
)
_SURELY_A_GUIDE = re.compile(r"(?:välj|ange|skriv|fyll i|beskriv|fri ?text|åå|fylls i|max \d)")
_FEWEST_GUIDES, _LONGEST_GUIDE = 2, 90
_LONGEST_VERDICT = 80
_STARTS = ("ex", "t.", "t ", "(", "[", "<", "te", "xx", "lo", "hä", "sk", "fy", "an", "vä", "be", "na", "ti", "kl",
           "\"", "*", "–", "-", "'", "”")  # fmt: skip
_ENDINGS = ("exempel)", "exempel]", "ex)", "ex.)", "ex]")


def guarded(
    titles: Sequence[str], groups: Sequence[Sequence[str]], own: Sequence[Sequence[str]] = ()
) -> Iterator[tuple[int, str]]:
    """The positions of names that no item has, each with the reason. ``groups`` are the columns of what they belong to:
    "Totalt Nära vård" is a verdict where "Nära vård" is a group; ``own`` those of them whose name alone on a row of its
    own is the group's verdict.
    """
    distinct = set(titles)
    named = {text for texts in groups for text in set(texts) if len(text) > 1}
    verdicts = _Verdicts(named)
    keys = fold_many(verdicts.worth_a_look(distinct))
    reasons = {title: EXAMPLE_ROW for title, key in keys.items() if _EXAMPLE.match(key)}
    reasons |= {title: VERDICT_ROW for title, key in keys.items() if title not in reasons and verdicts.is_one(key)}
    at_head = _names_of_groups(distinct, own)
    if not reasons and not at_head:
        return
    if sum(title in reasons or title in at_head for title in titles) * 2 > len(titles) > 2:
        return
    for at, title in enumerate(titles):
        if title in reasons:
            yield at, reasons[title]
        elif title in at_head and _heads_group(at, fold(title), own, at_head[title]):
            yield at, VERDICT_ROW


class _Verdicts:
    """Names that tell of a whole group: made of nothing but words of verdicts, a group's name, and small words."""

    def __init__(self, named: set[str]) -> None:
        self._named = sorted(map(fold, named), key=len, reverse=True)
        self._first = {*_SAID, *(name.split(" ", 1)[0] for name in self._named)}

    def worth_a_look(self, titles: Collection[str]) -> list[str]:
        """The names that begin, or end, as an example or a verdict does."""
        # Thousands of names begin with the same few words, none of which most tables have here.
        joined = "\n".join(titles)
        words = set(_FIRST_WORDS.findall(joined))
        examples = {word for word in words if f"{word} "[:2].casefold().startswith(_STARTS)}
        verdicts = {word for word in words if word.casefold().strip(_AROUND) in self._first or word.isdigit()}
        if not examples and not verdicts and not any(ending in joined for ending in _ENDINGS):
            return []
        first = {title: title.partition(" ")[0] for title in titles}
        return [
            title
            for title, word in first.items()
            if word in examples or (word in verdicts and len(title) <= _LONGEST_VERDICT) or title.endswith(_ENDINGS)
        ]

    def is_one(self, key: str) -> bool:
        """True for a verdict; a word that is neither of a verdict nor of a group's name makes it none."""
        if _SUMMARY.match(key):
            return True
        if (match := _TITLED_GROUP.match(key)) and match[1] in self._named:
            return True
        about = next((name for name in self._named if name in key and re.search(rf"\b{re.escape(name)}\b", key)), "")
        words = _WORD.findall(key.replace(about, " ") if about else key)
        roles = [_SAID.get(word, "number" if word.isdigit() else "") for word in words]
        if "" in roles or not words or (len(words) == 1 and not about and roles != ["whole"]):
            return False
        told = "about" in roles and ("group" in roles or "goal" in roles or bool(about))
        numbered = "group" in roles and (bool(about) or "number" in roles)
        result = "result" in roles and "group" in roles
        return "whole" in roles or told or numbered or result


def _names_of_groups(distinct: set[str], own: Sequence[Sequence[str]]) -> dict[str, list[int]]:
    """The names that are those of groups, with how many rows each of the columns has of it."""
    there = {text for texts in own for text in set(texts)} - {""}
    names = distinct & (there | {text.upper() for text in there})
    if not names:
        return {}
    counts = [Counter(map(fold, texts)) for texts in own]
    return {name: [count[fold(name)] for count in counts] for name in names}


def _heads_group(at: int, name: str, own: Sequence[Sequence[str]], rows: Sequence[int]) -> bool:
    """True for a row that has the name of its own group, and that has other rows."""
    return any(
        count and fold(texts[at]) in (name, "") and (count > 1 or "" in texts[at : at + 2])
        for texts, count in zip(own, rows, strict=True)
    )


def guides_the_writer(texts: Sequence[str]) -> bool:
    """True for the cells of a row that say what to write below them: "Fritext", "Välj i lista", "(vad ska göras)"."""
    filled = [fold(text) for text in texts if text]
    if len(filled) < _FEWEST_GUIDES or not all(len(key) <= _LONGEST_GUIDE and _GUIDE.match(key) for key in filled):
        return False
    return all(key[0] in "([<" for key in filled) or any(_SURELY_A_GUIDE.match(key) for key in filled)


def in_other_cells(columns: Sequence[Sequence[str]], comments: Sequence[str]) -> Iterator[int]:
    """The positions of rows that are a form's example by what stands beside their name."""
    for texts in columns:
        keys = fold_many(texts)
        if not _EXAMPLE_WORD.search("\n".join(keys.values())):
            continue
        told = {text for text, key in keys.items() if _EXAMPLE_CELL.match(key)}
        yield from (at for at, text in enumerate(texts) if text in told) if len(told) == 1 else ()
    said = {text for text in set(comments) if "xempel" in text and _EXAMPLE_COMMENT.match(fold(text))}
    yield from (at for at, text in enumerate(comments) if text in said) if said else ()
