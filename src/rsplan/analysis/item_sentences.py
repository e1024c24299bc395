"""Sentences that name items, say what most of them are, or where they are: by patterns of a wording file.

    [sentences.indicators_red]        # names the items of one status
    of = "indicators"
    names = "red"
    one = "{n} nyckeltal är rött: {names}"
    many = "{n} nyckeltal är röda: {names}"
    too_many = "{n} nyckeltal är röda"  # where the names would be more than names_to, or too long
    none = "inget nyckeltal är rött"

    [sentences.activities_mostly]     # what more than half of them are
    of = "activities.shown"
    most = "det mesta är {word}"        # over half; all, largest and tied as well
    classes = [ { fact = "ongoing", one = "pågående" }, … ]

    [sentences.indicators_red_areas]  # where those of one status are, most first
    of = "indicators"
    by = "goal_area"
    status = "red"
    first = "{n} av de röda nyckeltalen finns inom {name}"
    next = "{n} inom {name}"
    all = "samtliga röda nyckeltal finns inom {name}"

Knows agreement, not what the words mean.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rsplan.analysis.facts import Fact
from rsplan.analysis.patterns import Sentence, fill
from rsplan.language.swedish import HARD_SPACE, Gender, agree, count_word, join_list

Names = Callable[[Fact], list[str]]
_NAMES_TO, _LONGEST = 8, 700


def whole_percent(part: int, whole: int) -> int:
    """A share in whole per cent. Half a per cent is rounded up, as people do; Python's round goes to the even."""
    return (200 * part + whole) // (2 * whole)


def naming(
    name: str, pattern: Mapping[str, Any], facts: Mapping[str, Fact], gaps: Mapping[str, object], names: Names
) -> Sentence:
    """A sentence with the names of the items that a fact counts. Raises ``KeyError`` for an unknown fact."""
    fact = facts[f"{pattern['of']}.{pattern['names']}"]
    count = fact.count
    number = count_word(count, "n" if pattern.get("gender") == "n" else "t")
    if not count:
        return Sentence(name, fill(pattern.get("none", ""), gaps), (fact.id,))
    form = agree(count, pattern["one"], pattern["many"])
    listed = ""
    if count <= int(pattern.get("names_to", _NAMES_TO)):
        listed = _listed(names(fact))
    if not listed or len(listed) > _LONGEST:
        form = pattern.get("too_many", form)
    return Sentence(name, fill(form, {**gaps, "n": number, "names": listed}), (fact.id,))


def _listed(names: list[str]) -> str:
    """The names one after the other, apart by semicolons where one of them has a comma or an "och" of its own."""
    plain = [name.rstrip(" .") for name in names]
    mixed = len(plain) > 1 and any("," in name or " och " in name or ";" in name for name in plain)
    return "; ".join(plain) if mixed else join_list(plain)


def mostly(name: str, pattern: Mapping[str, Any], facts: Mapping[str, Fact], gaps: Mapping[str, object]) -> Sentence:
    """What the items of a kind mostly are: all of them, over half, the largest part, or as many of several."""
    counts = {entry["fact"]: facts[f"{pattern['of']}.{entry['fact']}"] for entry in pattern["classes"]}
    total = facts[f"{pattern['of']}.total"].count
    known = (*(fact.id for fact in counts.values()), f"{pattern['of']}.total")
    most = max((fact.count for fact in counts.values()), default=0)
    leading = [entry for entry in pattern["classes"] if counts[entry["fact"]].count == most]
    if not most:
        return Sentence(name, fill(pattern.get("none", ""), gaps), known)
    form = pattern["tied"] if len(leading) > 1 else _form(pattern, most, total)
    words = {
        "word": leading[0]["one"],
        "words": join_list([entry.get("many", entry["one"]) for entry in leading]),
        "share": f"{whole_percent(most, total)}{HARD_SPACE}%",
    }
    return Sentence(name, fill(form, {**gaps, **words}), known)


def _form(pattern: Mapping[str, Any], most: int, total: int) -> str:
    if most == total:
        return str(pattern["all"])
    return str(pattern["most"] if 2 * most > total else pattern["largest"])


def by_group(name: str, pattern: Mapping[str, Any], facts: Mapping[str, Fact], gaps: Mapping[str, object]) -> Sentence:
    """Where the items of a status are, the group with most of them first; ``top`` bounds how many groups are named."""
    of, status = str(pattern["of"]), str(pattern["status"])
    total = facts[f"{of}.{status}"]
    start, end = f"{of}.by_{pattern['by']}.", f".{status}"
    found = [fact for key, fact in facts.items() if key.startswith(start) and key.endswith(end) and fact.count]
    found.sort(key=lambda fact: -fact.count)
    if not total.count or not found:
        return Sentence(name, fill(pattern.get("none", ""), gaps), (total.id,))
    gender: Gender = "n" if pattern.get("gender") == "n" else "t"
    named = found[: int(pattern.get("top", 3))]
    if len(found) == 1:
        forms = [agree(total.count, pattern.get("single", pattern["all"]), pattern["all"])]
    else:
        forms = [pattern["first"], *[pattern["next"]] * (len(named) - 1)]
    parts = [
        fill(form, {**gaps, "n": count_word(fact.count, gender), "name": _group_name(fact)})
        for form, fact in zip(forms, named, strict=False)
    ]
    return Sentence(name, join_list(parts), (total.id, *(fact.id for fact in named)))


def _group_name(fact: Fact) -> str:
    return next((value for column, value in fact.where if column != "status"), "") or "övrigt"
