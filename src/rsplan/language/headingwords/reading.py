"""What a heading means that the vocabulary does not know, from its parts; None where any word has no place.

A heading is a kind of item ("nyckeltal"), a property ("status") or both, in any order, with a period, an owner and
words that change nothing. The rules that put the parts together stand here; the words in ``heading_grammar.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from rsplan.language.headingwords.lexicon import Lexicon, Part, Role, lexicon
from rsplan.language.statuswords.column import asks_for_status
from rsplan.language.vocabulary import SIGNS, Vocabulary
from rsplan.plan.folding import fold
from rsplan.plan.model import Kind

LONGEST = 90
_SHORTEST_ABBREVIATION = 3
# Properties that a column is about whatever else its heading names: "Kommentar till status".
_OVERRULING = ("comment", "date")
_OUTCOMES = frozenset({"actual", "result"})
_GROUPS = frozenset({"unit", "goal_area"})
# What one sex's status is called: it is read for nothing, beside that of both.
STATUS_OF_SEX = "status_of_sex"
_HYPHEN_AT_END = re.compile(r"(?<=[^\W\d_])-\s+(?=[^\W\d_A-ZÅÄÖ])(?!(?:och|eller|samt|resp)\b)")
# "1. Uppdrag", "3) Status": the columns are numbered.
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}|[A-Za-z])[.)]\s+(?=[^\W\d_])")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_CAMEL = re.compile(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ][a-zåäö])")
# "KPI:er", "RF:s": an ending behind letters that are read out.
_ENDING = re.compile(r"(?<=[^\W\d_]):(?=(?:s|er|erna|n|ns)\b)")
# "Aktivitet (vad ska göras?)": what the bracket asks is what the heading says.
_ASKED = re.compile(r"\s*\([^()?]{2,60}\?\)\s*$")
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_TOKEN = re.compile(r"20\d\d(?:[-./]\d\d){0,2}|[^\W_]+\.?|[/&+]")
_JOINERS = re.compile(r"[\s\w/&+.,:;|·•*–—-]*")
_MONTH = (
    r"januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec"
)
_PERIOD = re.compile(rf"20\d\d(?:[-./]\d\d){{0,2}}\.?|[tqk][1-4]\.?|(?:{_MONTH})\.?")
# "Status (per 30 april)" tells a period as "Status april" does; "Aktivitet (12 st)" how many there are.
_DAY = re.compile(rf"\b(?:den )?\d{{1,2}}(?::[ae])?\s+(?=(?:{_MONTH})\b)")
_COUNT = re.compile(r"\s*\d{1,4}(?:\s*(?:st|stycken|rader|poster))?\.?\s*")
_PURPOSE = re.compile(r"^(?P<what>[^\n]{4,40}?)\s+(?:för att|som (?:ska|bidrar|leder|vi)|vi ska)\s", re.IGNORECASE)
_DESCRIPTIONS = ("beskrivning", "beskrivningen", "text", "texten")
_SAID = {
    Part.KIND: "slag", Part.WEAK_KIND: "slag", Part.PROPERTY: "egenskap", Part.SEX: "kön", Part.PERIOD: "period",
    Part.OWNER: "ägare", Part.FILLER: "utan",
}  # fmt: skip
# What counts of what stands in brackets.
_IN_BRACKETS = (Part.KIND, Part.SEX, Part.PERIOD, Part.OWNER)
_SHORT_NUMBER = re.compile(r"[1-4]|\d\d")
_AROUND_SLASH = re.compile(r"\s*/\s*")
_OTHER_SPELLING = "en känd rubrik i annan stavning"
# Known headings that the content has to tell apart, here as elsewhere.
_COLLIDING = frozenset({"mål", "resultat"})
_LEGEND = re.compile(r"(?:\b[\w%]+\s*[=:–-]\s*[^\d,;=]+[,;/]?\s*){2,}")
# "Status (✅ klar, ⏳ pågår)".
_SIGNS = re.compile(rf"(?:\s*[{SIGNS}]\ufe0f?\s*[=:–-]?\s*[^\W\d_][^,;/=(){SIGNS}]{{0,40}}[,;/]?\s*){{2,}}")
_LEGEND_AT_END = re.compile(r"[:,]?\s+(?:\b\w+\s*=\s*[^\d,;=()]+[,;/]?\s*){2,}$")


class HeadingReading(Struct, frozen=True):
    """What a heading was found to mean: a field ("title", "status", "responsible" …) of a kind, or of none.

    ``field`` is "result" where only the content tells outcome from status, "description" where it tells name from
    comment, "status_or_comment" where it tells a status with words of its own from a comment, and "actual_women" or
    "actual_men" for the outcome of one sex. ``weak`` is True where another column may be
    meant as well, ``judged`` where a rule weighed words and did not only leave some out. ``dated`` and ``owned`` tell
    that a period or an owner was left out, ``asked`` that it asks whether something is done; ``rule`` says what was
    done, in Swedish.
    """

    field: str
    kind: Kind | None
    rule: str
    judged: bool = False
    weak: bool = False
    dated: bool = False
    owned: bool = False
    asked: bool = False


def question(text: str, vocabulary: Vocabulary) -> HeadingReading | None:
    """A heading that asks for the status, "Målet uppnått?"; the answers below it say what it is."""
    if not asks_for_status(text, vocabulary):
        return None
    return HeadingReading("status", None, "frågan besvaras i kolumnen", judged=True, asked=True)


def read_heading(text: str, vocabulary: Vocabulary) -> HeadingReading | None:
    """What a heading means by its parts, else None. A question has none ("Klar?"), but for those known as a whole."""
    if not text or len(text) > LONGEST:
        return None
    asked, questions = fold(text).strip(), lexicon().questions
    if told := questions.get(asked) or questions.get(asked.rstrip("? ")):
        return HeadingReading(*told, "hela frågan är känd", judged=True, weak=told[0] == "title")
    text = _ASKED.sub("", text)
    if "?" in text:
        return None
    found = next((found for spelled in _spellings(text) if (found := _read(spelled, vocabulary))), None)
    return found or _with_purpose(text, vocabulary)


def _with_purpose(text: str, vocabulary: Vocabulary) -> HeadingReading | None:
    """ "Aktiviteter för att nå målet": the names of what is said more about."""
    said = _PURPOSE.match(text)
    found = _read(said["what"], vocabulary) if said else None
    return replace(found, judged=True) if found and found.field == "title" and found.kind else None


def _spellings(text: str) -> Iterator[str]:
    """A heading as it stands, without the hyphens at the ends of lines, without any, and with compounds apart."""
    plain = _NUMBERED.sub("", _CAMEL.sub(" ", text.replace("_", " ")))
    joined = _HYPHEN_AT_END.sub("", plain)
    yield from dict.fromkeys((joined, _HYPHEN.sub("", joined), _HYPHEN.sub(" ", joined), plain))


def _read(text: str, vocabulary: Vocabulary) -> HeadingReading | None:
    key = _ENDING.sub("", _LEGEND_AT_END.sub("", fold(text).strip(" :*-–")))
    if known := _as_listed(key, vocabulary):
        return known
    key = _DAY.sub("", key)
    inside = [part for part in _BRACKET.findall(key) if not _COUNT.fullmatch(part)]
    outside = _BRACKET.sub(" ", key)
    if len(inside) == 1 and outside.strip() in lexicon().interrogatives:
        inside, outside = [], inside[0]
    if not _JOINERS.fullmatch(outside) or not all(_may_stand_in_brackets(part, vocabulary) for part in inside):
        return None
    parts = _parts([*_TOKEN.findall(outside)], lexicon())
    if parts is None:
        return None
    named = [each for part in inside for each in _parts(_TOKEN.findall(part), lexicon()) or ()]
    return _Heading(parts, named).reading()


def _as_listed(key: str, vocabulary: Vocabulary) -> HeadingReading | None:
    """A heading that the vocabulary has in another spelling: "Nämnd / styrelse", "Ansvarig en-\nhet"."""
    plain = _AROUND_SLASH.sub("/", key)
    if kind := vocabulary.kind_names.get(plain):
        return HeadingReading("title", kind, _OTHER_SPELLING)
    field = vocabulary.columns.get(plain)
    return HeadingReading(field, None, _OTHER_SPELLING) if field and plain not in _COLLIDING else None


def _may_stand_in_brackets(text: str, vocabulary: Vocabulary) -> bool:
    """True for a legend, for statuses, and for words that each have a place."""
    if _LEGEND.fullmatch(text) or _SIGNS.fullmatch(text) or _parts(_TOKEN.findall(text), lexicon()) is not None:
        return True
    words = [word for word in re.split(r"\s*[/,;|]\s*|\s+(?:eller|och)\s+", text.strip()) if word]
    return bool(words) and all(
        tuple(word.split()) in lexicon().in_brackets or word == "%" or vocabulary.any_status(word) for word in words
    )


# --- Words to parts -------------------------------------------------------------------------------------------------


class _Part(Struct, frozen=True):
    role: Role
    text: str
    abbreviated: bool = False


def _parts(tokens: Sequence[str], words: Lexicon) -> list[_Part] | None:
    """The parts of a heading, the longest phrases first; None where a word has no place."""
    parts: list[_Part] = []
    at = 0
    while at < len(tokens):
        found, used = _next(tokens, at, words, dated=any(part.role.part is Part.PERIOD for part in parts))
        if not found:
            return None
        parts += found
        at += used
    return parts


def _next(tokens: Sequence[str], at: int, words: Lexicon, *, dated: bool) -> tuple[list[_Part], int]:
    for length in range(min(words.longest, len(tokens) - at), 1, -1):
        phrase = tuple(token.rstrip(".") for token in tokens[at : at + length])
        if role := words.phrases.get(phrase):
            return [_Part(role, " ".join(phrase))], length
    return _single(tokens[at], words, dated=dated), 1


def _single(token: str, words: Lexicon, *, dated: bool) -> list[_Part]:
    if token in "/&+":
        return [_Part(Role(Part.AND), token)]
    if _PERIOD.fullmatch(token) or (dated and _SHORT_NUMBER.fullmatch(token)):
        return [_Part(Role(Part.PERIOD), token)]
    word = token.rstrip(".")
    if roles := words.roles(word):
        return [_Part(role, word) for role in roles]
    role = words.abbreviations.get(word)
    if role is None and token.endswith(".") and len(word) >= _SHORTEST_ABBREVIATION:
        role = words.meant(word)
    return [_Part(role, token, abbreviated=True)] if role else []


# --- Parts to a reading ---------------------------------------------------------------------------------------------


class _Heading:
    """The parts of one heading, while they become a reading."""

    def __init__(self, parts: Sequence[_Part], in_brackets: Sequence[_Part]) -> None:
        every = [*parts, *(part for part in in_brackets if part.role.part in _IN_BRACKETS)]
        self._parts = every
        self._kinds = [part.role for part in every if part.role.part is Part.KIND]
        self._weak = [part.role for part in every if part.role.part is Part.WEAK_KIND]
        self._fields = {part.role.name for part in every if part.role.part is Part.PROPERTY}
        self._sexes = {part.role.name for part in every if part.role.part is Part.SEX}
        self._fillers = {part.text for part in every if part.role.part is Part.FILLER}

    def reading(self) -> HeadingReading | None:
        if self._sexes:
            return self._outcome_of_sex()
        if self._names_of_several_kinds():
            return HeadingReading("title", None, self._rule(), judged=True, weak=True)
        fields = self._main_fields()
        if len(fields) > 1 or not (kinds := self._kind_of()):
            return None
        kind, weak = kinds
        if not fields and (kind is None or self._kinds_are_owners() or (weak and self._has_name("sikt"))):
            return None
        field = next(iter(fields), "title")
        return None if self._names_another_thing(field, kind) else self._made(field, kind, weak=weak)

    def _names_of_several_kinds(self) -> bool:
        """True for "Uppdrag / aktivitet": names of either, told apart by the rows. One behind "för" is the other's."""
        kinds = {role.name for role in self._kinds}
        joined = self._has(Part.AND) or self._has_name("och")
        return (
            len(kinds) > 1 and joined and not self._kinds_are_owned() and self._fields <= {"title"} and not self._weak
        )

    def _kinds_are_owned(self) -> bool:
        """True where a genitive or a preposition makes one of the kinds another's."""
        return self._related() or any(role.owner for role in self._kinds)

    def _outcome_of_sex(self) -> HeadingReading | None:
        """The outcome of one sex; None where both are named, or something else than an indicator's outcome."""
        others = {role.name for role in (*self._kinds, *self._weak)} - {Kind.INDICATORS.value}
        if self._fields == {"status"} and len(self._sexes) == 1 and not others:
            return HeadingReading(STATUS_OF_SEX, None, self._rule(), dated=self._has(Part.PERIOD))
        if len(self._sexes) > 1 or others or not self._fields <= _OUTCOMES or self._has(Part.OWNER):
            return None
        field = next(iter(self._sexes))
        return HeadingReading(field, None, self._rule(), weak=not self._fields, dated=self._has(Part.PERIOD))

    def _names_another_thing(self, field: str, kind: Kind | None) -> bool:
        """ "Enhetens namn" names no item, "Målområde/uppdrag" is two things, "Aktiviteter per enhet" no unit."""
        if field == "title" and kind is None:
            return self._has(Part.OWNER)
        if field in _GROUPS and kind is not None and "per" in self._fillers:
            return True
        return field == "goal_area" and kind is not None and not self._kinds_are_owners()

    def _main_fields(self) -> set[str]:
        """The property that the heading is about, where there is one."""
        if self._fields == {"comment", "status"} and (self._has(Part.AND) or self._has_name("och")):
            return {"status_or_comment"}
        if self._fields == {"comment"} and self._kinds and self._is_described():
            return {"description"}
        for field in _OVERRULING:
            if field in self._fields:
                return {field}
        fields = set(self._fields)
        if "responsible" in fields and len(fields) > 1:
            fields.discard("responsible")
        if fields == {"unit"} and self._kinds and "till" in self._fillers:
            # "Uppdrag till nämnden/bolaget": who is to do it.
            return set()
        if fields & _GROUPS and "title" in fields:
            fields.discard("title")
        for plain in ("result", "follow_up"):
            if fields == {plain, "status"}:
                fields.discard(plain)
        return fields

    def _is_described(self) -> bool:
        """True for "Uppdragsbeskrivning", which may well be the name."""
        comments = [part.text for part in self._parts if part.role.name == "comment"]
        return all(text.endswith(_DESCRIPTIONS) for text in comments)

    def _kind_of(self) -> tuple[Kind | None, bool] | None:
        """The kind that is meant, with True for a weak word; None where two are named and none is the other's."""
        heads = {role.name for role in self._kinds if not role.owner} or {role.name for role in self._kinds}
        every, weak = {role.name for role in self._kinds}, {role.name for role in self._weak}
        if len(heads) > 1 or (len(every) > 1 and (self._fields or self._related())):
            return None
        if weak and heads and (self._related() or any(role.owner for role in self._kinds)):
            return None
        if heads:
            return Kind(heads.pop()), False
        if len(weak) > 1:
            return None
        return (Kind(weak.pop()), True) if weak else (None, False)

    def _related(self) -> bool:
        """True where a preposition tells that one thing is another's: "mål för uppdrag"."""
        return bool(self._fillers & {"för", "på", "av", "till", "i", "från", "inom", "hos", "per"})

    def _kinds_are_owners(self) -> bool:
        """True for "Aktivitetens" with nothing that it owns."""
        return all(role.owner for role in (*self._kinds, *self._weak))

    def _made(self, field: str, kind: Kind | None, *, weak: bool) -> HeadingReading:
        abbreviated = any(part.abbreviated for part in self._parts)
        strange = any(not role.listed for role in (*self._kinds, *self._weak))
        several = len(self._fields) > 1 or len({role.name for role in (*self._kinds, *self._weak)}) > 1
        return HeadingReading(
            field, kind, self._rule(), judged=abbreviated or strange or weak or several, weak=weak,
            dated=self._has(Part.PERIOD), owned=self._has(Part.OWNER),
        )  # fmt: skip

    def _has(self, part: Part) -> bool:
        return any(found.role.part is part for found in self._parts)

    def _has_name(self, name: str) -> bool:
        return any(found.role.name == name for found in self._parts)

    def _rule(self) -> str:
        """What each word was taken for, in Swedish."""
        told: dict[str, list[str]] = {}
        properties = {part.text for part in self._parts if part.role.part is Part.PROPERTY}
        for part in self._parts:
            if part.role.part is Part.KIND and part.text in properties:
                continue
            texts = told.setdefault(_SAID.get(part.role.part, ""), [])
            if part.text not in texts:
                texts.append(part.text)
        return ", ".join(f'{said} "{" ".join(texts)}"' for said, texts in told.items() if said)
