"""What ``init`` does: lay out a new project folder."""

from __future__ import annotations

from pathlib import Path

from rsplan.plan.period import Period
from rsplan.project.new_project import start_project
from rsplan.project.settings import read_wording
from rsplan.runs.project_report import template_folder


def begin_project(root: Path, period: Period, wording: str) -> list[Path]:
    """Lay out a new project folder; the files that were written."""
    return start_project(root, period, wording, read_wording(wording, [template_folder()]))
