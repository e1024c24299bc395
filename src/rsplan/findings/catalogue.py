"""The catalogue of findings: what each code weighs and says. The Swedish words stand in ``catalogue.toml`` and nowhere
else; the handbook's list of codes is generated from it.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Any

from msgspec import Struct


class Severity(StrEnum):
    """How much a finding weighs: an error stops the run, a warning fails ``--strict``, an info is for the record."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Rule(Struct, frozen=True):
    """One kind of finding: its code, weight, the message with named gaps, the hint, and a heading for the handbook.

    ``name`` is what the code calls it (``codes``, which a script makes of the catalogue). ``exit`` names, for what
    stops a run, the error that it is (``finding.ERRORS``), "" where the place says.
    """

    code: str
    severity: Severity
    title: str
    message: str
    hint: str = ""
    exit: str = ""
    name: str = ""


@cache
def catalogue() -> dict[str, Rule]:
    """Every rule by its code."""
    return {code: _rule(code, entry) for code, entry in _data().items() if code != "families"}


def families() -> dict[str, str]:
    """What the codes that begin alike are about, by that beginning (``RSP1``)."""
    return dict(_data()["families"])


def _rule(code: str, entry: dict[str, str]) -> Rule:
    words = {name: text for name, text in entry.items() if name != "severity"}
    return Rule(code, Severity(entry["severity"]), **words)


@cache
def _data() -> dict[str, Any]:
    # Most runs have nothing to remark: they are spared the reading.
    from importlib.resources import files

    import tomli

    return tomli.loads(files(__package__).joinpath("catalogue.toml").read_text(encoding="utf-8"))
