"""A wording (``ordval/NAME.toml``) as values: how a report is divided, what it is headed, which sentences it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self


class MalformedWordingError(ValueError):
    """A wording file without what every wording has. The message is the place in the file."""


@dataclass(frozen=True, slots=True)
class SectionWording:
    """A section: its id (the name of its text file), its heading, and what stands there until somebody writes it."""

    id: str
    heading: str
    fallback: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """``sentences`` are patterns as written; ``styles`` says for each kind whether tables show a word or a colour."""

    sections: tuple[SectionWording, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)
    styles: Mapping[str, str] = field(default_factory=dict)
    footnotes: Mapping[str, str] = field(default_factory=dict)
    sentences: Mapping[str, Any] = field(default_factory=dict)

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
        )


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
