"""The fields of a template as a person reads about them: in groups, each with what it is, and names of a kind as one.

``activities.by_unit.NAMN`` stands for the fields of every unit; ``rsplan template fields activities.by_unit`` lists
them. Knows the list of fields and ``field_words.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import tomli
from msgspec import Struct

from rsplan.documents.templating.rows import table_children
from rsplan.documents.word.template_check import template_fields
from rsplan.language.swedish import agree, digits
from rsplan.report.report import Report

_WORDS = Path(__file__).parent / "field_words.toml"
_OTHER_PERIOD = re.compile(r"(?:sentences\.)?(previous|year_before)\b")
_GROUPING = re.compile(r"(.+?\.(by_[a-z_]+))\.([^.]+)(\..+)?$")
_MOVED = re.compile(r"(change\.\w+)\.((?!by_)\w+_to_\w+)$")
_DECIMAL = re.compile(r"(share\.\w+)\.\w+\.(one_decimal)$")
_TABLE = re.compile(r"(tables\.\w+)\.(\w+)")
_NAMES_SHOWN = 3
_LISTED = ("signatories", "copies_to", "attachments", "sections", "findings", "remarks", "inputs", "ledgers", "revised")


class Field(Struct, frozen=True):
    """A field, or one that stands for many: its name, its present value, and what it is, "" where the value says it."""

    name: str
    value: str
    meaning: str


class FieldGroup(Struct, frozen=True):
    """Fields of a kind under a heading."""

    heading: str
    fields: tuple[Field, ...]


class _Folded(Struct):
    """Fields that one line stands for."""

    kind: str
    names: dict[str, None]
    rest: dict[str, None]


def field_groups(report: Report) -> list[FieldGroup]:
    """Every field that a template of a report may use, folded and in groups."""
    words = _words()
    groups: dict[str, list[Field]] = {name: [] for name in words["groups"]}
    for field in _folded(template_fields(report), report):
        groups[_group_of(field.name, words["groups"])].append(field)
    groups["functions"] = [Field(name, "", meaning) for name, meaning in words["functions"].items()]
    return [FieldGroup(words["groups"][name], tuple(fields)) for name, fields in groups.items() if fields]


def fields_below(report: Report, start: str) -> list[Field]:
    """The fields whose names begin with something, each with its present value."""
    found = template_fields(report)
    return [Field(name, value, _meaning(name, report)) for name, value in found if name.startswith(start)]


@cache
def _words() -> Mapping[str, Any]:
    return tomli.loads(_WORDS.read_text(encoding="utf-8"))


def _group_of(name: str, groups: Iterable[str]) -> str:
    if _OTHER_PERIOD.match(name):
        return "other"
    first = name.split(".")[0]
    if first in _LISTED:
        return "lists"
    return first if first in groups else "case"


def _meaning(name: str, report: Report) -> str:
    """What a field is: a fact says it, others have words of their own; a text says it by being read."""
    fact = report.facts.get(name)
    return fact.label if fact is not None else str(_words()["fields"].get(name, ""))


def _folded(found: Iterable[tuple[str, str]], report: Report) -> Iterator[Field]:
    folds: dict[str, _Folded] = {}
    plain = []
    for name, value in found:
        if (key := _fold(name)) is None:
            plain.append(Field(name, value, _meaning(name, report)))
            continue
        shown, kind, part, rest = key
        fold = folds.setdefault(shown, _Folded(kind, {}, {}))
        fold.names[part] = None
        fold.rest[rest] = None
    told = (_of_table(name, report) if fold.kind == "table" else _of_fold(name, fold) for name, fold in folds.items())
    yield from sorted([*plain, *told], key=lambda field: field.name)


def _fold(name: str) -> tuple[str, str, str, str] | None:
    """The line that a field is folded into: how it is written, its kind, the field's own part, and what follows it."""
    if period := _OTHER_PERIOD.match(name):
        return f"{period[0]}.…", period[1], name, ""
    if table := _TABLE.match(name):
        return table[1], "table", "", table[2]
    if grouping := _GROUPING.match(name):
        return f"{grouping[1]}.NAMN", grouping[2], grouping[3], grouping[4] or ""
    if moved := _MOVED.match(name):
        return f"{moved[1]}.FRÅN_to_TILL", "moved", moved[2], ""
    if decimal := _DECIMAL.match(name):
        return f"{decimal[1]}.STATUS.one_decimal", decimal[2], name, ""
    return None


def _of_table(name: str, report: Report) -> Field:
    words, table = _words()["folded"], report.tables[name.partition(".")[2]]
    cells = table_children(report, table)["rows"]
    if not cells:
        return Field(name, "", str(words["table"]).format(caption=table.caption or "–", rows=words["none"]))
    count = agree(len(cells), words["row"], words["rows"]).format(n=digits(len(cells)))
    told = f"{count} {words['with']} {', '.join(cells[0].children)}"
    return Field(name, "", str(words["table"]).format(caption=table.caption, rows=told))


def _of_fold(name: str, fold: _Folded) -> Field:
    pattern = str(_words()["folded"].get(fold.kind, _words()["folded"]["named"]))
    names = list(fold.names)
    told = ", ".join(names[:_NAMES_SHOWN]) + (" …" if len(names) > _NAMES_SHOWN else "")
    gaps = {"n": digits(len(names)), "names": told}
    more = sorted(rest for rest in fold.rest if rest.startswith("."))
    below = str(_words()["folded"]["below"]).format(names=", ".join(more)) if more else ""
    return Field(name, "", pattern.format_map(gaps) + below)
