"""Texts that somebody may have put into a cell, a name or a setting to make a terminal or a spreadsheet program act:
``uv run python scripts/hostile_strings.py`` sends each through every command, everywhere at once.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import openpyxl

ROOT = Path(__file__).parent.parent
Run = Callable[..., subprocess.CompletedProcess[str]]
STRINGS = (
    "[red]Röd enhet[/red]",
    "[/b]",
    "[link=file:///etc/passwd]länk[/link]",
    "[bold",
    "\\[x]",
    ":smile:",
    "[@click=x]y[/]",
    "\x1b[2Jrensad",
    "\x1b]0;titel\x07",
    "\x1b]8;;http://x\x1b\\länk",
    "\x9b31mC1",
    "\x9d0;titel\x9c",
    "a\rb",
    "a\nrsplan: klart",
    "a\x08\x08b",
    "\x00noll",
    "\x7fdel",
    "\u202egnirts",
    "\u2066x\u2069",
    "a\u200bb",
    "\ufeffbom",
    "a\u2028b",
    "a\x85b",
    "=cmd|' /C calc'!A1",
    "+1",
    "-1+1",
    "@SUM(1)",
    "\t=1",
    "x;=1+1",
    '";=1',
    " =1",
    "\uff1d1",
    "%s%n{0}{x.__class__}",
    "{{ 7*7 }}",
    "<b>&amp;<script>",
    "../../x",
    "$(id)",
    "`id`",
    "NaN",
    "A" * 3000,
    "\U000e0041tag",
    "ー",
    "🙂",
)
# What a terminal obeys; rsplan prints no colours into a pipe.
OBEYED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)
COMPUTED = re.compile(r'(?:^|[;\t])["\s]*[=+@\uff1d]')


def without_controls(text: str) -> str:
    """A text that an xlsx cell can hold."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)


def export(path: Path, text: str) -> Path:
    """Activities whose names, units and statuses are the text."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = re.sub(r"[\[\]:*?/\\\x00-\x1f]", "", text)[:31].strip("'") or "Blad"
    cell = without_controls(text)
    sheet.append(["Aktivitet", "Enhet", "Målområde", "Aktivitetsstatus", "Kommentar"])
    for row in (
        ["Första", cell, cell, "Planerad", cell],
        [f"{cell} 2", "HR", "Ett", "Försenad", ""],
        ["Tredje", "HR", "Ett", "Genomförd", cell],
    ):
        sheet.append(row)
    for row in sheet.iter_rows():
        for each in row:
            each.data_type = "s"  # a text that begins with = is a text here
    book.save(path)
    return path


def project(folder: Path, text: str) -> Path:
    """A project whose settings say the text wherever they say anything."""
    import json

    said = json.dumps(without_controls(text).replace("\U000e0041", ""), ensure_ascii=True)
    (folder / "exports" / "2025-april").mkdir(parents=True)
    (folder / "rsplan.toml").write_text(
        f"[organisation]\nname = {said}\nboard = {said}\nunit = {said}\n[plan]\nname = {said}\n"
        f"[memo]\nhandler = {said}\nproposal = {said}\n[periods.2025-april]\ndiarienummer = {said}\n"
        "date = 2025-05-12\n",
        encoding="utf-8",
    )
    export(folder / "exports" / "2025-april" / "aktiviteter.xlsx", text)
    return folder


def commands(folder: Path, text: str) -> Iterator[list[str]]:
    """Every command, over files and a project that hold the text, and with the text as argument."""
    name = re.sub(r"[/\x00]", "", text)[:80] or "x"
    named = export(folder / f"{name} 2025-april.xlsx", text)
    own = str(project(folder / "projekt", text))
    period = ["--tertial", "april", "--year", "2025"]
    for shown in ("table", "json", "csv"):
        yield ["summary", str(named), *period, "--format", shown]
        yield ["summary", "--project", own, *period, "--by", "unit", "--format", shown]
        yield ["explain", "activities.total", "--project", own, *period, "--format", shown]
    yield ["explain", "--list", "--project", own, *period]
    yield ["explain", name, "--project", own, *period]
    for shown in ("table", "json"):
        yield ["doctor", str(named), *period, "--format", shown]
    yield ["doctor", "--project", own, *period, "--quarantine", str(folder / "rader.xlsx")]
    yield ["report", "--project", own, *period]
    yield ["report", "--project", own, "--tertial", name]
    report = str(folder / "projekt" / "reports" / "2025-april" / "rapport.docx")
    yield ["check", report]
    yield ["check", report, "--format", "json"]
    yield ["refresh", report]
    yield ["check", str(folder / f"{name}.docx")]
    yield ["template", "fields", "--project", own, *period]
    yield ["template", "check", str(folder / f"{name}.docx"), "--project", own]
    yield ["template", "export", str(folder / "mallar" / name)]
    for shown in ("table", "json", "csv", "excel-csv"):
        yield ["audit", "--project", own, *period, "--format", shown]
        yield ["series", "--project", own, *period, "--format", shown]
        yield ["find", without_controls(text)[:40] or "x", "--project", own, *period, "--format", shown]
        yield ["compare", str(named), "--", str(named), "--format", shown]
        yield ["kolada", "--project", own, *period, "--format", shown]
    yield ["series", name, "--project", own, *period]
    yield ["reconcile", str(named), "--project", own, *period]
    yield ["learn", "--accept", "--project", own, *period]
    yield ["completion", name]
    yield ["init", str(folder / "ny" / name), "--year", "2025"]


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """A command as users run it."""
    return subprocess.run(
        [sys.executable, "-m", "rsplan", *command], capture_output=True, encoding="utf-8", errors="replace",
        stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip


def forked_run() -> Run | None:
    """``run`` without the second that each start takes, where processes can be forked."""
    sys.path.insert(0, str(ROOT / "tests"))
    import forked

    if not forked.AT_HAND:
        return None
    source = forked.Source("command")

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        return source.run(command, Path.cwd(), {**os.environ, "COLUMNS": "80", "NO_COLOR": "1"}, timeout=120)

    return run


def faults(text: str, command: Sequence[str], run: Run = run) -> Iterator[str]:
    """Run a command; what got through, or broke."""
    try:
        done = run(*command)
    except subprocess.TimeoutExpired:
        yield f"{text!r} {' '.join(command)}: hangs"
        return
    out = done.stdout
    if "excel-csv" in command:  # Excel is told the encoding by a mark at the very beginning, and has its own line ends
        out = out.removeprefix("\ufeff").replace("\r\n", "\n")
    said = out + done.stderr
    if done.returncode == 70 or "Traceback" in said:
        yield f"{text!r} {command[0]}: {said[-300:]}"
    if found := OBEYED.search(said):
        around = said[max(0, found.start() - 40) : found.end() + 40]
        yield f"{text!r} {command[0]}: {found[0]!r} in {around!r}"
    if {"csv", "excel-csv"} & set(command):
        yield from (f"{text!r}: computed {line!r}" for line in done.stdout.splitlines() if computed(line))


def computed(line: str) -> bool:
    """Whether Excel would compute a cell of a line, whichever separator it takes."""
    import csv

    cells = [*next(csv.reader([line]), []), *line.split(";"), *line.split("\t")]
    return any(COMPUTED.match(cell) for cell in cells)


def rounds(strings: Sequence[str], run: Run = run) -> Iterator[str]:
    """Every fault of some strings."""
    for text in strings:
        with tempfile.TemporaryDirectory() as folder:
            for command in commands(Path(folder), text):
                if not any("\x00" in part for part in command):
                    yield from faults(text, command, run)


def main() -> int:
    """Send every string through every command; 1 if anything got through."""
    bad, run_one = 0, forked_run() or run
    for text in STRINGS:
        found = list(rounds([text], run_one))
        print(f"{text!r}:", *(found or ["nothing got through"]), sep="\n    " if found else " ", flush=True)
        bad += len(found)
    print(f"{len(STRINGS)} strings: {bad} faults")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
