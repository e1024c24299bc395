"""The figures as JSON and CSV, with the keys of the interface that other programs rely on."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, Literal

from rsplan.analysis.counts import counted, unique_slugs
from rsplan.language.swedish import sort_key
from rsplan.language.visible import csv_cell
from rsplan.plan.model import STATUSES, Kind
from rsplan.report.documents import Rendered

if TYPE_CHECKING:
    from rsplan.report.report import Report

Grouping = Literal["goal-area", "unit", "decided-by"]
COLUMNS: dict[str, tuple[str, str]] = {
    "goal-area": ("goal_area", "by_goal_area"),
    "unit": ("unit", "by_unit"),
    "decided-by": ("decided_by", "by_decider"),
}


def as_data(report: Report, by: Grouping | None) -> dict[str, Any]:
    """The summary as plain data: board, year, period, counts of each kind, groups, findings."""
    facts = report.facts
    return {
        "board": report.about.board,
        "year": report.about.year,
        "period": report.about.period.tertial.month,
        "assignments": {**_counts(report, Kind.ASSIGNMENTS), "decided_by": _deciders(report)},
        "indicators": _counts(report, Kind.INDICATORS),
        "activities": {**_counts(report, Kind.ACTIVITIES), "distinct": facts["activities.distinct"].value},
        "groups": groups(report, by) if by else [],
        "findings": [entry.as_dict() for entry in report.findings],
        "verified": list(report.plan.notes),
    }


def to_json(report: Report, by: Grouping | None) -> str:
    """The summary as JSON text, one trailing line break."""
    return json.dumps(as_data(report, by), ensure_ascii=False, indent=2) + "\n"


def render_data(report: Report, _template: object = None) -> Rendered:
    """The summary as a document of its own."""
    return Rendered(to_json(report, by=None).encode())


def to_csv(report: Report, by: Grouping | None) -> str:
    """The counts as comma-separated lines: group, kind, status, count; the whole has the group ""."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["group", "kind", "status", "count"])
    for group in [
        {"name": "", **{kind.value: _counts(report, kind) for kind in Kind}},
        *(groups(report, by) if by else []),
    ]:
        for kind in Kind:
            for status, count in group.get(kind.value, {}).items():
                writer.writerow([csv_cell(group["name"]), kind.value, status, count])
    return out.getvalue()


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
    return {"total": report.facts[base].value} | {s.value: report.facts[f"{base}.{s}"].value for s in _statuses(kind)}


def _counts(report: Report, kind: Kind) -> dict[str, int]:
    return {"total": report.facts[f"{kind}.total"].value} | {
        status.value: report.facts[f"{kind}.{status}"].value for status in _statuses(kind)
    }


def _statuses(kind: Kind) -> tuple[Any, ...]:
    return STATUSES[kind]


def _deciders(report: Report) -> dict[str, int]:
    counts = counted(report.plan, Kind.ASSIGNMENTS)["decided_by"].value_counts(sort=False)
    return {str(name): int(count) for name, count in counts.items() if name}
