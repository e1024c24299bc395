"""What several tests share: the sample project, copied so that a test may change it, and the command line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rsplan.analysis.facts import rows_behind
from rsplan.plan.model import Address
from rsplan.report.report import Report

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "data" / "sample"
# The tests start hundreds of processes: without compiled modules each of them takes half as long again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of the sample project."""
    folder = tmp_path / "prov"
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("reports"))
    return folder


@pytest.fixture
def rsplan(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run rsplan as a user does: a process of its own, with nobody at the keyboard."""

    def run(*arguments: object, cwd: Path = tmp_path, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "rsplan", *map(str, arguments)],
            cwd=cwd,
            env={**os.environ, "COLUMNS": "80", "NO_COLOR": "1", **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return run


def addresses(report: Report, fact_id: str) -> list[Address]:
    """The cells behind a fact, in the order of the export."""
    fact, plan = report.facts[fact_id], report.plan_of(fact_id)
    return [plan.address(fact.kind, position, fact.field) for position in rows_behind(plan, fact)]
