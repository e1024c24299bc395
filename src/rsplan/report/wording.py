"""A wording (``ordval/NAME.toml``) as values: how a report is divided, what it is headed, which sentences it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Self

from msgspec import Struct, field

from rsplan.language.vocabulary import packaged_labels
from rsplan.plan.model import FIELDS, STATUSES, Kind

# The tables of items, and the columns that they may have after the name, as a wording writes them.
ITEM_TABLES = (
    "assignments", "indicators", "assignments_deviating", "indicators_deviating", "activities_deviating",
)  # fmt: skip
ITEM_COLUMNS = (
    "decided_by", "goal_area", "unit", "target", "actual", "status", "comment", "parent", "start", "end",
)  # fmt: skip


class MalformedWordingError(ValueError):
    """A wording file without what every wording has. The message is the place in the file, ``known`` what may stand
    there.
    """

    def __init__(self, place: str, known: Iterable[str] = ()) -> None:
        super().__init__(place)
        self.known = tuple(known)


class SectionWording(Struct, frozen=True):
    """A section: its id (the name of its text file), its heading, and what stands there until somebody writes it."""

    id: str
    heading: str
    fallback: str = ""


class Wording(Struct, frozen=True):
    """``sentences`` are patterns as written; ``styles`` says for each kind whether tables show a word or a colour.

    ``columns`` are those of a table after the name of the item, ``deviations`` the statuses of a kind that a board
    has to look at, the gravest first.
    """

    sections: tuple[SectionWording, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)
    styles: Mapping[str, str] = field(default_factory=dict)
    footnotes: Mapping[str, str] = field(default_factory=dict)
    sentences: Mapping[str, Any] = field(default_factory=dict)
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    deviations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def every_heading(self) -> dict[str, str]:
        """The headings by name: the wording's own, and the usual ones that it leaves out."""
        return {**packaged_labels()["document"], **self.headings}

    def heading(self, name: str) -> str:
        """A heading of the documents; what the wording leaves out is called as usual."""
        found = self.headings.get(name)
        return str(packaged_labels()["document"][name]) if found is None else found

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """The wording of a file as read. Raises ``MalformedWordingError``."""
        tables = {name: data.get(name, {}) for name in ("headings", "status", "footnotes", "sentences")}
        for name, table in tables.items():
            if not isinstance(table, dict):
                raise MalformedWordingError(f"[{name}]")
            for key, text in table.items():
                if name != "sentences" and not isinstance(text, str):
                    raise MalformedWordingError(f"[{name}] {key}")
        return cls(
            tuple(map(_section, _listed(data.get("sections", [])))),
            tables["headings"],
            tables["status"],
            tables["footnotes"],
            tables["sentences"],
            _choices(data, "columns", _columns_of),
            _choices(data, "deviations", _statuses_of),
        )


def _choices(data: Mapping[str, Any], name: str, allowed: Callable[[str], Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """A table of lists, each of names that are known. Raises ``MalformedWordingError``."""
    tables = data.get(name, {})
    if not isinstance(tables, dict):
        raise MalformedWordingError(f"[{name}]")
    for key, chosen in tables.items():
        known = list(allowed(key))
        wrong = [entry for entry in chosen if entry not in known] if isinstance(chosen, list) else [chosen]
        if wrong or not known:
            raise MalformedWordingError(f"[{name}] {key}: {wrong[0] if wrong else key}", known)
    return {key: tuple(chosen) for key, chosen in tables.items()}


def _columns_of(table: str) -> list[str]:
    kind = table.removesuffix("_deviating")
    if table not in ITEM_TABLES:
        return []
    return [name for name in FIELDS[Kind(kind)] if name in ITEM_COLUMNS]


def _statuses_of(kind: str) -> list[str]:
    return [str(status.value) for status in STATUSES[Kind(kind)]] if kind in set(Kind) else []


def _listed(sections: Any) -> list[Any]:
    if not isinstance(sections, list):
        raise MalformedWordingError("[[sections]]")
    return sections


def _section(entry: Any) -> SectionWording:
    if not isinstance(entry, dict):
        raise MalformedWordingError("[[sections]]")
    for key in ("id", "heading"):
        if not isinstance(entry.get(key), str):
            raise MalformedWordingError(f"[[sections]] {key}")
    fallback = entry.get("fallback", "")
    if not isinstance(fallback, str):
        raise MalformedWordingError("[[sections]] fallback")
    return SectionWording(entry["id"], entry["heading"], fallback.strip())
