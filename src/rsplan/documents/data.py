"""The figures as JSON and CSV, with the keys of the interface that other programs rely on."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from rsplan.analysis.counts import counted
from rsplan.language.visible import csv_cell
from rsplan.plan.model import Kind
from rsplan.report.documents import Rendered
from rsplan.report.groups import Grouping, counts_of, groups

if TYPE_CHECKING:
    from rsplan.report.report import Report


def as_data(report: Report, by: Grouping | None) -> dict[str, Any]:
    """The summary as plain data: board, year, period, counts of each kind, groups, findings."""
    facts = report.facts
    return {
        "board": report.about.board,
        "year": report.about.told_year,
        "period": report.about.told_month,
        "assignments": {**counts_of(report, Kind.ASSIGNMENTS), "decided_by": _deciders(report)},
        "indicators": {**counts_of(report, Kind.INDICATORS), "by_sex": _divided(report)},
        "activities": {**counts_of(report, Kind.ACTIVITIES), "distinct": facts["activities.distinct"].value},
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
        {"name": "", **{kind.value: counts_of(report, kind) for kind in Kind}},
        *(groups(report, by) if by else []),
    ]:
        for kind in Kind:
            for status, count in group.get(kind.value, {}).items():
                writer.writerow([csv_cell(group["name"]), kind.value, status, count])
    return out.getvalue()


def _divided(report: Report) -> dict[str, int]:
    return {name: report.facts[f"indicators.by_sex.{name}"].count for name in ("both", "without")}


def _deciders(report: Report) -> dict[str, int]:
    counts = counted(report.plan, Kind.ASSIGNMENTS)["decided_by"].value_counts(sort=False)
    return {str(name): int(count) for name, count in counts.items() if name}
