"""What is said behind a status without changing it: "Klar. Se protokoll § 14", "Försenad: resurser saknas".

A remark may tell of a part of the work, of why, or of what comes next, as long as that fits the status before it.
Behind what is done nothing may limit, deny or count; behind what is late or under way a sentence of its own may.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import pairwise

from msgspec import Struct

from rsplan.language.statuswords.clauses import read_clause
from rsplan.language.statuswords.lexicon import ON_PLAN, Lexicon, Part, Role
from rsplan.language.statuswords.times import DATE
from rsplan.plan.model import ActivityState

_COMMENTED = re.compile(
    r"^(?P<rest>[^\W\d_]+)(?:\s*[.:;]\s+|(?P<dash>\s*[–—]\s+|\s+-\s+|,\s+))"
    r"(?P<why>\S+\s+\S.*|[^\W\d_]{5,}(?:ad|at|ats|rd|rt|ld|lt|tt|en|et))$"
)
# "Upphandling i maj": when, at the end of a comment.
_IN_TIME = re.compile(rf"\s+i(?:\s+{DATE})?$")
_REFERS = {"se", "jfr"}
_LACKING = re.compile(
    r"^(?P<rest>[^\W\d_]+(?: [^\W\d_]+){0,2})(?:\s*[.:;,]\s+|\s*[–—]\s+|\s+-\s+|\s*\((?=[^()]+\)$))(?P<why>[^()]+)\)?$"
)
_NOT_BEGUN = re.compile(r"(?:ännu )?(?:ej|inte|icke)(?: ännu)? (?:påbörja|starta)(?:d|t|de|ts)")
_IS_MISSING = re.compile(
    r"(?: har)? (?:saknas|saknats|fattas)(?: (?:hos|i|på|inom|för|vid|till) [^\W\d_].{1,40})?$|^saknar "
)
_IS_SHORT = re.compile(r" räcker inte$")
_SENTENCES = re.compile(r"^(?P<rest>[^\W\d_]+(?: [^\W\d_]+){0,3})\.\s+(?P<why>\S+\s+\S.*)$")
_WORDS = re.compile(r"[^\W\d_]+")
# What the rules call what may be late, and not good, for want of something.
_MONEY = frozenset({"medel"})
_LACKING_IS = ("försenad", "gul", "röd")
# What is under way and lacks something may have stopped.
_MAY_STOP = frozenset({"saknas", "väntar på"})
_DEVIATIONS = frozenset({"avvikelse", "avvikelser"})
_REMARK = re.compile(
    r"^(?P<rest>[^\W\d_]+(?: [^\W\d_]+){0,3})"
    r"(?:(?P<own>\s*[.:]\s+)|\s*[;–—]\s+|\s+-\s+|,\s+|\s*\((?=[^()]+\)$))(?P<why>[^()]+|[^()]*\([^()]*\)[^()]*)\)?$"
)
# The states that something in a remark may have, behind each state of the whole.
_FITTING: Mapping[str, frozenset[str]] = {
    ActivityState.ONGOING: frozenset({"planned", "ongoing", "completed"}),
    ActivityState.DELAYED: frozenset({"planned", "ongoing", "delayed", "paused"}),
    ActivityState.PLANNED: frozenset({"planned", "paused"}),
    ActivityState.PAUSED: frozenset({"planned", "paused"}),
    ActivityState.CANCELLED: frozenset({"cancelled"}),
    ActivityState.COMPLETED: frozenset({"completed"}),
}


class Trimmed(Struct, frozen=True):
    """What is left of a text, the rule in Swedish, and whether the rule is a judgement."""

    rest: str
    rule: str
    judged: bool = False


def _reason_of_delay(text: str, lexicon: Lexicon) -> Trimmed | None:
    """ "Försenad, väntar på leverans", "Röd – medel saknas": what is late or has not begun lacks something;
    "Pågår, väntar på beslut" may be paused."""
    found = _LACKING.match(text)
    if found is None:
        return None
    lacks = _NOT_BEGUN.fullmatch(found["rest"]) or any(
        lexicon.is_concept((found["rest"],), each) for each in _LACKING_IS
    )
    if not lacks:
        return None
    return Trimmed(found["rest"], "skälet utelämnat", judged=True) if _tells_a_lack(found["why"], lexicon) else None


def _tells_a_lack(why: str, lexicon: Lexicon) -> bool:
    """True for "inväntar leverans", "resurser saknas", and "budgeten räcker inte" of an activity."""
    waits = next((word for word in lexicon.surroundings["orsak till försening"] if why.startswith(f"{word} ")), "")
    if waits:
        return says_nothing(why.removeprefix(waits), lexicon, _MONEY)
    pattern = next((each for each in (_IS_MISSING, _IS_SHORT) if each.search(why)), None)
    if pattern is None or (pattern is _IS_SHORT and lexicon.signs):
        return False
    return says_nothing(pattern.sub("", why), lexicon, _MONEY)


def _sentence_after(text: str, lexicon: Lexicon) -> Trimmed | None:
    """ "Klar. Se protokoll § 14": a sentence of its own behind one that is a status, and that counts nothing."""
    found = _SENTENCES.match(text)
    if found is None or not _comments(found["rest"], found["why"], lexicon):
        return None
    words = _WORDS.findall(found["why"])
    if found["why"][0].isdigit() or not lexicon.surroundings["räknar"].isdisjoint(words):
        return None
    if words[0] in lexicon.surroundings["fortsätter ordet"] - _REFERS:
        return None
    return Trimmed(found["rest"], "kommentaren efter utelämnad", judged=True)


def _comment(text: str, lexicon: Lexicon) -> Trimmed | None:
    """ "Grön – arbetet går bra": a status and a sentence about it; behind a dash after any, after a colour behind other
    marks too."""
    found = _COMMENTED.match(text)
    if found is None:
        return None
    word, colours = found["rest"], lexicon.surroundings["kommenterad"]
    if word not in colours and not (found["dash"] and _may_be_commented(word, found["why"], lexicon)):
        return None
    if (word in colours and " " not in found["why"]) or not _comments(word, found["why"], lexicon):
        return None
    return Trimmed(word, "kommentaren efter utelämnad", judged=True)


def _comments(status: str, why: str, lexicon: Lexicon) -> bool:
    """True for a comment that says nothing of the status or, of something in it, the same: "Klar – rapport lämnad",
    "Pågår – workshop genomförs i juni"."""
    words = _WORDS.findall(why)
    same = {word for word in words[1:] if lexicon.mean_the_same(status, word)} - {*words[:1]}
    plain = lexicon.surroundings["i en kommentar"] | same
    return says_nothing(_IN_TIME.sub("", why), lexicon, plain)


def _may_be_commented(word: str, why: str, lexicon: Lexicon) -> bool:
    """True for a status that holds whatever follows: not "Klar – för beslut", which says what it is ready for, nor
    "Genomförd – två av fem", which says how much of it is."""
    words = _WORDS.findall(why)
    if not words or words[0] in lexicon.surroundings["fortsätter ordet"] or any(map(str.isdigit, why)):
        return False
    if word in lexicon.surroundings["när"] and not lexicon.surroundings["tidsord"].isdisjoint(words):
        return False
    return lexicon.is_concept((word,)) and lexicon.surroundings["räknar"].isdisjoint(words)


def _fitting_remark(text: str, lexicon: Lexicon) -> Trimmed | None:
    """ "Pågår: 22 av 60 besök gjorda", "Ej påbörjad (start hösten)": an activity's state, and what fits it."""
    found = _REMARK.match(text)
    if found is None or lexicon.signs or not (reading := read_clause(found["rest"], lexicon)):
        return None
    fitting = _FITTING.get(reading.meaning)
    if fitting is None or not _fits(found["why"], reading.meaning, fitting, bool(found["own"]), lexicon):
        return None
    if reading.meaning == ActivityState.COMPLETED and not _leaves_it_done(found, lexicon):
        return None
    return Trimmed(found["rest"], "kommentaren efter utelämnad", judged=True)


def _leaves_it_done(found: re.Match[str], lexicon: Lexicon) -> bool:
    """True for "Klar: beslut KS § 45", "Klar. Följs upp i höst": nothing that limits it, counts parts, or tells when it
    will be."""
    words = _WORDS.findall(found["why"])
    around = lexicon.surroundings
    denies = any(role.part is Part.NOT for word in words for role in lexicon.phrases.get((word,), ()))
    if not found["own"] or denies or "%" in found["why"] or words[0] in around["fortsätter ordet"] - _REFERS:
        return False
    limits = around["förbehåll"] | around["räknar"]
    if found["rest"] in around["när"] and not found["why"].startswith(tuple(around["följer efter"])):
        limits |= around["tidsord"]
    return limits.isdisjoint(words)


def _fits(why: str, state: str, fitting: frozenset[str], own: bool, lexicon: Lexicon) -> bool:
    """True for a remark about something else that has none but fitting states, and that denies only in a sentence or a
    clause of its ``own``, or what is lacking."""
    words = _WORDS.findall(why)
    phrases = list(_phrases_in(words, lexicon))
    names = {role.name for _, _, roles in phrases for role in roles if role.part is not Part.FILLER}
    states = [_state_of(roles, lexicon) for _, _, roles in phrases if any(role.part is Part.CONCEPT for role in roles)]
    # A word that has a meaning only beside another is strange by itself.
    strange = len(words) > sum(length for _, length, _ in phrases)
    begins_otherwise = bool(states) and phrases[0][0] == 0 and states[0] != state
    if state == ActivityState.ONGOING and (names & _MAY_STOP or words[:1] == ["start"]):
        return False
    if (
        not words
        or ON_PLAN in names
        or not _DEVIATIONS.isdisjoint(words)
        or begins_otherwise
        or not (strange or set(states) == {state})
    ):
        return False
    denies = any(role.part is Part.NOT for _, _, roles in phrases for role in roles)
    if denies and own and state == ActivityState.DELAYED:
        fitting |= {"completed"}
    return (own or not denies) and set(states) <= fitting


def _phrases_in(words: list[str], lexicon: Lexicon) -> list[tuple[int, int, tuple[Role, ...]]]:
    """The phrases of a text that the lexicon knows, the longest first, each with where it begins and its length."""
    found, at = [], 0
    while at < len(words):
        for length in range(min(lexicon.longest, len(words) - at), 0, -1):
            if roles := lexicon.phrases.get(tuple(words[at : at + length])):
                found.append((at, length, roles))
                at += length
                break
        else:
            at += 1
    return found


def _state_of(roles: tuple[Role, ...], lexicon: Lexicon) -> str | None:
    return next((lexicon.meanings[role.name].get("ensamt") for role in roles if role.part is Part.CONCEPT), None)


def says_nothing(text: str, lexicon: Lexicon, plain: frozenset[str] = frozenset()) -> bool:
    """True for free text that neither denies, limits nor tells a status, "(HR-avdelningen)"; ``plain`` words do not."""
    words = _WORDS.findall(text)
    limits = lexicon.surroundings["förbehåll"]
    # "I diariet" is where; "i fas" is a status.
    within = {at for at, pair in enumerate(pairwise(words)) if pair[0] == "i" and not lexicon.begins(pair)}
    says = (word for at, word in enumerate(words) if word not in plain and at not in within)
    return bool(words) and not any(word in limits or len(word) == 1 or lexicon.says(word) for word in says)


REMARKS: tuple[Callable[[str, Lexicon], Trimmed | None], ...] = (
    _reason_of_delay,
    _comment,
    _sentence_after,
    _fitting_remark,
)
