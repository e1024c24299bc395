"""What a status text means that the vocabulary does not know. Knows words, not cells; ``column.py`` is the entry.

A word that the vocabulary knows, or a project has taught, is known as it stands. Any other text is worked out from its
parts by the rules of ``status_grammar.toml``, each reading with the rules that gave it; what they cannot place is
unknown. A project's own word is never read against: where it stands in a text with another meaning, that is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from rsplan.language.slips import candidates, is_slip
from rsplan.language.statuswords.clauses import HEAVIEST, read_clause
from rsplan.language.statuswords.lexicon import ON_PLAN, Lexicon, Part, lexicon_of
from rsplan.language.statuswords.misspelling import mended
from rsplan.language.statuswords.questions import answered, asks
from rsplan.language.statuswords.reading import StatusReading, agreed
from rsplan.language.statuswords.trimming import expected_end, trimmed
from rsplan.language.vocabulary import SIGNS, Vocabulary, packaged_labels
from rsplan.plan.folding import fold
from rsplan.plan.model import ActivityState, Fulfilment, Kind

_LONGEST = 90
_DEEPEST = 5
_HYPHENATED = re.compile(r"(?<=[^\W\d_])-\s*(?=[^\W\d_])")
_SEGMENTS = re.compile(rf"\s*[/|;:,=–—]\s*|\s+-\s+|\s+(?:men|och|samt)\s+|(?<=[{SIGNS}])\s*(?=\w)|\s+(?=[{SIGNS}])")
# "Påbörjad ej avslutad": a negation may begin a second clause, where nothing else tells the two apart.
_BEFORE_NEGATION = re.compile(r"\s+(?=(?:ej|inte|icke)\s)")
_LOOSE = re.compile(r"\s*[,:]\s*|\s+[–—-]\s+")
_IN_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{1,40})[)\]]$")
_PAIRED = re.compile(r"(?:\s*,)?\s+(?:men|och|samt)\s+|\s*[,()\[\]/]\s*|\s+[–—-]\s+")
_FROM_TO = re.compile(r"\s*(?:→|->|=>|⇒|➔|➡)\s*")
_FROM_TILL = re.compile(r"^från (.+) till (.+)$")
_LEGEND = re.compile(
    r"(?<![\w.,])(\d{1,2}|[a-zåäö])\s*[=:–-]\s*([^\W\d_][^,;=()]*?)(?=\s*(?:[,;)]|$|\s\d{1,2}\s*[=:–-]|\s[a-zåäö]\s*=))"
)
_SIGNED = re.compile(rf"^(?P<sign>[{SIGNS}→‼])\ufe0f?\s*(?P<rest>[^\W\d_].*)$")
# What may stand behind a sign of an activity that warns, and behind one that says that all is well.
_MOODS = {
    "varnande": {state.value for state in ActivityState} - {"completed", "ongoing", "unknown"},
    "lugnande": {"completed", "ongoing", "planned"},
}
# The states of what has a colour: a red one is not done.
_STATES_OF = {
    "green": ("completed", "ongoing"),
    "yellow": ("ongoing", "delayed", "paused"),
    "red": ("planned", "delayed", "paused", "cancelled"),
}
_ENDED = {"completed", "cancelled", "green"}
_IN_TWO = re.compile(r"\s*[()\[\]]\s*")
SIGN_LEGEND = re.compile(
    rf"([{SIGNS}])\ufe0f?\s*[=:–-]?\s*([^\W\d_][^,;/=(){SIGNS}]{{0,40}})(?=\s*(?:[,;/)]|$|[{SIGNS}]))"
)
_LEVEL_HEADINGS = ("måluppfyllelse", "måluppfyllnad", "uppfyllelsegrad")
_WORD = re.compile(r"[^\W\d_]+")


def read_status(kind: Kind, text: str, vocabulary: Vocabulary) -> StatusReading | None:
    """What a text means for a kind of item by itself, else None."""
    return _unless_scaled(_read(kind, text, vocabulary))


def _read(kind: Kind, text: str, vocabulary: Vocabulary) -> StatusReading | None:
    """What a text means in a column of nothing but words of its scale."""
    if known := vocabulary.status(kind, text):
        return StatusReading(known)
    key = fold(text)
    if not key or len(key) > _LONGEST or "?" in key:
        return None
    reader = _Reader(kind, vocabulary)
    found = [reader.read(key, _DEEPEST)]
    if (joined := _HYPHENATED.sub("", key)) != key and (mended := reader.read(joined, _DEEPEST)):
        found.append(mended.by("avstavningen lagad"))
    reading = agreed([entry for entry in found if entry])
    return None if reading is None or reader.contradicts_taught(key, reading.meaning) else reading


def asks_status(heading: str, vocabulary: Vocabulary) -> bool:
    """True for a heading that asks whether something is done or reached."""
    return asks(heading, vocabulary, _read)


def read_strange(
    kind: Kind,
    strange: list[str],
    read: Mapping[str, StatusReading | None],
    vocabulary: Vocabulary,
    heading: str,
    legend: Mapping[str, str],
) -> dict[str, StatusReading | None]:
    """What the texts mean that the vocabulary does not know, beside those of their column that are ``read``."""
    found: dict[str, StatusReading | None] = dict(_by_legend(kind, strange, vocabulary, legend))
    found = {text: found.get(text) or _read(kind, text, vocabulary) for text in strange}
    unread = [text for text in strange if not found[text]]
    found |= dict(_by_column(kind, unread, {**read, **found}, vocabulary, heading) if unread else ())
    found |= dict(mended(kind, [text for text in unread if not found[text]], vocabulary))
    return found if all(found.values()) else {text: _unless_scaled(reading) for text, reading in found.items()}


def _unless_scaled(reading: StatusReading | None) -> StatusReading | None:
    """Nothing for words of a scale that the rest of their column does not follow."""
    return None if reading and reading.scaled else reading


def _by_legend(
    kind: Kind, strange: list[str], vocabulary: Vocabulary, legend: Mapping[str, str]
) -> Iterator[tuple[str, StatusReading]]:
    """What a legend beside the table says of its signs."""
    for text in strange:
        words = legend.get(fold(text).rstrip("."))
        if words and (found := _read(kind, words, vocabulary)):
            yield text, found.by(f'teckenförklaringen säger "{words}"')


def nearest(kind: Kind, text: str, vocabulary: Vocabulary) -> str | None:
    """The known word that a misspelled one resembles most, word for word: never one that denies what it says."""
    key = fold(text)
    lexicon = lexicon_of(kind, vocabulary)
    close = candidates(key, vocabulary.words[vocabulary.family(kind)])
    return next((word for word in close if _may_be_meant(key, word, lexicon)), None)


# --- One text -------------------------------------------------------------------------------------------------------


class _Reader:
    def __init__(self, kind: Kind, vocabulary: Vocabulary) -> None:
        self._kind, self._vocabulary = kind, vocabulary
        self._lexicon = lexicon_of(kind, vocabulary)

    def read(self, key: str, depth: int) -> StatusReading | None:
        """What a folded text means: as it stands, as a clause, by its segments, or without what may be left out."""
        if known := self._vocabulary.status(self._kind, key):
            return StatusReading(known)
        if sign := self._sign(key):
            return sign
        whole = read_clause(key, self._lexicon) or self._loose_clause(key)
        parts = self._by_segments(_SEGMENTS.split(key))
        if whole and parts and whole.meaning != parts.meaning:
            return None
        if found := whole or parts or self._pair(key) or self._changed(key, depth) or self._green_on_plan(key):
            return found
        if found := self._behind_sign(key, depth) or self._heavier(key) or self._colour_of_state(key):
            return found
        if rest := expected_end(key, self._lexicon):
            return self._before_its_end(rest, depth)
        if found := self._by_segments(_IN_TWO.split(key)) or self._by_segments(_BEFORE_NEGATION.split(key)):
            return found.by("läst som två satser", judged=True)
        return self._without(key, depth) if depth else None

    def _without(self, key: str, depth: int) -> StatusReading | None:
        for left in trimmed(key, self._lexicon):
            if found := self.read(left.rest, depth - 1):
                return found.by(left.rule, judged=left.judged)
        return None

    def _loose_clause(self, key: str) -> StatusReading | None:
        """ "Avslutad, enligt plan", "Pågår (enligt plan)": one clause, as long as nothing in it is denied."""
        loose = _LOOSE.sub(" ", key)
        if (inside := _IN_BRACKETS.search(key)) and self._is_on_plan(inside[1]):
            loose = f"{key[: inside.start()]} {inside[1]}"
        if loose == key or _denies(loose, self._lexicon):
            return None
        return read_clause(loose, self._lexicon)

    def _is_on_plan(self, text: str) -> bool:
        return any(role.name == ON_PLAN for role in self._lexicon.phrases.get(tuple(text.split()), ()))

    def _pair(self, key: str) -> StatusReading | None:
        """ "Pågår (försenad)", "påbörjad men försenad": two concepts of which the rules say which one holds."""
        loose = _PAIRED.sub(" ", key).strip()
        if loose == key or _denies(loose, self._lexicon):
            return None
        return read_clause(loose, self._lexicon, several=True)

    def _sign(self, key: str) -> StatusReading | None:
        """A sign that is read by what it looks like."""
        meaning = self._lexicon.signs.get(key)
        return StatusReading(meaning, ("tecknet läses efter vad det liknar",), judged=True) if meaning else None

    def _heavier(self, key: str) -> StatusReading | None:
        """ "Ej klar, försenad", "Pågår – ej enligt plan": what is on its way and late is late."""
        parts = [part for part in _PAIRED.split(key) if part]
        if self._kind is not Kind.ACTIVITIES or len(parts) != 2:
            return None
        read = [self._segment(part) for part in parts]
        meant = {reading.meaning for reading in read if reading}
        if meant != {ActivityState.ONGOING.value, ActivityState.DELAYED.value}:
            return None
        late = next(reading for reading in read if reading and reading.meaning == ActivityState.DELAYED.value)
        return late.by(HEAVIEST, judged=True)

    def _colour_of_state(self, key: str) -> StatusReading | None:
        """ "Röd – ej påbörjat" of an assignment: the colour, where such a colour has that state."""
        parts = [part for part in _SEGMENTS.split(key) if part]
        if self._kind is Kind.ACTIVITIES or len(parts) != 2:
            return None
        if parts[0] not in self._lexicon.surroundings["kommenterad"] or not (colour := self._segment(parts[0])):
            return None
        state = _Reader(Kind.ACTIVITIES, self._vocabulary).read(parts[1], 0)
        fits = state is not None and state.meaning in _STATES_OF.get(colour.meaning, ())
        return colour.by(f'"{parts[1]}" vägt in', judged=True) if fits else None

    def _before_its_end(self, rest: str, depth: int) -> StatusReading | None:
        """ "Pågår (beräknas klart i december)": of what has an end to come; what has ended has none."""
        reading = self.read(rest, depth - 1) if depth else None
        ahead = reading and reading.meaning not in _ENDED
        return reading.by("slutet som väntas utelämnat", judged=True) if reading and ahead else None

    def _behind_sign(self, key: str, depth: int) -> StatusReading | None:
        """ "➔ Pågår", "⚠ Försenad", "🟢 Klar": the word, where the sign before it does not say otherwise."""
        found = _SIGNED.match(key) if depth else None
        reading = self.read(found["rest"], depth - 1) if found else None
        if found is None or reading is None:
            return None
        points = found["sign"] in self._lexicon.surroundings["pekande tecken"] and not self._means(found["sign"])
        fits = points or any(
            found["sign"] in self._lexicon.surroundings[f"{mood} tecken"] and reading.meaning in meanings
            for mood, meanings in _MOODS.items()
        )
        return reading.by("tecknet före utelämnat", judged=True) if fits else None

    def _means(self, sign: str) -> bool:
        return bool(self._vocabulary.status(self._kind, sign) or self._sign(sign))

    def _by_segments(self, split: Sequence[str]) -> StatusReading | None:
        """Several statuses in one text, which must all mean the same."""
        segments = [part for part in split if part]
        if len(segments) < 2:
            return None
        found = [reading for part in segments if (reading := self._segment(part))]
        reading = agreed(found) if len(found) == len(segments) else None
        if reading is None:
            return None
        return reading.by("flera ord som säger detsamma", judged=any(each.judged for each in found))

    def _green_on_plan(self, key: str) -> StatusReading | None:
        """ "🟢 I fas", "Grön – i fas": to be on plan is no fulfilment by itself, and is what green says."""
        first, *rest = _SEGMENTS.split(key)
        if len(rest) != 1 or not self._is_on_plan(rest[0]) or not (found := self._segment(first)):
            return None
        said = f'"{rest[0]}" vägt in'
        return found.by(said, judged=True) if found.meaning == Fulfilment.GREEN.value else None

    def _segment(self, part: str) -> StatusReading | None:
        known = self._vocabulary.status(self._kind, part)
        return StatusReading(known) if known else self._sign(part) or read_clause(part, self._lexicon)

    def _changed(self, key: str, depth: int) -> StatusReading | None:
        """ "Gul → Grön", "från gul till grön": what it was changed to."""
        steps = [step for step in _FROM_TO.split(key) if step]
        if found := _FROM_TILL.match(key):
            steps = [found[1], found[2]]
        if len(steps) < 2 or not depth:
            return None
        readings = [self.read(step, 0) for step in steps]
        last = readings[-1]
        return last.by("det senaste läget gäller", judged=True) if last and all(readings) else None

    def contradicts_taught(self, key: str, meaning: str) -> bool:
        """True where a word that the project has taught stands in the text and means something else."""
        padded = f" {' '.join(_WORD.findall(key))} "
        family = self._vocabulary.family(self._kind)
        packaged = {fold(word): name for name, entry in packaged_labels()[family].items() for word in entry["known"]}
        taught = self._vocabulary.words[family].items() - packaged.items()
        return any(value != meaning and f" {word} " in padded for word, value in taught)


def _denies(clause: str, lexicon: Lexicon) -> bool:
    return any(
        role.part is Part.NOT or role.name in ("ingen", "saknas")
        for word in _WORD.findall(clause)
        for role in lexicon.phrases.get((word,), ())
    )


# --- A column -------------------------------------------------------------------------------------------------------


def _by_column(
    kind: Kind, strange: list[str], read: Mapping[str, StatusReading | None], vocabulary: Vocabulary, heading: str
) -> Iterator[tuple[str, StatusReading]]:
    legend = legend_of(kind, heading, vocabulary)
    letters = _letters(strange, read, lexicon_of(kind, vocabulary))
    asked = dict(answered(kind, heading, strange, vocabulary, _read))
    levels = any(word in fold(heading) for word in _LEVEL_HEADINGS)
    for text in strange:
        key, letter = fold(text).rstrip("\ufe0f"), _letter(text)
        if key in legend:
            yield text, legend[key]
        elif text in asked:
            yield text, asked[text]
        elif letter in letters:
            yield text, StatusReading(letters[letter], ("bokstaven läses som en färg",), judged=True)
        elif levels and (found := read_status(kind, f"{text} {_LEVEL_HEADINGS[0]}", vocabulary)):
            yield text, found.by("rubriken säger vad graden gäller", judged=True)


def legend_of(kind: Kind, text: str, vocabulary: Vocabulary) -> dict[str, StatusReading]:
    """What numbers and letters stand for, told by a heading: "Status (1=planerad, 2=pågår)". All or nothing."""
    pairs = [*_LEGEND.findall(fold(text)), *SIGN_LEGEND.findall(fold(text))]
    told = {sign: _read(kind, meaning, vocabulary) for sign, meaning in pairs}
    readings = {sign: reading for sign, reading in told.items() if reading}
    if len(readings) < 2 or len(readings) < len(told):
        return {}
    return {sign: reading.by("rubriken säger vad tecknet betyder") for sign, reading in readings.items()}


def _letter(text: str) -> str:
    """A letter without its point or the brackets around it: "G.", "(G)", "[G]"."""
    key = fold(text).rstrip(".")
    return key[1:-1].strip() if key[:1] + key[-1:] in ("()", "[]") else key


def _letters(strange: list[str], read: Mapping[str, StatusReading | None], lexicon: Lexicon) -> Mapping[str, str]:
    """The letters that are colours: all strange texts are such letters, and one of them is plainly yellow."""
    keys = {_letter(text) for text in strange}
    yellow = keys & {letter for letter, meaning in lexicon.letters.items() if letter != "g" and meaning == "yellow"}
    known = {reading.meaning for reading in read.values() if reading} <= {"no_data"}
    return lexicon.letters if yellow and known and keys <= lexicon.letters.keys() else {}


# --- What was meant -------------------------------------------------------------------------------------------------


def _may_be_meant(key: str, word: str, lexicon: Lexicon) -> bool:
    """True where each word resembles its own, what denies or grades is the same, and nothing is put before a word."""
    said, meant = key.rstrip(".!").split(), word.split()
    if len(said) != len(meant) or _weights(said, lexicon) - _weights(meant, lexicon):
        return False
    return all(is_slip(one, other) for one, other in zip(said, meant, strict=True))


def _weights(words: list[str], lexicon: Lexicon) -> set[str]:
    return {
        word for word in words if any(role.part in (Part.NOT, Part.DEGREE) for role in lexicon.phrases.get((word,), ()))
    }
