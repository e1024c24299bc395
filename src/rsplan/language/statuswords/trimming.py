"""What may stand around a status without changing it: numbers, dates, brackets, arrows, what held before.

Each rule takes a folded text and gives what is left of it, or None where there is nothing of its kind to leave out.
What is left out may not itself deny, limit or tell a status of its own: then there is nothing to leave out either.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from rsplan.language.statuswords.lexicon import DATE_WORD, Lexicon
from rsplan.language.statuswords.remarks import REMARKS, Trimmed, says_nothing
from rsplan.language.statuswords.times import DATE

_ARROWS = "↑↗→↘↓⬆⬇➡⇧⇩⇗⇘▲▼△▽"
_SINCE = r"per|den|sedan|vid|from|fom|f\.?\s?o\.?\s?m\.?|fr\.?\s?o\.?\s?m\.?|från(?: och med)?"
# "Inväntar start 2025": the start belongs to what is waited for.
_THEN = r"i|under|till|först(?: i)?|(?:med )?(?<!väntar )(?<!väntar på )start(?: i)?|t\.?\s?o\.?\s?m\.?"
_DATED = re.compile(rf"^(?P<rest>.*?\w.*?)(?:\s*[,;:/–—-]\s*|\s+)(?:(?:{_SINCE})\s+)?{DATE}$")
_DATED_AHEAD = re.compile(rf"^(?P<rest>.*?\w.*?)(?:\s*[,;:/–—-]\s*|\s+)(?:(?:{_SINCE}|{_THEN})\s+)?{DATE}$")
_PERIOD_FIRST = re.compile(r"^(?:[tq][1-4]|(?:tertial|kvartal) ?[1-4])(?:[ -](?:20)?\d\d)?\s+(?P<rest>[^\W\d].*)$")
_DATE_FIRST = re.compile(rf"^{DATE}\s*(?:[:–—]|\s-|-\s)\s*(?P<rest>.+)$")
_WHEN_IT_WAS = re.compile(rf"(?<=[^\W\d_])\s+(?:(?:vid|i|per|under)\s+)?{DATE}$")
_LATEST = "senast"
_ONLY_DATE = re.compile(rf"^(?:(?:per|den|sedan)\s+)?{DATE}$")
_NUMBERED = re.compile(
    r"^(?:#\s?|nr\.?\s?)?(?:\(\d{1,2}\)|\[\d{1,2}\]|\d{1,2}(?:\.\d{1,2})?\s*[.):;=–—-]+|[a-df-hj-np-z]\s*(?:[):=]|\.(?=\s)|\s[–—-]\s)"
    r"|(?:i|ii|iii|iv|v|vi|x)\s*[.):]\s|(?P<first>[a-zåäö])\s?[=:–—-]\s?(?=(?P=first)))"
    r"\s*(?P<rest>[^\W\d].*)$"
)
_MARKED_NUMBER = re.compile(r"^(?:#\s?|nr\.?\s?)\d{1,2}\s+(?P<rest>[^\W\d].*)$")
_NUMBER_BEFORE = re.compile(r"^\d{1,2}\s+(?P<rest>[^\W\d].*)$")
# "2 försenade" tells how many there are; "2 Försenad" has a number.
_PLURAL = re.compile(r"^\w*(?:ade|[dnrglt]a)\b")
_BULLETS = "•·▪◦‣●■◆►"
_MARKED = re.compile(rf"^(?:[{_BULLETS}>–—-]+\s+|[{_BULLETS}]+)(?P<rest>\w.*)$|^[{_ARROWS}*]+\s*(?P<after>\w.*)$")
_MARKS_AFTER = re.compile(rf"^(?P<rest>.*\w.*?)\s*[{_ARROWS}]+$|^(?P<before>.*\w.*?)\s*[{_BULLETS}]+$")
# Yellow is no state of an activity: what stands behind the sign is.
_YELLOW_SIGN = re.compile(r"^[🟡🟠🟨🟧]\ufe0f?\s*(?P<rest>[^\W\d_].*)$")
_FOOTNOTES = "*¹²³†"
_NOTED = re.compile(r"^(?P<rest>(?:.{0,80}\s)?(?P<word>[^\W\d_]{3,30}))(?:[1-9]|\s?[1-9]\))$")
# "Försenad 2 månader": how late.
_HOW_LONG = re.compile(
    r"^(?P<rest>[^\W\d_]+)[,\s]\s*(?:(?:ca|cirka|drygt|knappt|med|minst)\.?\s+){0,2}\d{1,2}(?:\s?[–-]\s?\d{1,2})?\s?"
    r"(?:månad(?:er)?|mån|veck(?:a|or)|v|dag(?:ar)?|år|kvartal|tertial)\.?$"
)
_NO_DEVIATION = re.compile(
    r"^(?P<rest>[^,.;:–]{3,60}?)(?:\s*[,.;:–]|\s+-|\s+och|\s+med)\s+(?:inga|ingen|utan) "
    r"(?:större |kända |återstående )?(?:avvikelser?|anmärkning(?:ar)?|synpunkter|brister)"
    r"(?: (?:har )?(?:noterats|rapporterats|identifierats|uppstått|finns|noterade|att rapportera))?$"
)
# "Pågår till december 2025": what is under way, and until when.
_UNTIL = re.compile(rf"^(?P<rest>[^\W\d_]+) (?:fram )?(?:till|tills|t\.?\s?o\.?\s?m\.?|till och med) {DATE}$")
_SEASON = r"i (?:höst|vår|sommar|vinter)|(?:under |till )?(?:hösten|våren|sommaren|vintern)"
_END_EXPECTED = re.compile(
    rf"^(?P<rest>[^(\[]+?)\s*(?:[(\[,;:.–]|\s-)\s*(?P<when>[^\W\d_]+)(?: (?:att|vara|bli|slut|nytt))*"
    rf"(?: (?:klar[at]?|färdig[at]?|slutför(?:d|t|as)|avslut(?:ad|at|as)|slutdatum|klardatum)):?"
    rf"(?: (?:{_SINCE}|{_THEN}))? (?:{DATE}|{_SEASON})[)\]]?$"
)
# The first of a year's times can be none to come.
_FIRST = r"(?:(?:i|under|per|vid|för|till) )?(?:t1|tertial 1|kv(?:artal)? ?1|q1|delår 1|april|denna period)"
_MEASURED = "mäts"
_NOT_NOW = re.compile(rf"^(?P<rest>[^\W\d_]+(?: upp)?) (?P<denial>ej|inte|icke) {_FIRST}$")
_NOW = re.compile(rf"^(?P<rest>[^\W\d_]+(?: upp)?) {_FIRST}$")
_PERCENT_FIRST = re.compile(r"^(?P<percent>\d{1,3} ?%)\s*[–—:,-]\s*(?P<rest>[^\W\d_].*)$")
_NUMBER_WORDS = r"(?:\d{1,3}|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio)"
_SOME_OF = re.compile(
    rf"^(?P<rest>[^\W\d_]+) (?:på|i|för|hos|vid|inom) (?P<some>{_NUMBER_WORDS}) av (?!(?P=some)\b){_NUMBER_WORDS}"
    r"(?: [^\W\d_]+){1,3}$"
)
# What may be so in part.
_HAVE_PARTS = ("avslutad", "genomförd", "uppfyllt", "gjort")
_END_WORDS = r"(?:klar[at]?|färdig[at]?|slut|slutdatum|klardatum|deadline|klart? senast|senast)"
_END_DATED = re.compile(
    rf"^(?P<rest>[^(\[]{{3,40}}?)\s*(?:[(\[,;–]|\s-)\s*{_END_WORDS}:?(?: (?:{_SINCE}|{_THEN}))? {DATE}[)\]]?$"
)
_QUOTES = "\"'”“‘’«»`´"
_BRACKET = re.compile(r"^(?P<before>[^()\[\]]*)[(\[](?P<inside>[^()\[\]]*)[)\]](?P<after>[^()\[\]]*)$")
_DONE_IN = re.compile(rf"^(?P<rest>[^\W\d_]+)\s+(?:i|under)\s+{DATE}$")
# What the rules call what is late, and what is under way.
_LATE, _UNDER_WAY = "försenad", "pågående"
_UNDER_WAY_IS = re.compile(
    r"^(?P<what>[^\W\d_]{4,40}(?: (?:av |för |om )?[^\W\d_]{2,40}){0,2}?) (?P<rest>pågår)(?: enligt [^\W\d_]+)?$"
)
_WORDS = re.compile(r"[^\W\d_]+")


def trimmed(text: str, lexicon: Lexicon) -> Iterator[Trimmed]:
    """The ways to leave something out of a folded text, the plainest first."""
    for rule in _RULES:
        found = rule(text, lexicon)
        if found is not None and found.rest != text:
            yield found


def _punctuation(text: str, _: Lexicon) -> Trimmed | None:
    rest = text.strip(_QUOTES + " ").rstrip(".!;,: ").strip(_QUOTES + " ")
    return Trimmed(rest, "skiljetecknen utelämnade") if rest else None


def _footnote(text: str, lexicon: Lexicon) -> Trimmed | None:
    """ "Klar*", "Pågår 1)", and "Försenad²", which is "försenad2" when it is folded."""
    rest = text.rstrip(_FOOTNOTES + " ")
    marked = rest and text.endswith(tuple(_FOOTNOTES))
    if not marked and (found := _NOTED.match(text)) and found["word"] not in lexicon.surroundings["numrerat"]:
        rest, marked = found["rest"], True
    return Trimmed(rest, "fotnotstecknet utelämnat", judged=True) if marked else None


def _number(text: str, _: Lexicon) -> Trimmed | None:
    found = _NUMBERED.match(text) or _MARKED_NUMBER.match(text)
    return Trimmed(found["rest"], "numreringen utelämnad") if found else None


def _bare_number(text: str, _: Lexicon) -> Trimmed | None:
    found = _NUMBER_BEFORE.match(text)
    if found is None or _PLURAL.match(found["rest"]):
        return None
    return Trimmed(found["rest"], "numreringen utelämnad", judged=True)


def _date(text: str, lexicon: Lexicon) -> Trimmed | None:
    found = _DATED.match(text)
    if found is None:
        return None
    rest = found["rest"].rstrip(" ,;:–—-")
    words = _WORDS.findall(rest)
    if not lexicon.surroundings["plan"].isdisjoint(words):
        return None
    when = not lexicon.surroundings["när"].isdisjoint(words)
    return Trimmed(rest, "datumet utelämnat", judged=when)


def _date_weighed(text: str, lexicon: Lexicon) -> Trimmed | None:
    """ "Påbörjas t2", "uppskjuten till 2026": the date as a word, for the concepts that say what it makes of them."""
    found = _DATED_AHEAD.match(text)
    if found and (now := _NOW.match(text)) and lexicon.is_concept(tuple(now["rest"].split()), _MEASURED):
        return None
    rest = found["rest"].rstrip(" ,;:–—-") if found else ""
    return Trimmed(f"{rest} {DATE_WORD}", "datumet vägt in", judged=True) if DATE_WORD not in text and rest else None


def _not_this_time(text: str, lexicon: Lexicon) -> Trimmed | None:
    """ "Mäts ej i T1": not in what can only be the time that is followed up."""
    found = _NOT_NOW.match(text)
    if found is None or not lexicon.is_concept(tuple(found["rest"].split()), _MEASURED):
        return None
    return Trimmed(f"{found['rest']} {found['denial']}", "tiden utelämnad", judged=True)


def _percent_first(text: str, _: Lexicon) -> Trimmed | None:
    """ "0 % – ej påbörjad": the percentage behind the words, where it is weighed."""
    found = _PERCENT_FIRST.match(text)
    return Trimmed(f"{found['rest']} {found['percent']}", "procenttalet vägt in", judged=True) if found else None


def _some_of(text: str, lexicon: Lexicon) -> Trimmed | None:
    """ "Uppfyllt på två av tre enheter": in part."""
    found = _SOME_OF.match(text)
    if found is None or not any(lexicon.is_concept((found["rest"],), name) for name in _HAVE_PARTS):
        return None
    return Trimmed(f"delvis {found['rest']}", "antalet vägt in", judged=True)


def _done_in(text: str, lexicon: Lexicon) -> Trimmed | None:
    """ "Genomförd i mars": what has been done may say when."""
    found = _DONE_IN.match(text)
    if found is None or found["rest"] not in lexicon.surroundings["gjort"]:
        return None
    return Trimmed(found["rest"], "tiden utelämnad", judged=True)


def _work_under_way(text: str, lexicon: Lexicon) -> Trimmed | None:
    """ "Upphandling pågår": what is under way for now, of what is done in steps."""
    found = _UNDER_WAY_IS.match(text)
    if (
        found is None
        or not lexicon.is_concept((found["rest"],), _UNDER_WAY)
        or not says_nothing(found["what"], lexicon)
    ):
        return None
    return Trimmed(text.removeprefix(found["what"]).strip(), "vad som pågår utelämnat", judged=True)


def _no_deviation(text: str, lexicon: Lexicon) -> Trimmed | None:
    """ "Klar, inga avvikelser har noterats": nothing more, but of what is late."""
    found = _NO_DEVIATION.match(text)
    if found is None or any(lexicon.is_concept((word,), _LATE) for word in _WORDS.findall(found["rest"])):
        return None
    return Trimmed(found["rest"], "kommentaren efter utelämnad", judged=True)


def _how_long(text: str, lexicon: Lexicon) -> Trimmed | None:
    """ "Försenad ca 3 mån", "Pågår till december": how late, or how long, changes nothing."""
    for found, concept in ((_HOW_LONG.match(text), _LATE), (_UNTIL.match(text), _UNDER_WAY)):
        if found is not None and lexicon.is_concept((found["rest"],), concept):
            return Trimmed(found["rest"], "tiden utelämnad", judged=True)
    return None


def expected_end(text: str, lexicon: Lexicon) -> str | None:
    """What stands before an end that is expected, "Pågår (beräknas klart i december)"; None where there is none."""
    found = _END_EXPECTED.match(text)
    if found and found["when"] in lexicon.surroundings["väntat slut"]:
        return found["rest"]
    dated = _END_DATED.match(text)
    return dated["rest"] if dated else None


def _reason(text: str, lexicon: Lexicon) -> Trimmed | None:
    """ "Försenad pga vakanser"."""
    found = re.match(rf"^(?P<rest>.*?\w)[,:\s]+(?:{lexicon.reasons})\s+(?P<why>.+)$", text)
    if found is None or not says_nothing(found["why"], lexicon):
        return None
    return Trimmed(found["rest"], "skälet utelämnat", judged=True)


def _date_first(text: str, _: Lexicon) -> Trimmed | None:
    found = _DATE_FIRST.match(text) or _PERIOD_FIRST.match(text)
    return Trimmed(found["rest"], "perioden utelämnad", judged=True) if found else None


def _label(text: str, lexicon: Lexicon) -> Trimmed | None:
    """ "Status: pågående"."""
    label, colon, rest = text.partition(":")
    words = label.split()
    if not colon or not rest.strip() or not words or not all(map(lexicon.is_label, words)):
        return None
    return Trimmed(rest.strip(), "ledordet utelämnat")


def _mark(text: str, _: Lexicon) -> Trimmed | None:
    found = _MARKED.match(text)
    if found is not None:
        return Trimmed(found["rest"] or found["after"], "tecknet före utelämnat")
    found = _MARKS_AFTER.match(text)
    if found is None:
        return None
    rule = "trendpilen utelämnad" if found["rest"] else "tecknet efter utelämnat"
    return Trimmed(found["rest"] or found["before"], rule)


def _bracket(text: str, lexicon: Lexicon) -> Trimmed | None:
    found = _BRACKET.match(text)
    if found is None or not _WORDS.search(found["before"] + found["after"]):
        return None
    rest = " ".join(f"{found['before']} {found['after']}".split())
    inside = found["inside"].strip()
    if inside.endswith(("%", "procent")):
        return Trimmed(f"{rest} {inside}", "parentesen utelämnad")
    words = _WORDS.findall(inside)
    if _ONLY_DATE.match(inside) or inside.isdigit() or (words and set(words) <= lexicon.surroundings["utveckling"]):
        return Trimmed(rest, "parentesen utelämnad")
    if _tells_what_was(inside, lexicon):
        return Trimmed(rest, "det tidigare läget utelämnat", judged=True)
    return Trimmed(rest, "parentesen utelämnad", judged=True) if says_nothing(inside, lexicon) else None


def _yellow_sign(text: str, lexicon: Lexicon) -> Trimmed | None:
    """ "🟡 Viss försening" of an activity, whose words know no yellow."""
    found = None if lexicon.signs else _YELLOW_SIGN.match(text)
    return Trimmed(found["rest"], "tecknet före utelämnat", judged=True) if found else None


def _what_was(text: str, lexicon: Lexicon) -> Trimmed | None:
    """ "Gul, tidigare grön"."""
    found = re.match(r"^(?P<rest>[^,;/–—]+?)\s*(?:[,;/–—]|\s-)\s*(?P<was>[^,;/–—]+)$", text)
    if found is None or not _tells_what_was(found["was"], lexicon):
        return None
    return Trimmed(found["rest"], "det tidigare läget utelämnat", judged=True)


def _tells_what_was(text: str, lexicon: Lexicon) -> bool:
    """True for "tidigare grön", "förra perioden: gul", "t1: röd": nothing denied, and of each word it is plain why."""
    text = _WHEN_IT_WAS.sub("", text)
    words = _WORDS.findall(text)
    dated = _DATE_FIRST.match(text)
    was = lexicon.surroundings["förr"]
    if dated is not None:
        words = _WORDS.findall(dated["rest"])
    elif not words or words[0] not in was:
        return False
    fillers = was | lexicon.surroundings["förr_fyllnad"]
    rest = tuple(word for word in words if word not in fillers)
    if not rest:
        # "Klar, senast juni" is a time to come.
        return words != [_LATEST]
    return lexicon.is_concept(rest)


_RULES: tuple[Callable[[str, Lexicon], Trimmed | None], ...] = (
    _punctuation,
    _number,
    _label,
    _percent_first,
    _not_this_time,
    _date_weighed,
    _date,
    _done_in,
    _work_under_way,
    _some_of,
    _bracket,
    _mark,
    _yellow_sign,
    _what_was,
    _no_deviation,
    _how_long,
    _reason,
    *REMARKS,
    _footnote,
    _bare_number,
    _date_first,
)
