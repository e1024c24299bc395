"""Sentences made of counts, by a pattern that an organisation chooses. Knows agreement, not what the words mean.

A pattern stands in a wording file (``templates/ordval/*.toml``):

    [sentences.assignments]
    of = "assignments"                      # the family of facts that it counts
    first = "{n} av uppdragen {verb} {word}"  # the first class that is not empty
    next = "{n} {word}"                     # the others; next_verb where the verb changes
    classes = [ { fact = "green", one = "uppfyllt", many = "uppfyllda" }, … ]
    single = "uppdraget {verb} {word}"      # when the classes hold one item in all
    none = "planen har inga uppdrag"        # when every class is empty

A class may have a ``verb`` of its own, and the fact ``*`` stands for what the others leave of the family's total: with
``{name}`` in its word a class for each group that is left, by its name, and ``rest`` for items that are in none. A
sentence with ``text`` states facts by id instead, and ``also`` adds to it when a fact is not zero.

Empty classes are left out. Number words follow the reference reports: words to ten, digits above.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from msgspec import Struct

from rsplan.analysis.facts import Fact, written
from rsplan.analysis.item_sentences import Names, by_group, mostly, naming
from rsplan.analysis.patterns import Sentence, fill, unknown_in_sentence
from rsplan.language.swedish import Gender, agree, count_word, join_list
from rsplan.plan.model import Kind


class _Class(Struct, frozen=True):
    count: int
    fact: str
    verb: str
    one: str
    many: str

    @property
    def word(self) -> str:
        return agree(self.count, self.one, self.many)


def compose_sentences(
    patterns: Mapping[str, Any],
    facts: Mapping[str, Fact],
    gaps: Mapping[str, object],
    unknown: Mapping[Kind, str],
    names: Names,
) -> dict[str, Sentence]:
    """Every sentence of a wording.

    ``gaps`` are the named values that a pattern may use besides its count (``{year}``, ``{month}``). ``unknown`` says
    how a class of unknown status is named; it joins a sentence that lists classes whenever it is not empty, so that the
    parts always add up to the whole. ``names`` gives the titles of the items that a fact counts. A sentence that
    compares periods is not made here. Raises ``WordingError``.
    """
    return {
        name: _sentence(name, pattern, facts, gaps, unknown, names)
        for name, pattern in patterns.items()
        if "compare" not in pattern
    }


def _sentence(
    name: str,
    pattern: Mapping[str, Any],
    facts: Mapping[str, Fact],
    gaps: Mapping[str, object],
    unknown: Mapping[Kind, str],
    names: Names,
) -> Sentence:
    try:
        if "names" in pattern:
            return naming(name, pattern, facts, gaps, names)
        if "most" in pattern:
            return mostly(name, pattern, facts, gaps)
        if "by" in pattern:
            return by_group(name, pattern, facts, gaps)
        if "classes" in pattern:
            return _listing(name, pattern, facts, gaps, unknown)
        return _statement(name, pattern, facts, gaps)
    except KeyError as error:
        raise unknown_in_sentence(name, repr(error.args[0])) from error


def _statement(
    name: str, pattern: Mapping[str, Any], facts: Mapping[str, Fact], gaps: Mapping[str, object]
) -> Sentence:
    """A sentence whose gaps are facts: ``text = "planen innehåller totalt {assignments.total} {uppdrag}"``."""
    used: list[str] = []
    counts = _Counts(facts, gaps, used, pattern)
    text = fill(pattern["text"], counts)
    if used and all(facts[fact].value == 0 for fact in used) and "none" in pattern:
        return Sentence(name, fill(pattern["none"], counts), tuple(dict.fromkeys(used)))
    for addition in pattern.get("also", ()):
        if facts[addition["when"]].value:
            text += fill(addition["text"], counts)
    return Sentence(name, text, tuple(dict.fromkeys(used)))


def _listing(
    name: str,
    pattern: Mapping[str, Any],
    facts: Mapping[str, Fact],
    gaps: Mapping[str, object],
    unknown: Mapping[Kind, str],
) -> Sentence:
    gender = _gender(pattern)
    words_to = int(pattern.get("words_to", 10))
    classes = _classes(pattern, facts, gaps, unknown)
    filled = [entry for entry in classes if entry.count]
    known = tuple(entry.fact for entry in classes)
    if not filled:
        return Sentence(name, fill(pattern.get("none", ""), _Counts(facts, gaps, [], pattern)), known)
    parts = []
    previous = None
    alone = sum(entry.count for entry in filled) == 1
    for entry in filled:
        form = _form(pattern, entry, previous, alone)
        number = count_word(entry.count, gender, words_to)
        parts.append(fill(form, {**gaps, "n": number, "verb": entry.verb, "word": entry.word}))
        previous = entry
    return Sentence(name, join_list(parts), known)


def _form(pattern: Mapping[str, Any], entry: _Class, previous: _Class | None, alone: bool) -> str:
    if previous is None:
        return str(pattern["single"] if alone and "single" in pattern else pattern["first"])
    if previous.verb != entry.verb:
        return str(pattern.get("next_verb", "{n} {verb} {word}"))
    return str(pattern["next"])


def _classes(
    pattern: Mapping[str, Any], facts: Mapping[str, Fact], gaps: Mapping[str, object], unknown: Mapping[Kind, str]
) -> list[_Class]:
    family = str(pattern["of"])
    verb = pattern.get("verb", "är")
    classes: list[_Class] = []
    for entry in pattern["classes"]:
        if "{name}" in entry["one"]:
            classes += _named_classes(family, entry, verb, facts, classes)
            continue
        fact, count = _class_count(family, fill(entry["fact"], gaps), facts, classes)
        one = fill(entry["one"], gaps)
        many = fill(entry["many"], gaps) if "many" in entry else one
        classes.append(_Class(count, fact, entry.get("verb", verb), one, many))
    if pattern.get("complete", True):
        extra = facts[f"{family}.unknown"]
        classes.append(_Class(extra.count, extra.id, "har", unknown[extra.kind], unknown[extra.kind]))
    return classes


def _named_classes(
    family: str, entry: Mapping[str, Any], verb: str, facts: Mapping[str, Fact], before: list[_Class]
) -> list[_Class]:
    """What the others leave, a class for each group by its name, the largest first; ``rest`` for what has none."""
    told = {each.fact for each in before}
    ids = [name for name in facts if name.startswith(f"{family}.") and name.count(".") == family.count(".") + 1]
    others = sorted((facts[name] for name in ids if name not in told), key=lambda fact: -fact.count)
    own = str(entry.get("verb", verb))
    words = [(fact, entry["one"].replace("{name}", _in_a_sentence(str(fact.where[-1][1])))) for fact in others]
    named = [_Class(fact.count, fact.id, own, word, word) for fact, word in words]
    fact_id, left = _class_count(family, "*", facts, [*before, *named])
    rest = str(entry.get("rest", ""))
    return [*named, *([_Class(left, fact_id, str(entry.get("rest_verb", own)), rest, rest)] if rest else [])]


def _in_a_sentence(name: str) -> str:
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def _class_count(family: str, name: str, facts: Mapping[str, Fact], before: list[_Class]) -> tuple[str, int]:
    if name == "*":
        total = facts[f"{family.split('.')[0]}.total"]
        return total.id, total.count - sum(entry.count for entry in before)
    fact_id = f"{family}.{name}"
    if fact_id in facts:
        return fact_id, facts[fact_id].count
    if "." in family:  # a group that the exports do not have, such as a decider without assignments
        return fact_id, 0
    raise KeyError(fact_id)


def _gender(pattern: Mapping[str, Any]) -> Gender:
    return "n" if pattern.get("gender") == "n" else "t"


class _Counts(dict[str, object]):
    """Gaps by name: a fact's id gives its number word, or a measure; ``id:one|many`` the form that agrees with it."""

    def __init__(
        self, facts: Mapping[str, Fact], gaps: Mapping[str, object], used: list[str], pattern: Mapping[str, Any]
    ) -> None:
        super().__init__(gaps)
        self._facts, self._used = facts, used
        self._gender, self._words_to = _gender(pattern), int(pattern.get("words_to", 10))

    def __missing__(self, key: str) -> str:
        name, _, forms = key.partition(":")
        fact = self._facts[name]
        self._used.append(name)
        if forms:
            one, _, many = forms.partition("|")
            return agree(float(fact.value), one, many or one)
        if isinstance(fact.value, Decimal) or fact.value < 0:
            return written(fact)
        return count_word(fact.value, self._gender, self._words_to)
