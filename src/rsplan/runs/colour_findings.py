"""What any run says of its indicators' colours. Imports the audit only where there is something to audit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding
from rsplan.plan.model import Kind
from rsplan.project.audit_settings import audit_rules

if TYPE_CHECKING:
    from rsplan.analysis.colour_audit import Audited
    from rsplan.language.vocabulary import Vocabulary
    from rsplan.plan.model import Plan
    from rsplan.project.settings import Settings


def colour_findings(settings: Settings, plan: Plan, vocabulary: Vocabulary) -> Iterator[Finding]:
    """What a run says of its colours: those that contradict, and targets and outcomes that cannot be read."""
    from rsplan.analysis.colour_audit import Verdict, audit

    for one in audit(plan, audit_rules(settings)):
        if one.judged.verdict is Verdict.CONTRADICTS:
            yield finding(
                codes.COLOUR_CONTRADICTS,
                **_place(one),
                value=vocabulary.statuses(Kind.INDICATORS)[one.status].colour,
                title=one.title,
                target=one.target,
                outcome=f"{one.outcome} ({one.outcome_cell.cell})",
                rule=one.judged.rule,
                id=one.id or one.title,
            )
        elif one.judged.unread:
            yield finding(codes.MEASURE_UNREAD, **_place(one), value=one.target, title=one.title, rule=one.judged.rule)


def _place(one: Audited) -> dict[str, str]:
    at = one.target_cell if one.judged.unread else one.status_cell
    return {"file": at.file, "sheet": at.sheet, "cell": at.cell}
