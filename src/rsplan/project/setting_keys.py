"""What ``rsplan.toml`` may hold, and how its values reach the settings.

A setting is a field of ``Settings`` made with ``key``: where it stands in the file, of what type, whether a period may
have its own. The check of the file and the reading of it follow from the fields.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from datetime import date
from types import UnionType
from typing import Any

from rsplan.findings import codes
from rsplan.findings.finding import RsplanError, stop
from rsplan.language.taught import NO_TABLE
from rsplan.plan.period import Period

PROJECT_FILE = "rsplan.toml"
# What stands in the file where only a person knows; a run says that it is left.
PLACEHOLDER = "…"
# One date, or several in a list.
DATES = date | list  # type: ignore[type-arg]  # isinstance takes no parameters
_TYPES: dict[type | UnionType, str] = {
    str: "en text inom citattecken",
    list: "en lista [ … ]",
    bool: "true eller false",
    dict: "en tabell",
    date: "ett datum, t.ex. 2025-05-12",
    DATES: "ett datum eller en lista av datum, t.ex. 2024-12-10",
}


@dataclass(frozen=True, slots=True)
class Key:
    """Where a setting stands: ``table`` and ``name``, and its name in a period's table ("" where it has none there).

    Without a ``table`` it stands in a period's only, without a ``name`` it is the whole table, or a list of tables. A
    list becomes a tuple, each entry as ``entry`` makes it, or refuses it with ``ValueError``. ``allowed`` are the only
    values that it, or an entry of its list, may have.
    """

    type: type | UnionType
    table: str
    name: str
    in_period: str
    allowed: tuple[str, ...]
    entry: Callable[[Any], Any]


def key(
    type_: type | UnionType, table: str = "", name: str = "", default: Any = None, *,
    in_period: str = "", allowed: Iterable[str] = (), entry: Callable[[Any], Any] = lambda entry: entry,
) -> Any:  # fmt: skip
    """A field of ``Settings`` that stands in the file. Without ``default`` it is empty."""
    told = {"key": Key(type_, table, name, in_period, tuple(allowed), entry)}
    if type_ is dict:
        return field(default_factory=dict, metadata=told)
    empty: dict[type | UnionType, Any] = {str: "", list: (), DATES: ()}
    return field(default=empty.get(type_) if default is None else default, metadata=told)


def one_of(allowed: Iterable[str]) -> str:
    """What is wrong with a value that is none of those allowed."""
    return f"ska vara ett av: {', '.join(allowed)}"


def keys_of(settings: type) -> Iterator[tuple[Field[Any], Key]]:
    """The fields that stand in the file."""
    return ((each, each.metadata["key"]) for each in fields(settings) if "key" in each.metadata)


def schema_of(settings: type) -> dict[str, dict[str, type | UnionType]]:
    """The tables of the file and their keys with their types; a table of free keys has none."""
    schema: dict[str, dict[str, type | UnionType]] = {}
    for _, at in keys_of(settings):
        if at.table:
            schema.setdefault(at.table, {}).update({at.name: at.type} if at.name else {})
    return {**schema, "periods": {}}


def period_keys_of(settings: type) -> dict[str, type | UnionType]:
    """The keys of a period's table with their types."""
    return {at.in_period: at.type for _, at in keys_of(settings) if at.in_period}


def values_of(settings: type, data: Mapping[str, Any], period: Mapping[str, Any]) -> dict[str, Any]:
    """The values that the file gives, by field: a period's own outweighs the one for all. Raises
    ``ConfigurationError`` for a value that is not allowed.
    """
    found = {}
    for each, at in keys_of(settings):
        value = _value(at, data, period)
        if value is MISSING:
            continue
        value = [value] if at.type == DATES and not isinstance(value, list) else value
        for said in value if isinstance(value, list) else [value]:
            if at.allowed and said not in at.allowed:
                raise _wrong(f'{at.in_period} = "{said}"', one_of(at.allowed))
        found[each.name] = tuple(_entries(at, value)) if isinstance(value, list) else value
    return found


def _entries(at: Key, values: Iterable[Any]) -> Iterator[Any]:
    for number, value in enumerate(values, start=1):
        try:
            yield at.entry(value)
        except ValueError as error:
            where = f"[{at.table}] {at.name}" if at.name else f"[[{at.table}]] nummer {number}"
            raise _wrong(where, str(error)) from error


def _value(at: Key, data: Mapping[str, Any], period: Mapping[str, Any]) -> Any:
    if at.in_period in period:
        return period[at.in_period]
    table = data.get(at.table, {})
    return table.get(at.name, MISSING) if at.name else (table if at.table in data else MISSING)


def check_keys(settings: type, data: Mapping[str, Any]) -> None:
    """Raise ``ConfigurationError``, with the nearest that exists, for a name that is not known or of another type."""
    schema, in_period = schema_of(settings), period_keys_of(settings)
    for table, entries in data.items():
        _known(table, schema, f"[{table}]")
        if table in _arrays(settings):
            if not isinstance(entries, list):
                raise _wrong(table, f"ska vara tabeller under [[{table}]]")
            continue
        if not isinstance(entries, dict):
            raise _wrong(f"{table}", NO_TABLE)
        if table == "periods":
            for slug, own in entries.items():
                _check_period(slug, own, in_period)
        elif schema[table]:
            _check_table(f"[{table}]", entries, schema[table])


def _arrays(settings: type) -> set[str]:
    """The names that stand for a list of tables, ``[[layouts]]``."""
    return {at.table for _, at in keys_of(settings) if at.type is list and at.table and not at.name}


def _check_period(slug: str, entries: Mapping[str, Any], known: Mapping[str, type | UnionType]) -> None:
    try:
        Period.parse(slug)
    except ValueError:
        raise _wrong(f"[periods.{slug}]", "är ingen period; skriv till exempel [periods.2025-april]") from None
    _check_table(f"[periods.{slug}]", entries, known)


def _check_table(name: str, entries: Mapping[str, Any], known: Mapping[str, type | UnionType]) -> None:
    for entry, value in entries.items():
        _known(entry, known, f"{name} {entry}")
        if not isinstance(value, known[entry]):
            raise _wrong(f"{name} {entry}", f"ska vara {_TYPES[known[entry]]}")


def _known(name: str, known: Iterable[str], where: str) -> None:
    names = list(known)
    if name not in names:
        nearest = difflib.get_close_matches(name, names, n=1)
        hint = f"Menades {nearest[0]}?" if nearest else f"Kända namn: {', '.join(names)}."
        raise stop(codes.SETTING_UNKNOWN, PROJECT_FILE, at=where, hint=hint)


def _wrong(where: str, what: str) -> RsplanError:
    return stop(codes.SETTING_WRONG, PROJECT_FILE, at=where, what=what)
