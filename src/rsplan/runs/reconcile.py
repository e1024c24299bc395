"""What ``reconcile`` does: the decided plan against the exports, and the plan's own sums."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rsplan.findings import codes
from rsplan.findings.finding import stop
from rsplan.plan.model import Kind
from rsplan.runs.plan_document import read_plan_document
from rsplan.runs.summary import summarise_files, summarise_project

if TYPE_CHECKING:
    from rsplan.plan.period import Tertial
    from rsplan.report.reconciled_plan import ReconciledPlan


def reconcile_plan(
    document: Path,
    exports: Sequence[Path] = (),
    *,
    project: Path | None = None,
    tertial: Tertial | None = None,
    year: int | None = None,
) -> ReconciledPlan:
    """A decided plan against export files, or against a project's period. Raises an ``RsplanError``."""
    tables = read_plan_document(document)
    if exports:
        report = summarise_files(exports, tertial, year)
    else:
        assert project is not None
        report = summarise_project(project, tertial, year)
    from rsplan.analysis.decided_plan import decided_items
    from rsplan.analysis.meeting_plan import meeting_plan
    from rsplan.analysis.reconciliation import reconcile
    from rsplan.analysis.table_sums import stated_sums, twice_stated
    from rsplan.report.reconciled_plan import ReconciledPlan

    decided = decided_items(tables.grids, report.vocabulary)
    if not decided:
        raise stop(codes.PLAN_WITHOUT_ITEMS, document.name, tables=len(tables.grids))
    return ReconciledPlan(
        document.name,
        report.about.board,
        report.plan.period,
        tuple(decided),
        tuple(reconcile(decided, report.plan, kind) for kind in (Kind.ASSIGNMENTS, Kind.INDICATORS)),
        tuple(stated_sums(tables)),
        tuple(twice_stated(tables)),
        meeting_plan(tables.grids),
        report.vocabulary,
    )
