"""Measure rsplan against its peers, as ratios of whole processes run in turn: ``uv run python benchmarks/run.py``.

Prints, for each measurement, the median ratio with its least and greatest, the two medians in seconds, and the goal.
Nothing is asserted: a shared machine is noisy, so a ratio near its goal is to be measured again on a quiet one.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from peer_files import activities_workbook, assignments_workbook, plain_template, with_one_status_changed

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "data" / "sample"
PYTHON = sys.executable
RSPLAN = str(Path(PYTHON).with_name("rsplan"))
# Compiled modules are what a user has after the first run.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True)
class Measurement:
    """Two commands to run in turn: rsplan's and the peer's; the ratio between them that is aimed at. Both may tell
    the seconds that they took themselves.
    """

    name: str
    ours: list[str]
    peer: list[str]
    goal: float
    timed_inside: bool = False


def seconds(command: list[str], *, timed_inside: bool = False) -> float:
    """The wall clock time of one finished process, or what it tells on standard output of a part of it."""
    start = time.perf_counter()
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    took = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} exited with {done.returncode}:\n{done.stderr.decode()}")
    return float(done.stdout) if timed_inside else took


def measure(measurement: Measurement, runs: int) -> None:
    """Run both commands in turn, after one warm-up each, and print the ratio."""

    def once() -> tuple[float, float]:
        return seconds(measurement.ours, timed_inside=measurement.timed_inside), seconds(
            measurement.peer, timed_inside=measurement.timed_inside
        )

    once()
    pairs = [once() for _ in range(runs)]
    ratios = [ours / peer for ours, peer in pairs]
    ours, peer = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(
        f"{measurement.name:<52} {statistics.median(ratios):5.2f}  ({min(ratios):.2f}–{max(ratios):.2f})"
        f"   {ours:6.3f} s against {peer:6.3f} s   goal {measurement.goal}",
        flush=True,
    )


def start_up(work: Path) -> list[Measurement]:
    """What a user waits for on the sample."""
    exports = SAMPLE / "exports"
    template = plain_template(work / "plain.docx", SAMPLE / "texts" / "2025-april")
    project = ["--project", str(SAMPLE), "--tertial", "april"]
    report = [RSPLAN, "report", *project, "--document", "report", "--output", str(work / "out"), "--overwrite"]
    plain = [
        PYTHON,
        str(Path(__file__).with_name("plain_script.py")),
        str(exports / "2025-april"),
        str(exports / "2024-december"),
        str(template),
        str(work / "plain-out.docx"),
    ]
    return [
        Measurement("rsplan --help / import typer", [RSPLAN, "--help"], [PYTHON, "-c", "import typer"], 1.5),
        Measurement(
            "rsplan summary / import pandas", [RSPLAN, "summary", *project], [PYTHON, "-c", "import pandas"], 1.3
        ),
        Measurement("rsplan report / a plain docxtpl script", report, plain, 0.8),
    ]


def living(work: Path) -> list[Measurement]:
    """Refreshing a report after one status has changed, against writing it anew."""
    project = work / "project"
    shutil.copytree(SAMPLE, project, ignore=shutil.ignore_patterns("reports"))
    where = ["--project", str(project)]
    report = [RSPLAN, "report", *where, "--tertial", "april", "--document", "report", "--output", str(work / "written")]
    seconds([*report, "--overwrite"])
    with_one_status_changed(project / "exports" / "2025-april" / "aktiviteter.xlsx")
    refresh = [RSPLAN, "refresh", str(work / "written" / "rapport.docx"), *where, "--output", str(work / "new.docx")]
    # The report that is compared with is written elsewhere: the one that is refreshed stays as it is.
    report[-1] = str(work / "again")
    return [Measurement("rsplan refresh / rsplan report", refresh, [*report, "--overwrite"], 1.5)]


def rendering(work: Path) -> list[Measurement]:
    """A report with 3,000 rows in its table of assignments, against docxtpl and nothing but that table. In each
    process only the rendering is timed, not the imports and not the reading.
    """
    script = str(Path(__file__).with_name("rendering.py"))
    project = work / "long"
    shutil.copytree(SAMPLE, project, ignore=shutil.ignore_patterns("reports"))
    assignments_workbook(project / "exports" / "2025-april" / "uppdrag.xlsx", 3_000)
    ours, peer = ([PYTHON, script, who, str(project)] for who in ("rsplan", "docxtpl"))
    return [Measurement("a report of 3 000 rows / docxtpl, the table alone", ours, peer, 1.5, timed_inside=True)]


def large(work: Path) -> list[Measurement]:
    """100,000 activities in one workbook."""
    book = activities_workbook(work / "aktiviteter-2025-april.xlsx", 100_000)
    summary = [RSPLAN, "summary", str(book), "--format", "json"]
    with_openpyxl = (
        "import pandas as pd, sys; frame = pd.read_excel(sys.argv[1], header=4, engine='openpyxl');"
        "print(frame['Status'].value_counts(), pd.crosstab(frame['Enhet'], frame['Status']))"
    )
    bare = (
        "import sys, python_calamine as c;"
        "c.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python(); import pandas"
    )
    return [
        Measurement(
            "100 000 activities / pandas.read_excel, counts", summary, [PYTHON, "-c", with_openpyxl, str(book)], 0.35
        ),
        Measurement("100 000 activities / bare calamine, import pandas", summary, [PYTHON, "-c", bare, str(book)], 2.0),
    ]


def comparing(work: Path) -> list[Measurement]:
    """Two periods of the sample side by side, and a word in ten years of three periods with 3,000 items each."""
    project = ["--project", str(SAMPLE), "--year", "2025"]
    against = ["--tertial", "augusti", "--against", "2025-april", "--format", "json"]
    both = "import subprocess, sys; [subprocess.run([*sys.argv[1:], '--tertial', month], check=True) for month in {}]"
    summaries = [PYTHON, "-c", both.format(("april", "augusti")), RSPLAN, "summary", *project, "--format", "json"]
    years = work / "years"
    for year in range(2016, 2026):
        for month in ("april", "augusti", "december"):
            folder = years / "exports" / f"{year}-{month}"
            folder.mkdir(parents=True)
            activities_workbook(folder / "aktiviteter.xlsx", 3_000, month, year)
    (years / "rsplan.toml").write_text('[organisation]\nboard = "Regionstyrelsen"\n', encoding="utf-8")
    find = [RSPLAN, "find", "insats 77 ", "--all-periods", "--project", str(years), "--format", "json"]
    bare = (
        "import sys, pathlib, python_calamine as c;"
        "[c.CalamineWorkbook.from_path(p).get_sheet_by_index(0).to_python()"
        " for p in sorted(pathlib.Path(sys.argv[1]).rglob('*.xlsx'))]"
    )
    return [
        Measurement("rsplan compare / rsplan summary of both", [RSPLAN, "compare", *project, *against], summaries, 1.3),
        Measurement("a word in 30 periods of 3 000 / bare calamine", find, [PYTHON, "-c", bare, str(years)], 3.0),
    ]


def main() -> None:
    """Print every ratio."""
    groups: dict[str, Callable[[Path], list[Measurement]]] = {
        "start": start_up,
        "living": living,
        "rendering": rendering,
        "comparing": comparing,
        "large": large,
    }
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9, help="pairs of runs for each ratio")
    parser.add_argument("--only", choices=groups, help="one group of measurements")
    options = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="rsplan-bench-"))
    try:
        for name, group in groups.items():
            if options.only in (None, name):
                runs = max(3, options.runs // 3) if name == "large" else options.runs
                for measurement in group(work):
                    measure(measurement, runs)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"largest process of this run, peers included: {peak:.0f} MiB")
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
