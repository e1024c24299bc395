"""What a project has taught of some tables only: for the files, sheets or kinds that it names. Knows words, no cells.

A layout is what ``rsplan learn`` has settled of one table: its headings as they were then, what they mean, and what its
status words mean. Headings and names may have the wildcards ``*`` and ``?``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

from msgspec import Struct, field

from rsplan.plan.folding import fold
from rsplan.plan.model import Kind

WILDCARDS = frozenset("*?")


class Taught(Struct, frozen=True):
    """Words that hold where a file's and a sheet's names match the patterns ("" for any), or either matches ``named``,
    and for tables of ``kind`` (None for any).

    ``columns`` maps a heading to what it means, ``words`` a status wording to its meaning. A layout also has the
    ``headings`` of its table in order, the status wordings that were ``seen`` in it, the codes of the findings about it
    that somebody has ``accepted``, and ``counted``: False for a table that is not counted, True for a sheet that is
    counted although it is hidden or its name says that it stands aside.
    """

    files: str = ""
    sheet: str = ""
    named: str = ""
    kind: Kind | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    headings: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    counted: bool | None = None

    def holds_for(self, file: str, sheet: str) -> bool:
        """True where the patterns match the names; the kind is for the caller to ask."""
        if self.named:
            return matches(self.named, file) or matches(self.named, sheet)
        return (not self.files or matches(self.files, file)) and (not self.sheet or matches(self.sheet, sheet))


def matches(pattern: str, name: str) -> bool:
    """True where a name, whatever its case and spaces, is what the pattern says. Brackets are brackets."""
    return fnmatchcase(fold(name), fold(pattern).replace("[", "[[]"))


def has_wildcards(text: str) -> bool:
    """True for a pattern that may stand for several names."""
    return not WILDCARDS.isdisjoint(text)


def scopes(columns: Mapping[str, Any], kinds: Mapping[str, Kind]) -> Iterator[Taught]:
    """What ``[columns]`` teaches of some tables only: a table below it for a file, a sheet or a kind, and headings with
    wildcards, which hold everywhere.
    """
    plain = {name: str(meant) for name, meant in columns.items() if not isinstance(meant, Mapping)}
    if any(map(has_wildcards, plain)):
        yield Taught(columns=plain)  # all of them: a heading without wildcards outweighs those that have some
    for name, own in columns.items():
        if isinstance(own, Mapping):
            refuse_tables(f"columns.{name}", own)
            kind = kinds.get(fold(name))
            yield Taught(named="" if kind else name, kind=kind, columns={key: str(meant) for key, meant in own.items()})


def refuse_tables(name: str, own: Mapping[str, Any]) -> None:
    """A table in a table is most often a name with a point that lacks its quotation marks."""
    if (inner := next((key for key, meant in own.items() if isinstance(meant, Mapping)), None)) is not None:
        section, _, rest = name.partition(".")
        meant = f' Menades [{section}."{rest}.{inner}"]?' if rest else ""
        raise ValueError(f'[{name}] kan inte ha en tabell i sig: "{inner}".{meant}')


_KEYS: Mapping[str, type] = {
    "files": str, "sheet": str, "headings": list, "seen": list, "accepted": list, "counted": bool,
    "columns": dict, "vocabulary": dict,
}  # fmt: skip

# What is wrong with a value that stands where a table belongs.
NO_TABLE = "ska vara en tabell"


def table_of(entry: Any, known: Collection[str]) -> Mapping[str, Any]:
    """An entry of the settings that is a table of known names. Raises ``ValueError`` for what is not."""
    if not isinstance(entry, Mapping):
        raise ValueError(NO_TABLE)
    for name in entry:
        if name not in known:
            raise ValueError(f"{name} är inget känt namn. Kända namn: {', '.join(known)}")
    return entry


def layout_of(entry: Any) -> Taught:
    """A layout as ``rsplan.toml`` has it. Raises ``ValueError`` with the key that is wrong."""
    for name, value in table_of(entry, _KEYS).items():
        if not isinstance(value, _KEYS[name]):
            raise ValueError(f"{name} är av fel slag")
    if not entry.get("files"):
        raise ValueError("files saknas: vilka filer layouten gäller")
    return Taught(
        files=entry["files"],
        sheet=entry.get("sheet", ""),
        columns=_texts(entry.get("columns", {})),
        words=_texts(entry.get("vocabulary", {})),
        headings=tuple(map(str, entry.get("headings", ()))),
        seen=tuple(map(str, entry.get("seen", ()))),
        accepted=tuple(map(str, entry.get("accepted", ()))),
        counted=entry.get("counted"),
    )


def _texts(table: Mapping[str, Any]) -> dict[str, str]:
    return {str(key): str(value) for key, value in table.items()}


def layouts(taught: Iterable[Taught]) -> list[Taught]:
    """Those that are about one table's layout."""
    return [each for each in taught if each.headings]
