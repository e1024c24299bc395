"""The walk of a status cell, as the architecture page tells it, is the way that a run takes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import ROOT

SOURCE = ROOT / "src" / "rsplan"
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
WALK = PAGE.split("## The walk of a status cell")[1].split("\n## ")[0]

# Writes each module of rsplan down when the first of its functions is called by anything but an import. The child is
# started with it too.
TRACE = """
import sys
def importing(frame):
    while frame and frame.f_code.co_name != "_find_and_load":
        frame = frame.f_back
    return frame
def trace(frame, event, _, seen=set()):
    path = frame.f_code.co_filename
    if event == "call" and path not in seen and "rsplan" in path and not importing(frame):
        seen.add(path)
        with open({log!r}, "a") as log:
            print(path, file=log)
sys.setprofile(trace)
"""
RUN = """
from rsplan.reading.contained import process
process._START = {child!r} + process._START
from rsplan.cli import main
sys.argv = ["rsplan", "report", "--year", "2025", "--tertial", "april", "--document", "report"]
main()
"""


def told() -> list[Path]:
    """The modules of the walk, in its order; a name without a folder lies in the folder named before it."""
    modules: list[Path] = []
    for name in re.findall(r"`([\w/]+\.py)`", WALK):
        folders = [SOURCE, *(path.parent for path in reversed(modules)), *(SOURCE / "reading",)]
        found = next((folder / name for folder in folders if (folder / name).is_file()), SOURCE / name)
        modules.append(found)
    return modules


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], list[str]]:
    """The modules that were called in the run itself and in the reading child, each in the order of its first call."""
    folder = tmp_path_factory.mktemp("vandring")
    shutil.copytree(ROOT / "data" / "sample", folder / "prov", ignore=shutil.ignore_patterns("reports"))
    logs = [folder / name for name in ("run", "child")]
    run, child = (TRACE.format(log=str(log)) for log in logs)
    child = child.replace("{", "{{").replace("}", "}}")  # the start of the child is a pattern
    subprocess.run(
        [sys.executable, "-c", run + RUN.format(child=child)],
        cwd=folder / "prov", env={**os.environ, "NO_COLOR": "1"}, capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    lists = [list(dict.fromkeys(log.read_text(encoding="utf-8").split("\n"))) for log in logs]
    return lists[0], lists[1]


def in_order(wanted: Sequence[str], taken: Sequence[str]) -> list[str]:
    """The modules of ``wanted`` in the order in which they were taken."""
    return sorted(wanted, key=taken.index)


def test_every_module_of_the_walk_is_passed_once(taken: tuple[list[str], list[str]]) -> None:
    run, child = taken
    names = [str(path) for path in told()]
    assert len(names) > 15
    assert len(set(names)) == len(names), "a module is met twice"
    assert [name for name in names if name not in {*run, *child}] == []


def test_the_walk_is_in_the_order_of_the_run(taken: tuple[list[str], list[str]]) -> None:
    run, child = taken
    names = [str(path) for path in told()]
    for process in (run, child):
        only = [name for name in names if name in process and not (name in run and name in child)]
        assert only == in_order(only, process)
