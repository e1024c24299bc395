"""Counts by goal area, unit or decider, as the summary shows them in every format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from rsplan.analysis.counts import counted, unique_slugs
from rsplan.language.swedish import sort_key
from rsplan.plan.model import STATUSES, Kind

if TYPE_CHECKING:
    from rsplan.report.report import Report

Grouping = Literal["goal-area", "unit", "decided-by"]
COLUMNS: dict[str, tuple[str, str]] = {
    "goal-area": ("goal_area", "by_goal_area"),
    "unit": ("unit", "by_unit"),
    "decided-by": ("decided_by", "by_decider"),
}


def groups(report: Report, by: Grouping) -> list[dict[str, Any]]:
    """Counts of every kind for each group; units and deciders in Swedish order, goal areas as the exports have them."""
    column, grouping = COLUMNS[by]
    names: dict[str, None] = {}
    slugs: dict[Kind, dict[str, str]] = {}
    for kind in Kind:
        frame = counted(report.plan, kind)
        if column in frame and (frame[column] != "").any():
            slugs[kind] = unique_slugs(list(dict.fromkeys(frame[column])))
            names |= dict.fromkeys(slugs[kind])
    ordered = list(names) if by == "goal-area" else sorted(names, key=sort_key)
    return [
        {
            "name": name,
            **{
                kind.value: _group_counts(report, kind, f"{kind}.{grouping}.{found[name]}")
                for kind, found in slugs.items()
                if name in found
            },
        }
        for name in ordered
    ]


def _group_counts(report: Report, kind: Kind, base: str) -> dict[str, int]:
    return {"total": report.facts[base].count} | {s.value: report.facts[f"{base}.{s}"].count for s in STATUSES[kind]}


def counts_of(report: Report, kind: Kind) -> dict[str, int]:
    """How many items of a kind there are, in all and of each status."""
    return {"total": report.facts[f"{kind}.total"].count} | {
        status.value: report.facts[f"{kind}.{status}"].count for status in STATUSES[kind]
    }
