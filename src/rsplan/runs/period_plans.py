"""The plan of one more period of a project, or of one of two folders: its files called so that they are told apart."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from rsplan.plan.model import Kind
from rsplan.reading.exports import Reading, start_reading
from rsplan.runs.plans import plan_from

if TYPE_CHECKING:
    from rsplan.language.vocabulary import Vocabulary
    from rsplan.plan.model import Plan
    from rsplan.plan.period import Period
    from rsplan.project.settings import Settings


def plan_of_period(
    reading: Reading, files: Sequence[Path], vocabulary: Vocabulary, period: Period, settings: Settings
) -> Plan:
    """The plan of another period of the project, whose files are verified by tallies. Raises an ``RsplanError``.

    All periods' files have the same names: the folder goes before.
    """
    plan = plan_from(reading, vocabulary, period, settings, files)
    if any((plan.frame(kind)["status_text"] == "").any() for kind in Kind):
        # A status may be nothing but a cell's fill, which a check by tallies does not see.
        with start_reading(files) as thorough:
            plan = plan_from(thorough, vocabulary, period, settings)
    return in_folder(replace(plan, period=period), period.slug)


def in_folder(plan: Plan, folder: str) -> Plan:
    """A plan whose files are called by their folder, too."""
    return replace(
        plan,
        sources=tuple(replace(source, file=f"{folder}/{source.file}") for source in plan.sources),
        ledgers=tuple(replace(ledger, file=f"{folder}/{ledger.file}") for ledger in plan.ledgers),
        inputs=tuple(replace(file, name=f"{folder}/{file.name}") for file in plan.inputs),
        findings=tuple(replace(each, file=f"{folder}/{each.file}") if each.file else each for each in plan.findings),
    )
