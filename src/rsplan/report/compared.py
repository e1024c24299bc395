"""Sentences that set a kind's statuses beside those of another period: within a plan the changes, between plans shares.

    [sentences.assignments_compared]
    compare = "assignments"
    same_plan = "jämfört med {earlier}: {parts}"
    more = "{n} fler {word}"
    fewer = "{n} färre {word}"
    unchanged = "inget har ändrats sedan {earlier}"
    other_plan = "andel {parts}"
    first = "{word} {share} ({before} i {earlier})"
    next = "{word} {share} ({before})"

Without another period the sentence is empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rsplan.analysis.facts import Fact
from rsplan.analysis.item_sentences import whole_percent
from rsplan.analysis.patterns import Sentence, fill, unknown_in_sentence
from rsplan.language.swedish import agree, count_word, join_list, percent
from rsplan.plan.model import Kind
from rsplan.report.history import Comparison
from rsplan.report.status_words import StatusWord


def compared_sentences(
    patterns: Mapping[str, Any],
    beside: Comparison | None,
    facts: Mapping[str, Fact],
    words: Mapping[Kind, Mapping[str, StatusWord]],
) -> dict[str, Sentence]:
    """The sentences of a wording that compare. Raises ``WordingError`` for a kind that does not exist."""
    found = {}
    for name, pattern in patterns.items():
        if "compare" in pattern:
            try:
                found[name] = _compared(name, pattern, beside, facts, words)
            except (KeyError, ValueError) as error:
                raise unknown_in_sentence(name, str(error)) from error
    return found


def _compared(
    name: str,
    pattern: Mapping[str, Any],
    beside: Comparison | None,
    facts: Mapping[str, Fact],
    words: Mapping[Kind, Mapping[str, StatusWord]],
) -> Sentence:
    kind = Kind(pattern["compare"])
    family = f"{kind}.shown" if kind is Kind.ACTIVITIES else kind.value
    if beside is None:
        return Sentence(name, "", ())
    now, before = facts[f"{family}.total"].count, facts[f"{beside.name}.{family}.total"].count
    if not (now and before):
        return Sentence(name, "", ())
    pairs = [
        (word, facts[f"{family}.{member}"], facts[f"{beside.name}.{family}.{member}"])
        for member, word in words[kind].items()
    ]
    stated = tuple(fact.id for _, *both in pairs for fact in both)
    if not beside.same_plan:
        return Sentence(name, _shares(pattern, beside, pairs, now, before), stated)
    earlier = {"earlier": beside.earlier.tertial.month}
    parts = [
        _change(pattern, word, new.count - old.count, "n" if kind is Kind.ACTIVITIES else "t")
        for word, new, old in pairs
        if new.count != old.count
    ]
    text = fill(pattern["same_plan"], {**earlier, "parts": join_list(parts)})
    return Sentence(name, text if parts else fill(pattern["unchanged"], earlier), stated)


def _change(pattern: Mapping[str, Any], word: StatusWord, change: int, gender: Any) -> str:
    count = abs(change)
    gaps = {"n": count_word(count, gender), "word": _small(agree(count, word.one, word.many))}
    return fill(pattern["more" if change > 0 else "fewer"], gaps)


def _shares(
    pattern: Mapping[str, Any], beside: Comparison, pairs: list[tuple[StatusWord, Fact, Fact]], now: int, before: int
) -> str:
    parts: list[str] = []
    for word, new, old in pairs:
        if new.count or old.count:
            gaps = {
                "word": _small(word.many),
                "share": percent(whole_percent(new.count, now)),
                "before": percent(whole_percent(old.count, before)),
                "earlier": beside.earlier.label,
            }
            parts.append(fill(pattern["next" if parts else "first"], gaps))
    return fill(pattern["other_plan"], {"earlier": beside.earlier.label, "parts": join_list(parts)})


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
