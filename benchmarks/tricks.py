"""What each trick for speed gains: the sources are copied, the trick is taken out, and both are run in turn.

``uv run python benchmarks/tricks.py [--runs 5] [--only NAME]`` prints, for 100,000 activities and for the sample's
report, the ratio of processor time without the trick to that with it, and how many lines would go.
"""

from __future__ import annotations

import argparse
import ast
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from peer_files import activities_workbook

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "src" / "rsplan"
ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if name not in ("PYTHONDONTWRITEBYTECODE", "OPENBLAS_NUM_THREADS", "PYTHONPATH")
}


@dataclass(frozen=True)
class Trick:
    """A trick, the changes (file, text, text without it) that take it out, and the functions that would go with it."""

    name: str
    changes: tuple[tuple[str, str, str], ...]
    needless: tuple[tuple[str, str], ...] = ()

    @property
    def lines(self) -> int:
        """How many lines it costs."""
        fewer = sum(old.count("\n") - new.count("\n") for _, old, new in self.changes)
        return fewer + sum(_length(SOURCES / file, name) for file, name in self.needless)


_QUICK, _FOLDING = "reading/formats/xlsx/sheet_quick.py", "plan/folding.py"
_QUICK_WHOLE = ("scan_quickly", "_Shape", "_Sheet", "_row_number")
TRICKS = (
    Trick("nothing taken out, for the noise", ()),
    Trick(
        "counting cells by cutting bytes (sheet_quick)",
        (
            (
                "reading/formats/xlsx/sheet_xml.py",
                "scan_quickly(package, part, Count(texts, name)) or ",
                "",
            ),
        ),
        tuple((_QUICK, name) for name in _QUICK_WHOLE),
    ),
    Trick(
        "folding many texts as Latin-1 bytes, in portions",
        (
            (
                _FOLDING,
                "    return dict(zip(distinct, _folded(distinct), strict=True))\n",
                "    return {text: fold(text) for text in distinct}\n",
            ),
            (
                _FOLDING,
                "    if len(set(texts)) * 2 < len(texts):\n"
                "        return list(map(fold_many(texts).__getitem__, texts))\n"
                "    return _folded(texts)\n",
                "    return list(map(fold_many(texts).__getitem__, texts))\n",
            ),
        ),
        ((_FOLDING, "_folded"), (_FOLDING, "_folded_portion")),
    ),
    Trick(
        "working on a large workbook while it is verified",
        (
            (
                "runs/plans.py",
                "    first = reading.first(paths)\n"
                "    try:\n"
                "        plan = _plan_of(first, vocabulary, expected, settings)\n"
                "    except RsplanError:\n"
                "        return _plan_of(reading.results(paths), vocabulary, expected, settings)\n"
                "    verified = reading.results(paths)\n"
                "    if all(map(_says_the_same, first, verified)):\n"
                "        return replace(plan, notes=notes_of(book for book in verified "
                "if not isinstance(book, Unreadable)))\n",
                "    verified = reading.results(paths)\n",
            ),
        ),
        (("runs/plans.py", "_says_the_same"),),
    ),
    Trick(
        "no collection of garbage, in both processes",
        (
            ("cli/__init__.py", "    gc.disable()\n", ""),
            ("reading/contained/child.py", "    gc.disable()  #", "    pass  #"),
            ("reading/exports.py", "    gc.disable()\n    try:\n", "    try:\n"),
        ),
    ),
    Trick(
        "leaving by os._exit",
        (("cli/app.py", '    if "pandas" not in sys.modules:\n        sys.exit(code)\n', "    sys.exit(code)\n"),),
    ),
    Trick(
        "one thread for OpenBLAS",
        (("cli/app.py", '    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")\n', ""),),
    ),
)


def _length(path: Path, name: str) -> int:
    """The lines of a function or class, wherever it stands in a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    (found,) = (
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name
    )
    return (found.end_lineno or found.lineno) - found.lineno + 1


def without(trick: Trick, folder: Path) -> Path:
    """A copy of the sources without a trick. Raises ``ValueError`` where the trick does not stand as it is known."""
    shutil.copytree(SOURCES, folder / "rsplan", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "templates", folder / "rsplan" / "templates")
    for file, old, new in trick.changes:
        path = folder / "rsplan" / file
        text = path.read_text(encoding="utf-8")
        if text.count(old) != 1:
            raise ValueError(f"{trick.name}: {file} does not hold {old!r} once")
        path.write_text(text.replace(old, new), encoding="utf-8")
    return folder


def _seconds(sources: Path, command: list[str]) -> float:
    """The processor time of a run, its children's too."""
    process = subprocess.Popen(
        [sys.executable, "-m", "rsplan", *command],
        env={**ENVIRONMENT, "PYTHONPATH": str(sources)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{command} failed with the sources in {sources}")
    return used.ru_utime + used.ru_stime


def _ratios(one: Path, other: Path, command: list[str], runs: int) -> Iterator[float]:
    _seconds(one, command), _seconds(other, command)
    for _ in range(runs):
        with_it = _seconds(one, command)
        yield _seconds(other, command) / with_it


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="pairs of runs for each ratio")
    parser.add_argument("--only", default="", help="the tricks whose name holds this")
    options = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="rsplan-tricks-"))
    try:
        book = activities_workbook(work / "aktiviteter-2025-april.xlsx", 100_000)
        sample = ["--project", str(ROOT / "data" / "sample"), "--tertial", "april"]
        commands = {
            "100 000": ["summary", str(book), "--format", "json"],
            "report": ["report", *sample, "--document", "report", "--output", str(work / "out"), "--overwrite"],
        }
        whole = without(TRICKS[0], work / "whole")
        for number, trick in enumerate(TRICKS):
            if options.only in trick.name:
                other = without(trick, work / str(number))
                found = [
                    f"{name} {statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})"
                    for name, command in commands.items()
                    if (ratios := list(_ratios(whole, other, command, options.runs)))
                ]
                print(f"{trick.name:<56} {trick.lines:>4} lines   {'   '.join(found)}", flush=True)
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
