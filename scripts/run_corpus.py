"""Read every file of a folder and tell what came of it: ``python scripts/run_corpus.py FOLDER``.

Prints one line a file: outcome, code, seconds, megabytes at most, name. Where the folder holds a ``MANIFEST.tsv`` with
the columns ``file`` and ``expected``, its word stands beside. Exits with 1 if a file gave an exit code that rsplan does
not have, took more than 20 seconds or 512 MB, is protected by a password and not called so, or is refused although it
parses.
"""

from __future__ import annotations

import csv
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from rsplan.reading.exports import Unreadable, start_reading

MOST_SECONDS, MOST_MEGABYTES = 20.0, 512.0
PASSWORD, EMPTY = "RSP108", "RSP125"
EXIT_CODES = (65, 66, 74, 75, 77)
# A corpus may hold lock files as files to be read: what is beside a file is not what is looked at here.
LOCKED = "RSP104"


@dataclass(frozen=True)
class Line:
    """What came of one file."""

    file: str
    expected: str
    outcome: str
    code: str
    seconds: float
    megabytes: float
    detail: str

    @property
    def is_bad(self) -> bool:
        """True for what must not happen, whatever the file is."""
        hidden_password = self.expected == "password-protected" and self.code not in (PASSWORD, LOCKED)
        over = self.seconds > MOST_SECONDS or self.megabytes > MOST_MEGABYTES
        lost = self.expected == "parses" and self.outcome != "read" and self.code != EMPTY
        return over or hidden_password or lost or self.outcome == "bug"

    def __str__(self) -> str:
        mark = "!" if self.is_bad else " "
        figures = f"{self.seconds:6.2f} s {self.megabytes:6.0f} MB"
        return f"{mark} {self.outcome:8} {self.code:7} {figures}  {self.expected:18} {self.file}  {self.detail}"


def main(folder: Path) -> int:
    """Read every file of the folder, each in a process of its own so that its memory can be told."""
    expected = manifest(folder)
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "MANIFEST.tsv")
    lines = [measured(path, folder, expected.get(str(path.relative_to(folder)), "")) for path in files]
    for line in lines:
        print(line)
    bad = sum(line.is_bad for line in lines)
    print(f"{len(lines)} files, {sum(line.outcome == 'read' for line in lines)} read, {bad} bad")
    return 1 if bad else 0


def manifest(folder: Path) -> dict[str, str]:
    """The expected outcome of each file, where the folder says so."""
    path = folder / "MANIFEST.tsv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["file"]: row["expected"] for row in rows}


def measured(path: Path, folder: Path, expected: str) -> Line:
    """One file, read by a fresh run of this script."""
    started = time.perf_counter()
    run = subprocess.run([sys.executable, __file__, "--one", str(path)], capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - started
    name = str(path.relative_to(folder))
    if run.returncode or "Traceback" in run.stderr:
        return Line(name, expected, "bug", "", seconds, 0, run.stderr.strip()[-200:])
    outcome, code, megabytes, detail = run.stdout.rstrip("\n").split("\t")
    return Line(name, expected, outcome, code, seconds, float(megabytes), detail)


def one(path: Path) -> None:
    """Read one file and print what came of it, with the peak of the larger of both processes."""
    with start_reading([path]) as reading:
        result = reading.results()[0]
    peaks = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    if isinstance(result, Unreadable):
        if result.exit_code not in EXIT_CODES or "Traceback" in str(result.finding):
            raise SystemExit(f"exit code {result.exit_code}: {result.finding}")
        told = ("refused", result.finding.code, str(result.finding))
    else:
        rows = sum(sheet.height for sheet in result.sheets)
        doubts = "; ".join(f"{d.sheet} {d.row + 1}:{d.column + 1} {d.reason}" for d in result.doubts[:2])
        codes = ",".join(sorted({finding.code for finding in result.findings}))
        check = result.verified.partition("jämförda med ")[2][:22]
        told = ("read", result.format, f"{rows} rows, {len(result.doubts)} doubts [{doubts}] {codes} <{check}>")
    outcome, code, detail = told
    print(outcome, code, f"{max(peaks):.0f}", " ".join(detail.split()), sep="\t")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(Path(sys.argv[2]))
    elif len(sys.argv) == 2:
        sys.exit(main(Path(sys.argv[1])))
    else:
        sys.exit(__doc__)
