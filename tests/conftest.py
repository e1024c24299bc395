"""What several tests share: the sample project, copied so that a test may change it, and the command line."""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import forked
import pytest
from filelock import FileLock
from hypothesis import HealthCheck, Phase, settings

from rsplan.analysis.facts import rows_behind
from rsplan.plan.model import Address
from rsplan.reading.contained import process
from rsplan.report.report import Report

ROOT = Path(__file__).parent.parent
# In the suite few examples of each rule, and the first that fails is told as it is: to make it small takes minutes.
# ``--hypothesis-profile=thorough`` tries thirty times as many, and does.
_AS_FOUND = (Phase.explicit, Phase.reuse, Phase.generate)
settings.register_profile("suite", max_examples=100, deadline=None, phases=_AS_FOUND)
settings.register_profile("thorough", max_examples=3_000, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile("suite")
SPAWN = process._spawn
Run = Callable[..., subprocess.CompletedProcess[str]]
Once = Callable[[str, Callable[[], Any]], Any]
SAMPLE = ROOT / "data" / "sample"
# The tests start hundreds of processes: without compiled modules each of them takes half as long again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


LONG = bool(os.environ.get("RSPLAN_LONG_TESTS"))
# These take longest, some of them in one test: first of all, so that no worker waits for another at the end.
_FIRST = ("scripts", "pdf", "living")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The short form of the long matrices, ``sampled``, and the longest tests first."""
    seen: dict[str, int] = {}
    left_out = []
    for item in items if not LONG else ():
        # A case that is asked for by its whole name is the only item, and is never left out.
        if (mark := item.get_closest_marker("sampled")) and isinstance(item, pytest.Function):
            name = f"{item.path}::{item.originalname}"
            seen[name] = seen.get(name, -1) + 1
            if seen[name] % mark.args[0]:
                left_out.append(item)
    if left_out and len(left_out) < len(items) - 1:  # a case that is asked for by name is tried
        config.hook.pytest_deselected(items=left_out)
        gone = set(left_out)
        items[:] = [item for item in items if item not in gone]
    items.sort(key=lambda item: next((at for at, name in enumerate(_FIRST) if name in item.path.parts), len(_FIRST)))


def examples(count: int) -> settings:
    """So many examples of a rule in the suite, as many times more in a thorough run as of every other."""
    return settings(max_examples=count * settings.default.max_examples // 100)


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of the sample project."""
    folder = tmp_path / "prov"
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("reports"))
    return folder


@pytest.fixture(scope="session", autouse=True)
def readers() -> Iterator[None]:
    """Reading children are forked; see ``forked``."""
    if not forked.AT_HAND:
        yield
        return
    source = forked.Source("reader")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(process, "_spawn", source.reader)
        yield
    source.close()


@pytest.fixture
def children_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading children are started anew, as users have them."""
    monkeypatch.setattr(process, "_spawn", SPAWN)


@pytest.fixture(scope="session")
def commands() -> Iterator[forked.Source | None]:
    """Where runs of rsplan are forked from, one a worker."""
    source = forked.Source("command") if forked.AT_HAND else None
    yield source
    if source is not None:
        source.close()


@pytest.fixture
def rsplan(tmp_path: Path, commands: forked.Source | None) -> Run:
    """Run rsplan as a user does: a process of its own, with nobody at the keyboard.

    What Python itself reads from its environment needs one that is started anew.
    """

    def run(*arguments: object, cwd: Path = tmp_path, **environment: str) -> subprocess.CompletedProcess[str]:
        said = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", **environment}
        if commands is not None and not any(name.startswith("PYTHON") for name in environment):
            return commands.run(list(map(str, arguments)), cwd, said, timeout=60)
        return subprocess.run(
            [sys.executable, "-m", "rsplan", *map(str, arguments)],
            cwd=cwd,
            env=said,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, testrun_uid: str) -> Once:
    """What takes long to make is made once for all workers: by the first that asks, pickled for the others."""
    folder = tmp_path_factory.getbasetemp().parent / f"once-{testrun_uid}"
    folder.mkdir(exist_ok=True)

    def made(name: str, make: Callable[[], Any]) -> Any:
        path = folder / hashlib.sha256(name.encode()).hexdigest()
        with FileLock(f"{path}.lock"):
            if not path.exists():
                path.write_bytes(pickle.dumps(make()))
            return pickle.loads(path.read_bytes())

    return made


@pytest.fixture(scope="session")
def living_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project with two figures that stand alone in the prose. Not to be changed: copy it."""
    from living_support import matrix

    return Path(matrix.make_project(tmp_path_factory.mktemp("levande") / "prov"))


@pytest.fixture(scope="session")
def written(living_project: Path, once: Once) -> bytes:
    """Its Word report as rsplan writes it."""
    from living_support import matrix

    return bytes(once("written", lambda: matrix.written(living_project)))


@pytest.fixture(scope="session")
def today(living_project: Path, once: Once) -> Report:
    """Its report as data."""
    from living_support import matrix

    return cast(Report, once("today", lambda: matrix.report_of(living_project)))


@pytest.fixture(scope="session")
def reports(living_project: Path, once: Once) -> Mapping[str, Report]:
    """Its report after each change of the exports, by the change's name."""
    from living_support import matrix

    class Reports(dict[str, Report]):
        def __missing__(self, name: str) -> Report:
            self[name] = once(f"report after {name}", lambda: matrix.reports(living_project, [name])[name])
            return self[name]

    return Reports()


def addresses(report: Report, fact_id: str) -> list[Address]:
    """The cells behind a fact, in the order of the export."""
    fact, plan = report.facts[fact_id], report.plan_of(fact_id)
    return [plan.address(fact.kind, position, fact.field) for position in rows_behind(plan, fact)]
