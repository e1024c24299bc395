"""What ``audit`` does: whether the colours of a period's indicators follow from their targets and outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rsplan.plan.model import Kind
from rsplan.plan.period import PREVIOUS, Tertial
from rsplan.project.audit_settings import audit_rules
from rsplan.runs.project_report import newest_settings
from rsplan.runs.summary import summarise_files, summarise_project

if TYPE_CHECKING:
    from rsplan.analysis.colour_audit import AuditRules
    from rsplan.language.vocabulary import Vocabulary
    from rsplan.plan.model import Plan
    from rsplan.report.audited_colours import ColourAudit


def audit_project(root: Path, tertial: Tertial | None, year: int | None) -> ColourAudit:
    """A project's period by the project's own limits and directions. Raises an ``RsplanError``."""
    settings = newest_settings(root, tertial, year)
    rules = audit_rules(settings)
    report = summarise_project(root, settings.period.tertial, settings.period.year, names=PREVIOUS)
    return _audit(report.plan, report.history.get(PREVIOUS), rules, settings.board, report.vocabulary)


def audit_files(paths: Sequence[Path], tertial: Tertial | None, year: int | None) -> ColourAudit:
    """Bare export files, by the common limits and what they say themselves. Raises an ``RsplanError``."""
    from rsplan.analysis.colour_audit import AuditRules

    report = summarise_files(paths, tertial, year)
    return _audit(report.plan, None, AuditRules(), report.about.board, report.vocabulary)


def _audit(plan: Plan, before: Plan | None, rules: AuditRules, board: str, vocabulary: Vocabulary) -> ColourAudit:
    from rsplan.analysis.by_sex import has_columns_by_sex, outcomes_by_sex
    from rsplan.analysis.colour_audit import audit, unexplained, without_direction
    from rsplan.report.audited_colours import ColourAudit

    audited = audit(plan, rules)
    moved = tuple(unexplained(audit(before, rules), audited)) if before is not None else ()
    earlier = before.period if before is not None else None
    missing = tuple(without_direction(plan, rules))
    by_sex = tuple(
        (one, plan.address(Kind.INDICATORS, one.position, "actual_women" if one.written[1] else "actual"))
        for one in outcomes_by_sex(plan)
    )
    return ColourAudit(
        board, plan.period, tuple(audited), missing, moved, by_sex, has_columns_by_sex(plan), earlier, vocabulary
    )
