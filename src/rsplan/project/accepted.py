"""Findings that a project has accepted, by code and place, with a reason. Knows findings, no exports."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from rsplan.findings.catalogue import Severity, catalogue
from rsplan.findings.finding import Finding
from rsplan.language.taught import matches, table_of

_KEYS = ("code", "place", "reason")


class Accepted(Struct, frozen=True):
    """Findings of a ``code`` at a ``place`` ("aktiviteter.xlsx, Aktiviteter, B14"; wildcards and a beginning will do),
    accepted for a ``reason``.
    """

    code: str
    place: str
    reason: str

    def holds_for(self, entry: Finding) -> bool:
        """True for a finding of the code at the place."""
        if entry.code != self.code:
            return False
        asked = [part.strip() for part in self.place.split(",") if part.strip()]
        return all(_names(part, has) for part, has in zip(asked, _parts(entry), strict=False)) and (
            len(asked) <= len(_parts(entry))
        )


def accepted_of(entry: Any) -> Accepted:
    """An entry of ``[[accepted]]``. Raises ``ValueError`` for one that lacks a key, or that accepts an error."""
    entry = table_of(entry, _KEYS)
    for name in _KEYS:
        if not isinstance(entry.get(name), str) or not entry[name].strip():
            raise ValueError(f"{name} saknas")
    code = entry["code"].strip().upper()
    if code not in catalogue():
        raise ValueError(f"code: {code} är ingen anmärkning")
    if catalogue()[code].severity is Severity.ERROR:
        raise ValueError(f"code: {code} är ett fel som stoppar körningen, och kan inte godtas")
    return Accepted(code, entry["place"].strip(), entry["reason"].strip())


def without_accepted(
    findings: Iterable[Finding], accepted: Iterable[Accepted]
) -> tuple[list[Finding], list[tuple[Finding, Accepted]]]:
    """The findings that nobody has accepted, and the others with what accepts them."""
    entries = list(accepted)
    left: list[Finding] = []
    taken: list[tuple[Finding, Accepted]] = []
    for each in findings:
        by = next((entry for entry in entries if entry.holds_for(each)), None)
        if by is None:
            left.append(each)
        else:
            taken.append((each, by))
    return left, taken


def _parts(entry: Finding) -> list[str]:
    """Where a finding is, as the place is written: file, sheet and cell, those that there are."""
    return [part for part in (entry.file, entry.sheet, entry.cell) if part]


def _names(asked: str, has: str) -> bool:
    """True where a part of a place is meant: written as it is, or as the messages write it ("blad X", "cell B14")."""
    plain = asked
    for word in ("blad ", "cell "):
        plain = plain.removeprefix(word)
    return matches(plain, has) or matches(asked, has)
