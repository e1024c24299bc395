"""What ``template`` does: the fields that a template may use, and what is wrong with one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rsplan.findings.finding import Finding
from rsplan.plan.period import Period, Tertial
from rsplan.project.settings import read_wording
from rsplan.runs.plans import vocabulary_of
from rsplan.runs.project_report import newest_settings, report_at_its_date, template_folder

if TYPE_CHECKING:
    from rsplan.report.report import Report


def template_fields(root: Path, tertial: Tertial | None, year: int | None) -> list[tuple[str, str]]:
    """Every field that a template may use, with its present value."""
    from rsplan.documents.word.template_check import template_fields as fields

    return fields(report_at_its_date(newest_settings(root, tertial, year)))


def check_template(path: Path, root: Path | None, tertial: Tertial | None, year: int | None) -> list[Finding]:
    """What is wrong with a template; outside a project, held against a plan without items."""
    from rsplan.documents.word.render import document_names
    from rsplan.documents.word.template_check import check_template as check

    report = report_at_its_date(newest_settings(root, tertial, year)) if root else _empty_report()
    return check(path, document_names(report))


def _empty_report() -> Report:
    from rsplan.report.composing import compose_report
    from rsplan.report.report import About
    from rsplan.understanding.plan import empty_plan

    period = Period(2025, Tertial.APRIL)
    about = About("", "", "", "planen", period.year, period, "", date(period.year, 1, 1))
    return compose_report(empty_plan(), about, read_wording("2025", [template_folder()]), vocabulary_of(None))
